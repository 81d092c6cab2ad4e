"""A time as somebody types it into a question: the nearest such one, or so many minutes from now."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from console.rules.editing.item_times import typed_start
from data.moments import MomentError
from screens.room import Room


def moment_typed(room: Room, typed: str) -> datetime | None:
    """The moment; where it is none, the room says why."""
    now = room.board.now()
    try:
        if typed.isdigit() and len(typed) < 4:
            return now.astimezone(UTC) + timedelta(minutes=int(typed))
        return typed_start(typed, now.astimezone(UTC), room.board.zone)
    except (MomentError, OverflowError) as why:
        room.say(str(why), "warning")
        return None
