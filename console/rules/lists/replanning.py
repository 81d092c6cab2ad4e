"""What a newer plan changes: speakers' slots, films and cues of a list against those of the file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from data.readers.plan import Problem, Row
from data.records import Slot

T = TypeVar("T")


class Difference(Struct, Generic[T], frozen=True):
    """New and changed records are to be written; gone ones are only told."""

    new: tuple[T, ...] = ()
    changed: tuple[T, ...] = ()
    same: int = 0
    gone: tuple[str, ...] = ()
    odd: tuple[Problem, ...] = ()

    @property
    def written(self) -> tuple[T, ...]:
        return (*self.new, *self.changed)


def compare(rows: Sequence[Row[T]], before: Mapping[str, T], name: Callable[[T], str]) -> Difference[T]:
    """Rows against what the file has, by name (an id or a number)."""
    new, changed, same, seen = [], [], 0, set()
    for row in rows:
        key = name(row.value)
        seen.add(key)
        if key not in before:
            new.append(row.value)
        elif before[key] != row.value:
            changed.append(row.value)
        else:
            same += 1
    gone = tuple(key for key in before if key not in seen)
    return Difference(tuple(new), tuple(changed), same, gone)


def compare_slots(
    rows: Sequence[Row[Slot]], before: Mapping[str, Slot], taken: Collection[str] = ()
) -> Difference[Slot]:
    """As compare; but a slot is known by its item and who speaks, so that a new order moves people and not names. No
    new slot gets an id that is `taken`."""
    free: dict[str, dict[str, Slot]] = {}
    for slot in before.values():
        free.setdefault(slot.item, {})[slot.id] = slot
    settled: dict[int, Row[Slot]] = {}
    for same in (_same_guest, _same_name):
        for place, row in enumerate(rows):
            if place in settled:
                continue
            there = free.get(row.value.item, {})
            if old := next((slot for slot in there.values() if same(slot, row.value)), None):
                del there[old.id]
                settled[place] = _slot_row(row, old.id, old)
    used = {*before, *taken}
    named = []
    for place, row in enumerate(rows):
        fresh = place not in settled
        mine = settled.get(place) or _slot_row(row, _free_id(row.value, used))
        if fresh:
            used.add(mine.value.id)
        named.append(mine)
    return compare(named, before, lambda slot: slot.id)


def _same_guest(one: Slot, other: Slot) -> bool:
    return bool(one.guest) and one.guest == other.guest


def _same_name(one: Slot, other: Slot) -> bool:
    return one.name == other.name


def _slot_row(row: Row[Slot], ident: str, old: Slot | None = None) -> Row[Slot]:
    """The row under its id; what its list has no column for is as it was."""
    slot = replace(row.value, id=ident)
    if old is not None and row.given:
        plain = Slot(id=ident, item=slot.item, pos=slot.pos, name=slot.name)
        silent = [name for name in Slot.__struct_fields__ if name not in row.given]
        kept = {name: getattr(old, name) for name in silent if getattr(slot, name) == getattr(plain, name)}
        slot = replace(slot, **{name: value for name, value in kept.items() if name not in ("id", "pos")})
    return Row(row.file, row.row, slot, row.given)


def _free_id(slot: Slot, used: set[str]) -> str:
    """ITEM.ORDER, or the next number of the item that no slot has or had."""
    number, ident = slot.pos, slot.id
    while ident in used:
        number += 1
        ident = f"{slot.item}.{number}"
    return ident
