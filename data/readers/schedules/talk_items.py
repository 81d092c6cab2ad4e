"""The talks of a schedule as items in the order of their stages, and their people as slots."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from data.readers.plan import Row
from data.readers.schedules.rooms import Rooms
from data.readers.schedules.talk import Person, Talk
from data.readers.schedules.words import kind_of
from data.records import Item, Slot

STEP = 16
"""Between the places of two items, so that a later list finds room between them."""
NO_ID = "row:"
"""Begins the name of an item that its file gives none: it is settled by what the event has already."""
_ITEM_FIELDS = frozenset({"stage", "start", "length", "title", "kind", "notes", "start_rule"})
_SLOT_FIELDS = frozenset({"item", "name", "role", "kind"})


class Arranged(Struct):
    """Items, their slots, and the day of the event that each item is on."""

    items: list[Row[Item]]
    slots: list[Row[Slot]]
    days: list[date]


def arranged(file: str, talks: Sequence[Talk], rooms: Rooms) -> Arranged:
    """The talks by start, stage after stage."""
    found = Arranged([], [], [])
    ends: dict[str, datetime] = {}
    used: set[str] = set()
    stages = [rooms.stage(talk.room) for talk in talks]
    order = sorted(range(len(talks)), key=lambda place: (talks[place].start, place))
    for pos, place in enumerate(order):
        talk, stage = talks[place], stages[place]
        ident, given = name_of(talk.key, talk.row, used)
        follows = ends.get(stage) == talk.start
        item = Item(
            id=ident, stage=stage, pos=pos * STEP, title=talk.title, title_alt=talk.title_alt,
            kind=kind_of(talk.kind, talk.title), start=talk.start, length=talk.length,
            start_rule="follows" if follows else "fixed", notes="; ".join(talk.notes), public=talk.public,
        )  # fmt: skip
        ends[stage] = max(ends.get(stage, talk.start), talk.start + timedelta(seconds=talk.length))
        found.items.append(Row(file, talk.row, item, (_ITEM_FIELDS - talk.unsaid) | given))
        found.slots += slots_of(file, talk.row, ident, talk.persons)
        found.days.append(talk.day)
    return found


def name_of(key: str, row: int, used: set[str]) -> tuple[str, frozenset[str]]:
    """An item's name as one word that no other of the file has, and whether it was given."""
    word = "-".join(key.split()).replace(":", "-")
    ident = word or f"{NO_ID}{row}"
    number = 2
    while ident in used:
        ident, number = f"{word or NO_ID + str(row)}-{number}", number + 1
    used.add(ident)
    return ident, frozenset({"id"} if word else ())


def slots_of(file: str, row: int, item: str, persons: Iterable[Person]) -> list[Row[Slot]]:
    return [
        Row(
            file, row,
            Slot(id=f"{item}.{n}", item=item, pos=n, name=person.name, role=person.role, kind=person.kind),
            _SLOT_FIELDS,
        )
        for n, person in enumerate(persons, 1)
    ]  # fmt: skip


def of_days(found: Arranged, kept: frozenset[date]) -> tuple[Arranged, tuple[Row[Item], ...]]:
    """What is on these days, and the items that are not."""
    rows = [(row, day) for row, day in zip(found.items, found.days, strict=True) if day in kept]
    names = {row.value.id for row, _day in rows}
    slots = [slot for slot in found.slots if slot.value.item in names]
    elsewhere = tuple(row for row in found.items if row.value.id not in names)
    return Arranged([row for row, _day in rows], slots, [day for _row, day in rows]), elsewhere


def first_fixed(rows: Sequence[Row[Item]]) -> list[Row[Item]]:
    """The rows, the first of each stage at its own time: what it followed on may be left out."""
    seen: set[str] = set()
    found = []
    for row in rows:
        item = row.value
        if item.stage not in seen and item.start_rule == "follows" and item.start is not None:
            row = Row(row.file, row.row, replace(item, start_rule="fixed"), row.given, row.brings)
        seen.add(item.stage)
        found.append(row)
    return found
