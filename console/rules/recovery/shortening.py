"""How many whole seconds each item to come gives of its length so that all hard outs hold: evenly, or in turn."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from msgspec import Struct


class Link(Struct, frozen=True):
    """An item to come as shortening sees it. `slack` is the most it can give; of what those before it give, only
    `passes` gets past its own fixed start or end (None: all of it); it must end `need` earlier."""

    item: str
    slack: int
    passes: int | None
    need: int


def gained(links: Sequence[Link], given: Sequence[int]) -> list[int]:
    """How much earlier each item ends."""
    return _from(links, given, (), 0)


def _from(links: Sequence[Link], given: Sequence[int], before: Sequence[int], place: int) -> list[int]:
    """The same of those from a place on; what is `before` stands."""
    out, earlier = [], before[place - 1] if place else 0
    for link, gives in zip(links[place:], given[place:], strict=True):
        earlier = (earlier if link.passes is None else min(earlier, link.passes)) + gives
        out.append(earlier)
    return out


def evenly(links: Sequence[Link]) -> list[int]:
    """Everybody gives the same share of its slack, as nearly as fixed starts and the items' own hard outs let them;
    nobody gives what a fixed start would swallow."""
    most = gained(links, [link.slack for link in links])
    least = [min(link.need, reach) for link, reach in zip(links, most, strict=True)]
    out: list[int] = []
    begin = carried = wanted = 0
    for place, link in enumerate(links):
        if link.passes is not None and link.passes < max(carried, wanted):
            # An item before has a hard out of its own that needs more than gets past here: what is over is lost to
            # those after, who start from what does get past.
            out += _stretch(links[begin:place], least[begin:place], carried)
            begin, carried, wanted = place, link.passes, 0
        wanted = max(wanted, least[place])
    return out + _stretch(links[begin:], least[begin:], carried)


def in_turn(links: Sequence[Link], order: Iterable[int]) -> list[int]:
    """One after the other, in the order of their places, gives all it can until enough is given."""
    given = [0] * len(links)
    turns = [place for place in order if links[place].slack]
    walls = [place for place, link in enumerate(links) if link.passes is not None]
    for target, link in enumerate(links):
        if not link.need:
            continue
        earlier = gained(links, given)
        for place in turns:
            missing = link.need - earlier[target]
            if missing <= 0:
                break
            if place <= target:
                between = walls[bisect_right(walls, place) : bisect_right(walls, target)]
                useful = min([missing, *_rooms(links, earlier, between)])
                gives = max(0, min(links[place].slack - given[place], useful))
                if gives:
                    given[place] += gives
                    earlier[place:] = _from(links, given, earlier, place)
    return given


def _rooms(links: Sequence[Link], earlier: Sequence[int], walls: Iterable[int]) -> Iterable[int]:
    """How much more gets past each of these fixed starts."""
    for wall in walls:
        passes = links[wall].passes
        if passes is not None:
            yield passes - earlier[wall - 1]


def _stretch(links: Sequence[Link], least: Sequence[int], carried: int) -> list[int]:
    """The shares where nothing is lost on the way. What is given so far, drawn over the slack so far, is a string
    pulled tight between what must be given (`least`) and what gets past (`passes`)."""
    end = max([carried, *least])
    slack = list(accumulate((link.slack for link in links), initial=0))
    given: dict[int, int] = {0: carried, len(links): end}
    spans = [(0, len(links))] if links else []
    while spans:
        a, b = spans.pop()
        wide, rise = slack[b] - slack[a], given[b] - given[a]
        worst, at, bound = 0, None, 0
        for place in range(a + 1, b):
            # Both sides times `wide`, so that all stays in whole numbers.
            line = given[a] * wide + rise * (slack[place] - slack[a])
            passes = links[place].passes
            if least[place - 1] * wide - line > worst:
                worst, at, bound = least[place - 1] * wide - line, place, least[place - 1]
            if passes is not None and line - passes * wide > worst:
                worst, at, bound = line - passes * wide, place, passes
        if at is not None:
            given[at] = bound
            spans += [(a, at), (at, b)]
        else:
            for place in range(a + 1, b):
                given[place] = given[a] + (rise * (slack[place] - slack[a]) // wide if wide else 0)
    return [given[place + 1] - given[place] for place in range(len(links))]
