"""A programme in a table that is not our own: each row an item, with the times as its columns and cells say them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from data.moments import MomentError, local_date
from data.readers.departments import notes_for
from data.readers.interpreting import interpreting
from data.readers.plan import Problem, Row
from data.readers.programme import calls_of
from data.readers.rows import Cells, Listing
from data.readers.schedules import clocks, dates, lengths
from data.readers.schedules.people import people
from data.readers.schedules.rooms import Rooms
from data.readers.schedules.row_rooms import Where
from data.readers.schedules.row_times import Before, Line, by_start, until_the_next, work_out
from data.readers.schedules.talk_items import STEP, Arranged, name_of, slots_of
from data.readers.schedules.words import kind_of
from data.records import Item
from data.words import _, ngettext


class Sheet(Struct, frozen=True):
    """A sheet to be read: its rows, the day that its title says, and the room where the sheet is one."""

    listing: Listing
    day: date | None = None
    room: str = ""


class TableRead(Struct):
    """What the sheets together say, and what is to be known of how they were read."""

    found: Arranged
    problems: list[Problem]
    notes: list[str]
    dated: bool


def read_tables(sheets: Sequence[Sheet], rooms: Rooms, event_day: date, zone: ZoneInfo) -> TableRead:
    """The items of all sheets, stage after stage in the order of their starts."""
    lines: list[Line] = []
    notes: list[str] = []
    for sheet in sheets:
        lines += _lines(sheet, rooms, event_day, zone, notes)
    dated = any(line.day is not None for line in lines)
    endless = until_the_next(lines)
    if endless:
        words = ngettext(
            "{n} item has no end in the file, and nothing after it to tell: its length is 0 ({names}).",
            "{n} items have no end in the file, and nothing after them to tell: their length is 0 ({names}).",
            len(endless),
        )  # fmt: skip
        names = ", ".join(line.cells.text("title")[:30] for line in endless[:3])
        notes.append(words.format(n=len(endless), names=names + (", …" if len(endless) > 3 else "")))
    notes += _twice(lines)
    found = _arranged(lines, event_day, zone)
    problems = [problem for sheet in sheets for problem in sheet.listing.problems]
    return TableRead(found, problems, notes, dated)


def _lines(sheet: Sheet, rooms: Rooms, event_day: date, zone: ZoneInfo, notes: list[str]) -> list[Line]:
    listing = sheet.listing
    rows = list(listing)
    header = listing.columns.called("length") if listing.columns is not None else ""
    first = _said_starts(rows, sheet.day or event_day)
    bare = lengths.bare_reading(header, [cells.text("length") for cells in rows])
    colon = lengths.colon_reading(header, [cells.text("length") for cells in rows], first)
    if colon == "h:min" and any(":" in cells.text("length") for cells in rows):
        notes.append(_("Lengths like 0:45 are read as hours and minutes."))
    before: dict[str, Before] = {}
    day = sheet.day
    where = Where(rows, sheet.room)
    found = []
    for cells in rows:
        if not any(cells.has(field) for field in ("title", "start", "end", "length", "speakers")):
            continue
        day = _day(cells, event_day) or day
        for stage in where.stages(cells, rooms):
            line = Line(cells, stage, day=day, hidden=cells.row in listing.hidden)
            last = before.setdefault(stage, Before())
            since = last.start
            work_out(line, replace(last) if line.hidden else last, bare, colon, event_day, zone, listing.given)
            found.append(line)
            notes += _next_day(line, since, zone) if day is None else ()
            notes += _no_such_time(line, zone)
    notes += where.notes()
    if listing.hidden and (hidden := sorted({line.cells.row for line in found if line.hidden})):
        words = ngettext(
            "{n} row that the spreadsheet hides comes in as a skipped item ({rows}).",
            "{n} rows that the spreadsheet hides come in as skipped items ({rows}).", len(hidden),
        )  # fmt: skip
        notes.append(words.format(n=len(hidden), rows=", ".join(map(str, hidden[:8]))))
    return found


def _next_day(line: Line, since: datetime | None, zone: ZoneInfo) -> list[str]:
    """That a row is of another day than the one before, where no row says its day."""
    if since is None or line.start is None or local_date(since, zone) == (day := local_date(line.start, zone)):
        return []
    words = _("From {title} (row {n}) on it is {day}.")
    return [words.format(title=line.cells.text("title")[:30], n=line.cells.row, day=day.isoformat())]


def _no_such_time(line: Line, zone: ZoneInfo) -> list[str]:
    """That the clocks leave the row's time out that night."""
    if line.start is None or line.clock is None or (there := line.start.astimezone(zone)).time() == line.clock:
        return []
    words = _("The clocks leave {time} out on {day}: row {n} is taken for {other}.")
    return [words.format(time=f"{line.clock:%H:%M}", day=there.date().isoformat(), n=line.cells.row,
                         other=f"{there:%H:%M}")]  # fmt: skip


def _twice(lines: Sequence[Line]) -> list[str]:
    """That a number stands for several items, which get names of their own."""
    again: dict[str, list[int]] = {}
    for line in lines:
        if (number := line.cells.number("id")) and line.cells.row not in again.setdefault(number, []):
            again[number].append(line.cells.row)
    words = _("The number {number} stands in rows {rows}: the others are {number}-2 and so on.")
    found = [(number, rows) for number, rows in again.items() if len(rows) > 1]
    return [words.format(number=number, rows=", ".join(map(str, rows[:5]))) for number, rows in found[:3]]


def _day(cells: Cells, near: date) -> date | None:
    text = cells.text("date")
    if not text or dates.is_weekday(text):
        return None
    day = dates.day_in(text, near)
    if day is None and clocks.is_time(text, near):
        said = clocks.stretch(text, near).start  # a day that the spreadsheet shows with its midnight
        day = said.day if said is not None else None
    if day is None:
        message = _("{text} is no day that can be told: write 2026-10-25")
        cells.odd("date", message.format(text=repr(text)))
    return day


def _said_starts(rows: Sequence[Cells], near: date) -> list[datetime | None]:
    """The starts by the clock alone, for telling what lengths mean."""
    found: list[datetime | None] = []
    for cells in rows:
        try:
            said = clocks.stretch(cells.text("start"), near).start
        except MomentError:
            said = None
        found.append(datetime.combine(near, said.clock) if said is not None else None)
    return found


def _arranged(lines: Sequence[Line], event_day: date, zone: ZoneInfo) -> Arranged:
    found = Arranged([], [], [])
    used: set[str] = set()
    ends: dict[str, datetime] = {}
    starts: dict[str, datetime] = {}
    for pos, line in enumerate(_in_order(lines)):
        cells = line.cells
        ident, given = name_of(cells.number("id"), cells.row, used)
        follows = line.start is None or not cells.has("start") or ends.get(line.stage) == line.start
        first = starts.setdefault(line.stage, line.start) if line.start is not None else None
        item = _item(line, ident, pos * STEP, follows, first, event_day, zone)
        if line.start is not None and not line.guessed and not line.hidden:
            end = line.start + timedelta(seconds=line.length or 0)
            ends[line.stage] = max(ends.get(line.stage, end), end)
        found.items.append(Row(cells.file, cells.row, item, cells.given - {"id"} | given))
        who = (*people(cells.several("speakers")), *people(cells.several("moderators"), "moderator"))
        found.slots += slots_of(cells.file, cells.row, ident, who)
        found.days.append(line.day or event_day)
    return found


def _in_order(lines: Sequence[Line]) -> list[Line]:
    """As the file has them where that is the order of time, else by start."""
    by_stage: dict[str, list[Line]] = {}
    for line in lines:
        by_stage.setdefault(line.stage, []).append(line)
    found = []
    for there in by_stage.values():
        starts = [line.start for line in there if line.start is not None]
        straight = all(one <= other for one, other in pairwise(starts))
        found += there if straight else sorted(there, key=by_start)
    return found


def _or(value: float | None, default: float) -> float:
    return default if value is None else value


def _item(
    line: Line, ident: str, pos: int, follows: bool, first: datetime | None, event_day: date, zone: ZoneInfo
) -> Item:
    cells = line.cells
    notes = (
        cells.text("subtitle"), cells.text("notes"),
        _("language {language}").format(language=cells.text("language")) if cells.has("language") else "",
    )  # fmt: skip
    fixed_end = cells.choice("end_rule", {"fixed": "fixed", "length": "length"}, "length") == "fixed"
    least = cells.length("least_length")
    made = Item(
        id=ident, stage=line.stage, pos=pos, title=cells.needed("title"), title_alt=cells.text("title_alt"),
        kind=kind_of(cells.text("kind"), cells.text("title")), start=line.start, length=line.length,
        start_rule="follows" if follows else "fixed", least_length=least, droppable=cells.flag("droppable"),
        flag=cells.flag("flag"), film=cells.text("film"), skip=line.hidden or cells.flag("skip"),
        hard_out=cells.moment("hard_out", line.day or event_day, zone, after=first),
        notes="; ".join(note for note in notes if note), warning=_or(cells.length("warning"), 120),
        danger=_or(cells.length("danger"), 60), auto=cells.flag("auto"), calls=calls_of(cells),
        notes_for=notes_for(cells.extra), interpreting=interpreting(cells),
        public=cells.flag("public") if cells.has("public") else True,
    )  # fmt: skip
    if least is not None and line.length is not None and least > line.length:
        cells.odd("least_length", _("this is longer than the item"))
    if fixed_end and line.start is not None and line.length is not None:
        made = replace(made, end_rule="fixed", end=line.start + timedelta(seconds=line.length))
    return made
