"""The rest of a delegation admitted in one act: each decided by itself, and the answer says who was not."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import datetime

from msgspec import Struct

from console.desk.admitting import Request, admit_within, would_pass
from console.desk.answers import Answer
from console.desk.asked_first import allowed, closed, no_such_door
from console.rules.refusals import Refusal
from data import reading, tables
from data.clean import clean, group_key
from data.journal import EventFile, Transaction
from data.reading import Connection
from data.states import GuestState
from data.whereabouts import inside
from data.words import _

BUDGET = 0.010
"""Seconds that the file is held at a time: other desks scan between two batches."""


class PartyAnswer(Struct, frozen=True):
    """Who of the delegation was let in and who was not, by name; who was in already is in neither. `fact` is the act,
    "" where there was nobody to let in."""

    admitted: tuple[Answer, ...]
    refused: tuple[Answer, ...]
    delegation: str
    fact: str


def admit_party(
    file: EventFile,
    delegation: str,
    *,
    door: str,
    now: datetime,
    operator: str,
    clock: Callable[[], float] = time.perf_counter,
    pause: Callable[[float], None] = time.sleep,
) -> PartyAnswer | Refusal:
    """Admits everybody of the delegation who is not in yet. One act: one undo takes all of it back."""
    with file.reading() as db:
        event = allowed(db, operator=operator, act="admit")
        if isinstance(event, Refusal):
            return event
        if event.state == "closed":
            return closed()
        if door not in event.doors:
            return no_such_door(door)
        name = _spelt(db, delegation)
        if isinstance(name, Refusal):
            return name
        record = event.doors[door].shares or door
        rest = [state.guest.id for state in tables.of_delegation(db, name) if _is_missing(state, record, now)]
    entering = _Entering(file, door, record, now, operator, clock, pause)
    # An act that begins with a refusal is not taken back without being named; so who may pass goes first.
    waiting = entering.batches(rest, entering.who_passes)
    entering.batches(waiting, entering.whoever)
    if entering.taken_back:
        return Refusal("already_undone", _("This was taken back meanwhile; the rest of them were not let in."))
    return PartyAnswer(
        admitted=tuple(each for each in entering.answers if each.verdict == "admitted"),
        refused=tuple(each for each in entering.answers if each.verdict == "refused"),
        delegation=name,
        fact=entering.act or "",
    )


def _spelt(db: Connection, delegation: str) -> str | Refusal:
    """The delegation as the list writes it."""
    known = tables.delegations(db)
    plain = clean(delegation)
    for name in known:
        if group_key(name) == group_key(plain):
            return name
    words = _("There is no delegation {name}; there are: {known}.") if known else _("There is no delegation {name}.")
    return Refusal("no_such_delegation", words.format(name=plain, known=", ".join(known)))


def _is_missing(state: GuestState, record: str, now: datetime) -> bool:
    """Is the guest still to be let in? Not who is in already, nor who sent somebody else."""
    return not state.deputy and record not in inside(state.passages, now) and record not in state.inside


class _Entering:
    """The entries of one act, over as many short transactions as they need."""

    def __init__(
        self,
        file: EventFile,
        door: str,
        record: str,
        now: datetime,
        operator: str,
        clock: Callable[[], float],
        pause: Callable[[float], None],
    ) -> None:
        self.file, self.door, self.record, self.now, self.operator = file, door, record, now, operator
        self.clock, self.pause = clock, pause
        self.act: str | None = None
        self.taken_back = False
        self.answers: list[Answer] = []

    def batches(self, guests: Sequence[str], enter: Callable[[Transaction, str], bool]) -> list[str]:
        """Lets each in who can be; gives back who has to wait."""
        waiting: list[str] = []
        ahead = iter(guests)
        done = not guests
        while not done:
            with self.file.transaction() as tx:
                since = self.clock()
                done = True
                self.taken_back = self.act is not None and not reading.stands(tx.db, self.act)
                if self.taken_back:
                    return []
                for guest in ahead:
                    if not enter(tx, guest):
                        waiting.append(guest)
                    if self.clock() - since > BUDGET:
                        done = False
                        break
            if not done:
                self.pause(min(self.clock() - since, BUDGET))
        return waiting

    def who_passes(self, tx: Transaction, guest: str) -> bool:
        if not would_pass(tx.db, self._request(guest), self.now):
            return False
        return self.whoever(tx, guest)

    def whoever(self, tx: Transaction, guest: str) -> bool:
        state = tables.guest(tx.db, guest)
        # Another desk may have let them in since the list was made.
        if state is not None and not state.merged and _is_missing(state, self.record, self.now):
            answer = admit_within(tx, self._request(guest), now=self.now, operator=self.operator, act=self.act)
            if isinstance(answer, Answer):
                self.act = self.act or answer.fact
                self.answers.append(answer)
        return True

    def _request(self, guest: str) -> Request:
        return Request("", guest, self.door, "in")
