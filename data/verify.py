"""Does the file hold: SQLite's own check, the chains, no gaps, and folded rows that equal the journal folded again."""

from __future__ import annotations

import sqlite3
from itertools import groupby

from msgspec import Struct

from data import chain, folding, search
from data.faults import explained
from data.journal import EventFile


class Verified(Struct, frozen=True):
    """`chain`, `gaps`, `folds`, `integrity` are true where they hold (`gaps`: there are none)."""

    ok: bool
    facts: int
    stations: int
    chain: bool
    gaps: bool
    folds: bool
    integrity: bool
    broken: tuple[str, ...] = ()


def verify(file: EventFile) -> Verified:
    """Checks everything; changes nothing. Takes as long as folding the whole journal."""
    with explained(file.path):
        integrity = file.db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        count, stations, chained, gaps, broken = _chains(file.db)
        folds = _folds_hold(file.db)
    ok = integrity and chained and gaps and folds
    return Verified(ok, count, stations, chained, gaps, folds, integrity, tuple(broken[:20]))


def _chains(db: sqlite3.Connection) -> tuple[int, int, bool, bool, list[str]]:
    sql = (
        "SELECT station, seq, act, stamp, at, operator, mode, subject, kind, version, nonce, salt, body, digest, chain"
        " FROM facts ORDER BY station, seq"
    )
    count = stations = 0
    chained = gaps = True
    broken: list[str] = []
    for station, rows in groupby(db.execute(sql), key=lambda row: row[0]):
        stations += 1
        before, expected = b"", 1
        for row in rows:
            count += 1
            if row[1] != expected:
                gaps = False
                broken.append(f"{station}:{expected}")
            holds = row[12] is None or chain.digest(row[11], row[12]) == row[13]
            if not holds or chain.link(before, row[:11], row[13]) != row[14]:
                chained = False
                broken.append(f"{station}:{row[1]}")
            before, expected = row[14], row[1] + 1
    return count, stations, chained, gaps, broken


def _folds_hold(db: sqlite3.Connection) -> bool:
    """Folds the journal again in a copy in memory, so that no desk waits, and compares every row."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    try:
        db.backup(copy)
        stored = list(folding.folded_rows(copy))
        words = search.index_rows(copy)
        folding.refold(copy)
        return stored == list(folding.folded_rows(copy)) and words == search.index_rows(copy)
    finally:
        copy.close()
