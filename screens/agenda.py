"""The agenda room: public times only, for a screen in the foyer; no names of guests, no cues, no acts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from textual.widget import Widget

from console.rules.agenda import agenda
from console.rules.times.timing import timeline
from data import tables
from data.records import Stage
from data.states import StageState
from screens.agenda_words import agenda_view
from screens.room import Room
from screens.widgets.agenda_face import AgendaFace
from screens.widgets.plain import shown, two_scripts

MOST = 200
"""Lines of a stage that are worked out: more than any terminal has rows."""


class AgendaRoom(Room):
    """Runs in a terminal of its own on the same file: all stages, or the one that was named."""

    ROOM = "agenda"
    CSS_PATH = "agenda.tcss"

    known: tuple[StageState, ...] = ()

    def body(self) -> Iterable[Widget]:
        yield AgendaFace(ascii=self.board.plain_signs, id="face")

    def refresh_room(self) -> None:
        db, only = self.board.file.db, self.board.only_stage
        names = dict.fromkeys([*self.board.day.stages, *tables.stages_holding(db)])
        self.known = tuple(tables.stage(db, name) for name in names if only in ("", name))

    def tick(self, now: datetime) -> None:
        day = self.board.day
        stages = []
        for state in self.known:
            stage = day.stages.get(state.stage) or Stage(state.stage)
            told = agenda(state, timeline(state, stage, day.zone_name, now), MOST)
            stages.append((two_scripts(stage.title, stage.title_alt) or shown(state.stage), told))
        about = day.event
        title = (about.name, about.name_alt) if about is not None else ("", "")
        self.query_one(AgendaFace).show(agenda_view(title, stages, now.astimezone(day.zone)))

    def say(self, text: str, tone: str = "normal") -> None:
        """Nothing that is said to operators stands before the public: a scan names guests."""

    def act_other_stage(self) -> None:
        """All stages, then each by itself."""
        names = ["", *self.board.day.stages]
        here = names.index(self.board.only_stage) if self.board.only_stage in names else 0
        self.board.only_stage = names[(here + 1) % len(names)] if len(names) > 2 else ""
        self.renew()

    def act_close(self) -> None:
        """Esc shows the keys, or hides them again."""
        self.toggle_class("-keys")
