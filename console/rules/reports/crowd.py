"""How many people were inside at once: stays laid over each other, set right by head counts, the most, and the over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from console.rules.reports.figures import Peak
from console.rules.reports.presence import Stay
from data.states import HeadCount
from data.whereabouts import Change


class Crowd:
    """Gathers the stays of one place, a guest at a time, and then answers for all of them. From each head count on, the
    number seen is what was inside; where there are any, guests are gathered by their changes."""

    def __init__(self, counts: Sequence[HeadCount] = ()) -> None:
        self.counts = tuple(counts)
        self.counted = tuple(count.at for count in counts)
        self._changes: list[tuple[datetime, int, str]] = []

    def add(self, stays: Iterable[Stay]) -> None:
        for stay in stays:
            self._changes.append((stay.start, 1, stay.door))
            if stay.end is not None:
                self._changes.append((stay.end, -1, ""))

    def change(self, changes: Iterable[Change]) -> None:
        self._changes += [(change.at, change.by, change.door) for change in changes]

    @property
    def inside(self) -> int:
        """How many are inside at last."""
        last = 0
        for _at, level, _door in self._levels():
            last = level
        return last

    def peak(self) -> Peak | None:
        """The most people inside and since when; what happens in one instant is taken together. None if nobody came."""
        best: Peak | None = None
        last, before = 0, None
        for at, level, _door in self._levels():
            if before is not None and at != before and last > (best.count if best else 0):
                best = Peak(count=last, at=before)
            last, before = level, at
        if before is not None and last > (best.count if best else 0):
            best = Peak(count=last, at=before)
        return best

    def over(self, capacity: dict[str, int]) -> dict[str, int]:
        """How many entries by each door of `capacity` (door id: most people) brought more people in than it holds."""
        marks = dict.fromkeys(capacity, 0)
        for _at, level, door in self._levels() if capacity else ():
            if door in capacity and level > capacity[door]:
                marks[door] += 1
        return marks

    def _levels(self) -> Iterator[tuple[datetime, int, str]]:
        """How many are inside after each change, in time order, with the door of an entry. A count tells of its moment
        what all that happened in it came to."""
        level, ahead = 0, 0
        for at, change, door in sorted(self._changes):
            while ahead < len(self.counts) and self.counts[ahead].at < at:
                level = self.counts[ahead].count
                yield self.counts[ahead].at, level, ""
                ahead += 1
            level += change
            yield at, max(0, level), door
        for count in self.counts[ahead:]:
            yield count.at, count.count, ""
