"""Which items to drop so that all hard outs hold: the fewest that can be cut, then the shortest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from msgspec import Struct

NONE = timedelta(0)
MOST = 400
"""So many ways with one count of drops are followed at once: a long order has more than there is time to look at."""


class Leg(Struct, frozen=True):
    """An item to come as dropping sees it. `starts` and `ends` are its fixed times, `first` when it starts if nothing
    is on and nothing comes before it; `out_by` is its own hard out."""

    item: str
    length: timedelta
    can_go: bool
    first: datetime
    starts: datetime | None = None
    ends: datetime | None = None
    out_by: datetime | None = None

    def ends_after(self, last: datetime | None) -> datetime:
        """When it ends if what comes before it ends at `last`."""
        if last is None:
            start = self.first
        else:
            start = last if self.starts is None else max(self.starts, last)
        return start + self.length if self.ends is None else max(self.ends, start)


class _Way(Struct, frozen=True):
    """One way so far: when the order has come to, how much it lost, and what was dropped."""

    last: datetime | None
    lost: timedelta = NONE
    dropped: tuple[str, ...] = ()


def fewest(legs: Sequence[Leg], begin: datetime | None, out_by: datetime | None) -> tuple[str, ...]:
    """The items to drop. Where no hard out can be held, those with which it is missed by least. `begin` is when what is
    on ends, None where nothing is."""
    best = begin
    allowed: list[timedelta] = []
    for leg in legs:
        kept = leg.ends_after(best)
        allowed.append(_late(kept, leg.out_by) if not leg.can_go else NONE)
        best = best if leg.can_go else kept
    at_most = _late(best, out_by)
    for most in range(sum(leg.can_go for leg in legs) + 1):
        ways = _ways(legs, begin, allowed, most)
        found = [way for way in ways if _late(way.last, out_by) <= at_most]
        if found:
            return min(found, key=lambda way: (len(way.dropped), way.lost)).dropped
    return ()


def _ways(legs: Sequence[Leg], begin: datetime | None, allowed: Sequence[timedelta], most: int) -> list[_Way]:
    """All ways with at most so many drops that are worth following to the end."""
    ways: list[list[_Way]] = [[_Way(begin)], *([] for _n in range(most))]
    for leg, late in zip(legs, allowed, strict=True):
        further: list[list[_Way]] = [[] for _n in ways]
        for count, some in enumerate(ways):
            for way in some:
                end = leg.ends_after(way.last)
                if _late(end, leg.out_by) <= late:
                    further[count].append(_Way(end, way.lost, way.dropped))
                if leg.can_go and count < most:
                    further[count + 1].append(_Way(way.last, way.lost + leg.length, (*way.dropped, leg.item)))
        ways = [_worth(some) for some in further]
    return [way for some in ways for way in some]


def _worth(ways: list[_Way]) -> list[_Way]:
    """Those of which none is both earlier and loses less."""
    ways.sort(key=lambda way: (way.last or datetime.min.replace(tzinfo=UTC), way.lost))
    kept: list[_Way] = []
    for way in ways:
        if not kept or way.lost < kept[-1].lost:
            kept.append(way)
    return kept[:MOST]


def _late(end: datetime | None, out_by: datetime | None) -> timedelta:
    return NONE if end is None or out_by is None else max(NONE, end - out_by)
