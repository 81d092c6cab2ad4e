"""The rows of one list, cell by cell: a field is asked for by name and kind, what is odd is noted with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from data import moments
from data.clean import clean
from data.readers.headers import Aliases, Columns, find_columns, folded, unmapped
from data.readers.plan import Problem
from data.readers.table import WIDEST, read_lines
from data.words import _

_YES = frozenset({"yes", "y", "true", "1", "x", "on", "是", "有", "✓", "√", "对"})
_NO = frozenset({"", "no", "n", "false", "0", "off", "-", "否", "无", "不", "×"})


class Cells:
    """One row of a list."""

    def __init__(self, file: str, row: int, columns: Columns, cells: Sequence[str], problems: list[Problem]) -> None:
        self.file = file
        self.row = row
        self._columns = columns
        self._problems = problems
        self._values = {field: cell for field, cell in zip(columns.fields, cells, strict=False) if field is not None}
        self.extra = {
            name: clean(cell) for name, cell in zip(columns.extras, cells, strict=False) if name and clean(cell)
        }

    def odd(self, field: str, message: str) -> None:
        """Notes a problem in this row; the field is named as the file names it."""
        self._problems.append(Problem(self.file, self.row, self._columns.called(field), message))

    def has(self, field: str) -> bool:
        return bool(self.text(field))

    def text(self, field: str) -> str:
        """The field as one harmless line, empty where there is none."""
        return clean(self._values.get(field, ""))

    def needed(self, field: str) -> str:
        text = self.text(field)
        if not text:
            self.odd(field, _("this is empty, and it is needed"))
        return text

    def flag(self, field: str) -> bool:
        """Yes or no; empty is no."""
        text = self.text(field).casefold()
        if text not in _YES and text not in _NO:
            self.odd(field, _("{text} is neither yes nor no").format(text=repr(text)))
        return text in _YES

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
        text = self.text(field)
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
        found = words.get(folded(text)) if text else default
        if found is None:
            known = ", ".join(dict.fromkeys(words.values()))
            self.odd(field, _("{text} is not one of {known}").format(text=repr(text), known=known))
        return found or default


class Listing:
    """A list file: iterate over its rows; `problems` grows as they are read, `given` says which columns there are.

    A list without a `needed` column, nor any of those that do `instead` of it, has no rows.
    """

    def __init__(
        self,
        path: Path,
        aliases: Aliases,
        needed: Sequence[str],
        mapping: Mapping[str, str],
        instead: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        lines = read_lines(path)
        self.file = lines.file
        self.problems = list(lines.problems)
        self._lines = lines
        self._usable = False
        self.columns = find_columns(lines, aliases, needed, mapping)
        if self.columns is None:
            if not self.problems:
                message = _("no header row found: it needs a column for {fields}")
                self.problems.append(Problem(self.file, None, "", message.format(fields=", ".join(needed))))
            return
        self.problems += self.columns.problems
        self.problems += unmapped(mapping, self.columns, aliases, self.file)
        missing = [field for field in needed if not self.given & {field, *(instead or {}).get(field, ())}]
        for field in missing:
            message = _("there is no such column, and it is needed")
            self.problems.append(Problem(self.file, self.columns.row, field, message))
        self._usable = not missing

    @property
    def given(self) -> frozenset[str]:
        return self.columns.given if self.columns is not None else frozenset()

    def __iter__(self) -> Iterator[Cells]:
        columns = self.columns
        if columns is None or not self._usable:
            return
        for number, cells in self._lines.rows:
            if number <= columns.row:
                continue
            if any(cell.strip() for cell in cells[len(columns.names) :]):
                message = _("{n} cells, where the header has {m}").format(n=len(cells), m=len(columns.names))
                self.problems.append(Problem(self.file, number, "", message))
            for name, cell in zip(columns.names, cells, strict=False):
                if len(cell) > WIDEST:
                    message = _("{n} signs in one cell; {most} is the most").format(n=len(cell), most=WIDEST)
                    self.problems.append(Problem(self.file, number, name, message))
            yield Cells(self.file, number, columns, cells, self.problems)
