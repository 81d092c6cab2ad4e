"""The journal: an event file opened, a transaction, and the one function that appends facts and folds them."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from data import chain, folding, held, reading
from data.facts import VERSION, Draft, Fact, from_text, kind_of, to_text
from data.faults import explained
from data.stamps import next_stamp
from data.station import Station

_INSERT = (
    "INSERT INTO facts (station, seq, act, stamp, at, operator, mode, subject, kind, version, nonce, salt, body,"
    " digest, chain) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


class EventFile:
    """One event's file, open. A connection belongs to the thread that opened it; other threads open their own.
    `read_only` where it is only looked at, and every transaction is an EventFileError."""

    read_only: ClassVar[bool] = False

    def __init__(self, path: Path, db: sqlite3.Connection, wall: Callable[[], float] = time.time) -> None:
        self.path = path
        self.db = db
        self.wall = wall
        self.claim = Station(path)
        self._held: held.Key | None = held.take(path)

    @property
    def station(self) -> str:
        """The station's id, or "" before it has written anything in this process."""
        return self.claim.id

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """BEGIN IMMEDIATE … COMMIT: whoever is inside sees and decides alone. An exception rolls everything back.

        Raises EventFileError where the disk or another program prevents it; then nothing was recorded.
        """
        with explained(self.path):
            self.db.execute("BEGIN IMMEDIATE")
            tx = Transaction(self)
            try:
                yield tx
                self.db.execute("COMMIT")
            except BaseException:
                if self.db.in_transaction:
                    self.db.execute("ROLLBACK")
                raise
        if tx.station:
            self.claim.settle(tx.station, tx.seq)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Several questions of one moment: no other process's act comes between them."""
        with explained(self.path):
            outer = self.db.in_transaction
            if not outer:
                self.db.execute("BEGIN")
            try:
                yield self.db
            finally:
                if not outer:
                    self.db.execute("COMMIT")

    def data_version(self) -> int:
        """A number that changes whenever another process or thread has committed."""
        return int(self.db.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        self.claim.close()
        self.db.close()
        if self._held is not None:
            held.let_go(self._held)
            self._held = None


class Transaction:
    """What may be done while the file is held: append. Questions go through `db`."""

    def __init__(self, file: EventFile) -> None:
        self.db = file.db
        self._file = file
        self.station = ""
        self.seq = 0
        self._chain = b""
        self._stamp = 0

    def claim(self) -> None:
        """Settles who numbers the facts of this transaction."""
        if self.station:
            return
        self.station = self._file.claim.claim(self.db)
        sql = "SELECT seq, chain FROM facts WHERE station = ? ORDER BY seq DESC LIMIT 1"
        self.seq, self._chain = self.db.execute(sql, (self.station,)).fetchone() or (0, b"")
        self._stamp = int(self.db.execute("SELECT max(stamp) FROM facts").fetchone()[0] or 0)

    def nonce(self, nonce: str) -> Fact | None:
        """This station's fact with that nonce, if the request came before."""
        self.claim()
        return reading.with_nonce(self.db, self.station, nonce)

    def append(
        self,
        drafts: Sequence[Draft],
        *,
        at: datetime,
        operator: str,
        nonce: str | None = None,
        act: str | None = None,
    ) -> tuple[Fact, ...]:
        """Records facts of one act and folds their subjects, in this transaction.

        `at` is when it happened (aware), `act` continues an act begun before, `nonce` goes with the first fact.
        """
        if not drafts:
            return ()
        self.claim()
        mode = folding.mode_of(self.db)
        when = reading.micros(at)
        # As it is read again: a row that is folded from it must be the same, whatever offset a caller's clock has.
        at = reading.moment(when)
        facts: list[Fact] = []
        rows: list[tuple[object, ...]] = []
        for draft in drafts:
            self.seq += 1
            self._stamp = next_stamp(int(self._file.wall() * 1000), self._stamp)
            act = act or f"{self.station}:{self.seq}"
            kind, body = kind_of(draft.body), to_text(draft.body)
            salt = os.urandom(16)
            sealed = chain.digest(salt, body)
            envelope = (
                self.station, self.seq, act, self._stamp, when, operator, mode, draft.subject, kind, VERSION, nonce,
            )  # fmt: skip
            self._chain = chain.link(self._chain, envelope, sealed)
            rows.append((*envelope, salt, body, sealed, self._chain))
            facts.append(Fact(
                self.station, self.seq, act, self._stamp, at, operator, mode, draft.subject, kind, VERSION, nonce,
                body, from_text(kind, VERSION, body),
            ))  # fmt: skip
            nonce = None
        self.db.executemany(_INSERT, rows)
        folding.update(self.db, facts)
        return tuple(facts)
