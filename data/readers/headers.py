"""Which column of a list is which field: header names in English and Chinese, and those other systems export."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from msgspec import Struct

from data.clean import clean
from data.readers.dialects import Dialect, preference, recognised
from data.readers.lines import Lines, unquoted
from data.readers.plan import ColumnRead, Problem
from data.words import _

Aliases = Mapping[str, Sequence[str]]
EXTRA = "extra"
"""What `--map COLUMN=extra` says of a column that is to be kept as it is."""

_DROPPED = re.compile(r"[\s_\-–—/*.,:：()（）?？'’\"]+")
_LOOKED_AT = 10
_IN_THE_OTHER_SCRIPT = {"name": "name_alt", "title": "title_alt"}


class Columns(Struct, frozen=True):
    """The header row: for each column its field, or the name of an extra one, or nothing. `order` is every field's
    column, a field's preferred one first: where that is empty the next counts."""

    row: int
    names: tuple[str, ...]
    fields: tuple[str | None, ...]
    extras: tuple[str | None, ...]
    problems: tuple[Problem, ...] = ()
    order: tuple[tuple[str, int], ...] = ()
    dialect: Dialect | None = None

    @property
    def given(self) -> frozenset[str]:
        return frozenset(name for name in self.fields if name)

    def called(self, field: str) -> str:
        """What the file calls the field, for a problem's column."""
        place = next((place for own, place in self.order if own == field), None)
        return field if place is None else self.names[place]

    def read_as(self, lines: Lines) -> tuple[ColumnRead, ...]:
        """Every column that has a name, and what it was taken for."""
        below = [cells for number, cells in lines.rows[: _LOOKED_AT * 5] if number > self.row]
        return tuple(
            ColumnRead(name, self.fields[place] or "", _first(below, place))
            for place, name in enumerate(self.names)
            if name
        )


def folded(name: str) -> str:
    """A header's name without case, width, spaces and punctuation; `#` is a number."""
    plain = unicodedata.normalize("NFKC", clean(name)).casefold().replace("#", "no")
    return _DROPPED.sub("", plain)


def headers_of(lines: Lines) -> list[str]:
    """The folded names of the first row that could be a header."""
    row = next((cells for _number, cells in lines.rows if sum(1 for cell in cells if cell.strip()) > 1), ())
    return [folded(cell) for cell in row]


def find_columns(lines: Lines, aliases: Aliases, needed: Sequence[str], mapping: Mapping[str, str]) -> Columns | None:
    """The header row of a list, or None where none of the first rows is one. A title above it is passed over:
    the header is the first row with a column for each of `needed`, else the first row that has any known column."""
    some = None
    for number, cells in lines.rows[:_LOOKED_AT]:
        columns = columns_of(lines.file, number, cells, aliases, mapping)
        if set(needed) <= columns.given or columns.dialect is not None:
            return columns
        if columns.given and some is None:
            some = columns
    return some


def columns_of(file: str, row: int, cells: Sequence[str], aliases: Aliases, mapping: Mapping[str, str]) -> Columns:
    """A row read as the header. What `mapping` says of a column stands above everything."""
    names = tuple(clean(cell) for cell in cells)
    plain = [folded(name) for name in names]
    # Only a guest list has other systems' dialects.
    dialect = recognised(plain) if "email" in aliases else None
    asked = {folded(column): field for column, field in mapping.items() if folded(column) in plain}
    found = _Header(file, row, names, aliases, dialect, frozenset(asked.values()))
    for place, name in enumerate(plain):
        found.take(place, name, asked.get(name))
    order = tuple((field, place) for field, _rank, place in sorted(found.order))
    return Columns(row, names, tuple(found.fields), tuple(found.extras), tuple(found.problems), order, dialect)


class _Header:
    """Settles column after column."""

    def __init__(
        self, file: str, row: int, names: tuple[str, ...], aliases: Aliases, dialect: Dialect | None,
        asked: frozenset[str],
    ) -> None:  # fmt: skip
        self._where = file, row
        self._names = names
        self._aliases = aliases
        self._known = {folded(word): field for field, words in aliases.items() for word in (*words, field)}
        self._dialect = dialect
        self._asked = asked
        self.fields: list[str | None] = []
        self.extras: list[str | None] = []
        self.problems: list[Problem] = []
        self.order: list[tuple[str, int, int]] = []

    def take(self, place: int, name: str, asked: str | None) -> None:
        field, rank = self._meant(place, name, asked)
        field = self._in_the_other_script(field, place) if asked is None else field
        several = self._dialect is not None and preference(self._dialect, name) is not None and asked is None
        if field in self.fields and field is not None and not several:
            first = self._names[self.fields.index(field)]
            if self._dialect is None or asked is not None:
                message = _("a second column for {field}: {first} is one already")
                self._odd(place, message.format(field=field, first=first))
            field = None
        self.fields.append(field)
        kept = field is None and not (self._dialect is not None and name in self._dialect.dropped)
        self.extras.append(self._extra(place) if kept else None)
        if field is not None:
            self.order.append((field, rank, place))

    def _meant(self, place: int, name: str, asked: str | None) -> tuple[str | None, int]:
        """The field a column is for, and how far it is preferred to others of that field."""
        if asked is not None:
            return (None if asked == EXTRA else asked), -1
        field, rank = self._known.get(name), 0
        if self._dialect is not None:
            own = preference(self._dialect, name)
            if own is not None:
                field, rank = own
            elif field in self._dialect.fields:
                # There, that field has a column of its own; a question asked in Chinese has the other script.
                field = None if self._names[place].isascii() else _IN_THE_OTHER_SCRIPT.get(field or "")
        # A column named on purpose takes the field from one that was only recognised.
        return (None if field in self._asked else field), rank

    def _in_the_other_script(self, field: str | None, place: int) -> str | None:
        other = _IN_THE_OTHER_SCRIPT.get(field or "")
        if field in self.fields and other in self._aliases:
            first = self._names[self.fields.index(field)]
            if self._names[place].isascii() != first.isascii():
                return other
        return field

    def _extra(self, place: int) -> str | None:
        name = self._names[place]
        if not name:
            return None
        if name in self.extras:
            if self._dialect is None:
                self._odd(place, _("two columns have this name"))
            same = sum(1 for other in self._names[:place] if other == name)
            return f"{name} ({same + 1})"
        return name

    def _odd(self, place: int, message: str) -> None:
        file, row = self._where
        self.problems.append(Problem(file, row, self._names[place], message, whole=True))


def unmapped(mapping: Mapping[str, str], columns: Columns, aliases: Aliases, file: str) -> list[Problem]:
    """A problem for every --map that names a column or a field there is none of."""
    here = {folded(name) for name in columns.names}
    found = [
        Problem(file, columns.row, column, _("there is no such column"), whole=True)
        for column in mapping
        if folded(column) not in here
    ]
    message = _("there is no field called {field}")
    return found + [
        Problem(file, columns.row, column, message.format(field=repr(field)), whole=True)
        for column, field in mapping.items()
        if field not in aliases and field != EXTRA
    ]


def _first(rows: Sequence[Sequence[str]], place: int) -> str:
    """The first value of a column, short."""
    value = next((cells[place] for cells in rows if place < len(cells) and cells[place].strip()), "")
    return clean(unquoted(value[:200]))[:60]
