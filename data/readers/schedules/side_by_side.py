"""Two or more tables beside one another on a sheet, a stage in each, as a sheet for each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec.structs import replace

from data.clean import clean
from data.readers.headers import Aliases, folded
from data.readers.lines import Lines
from data.readers.schedules import heading
from data.words import _

Part = tuple[int, int]
"""From which place to which."""


def apart(sheet: Lines, near: date, aliases: Aliases, mapping: Mapping[str, str]) -> tuple[Lines, ...]:
    """The tables of a sheet, each with the name that stands over it; the sheet itself where there is one only."""
    for index, (_number, cells) in enumerate(sheet.rows[: heading.LOOKED_AT]):
        parts = _parts(cells)
        if len(parts) < 2:
            continue
        found = [_part(sheet, index, part, number) for number, part in enumerate(parts, 1)]
        if all(heading.find(one, near, aliases, mapping) is not None for one in found):
            return tuple(found)
    return (sheet,)


def _parts(cells: tuple[str, ...]) -> list[Part]:
    """Where the names of a header begin anew: its first one comes again, and most of the others."""
    names = [folded(cell) for cell in cells]
    first = next((place for place, name in enumerate(names) if name), None)
    if first is None or names.count(names[first]) < 2:
        return []
    begins = [place for place, name in enumerate(names) if name == names[first]]
    parts = list(zip(begins, [*begins[1:], len(names)], strict=True))
    said = [{name for name in names[left:right] if name} for left, right in parts]
    common = set.intersection(*said)
    return parts if len(common) > 1 and all(2 * len(common) >= len(one) for one in said) else []


def _part(sheet: Lines, index: int, part: Part, number: int) -> Lines:
    left, right = part
    top = max(0, index - 1)
    cut = [(at, cells[left:right]) for at, cells in sheet.rows[top:]]
    rows = [*sheet.rows[:top], *((at, cells) for at, cells in cut if any(cell.strip() for cell in cells))]
    above = sheet.rows[index - 1][1] if index else ()
    name = next((text for cell in above[left:right] if (text := clean(cell))), "")
    merged = tuple(
        (top, start - left, bottom, min(end, right - 1) - left)
        for top, start, bottom, end in sheet.merged
        if left <= start < right
    )
    return replace(sheet, rows=tuple(rows), merged=merged, sheet=name or _("Table {n}").format(n=number))
