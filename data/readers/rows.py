"""The rows of one list, cell by cell: a field is asked for by name and kind, what is odd is noted with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from data import moments
from data.clean import WIDEST, clean
from data.readers.dialects import Dialect, best
from data.readers.headers import Aliases, Columns, columns_of, find_columns, folded, headers_of, unmapped
from data.readers.lines import Lines, unquoted
from data.readers.plan import Problem, Recognised, Table
from data.readers.table import read_sheets
from data.words import _

YES = frozenset({"yes", "y", "true", "1", "x", "on", "是", "有", "✓", "√", "对"})
NO = frozenset({"", "no", "n", "false", "0", "off", "-", "否", "无", "不", "×", "none", "没有"})
_ERRORS = frozenset({"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"})
_AS_FLOAT = re.compile(r"\d+\.0")
_ROUNDED = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_CHINESE_DATE = re.compile(r"(\d{4})[年/.](\d{1,2})[月/.](\d{1,2})日?(?:\s*(\d{1,2}:\d{2}(?::\d{2})?))?")
_GERMAN_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:\s+(\d{1,2}:\d{2}(?::\d{2})?))?")


class Cells:
    """One row of a list."""

    def __init__(self, file: str, row: int, columns: Columns, cells: Sequence[str], problems: list[Problem]) -> None:
        self.file = file
        self.row = row
        self._columns = columns
        self._problems = problems
        self._values: dict[str, str] = {}
        for field, place in columns.order:
            if place < len(cells) and not self._values.get(field):
                self._values[field] = unquoted(cells[place])
        self.extra = {
            name: clean(unquoted(cell))
            for name, cell in zip(columns.extras, cells, strict=False)
            if name and cell and clean(cell)
        }

    @property
    def given(self) -> frozenset[str]:
        """The fields that the list has a column for."""
        return self._columns.given

    @property
    def dialect(self) -> Dialect | None:
        """Whose export the list is."""
        return self._columns.dialect

    def called(self, field: str) -> str:
        return self._columns.called(field)

    def odd(self, field: str, message: str) -> None:
        """Notes a problem in this row; the field is named as the file names it."""
        self._problems.append(Problem(self.file, self.row, self._columns.called(field), message))

    def has(self, field: str) -> bool:
        return bool(self.text(field))

    def text(self, field: str) -> str:
        """The field as one harmless line, empty where there is none."""
        value = self._values.get(field)
        return clean(value) if value else ""

    def several(self, field: str) -> str:
        """The field as one harmless line, with semicolons between the lines of its cell."""
        return "; ".join(line for part in self._values.get(field, "").splitlines() if (line := clean(part)))

    def number(self, field: str) -> str:
        """Digits that are a name and no quantity: a code, a phone, a seat. What a spreadsheet made of them is undone
        where that can be done, and odd where digits were lost."""
        text = self.text(field)
        if _AS_FLOAT.fullmatch(text):
            return text[:-2]
        if _ROUNDED.fullmatch(text):
            message = _("{text} is a number that a spreadsheet rounded: format the column as text and export it again")
            self.odd(field, message.format(text=repr(text)))
        return text

    def place(self, field: str) -> str:
        """A seat or table; one that a spreadsheet took for a date can't be told any more."""
        text = self.number(field)
        if _DATE.fullmatch(text):
            message = _("{text} is a date that a spreadsheet made of something else: format the column as text")
            self.odd(field, message.format(text=repr(text)))
        return text

    def needed(self, field: str) -> str:
        text = self.text(field)
        if not text:
            self.odd(field, _("this is empty, and it is needed"))
        return text

    def flag(self, field: str) -> bool:
        """Yes or no; empty is no."""
        text = self.text(field).casefold()
        if text not in YES and text not in NO:
            self.odd(field, _("{text} is neither yes nor no").format(text=repr(text)))
        return text in YES

    def length(self, field: str) -> float | None:
        """A length in seconds, None where the cell is empty or odd."""
        text = self.text(field)
        if not text:
            return None
        try:
            return moments.length(text)
        except moments.MomentError as why:
            self.odd(field, str(why))
            return None

    def moment(self, field: str, day: date, zone: ZoneInfo, *, after: datetime | None = None) -> datetime | None:
        """A time on the day, or the first such time after `after`; None where the cell is empty or odd."""
        text = _as_iso(self.text(field))
        if not text:
            return None
        try:
            return moments.moment(text, day, zone) if after is None else moments.first_after(text, after, zone)
        except moments.MomentError as why:
            self.odd(field, str(why))
            return None

    def choice(self, field: str, words: Mapping[str, str], default: str) -> str:
        """One of a field's words; `words` maps every way of writing them to the word itself."""
        text = self.text(field)
        word = folded(text)
        found = words.get(word) if text else default
        if text and self.dialect is not None:
            found = self.dialect.statuses.get(word, found) if field == "status" else found
        if found is None:
            known = ", ".join(dict.fromkeys(words.values()))
            self.odd(field, _("{text} is not one of {known}").format(text=repr(text), known=known))
        return found or default


class Listing:
    """A list file: iterate over its rows; `problems` grows as they are read, `given` says which columns there are.

    A list without a `needed` column, nor any of those that do `instead` of it, has no rows. `sheets` are those of the
    file, where they were read already.
    """

    def __init__(
        self,
        path: Path,
        aliases: Aliases,
        needed: Sequence[str],
        mapping: Mapping[str, str],
        instead: Mapping[str, frozenset[str]] | None = None,
        sheets: Sequence[Lines] | None = None,
    ) -> None:
        lines = self._lines = _sheet(sheets or read_sheets(path), aliases, needed, mapping)
        self.file = lines.file
        self.problems = list(lines.problems)
        self._usable = False
        self.columns = find_columns(lines, aliases, needed, mapping)
        if self.columns is None:
            if not self.problems:
                self._whole(None, "", _("no header row found: it needs a column for {fields}"), ", ".join(needed))
            return
        row = self.columns.row
        self.problems += self.columns.problems
        self.problems += unmapped(mapping, self.columns, aliases, self.file)
        missing = [field for field in needed if not self.given & {field, *(instead or {}).get(field, ())}]
        wrong = self.columns.dialect.wrong if self.columns.dialect is not None else ""
        if wrong:
            self._whole(row, "", wrong)
        for field in [] if wrong else missing:
            self._whole(row, field, _("there is no such column, and it is needed"))
        self._usable = not missing and not wrong

    def _whole(self, row: int | None, column: str, message: str, fields: str = "") -> None:
        self.problems.append(Problem(self.file, row, column, message.format(fields=fields), whole=True))

    @property
    def hidden(self) -> frozenset[int]:
        """The rows that a spreadsheet does not show."""
        return self._lines.hidden

    @property
    def given(self) -> frozenset[str]:
        return self.columns.given if self.columns is not None else frozenset()

    def recognised(self, table: Table, notes: Sequence[str] = ()) -> Recognised:
        """How the list was read. Where no row is a header, the first that could be one is shown, to be mapped."""
        columns = self.columns
        if columns is None:
            first = next((row for row in self._lines.rows if sum(1 for cell in row[1] if cell.strip()) > 1), None)
            first = first or next(iter(self._lines.rows), None)
            if first is None:
                return Recognised(table, self.file, "", self._lines.form)
            columns = columns_of(self.file, first[0], first[1], {}, {})
        name = columns.dialect.name if columns.dialect is not None else ""
        return Recognised(table, self.file, name, self._lines.form, columns.read_as(self._lines), tuple(notes))

    def __iter__(self) -> Iterator[Cells]:
        columns = self.columns
        if columns is None or not self._usable:
            return
        header = [folded(name) for name in columns.names]
        for number, cells in self._lines.rows:
            if number <= columns.row:
                continue
            if cells[0].strip() and _is_header(cells, columns.names, header):
                self._odd(number, "", _("the header is here once more: are these two lists in one?"))
                continue
            if any(cell.strip() for cell in cells[len(columns.names) :]):
                message = _("{n} cells, where the header has {m}").format(n=len(cells), m=len(columns.names))
                self._odd(number, "", message)
            self._look_at(number, columns, cells)
            yield Cells(self.file, number, columns, cells, self.problems)

    def _look_at(self, number: int, columns: Columns, cells: Sequence[str]) -> None:
        """What no cell may be, whatever its column."""
        for name, cell in zip(columns.names, cells, strict=False):
            if len(cell) > WIDEST:
                message = _("{n} signs in one cell; {most} is the most").format(n=len(cell), most=WIDEST)
                self._odd(number, name, message)
            elif cell[:1] == "#" and cell.strip() in _ERRORS:
                self._odd(number, name, _("the spreadsheet shows an error here: {text}").format(text=cell.strip()))
        for place in range(len(columns.names)) if self._lines.unworked else ():
            if (number, place) in self._lines.unworked:
                message = _("a formula without a value: open the list in a spreadsheet and save it, then it has one")
                self._odd(number, columns.names[place], message)

    def _odd(self, number: int, column: str, message: str) -> None:
        self.problems.append(Problem(self.file, number, column, message))


def _sheet(sheets: Sequence[Lines], aliases: Aliases, needed: Sequence[str], mapping: Mapping[str, str]) -> Lines:
    """The sheet that is the list: a known system's, else the first with the columns that are needed, else the first."""
    if len(sheets) == 1:
        return sheets[0]
    place = best([headers_of(sheet) for sheet in sheets]) if "email" in aliases else None
    if place is not None:
        return sheets[place]
    for sheet in sheets:
        columns = find_columns(sheet, aliases, needed, mapping)
        if columns is not None and set(needed) <= columns.given:
            return sheet
    return sheets[0]


def _is_header(cells: Sequence[str], names: Sequence[str], header: Sequence[str]) -> bool:
    if len(cells) < 2 or folded(cells[0]) != header[0]:
        return False
    return [folded(cell) for cell in cells[: len(names)]] == list(header[: len(cells)])


def _as_iso(text: str) -> str:
    """The ways to write a day that can be read in one way only: 25.10.2026, 2026年10月25日, 2026/10/25."""
    if found := _CHINESE_DATE.fullmatch(text):
        year, month, day, clock = found.groups()
    elif found := _GERMAN_DATE.fullmatch(text):
        day, month, year, clock = found.groups()
    else:
        return text
    return f"{year}-{int(month):02}-{int(day):02}" + (f" {clock:0>5}" if clock else "")
