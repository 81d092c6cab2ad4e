"""The tables of an event file and how an older file is brought up to date."""

from __future__ import annotations

import sqlite3

APPLICATION_ID = 0x43424F44
SCHEMA = 5
FOLDING = 6
"""Raised when a fold changes: a file folded by an older program is folded again when it is opened."""

_JOURNAL = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE stations (binding TEXT PRIMARY KEY, station TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE facts (
    n INTEGER PRIMARY KEY,
    station TEXT NOT NULL, seq INTEGER NOT NULL, act TEXT NOT NULL, stamp INTEGER NOT NULL, at INTEGER NOT NULL,
    operator TEXT NOT NULL, mode TEXT NOT NULL, subject TEXT NOT NULL, kind TEXT NOT NULL, version INTEGER NOT NULL,
    nonce TEXT, salt BLOB, body TEXT, digest BLOB NOT NULL, chain BLOB NOT NULL
);
CREATE UNIQUE INDEX facts_station ON facts (station, seq);
CREATE UNIQUE INDEX facts_nonce ON facts (station, nonce) WHERE nonce IS NOT NULL;
CREATE INDEX facts_subject ON facts (subject, stamp);
CREATE INDEX facts_act ON facts (act);
CREATE INDEX facts_own ON facts (station, operator, seq) WHERE act = station || ':' || seq;
CREATE INDEX facts_stamp ON facts (stamp);
CREATE INDEX facts_kind ON facts (kind, n);
"""

_FOLDED = """
CREATE TABLE guests (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, number INTEGER NOT NULL, name TEXT NOT NULL, name_alt TEXT NOT NULL,
    sort TEXT NOT NULL, organisation TEXT NOT NULL, category TEXT NOT NULL, delegation TEXT NOT NULL,
    status TEXT NOT NULL, seat TEXT NOT NULL, code TEXT NOT NULL, how TEXT NOT NULL,
    arrived INTEGER, inside INTEGER NOT NULL, body TEXT NOT NULL
);
CREATE INDEX guests_number ON guests (number);
CREATE INDEX guests_code ON guests (code) WHERE code != '';
CREATE INDEX guests_delegation ON guests (delegation, status, inside) WHERE delegation != '';
CREATE INDEX guests_sort ON guests (sort);
CREATE INDEX guests_standing ON guests (category, status, how, arrived IS NOT NULL, inside);
CREATE TABLE passages (
    fact TEXT PRIMARY KEY, guest TEXT NOT NULL, way TEXT NOT NULL, door TEXT NOT NULL, record TEXT NOT NULL,
    at INTEGER NOT NULL, operator TEXT NOT NULL, marks TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX passages_guest ON passages (guest);
CREATE INDEX passages_record ON passages (record, at);
CREATE INDEX passages_at ON passages (at);
CREATE TABLE inside (record TEXT NOT NULL, guest TEXT NOT NULL, PRIMARY KEY (record, guest)) WITHOUT ROWID;
CREATE INDEX inside_guest ON inside (guest);
CREATE TABLE states (
    subject TEXT PRIMARY KEY, body TEXT NOT NULL, stamp INTEGER NOT NULL, station TEXT NOT NULL, seq INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE items (
    stage TEXT NOT NULL, id TEXT NOT NULL, pos INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (stage, id)
) WITHOUT ROWID;
CREATE TABLE cues (number TEXT PRIMARY KEY, item TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX cues_item ON cues (item);
"""

_CODES = """
CREATE TABLE codes (code TEXT NOT NULL, guest TEXT NOT NULL, origin TEXT NOT NULL, PRIMARY KEY (code, guest))
    WITHOUT ROWID;
CREATE INDEX codes_guest ON codes (guest);
CREATE INDEX codes_origin ON codes (origin) WHERE origin != '';
"""

_OUTSTANDING = """
CREATE TABLE outstanding (what TEXT NOT NULL, guest TEXT NOT NULL, word TEXT NOT NULL, at INTEGER NOT NULL);
CREATE INDEX outstanding_what ON outstanding (what, at);
CREATE INDEX outstanding_guest ON outstanding (guest);
"""

_SINCE_COUNTED = """
CREATE TABLE since_counted (
    record TEXT NOT NULL, whole INTEGER NOT NULL, counted INTEGER NOT NULL, count INTEGER NOT NULL,
    more INTEGER NOT NULL, PRIMARY KEY (record, whole)
) WITHOUT ROWID;
"""

_INDEXES = """
DROP INDEX guests_delegation;
CREATE INDEX guests_delegation ON guests (delegation, status, inside, how) WHERE delegation != '';
CREATE INDEX passages_marked ON passages (marks) WHERE marks != '';
DROP INDEX guests_code;
DROP INDEX guests_sort;
"""
"""A party is counted at every admission: from the index alone, however many it has. Codes have a table of their own."""

TABLES = frozenset({
    "meta", "stations", "facts", "guests", "codes", "passages", "inside", "outstanding", "since_counted", "states",
    "items", "cues",
})  # fmt: skip
LATER = {"outstanding": 2, "codes": 3, "since_counted": 4}
"""The schema that brought a table, for those that the first one had not."""


def migrate(db: sqlite3.Connection) -> None:
    """Brings the file to SCHEMA, inside the caller's BEGIN IMMEDIATE: two programs at once must not both migrate."""
    # Imported here: it takes longer than all else at start-up and only an older file needs it.
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

    from data.search import create as create_search

    steps = Migrations("callboard")

    @steps(name="0001-journal")
    def journal(store: Database) -> None:
        _run(store.conn, _JOURNAL)

    @steps(name="0002-folded")
    def folded(store: Database) -> None:
        _run(store.conn, _FOLDED)
        create_search(store.conn)

    @steps(name="0003-outstanding")
    def outstanding(store: Database) -> None:
        _run(store.conn, _OUTSTANDING)

    @steps(name="0004-codes")
    def codes(store: Database) -> None:
        _run(store.conn, _CODES)

    @steps(name="0005-since-counted")
    def since_counted(store: Database) -> None:
        _run(store.conn, _SINCE_COUNTED)

    @steps(name="0006-indexes")
    def indexes(store: Database) -> None:
        _run(store.conn, _INDEXES)

    steps.apply(Database(db))
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {SCHEMA}")
    db.execute("INSERT OR IGNORE INTO meta VALUES ('folding', ?)", (str(FOLDING),))


def _run(db: sqlite3.Connection, script: str) -> None:
    # Not executescript: it would commit the caller's transaction.
    for statement in filter(str.strip, script.split(";")):
        db.execute(statement)
