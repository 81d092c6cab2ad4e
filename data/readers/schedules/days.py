"""Which days a programme has items on, and which of them is taken: a file for a week, an event for a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from data.readers.plan import DayRead
from data.words import _, ngettext

EARLY = time(6)
"""Until then something may still be of the evening before."""
_GAP = timedelta(hours=3)
_NAMED = 5


def running_on(spans: Sequence[tuple[str, datetime, datetime]], zone: ZoneInfo) -> list[date]:
    """The day of the event that each of (room, start, end) is on: its own, or the evening before where it is early and
    goes on from something in its room."""
    found = [start.astimezone(zone).date() for _room, start, _end in spans]
    until: dict[str, tuple[date, datetime]] = {}
    for place in sorted(range(len(spans)), key=lambda place: spans[place][1]):
        room, start, end = spans[place]
        before = until.get(room)
        early = start.astimezone(zone).time() < EARLY
        if early and before is not None and before[0] == found[place] - timedelta(days=1) and start - before[1] <= _GAP:
            found[place] = before[0]
        if before is None or before[0] != found[place] or end > before[1]:
            until[room] = (found[place], end)
    return found


def taken(days: Sequence[date], choice: date | Literal["all"] | None) -> frozenset[date]:
    """The days whose items come in: the one asked for, else all, so that nothing of a list is left out unasked."""
    return frozenset({choice}) if isinstance(choice, date) else frozenset(days)


def read_as(days: Sequence[date], kept: frozenset[date]) -> tuple[DayRead, ...]:
    return tuple(DayRead(day, count, day in kept) for day, count in sorted(Counter(days).items()))


def told(read: Sequence[DayRead], event_day: date) -> list[str]:
    """What is to be known of the days, in sentences."""
    left = [day for day in read if not day.taken]
    came = [day for day in read if day.taken]
    if left and came:
        n = sum(day.items for day in left)
        words = ngettext(
            "{n} item of another day is left out ({days}).", "{n} items of other days are left out ({days}).", n
        )  # fmt: skip
        return [words.format(n=n, days=_named(left))]
    if came and all(day.day != event_day for day in came):
        words = _("No item is on the event's day, {day}: all come in with their own days, {days}.")
        return [words.format(day=event_day.isoformat(), days=_named(came))]
    if len(came) > 1:
        words = _("The items are of {n} days ({days}); --date, or d on the page, takes one of them.")
        return [words.format(n=len(came), days=_named(came))]
    return []


def none_on(read: Sequence[DayRead], day: date) -> str:
    """Why a day that was asked for gives nothing."""
    return _("no item is on {day}; there are items on {days}").format(day=day.isoformat(), days=_named(read))


def _named(days: Sequence[DayRead]) -> str:
    more = ", …" if len(days) > _NAMED else ""
    return ", ".join(f"{day.day.isoformat()}: {day.items}" for day in days[:_NAMED]) + more
