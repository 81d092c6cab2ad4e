"""The rows of a list as text, and the one problem of a file that has none to give."""

from __future__ import annotations

import re

from msgspec import Struct

from data.readers.plan import Problem

MOST_ROWS = 300_000
"""Rows after which something is no guest list."""

MOST_COLUMNS = 1_000
"""Columns after which something is no list; a workbook's are only read so far."""

_QUOTED = re.compile(r"'[=+\-@|%]")


class Lines(Struct, frozen=True):
    """A list as it stands in its file: `rows` are (row number, cells), empty rows left out. `form` says in words how it
    is written. `unworked` are the cells, by row and place, with a formula that no spreadsheet ever worked out; `sheet`
    is the name of the workbook's sheet, `merged` its merged cells as (first row, first place, last row, last place),
    `hidden` the rows that the spreadsheet does not show, `unseen` says that it shows nothing of the sheet."""

    file: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    problems: tuple[Problem, ...] = ()
    form: str = ""
    unworked: frozenset[tuple[int, int]] = frozenset()
    sheet: str = ""
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden: frozenset[int] = frozenset()
    unseen: bool = False


def unusable(file: str, message: str, row: int | None = None) -> Lines:
    """No rows, and why."""
    return Lines(file, (), (Problem(file, row, "", message, whole=True),))


def unquoted(cell: str) -> str:
    """Exports put an apostrophe before what a spreadsheet would run as a formula: a phone number's `+`, say."""
    return cell[1:] if cell[:1] == "'" and _QUOTED.match(cell) else cell
