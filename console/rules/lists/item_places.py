"""Where the items of a newer list stand: those in the order they had keep their places, so that little is written."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence

from data.readers.plan import Row
from data.records import Item

STEP = 16


def places(
    rows: Sequence[Row[Item]], before: Mapping[str, Item], ran: Collection[str], standing: Collection[str] = ()
) -> tuple[dict[str, int], set[str]]:
    """Every item's place, and which of those that were there before stand in another order now. What ran stays. A list
    in the order that items are `standing` in, moves by hand and all, moves nothing: it may be our own export."""
    found: dict[str, int] = {}
    moved: set[str] = set()
    by_stage: dict[str, list[Item]] = {}
    for row in rows:
        by_stage.setdefault(row.value.stage, []).append(row.value)
    for stage, items in by_stage.items():
        old = {item.id: before[item.id].pos for item in items if item.id in before and before[item.id].stage == stage}
        mine = {item.id for item in items}
        if not old:
            by = _beside(items, [item for item in before.values() if item.stage == stage and item.id not in mine])
            found.update((item.id, item.pos + by) for item in items)
            continue
        if [item.id for item in items] == [ident for ident in standing if ident in mine]:
            found.update({item.id: old.get(item.id, item.pos) for item in items})
            continue
        kept = _longest([item.id for item in items if item.id in old], old)
        moved |= old.keys() - kept - set(ran)
        found.update(_between(items, {ident: old[ident] for ident in kept}))
        found.update((ident, old[ident]) for ident in old if ident in ran)
    return found, moved


def _beside(items: Sequence[Item], there: Sequence[Item]) -> int:
    """How far a list moves on that says nothing of the items that are there, another day's say: behind those that are
    all earlier, before those that are all later. Where they are of one time it stays, and the two lie in each other."""
    ours = [item.start for item in items if item.start is not None]
    theirs = [item.start for item in there if item.start is not None]
    if not ours or not theirs:
        return 0
    places = [item.pos for item in there]
    if max(theirs) <= min(ours):
        return max(0, max(places) + STEP - min(item.pos for item in items))
    if max(ours) <= min(theirs):
        return min(0, min(places) - STEP - max(item.pos for item in items))
    return 0


def _longest(order: Sequence[str], old: Mapping[str, int]) -> set[str]:
    """The most of them that are in the same order as before."""
    ends: list[int] = []
    heads: list[int] = []
    behind: list[int] = []
    for place, ident in enumerate(order):
        at = bisect_left(ends, old[ident])
        behind.append(heads[at - 1] if at else -1)
        if at == len(ends):
            ends.append(old[ident])
            heads.append(place)
        else:
            ends[at], heads[at] = old[ident], place
    kept = set()
    place = heads[-1] if heads else -1
    while place >= 0:
        kept.add(order[place])
        place = behind[place]
    return kept


def _between(items: Sequence[Item], kept: Mapping[str, int]) -> dict[str, int]:
    """Places for the others between those kept; where there is no room, what follows moves on."""
    found: dict[str, int] = {}
    last: int | None = None
    waiting: list[str] = []
    for item in items:
        if item.id not in kept:
            waiting.append(item.id)
            continue
        here = kept[item.id]
        first = here - STEP * (len(waiting) + 1) if last is None else last
        if here - first <= len(waiting):
            here = first + len(waiting) + 1
        for number, ident in enumerate(waiting, 1):
            found[ident] = first + number * (here - first) // (len(waiting) + 1)
        waiting = []
        found[item.id] = last = here
    for ident in waiting:
        last = (last or 0) + STEP
        found[ident] = last
    return found
