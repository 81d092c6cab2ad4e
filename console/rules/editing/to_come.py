"""How far the day is: what of an order is still to come and may be edited, and what an edit changes of an item."""

from __future__ import annotations

from collections.abc import Sequence, Set

from console.rules.refusals import Refusal
from console.rules.running import titled
from console.rules.times.order import live_run
from data.clean import harmless
from data.records import Item
from data.states import StageState
from data.words import _


def has_run(state: StageState, item: str) -> Refusal | None:
    """What ran stays as it was; what is on may still be changed."""
    live = live_run(state)
    if (live is None or live.item != item) and any(run.item == item for run in state.runs):
        said = _("{title} has run: what ran stays as it was.")
        return Refusal("already_running", said.format(title=harmless(titled(state, item))))
    return None


def has_begun(state: StageState, item: str) -> Refusal | None:
    """Nothing that began is taken out or taken in."""
    live = live_run(state)
    if live is not None and live.item == item:
        return Refusal("already_running", _("{title} is on now.").format(title=harmless(titled(state, item))))
    return has_run(state, item)


def reached(state: StageState, order: Sequence[str]) -> int:
    """The place of what ran last; -1 before the first GO."""
    last = state.runs[-1].item if state.runs else None
    return order.index(last) if last in order else -1


def changed(state: StageState, item: Item, made: Item, touched: Set[str]) -> tuple[str, ...]:
    """The fields that differ, and those that were said again over what the day had put in their place."""
    differ = {name for name in Item.__struct_fields__ if getattr(made, name) != getattr(item, name)}
    if item.id in state.replanned and touched & {"start", "start_rule"}:
        differ.add("start")
    if item.id in state.lengths and touched & {"length", "end", "end_rule"}:
        differ.add("length")
    return tuple(name for name in Item.__struct_fields__ if name in differ)
