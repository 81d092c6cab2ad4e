"""What frab's and pretalx's exports say of time: a start with its offset, or a time on the day; a length as H:MM."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from data import moments
from data.moments import MomentError
from data.words import _

LONGEST = 7 * 86400
_DURATION = re.compile(r"(\d{1,3}):([0-5]\d)(?::([0-5]\d))?")
_DAY_CHANGE = time(4)


def start_of(instant: str, clock: str, day: date, day_change: str, zone: ZoneInfo) -> datetime:
    """When a talk starts: its own date and time where it has them, else its time on the day, which is the next morning
    where it is before the day changes. MomentError where neither can be read."""
    if instant.strip():
        return moments.moment(instant, day, zone)
    at = moments.bare_time(clock)
    if at is None:
        raise MomentError(_("{text} is no time: write HH:MM, HH:MM:SS or an ISO date and time").format(
            text=repr(clock)))  # fmt: skip
    change = moments.bare_time(day_change) or _DAY_CHANGE
    return moments.on(day + timedelta(days=1) if at < change else day, at, zone)


def length_of(text: str) -> float:
    """H:MM, H:MM:SS, or whole minutes, in seconds. MomentError for anything else."""
    words = text.strip()
    if words.isdecimal() and len(words) < 5:
        return int(words) * 60.0
    found = _DURATION.fullmatch(words)
    seconds = (
        sum(int(part or 0) * many for part, many in zip(found.groups(), (3600, 60, 1), strict=True)) if found else -1
    )
    if not 0 <= seconds <= LONGEST:
        raise MomentError(_("{text} is no length: write H:MM").format(text=repr(text)))
    return float(seconds)


def zone_or(name: str, otherwise: ZoneInfo) -> ZoneInfo:
    """The zone of that name; another where the name is none."""
    try:
        return moments.zone_named(name) if name else otherwise
    except MomentError:
        return otherwise
