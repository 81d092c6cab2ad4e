"""The rest of a delegation at the desk: shown with one key, let in with the same key again, never asked in a dialog."""

from __future__ import annotations

from datetime import tzinfo

from msgspec import Struct

from console import desk
from console.rules.refusals import Refusal
from data import tables
from data.states import GuestState
from data.words import _, ngettext
from screens import visits
from screens.desk import words as desk_words
from screens.desk.base import DeskBase
from screens.desk.meeting import called
from screens.desk.verdict_words import SIGNS, clock
from screens.widgets.plain import shown
from screens.widgets.verdict import VerdictShown
from screens.widgets.verdict_rows import SEVERAL, VerdictPart

STOOD = 0.3
"""Seconds the names must have stood before the key means them."""


NAMES = 8
"""Rows of names at most; the panel of a small terminal holds fewer."""


class Rest(Struct, frozen=True):
    """Who of a delegation is to be let in, shown at `since`; `beside` is the verdict that the names stand over."""

    delegation: str
    names: tuple[str, ...]
    since: float
    beside: object


class PartyActs(DeskBase):
    """The names stand on the panel until they are let in, left, or the next scan."""

    rest: Rest | None = None

    def act_party(self) -> None:
        if self.rest_stands() and self.rest is not None:
            if self.board.key_time - self.rest.since >= STOOD:
                self.let_rest_in(self.rest.delegation)
            return
        state = self.subject_state()
        if state is None:
            return
        delegation = state.guest.delegation
        if not delegation:
            self.say(_("{name} is of no delegation.").format(name=called(state)), "ask")
            return
        door = self.board.day.doors.get(self.board.door)
        record = (door.shares or door.id) if door is not None else ""
        members = tables.of_delegation(self.board.file.db, delegation)
        left = tuple(_listed(each) for each in members if record not in each.inside and not each.deputy)
        if not left:
            self.say(_("All of {delegation} are in.").format(delegation=shown(delegation)), "in")
            return
        self.rest = Rest(delegation, left, self.board.key_time, self.board.visits.latest)

    def rest_stands(self) -> bool:
        """Are the names of the rest on the panel? A verdict that came since has taken their place."""
        if self.rest is not None and self.rest.beside is not self.board.visits.latest:
            self.rest = None
        return self.rest is not None

    def let_rest_in(self, delegation: str) -> None:
        board = self.board
        self.rest = None
        answer = desk.admit_party(board.file, delegation, door=board.door, now=board.now(), operator=board.operator)
        if isinstance(answer, Refusal):
            self.say_refusal(answer)
            return
        if answer.refused:
            board.ring()
        board.visits.show_party(answer)
        self.empty()

    def leave_rest(self) -> bool:
        """Esc: nobody is let in. Did the names stand?"""
        stood = self.rest_stands()
        self.rest = None
        return stood


def _listed(state: GuestState) -> str:
    """A name, with what will stand against it: who was cancelled is asked for too, and refused."""
    status = desk_words.statuses().get(state.guest.status)
    return f"{called(state)} ({status})" if status else called(state)


def rest_shown(rest: Rest, now: str) -> VerdictShown:
    """The panel that asks: who would be let in."""
    n = len(rest.names)
    head = ngettext("{n} more of {delegation}", "{n} more of {delegation}", n)
    said = _("^R again lets them in, each by the rules.  Esc leaves.")
    parts = [VerdictPart("", said, 0, loud=True), *_in_rows(rest.names)]
    title = head.format(n=n, delegation=shown(rest.delegation))
    return VerdictShown("ask", visits.word("in") + "?", SIGNS["ask"], now, "", title, "", tuple(parts))


def party_shown(answer: desk.PartyAnswer, zone: tzinfo) -> VerdictShown:
    """The panel afterwards: who was let in, and who was not and why."""
    n, not_in = len(answer.admitted), len(answer.refused)
    ats = [each.at for each in (*answer.admitted, *answer.refused)]
    began = clock(ats[0], zone) if ats else ""
    tone = "ask" if not_in else "in"
    head = _("{delegation}: {n} let in").format(delegation=shown(answer.delegation), n=n)
    parts: list[VerdictPart] = []
    for weight, each in enumerate(answer.refused):
        who = desk_words.name_of(each)
        parts.append(VerdictPart(_("NOT in"), f"{who}   {shown(each.message)}", weight, loud=True, rows=1))
    if any(each.class_ == "ask" for each in answer.refused):
        parts.append(VerdictPart("", _("F10 goes through those who were not let in"), 50))
    parts += _in_rows([desk_words.name_of(each) for each in answer.admitted])
    kind = _("{n} not let in").format(n=not_in) if not_in else ""
    return VerdictShown(tone, visits.word("in"), SIGNS[tone], began, _("party"), head, kind, tuple(parts))


def _in_rows(names: tuple[str, ...] | list[str]) -> list[VerdictPart]:
    """Names, a few a row, as many rows as there are; those without room are counted."""
    said = SEVERAL.join(name.replace("  ", " ") for name in names)
    return [VerdictPart("", said, 60, rows=NAMES)] if names else []
