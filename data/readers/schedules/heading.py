"""The header of a programme's table: the row or two rows it stands in, and what its columns are in whatever words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from data.clean import clean
from data.readers.departments import department_of
from data.readers.headers import Aliases, Columns, columns_of, folded
from data.readers.lines import Lines
from data.readers.schedules import clocks, dates

LOOKED_AT = 40
WHEN = frozenset({"start", "end", "length"})
_PARTS = re.compile(r"[/()（）\[\]【】|,，;；:：&+·、]|\s[-–—]\s|\b(?:and|und|or|oder|in)\b|和|与|及", re.IGNORECASE)
_QUALIFIED = re.compile(
    r"^(?:planned|plan|scheduled|sched|estimated|est|approx|geplante?r?s?|soll|ca|计划|预计)[\s.:-]+", re.IGNORECASE
)
_OTHER_WORDS = frozenset({"中文", "chinese", "zh", "cn", "english", "en", "英文", "外文", "alt"})
_ITEM = frozenset({"item", "items"})
"""An item's number where there is a title beside it, and its title where there is none."""
_NUMBER = re.compile(r"[\d.,:'%]+")
Cells = tuple[str, ...]


class Heading(Struct, frozen=True):
    """A header: `last` is the index of its last row, `names` those of both its rows, `guessed` the fields of columns
    that are known by a part of their names only."""

    last: int
    names: Cells
    guessed: Mapping[str, str]
    columns: Columns

    @property
    def given(self) -> frozenset[str]:
        return self.columns.given

    def is_table(self) -> bool:
        return "title" in self.given and bool(self.given & WHEN)


def find(sheet: Lines, near: date, aliases: Aliases, mapping: Mapping[str, str]) -> Heading | None:
    """The first header of a programme, or None."""
    return next((found for found in _headings(sheet, near, aliases, mapping) if found.is_table()), None)


def likeliest(sheet: Lines, near: date, aliases: Aliases, mapping: Mapping[str, str]) -> Heading | None:
    """The row that looks most like a header, though not all is known that a programme needs: no times in it, and times
    below it."""
    best: Heading | None = None
    for found in _headings(sheet, near, aliases, mapping):
        cells = sheet.rows[found.last][1]
        below = [cell for _n, row in sheet.rows[found.last + 1 : found.last + 4] for cell in row]
        if sum(1 for cell in cells if cell.strip()) < 2 or not any(_is_time(cell, near) for cell in below):
            continue
        if any(_is_value(cell, near) for cell in cells if cell.strip()):
            continue
        if best is None or len(found.given) > len(best.given):
            best = found
    return best


def _headings(sheet: Lines, near: date, aliases: Aliases, mapping: Mapping[str, str]) -> Iterator[Heading]:
    """Each row read as a header, alone or with the one under it."""
    for index, (_number, cells) in enumerate(sheet.rows[:LOOKED_AT]):
        alone = _heading(sheet, index, cells, aliases, mapping)
        if index + 1 < len(sheet.rows) and (both := _with_the_next(sheet, index, near)) is not None:
            together = _heading(sheet, index + 1, both, aliases, mapping)
            under = _heading(sheet, index + 1, sheet.rows[index + 1][1], aliases, mapping)
            if together.is_table() and not under.is_table() and len(together.given) >= len(alone.given):
                yield together
                continue
        yield alone


def _heading(sheet: Lines, last: int, names: Cells, aliases: Aliases, mapping: Mapping[str, str]) -> Heading:
    number = sheet.rows[last][0]
    guesses = guessed(names, aliases, mapping)
    return Heading(last, names, guesses, columns_of(sheet.file, number, names, aliases, {**guesses, **mapping}))


def _with_the_next(sheet: Lines, index: int, near: date) -> Cells | None:
    """The row's names with those of the row under it, which are more particular; None where that is no header's."""
    (_n, upper), (_m, lower) = sheet.rows[index : index + 2]
    if sum(1 for cell in upper if cell.strip()) < 2 or not any(cell.strip() for cell in lower):
        return None
    if any(_is_value(cell, near) for cell in (*upper, *lower) if cell.strip()):
        return None
    wide = max(len(upper), len(lower))
    upper, lower = (*upper, *("",) * (wide - len(upper))), (*lower, *("",) * (wide - len(lower)))
    names: list[str] = []
    for above, below in zip(upper, lower, strict=True):
        name = clean(below) or clean(above)
        names.append(f"{clean(above)} {name}".strip() if name and name in names else name)
    return tuple(names)


def _is_time(text: str, near: date) -> bool:
    return bool(text.strip()) and clocks.is_time(clean(text), near)


def _is_value(text: str, near: date) -> bool:
    """Is the cell a time, a day or a number, and so no name of a column?"""
    words = clean(text)
    return bool(_NUMBER.fullmatch(words)) or _is_time(words, near) or dates.day_in(words, near) is not None


def guessed(names: Sequence[str], aliases: Aliases, mapping: Mapping[str, str]) -> dict[str, str]:
    """The fields of columns whose whole name nobody knows, by a part of it: "Inhalt / Thema", "Planned start"."""
    known = {folded(word): field for field, words in aliases.items() for word in (*words, field)}
    asked = {folded(column) for column in mapping}
    taken = {known[name] for cell in names if (name := folded(cell)) in known and name not in asked}
    taken |= set(mapping.values())
    found: dict[str, str] = {}

    def give(name: str, field: str) -> None:
        found[name] = field
        taken.add(field)

    open_ = [name for cell in names if (name := clean(cell)) and folded(name) not in asked and not department_of(name)]
    if "title" not in taken and (item := next((name for name in open_ if folded(name) in _ITEM), None)):
        give(item, "title")
    for name in open_:
        parts = _parts(name)
        if folded(name) in known or name in found or not parts:
            continue
        fields = [known[part] for part in parts if part in known and part not in _ITEM]
        if _ITEM & set(parts):
            fields.append("title")
        if "title" in fields and "title" in taken and _OTHER_WORDS & set(parts):
            fields.append("title_alt")
        free = [field for field in fields if field not in taken]
        if free:
            give(name, "title" if "title" in free else free[0])
    return found


def _parts(name: str) -> list[str]:
    """The parts of a name, each without the word that only says that it is planned."""
    plain = _QUALIFIED.sub("", name)
    return [part for piece in (plain, *_PARTS.split(plain)) if (part := folded(_QUALIFIED.sub("", piece.strip())))]
