"""The fewest moves from one order to another of the same things."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def moves_to(now: Sequence[str], wanted: Sequence[str]) -> tuple[tuple[str, str | None], ...]:
    """Each move is (which, before which or None for the end), to be made in turn. What stands in the right order among
    itself already is not moved: the longest such run is kept."""
    if list(now) == list(wanted):
        return ()
    places = {each: place for place, each in enumerate(wanted)}
    kept = _longest_rising([places[each] for each in now if each in places])
    moves = []
    for place in range(len(wanted) - 1, -1, -1):
        if place not in kept:
            moves.append((wanted[place], wanted[place + 1] if place + 1 < len(wanted) else None))
    return tuple(moves)


def _longest_rising(numbers: Sequence[int]) -> frozenset[int]:
    """The members of a longest rising subsequence."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int | None] = []
    for index, number in enumerate(numbers):
        place = bisect_left(ends, number)
        before.append(at[place - 1] if place else None)
        if place == len(ends):
            ends.append(number)
            at.append(index)
        else:
            ends[place], at[place] = number, index
    found: set[int] = set()
    here = at[-1] if at else None
    while here is not None:
        found.add(numbers[here])
        here = before[here]
    return frozenset(found)
