"""What a played day still holds, in time order, and its clock, which stands still between two moments."""

from __future__ import annotations

import heapq
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

Deed = Callable[[datetime], None]


class Agenda:
    """Deeds and their moments. A deed may add others; one for the past is done next."""

    def __init__(self) -> None:
        self._deeds: list[tuple[datetime, int, Deed]] = []
        self._order = count()

    def add(self, at: datetime, deed: Deed) -> None:
        heapq.heappush(self._deeds, (at, next(self._order), deed))

    def play(self, clock: PlayedClock, pace: Callable[[datetime], None]) -> None:
        """Does everything, each at its moment. `pace` is told the moment first, and waits if it likes."""
        while self._deeds:
            at, _order, deed = heapq.heappop(self._deeds)
            at = clock.reach(at)
            pace(at)
            deed(at)


class PlayedClock:
    """The played time. Waiting costs nothing: the time is simply later."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        return self._at

    def reach(self, at: datetime) -> datetime:
        """Goes on to that moment; it never goes back."""
        self._at = max(self._at, at)
        return self._at

    def wait(self, stop: threading.Event, seconds: float) -> bool:
        self._at += timedelta(seconds=seconds)
        return stop.is_set()
