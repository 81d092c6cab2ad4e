"""What a reader hands over: the rows it understood, and a problem for every one it did not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Generic, Literal, TypeVar

from msgspec import Struct

from data.records import Cue, Door, Event, EventStage, Film, Guest, Item, Output, Role, Slot, Stage, Trigger
from data.words import _

Table = Literal["guests", "programme", "speakers", "films", "cues"]
TABLES: tuple[Table, ...] = ("guests", "programme", "speakers", "films", "cues")
T = TypeVar("T")


class Problem(Struct, frozen=True):
    """Something in a file that can't be used. `row` counts as the file's own rows do, the header is row 1;
    `column` is the file's own word for it, or the key in a TOML file. `whole`: it is about more than its row, so that
    the list can't be used without it. `place` says where in words, of a file that has no rows."""

    file: str
    row: int | None
    column: str
    message: str
    whole: bool = False
    place: str = ""

    def __str__(self) -> str:
        if self.place:
            return f"{self.file} {self.place}: {self.message}"
        if self.row is None:
            where = _("{file}, {column}") if self.column else "{file}"
        else:
            where = _("{file} row {row}, column {column}") if self.column else _("{file} row {row}")
        return where.format(file=self.file, row=self.row, column=self.column) + ": " + self.message


class OperatorLine(Struct, frozen=True):
    """An operator as event.toml names them; `where` is the place to tell of a problem, `pin_env` "" for no PIN."""

    name: str
    role: Role
    pin_env: str
    where: str


class Row(Struct, Generic[T], frozen=True):
    """A record and where it was read. `given` names the fields the file has a column for; it says nothing of others.
    `brings` are the names of those who come along with a guest, "" for one not named yet."""

    file: str
    row: int
    value: T
    given: frozenset[str] = frozenset()
    brings: tuple[str, ...] = ()


class ColumnRead(Struct, frozen=True):
    """What a column of a list was taken for: `field` is "" for one kept as it is; `sample` is its first value."""

    column: str
    field: str
    sample: str = ""


class RoomRead(Struct, frozen=True):
    """A room that a programme names and the stage it is; `new`: the event does not have that stage yet; `items` of the
    file are in it."""

    room: str
    stage: str
    new: bool
    items: int


class DayRead(Struct, frozen=True):
    """A day that a programme has items on; `taken`: they come in."""

    day: date
    items: int
    taken: bool


class Recognised(Struct, frozen=True):
    """How a list was read: whose export it is (`dialect`, "" for nobody's), how it is written, what its columns are,
    and what is to be known about it; of a programme, its rooms and days."""

    table: str
    file: str
    dialect: str = ""
    form: str = ""
    columns: tuple[ColumnRead, ...] = ()
    notes: tuple[str, ...] = ()
    rooms: tuple[RoomRead, ...] = ()
    days: tuple[DayRead, ...] = ()


class Choices(Struct, frozen=True):
    """What whoever imports says of a list: the fields of its columns, the stages of a programme's rooms ("" is where no
    room is named), and the day of it that is taken: all of them (None or "all") or one."""

    columns: Mapping[str, str] = {}
    stages: Mapping[str, str] = {}
    day: date | Literal["all"] | None = None


class Plan(Struct, frozen=True):
    """A whole event folder, or the part of one that a list holds. `has` names the tables that were there, `odd` are
    the rows that were left out where that was asked for; `elsewhere` are items of a programme's other days."""

    event: Event | None = None
    state: EventStage | None = None
    doors: tuple[Door, ...] = ()
    stages: tuple[Stage, ...] = ()
    outputs: tuple[Output, ...] = ()
    operators: tuple[OperatorLine, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    guests: tuple[Row[Guest], ...] = ()
    items: tuple[Row[Item], ...] = ()
    slots: tuple[Row[Slot], ...] = ()
    films: tuple[Row[Film], ...] = ()
    cues: tuple[Row[Cue], ...] = ()
    has: frozenset[str] = frozenset()
    recognised: tuple[Recognised, ...] = ()
    odd: tuple[Problem, ...] = ()
    elsewhere: tuple[Row[Item], ...] = ()

    @property
    def rows(self) -> int:
        """How many rows it holds, for saying how large an import is."""
        return sum(map(len, (self.guests, self.items, self.slots, self.films, self.cues)))


class PlanError(Exception):
    """The input can't be used; every problem found is in it, and how its lists were read. Nothing was written."""

    def __init__(self, problems: Sequence[Problem], recognised: Sequence[Recognised] = ()) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = tuple(problems)
        self.recognised = tuple(recognised)


def repeated(rows: Iterable[tuple[str, Row[T]]], column: str, what: str) -> list[Problem]:
    """A problem for every row whose name (id, code, number) an earlier row has; `what` says which kind of name."""
    seen: dict[str, int] = {}
    found = []
    for name, row in rows:
        if not name:
            continue
        if name in seen:
            message = _("{what} {name} is in row {row} already").format(what=what, name=repr(name), row=seen[name])
            found.append(Problem(row.file, row.row, column, message))
        else:
            seen[name] = row.row
    return found
