"""When each row of a programme's table begins and ends: what its cells say, else what the rows around it do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct

from data import moments
from data.moments import MomentError
from data.readers.rows import Cells
from data.readers.schedules import clocks, lengths
from data.words import _

_BESIDE = timedelta(hours=23)
_LATE, _EARLY = 12, 6
"""Hours: after the first and before the second of them lies midnight, in a list whose rows all say their day."""


class Line(Struct):
    """One row while its times are worked out; `day` is the one said in its row or above it. `guessed`: its length is
    not said, and reaches to the next start. `hidden`: the spreadsheet does not show it; `clock` is the time of day
    that it says."""

    cells: Cells
    stage: str
    start: datetime | None = None
    end: datetime | None = None
    length: float | None = None
    day: date | None = None
    guessed: bool = False
    hidden: bool = False
    clock: time | None = None


class Before(Struct):
    """What the row before on the same stage leaves behind."""

    start: datetime | None = None
    end: datetime | None = None
    day: date | None = None


def work_out(
    line: Line, before: Before, bare: lengths.Reading, colon: lengths.Reading, event_day: date, zone: ZoneInfo,
    given: frozenset[str],
) -> None:  # fmt: skip
    """Works out start, end and length of a row, and leaves behind what the next one needs."""
    cells = line.cells
    when = _stretch(cells, "start", event_day)
    until = _stretch(cells, "end", event_day)
    if cells.has("length"):
        try:
            line.length = lengths.read_length(cells.text("length"), bare, colon)
        except MomentError as why:
            cells.odd("length", str(why))
    if when is not None and when.start is not None:
        line.start = _at(when.start, line, before, event_day, zone)
        line.clock = None if when.start.zoned else when.start.clock
    elif not cells.has("start"):
        line.start = before.end
        if line.start is None:
            cells.odd("start", _("it has no start, and nothing before it to follow"))
    ending = until.start if until is not None else when.end if when is not None else None
    if ending is not None and line.start is not None:
        line.end = _end(ending, line.start, zone)
        lasts = (line.end - line.start).total_seconds()
        if lasts < 0:
            cells.odd("end", _("this is before the start"))
            line.end = None
        elif line.length is not None and abs(line.length - lasts) >= 60:
            cells.odd("length", _("start, end and length do not agree: two of them are enough"))
        else:
            line.length = lasts
    if line.length is None and line.end is None and not cells.has("start") and given & {"length", "end"}:
        cells.odd("length", _("two of start, end and length are needed"))
    if line.start is not None:
        before.start, before.day = line.start, line.day
        before.end = line.start + timedelta(seconds=line.length) if line.length is not None else None


def _stretch(cells: Cells, field: str, near: date) -> clocks.Stretch | None:
    text = cells.text(field)
    if not text:
        return None
    try:
        return clocks.stretch(text, near)
    except MomentError as why:
        cells.odd(field, str(why))
        return None


def _at(said: clocks.Said, line: Line, before: Before, event_day: date, zone: ZoneInfo) -> datetime:
    """When a start is. With a day of its own it is on that day, or in the night after it; without one it is after the
    start before it, which may be the next day."""
    if said.zoned:
        return moments.moment(said.zoned, event_day, zone)
    if said.day is not None:
        line.day = said.day if line.day is None else line.day
        return moments.on(said.day + timedelta(days=said.ahead), said.clock, zone)
    if line.day is not None:
        if not said.ahead and said.clock.hour < _EARLY and _in_the_night(line.day, before, zone):
            return _later(said.clock, line.day + timedelta(days=1), before, zone)
        return moments.on(line.day + timedelta(days=said.ahead), said.clock, zone)
    day = event_day
    if before.start is not None:
        day = max(day, moments.local_date(before.start, zone))
        lasted = before.end is None or before.end > before.start
        if not said.ahead and lasted:
            found = moments.next_on(day, said.clock, zone, before.start)
            # Two rows of one time are beside one another; nobody leaves a day between them.
            return before.start if found - before.start >= _BESIDE else found
    ahead = said.ahead if day == event_day else 0
    return moments.on(day + timedelta(days=ahead), said.clock, zone)


def _in_the_night(day: date, before: Before, zone: ZoneInfo) -> bool:
    """Did the row before begin late on that day, or in the night after it?"""
    if before.start is None or before.day != day:
        return False
    began = before.start.astimezone(zone)
    return began.date() > day or began.hour >= _LATE


def _later(clock: time, day: date, before: Before, zone: ZoneInfo) -> datetime:
    """That time of that day; of two such times in one night, the one that is later than the row before."""
    both = moments.both_on(day, clock, zone)
    return next((each for each in both if before.start is not None and each > before.start), both[0])


def _end(said: clocks.Said, start: datetime, zone: ZoneInfo) -> datetime:
    """A bare end is the first such time from the start on."""
    if said.zoned:
        return moments.moment(said.zoned, start.date(), zone)
    if said.day is not None:
        return moments.on(said.day + timedelta(days=said.ahead), said.clock, zone)
    return moments.first_after(said.clock.isoformat(), start, zone, or_at=True)


def until_the_next(lines: Sequence[Line]) -> list[Line]:
    """Gives items without an end the start of the next one on their stage that day; those that have none after them."""
    by_stage: dict[str, list[Line]] = {}
    for line in lines:
        by_stage.setdefault(line.stage, []).append(line)
    endless = []
    for there in by_stage.values():
        order = sorted((line for line in there if line.start is not None), key=by_start)
        for place, line in enumerate(order):
            if line.length is not None or line.start is None:
                continue
            line.guessed = True
            after = next((other for other in order[place + 1 :] if other.start != line.start), None)
            if after is not None and after.start is not None and after.day == line.day:
                line.length = (after.start - line.start).total_seconds()
            else:
                line.length = 0.0
                endless.append(line)
    return endless


def by_start(line: Line) -> float:
    return line.start.timestamp() if line.start is not None else float("inf")
