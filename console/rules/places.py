"""Which record a door keeps, and where "inside" can be counted at all: only where exits are scanned (RULES §1, §4)."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from data.records import Door


class Places(Struct, frozen=True):
    """What can be counted. `records` are the door records whose exits are scanned; `event` says whether people in the
    event as a whole can be; `capacity` is the most people by door id, where there is one; `perimeter` are the records
    of the event's own doors."""

    event: bool
    records: frozenset[str]
    record_of: dict[str, str]
    capacity: dict[str, int]
    perimeter: frozenset[str] = frozenset()


class Room(Struct, frozen=True):
    """How many people the place behind a door holds: `capacity` may be overridden, `limit`, the safe number, never."""

    capacity: int | None = None
    limit: int | None = None


def room(doors: Mapping[str, Door], door: Door) -> Room:
    """What holds at a door: of its own or of the door whose record it uses. Two entrances do not make a room safe for
    more people, so the least safe number of any of them holds at each."""
    record = door.shares or door.id
    limits = [each.limit for each in doors.values() if (each.shares or each.id) == record and each.limit is not None]
    own = door.capacity if door.capacity is not None else doors.get(record, door).capacity
    return Room(own, min(limits, default=None))


def places(doors: Mapping[str, Door]) -> Places:
    """What the doors, in their order, let be counted. A record counts only if every door that shares it scans exits."""
    record_of = {door.id: door.shares or door.id for door in doors.values()}
    blind = {record_of[door.id] for door in doors.values() if door.exits == "unscanned"}
    perimeter = {record_of[door.id] for place, door in enumerate(doors.values()) if _is_perimeter(door, place)}
    capacity: dict[str, int] = {}
    for door in doors.values():
        here = room(doors, door)
        most = [n for n in (here.capacity, here.limit) if n is not None]
        if most:
            capacity[door.id] = min(most)
    return Places(
        # Whoever leaves the event leaves every room of it, so its own doors decide; without any, all rooms do.
        event=bool(doors) and not blind & (perimeter or set(record_of.values())),
        records=frozenset(record_of.values()) - blind,
        record_of=record_of,
        capacity=capacity,
        perimeter=frozenset(perimeter),
    )


def _is_perimeter(door: Door, place: int) -> bool:
    return place == 0 if door.perimeter is None else door.perimeter
