"""The free timers: each as it stands, and as the file has them."""

from __future__ import annotations

import sqlite3
from datetime import datetime

import msgspec
from msgspec import Struct, field

from data.kinds.timers import Way


class TimerState(Struct, frozen=True, omit_defaults=True):
    """A free timer: what it `ran` (seconds) until it was last stopped, and `since` when it runs."""

    name: str
    way: Way = "up"
    length: float = 0
    since: datetime | None = None
    ran: float = 0


class TimersState(Struct, frozen=True, omit_defaults=True):
    """The free timers by name, in the order they were set; `shown` is which stands on a stage's timer room."""

    timers: dict[str, TimerState] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)


_TIMERS = msgspec.json.Decoder(TimersState)


def timers(db: sqlite3.Connection) -> TimersState:
    row = db.execute("SELECT body FROM states WHERE subject = 'timers'").fetchone()
    return TimersState() if row is None else _TIMERS.decode(row[0])
