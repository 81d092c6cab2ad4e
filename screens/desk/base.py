"""What all acts of the desk share: whom they are about, and what a verdict does to the field, the bell and the room."""

from __future__ import annotations

from console.desk.answers import Answer
from console.rules.refusals import Refusal
from data.states import GuestState
from data.words import _
from screens import guest_now, visits
from screens.desk.finding import FindingRoom
from screens.widgets.guest_list import GuestList
from screens.widgets.scan_input import ScanInput

LOOKED = 200
"""Rows that are looked through for a guest who is brought up by name."""


class DeskBase(FindingRoom):
    """Acts are about the row picked while something stands in the field, else about who stands on the panel."""

    def on_panel(self) -> str:
        """The guest on the panel, "" for nobody."""
        answer = self.board.visits.latest
        return answer.guest.id if answer is not None and answer.guest is not None else ""

    def pick_guest(self, guest: str, name: str) -> None:
        """Their row comes up picked, so that the next key is about them."""
        field, rows = self.query_one(ScanInput), self.query_one(GuestList)
        with self.prevent(ScanInput.Changed):
            field.value = name
            field.cursor_position = len(name)
        self.search(keep=False)
        for place in range(min(rows.count, LOOKED)):
            row = rows.row(place)
            if row is not None and row.id == guest:
                rows.step(place - rows.cursor)
                break

    def subject(self) -> str:
        """The guest an act is about; says why where it is nobody, or not plain whom it means."""
        if self.query_one(ScanInput).value.strip():
            row = self.picked_for(self.board.key_time)
            return row.id if row is not None else ""
        if not self.on_panel():
            self.say(_("Scan a ticket or find a guest first."), "ask")
        return self.on_panel()

    def subject_state(self) -> GuestState | None:
        guest = self.subject()
        known = guest_now.read(self.board.file, guest, self.board.now()) if guest else None
        return known.state if known is not None else None

    def answered(self, answer: Answer | Refusal) -> None:
        """A verdict is on the panel: the field is free for the next, and the bell says what wants a person."""
        if isinstance(answer, Refusal):
            self.say_refusal(answer)
            return
        if answer.verdict == "refused" and answer.reason not in visits.QUIET:
            self.board.ring()
        self.empty()
        self.hush()
        self.board.changed()

    def empty(self) -> None:
        self.query_one(ScanInput).value = ""
