"""The day's lateness in whole seconds, so that what is shown adds up: with the clock beside it, and with its reasons.

Clocks show the second that has begun, so lateness is rounded down too: planned end and lateness give the end shown.
"""

from __future__ import annotations

from math import floor

from msgspec import Struct

from console.rules.times.timeline import Why


class Whole(Struct, frozen=True):
    """How late in seconds (negative: early) and the four reasons, which add up to it."""

    late: int
    began: int
    added: int
    held: int
    overrun: int


def whole(offset: float, why: Why) -> Whole:
    """What is cut off the reasons goes to those that lose most of a second by it, to `began` the last: it is seen
    beside the clock of the GO."""
    late = floor(_clean(offset))
    exact = [_clean(each) for each in (why.overrun, why.held, why.added, why.began)]
    parts = [floor(each) for each in exact]
    lost = sorted(range(4), key=lambda n: parts[n] - exact[n])
    missing = late - sum(parts)
    for n in (lost * 2)[: max(0, missing)]:
        parts[n] += 1
    for n in lost[::-1][: max(0, -missing)]:
        parts[n] -= 1
    overrun, held, added, began = parts
    return Whole(late, began, added, held, overrun)


def _clean(seconds: float) -> float:
    """Sums of floats are a hair off: what is a whole second within a millionth is that second."""
    return round(seconds, 6)
