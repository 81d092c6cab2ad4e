"""How many more people are in a place than when heads were last counted there: a row a place, kept with each passage.

A scan at a door that holds so many asks for one row, however many passed since the count.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import msgspec
from msgspec import Struct

from data import tables
from data.reading import micros, moment
from data.states import HeadCount, Passage
from data.whereabouts import changes

EVER = datetime.max.replace(tzinfo=UTC)


class Level(Struct, frozen=True):
    """The latest head count of a place, and how many more people, or fewer, are there now."""

    counted: datetime
    count: int
    more: int


class _Passed(Struct):
    """The passages alone of what is kept of a guest."""

    passages: tuple[Passage, ...] = ()


_PASSED: msgspec.json.Decoder[_Passed] = msgspec.json.Decoder(_Passed)


def level(db: sqlite3.Connection, record: str, *, whole: bool = False) -> Level | None:
    """What counting goes on from at a door's record or, with `whole`, in the event whose one way in it is; None where
    nobody counted heads."""
    sql = "SELECT counted, count, more FROM since_counted WHERE record = ? AND whole = ?"
    row = db.execute(sql, (record, whole)).fetchone()
    return Level(moment(row[0]), row[1], row[2]) if row else None


def head_counts(db: sqlite3.Connection, record: str) -> list[HeadCount]:
    """The head counts of a door's record, made at whichever of its doors, in time order."""
    doors = [each.id for each in tables.event(db).doors.values() if (each.shares or each.id) == record] or [record]
    return sorted((count for each in doors for count in tables.door(db, each).counts), key=lambda count: count.at)


def count_again(db: sqlite3.Connection) -> None:
    """Writes all rows anew: heads were counted, a count was taken back, or a door keeps another record now."""
    db.execute("DELETE FROM since_counted")
    for record in dict.fromkeys(each.shares or each.id for each in tables.event(db).doors.values()):
        for latest in head_counts(db, record)[-1:]:
            rows = [
                (record, whole, micros(latest.at), latest.count, since(db, record, latest.at, EVER, whole=whole))
                for whole in (False, True)
            ]
            db.executemany("INSERT INTO since_counted VALUES (?, ?, ?, ?, ?)", rows)


def passed(db: sqlite3.Connection, before: Sequence[Passage], after: Sequence[Passage]) -> None:
    """A guest's passages are others now."""
    if before == after:
        return
    for record, whole, counted in db.execute("SELECT record, whole, counted FROM since_counted").fetchall():
        at = moment(counted)
        by = _net(after, record, at, EVER, whole=whole) - _net(before, record, at, EVER, whole=whole)
        if by:
            sql = "UPDATE since_counted SET more = more + ? WHERE record = ? AND whole = ?"
            db.execute(sql, (by, record, whole))


def since(db: sqlite3.Connection, record: str, counted: datetime, at: datetime, *, whole: bool = False) -> int:
    """How many more people, or fewer, are in a place at `at` than when they were counted, from the passages."""
    span = (micros(counted), micros(at))
    who = {guest for (guest,) in db.execute("SELECT guest FROM passages WHERE at > ? AND at <= ?", span)}
    return sum(_net(passages, record, counted, at, whole=whole) for passages in passages_of(db, who))


def after(db: sqlite3.Connection, record: str, at: datetime, counted: datetime | None) -> int:
    """How many more people, or fewer, are in a place now than at `at`; `counted` is when heads were, before that."""
    # Who went out elsewhere may have left the event, and this place with it. The plus sign keeps SQLite to the index of
    # times: as a rule nothing is later.
    sql = "SELECT guest FROM passages WHERE at > ? AND (+record = ? OR way = 'out')"
    who = {guest for (guest,) in db.execute(sql, (micros(at), record))}
    return sum(
        change.by
        for passages in passages_of(db, who)
        for change in changes(passages, frozenset({record}), (counted,) if counted is not None else ())
        if change.at > at
    )


def passages_of(db: sqlite3.Connection, guests: Iterable[str]) -> Iterable[tuple[Passage, ...]]:
    """Where each of these guests went."""
    for guest in guests:
        row = db.execute("SELECT body FROM guests WHERE id = ?", (guest,)).fetchone()
        if row:
            yield _PASSED.decode(row[0]).passages


def _net(passages: Sequence[Passage], record: str, counted: datetime, at: datetime, *, whole: bool) -> int:
    if not passages or passages[-1].at <= counted:
        return 0
    found = changes(passages, frozenset({record}), (counted,), whole=whole)
    return sum(change.by for change in found if counted < change.at <= at)
