"""The rows of what stands between the rooms: the messages, a stage's house, and who came to its doors since."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from datetime import datetime

import msgspec

from data import reading
from data.between import HouseState, MessagesState
from data.folding import mode_of
from data.folds import house as house_fold
from data.folds.standing import counted
from data.reading import micros

_MESSAGES = msgspec.json.Decoder(MessagesState)
_HOUSE = msgspec.json.Decoder(HouseState)


def messages(db: sqlite3.Connection) -> MessagesState:
    text = _state(db, "messages")
    return MessagesState() if text is None else _MESSAGES.decode(text)


def house(db: sqlite3.Connection, stage: str) -> HouseState:
    """The house of a stage; of an unknown one, nothing was said."""
    text = _state(db, f"house/{stage}")
    return HouseState(stage) if text is None else _HOUSE.decode(text)


def house_at(db: sqlite3.Connection, stage: str, at: datetime) -> HouseState:
    """The same as of a time."""
    state = house_fold.empty(stage)
    for fact in counted(reading.of_subject(db, f"house/{stage}"), mode_of(db), at):
        state = house_fold.step(state, fact)
    return state


def came_since(db: sqlite3.Connection, doors: Collection[str], since: datetime, until: datetime | None = None) -> int:
    """How many came in at these doors after `since` and did not leave there again, each once."""
    if not doors:
        return 0
    marks = ", ".join("?" * len(doors))
    last = micros(until) if until is not None else 1 << 62
    # Of one guest, SQLite takes the way from the row that has the greatest time.
    sql = (
        "SELECT count(*) FROM (SELECT way, max(at) FROM passages"
        f" WHERE at > ? AND at <= ? AND door IN ({marks}) GROUP BY guest) WHERE way = 'in'"
    )
    return int(db.execute(sql, (micros(since), last, *sorted(doors))).fetchone()[0])


def _state(db: sqlite3.Connection, subject: str) -> str | None:
    row = db.execute("SELECT body FROM states WHERE subject = ?", (subject,)).fetchone()
    return str(row[0]) if row else None
