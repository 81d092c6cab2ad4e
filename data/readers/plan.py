"""What a reader hands over: the rows it understood, and a problem for every one it did not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, Literal, TypeVar

from msgspec import Struct

from data.records import Cue, Door, Event, EventStage, Film, Guest, Item, Output, Slot, Stage
from data.words import _

Table = Literal["guests", "programme", "speakers", "films", "cues"]
TABLES: tuple[Table, ...] = ("guests", "programme", "speakers", "films", "cues")
T = TypeVar("T")


class Problem(Struct, frozen=True):
    """Something in a file that can't be used. `row` counts as the file's own rows do, the header is row 1;
    `column` is the file's own word for it, or the key in a TOML file."""

    file: str
    row: int | None
    column: str
    message: str

    def __str__(self) -> str:
        if self.row is None:
            where = _("{file}, {column}") if self.column else "{file}"
        else:
            where = _("{file} row {row}, column {column}") if self.column else _("{file} row {row}")
        return where.format(file=self.file, row=self.row, column=self.column) + ": " + self.message


class Row(Struct, Generic[T], frozen=True):
    """A record and where it was read. `given` names the fields the file has a column for; it says nothing of others."""

    file: str
    row: int
    value: T
    given: frozenset[str] = frozenset()


class Plan(Struct, frozen=True):
    """A whole event folder, or the part of one that a list holds. `has` names the tables that were there."""

    event: Event | None = None
    state: EventStage | None = None
    doors: tuple[Door, ...] = ()
    stages: tuple[Stage, ...] = ()
    outputs: tuple[Output, ...] = ()
    guests: tuple[Row[Guest], ...] = ()
    items: tuple[Row[Item], ...] = ()
    slots: tuple[Row[Slot], ...] = ()
    films: tuple[Row[Film], ...] = ()
    cues: tuple[Row[Cue], ...] = ()
    has: frozenset[str] = frozenset()

    @property
    def rows(self) -> int:
        """How many rows it holds, for saying how large an import is."""
        return sum(map(len, (self.guests, self.items, self.slots, self.films, self.cues)))


class PlanError(Exception):
    """The input can't be used; every problem found is in it. Nothing was written."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = tuple(problems)


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
