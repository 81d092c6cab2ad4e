"""Which column of a list is which field: header names in English and Chinese, and those other systems export."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from msgspec import Struct

from data.clean import clean
from data.readers.plan import Problem
from data.readers.table import Lines
from data.words import _

Aliases = Mapping[str, Sequence[str]]
_DROPPED = re.compile(r"[\s_\-–—/#*.:：()（）?？'\"]+")
_LOOKED_AT = 10
_IN_THE_OTHER_SCRIPT = {"name": "name_alt", "title": "title_alt"}


class Columns(Struct, frozen=True):
    """The header row: for each column its field, or the name of an extra one, or nothing."""

    row: int
    names: tuple[str, ...]
    fields: tuple[str | None, ...]
    extras: tuple[str | None, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def given(self) -> frozenset[str]:
        return frozenset(name for name in self.fields if name)

    def called(self, field: str) -> str:
        """What the file calls the field, for a problem's column."""
        return next((name for name, own in zip(self.names, self.fields, strict=True) if own == field), field)


def folded(name: str) -> str:
    """A header's name without case, width, spaces and punctuation."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", clean(name)).casefold())


def find_columns(lines: Lines, aliases: Aliases, needed: Sequence[str], mapping: Mapping[str, str]) -> Columns | None:
    """The header row of a list, or None where none of the first rows is one. A title above it is passed over:
    the header is the first row with a column for each of `needed`, else the first row that has any known column."""
    some = None
    for number, cells in lines.rows[:_LOOKED_AT]:
        columns = _columns(lines.file, number, cells, aliases, mapping)
        if set(needed) <= columns.given:
            return columns
        if columns.given and some is None:
            some = columns
    return some


def _columns(file: str, row: int, cells: Sequence[str], aliases: Aliases, mapping: Mapping[str, str]) -> Columns:
    known = {folded(word): field for field, words in aliases.items() for word in (*words, field)}
    asked = {folded(column): field for column, field in mapping.items()}
    names = tuple(clean(cell) for cell in cells)
    fields: list[str | None] = []
    extras: list[str | None] = []
    found: list[Problem] = []
    for name in names:
        field = asked.get(folded(name)) or known.get(folded(name))
        extra = None
        other = _IN_THE_OTHER_SCRIPT.get(field or "")
        if field in fields and other in aliases and name.isascii() != names[fields.index(field)].isascii():
            field = other
        if field in fields and field is not None:
            message = _("a second column for {field}: {first} is one already")
            found.append(Problem(file, row, name, message.format(field=field, first=names[fields.index(field)])))
            field = None
        elif field is None and name:
            extra = name
            if name in extras:
                found.append(Problem(file, row, name, _("two columns have this name")))
        fields.append(field)
        extras.append(extra)
    return Columns(row, names, tuple(fields), tuple(extras), tuple(found))


def unmapped(mapping: Mapping[str, str], columns: Columns, aliases: Aliases, file: str) -> list[Problem]:
    """A problem for every --map that names a column or a field there is none of."""
    here = {folded(name) for name in columns.names}
    found = [
        Problem(file, columns.row, column, _("there is no such column"))
        for column in mapping
        if folded(column) not in here
    ]
    return found + [
        Problem(file, columns.row, column, _("there is no field called {field}").format(field=repr(field)))
        for column, field in mapping.items()
        if field not in aliases
    ]
