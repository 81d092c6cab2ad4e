"""The day that is played: when it begins and ends, its doors, and what every hand in it works with."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from msgspec import Struct

from console.rehearsal.agenda import Agenda
from console.rules import roles
from data.journal import EventFile
from data.records import Door
from data.states import EventState

DESKS = ("Mei", "Tom", "Ann")


class Day(Struct, frozen=True):
    """From `dawn` on it is played; `begins` is when people are to be seated, `ends` the latest planned end."""

    dawn: datetime
    begins: datetime
    ends: datetime
    state: EventState

    @property
    def main(self) -> Door | None:
        """The door where people come to the event: the first."""
        return next(iter(self.state.doors.values()), None)

    @property
    def rooms(self) -> tuple[Door, ...]:
        """The doors inside it."""
        return tuple(self.state.doors.values())[1:]


class Play(Struct, frozen=True):
    """What the crowd and the hands of the stages share."""

    file: EventFile
    agenda: Agenda
    dice: Random
    day: Day

    def around(self, at: datetime, minutes: float, spread: float) -> datetime:
        """About that many minutes after a moment."""
        return at + timedelta(minutes=self.dice.gauss(minutes, spread))

    def desk(self) -> str:
        """Who of the desk is free."""
        return self.who(self.dice.choice(DESKS))

    def who(self, name: str) -> str:
        """In whose name somebody acts: on a copy of an event that has operators a lead does everything."""
        return min(roles.leads(self.day.state.operators), default=name)
