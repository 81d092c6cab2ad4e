"""Which item of the event a row is that gives no id: by its title, or by its place and time; else it gets a number."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import timedelta
from difflib import SequenceMatcher

from msgspec.structs import replace

from data.clean import group_key
from data.readers.plan import Row
from data.records import Item, Slot

ID = "id"
_LIKE = 0.75
_FEW = 60
_AROUND = timedelta(hours=6)


def named(
    rows: Sequence[Row[Item]],
    before: Mapping[str, Item],
    taken: Collection[str],
    elsewhere: Sequence[Row[Item]] = (),
) -> tuple[list[Row[Item]], dict[str, str], set[str]]:
    """The rows with their ids settled, what became of the names that the reader lent them, and the ids of the rows that
    are `elsewhere`. Ids of items the list had earlier are kept where it can be told which they are; `taken` are those
    that no new item may have."""
    everywhere = (*rows, *elsewhere)
    own = {row.value.id for row in everywhere if ID in row.given}
    spoken_of = _about(everywhere)
    free = {ident: item for ident, item in before.items() if ident not in own and spoken_of(item)}
    settled: dict[str, str] = {}
    stages = {row.value.stage for row in everywhere}
    for same in (_same_in_all, _same_title_and_stage, _same_but_stage, _same_title, _same_place):
        by: dict[object, list[str]] = {}
        for ident, item in free.items():
            # An item of a room that the file does not speak of is another one, though it be called the same.
            if (item.stage in stages or same is _same_but_stage) and (key := same(item)) is not None:
                by.setdefault(key, []).append(ident)
        for row in everywhere:
            if ID in row.given or row.value.id in settled:
                continue
            there = by.get(same(row.value))
            if there:
                settled[row.value.id] = there.pop(0)
                del free[settled[row.value.id]]
    settled.update(_nearly([row for row in rows if ID not in row.given and row.value.id not in settled], free))
    numbers = _numbers({*taken, *before, *own})
    found = []
    for row in rows:
        if ID not in row.given:
            if row.value.id not in settled:
                settled[row.value.id] = next(numbers)
            item = replace(row.value, id=settled[row.value.id])
            row = Row(row.file, row.row, item, row.given, row.brings)
        found.append(row)
    other = {row.value.id if ID in row.given else settled.get(row.value.id, "") for row in elsewhere}
    return found, settled, other


def renamed(slots: Sequence[Row[Slot]], names: Mapping[str, str]) -> list[Row[Slot]]:
    """The slots of items whose ids were settled."""
    found = []
    for row in slots:
        slot = row.value
        if (ident := names.get(slot.item)) is not None:
            slot = replace(slot, item=ident, id=f"{ident}.{slot.pos}")
            row = Row(row.file, row.row, slot, row.given, row.brings)
        found.append(row)
    return found


def _about(rows: Sequence[Row[Item]]) -> Callable[[Item], bool]:
    """Is an item of a time that the list speaks of? One of another day is another one, though it be called the same:
    every day has its coffee."""
    starts = [row.value.start for row in rows if row.value.start is not None]
    if not starts:
        return lambda item: True
    first, last = min(starts) - _AROUND, max(starts) + _AROUND
    return lambda item: item.start is None or first <= item.start <= last


def _nearly(rows: Sequence[Row[Item]], free: Mapping[str, Item]) -> dict[str, str]:
    """Those whose title was only touched up, where few are left on a stage: the likest pair first."""
    pairs = []
    for row in rows[:_FEW]:
        for ident, item in list(free.items())[:_FEW]:
            if item.stage == row.value.stage:
                like = SequenceMatcher(None, group_key(item.title), group_key(row.value.title)).ratio()
                if like >= _LIKE:
                    pairs.append((-like, ident, row.value.id))
    found: dict[str, str] = {}
    for _like, ident, name in sorted(pairs):
        if name not in found and ident not in found.values():
            found[name] = ident
    return found


Same = Callable[[Item], object]


def _same_in_all(item: Item) -> object:
    return (item.stage, item.start, group_key(item.title)) if item.title else None


def _same_title_and_stage(item: Item) -> object:
    return (item.stage, group_key(item.title)) if item.title else None


def _same_but_stage(item: Item) -> object:
    return (item.start, item.length, group_key(item.title)) if item.title and item.start is not None else None


def _same_title(item: Item) -> object:
    return group_key(item.title) or None


def _same_place(item: Item) -> object:
    return (item.stage, item.start) if item.start is not None else None


def _numbers(taken: Collection[str]) -> Iterator[str]:
    number = 0
    while True:
        number += 1
        ident = f"{number:02}"
        if ident not in taken and str(number) not in taken:
            yield ident
