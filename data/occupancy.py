"""How many people are inside a place: by entries and exits, from the latest head count by eye on where there is one."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

import msgspec
from msgspec import Struct

from data import tables
from data.reading import micros
from data.states import HeadCount, Passage
from data.whereabouts import changes, inside


class _Passed(Struct):
    """The passages alone of what is kept of a guest."""

    passages: tuple[Passage, ...] = ()


_EVER = datetime.max.replace(tzinfo=UTC)
_PASSED: msgspec.json.Decoder[_Passed] = msgspec.json.Decoder(_Passed)


def occupancy(db: sqlite3.Connection, record: str, at: datetime) -> int:
    """How many are inside a door's record at a time: people, by what had happened up to then. The latest head count by
    then says how many there were, and entries and exits since then are added to it and taken from it."""
    counts = [count for count in head_counts(db, record) if count.at <= at]
    if counts:
        return max(0, counts[-1].count + _since(db, frozenset({record}), counts[-1].at, at))
    later = db.execute("SELECT 1 FROM passages WHERE record = ? AND at > ? LIMIT 1", (record, micros(at))).fetchone()
    gone = db.execute(
        "SELECT 1 FROM passages WHERE at > ? AND way = 'out' AND record != ? LIMIT 1", (micros(at), record)
    ).fetchone()
    if later is None and gone is None:
        return int(db.execute("SELECT count(*) FROM inside WHERE record = ?", (record,)).fetchone()[0])
    sql = "SELECT body FROM guests WHERE id IN (SELECT guest FROM passages WHERE record = ? AND at <= ?)"
    states = (_PASSED.decode(row[0]) for row in db.execute(sql, (record, micros(at))))
    return sum(record in inside(state.passages, at) for state in states)


def inside_counts(db: sqlite3.Connection) -> dict[str, int]:
    """People inside now, by door record, by head count where there is one."""
    found = tables.inside_counts(db)
    for door in tables.event(db).doors.values():
        record = door.shares or door.id
        counts = head_counts(db, record) if record == door.id else []
        if counts:
            found[record] = max(0, counts[-1].count + _since(db, frozenset({record}), counts[-1].at, _EVER))
    return found


def people_inside(db: sqlite3.Connection, own: frozenset[str]) -> int:
    """People in the event now, whose own doors' records are `own`: where it has one such record, from the latest head
    count made there on."""
    counts = head_counts(db, next(iter(own))) if len(own) == 1 else []
    if counts:
        return max(0, counts[-1].count + _since(db, own, counts[-1].at, _EVER, whole=True))
    return int(db.execute("SELECT count(*) FROM guests WHERE inside AND status != 'merged'").fetchone()[0])


def _since(
    db: sqlite3.Connection, place: frozenset[str], counted: datetime, at: datetime, *, whole: bool = False
) -> int:
    """How many more people, or fewer, are in a place at `at` than when they were counted."""
    records = ", ".join("?" * len(place))
    own = f"p.record IN ({records})"
    sql = f"SELECT p.guest, count(*), min({own}), max(p.way) FROM passages p WHERE p.at > ? AND p.at <= ?"
    span = (micros(counted), micros(at))
    values: tuple[object, ...] = (*place, *span)
    if not whole:
        # Who went out elsewhere may have left the event, and this place with it.
        was_here = f"EXISTS (SELECT 1 FROM passages q WHERE q.guest = p.guest AND q.record IN ({records}))"
        sql += f" AND ({own} OR (p.way = 'out' AND {was_here}))"
        values = (*values, *place, *place)
    more, several = 0, []
    for guest_id, times, here, way in db.execute(f"{sql} GROUP BY p.guest", values):
        if times == 1 and here and (way == "in" or not whole):
            # Most people pass once: no need to look at all they did.
            more += 1 if way == "in" else -1
        else:
            several.append(guest_id)
    for guest_id in several:
        row = db.execute("SELECT body FROM guests WHERE id = ?", (guest_id,)).fetchone()
        changed = changes(_PASSED.decode(row[0]).passages if row else (), place, (counted,), whole=whole)
        more += sum(change.by for change in changed if counted < change.at <= at)
    return more


def head_counts(db: sqlite3.Connection, record: str) -> list[HeadCount]:
    """The head counts of a door's record, made at whichever of its doors, in time order."""
    doors = [each.id for each in tables.event(db).doors.values() if (each.shares or each.id) == record] or [record]
    return sorted((count for each in doors for count in tables.door(db, each).counts), key=lambda count: count.at)
