"""The sheets of an XLSX workbook as rows of text: what a spreadsheet shows of each cell, and nothing is worked out."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from data.readers.lines import MOST_COLUMNS, MOST_ROWS, Lines, unusable
from data.readers.text import UnreadableError
from data.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

LARGEST = 400_000_000
"""Bytes a workbook may unpack to."""
SQUEEZED = 200
"""Times a workbook's parts may be smaller packed than not, if they are large: real lists reach thirty."""
_MOST_NUMBERED = 1_048_576
"""Rows that a sheet can have, empty ones included."""
_MOST_CELLS = 20_000_000
_MOST_MERGED = 20_000
_BROKEN = (
    zipfile.BadZipFile, zlib.error, KeyError, IndexError, AttributeError, ValueError, TypeError, OSError, EOFError,
    SyntaxError, RuntimeError, MemoryError, NotImplementedError,
)  # fmt: skip
_ZEROS = re.compile(r"0{2,}")
_ROW = re.compile(rb"<row ([^>]{0,400})>")
_NUMBER = re.compile(rb'\br="(\d{1,7})"')
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_MERGED = re.compile(rb'<mergeCell [^>]{0,40}?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_Row = tuple[int, tuple[str, ...]]


def read_workbook(file: str, data: bytes) -> tuple[Lines, ...]:
    """Every sheet with rows. A formula counts as the value the spreadsheet last worked out; it is never run."""
    import openpyxl  # slow to import, and most lists are CSV

    try:
        _look_inside(data)
        with warnings.catch_warnings(action="ignore"):  # of parts of a workbook that hold no rows
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            try:
                sheets = _sheets(file, book, data)
            finally:
                book.close()
    except UnreadableError as why:
        return (unusable(file, str(why)),)
    except _BROKEN as why:
        words = _("this is no XLSX workbook that can be read: {why}")
        return (unusable(file, words.format(why=str(why) or type(why).__name__)),)
    return sheets or (Lines(file, ()),)


def _look_inside(data: bytes) -> None:
    """Refuses what would fill the memory, before any of it is unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if "mimetype" in archive.namelist() and b"opendocument" in archive.read("mimetype")[:200]:
            raise UnreadableError(_("this is an OpenDocument file: save it as .xlsx or CSV"))
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if unpacked > LARGEST or (unpacked > LARGEST // 20 and unpacked > SQUEEZED * max(1, packed)):
        message = _("the workbook is too large: it unpacks to {n} MB")
        raise UnreadableError(message.format(n=max(1, unpacked // 1_000_000)))


def _sheets(file: str, book: Workbook, data: bytes) -> tuple[Lines, ...]:
    found = []
    for sheet in book.worksheets:
        rows: list[_Row] = []
        cells_read = 0
        for number, cells in _rows(sheet):
            cells_read += len(cells)
            if number > _MOST_NUMBERED or cells_read > _MOST_CELLS:
                raise UnreadableError(_("a sheet larger than any spreadsheet makes: this is no list"))
            texts = [_shown(cell) for cell in cells[:MOST_COLUMNS]]
            while texts and not texts[-1].strip():  # a sheet is as wide as its widest formatted row
                texts.pop()
            if texts:
                rows.append((number, tuple(texts)))
            if len(rows) > MOST_ROWS:
                raise UnreadableError(_("more than {n} rows: this is no guest list").format(n=MOST_ROWS))
        if rows:
            form = _("XLSX, sheet {name}").format(name=repr(sheet.title))
            part = str(getattr(sheet, "_worksheet_path", ""))
            unworked, merged, hidden = _unworked(data, sheet.title), _merged(data, part), _hidden(data, part)
            unseen = str(getattr(sheet, "sheet_state", "visible")) != "visible"
            found.append(Lines(file, tuple(rows), (), form, unworked, sheet.title, merged, hidden, unseen))
    return tuple(found)


def _rows(sheet: Worksheet) -> Iterator[tuple[int, tuple[object, ...]]]:
    """The rows as wide as they are written: a sheet may say that it has a million of a thousand cells."""
    sheet.reset_dimensions()  # type: ignore[attr-defined]
    return enumerate(sheet.iter_rows(), 1)


def _hidden(data: bytes, part: str) -> frozenset[int]:
    """The rows that the sheet does not show."""
    found: set[int] = set()
    tail = b""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if part not in archive.namelist():
            return frozenset()
        with archive.open(part) as stored:
            for block in iter(lambda: stored.read(1 << 20), b""):
                text = tail + block
                for row in _ROW.finditer(text) if b"hidden=" in text else ():
                    number = _NUMBER.search(row[1])
                    if number is not None and _HIDDEN.search(row[1]):
                        found.add(int(number[1]))
                tail = text[-420:]
    return frozenset(found)


def _merged(data: bytes, part: str) -> tuple[tuple[int, int, int, int], ...]:
    """The sheet's merged cells, which stand behind its rows."""
    found: list[tuple[int, int, int, int]] = []
    tail = b""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if part not in archive.namelist():
            return ()
        with archive.open(part) as stored:
            for block in iter(lambda: stored.read(1 << 20), b""):
                text = tail + block
                found += [(int(m[2]), _place(m[1]), int(m[4]), _place(m[3])) for m in _MERGED.finditer(text)]
                end = max((m.end() for m in _MERGED.finditer(text)), default=0)
                tail = text[max(end, len(text) - 200) :]
                if len(found) > _MOST_MERGED:
                    raise UnreadableError(_("more than {n} merged cells: this is no list").format(n=_MOST_MERGED))
    return tuple(found)


def _place(letters: bytes) -> int:
    """A column's letters as its place, the first is 0."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _unworked(data: bytes, title: str) -> frozenset[tuple[int, int]]:
    """Where the sheet has a formula without a value: a program wrote it and no spreadsheet ever opened it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [name for name in archive.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        if not any(_has_formula(archive, name) for name in parts):
            return frozenset()
    import openpyxl

    plain = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    valued = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        found = set()
        both = (_rows(book[title]) for book in (plain, valued))
        for (number, formulas), (_number, values) in zip(*both, strict=False):
            for place, cell in enumerate(formulas[:MOST_COLUMNS]):
                formula = getattr(cell, "value", None)
                empty = place >= len(values) or getattr(values[place], "value", None) is None
                if empty and isinstance(formula, str) and formula.startswith("="):
                    found.add((number, place))
        return frozenset(found)
    finally:
        plain.close()
        valued.close()


def _has_formula(archive: zipfile.ZipFile, name: str) -> bool:
    tail = b""
    with archive.open(name) as part:
        for block in iter(lambda: part.read(1 << 20), b""):
            if b"<f>" in tail + block or b"<f " in tail + block:
                return True
            tail = block[-3:]
    return False


def _shown(cell: object) -> str:
    """A cell as the spreadsheet shows it: a number that is formatted as 00000 keeps its leading zeros."""
    value = getattr(cell, "value", None)
    if isinstance(value, int | float) and not isinstance(value, bool) and float(value).is_integer():
        digits = _ZEROS.fullmatch(str(getattr(cell, "number_format", "")))
        if digits is not None and value >= 0:
            return str(int(value)).zfill(len(digits[0]))
    return as_text(value)


def as_text(value: object) -> str:
    """A cell's value as somebody would have typed it."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta():
            seconds = round(value.total_seconds())
            return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
        case _:
            return str(value)
