"""The free timers as the file has them."""

from __future__ import annotations

import sqlite3

import msgspec

from data.timers import TimersState

_TIMERS = msgspec.json.Decoder(TimersState)


def timers(db: sqlite3.Connection) -> TimersState:
    row = db.execute("SELECT body FROM states WHERE subject = 'timers'").fetchone()
    return TimersState() if row is None else _TIMERS.decode(row[0])
