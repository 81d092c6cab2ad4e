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


def places(doors: Mapping[str, Door]) -> Places:
    """What the doors, in their order, let be counted. A record counts only if every door that shares it scans exits."""
    record_of = {door.id: door.shares or door.id for door in doors.values()}
    blind = {record_of[door.id] for door in doors.values() if door.exits == "unscanned"}
    perimeter = {record_of[door.id] for place, door in enumerate(doors.values()) if _is_perimeter(door, place)}
    capacity: dict[str, int] = {}
    for door in doors.values():
        most = [n for n in (door.capacity, door.limit) if n is not None]
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
