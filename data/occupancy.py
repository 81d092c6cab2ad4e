"""How many people are inside a place: by entries and exits, from the latest head count by eye on where there is one."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from data import since_counted, tables
from data.reading import micros
from data.since_counted import head_counts
from data.whereabouts import inside

__all__ = ["head_counts", "inside_counts", "occupancy", "people_inside"]


def occupancy(db: sqlite3.Connection, record: str, at: datetime) -> int:
    """How many are inside a door's record at a time: people, by what had happened up to then. The latest head count by
    then says how many there were, and entries and exits since then are added to it and taken from it."""
    level = since_counted.level(db, record)
    if level is not None and level.counted > at:
        return _before_the_last_count(db, record, at)
    counted, now = None, 0
    if level is not None:
        counted, now = level.counted, level.count + level.more
    else:
        now = int(db.execute("SELECT count(*) FROM inside WHERE record = ?", (record,)).fetchone()[0])
    return max(0, now - since_counted.after(db, record, at, counted))


def _before_the_last_count(db: sqlite3.Connection, record: str, at: datetime) -> int:
    counts = [count for count in head_counts(db, record) if count.at <= at]
    if counts:
        return max(0, counts[-1].count + since_counted.since(db, record, counts[-1].at, at))
    sql = "SELECT guest FROM passages WHERE record = ? AND at <= ?"
    who = {guest for (guest,) in db.execute(sql, (record, micros(at)))}
    return sum(record in inside(passages, at) for passages in since_counted.passages_of(db, who))


def inside_counts(db: sqlite3.Connection) -> dict[str, int]:
    """People inside now, by door record, by head count where there is one."""
    found = tables.inside_counts(db)
    for door in tables.event(db).doors.values():
        level = since_counted.level(db, door.id)
        if level is not None:
            found[door.id] = max(0, level.count + level.more)
    return found


def people_inside(db: sqlite3.Connection, own: frozenset[str]) -> int:
    """People in the event now, whose own doors' records are `own`: where it has one such record, from the latest head
    count made there on."""
    level = since_counted.level(db, next(iter(own)), whole=True) if len(own) == 1 else None
    if level is not None:
        return max(0, level.count + level.more)
    return int(db.execute("SELECT count(*) FROM guests WHERE inside AND status != 'merged'").fetchone()[0])
