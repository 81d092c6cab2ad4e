"""Tables as an XLSX workbook: times are times, the header stays in sight, and no cell is ever a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from math import ceil
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from data.clean import clean
from data.writers.csv_table import FORMULA
from data.writers.pages import Cell, Page, Table

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

WrittenOnly = Any
"""A sheet or a cell that is only written: openpyxl's stubs do not have what can be set of those."""

SAMPLE = 500
"""How many rows are measured to set the columns."""
NARROWEST, WIDEST = 6, 60
LONGEST = 32_767
"""Signs a cell of a workbook may hold."""
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")
Sheets = Sequence[tuple[str, Table]]


def as_xlsx(table: Table) -> bytes:
    """One table as a workbook of one sheet."""
    return workbook([("Callboard", table)])


def as_xlsx_page(page: Page) -> bytes:
    """A whole paper as a workbook: what it says on the first sheet, then a sheet for each table."""
    said: list[tuple[Cell, ...]] = [(line,) for line in page.lines]
    for section in page.sections:
        said += [(section.title,), *((line,) for line in section.lines)] if section.lines else []
    tables = [(section.title, section.table) for section in page.sections if section.table is not None]
    return workbook([(page.title, Table((page.title,), tuple(said))), *tables])


def workbook(sheets: Sheets) -> bytes:
    """Each table on a sheet of its own name. Times stand as the clock shows them there, since a workbook knows no time
    zones."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    taken: set[str] = set()
    for name, table in sheets:
        _fill(book, _free_name(name, taken), table)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _fill(book: Workbook, name: str, table: Table) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet: WrittenOnly = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    for n, width in enumerate(_widths(table), 1):
        sheet.column_dimensions[get_column_letter(n)].width = width
    if table.rows:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
    head = [_cell(sheet, column) for column in table.columns]
    for each in head:
        each.font = Font(bold=True)
    sheet.append(head)
    top = Alignment(vertical="top", wrap_text=True)
    for row in table.rows:
        cells = [_cell(sheet, cell) for cell in row]
        for each, cell in zip(cells, row, strict=True):
            if isinstance(cell, tuple) and len(cell) > 1:
                each.alignment = top
        sheet.append(cells)


def _cell(sheet: WrittenOnly, cell: Cell) -> WrittenOnly:
    from openpyxl.cell import WriteOnlyCell

    made: WrittenOnly = WriteOnlyCell(sheet)
    match cell:
        case datetime():
            made.value = cell.replace(tzinfo=None)
            made.number_format = "yyyy-mm-dd hh:mm:ss"
        case timedelta():
            made.value = cell
            made.number_format = "[h]:mm:ss"
        case tuple():
            made = _text(sheet, "\n".join(clean(line) for line in cell))
        case str():
            made = _text(sheet, clean(cell))
        case _:
            made.value = cell
    return made


def _text(sheet: WrittenOnly, text: str) -> WrittenOnly:
    """Text, whatever it begins with: openpyxl makes a formula of `=…` and an error of `#N/A`, and who edits a cell or
    saves it as CSV makes one too, unless the cell is marked as quoted."""
    from openpyxl.cell import WriteOnlyCell

    made: WrittenOnly = WriteOnlyCell(sheet, text[:LONGEST] or None)
    if text:
        made.data_type = "s"
        made.quotePrefix = text.startswith(FORMULA)
    return made


def _free_name(name: str, taken: set[str]) -> str:
    """A sheet's name: 31 signs at most, some not allowed, and none twice in any letter case."""
    plain = _NOT_IN_A_NAME.sub(" ", clean(name)).strip()[:28] or "Callboard"
    free, n = plain, 1
    while free.casefold() in taken:
        n += 1
        free = f"{plain} {n}"
    taken.add(free.casefold())
    return free


def _widths(table: Table) -> Iterable[float]:
    """What most rows of a column need, in the width of a digit."""
    sample = table.rows[:: max(1, len(table.rows) // SAMPLE)]
    for n, column in enumerate(table.columns):
        wide = sorted(_wide(row[n]) for row in sample)
        most = wide[ceil(0.95 * len(wide)) - 1] if wide else 0
        yield min(WIDEST, max(NARROWEST, most, _wide(column)) + 2)


def _wide(cell: Cell) -> int:
    match cell:
        case None:
            return 0
        case datetime():
            return 19
        case tuple():
            return max(map(_wide, cell), default=0)
        case _:
            return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in str(cell))
