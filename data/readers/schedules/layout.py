"""A sheet of any layout as one plain table: headers found, merged cells filled, headings and sums taken out of it.

What a heading says (a day, a room) is put into columns of its own, so that every row says all there is to it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from data.clean import clean
from data.readers.headers import Aliases, Columns, folded
from data.readers.lines import Lines
from data.readers.plan import ColumnRead
from data.readers.schedules import clocks, dates, grid
from data.readers.schedules.heading import LOOKED_AT, WHEN, Heading
from data.readers.schedules.heading import find as find_heading
from data.readers.schedules.words import SPEAKER_NAMES, is_note, is_total, kind_of, room_in
from data.words import _, ngettext

_DAY = re.compile(r"(?:day|tag|第)\s*\d{1,2}\s*(?:天|日)?|(?:sheet|tabelle|blatt|工作表)\s*\d*", re.IGNORECASE)
_NUMBER = re.compile(r"[\d\s.]+$")
Cells = tuple[str, ...]
_Rows = tuple[tuple[int, Cells], ...]


class Laid(Struct, frozen=True):
    """A sheet as a plain table, its first row the header. `day` is the one that its title or the sheet's name says;
    `columns` are those of a sheet that was no table, `guessed` the fields of columns that are known by a part of their
    names only."""

    lines: Lines
    day: date | None = None
    notes: tuple[str, ...] = ()
    columns: tuple[ColumnRead, ...] = ()
    guessed: Mapping[str, str] = {}


def laid_out(sheet: Lines, near: date, aliases: Aliases, mapping: Mapping[str, str]) -> Laid | None:
    """The sheet as a plain table, None where nothing in it is a programme's header."""
    heading = find_heading(sheet, near, aliases, mapping)
    if heading is not None:
        return _table(sheet, heading, near)
    known = {folded(word) for field, words in aliases.items() for word in (*words, field)}
    found = grid.melted(sheet, near, known)
    if found is None:
        return None
    lines, read = found
    return Laid(lines, _day_above(sheet, lines.rows[0][0], near), (_("Read as a grid, a room in each column."),), read)


def _table(sheet: Lines, heading: Heading, near: date) -> Laid:
    number, header, columns = sheet.rows[heading.last][0], heading.names, heading.columns
    body = _filled(sheet.rows[heading.last + 1 :], sheet.merged, number)
    header, body = _speakers_in_one(sheet, heading.last, header, body)
    titles = next((place for place, field in enumerate(columns.fields) if field == "title"), 0)
    starts = [place for place, field in enumerate(columns.fields) if field in WHEN]
    when = next((place for place in starts if columns.fields[place] == "start"), None)
    rows: list[tuple[int, Cells]] = []
    day = room = ""
    sums = headings = 0
    plain = [folded(name) for name in header]
    wide = len(header)
    numbers = [place for place, field in enumerate(columns.fields) if field in ("start", "end")] if sheet.sheet else []
    merged = {(first, left) for first, left, last, right in sheet.merged if right > left}
    for row, cells in body:
        full = [place for place, cell in enumerate(cells) if cell.strip()]
        if [folded(cell) for cell in cells] == plain[: len(cells)] and len(full) > 1:
            continue
        texts = [clean(cells[place]) for place in full]
        timed = any(place in starts and _says_when(cells[place]) for place in full)
        said = _day_of_section(texts, near) if titles not in full or not timed else None
        if said is not None:
            day = said.isoformat()
        elif len(set(texts)) == 1 and not timed and room_in(texts[0]):
            room = room_in(texts[0])
        elif not timed and len(set(texts)) == 1 and (item := _break_in(texts[0], near)) is not None:
            made = [""] * wide
            made[titles] = item[1]
            if when is not None:
                made[when] = item[0]
            rows.append((row, (*made, day, room)))
        elif is_total(texts[0]) and not (full and full[0] == titles and timed and _has(cells, columns, "start")):
            sums += 1
        elif not timed and (
            is_note(texts[0]) or (len(set(texts)) == 1 and (full[0] != titles or (row, full[0]) in merged))
        ):
            headings += 1
        else:
            # A time that the sheet shows as a number: nobody types a quarter past midnight as 0.25.
            cells = tuple(clocks.of_part(text) if place in numbers else text for place, text in enumerate(cells))
            padded = (*cells, *("",) * (wide - len(cells)))
            rows.append((row, (*padded[:wide], day, room, *padded[wide:])))
    added = tuple(
        field if said and field not in columns.given else "" for field, said in (("date", day), ("stage", room))
    )
    lines = replace(sheet, rows=((number, (*header, *added)), *rows))
    return Laid(lines, _day_above(sheet, number, near), tuple(_notes(sums, headings)), guessed=heading.guessed)


def _says_when(text: str) -> bool:
    """Is there a figure in it, or a word for an hour? A heading may stand in the column of times."""
    return clocks.says_when(clean(text))


def _break_in(text: str, near: date) -> tuple[str, str] | None:
    """When and what, of a heading that is an item: "COFFEE BREAK 10:30-11:00", or a break without its time."""
    when, title = clocks.within(text, near)
    if when and title:
        return when, title
    return ("", text) if kind_of("", text) == "break" else None


def _has(cells: Cells, columns: Columns, field: str) -> bool:
    return any(own == field and place < len(cells) and cells[place].strip() for own, place in columns.order)


def _notes(sums: int, headings: int) -> list[str]:
    found = []
    if sums:
        found.append(ngettext("{n} row with a sum is left out.", "{n} rows with sums are left out.", sums))
    if headings:
        found.append(ngettext("{n} heading is left out.", "{n} headings are left out.", headings))
    return [words.format(n=n) for words, n in zip(found, [n for n in (sums, headings) if n], strict=True)]


def _filled(rows: _Rows, merged: Sequence[tuple[int, int, int, int]], header: int) -> list[tuple[int, Cells]]:
    """Cells merged downwards say the same in each of their rows."""
    wanted: dict[int, dict[int, str]] = {}
    texts = dict(rows)
    for first, left, last, _right in merged:
        if first <= header or last == first or first not in texts or left >= len(texts[first]):
            continue
        for row in range(first + 1, min(last, first + 5_000) + 1):
            if row in texts:
                wanted.setdefault(row, {})[left] = texts[first][left]
    found = []
    for row, cells in rows:
        if row in wanted:
            wide = max(len(cells), max(wanted[row]) + 1)
            padded = [*cells, *("",) * (wide - len(cells))]
            for place, text in wanted[row].items():
                padded[place] = padded[place] or text
            cells = tuple(padded)
        found.append((row, cells))
    return found


def _speakers_in_one(
    sheet: Lines, index: int, header: Cells, body: list[tuple[int, Cells]]
) -> tuple[Cells, list[tuple[int, Cells]]]:
    """Speakers in columns of their own, numbered or under a common heading, as one column."""
    group = _groups(sheet, index, len(header))
    places = [
        place
        for place, name in enumerate(header)
        if folded(_NUMBER.sub("", name)) in SPEAKER_NAMES
        or (group.get(place, "") and (not name.strip() or _NUMBER.fullmatch(name)))
    ]
    if len(places) < 2:
        return header, body
    first, rest = places[0], set(places[1:])
    name = group.get(first) or clean(_NUMBER.sub("", header[first]))
    named = tuple(name if place == first else "" if place in rest else text for place, text in enumerate(header))
    joined = []
    for row, cells in body:
        people = "; ".join(cells[place] for place in places if place < len(cells) and cells[place].strip())
        wide = [*cells, *("",) * (first + 1 - len(cells))]
        joined.append((row, tuple(
            people if place == first else "" if place in rest else text for place, text in enumerate(wide)
        )))  # fmt: skip
    return named, joined


def _groups(sheet: Lines, index: int, wide: int) -> dict[int, str]:
    """The columns under a heading for speakers in the row above the header."""
    if index == 0:
        return {}
    above, cells = sheet.rows[index - 1]
    found = {}
    for place, text in enumerate(cells[:wide]):
        if folded(text) in SPEAKER_NAMES:
            right = next((r for t, left, _b, r in sheet.merged if t == above and left == place), place)
            found.update(dict.fromkeys(range(place, min(right, wide - 1) + 1), clean(text)))
    return found


def _day_of_section(texts: Sequence[str], near: date) -> date | None:
    """The day that a row is the heading of: nothing but a date, perhaps with the day of the week."""
    found = None
    for text in dict.fromkeys(texts):
        day = dates.day_in(text, near)
        if day is None and not dates.is_weekday(text):
            return None
        found = day or found
    return found


def _day_above(sheet: Lines, header: int, near: date) -> date | None:
    """The day that the rows above the header or the sheet's name say, if it is one."""
    texts = [cell for row, cells in sheet.rows[:LOOKED_AT] if row < header for cell in cells if cell.strip()]
    found = {day for text in (*texts, sheet.sheet) if (day := dates.day_within(text, near)) is not None}
    return found.pop() if len(found) == 1 else None


def is_own(header: Cells) -> bool:
    """Is it the header of our own layout, which is read by the letter?"""
    names = {folded(name) for name in header}
    return {"id", "title", "start"} <= names and bool({"length", "end"} & names)


def names_day(name: str, near: date) -> bool:
    """Is a sheet's name that of a day rather than that of a room?"""
    return dates.day_within(name, near) is not None or dates.is_weekday(name) or bool(_DAY.fullmatch(name.strip()))
