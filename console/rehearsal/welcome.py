"""The desk beside the door: who is on the way, a coach at once, a deputy, things lent and taken back, head counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

from console import desk
from console.desk import Answer, Refusal
from console.rehearsal.day import Play
from data import tables
from data.occupancy import occupancy
from data.records import Door
from data.states import GuestState

DEPUTIES = ("Hollis Ackroyd", "纪晓帆 JI Xiaofan")
COACH = 6
"""A delegation as large as this may come by coach; one of them does."""
KEPT = 8
"""One of so many walks off with what they were lent."""
COUNTER = "Ann"


class Welcome:
    """The desk's own hand in a played day."""

    def __init__(self, play: Play) -> None:
        self._play = play
        self._deputies = list(DEPUTIES)
        self._back = 0
        self.coach = ""

    def chooses_a_coach(self, guests: Sequence[GuestState]) -> None:
        """The largest delegation comes together."""
        sizes: dict[str, int] = {}
        for state in guests:
            if state.guest.delegation:
                sizes[state.guest.delegation] = sizes.get(state.guest.delegation, 0) + 1
        self.coach = max(sizes, key=lambda name: (sizes[name], name), default="")
        if sizes.get(self.coach, 0) < COACH:
            self.coach = ""

    def awaits(self, state: GuestState, at: datetime, place: str) -> None:
        """Somebody who is met is written down, and who meets them told and asked in time."""
        agenda, guest = self._play.agenda, state.guest
        agenda.add(self._play.day.dawn, partial(self._expect, guest.id, at, place))
        if guest.host:
            agenda.add(at - timedelta(minutes=20), partial(self._meet, guest.id, "told"))
            agenda.add(at - timedelta(minutes=12), partial(self._meet, guest.id, "confirmed"))

    def lets_the_coach_in(self, at: datetime, door: Door, then: Callable[[Answer, datetime], None]) -> None:
        """The rest of the delegation at once; `then` is told of each who came in."""
        self._play.agenda.add(at, partial(self._party, door, then))

    def sends_somebody(self, state: GuestState, at: datetime, door: Door) -> bool:
        """Does somebody come instead of who stays away?"""
        if not self._deputies or not state.guest.organisation or state.guest.status != "expected":
            return False
        name = self._deputies.pop(0)
        self._play.agenda.add(at, partial(self._deputy, state.guest.id, name, door))
        return True

    def lends(self, state: GuestState, entry: str, now: datetime) -> None:
        """What the list says the guest is given, with the entry's act."""
        for thing in desk.read_things(state.guest.give):
            given = desk.give(
                self._play.file, state.guest.id, thing.item, thing.number, now=now, operator=self._play.desk(),
                act=entry,
            )  # fmt: skip
            if isinstance(given, Refusal) and given.reason == "given_to_another":
                number = desk.next_number(self._play.file, thing.item)
                desk.give(self._play.file, state.guest.id, thing.item, number, now=now, operator=self._play.desk())

    def takes_back(self, guest: str, now: datetime) -> None:
        """Who goes home gives back what they have; a few forget."""
        state = tables.guest(self._play.file.db, guest)
        for have in state.handouts if state is not None else ():
            self._back += 1
            if self._back % KEPT:
                desk.take_back(self._play.file, guest, have.item, have.number, now=now, operator=self._play.desk())

    def counts_heads(self) -> None:
        """Somebody counts in the middle of the day, and in each room whose item is under way."""
        day, agenda = self._play.day, self._play.agenda
        half = day.begins + (day.ends - day.begins) / 2
        if day.main is not None:
            agenda.add(half, partial(self._count, day.main))
        for room in day.rooms:
            if room.item:
                agenda.add(day.begins + timedelta(minutes=40), partial(self._count, room))

    def _expect(self, guest: str, due: datetime, place: str, now: datetime) -> None:
        desk.expect(self._play.file, guest, due, place=place, now=now, operator=self._play.desk())

    def _meet(self, guest: str, step: desk.Step, now: datetime) -> None:
        state = tables.guest(self._play.file.db, guest)
        if state is not None and state.arrived is None:
            desk.meet(self._play.file, guest, step, now=now, operator=self._play.desk())

    def _party(self, door: Door, then: Callable[[Answer, datetime], None], now: datetime) -> None:
        answer = desk.admit_party(
            self._play.file, self.coach, door=door.id, now=now, operator=self._play.desk(), pause=lambda _: None
        )
        for each in answer.admitted if not isinstance(answer, Refusal) else ():
            then(each, now)

    def _deputy(self, guest: str, name: str, door: Door, now: datetime) -> None:
        desk.deputy(self._play.file, guest, {"name": name}, now=now, operator=self._play.desk(), door=door.id)

    def _count(self, door: Door, now: datetime) -> None:
        """Somebody counts nearly right."""
        here = occupancy(self._play.file.db, door.shares or door.id, now)
        seen = max(0, here + self._play.dice.randint(-2, 3))
        desk.count_heads(self._play.file, door.id, seen, now=now, operator=self._play.who(COUNTER))
