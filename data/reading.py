"""Reading the journal: facts as they were recorded, oldest or newest first, and which of them stand."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from msgspec import Struct

from data.facts import Fact, Mode, from_text
from data.folds.standing import undone_acts

Connection = sqlite3.Connection
"""The type of an open file's connection, for those above this floor who only hand it on."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_COLUMNS = "n, station, seq, act, stamp, at, operator, mode, subject, kind, version, nonce, body"


def micros(at: datetime) -> int:
    """Microseconds since 1970 UTC, exactly."""
    return (at - _EPOCH) // timedelta(microseconds=1)


def moment(at: int) -> datetime:
    return _EPOCH + timedelta(microseconds=at)


class Row(Struct, frozen=True):
    """A fact, where it stands in the file (`n` grows), and whether it stands."""

    n: int
    fact: Fact
    standing: bool


def _fact(row: tuple[Any, ...]) -> Fact:
    _n, station, seq, act, stamp, at, operator, mode, subject, kind, version, nonce, body = row
    return Fact(
        station, seq, act, stamp, moment(at), operator, cast(Mode, mode), subject, kind, version, nonce, body,
        from_text(kind, version, body),
    )  # fmt: skip


def of_subject(db: sqlite3.Connection, subject: str, kinds: Iterable[str] | None = None) -> list[Fact]:
    """All facts of a subject, or those of some kinds, by stamp."""
    wanted = tuple(kinds or ())
    only = f" AND kind IN ({', '.join('?' * len(wanted))})" if wanted else ""
    sql = f"SELECT {_COLUMNS} FROM facts WHERE subject = ?{only} ORDER BY stamp, station, seq"
    return [_fact(row) for row in db.execute(sql, (subject, *wanted))]


def by_id(db: sqlite3.Connection, fact: str) -> Fact | None:
    """The fact called `STATION:SEQ`, or None."""
    station, _, seq = fact.partition(":")
    if not seq.isascii() or not seq.isdigit() or len(seq) > 18:
        return None
    row = db.execute(f"SELECT {_COLUMNS} FROM facts WHERE station = ? AND seq = ?", (station, int(seq))).fetchone()
    return _fact(row) if row else None


def of_act(db: sqlite3.Connection, act: str) -> list[Fact]:
    """The facts of one act, in the order they were written."""
    return [_fact(row) for row in db.execute(f"SELECT {_COLUMNS} FROM facts WHERE act = ? ORDER BY n", (act,))]


def stands(db: sqlite3.Connection, act: str) -> bool:
    """Was the act done and not taken back since?"""
    first = by_id(db, act)
    return first is not None and first.act not in undone_of(db, first.subject)


def undone_of(db: sqlite3.Connection, subject: str) -> frozenset[str]:
    """The acts that are undone now for one subject."""
    return undone_acts(of_subject(db, subject, ("undone",)))


def newest_stamp(db: sqlite3.Connection, act: str) -> int:
    """The stamp of the act's newest fact, 0 where it has none."""
    row = db.execute("SELECT stamp FROM facts WHERE act = ? ORDER BY n DESC LIMIT 1", (act,)).fetchone()
    return int(row[0]) if row else 0


def acts_of(db: sqlite3.Connection, station: str, operator: str, but: Iterable[str]) -> Iterator[Fact]:
    """The first facts of that operator's acts at that station, newest first, acts that begin with kinds of `but`
    left out."""
    left_out = tuple(but)
    sql = (
        f"SELECT {_COLUMNS} FROM facts WHERE station = ? AND operator = ? AND act = station || ':' || seq"
        f" AND kind NOT IN ({', '.join('?' * len(left_out))}) ORDER BY seq DESC"
    )
    return (_fact(row) for row in db.execute(sql, (station, operator, *left_out)))


def with_nonce(db: sqlite3.Connection, station: str, nonce: str) -> Fact | None:
    row = db.execute(f"SELECT {_COLUMNS} FROM facts WHERE station = ? AND nonce = ?", (station, nonce)).fetchone()
    return _fact(row) if row else None


def subjects(db: sqlite3.Connection) -> Iterator[str]:
    """Every subject that has facts."""
    return (row[0] for row in db.execute("SELECT DISTINCT subject FROM facts"))


def latest(db: sqlite3.Connection) -> int:
    """The place of the newest fact in the file, 0 for none."""
    return int(db.execute("SELECT max(n) FROM facts").fetchone()[0] or 0)


def imports(db: sqlite3.Connection) -> int:
    """How many imports have ended."""
    return int(db.execute("SELECT count(*) FROM facts WHERE kind = 'import_ended'").fetchone()[0])


def import_spans(db: sqlite3.Connection) -> tuple[tuple[int, int], ...]:
    """The stretches of the file (first and last place) that imports wrote, but for the fact that sums each up."""
    rows = db.execute(
        "SELECT min(n), max(n) FROM (SELECT n, n - row_number() OVER (ORDER BY n) AS run FROM facts"
        " WHERE act IN (SELECT act FROM facts WHERE kind = 'import_ended') AND kind != 'import_ended')"
        " GROUP BY run ORDER BY 1"
    )
    return tuple((int(first), int(last)) for first, last in rows)


def undone(db: sqlite3.Connection) -> frozenset[str]:
    """Every act that is undone now, anywhere in the event."""
    sql = f"SELECT {_COLUMNS} FROM facts WHERE kind = 'undone'"
    return undone_acts([_fact(row) for row in db.execute(sql)])


def facts(
    db: sqlite3.Connection,
    *,
    after: int = 0,
    before: int | None = None,
    subject: str | None = None,
    kinds: Iterable[str] | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    newest_first: bool = False,
    limit: int | None = None,
) -> Iterator[Row]:
    """Facts in the order they reached this file. `after` and `before` are places (`Row.n`); `subject` may end in `/`
    for all of its kind; times are when it happened."""
    where: list[str] = ["n > ?"]
    values: list[object] = [after]
    if before is not None:
        where.append("n < ?")
        values.append(before)
    if subject is not None:
        if subject.endswith("/"):
            where.append("subject >= ? AND subject < ?")
            values += [subject, subject[:-1] + "0"]
        else:
            where.append("subject = ?")
            values.append(subject)
    if kinds is not None:
        wanted = list(kinds)
        where.append(f"kind IN ({', '.join('?' * len(wanted))})")
        values += wanted
    for column, at in ((">=", since), ("<=", until)):
        if at is not None:
            where.append(f"at {column} ?")
            values.append(micros(at))
    order = "DESC" if newest_first else "ASC"
    sql = f"SELECT {_COLUMNS} FROM facts WHERE {' AND '.join(where)} ORDER BY n {order} LIMIT ?"
    gone = undone(db)
    for row in db.execute(sql, (*values, -1 if limit is None else limit)):
        fact = _fact(row)
        yield Row(row[0], fact, fact.act not in gone)
