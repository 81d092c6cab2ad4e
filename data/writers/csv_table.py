"""A table as CSV that a spreadsheet opens as it is: UTF-8 with its mark, a line a row, and no cell a formula."""

from __future__ import annotations

import csv
import io

from data.clean import clean
from data.writers.pages import Cell, Table

_FORMULA = ("=", "+", "-", "@")


def as_csv(table: Table) -> bytes:
    """The table as CSV. Text that a spreadsheet would take for a formula gets an apostrophe before it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([_cell(column) for column in table.columns])
    writer.writerows([_cell(cell) for cell in row] for row in table.rows)
    # The mark makes Excel read UTF-8; every reader of ours takes it.
    return text.getvalue().encode("utf-8-sig", errors="replace")


def _cell(cell: Cell) -> str | int | float:
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return cell
    plain = clean(cell)
    return f"'{plain}" if plain.startswith(_FORMULA) else plain
