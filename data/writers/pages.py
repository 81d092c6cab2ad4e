"""What is written, before it has a format: pages of sections and tables. A format is one file that writes these."""

from __future__ import annotations

from msgspec import Struct

Cell = str | int | float | None


class Table(Struct, frozen=True):
    """Named columns and rows of the same width. Text in a cell is data: each format keeps it harmless in its way."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


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
