"""Lengths of time in words of figures: `4:10`, `1:20:00`, `-2:00`."""

from __future__ import annotations

from datetime import datetime
from math import floor


def span(seconds: float) -> str:
    """`M:SS`, or `H:MM:SS` from an hour on, with a minus where it is one."""
    whole = round(abs(seconds))
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    sign = "-" if seconds < 0 and whole else ""
    return f"{sign}{hours}:{minutes:02}:{rest:02}" if hours else f"{sign}{minutes}:{rest:02}"


def between(since: datetime | None, until: datetime | None) -> float | None:
    """What lies between two times as the clocks show them, so that every sum on a page is right."""
    if since is None or until is None:
        return None
    return (until.replace(microsecond=0) - since.replace(microsecond=0)).total_seconds()


def adding_up(*parts: float) -> tuple[int, ...]:
    """The sum in whole seconds, down as clocks show them, and the parts so that they add up to it."""
    total, whole = floor(sum(parts)), [floor(part) for part in parts]
    # Those that lost most by it get what is left over.
    most_lost = sorted(range(len(parts)), key=lambda n: whole[n] - parts[n])
    for n in most_lost[: total - sum(whole)]:
        whole[n] += 1
    return (total, *whole)
