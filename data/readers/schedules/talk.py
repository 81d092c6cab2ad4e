"""A talk as a schedule has it, whatever its form, and a schedule as its talks."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from data.readers.plan import Problem
from data.records import SlotKind


class Person(Struct, frozen=True):
    """Somebody who is there for a talk; `role` in words."""

    name: str
    role: str = ""
    kind: SlotKind = "speaker"


class Talk(Struct, frozen=True):
    """One entry of a schedule. `row` is where it stands: its line, or which of the file's talks it is; `place` says so
    in words. `key` is what the source calls it, in one word; `day` the day of the event that the source puts it on,
    which is the one before where it is past midnight. `length` is seconds; `unsaid` are fields of an item that it says
    nothing of."""

    row: int
    place: str
    key: str
    room: str
    title: str
    start: datetime
    length: float
    day: date
    kind: str = ""
    title_alt: str = ""
    notes: tuple[str, ...] = ()
    persons: tuple[Person, ...] = ()
    public: bool = True
    unsaid: frozenset[str] = frozenset()


class Schedule(Struct, frozen=True):
    """What was read of a file: its talks in the order of the file, what can't be used, and what is to be known."""

    file: str
    form: str
    talks: tuple[Talk, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
