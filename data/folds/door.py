"""The fold of a door: the head counts by eye."""

from __future__ import annotations

from collections.abc import Sequence

from data.facts import Fact, HeadCounted
from data.states import DoorState, HeadCount


def fold(door: str, facts: Sequence[Fact]) -> DoorState:
    """The counts of counted facts, by the time they were made."""
    counts = [
        HeadCount(fact.known.count, fact.at, fact.operator, fact.act)
        for fact in facts
        if isinstance(fact.known, HeadCounted)
    ]
    return DoorState(door, tuple(sorted(counts, key=lambda count: count.at)))
