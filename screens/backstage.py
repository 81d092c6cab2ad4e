"""The backstage room: what is on, who is next and where they are, what comes then; it is only looked at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from textual.content import Content
from textual.widget import Widget

from console.rules.speakers.speaking import SpeakersView
from console.rules.times.timeline import Timeline
from screens import stage_read
from screens.backstage_words import backstage_view, departments
from screens.of_stage import StageRooms
from screens.stage_read import StageNow
from screens.widgets.backstage_face import BackstageFace
from screens.widgets.plain import shown


class BackstageRoom(StageRooms):
    """Runs in a terminal of its own on the same file, in the wings. Nothing rings there, and no scan is told."""

    ROOM = "backstage"
    CSS_PATH = "backstage.tcss"
    ANSWERS: ClassVar[bool] = False

    def body(self) -> Iterable[Widget]:
        yield BackstageFace(ascii=self.board.plain_signs, id="face")

    def refresh_room(self) -> None:
        self.known = stage_read.read(self.board.file.db, self.board.stage, self.known)

    def draw(self, known: StageNow, view: SpeakersView, times: Timeline, now: datetime) -> None:
        said = [shown(each.text) for each in self.waiting_words()]
        told = backstage_view(known, view, times, now, self.board.department, said)
        self.query_one(BackstageFace).show(told)

    def from_others(self) -> Iterable[str | Content]:
        """Messages stand on the face, not over it."""
        return ()

    def say(self, text: str, tone: str = "normal") -> None:
        """Nothing that is said to operators stands in the wings: a scan names guests."""

    def act_department(self) -> None:
        """All notes, then those of each department."""
        names = ["", *(departments(self.known.state) if self.known is not None else ())]
        here = next((n for n, name in enumerate(names) if name.casefold() == self.board.department.casefold()), 0)
        self.board.department = names[(here + 1) % len(names)]
        self.renew()

    def act_close(self) -> None:
        """Esc shows the keys, or hides them again."""
        self.toggle_class("-keys")
