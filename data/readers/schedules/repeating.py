"""The repetitions of a calendar's event on the days that are wanted, by the clock of its own zone."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rruleset, rrulestr

from data.clean import clean
from data.words import _

if TYPE_CHECKING:
    from icalendar import Component

_SELDOM = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_SPANS = {"DAILY": 1, "WEEKLY": 7}
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LONGEST = 2_000
_FURTHEST = 1_600


class RepeatError(ValueError):
    """The repetition can't be worked out; the message says so for an operator."""


def starts(event: Component, begins: datetime, wanted: Sequence[date], zone: ZoneInfo) -> list[datetime]:
    """When the event begins on each of the days wanted, in its own zone, or without one where it has none. A rule goes
    by the clock on the wall: across a clock change it stays at its hour."""
    if not wanted:
        return []
    wall = begins.replace(tzinfo=None)
    if len(_all(event.get("RRULE"))) > 1:
        raise RepeatError(_("it has several RRULEs"))
    first = datetime.combine(min(wanted), time()) - timedelta(days=1)
    last = datetime.combine(max(wanted), time.max) + timedelta(days=1)
    rules = rruleset()
    for rule in _all(event.get("RRULE")):
        text = _rule(rule, begins, last)
        from_when = _nearer(rule, wall, first)
        try:
            with warnings.catch_warnings(action="ignore"):  # a count together with the end that we put to it
                rules.rrule(_one(rrulestr(text, dtstart=from_when)))
        except (ValueError, TypeError, KeyError) as why:
            raise RepeatError(_("RRULE can't be read: {why}").format(why=clean(str(why))[:120])) from None
    rules.rdate(wall)
    for when in _dates(event.get("RDATE"), begins):
        rules.rdate(when)
    for when in _dates(event.get("EXDATE"), begins):
        rules.exdate(when)
    found = []
    for when in rules.between(first, last, inc=True):
        start = when.replace(tzinfo=begins.tzinfo)
        there = start.astimezone(zone) if start.tzinfo is not None else start
        if there.date() in wanted:
            found.append(start)
        if len(found) > _LONGEST:
            raise RepeatError(_("it is more than {n} times on that day").format(n=_LONGEST))
    return found


def _nearer(rule: Any, wall: datetime, first: datetime) -> datetime:
    """A start of the rule shortly before the days wanted, from which it goes the same: nobody counts a century."""
    often = str(rule["FREQ"][0]).upper()
    every = max(1, int(next(iter(rule.get("INTERVAL", [1])), 1)))
    between = (first - wall).days
    if "COUNT" in rule or often not in _SPANS:
        if between / {"DAILY": 1, "WEEKLY": 7}.get(often, 30) > _FURTHEST:
            raise RepeatError(_("it repeats since {day}, too long ago to be worked out").format(day=wall.date()))
        return wall
    span = _SPANS[often] * every
    return wall + timedelta(days=max(0, between // span - 1) * span)


def _one(rule: rrule | rruleset) -> rrule:
    if isinstance(rule, rruleset):
        raise TypeError(_("several rules in one"))
    return rule


def _rule(rule: Any, begins: datetime, last: datetime) -> str:
    """The rule as text with an end on the wall's clock, so that working it out ends."""
    often = str(next(iter(rule.get("FREQ", [""])), "")).upper()
    if often not in _SELDOM:
        raise RepeatError(_("it repeats {often}, which no programme does").format(often=often.lower() or "?"))
    _possible(rule)
    until = last
    for given in rule.get("UNTIL", []):
        until = min(until, _wall(given, begins))
    parts = [part for part in rule.to_ical().decode().split(";") if not part.upper().startswith("UNTIL=")]
    return ";".join([*parts, until.strftime("UNTIL=%Y%m%dT%H%M%S")])


def _possible(rule: Any) -> None:
    """Refuses a rule that no day ever fits: the library looks for one until the year 9999."""
    months = [int(month) for month in rule.get("BYMONTH", [])] or list(range(1, 13))
    days = [abs(int(day)) for day in rule.get("BYMONTHDAY", [])] or [1]
    places = [abs(int(place)) for place in rule.get("BYSETPOS", [])]
    longest = max((_DAYS[month - 1] for month in months if 0 < month < 13), default=0)
    odd = any(name in rule for name in ("BYYEARDAY", "BYWEEKNO", "BYEASTER")) and len(rule) > 3
    if odd or min(days) > longest or max(places, default=0) > 5:
        raise RepeatError(_("RRULE can't be read: {why}").format(why=_("no day, or none that can be told, fits it")))


def _wall(when: date | datetime, begins: datetime) -> datetime:
    """A moment by the clock that the event begins by."""
    if not isinstance(when, datetime):
        return datetime.combine(when, time.max)
    if when.tzinfo is None or begins.tzinfo is None:
        return when.replace(tzinfo=None)
    return when.astimezone(begins.tzinfo).replace(tzinfo=None)


def _all(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _dates(value: Any, begins: datetime) -> Iterator[datetime]:
    for each in _all(value):
        for one in getattr(each, "dts", ()):
            when = one.dt
            if isinstance(when, tuple):  # a period: from when, and how long
                when = when[0]
            if isinstance(when, datetime):
                yield _wall(when, begins) if when.tzinfo is not None else when
            else:
                yield datetime.combine(when, begins.time())
