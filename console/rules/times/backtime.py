"""Back-time: the latest start of each item to come with which the hard outs still hold, the stage's and its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from console.rules.times.plan import Planned


def latest_starts(
    to_come: Sequence[Planned], hard_out: datetime | None, length: Callable[[Planned], timedelta]
) -> dict[str, datetime]:
    """By item id, walked from the last. Items are missing where nothing binds them, and where no start at all would do
    since a fixed time after them breaks the hard out by itself. `length` is the full or the least one."""
    bound, out = hard_out, {}
    for planned in reversed(to_come):
        item = planned.item
        own = item.hard_out.astimezone(UTC) if item.hard_out is not None else None
        end_by = bound if own is None else own if bound is None else min(bound, own)
        if end_by is None:
            continue
        if planned.fixed_end:
            # It ends at its own time however late it starts, so it may shrink to nothing.
            if planned.end > end_by:
                break
            start_by = end_by
        else:
            start_by = end_by - length(planned)
        out[item.id] = start_by
        if planned.fixed_start and planned.start > start_by:
            break
        bound = start_by
    return out
