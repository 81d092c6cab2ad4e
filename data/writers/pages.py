"""What is written, before it has a format: pages of sections and tables. A format is one file that writes these."""

from __future__ import annotations

from msgspec import Struct

Cell = str | int | float | None
BOX, TICKED = "\u2610", "\u2611"
"""A box to tick by hand, and one that is ticked."""


class Table(Struct, frozen=True):
    """Named columns and rows of the same width. Text in a cell is data: each format keeps it harmless in its way.
    Columns of `by_hand`, by place, are written in on paper and get room for it."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    by_hand: tuple[int, ...] = ()


class Section(Struct, frozen=True):
    """A headed part of a page: sentences, then a table. `id` names it in no language."""

    id: str
    title: str
    lines: tuple[str, ...] = ()
    table: Table | None = None


class Page(Struct, frozen=True):
    """A whole paper: its title, what stands under it, and its sections."""

    title: str
    lines: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()


def number_columns(table: Table) -> tuple[bool, ...]:
    """Which columns hold numbers and nothing else: they are set to the right."""
    return tuple(
        any(isinstance(row[i], int | float) for row in table.rows)
        and not any(isinstance(row[i], str) for row in table.rows)
        for i in range(len(table.columns))
    )
