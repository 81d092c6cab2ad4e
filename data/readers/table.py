"""A list as rows of text, out of CSV (comma, semicolon, tab) or an XLSX sheet, each with its row number in the file."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from msgspec import Struct

from data.readers.plan import Problem
from data.readers.text import UnreadableError, decode
from data.words import _

LARGEST = 400_000_000
"""Bytes an XLSX may unpack to: more than any real list, less than what would fill the memory."""

WIDEST = 10_000
"""Signs a cell may have; a quote that is never closed makes one cell of the whole rest of a file."""
_BROKEN = (
    zipfile.BadZipFile, zlib.error, KeyError, IndexError, AttributeError, ValueError, TypeError, OSError, EOFError,
    SyntaxError, RuntimeError,
)  # fmt: skip


class Lines(Struct, frozen=True):
    """A list as it stands in its file: `rows` are (row number, cells), empty rows left out."""

    file: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    problems: tuple[Problem, ...] = ()


def read_lines(path: Path) -> Lines:
    """The rows of a CSV or XLSX file; what can't be read at all is one problem."""
    try:
        data = path.read_bytes()
    except OSError as why:
        return _unusable(path, why.strerror or str(why))
    if data.startswith(b"PK\x03\x04"):
        return _workbook(path, data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _unusable(path, _("this is an old Excel file (.xls): save it as .xlsx or CSV"))
    try:
        text = decode(data)
    except UnreadableError as why:
        return _unusable(path, str(why))
    return _delimited(path, text)


def _delimited(path: Path, text: str) -> Lines:
    first = text.split("\n", 1)[0].strip("\r ")
    skip = 0
    if first.lower().startswith("sep=") and len(first) == 5:  # Excel's own note of the delimiter
        delimiter, skip = first[4], 1
    else:
        delimiter = _delimiter(text)
    rows: list[tuple[int, tuple[str, ...]]] = []
    found: list[Problem] = []
    csv.field_size_limit(LARGEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            if number > skip and any(cell.strip() for cell in cells):
                rows.append((number, tuple(cells)))
    except csv.Error as why:
        message = _("from here on the quotes do not match: {why}").format(why=why)
        found.append(Problem(path.name, number + 1, "", message))
    return Lines(path.name, tuple(rows), tuple(found))


def _delimiter(text: str) -> str:
    """The one that the first row with any of them has most of, outside quotes."""
    for line in text.splitlines()[:20]:
        bare = "".join(line.split('"')[::2])
        counts = {sign: bare.count(sign) for sign in ",;\t"}
        if any(counts.values()):
            return max(counts, key=lambda sign: counts[sign])
    return ","


def _workbook(path: Path, data: bytes) -> Lines:
    import openpyxl  # slow to import, and most lists are CSV

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST:
                return _unusable(path, _("the workbook is too large"))
        with warnings.catch_warnings(action="ignore"):  # of parts of a workbook that hold no rows
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            try:
                for sheet in book.worksheets:
                    if rows := tuple(_sheet_rows(sheet.iter_rows(values_only=True))):
                        return Lines(path.name, rows)
            finally:
                book.close()
    except _BROKEN as why:
        words = _("this is no XLSX workbook that can be read: {why}")
        return _unusable(path, words.format(why=str(why) or type(why).__name__))
    return Lines(path.name, ())


def _sheet_rows(rows: Iterable[tuple[object, ...]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, cells in enumerate(rows, 1):
        texts = [_as_text(cell) for cell in cells]
        while texts and not texts[-1].strip():  # a sheet is as wide as its widest formatted row
            texts.pop()
        if texts:
            yield number, tuple(texts)


def _as_text(cell: object) -> str:
    """A cell's value as somebody would have typed it; of a formula, the value the spreadsheet last worked out."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime() | date() | time():
            return cell.isoformat()
        case timedelta():
            seconds = round(cell.total_seconds())
            return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
        case _:
            return str(cell)


def _unusable(path: Path, message: str) -> Lines:
    return Lines(path.name, (), (Problem(path.name, None, "", message),))
