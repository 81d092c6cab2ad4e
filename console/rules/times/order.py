"""The order of a stage as it stands: what comes after what, what is live, and what the next GO would start."""

from __future__ import annotations

from datetime import datetime

from console.rules.kept import Kept
from console.rules.neighbours import Neighbours
from data.records import Item
from data.states import Run, StageState

Hold = tuple[datetime, datetime | None]


_order: Kept[tuple[Item, ...]] = Kept()


def items_in_order(state: StageState) -> tuple[Item, ...]:
    """The plan's items with every move applied in turn."""
    return _order.of(Neighbours(state).in_order, (state.items,), (state.moves,))


def live_run(state: StageState) -> Run | None:
    """The run that has no end, or None."""
    return state.runs[-1] if state.runs and state.runs[-1].end is None else None


def latest_runs(state: StageState) -> dict[str, Run]:
    """The last run of each item that ran."""
    return {run.item: run for run in state.runs}


def holds(state: StageState) -> dict[str, tuple[Hold, ...]]:
    """When each item's last run was on hold, from when to when; a hold that lasts has no end."""
    return {
        item: (*run.holds, *([(run.held_since, None)] if run.held_since else ()))
        for item, run in latest_runs(state).items()
    }


def is_skipped(state: StageState, item: Item) -> bool:
    """Is the item looked through? What runs or ran is not: skipping is about what is to come."""
    return state.skipped.get(item.id, item.skip) and all(run.item != item.id for run in state.runs)


def called(state: StageState) -> str | None:
    """The item that was called to standby and can be started, or None."""
    item = state.items.get(state.standby) if state.standby else None
    live = live_run(state)
    if item is None or is_skipped(state, item) or (live and live.item == item.id):
        return None
    return item.id


def stands_by(state: StageState) -> str | None:
    """What GO starts: the item called to standby, else the next waiting item after the live one; it never wraps."""
    by_call = called(state)
    return by_call if by_call is not None else next_waiting(state)


def next_waiting(state: StageState) -> str | None:
    """The first item that never ran, after the one that ran last."""
    after = state.runs[-1].item if state.runs else None
    ran = {run.item for run in state.runs}
    passed = after is None or after not in state.items
    for item in items_in_order(state):
        if passed and item.id not in ran and not state.skipped.get(item.id, item.skip):
            return item.id
        passed = passed or item.id == after
    return None


def holding(state: StageState) -> bool:
    """Is the stage on hold, with something live or not?"""
    live = live_run(state)
    return live.held_since is not None if live else state.hold is not None
