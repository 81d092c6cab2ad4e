"""How many people were inside at once: stays laid over each other, the most of them, entries over a capacity."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from console.rules.figures import Peak
from console.rules.presence import Stay


class Crowd:
    """Gathers the stays of one place, a guest at a time, and then answers for all of them."""

    def __init__(self) -> None:
        self._changes: list[tuple[datetime, int, str]] = []
        self.inside = 0

    def add(self, stays: Iterable[Stay]) -> None:
        for stay in stays:
            self._changes.append((stay.start, 1, stay.door))
            if stay.end is None:
                self.inside += 1
            else:
                self._changes.append((stay.end, -1, ""))

    def peak(self) -> Peak | None:
        """The most people inside and since when; what happens in one instant is taken together. None if nobody came."""
        best: Peak | None = None
        count, last = 0, None
        for at, change, _door in sorted(self._changes):
            if last is not None and at != last and count > (best.count if best else 0):
                best = Peak(count=count, at=last)
            count, last = count + change, at
        if last is not None and count > (best.count if best else 0):
            best = Peak(count=count, at=last)
        return best

    def over(self, capacity: dict[str, int]) -> dict[str, int]:
        """How many entries by each door of `capacity` (door id: most people) brought more people in than it holds."""
        marks = dict.fromkeys(capacity, 0)
        if not capacity:
            return marks
        count = 0
        for _at, change, door in sorted(self._changes):
            count += change
            if change > 0 and door in capacity and count > capacity[door]:
                marks[door] += 1
        return marks
