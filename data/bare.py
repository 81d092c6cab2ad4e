"""The limits to measure against: what this disk, this SQLite and this index do when nothing else is asked of them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

SQLITE = sqlite3.sqlite_version


class Bare:
    """A file with one table, kept as event files are kept."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, timeout=10, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.execute("CREATE TABLE IF NOT EXISTS bare (n INTEGER PRIMARY KEY, body TEXT)")

    def commit(self) -> None:
        """One row, safely on the disk."""
        self._db.execute("BEGIN IMMEDIATE")
        self._db.execute("INSERT INTO bare (body) VALUES (?)", ("x" * 200,))
        self._db.execute("COMMIT")

    def close(self) -> None:
        self._db.close()


def ask_index(db: sqlite3.Connection, word: str, limit: int) -> int:
    """One question to the search index and nothing after it; `word` is of letters and digits. How many rows came."""
    sql = "SELECT rowid FROM guest_words WHERE guest_words MATCH ? LIMIT ?"
    return len(db.execute(sql, (f'"{word}" *', limit)).fetchall())


def read_vocabulary(db: sqlite3.Connection, letter: str) -> int:
    """Every name that begins with a letter, read and no more. How many there are."""
    sql = "SELECT term FROM guest_vocabulary WHERE term >= ? AND term < ? AND col IN ('whole', 'name')"
    return len(db.execute(sql, (letter, chr(ord(letter) + 1))).fetchall())
