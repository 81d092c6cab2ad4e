"""The fold of a stage's plan: what the list says of its items, and what was set by hand, which no list takes back."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Set

from msgspec.structs import replace

from data.facts import ItemAdded, ItemEdited, ItemPlanned, ItemRemoved, Went
from data.records import Item
from data.states import StageState

TIMED = frozenset({"start", "end", "length", "start_rule", "end_rule"})
"""Fields that say when: one that is set anew ends what the day had put in its place."""


def step(state: StageState, body: ItemPlanned | ItemAdded | ItemEdited | ItemRemoved) -> StageState:
    """The state after one more fact of the plan; its dicts are written in place."""
    match body:
        case ItemPlanned(item=item):
            return _planned(state, item)
        case ItemAdded(item=item, before=before):
            state.items[item.id] = item
            added = (*(each for each in state.added if each != item.id), item.id)
            return replace(state, added=added, moves=(*state.moves, (item.id, before)))
        case ItemEdited(item=item, fields=fields):
            return _edited(state, item, fields)
        case ItemRemoved(item=item_id, to=""):
            return _removed(state, item_id)
        case ItemRemoved(item=item_id):
            return _moved_away(state, item_id)


def touched(body: object) -> str | None:
    """The item whose row such a fact may change."""
    match body:
        case ItemPlanned(item=item) | ItemAdded(item=item) | ItemEdited(item=item):
            return item.id
        case ItemRemoved(item=item_id) | Went(item=item_id):
            return item_id
        case _:
            return None


def with_item(items: dict[str, Item], item: Item) -> dict[str, Item]:
    """Those items, which are in plan order, with one more in its place."""
    ids, order = list(items), list(items.values())
    place = bisect_left(order, (item.pos, item.id), key=lambda each: (each.pos, each.id))
    ids.insert(place, item.id)
    order.insert(place, item)
    return dict(zip(ids, order, strict=True))


def ran(state: StageState, item_id: str) -> StageState:
    """What ran stays in the order, though it had been taken out, at another station say: the day would forget it."""
    if item_id in state.items or item_id not in state.removed or item_id not in state.listed:
        return state
    state.items[item_id] = state.listed[item_id]
    return replace(state, removed=tuple(each for each in state.removed if each != item_id))


def _planned(state: StageState, item: Item) -> StageState:
    before = state.listed.get(item.id) or state.items.get(item.id)
    if before is not None:
        _forget_times(state, item, {name for name in TIMED if getattr(before, name) != getattr(item, name)})
    if item.id in state.removed:
        state.listed[item.id] = item
        return state
    own = state.by_hand.get(item.id)
    if own is None:
        state.items[item.id] = item
    else:
        state.listed[item.id] = item
        state.items[item.id] = _with(item, state.items[item.id], own)
    return state


def _edited(state: StageState, item: Item, fields: tuple[str, ...]) -> StageState:
    now = state.items.get(item.id)
    if now is None:
        return state
    state.listed.setdefault(item.id, now)
    own = state.by_hand.get(item.id, ())
    state.by_hand[item.id] = (*own, *(name for name in fields if name not in own))
    state.items[item.id] = _with(now, item, fields)
    _forget_times(state, item, TIMED.intersection(fields))
    return state


def _removed(state: StageState, item_id: str) -> StageState:
    now = state.items.get(item_id)
    # What ran stays in the order, or the day would forget it.
    if now is None or any(run.item == item_id for run in state.runs):
        return state
    state.listed.setdefault(item_id, now)
    del state.items[item_id]
    removed = (*state.removed, item_id)
    return replace(state, removed=removed, standby=None if state.standby == item_id else state.standby)


def _moved_away(state: StageState, item_id: str) -> StageState:
    """A list has it on another stage now; it may come back."""
    if any(run.item == item_id for run in state.runs):
        return state
    for kept in (state.items, state.listed, state.by_hand, state.skipped, state.replanned, state.lengths):
        kept.pop(item_id, None)
    return replace(
        state,
        added=tuple(each for each in state.added if each != item_id),
        removed=tuple(each for each in state.removed if each != item_id),
        standby=None if state.standby == item_id else state.standby,
    )


def _with(item: Item, other: Item, fields: tuple[str, ...]) -> Item:
    """The item with those fields as the other has them; a field of a newer program is left alone."""
    known = Item.__struct_fields__
    return replace(item, **{name: getattr(other, name) for name in fields if name in known})


def _forget_times(state: StageState, item: Item, fields: Set[str]) -> None:
    """A start set anew stands for the replanned one, a length for the one that recovery gave."""
    if fields & {"start", "start_rule"}:
        state.replanned.pop(item.id, None)
    if fields & {"length", "end", "end_rule"} or (fields and item.length is None):
        state.lengths.pop(item.id, None)
