"""How much one sender may ask for, how many lines stand open, and how often the same trouble is said."""

from __future__ import annotations

from asyncio import StreamWriter
from collections import Counter, OrderedDict
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


class Lines:
    """So many lines at once. Where one more comes, whoever has most of them loses the one that was quiet the longest: a
    line that was never used, or whose other end lost its network, keeps nobody out."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._open: dict[StreamWriter, str] = {}

    def opened(self, line: StreamWriter, host: str) -> None:
        self._open[line] = host
        if len(self._open) > self._most:
            ((busiest, _count),) = Counter(self._open.values()).most_common(1)
            quiet = next(each for each, whose in self._open.items() if whose == busiest)
            del self._open[quiet]
            quiet.transport.abort()

    def heard(self, line: StreamWriter) -> None:
        """Something that makes sense came or went there."""
        if line in self._open:
            self._open[line] = self._open.pop(line)

    def closed(self, line: StreamWriter) -> None:
        self._open.pop(line, None)


class Said:
    """Says a trouble of a sender once, and again only after a while, with how often it came meanwhile. Senders can be
    forged: of all of them together no more is said than somebody could read."""

    def __init__(self, tell: Callable[[str], None], every: float = 60.0) -> None:
        self._tell, self._every = tell, every
        self._all = Bucket(20, 1)
        self._last: OrderedDict[tuple[str, str], tuple[float, int]] = OrderedDict()

    def say(self, source: str, what: str, line: str, now: float) -> None:
        """`what` is the kind of trouble; only the first `line` of it is told."""
        key = (source, what)
        at, more = self._last.pop(key, (-self._every, 0))
        if now - at < self._every or not self._all.takes("", now):
            self._last[key] = (at, more + 1)
            return
        self._last[key] = (now, 0)
        self._tell(f"{line} (+{more})" if more else line)
        if len(self._last) > SOURCES:
            self._last.popitem(last=False)
