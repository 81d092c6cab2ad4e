"""A time as somebody types it into a question: of the day, or so many minutes from now."""

from __future__ import annotations

from datetime import datetime, timedelta

from data import moments
from data.moments import MomentError
from screens.room import Room


def moment_typed(room: Room, typed: str) -> datetime | None:
    """The moment; where it is none, the room says why."""
    now = room.board.now()
    try:
        if typed.isdigit() and len(typed) < 4:
            return now + timedelta(minutes=int(typed))
        return moments.moment(typed, now.date(), room.board.zone)
    except (MomentError, OverflowError) as why:
        room.say(str(why), "warning")
        return None
