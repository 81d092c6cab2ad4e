"""Which keys the desk has now: the bar names what can be done for who is picked, the most urgent first."""

from __future__ import annotations

from console import desk
from console.actions import Action
from data import tables
from data.states import GuestState
from data.words import _
from screens.desk import words as desk_words
from screens.desk.base import DeskBase
from screens.guest_now import GuestNow
from screens.widgets.guest_list import GuestList
from screens.widgets.scan_input import ScanInput

ORDER = (
    "admit", "party", "undo", "give", "out", "walk_in", "deputy", "look", "meet", "card", "badge", "lead", "door",
)  # fmt: skip
"""Acts by how soon they are wanted: what does not apply now is not in the bar at all."""
SETTLED = frozenset({"unknown", "forged", "closed"})
"""Refusals that no reason helps."""


class DeskKeys(DeskBase):
    """`undoable` is what undo would take back, `known` the guest on the panel; both as of the last change."""

    undoable: desk.Undoable | None = None
    known: GuestNow | None = None

    def in_bar(self, row: Action) -> bool:
        """What a role may not do stands there greyed, with its reason; what does not apply now does not."""
        if row.id == "clear":
            return self.ask_stands() and not self.query_one(ScanInput).value
        return super().in_bar(row) and self._not_now(row) is None

    def ask_stands(self) -> bool:
        """Does an ASK stand on the panel that Esc would leave?"""
        visits = self.board.visits
        return visits.latest is not None and visits.latest.class_ == "ask" and visits.party is None

    def by_importance(self, rows: list[Action]) -> list[Action]:
        first = [*self._asked_for(), *ORDER]
        return sorted(rows, key=lambda row: first.index(row.id) if row.id in first else len(first))

    def _asked_for(self) -> list[str]:
        """What the panel or an alert asks for comes before all else."""
        answer = self.board.visits.latest
        blocked = answer is not None and answer.reason == "blocked"
        called = self.known is not None and self.known.state.lead is not None
        lead = ["lead"] if blocked or called else []
        return [*lead, "override"] if blocked else ["override", "clear", *lead]

    def why_not(self, row: Action) -> str | None:
        return super().why_not(row) or self._not_now(row)

    def _not_now(self, row: Action) -> str | None:
        """Why the act has nothing to do just now, or None."""
        match row.id:
            case "undo" if self.undoable is None:
                return _("There is nothing of yours to undo here.")
            case "look" if not self.board.visits.asks:
                return _("Nobody waits for a look.")
            case "override" if not self.override_is_due() and not self._wanted():
                return _("There is no ASK to answer.")
            case "door" if len(self.board.day.doors) < 2:
                return _("This event has one door.")
            case "party" | "meet" | "lead" | "deputy" | "card" | "badge" | "expect":
                return self._not_of_guest(row.id)
            case _:
                return None

    def _not_of_guest(self, act: str) -> str | None:
        if self.query_one(ScanInput).value.strip():
            return None if self.query_one(GuestList).picked else _("Nobody is found by that.")
        if self.known is None:
            return _("Scan a ticket or find a guest first.")
        state = self.known.state
        if act == "party" and self.known.party <= self.known.in_:
            return _("Nobody else of this delegation is to come.")
        if act == "meet" and not (state.guest.host or (state.coming and state.coming.met_by)):
            return _("Nobody is to meet this guest; the card (^D) says who.")
        return None

    # -- who may be let in all the same -------------------------------------------------------------------------------
    def override_is_due(self) -> bool:
        """Does a refusal stand on the panel that a reason would settle?"""
        answer = self.board.visits.latest
        if answer is None or answer.guest is None:
            return False
        return answer.verdict == "refused" and answer.reason not in SETTLED

    def to_let_in(self) -> GuestState | None:
        """Whom ^Y is about: the refusal on the panel, else who waits longest for the lead."""
        answer = self.board.visits.latest
        if self.override_is_due() and answer is not None and answer.guest is not None:
            return tables.stays(self.board.file.db, answer.guest.id)
        waiting = self._wanted()
        return tables.stays(self.board.file.db, waiting) if waiting else None

    def _wanted(self) -> str:
        """Who waits longest for the lead, where that is who works here."""
        calls = tables.outstanding(self.board.file.db, "lead", 1) if self.is_lead() else []
        return calls[0].guest if calls else ""

    def is_lead(self) -> bool:
        known = self.board.day.operators.get(self.board.operator)
        return known is not None and known.role == "lead"

    def panel_state(self) -> GuestState | None:
        return self.known.state if self.known is not None else None

    def why_lead(self, state: GuestState) -> str:
        """The refusal on the panel, if it is about them."""
        answer = self.board.visits.latest
        mine = answer is not None and answer.guest is not None and answer.guest.id == state.guest.id
        if not mine or answer is None or answer.class_ is None:
            return ""
        if answer.reason == "blocked":
            return _("blocked on the list")
        return desk_words.reasons().get(answer.reason or "", answer.message)
