"""A sheet with a column for each room and a row for each time, as rows that say time, room and title."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from msgspec.structs import replace

from data.clean import clean
from data.readers.headers import folded
from data.readers.lines import Lines
from data.readers.plan import ColumnRead
from data.readers.schedules import clocks, dates
from data.readers.schedules.words import is_total

_LOOKED_AT = 40
_TIMES = frozenset(folded(name) for name in (
    "", "time", "start", "zeit", "uhrzeit", "beginn", "when", "slot", "time slot", "时间", "时间段", "开始", "von",
    "from",
))  # fmt: skip
_ENDS = frozenset(folded(name) for name in ("end", "ende", "bis", "until", "to", "结束", "结束时间"))
HEADER = ("start", "end", "stage", "title", "notes", "date")
Cells = tuple[str, ...]


def melted(sheet: Lines, near: date, known: Collection[str]) -> tuple[Lines, tuple[ColumnRead, ...]] | None:
    """The rows of a grid, and what its columns are; None where the sheet is none. A column whose name is a `known` one
    is no room."""
    found = _header(sheet, near, known)
    if found is None:
        return None
    index, times, ends, rooms = found
    number, header = sheet.rows[index]
    merged = {(first, left): (last, right) for first, left, last, right in sheet.merged if first > number}
    covered = {
        (row, place)
        for (first, left), (last, right) in merged.items()
        for row in range(first, min(last, first + 500) + 1)
        for place in range(left, min(right, left + 200) + 1)
        if (row, place) != (first, left)
    }
    body = list(sheet.rows[index + 1 :])
    spans = _spans(body, times, ends, near)
    out: list[tuple[int, Cells]] = [(number, HEADER)]
    day = ""
    for row, cells in body:
        texts = [clean(cell) for cell in cells if cell.strip()]
        said = dates.day_in(texts[0], near) if len(set(texts)) == 1 else None
        if said is not None:
            day = said.isoformat()
            continue
        if row not in spans:
            continue
        for place in rooms:
            if place >= len(cells) or not cells[place].strip() or (row, place) in covered or is_total(cells[place]):
                continue
            last, right = merged.get((row, place), (row, place))
            start, end = spans[row][0], _end(spans, row, last)
            title, _sign, rest = cells[place].strip().partition("\n")
            for room in (each for each in rooms if place <= each <= right):
                out.append((row, (start, end, header[room], title, clean(rest), day)))
    if len(out) < 2:
        return None
    sample = body[0][1] if body else ()
    fields = {times: "start", **dict.fromkeys(rooms, "stage")} | ({ends: "end"} if ends is not None else {})
    read = [
        ColumnRead(clean(header[place]) or "-", field, clean(sample[place])[:60] if place < len(sample) else "")
        for place, field in sorted(fields.items())
    ]
    return replace(sheet, rows=tuple(out)), tuple(read)


def _header(sheet: Lines, near: date, known: Collection[str]) -> tuple[int, int, int | None, list[int]] | None:
    """Where the header is, the column of times, that of ends if there is one, and those of rooms."""
    for index, (_number, cells) in enumerate(sheet.rows[:_LOOKED_AT]):
        named = [place for place, cell in enumerate(cells) if cell.strip()]
        times = next((place for place, cell in enumerate(cells) if folded(cell) in _TIMES), None)
        if times is None or times > 2:
            continue
        ends = next((place for place in named if folded(cells[place]) in _ENDS), None)
        rooms = [place for place in named if place > times and place != ends]
        if any(folded(cells[place]) in known for place in rooms):
            continue
        below = [
            row[times] for _n, row in sheet.rows[index + 1 : index + 30] if times < len(row) and row[times].strip()
        ]
        good = sum(1 for text in below if clocks.is_time(text, near))
        if len(rooms) > 1 and good >= 2 and good * 2 > len(below):
            return index, times, ends, rooms
    return None


def _spans(
    body: Sequence[tuple[int, Cells]], times: int, ends: int | None, near: date
) -> dict[int, tuple[str, str]]:  # fmt: skip
    """From when until when each row with a time is; until the next one, where it does not say."""
    found: dict[int, tuple[str, str]] = {}
    for row, cells in body:
        text = clean(cells[times]) if times < len(cells) else ""
        if not text or not clocks.is_time(text, near):
            continue
        said = clocks.stretch(text, near)
        end = clean(cells[ends]) if ends is not None and ends < len(cells) else ""
        if said.start is not None:
            found[row] = (_text(said.start), end or (_text(said.end) if said.end is not None else ""))
    rows = list(found)
    for place, row in enumerate(rows):
        start, end = found[row]
        if not end and place + 1 < len(rows):
            found[row] = (start, found[rows[place + 1]][0])
    return found


def _end(spans: dict[int, tuple[str, str]], row: int, last: int) -> str:
    """The end of a cell that reaches down to the row `last`."""
    within = [each for each in spans if row <= each <= last]
    return spans[within[-1]][1] if within else ""


def _text(said: clocks.Said) -> str:
    clock = said.clock.isoformat(timespec="seconds")
    if said.day is not None:
        return f"{said.day.isoformat()} {clock}"
    return clock if not said.ahead else f"{said.clock.hour + 24 * said.ahead}:{said.clock.minute:02}"
