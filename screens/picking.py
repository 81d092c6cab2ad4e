"""A room of a stage with a list: its keys are about the line picked, and it takes back its own acts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar, TypedDict

from textual.widgets import Static

from console import desk
from console.actions import Action
from console.rules import messages
from console.rules.refusals import Refusal
from data.between import Message
from data.words import _
from screens.hearing import Telling
from screens.message_words import sent_row
from screens.of_stage import StageRooms
from screens.widgets.line_list import LineList
from screens.widgets.plain import shown


class Who(TypedDict):
    """When, and by whom: what every act is told."""

    now: datetime
    operator: str


class PickingRoom(Telling, StageRooms):
    """Subclasses have one LineList, and say in KINDS which acts are theirs."""

    KINDS: ClassVar[tuple[str, ...]] = ()
    """What this room's undo takes back: the first facts of its acts."""
    undoable: desk.Undoable | None = None

    def refresh_room(self) -> None:
        super().refresh_room()
        self.undoable = desk.last_undoable(self.board.file, self.board.operator, self.KINDS)

    def label(self, row: Action) -> str:
        """`undo: took 2:00`, as much of it as the key bar has room for."""
        if row.id != "undo" or self.undoable is None:
            return super().label(row)
        return _("undo: {what}").format(what=shown(self.undoable.brief, 14 if self.size.width < 100 else 30).rstrip())

    def why_not(self, row: Action) -> str | None:
        if row.id == "undo" and self.undoable is None:
            return self.nothing_to_undo()
        return super().why_not(row)

    def nothing_to_undo(self) -> str:
        return _("There is nothing of yours to undo here.")

    def who(self) -> Who:
        return {"now": self.board.now(), "operator": self.board.operator}

    def sent_words(self) -> Sequence[Message]:
        if self.known is None:
            return ()
        here, stage = messages.here(self.ROOM, self.board.stage), self.board.stage
        return messages.sent(self.known.words, here, {stage: self.known.last_go}, self.board.now())

    def draw_sent(self, now: datetime) -> None:
        """The row that says whether others read what this room told them; the stage has its own place for that."""
        if self.known is None:
            return
        here, stage = messages.here(self.ROOM, self.board.stage), self.board.stage
        row = sent_row(self.known.words, here, {stage: self.known.last_go}, now, self.size.width)
        self.set_class(row is not None, "-sent")
        self.query_one("#sent", Static).update(row or "", layout=False)

    def act_undo(self) -> None:
        if self.undoable is not None:
            self.take_back(self.undoable.act)

    def take_back(self, act: str) -> None:
        answer = desk.undo(self.board.file, act=act, **self.who())
        if isinstance(answer, Refusal):
            self.say_refusal(answer)
        else:
            self.say(_("Taken back: {what}. Nothing was sent.").format(what=answer.what))

    # -- the list -----------------------------------------------------------------------------------------------------
    @property
    def lines(self) -> LineList:
        return self.query_one(LineList)

    def act_cursor_up(self) -> None:
        self.lines.step(-1)

    def act_cursor_down(self) -> None:
        self.lines.step(1)

    def act_last(self) -> None:
        self.lines.pick_last()

    def act_close(self) -> None:
        self.lines.pick(None)
