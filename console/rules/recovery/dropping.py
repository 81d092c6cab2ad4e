"""Which items to drop so that all hard outs hold: the fewest that can be cut, then the shortest."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta

from msgspec import Struct

NONE = timedelta(0)
MOST = 400
"""So many ways with one count of drops are followed at once …"""
STEPS = 60_000
"""… fewer where so many steps would not do for all of them: a long order has more than there is time to look at."""


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
    on ends, None where nothing is. Of a long order with much to drop it is the longest, which is the fewest too where
    nothing has a time of its own."""
    best = begin
    allowed: list[timedelta] = []
    for leg in legs:
        kept = leg.ends_after(best)
        allowed.append(_late(kept, leg.out_by) if not leg.can_go else NONE)
        best = best if leg.can_go else kept
    at_most = _late(best, out_by)

    def holds(dropped: Collection[str]) -> bool:
        last = begin
        for leg, late in zip(legs, allowed, strict=True):
            if leg.item not in dropped:
                last = leg.ends_after(last)
                if _late(last, leg.out_by) > late:
                    return False
        return _late(last, out_by) <= at_most

    longest = [
        leg.item for leg in sorted((leg for leg in legs if leg.can_go), key=lambda leg: leg.length, reverse=True)
    ]
    enough = bisect_left(range(len(longest)), True, key=lambda count: holds(frozenset(longest[:count])))
    steps = STEPS
    for most in range(_least(legs, begin, at_most, out_by), enough + 1):
        once = (len(legs) + 1) * (most + 1)
        if steps < once:
            break
        ways = _ways(legs, begin, allowed, most, at_once=min(MOST, steps // once))
        steps -= once * max(1, len(ways) // (most + 1))
        found = [way for way in ways if _late(way.last, out_by) <= at_most]
        if found:
            return min(found, key=lambda way: (len(way.dropped), way.lost)).dropped
    taken = frozenset(longest[:enough])
    return tuple(leg.item for leg in legs if leg.item in taken)


def _least(legs: Sequence[Leg], begin: datetime | None, at_most: timedelta, out_by: datetime | None) -> int:
    """So many drops at least. One with a time of its own may win more than its length, and the first does where nothing
    is on: with such nothing is known."""
    if begin is None or any(leg.can_go and (leg.starts or leg.ends) for leg in legs):
        return 0
    last = begin
    for leg in legs:
        last = leg.ends_after(last)
    to_win, count = _late(last, out_by) - at_most, 0
    for length in sorted((leg.length for leg in legs if leg.can_go), reverse=True):
        if to_win <= NONE:
            break
        to_win, count = to_win - length, count + 1
    return count


def _ways(
    legs: Sequence[Leg], begin: datetime | None, allowed: Sequence[timedelta], most: int, at_once: int
) -> list[_Way]:
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
        ways = [_worth(some)[:at_once] for some in further]
    return [way for some in ways for way in some]


def _worth(ways: list[_Way]) -> list[_Way]:
    """Those of which none is both earlier and loses less."""
    ways.sort(key=lambda way: (way.last or datetime.min.replace(tzinfo=UTC), way.lost))
    kept: list[_Way] = []
    for way in ways:
        if not kept or way.lost < kept[-1].lost:
            kept.append(way)
    return kept


def _late(end: datetime | None, out_by: datetime | None) -> timedelta:
    return NONE if end is None or out_by is None else max(NONE, end - out_by)
