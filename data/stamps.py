"""The hybrid logical clock: a stamp is never earlier than one already seen, whatever the wall clock does."""

from __future__ import annotations

_COUNTER_BITS = 16


def next_stamp(wall_ms: int, latest: int) -> int:
    """The next stamp: milliseconds above, a counter below. `latest` is the greatest stamp in the journal, 0 if none."""
    return max(wall_ms << _COUNTER_BITS, latest + 1)


def seconds(stamp: int) -> float:
    """The wall clock's time in a stamp."""
    return (stamp >> _COUNTER_BITS) / 1000
