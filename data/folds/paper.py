"""The fold of lists on paper: which numbers stand for whom."""

from __future__ import annotations

from collections.abc import Sequence

from data.facts import Fact, PaperNumbered
from data.states import PaperState


def fold(facts: Sequence[Fact]) -> PaperState:
    """Every number of every list printed, as printed: two stations apart may have given one number to two guests."""
    numbers: dict[str, tuple[int, ...]] = {}
    for fact in facts:
        if isinstance(fact.known, PaperNumbered):
            for number, guest in enumerate(fact.known.guests, fact.known.first):
                numbers[guest] = (*numbers.get(guest, ()), number)
    return PaperState(numbers)
