"""How much one sender may ask for, and how often the same trouble is said."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

SOURCES = 512
"""Senders that are remembered: addresses can be forged, and must not fill the memory."""


class Bucket:
    """So many at once and so many a second from then on, for each sender by itself.

    A held button that is refused over and over still gets through often enough to hold the next GO back.
    """

    def __init__(self, burst: float, rate: float) -> None:
        self._burst, self._rate = burst, rate
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def takes(self, source: str, now: float) -> bool:
        """Is there room for one more of this sender's? `now` is seconds of a clock that never goes back."""
        left, since = self._left.pop(source, (self._burst, now))
        left = min(self._burst, left + (now - since) * self._rate)
        taken = left >= 1
        self._left[source] = (left - 1 if taken else left, now)
        if len(self._left) > SOURCES:
            self._left.popitem(last=False)
        return taken

    def gives_back(self, source: str) -> None:
        """That one did not count."""
        left, since = self._left.get(source, (self._burst, 0.0))
        self._left[source] = (min(self._burst, left + 1), since)


class Said:
    """Says a trouble of a sender once, and again only after a while, with how often it came meanwhile."""

    def __init__(self, tell: Callable[[str], None], every: float = 60.0) -> None:
        self._tell, self._every = tell, every
        self._last: OrderedDict[tuple[str, str], tuple[float, int]] = OrderedDict()

    def say(self, source: str, what: str, line: str, now: float) -> None:
        """`what` is the kind of trouble; only the first `line` of it is told."""
        key = (source, what)
        at, more = self._last.pop(key, (-self._every, 0))
        if now - at < self._every:
            self._last[key] = (at, more + 1)
            return
        self._last[key] = (now, 0)
        self._tell(f"{line} (+{more})" if more else line)
        if len(self._last) > SOURCES:
            self._last.popitem(last=False)
