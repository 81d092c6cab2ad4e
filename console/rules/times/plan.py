"""The plan of a running order, walked: when each item is planned to start and end, and where it contradicts itself.

Everything here is in UTC, where the difference of two times is the time between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from console.rules.kept import Kept
from console.rules.neighbours import Neighbours
from console.rules.times.order import items_in_order
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


class Laid(Struct, frozen=True):
    """The whole plan; `places` has each item's place in it, `first` and `last` are the first start and the last end of
    what is not skipped."""

    plan: tuple[Planned, ...]
    places: dict[str, int]
    first: datetime | None
    last: datetime | None

    def of(self, item: str) -> Planned | None:
        place = self.places.get(item)
        return self.plan[place] if place is not None else None


_laid: Kept[Laid] = Kept()
_earliest_of: Kept[datetime | None] = Kept()


def walk(state: StageState, otherwise: datetime) -> tuple[Planned, ...]:
    """The whole order. `otherwise` is where it starts if no item of it says when."""
    return lay(state, otherwise).plan


def lay(state: StageState, otherwise: datetime) -> Laid:
    """The same, with what is asked of the whole. A GO or a minute given changes nothing of it."""
    begins = _begins(state, otherwise)
    says = (begins, _ran_though_skipped(state), state.moves, state.skipped, state.replanned, state.later, state.lengths)
    return _laid.of(lambda: _lay(state, begins), (state.items,), says)


def _ran_though_skipped(state: StageState) -> frozenset[str]:
    """All that the plan asks of the runs: what ran is not skipped."""
    items = [state.items[run.item] for run in state.runs if run.item in state.items]
    return frozenset(item.id for item in items if state.skipped.get(item.id, item.skip))


def _lay(state: StageState, begins: datetime) -> Laid:
    plan = tuple(_walked(state, items_in_order(state), lambda: begins))
    active = [planned for planned in plan if not planned.skipped]
    return Laid(
        plan,
        {planned.item.id: place for place, planned in enumerate(plan)},
        min((planned.start for planned in active), default=None),
        max((planned.end for planned in active), default=None),
    )


def planned_of(state: StageState, item: str, now: datetime) -> Planned:
    """One item in the plan, its gap aside, which is the whole order's affair: walked from the nearest one before it
    that does not go by what comes before, however long the order is."""
    beside, ran = Neighbours(state), {run.item for run in state.runs}
    legs, at = [state.items[item]], beside.before(item)
    while at is not None and not _by_itself(state, legs[-1]):
        if at in ran or not state.skipped.get(at, state.items[at].skip):
            legs.append(state.items[at])
        at = beside.before(at)
    *_others, found = _walked(state, reversed(legs), lambda: _begins(state, now.astimezone(UTC)))
    return replace(found, gap=NONE)


def _begins(state: StageState, otherwise: datetime) -> datetime:
    """Where an order starts whose first item does not say when."""
    return _earliest_of.of(lambda: _earliest(state.items.values()), (state.items,)) or otherwise


def _walked(state: StageState, order: Iterable[Item], otherwise: Callable[[], datetime]) -> Iterator[Planned]:
    ran = {run.item for run in state.runs}
    last = latest = None
    for item in order:
        skipped = state.skipped.get(item.id, item.skip) and item.id not in ran
        given = _given_start(item)
        fixed_start = item.start_rule == "fixed" and given is not None
        # A replanned start stands in the place of a given one: what follows on goes by what comes before it.
        anew = state.replanned.get(item.id) if fixed_start or last is None else None
        start = anew.astimezone(UTC) if anew is not None else (given if fixed_start else None) or last or given
        start = start or otherwise()
        until = _given_end(item) if item.end_rule == "fixed" else None
        end = start + _length(item, state.lengths) if until is None else max(start, until)
        conflict = NONE if until is None else end - until
        gap = start - latest if latest is not None else NONE
        yield Planned(item, skipped, fixed_start, until is not None, start, end, gap, conflict)
        if not skipped:
            last = end + timedelta(seconds=state.later.get(item.id, 0.0))
            latest = last if latest is None else max(latest, last)


def _by_itself(state: StageState, item: Item) -> bool:
    """Does it start when something says, whatever comes before it?"""
    return item.start_rule == "fixed" and _given_start(item) is not None


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


def _earliest(items: Iterable[Item]) -> datetime | None:
    return min((start for start in map(_given_start, items) if start is not None), default=None)
