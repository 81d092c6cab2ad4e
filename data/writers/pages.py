"""What is written, before it has a format: pages of sections and tables. A format is one file that writes these."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct

Cell = str | int | float | datetime | timedelta | tuple[str, ...] | None
"""Several lines are a tuple. A moment is aware, in the zone it is told in; a length of time is never negative."""
BOX, TICKED = "\u2610", "\u2611"
"""A box to tick by hand, and one that is ticked."""


class Table(Struct, frozen=True):
    """Named columns and rows of the same width. Text in a cell is data: each format keeps it harmless in its way.
    Columns of `by_hand`, by place, are written in on paper and get room for it, those of `right` are set to the right
    as numbers are. A cell of text that runs over `most_lines` on paper is cut."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    by_hand: tuple[int, ...] = ()
    most_lines: int = 4
    right: tuple[int, ...] = ()


class Section(Struct, frozen=True):
    """A headed part of a page: sentences, then a table. `id` names it in no language. `new_sheet`: it begins one, and
    its title stands at the head of each of its sheets."""

    id: str
    title: str
    lines: tuple[str, ...] = ()
    table: Table | None = None
    new_sheet: bool = False


class Sheet(Struct, frozen=True):
    """How a paper is printed: what stands at the head and the foot of each sheet beside its number, the size of the
    type against the usual, and whether the sheets lie."""

    head: str = ""
    foot: str = ""
    type: float = 1.0
    lying: bool = False


class Page(Struct, frozen=True):
    """A whole paper: its title, what stands under it, and its sections."""

    title: str
    lines: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    sheet: Sheet = Sheet()


def told(cell: Cell) -> tuple[str, ...]:
    """A cell as people read it, line by line."""
    match cell:
        case None:
            return ("–",)
        case datetime():
            return (f"{cell:%H:%M:%S}",)
        case timedelta():
            return (span(cell),)
        case tuple():
            return cell or ("",)
        case _:
            return (str(cell),)


def span(length: timedelta) -> str:
    """`M:SS`, or `H:MM:SS` from an hour on."""
    minutes, seconds = divmod(round(length.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def number_columns(table: Table) -> tuple[bool, ...]:
    """Which columns hold numbers and nothing else, or are said to: they are set to the right."""
    return tuple(
        i in table.right
        or (
            any(isinstance(row[i], int | float | timedelta) for row in table.rows)
            and not any(isinstance(row[i], str | tuple | datetime) for row in table.rows)
        )
        for i in range(len(table.columns))
    )
