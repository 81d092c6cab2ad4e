"""A table as CSV that a spreadsheet opens as it is: UTF-8 with its mark, a line a row, and no cell a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from data.clean import clean
from data.writers.pages import Cell, Page, Table

FORMULA = ("=", "+", "-", "@")
"""What a spreadsheet takes for the beginning of a formula."""


def as_csv(table: Table) -> bytes:
    """The table as CSV. Text that a spreadsheet would take for a formula gets an apostrophe before it."""
    return _written([table.columns, *table.rows])


def as_csv_page(page: Page) -> bytes:
    """A whole paper as one CSV: each section's name, what it says and its table, an empty line between."""
    rows: list[Sequence[Cell]] = [(page.title,), *((line,) for line in page.lines)]
    for section in page.sections:
        rows += [(), (section.title,), *((line,) for line in section.lines)]
        rows += [section.table.columns, *section.table.rows] if section.table is not None else []
    return _written(rows)


def _written(rows: Iterable[Sequence[Cell]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    # The mark makes Excel read UTF-8; every reader of ours takes it.
    return text.getvalue().encode("utf-8-sig", errors="replace")


def _cell(cell: Cell) -> str | int | float:
    match cell:
        case None:
            return ""
        case int() | float():
            return cell
        case datetime():
            return cell.isoformat(timespec="milliseconds" if cell.microsecond else "seconds")
        case timedelta():
            return whole_span(cell)
        case tuple():
            return _harmless("; ".join(cell))
        case str():
            return _harmless(cell)


def whole_span(length: timedelta) -> str:
    """`H:MM:SS`, with the hours even where there are none: a spreadsheet takes `8:00` for eight o'clock."""
    seconds = length.total_seconds()
    whole, rest = divmod(seconds, 1)
    minutes, last = divmod(int(whole), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{last:02}" + (f"{rest:.3f}".removeprefix("0") if rest else "")


def _harmless(text: str) -> str:
    plain = clean(text)
    return f"'{plain}" if plain.startswith(FORMULA) else plain
