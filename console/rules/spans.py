"""Lengths of time in words of figures: `4:10`, `1:20:00`, `-2:00`."""

from __future__ import annotations

from math import floor


def span(seconds: float) -> str:
    """`M:SS`, or `H:MM:SS` from an hour on, with a minus where it is one."""
    whole = round(abs(seconds))
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    sign = "-" if seconds < 0 and whole else ""
    return f"{sign}{hours}:{minutes:02}:{rest:02}" if hours else f"{sign}{minutes}:{rest:02}"


def adding_up(*parts: float) -> tuple[int, ...]:
    """The sum in whole seconds, down as clocks show them, and the parts so that they add up to it."""
    total, whole = floor(sum(parts)), [floor(part) for part in parts]
    # Those that lost most by it get what is left over.
    most_lost = sorted(range(len(parts)), key=lambda n: whole[n] - parts[n])
    for n in most_lost[: total - sum(whole)]:
        whole[n] += 1
    return (total, *whole)
