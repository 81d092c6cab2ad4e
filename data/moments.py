"""Times as people write them, as aware instants; lengths as they write them, as seconds.

Bare times (`09:30`, `09:30:15`) are in the event's zone on a given day: in the hour a clock change repeats, the first;
in the hour it leaves out, moved forward. ISO text without an offset is in that zone too. Every instant is given in UTC.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from dateutil import tz
from dateutil.parser import isoparse

from data.words import _

_BARE = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,6}))?)?")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\S.*)?|\d{8}T\d{4,}.*")
_LENGTH = re.compile(r"(?:(?:(\d+):)?(\d+):)?(\d+(?:\.\d+)?)")

YEARS = range(1900, 2200)
"""Years an event may be in: arithmetic about the first and the last years there are would fail."""


class MomentError(ValueError):
    """The text is no time, length or zone; the message says so for an operator."""


def zone_named(name: str) -> ZoneInfo:
    """The time zone of that name (`Europe/London`), or MomentError."""
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, LookupError):
        raise MomentError(_("there is no time zone called {name}").format(name=repr(name))) from None


def bare_time(text: str) -> time | None:
    """`HH:MM[:SS]` as a time of day, or None where the text is something else."""
    found = _BARE.fullmatch(_plain(text))
    if found is None:
        return None
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    return time(hour, minute, second, int((found[4] or "").ljust(6, "0")))


def on(day: date, clock: time, zone: tzinfo) -> datetime:
    """That time of that day in the zone, in UTC."""
    return _resolved(datetime.combine(day, clock), zone)


def both_on(day: date, clock: time, zone: tzinfo) -> tuple[datetime, ...]:
    """Every moment of that day at which the zone's clocks say it: two in the hour that a clock change repeats."""
    first = on(day, clock, zone)
    again = datetime.combine(day, clock).replace(tzinfo=zone, fold=1).astimezone(UTC)
    return (first, again) if again > first else (first,)


def next_on(day: date, clock: time, zone: tzinfo, before: datetime) -> datetime:
    """That time of that day, where this is later than what was before it; else the next such time after that."""
    for found in both_on(day, clock, zone):
        if found > before:
            return found
    return on(day + timedelta(days=1), clock, zone)


def moment(text: str, day: date, zone: tzinfo) -> datetime:
    """A bare time on that day, or ISO text, in UTC; MomentError for anything else."""
    clock = bare_time(text)
    return on(day, clock, zone) if clock is not None else _iso(text, zone)


def first_after(text: str, after: datetime, zone: tzinfo, *, or_at: bool = False) -> datetime:
    """The first such time after an instant (`or_at`: or at it); ISO text is taken as it is."""
    clock = bare_time(text)
    if clock is None:
        return _iso(text, zone)
    day = after.astimezone(zone).date()
    for ahead in range(3):
        for found in both_on(day + timedelta(days=ahead), clock, zone):
            if found > after or (or_at and found == after):
                return found
    raise AssertionError("a time of day comes back within two days")


def window(opens: str, closes: str, day: date, zone: tzinfo) -> tuple[datetime | None, datetime | None]:
    """From when and until when; either may be left out. A close that is not after the opening is on the next day."""
    begin = moment(opens, day, zone) if opens else None
    if not closes:
        return begin, None
    return begin, first_after(closes, begin, zone) if begin else moment(closes, day, zone)


def local_date(at: datetime, zone: tzinfo) -> date:
    """Which day an instant falls on in the zone."""
    return at.astimezone(zone).date()


def length(text: str) -> float:
    """`MM`, `MM:SS` or `H:MM:SS` in seconds; MomentError for anything else."""
    found = _LENGTH.fullmatch(_plain(text))
    if found is None:
        raise MomentError(_("{text} is no length: write minutes, MM:SS or H:MM:SS").format(text=repr(text)))
    hours, minutes, last = found.groups()
    if max(map(len, (hours or "", minutes or "", last.partition(".")[0]))) > 5:
        raise MomentError(_("{text} is too long a length").format(text=repr(text)))
    if minutes is None:
        return float(last) * 60
    if float(last) >= 60 or (hours is not None and int(minutes) > 59):
        raise MomentError(_("{text} is no length: write minutes, MM:SS or H:MM:SS").format(text=repr(text)))
    return int(hours or 0) * 3600 + int(minutes) * 60 + float(last)


def signed_length(text: str) -> float:
    """A length with a sign, `+MM:SS` or `-MM:SS` (without a sign: given, not taken), in seconds."""
    plain = _plain(text)
    if plain[:1] in ("-", "\N{MINUS SIGN}"):
        return -length(plain[1:])
    return length(plain.removeprefix("+"))


def _plain(text: str) -> str:
    """Full-width digits and colons as the plain ones."""
    return unicodedata.normalize("NFKC", text).strip()


def _iso(text: str, zone: tzinfo) -> datetime:
    plain = _plain(text)
    try:
        if _ISO.fullmatch(plain) is None:
            raise ValueError(plain)
        found = isoparse(plain)
        instant = found.astimezone(UTC) if found.tzinfo else _resolved(found, zone)
        if instant.year not in YEARS:
            raise ValueError(plain)
    except (ValueError, OverflowError):
        raise MomentError(
            _("{text} is no time: write HH:MM, HH:MM:SS or an ISO date and time").format(text=repr(text))
        ) from None
    return instant


def _resolved(wall: datetime, zone: tzinfo) -> datetime:
    return tz.resolve_imaginary(wall.replace(tzinfo=zone, fold=0)).astimezone(UTC)


def local(at: datetime, zone: tzinfo | None) -> datetime:
    """The moment as the zone's clocks show it, its offset fixed: the difference of two of them is the time between
    them, where Python takes two times of one zone apart by their clocks, an hour out over a change of the clocks."""
    there = at.astimezone(zone)
    offset = there.utcoffset() or timedelta(0)
    return there.replace(tzinfo=_fixed(offset), fold=0)


def told_apart(at: datetime, zone: tzinfo) -> str:
    """What tells a time from the other one that the zone's clocks show alike, in the hour that a change repeats: ` BST`
    or ` GMT`; nothing at any other time."""
    there = at.astimezone(zone)
    if there.utcoffset() == there.replace(fold=1 - there.fold).utcoffset():
        return ""
    return f" {there.tzname()}"


@cache
def _fixed(offset: timedelta) -> timezone:
    return timezone(offset)
