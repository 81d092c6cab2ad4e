"""Taking in the facts of another station's file of the same event; safe to repeat, in any order, both ways."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from msgspec import Struct

from data import chain, folding, reading, tables
from data.facts import Fact, from_text
from data.faults import EventFileError
from data.files import read_only
from data.forgetting import about_people
from data.journal import EventFile
from data.words import _

_COLUMNS = "station, seq, act, stamp, at, operator, mode, subject, kind, version, nonce, salt, body, digest, chain"


class Absorbed(Struct, frozen=True):
    """How many facts came, of how many stations, and how many kinds this program does not know."""

    facts: int
    stations: int
    unknown: int


def absorb(file: EventFile, other: Path) -> Absorbed:
    """Reads the other file (it is not changed) and appends what this one lacks. All of it or none."""
    with read_only(other) as db:
        if tables.event(db).id != tables.event(file.db).id:
            raise EventFileError(_("{file} is another event's file").format(file=other.name))
        missing = _missing(file.db, db)
    if not missing:
        return Absorbed(0, 0, 0)
    with file.transaction() as tx:
        # What another process absorbed meanwhile is left out.
        rows = [row for row in missing if not _has(tx.db, row[0], row[1])]
        _check_chains(tx.db, rows, other)
        if tables.event(tx.db).forgotten:
            dropped = about_people(tx.db, [_fact(row) for row in rows])
            rows = [_without_body(row) if f"{row[0]}:{row[1]}" in dropped else row for row in rows]
        marks = ", ".join("?" * 15)
        tx.db.executemany(f"INSERT INTO facts ({_COLUMNS}) VALUES ({marks})", rows)
        facts = [_fact(row) for row in rows]
        folding.update(tx.db, facts)
    unknown = sum(fact.known is None for fact in facts)
    return Absorbed(len(facts), len({fact.station for fact in facts}), unknown)


def _missing(ours: sqlite3.Connection, theirs: sqlite3.Connection) -> list[tuple[Any, ...]]:
    known = dict(ours.execute("SELECT station, max(seq) FROM facts GROUP BY station").fetchall())
    rows: list[tuple[Any, ...]] = []
    for (station,) in theirs.execute("SELECT DISTINCT station FROM facts ORDER BY station").fetchall():
        sql = f"SELECT {_COLUMNS} FROM facts WHERE station = ? AND seq > ? ORDER BY seq"
        rows += theirs.execute(sql, (station, known.get(station, 0))).fetchall()
    return rows


def _has(db: sqlite3.Connection, station: str, seq: int) -> bool:
    return db.execute("SELECT 1 FROM facts WHERE station = ? AND seq = ?", (station, seq)).fetchone() is not None


def _check_chains(db: sqlite3.Connection, rows: list[tuple[Any, ...]], other: Path) -> None:
    """Facts that don't link to what this file has of their station are not taken: one file was tampered with."""
    last: dict[str, tuple[int, bytes]] = {}
    for row in rows:
        station, seq = row[0], row[1]
        if station not in last:
            found = db.execute(
                "SELECT seq, chain FROM facts WHERE station = ? ORDER BY seq DESC LIMIT 1", (station,)
            ).fetchone()
            last[station] = found or (0, b"")
        before_seq, before = last[station]
        sealed = row[13]
        body_holds = row[12] is None or chain.digest(row[11], row[12]) == sealed
        if seq != before_seq + 1 or not body_holds or chain.link(before, row[:11], sealed) != row[14]:
            raise EventFileError(
                _("{file}: fact {fact} does not follow from what is here; nothing was taken in").format(
                    file=other.name, fact=f"{station}:{seq}"
                )
            )
        last[station] = (seq, row[14])


def _without_body(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """What was forgotten here does not come back from a station that still has it."""
    return (*row[:11], None, None, *row[13:])


def _fact(row: tuple[Any, ...]) -> Fact:
    station, seq, act, stamp, at, operator, mode, subject, kind, version, nonce, _salt, body, _digest, _chain = row
    return Fact(
        station, seq, act, stamp, reading.moment(at), operator, mode, subject, kind, version, nonce, body,
        from_text(kind, version, body),
    )  # fmt: skip
