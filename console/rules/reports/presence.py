"""Where one guest was and when: entries and exits in time order, read as stays in the event and in each room.

Inside (RULES §1): an entry adds its door's record, an exit removes it, a perimeter exit removes all; a guest is in the
event while any record is left.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from data.states import Passage


class Stay(Struct, frozen=True):
    """From an entry to the leaving; `end` None while still inside. `door` is the one entered by."""

    start: datetime
    end: datetime | None
    door: str


class Presence(Struct, frozen=True):
    """The stays of one guest: in the event as a whole, and by door record."""

    event: tuple[Stay, ...]
    rooms: dict[str, tuple[Stay, ...]]

    @property
    def inside(self) -> bool:
        return bool(self.event) and self.event[-1].end is None


NOWHERE = Presence(event=(), rooms={})


def presence(passages: Iterable[Passage]) -> Presence:
    """The stays that `passages`, in time order, amount to."""
    event: list[Stay] = []
    rooms: dict[str, list[Stay]] = {}
    open_rooms: dict[str, Passage] = {}
    since: Passage | None = None
    for passage in passages:
        if passage.way == "in":
            since = since or passage
            open_rooms.setdefault(passage.record, passage)
            continue
        left = list(open_rooms) if passage.perimeter else [passage.record]
        for record in left:
            entry = open_rooms.pop(record, None)
            if entry is not None:
                rooms.setdefault(record, []).append(Stay(entry.at, passage.at, entry.door))
        if since is not None and not open_rooms:
            event.append(Stay(since.at, passage.at, since.door))
            since = None
    for record, entry in open_rooms.items():
        rooms.setdefault(record, []).append(Stay(entry.at, None, entry.door))
    if since is not None:
        event.append(Stay(since.at, None, since.door))
    if not event:
        return NOWHERE
    return Presence(event=tuple(event), rooms={record: tuple(stays) for record, stays in rooms.items()})


def seconds_inside(stays: Iterable[Stay], close: datetime) -> float:
    """How long the stays last together; one that has no end lasts to the close."""
    return sum(max(0.0, ((stay.end or close) - stay.start).total_seconds()) for stay in stays)


def was_there(stays: Iterable[Stay], start: datetime, end: datetime) -> bool:
    """Was the guest inside at any moment of the session from `start` to `end`? The moment of leaving is outside."""
    return any(
        (stay.start < end or stay.start <= start) and (stay.end is None or stay.end > max(start, stay.start))
        for stay in stays
    )
