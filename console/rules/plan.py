"""The plan of a running order, walked: when each item is planned to start and end, and where it contradicts itself.

Everything here is in UTC, where the difference of two times is the time between them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from msgspec import Struct

from console.rules.order import items_in_order
from data.records import Item
from data.states import StageState

NONE = timedelta(0)


class Planned(Struct, frozen=True, gc=False):
    """An item in the plan; `fixed_start` and `fixed_end` say that a given time holds it.

    `gap` is from the latest end so far (negative: overlap), `conflict` how much a fixed end comes before its own start.
    A skipped item stands where it would be and moves nothing.
    """

    item: Item
    skipped: bool
    fixed_start: bool
    fixed_end: bool
    start: datetime
    end: datetime
    gap: timedelta = NONE
    conflict: timedelta = NONE

    @property
    def length(self) -> timedelta:
        return self.end - self.start

    @property
    def least(self) -> timedelta:
        """The shortest it can be made; its own length where none is said."""
        if self.item.least_length is None:
            return self.length
        return min(self.length, timedelta(seconds=self.item.least_length))


def walk(state: StageState, otherwise: datetime) -> tuple[Planned, ...]:
    """The whole order. `otherwise` is where it starts if no item of it says when."""
    ran = {run.item for run in state.runs}
    items = items_in_order(state)
    last = latest = None
    out: list[Planned] = []
    for item in items:
        skipped = state.skipped.get(item.id, item.skip) and item.id not in ran
        given = _given_start(item)
        fixed_start = item.start_rule == "fixed" and given is not None
        start = (given if fixed_start else None) or last or given or _earliest(items) or otherwise
        anew = state.replanned.get(item.id)
        start = start if anew is None else anew.astimezone(UTC)
        until = _given_end(item) if item.end_rule == "fixed" else None
        end = start + _length(item, state.lengths) if until is None else max(start, until)
        conflict = NONE if until is None else end - until
        gap = start - latest if latest is not None else NONE
        out.append(Planned(item, skipped, fixed_start, until is not None, start, end, gap, conflict))
        if not skipped:
            last = end + timedelta(seconds=state.later.get(item.id, 0.0))
            latest = last if latest is None else max(latest, last)
    return tuple(out)


def _length(item: Item, anew: Mapping[str, float]) -> timedelta:
    """The length an item of end rule `length` is given, on the day, itself, or by its start and end."""
    if item.id in anew:
        return timedelta(seconds=anew[item.id])
    if item.length is not None:
        return timedelta(seconds=item.length)
    if item.start is not None and item.end is not None:
        return max(NONE, item.end.astimezone(UTC) - item.start.astimezone(UTC))
    return NONE


def _given_start(item: Item) -> datetime | None:
    if item.start is not None:
        return item.start.astimezone(UTC)
    if item.end is not None and item.length is not None:
        return item.end.astimezone(UTC) - timedelta(seconds=item.length)
    return None


def _given_end(item: Item) -> datetime | None:
    if item.end is not None:
        return item.end.astimezone(UTC)
    if item.start is not None and item.length is not None:
        return item.start.astimezone(UTC) + timedelta(seconds=item.length)
    return None


def _earliest(items: tuple[Item, ...]) -> datetime | None:
    return min((start for start in map(_given_start, items) if start is not None), default=None)
