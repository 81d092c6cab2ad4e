"""What an import does to the guests, one by one: new, changed (field, from, to), gone, and who may be there twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from msgspec import Struct

from console.importing.alike import Pairs, alike
from console.importing.listed import Listed
from console.rules.lists.listing import Matched
from data.records import Guest


class Person(Struct, frozen=True):
    """A guest in a few words; `row` is where the list has them."""

    id: str
    name: str
    organisation: str = ""
    category: str = ""
    row: int | None = None


class FieldChange(Struct, frozen=True):
    """What a list changes. `desk` is what an operator corrected the field to: that stands above the list."""

    field: str
    old: str
    new: str
    desk: str | None = None


class GuestChange(Struct, frozen=True):
    id: str
    name: str
    row: int | None
    fields: tuple[FieldChange, ...]


class GuestsTold(Struct, frozen=True):
    """Everybody an import of guests speaks of but those who are the same. `gone` are those whom the list no longer has:
    they stay."""

    new: tuple[Person, ...] = ()
    changed: tuple[GuestChange, ...] = ()
    gone: tuple[Person, ...] = ()
    near: Pairs = Pairs()


def told(found: Matched, listed: Listed) -> GuestsTold:
    places = found.places
    others = [
        guest for guests in (listed.guests, listed.added) for guest in guests.values() if guest.id not in listed.merged
    ]
    return GuestsTold(
        tuple(_person(guest, places.get(guest.id)) for guest in found.new),
        tuple(_change(guest, listed, places.get(guest.id)) for guest in found.changed),
        tuple(_person(guest) for guest in found.gone),
        alike(found.new, others, places),
    )


def _person(guest: Guest, row: int | None = None) -> Person:
    return Person(guest.id, guest.name, guest.organisation, guest.category, row)


def _change(guest: Guest, listed: Listed, row: int | None) -> GuestChange:
    before = listed.guests[guest.id]
    desk = listed.corrected.get(guest.id, {})
    return GuestChange(guest.id, guest.name, row, tuple(_fields(before, guest, desk)))


def _fields(before: Guest, after: Guest, desk: Mapping[str, str]) -> Iterable[FieldChange]:
    for name in Guest.__struct_fields__:
        old, new = getattr(before, name), getattr(after, name)
        if name == "extra":
            for key in dict.fromkeys((*old, *new)):
                if old.get(key, "") != new.get(key, ""):
                    yield FieldChange(key, old.get(key, ""), new.get(key, ""), desk.get(key))
        elif old != new:
            yield FieldChange(name, _text(old), _text(new), desk.get(name))


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return value.isoformat(timespec="minutes")
        case _:
            return str(value)
