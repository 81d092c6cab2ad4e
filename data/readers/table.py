"""A list as rows of text, out of CSV (comma, semicolon, tab) or a workbook, each with its row number in the file."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from data.readers.lines import MOST_COLUMNS, MOST_ROWS, Lines, unusable
from data.readers.plan import Problem
from data.readers.text import UnreadableError, read_text
from data.words import _

LARGEST = 100_000_000
"""Bytes a list may have: more than any real one, less than what would fill the memory."""

_HUGE = 1_000_000
"""Signs after which a cell is not even read to its end."""
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_OTHERS = {
    b"%PDF": "PDF", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"\x1f\x8b": "gzip",
    b"7z\xbc\xaf": "7z", b"Rar!": "RAR", b"SQLite format 3": "SQLite", b"{\\rtf": "RTF", b"\x7fELF": "ELF",
    b"<!DOCTYPE": "HTML", b"<html": "HTML",
}  # fmt: skip


def read_sheets(path: Path) -> tuple[Lines, ...]:
    """The sheets of a list that have rows, at least one, even if it is empty; what can't be read is one problem."""
    try:
        data = read_bytes(path)
        if data.startswith(b"PK\x03\x04"):
            from data.readers.workbook import read_workbook  # only a workbook needs it

            return read_workbook(path.name, data)
        _refuse_other(data)
        read = read_text(data)
    except OSError as why:
        return (unusable(path.name, why.strerror or str(why)),)
    except UnreadableError as why:
        return (unusable(path.name, str(why), why.row),)
    return (_delimited(path.name, read.text, read.encoding),)


def read_bytes(path: Path) -> bytes:
    """A file's bytes; UnreadableError where there are more than any list has."""
    if path.exists() and not path.is_file():
        raise UnreadableError(_("this is no file"))
    size = path.stat().st_size
    if size > LARGEST:
        message = _("the file has {n} MB, and {most} MB is the most a list may have")
        raise UnreadableError(message.format(n=size // 1_000_000, most=LARGEST // 1_000_000))
    return path.read_bytes()


def _refuse_other(data: bytes) -> None:
    """What is clearly something else is named, or it would be told as odd letters."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        message = _("this is an old Excel file (.xls), or one with a password: save it as .xlsx or CSV without one")
        raise UnreadableError(message)
    for begin, kind in _OTHERS.items():
        if data[:64].lstrip().lower().startswith(begin.lower()):
            raise UnreadableError(
                _("this is a {kind} file and no list: save the list as CSV or XLSX").format(kind=kind)
            )


def _delimited(file: str, text: str, encoding: str) -> Lines:
    first = text.split("\n", 1)[0].strip("\r ")
    skip = 0
    if first.lower().startswith("sep=") and len(first) == 5:  # Excel's own note of the delimiter
        delimiter, skip = first[4], 1
    else:
        delimiter = _delimiter(text)
    rows: list[tuple[int, tuple[str, ...]]] = []
    found: list[Problem] = []
    before = csv.field_size_limit(_HUGE)
    number = 0
    try:
        for number, cells in enumerate(csv.reader(_lines(text), delimiter=delimiter, strict=True), 1):
            if number > skip and any(cell.strip() for cell in cells):
                rows.append((number, tuple(cells)))
            if len(cells) > MOST_COLUMNS:
                message = _("{n} columns, and {most} is the most a list may have")
                return unusable(file, message.format(n=len(cells), most=MOST_COLUMNS), number)
            if len(rows) > MOST_ROWS:
                return unusable(file, _("more than {n} rows: this is no guest list").format(n=MOST_ROWS), number)
    except csv.Error as why:
        if "field limit" in str(why):
            message = _("a cell here has more than {n} signs: is a quote missing, or is this no list?")
            found.append(Problem(file, number + 1, "", message.format(n=_HUGE), whole=True))
        else:
            message = _("from here on the quotes do not match: {why}").format(why=why)
            found.append(Problem(file, number + 1, "", message, whole=True))
    finally:
        csv.field_size_limit(before)
    signs = {",": _("commas"), ";": _("semicolons"), "\t": _("tabs")}
    form = _("CSV with {sign}, {encoding}").format(sign=signs.get(delimiter, repr(delimiter)), encoding=encoding)
    return Lines(file, tuple(rows), tuple(found), form)


def _lines(text: str) -> Iterator[str]:
    """The lines with their ends, however they end. A StringIO would hold the whole text once more, four times as
    large."""
    for found in _LINE.finditer(text):
        if found.end() > found.start():
            yield found[0]


def _delimiter(text: str) -> str:
    """The one that the first row with any of them has most of, outside quotes."""
    for line in text[:1_000_000].splitlines()[:20]:
        bare = "".join(line.split('"')[::2])
        counts = {sign: bare.count(sign) for sign in ",;\t"}
        if any(counts.values()):
            return max(counts, key=lambda sign: counts[sign])
    return ","
