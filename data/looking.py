"""An event file that is only looked at: nothing is written by it, not even where it could be, and what others write in
the file is seen."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from data import files, held
from data.faults import EventFileError, explained
from data.following import Following
from data.journal import EventFile, Transaction
from data.words import _

Print = tuple[int, ...]


def look_at(path: Path) -> LookedAt:
    """Opens an event file to look at it. Raises EventFileError with the line that says why not."""
    files.check(path)
    return LookedAt(path.resolve())


def looks_only() -> str:
    return _("READ ONLY: this console only looks; nothing was recorded.")


class LookedAt(EventFile):
    """As an event file; every act ends in an EventFileError that says so.

    A file that somebody writes in is read through SQLite's own shared memory. One that nobody does is read as it lies
    there: SQLite would make that memory beside it even to read, and a later writer of another account could not use
    what it left. One of an older program is brought up to date in memory. The last two are opened again once the disk
    says that something changed.
    """

    read_only = True

    def __init__(self, path: Path) -> None:
        self._turns = 0
        with held.while_open(path), explained(path):
            db, self._print = _opened(path)
        super().__init__(path, db)

    def data_version(self) -> int:
        """As an event file's; where SQLite can't tell, by what the disk says of the file."""
        if self._print is not None and _print(self.path) != self._print:
            with explained(self.path):
                fresh, self._print = _opened(self.path)
            self.db.close()
            self.db = fresh
            self._turns += 1
        return self._turns * 2**32 + super().data_version()

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Never begins."""
        if self.read_only:
            raise EventFileError(looks_only())
        with super().transaction() as tx:
            yield tx


def _opened(path: Path) -> tuple[sqlite3.Connection, Print | None]:
    """A connection that reads, and what the disk says of the file, where SQLite does not see what others write."""
    before = _print(path)
    if not _beside(path, "-wal").exists():
        return _as_of_now(path, _connected(path, "mode=ro&immutable=1"), before)
    if _beside(path, "-shm").exists():
        try:
            return _as_of_now(path, _connected(path, "mode=ro"), None)
        except sqlite3.OperationalError:
            # Left behind by a program that was cut off, in a place where it can't be put right.
            pass
    return _as_of_now(path, _copied(path), before)


def _connected(path: Path, how: str) -> sqlite3.Connection:
    db = sqlite3.connect(
        f"{path.as_uri()}?{how}", uri=True, timeout=files.BUSY_SECONDS, isolation_level=None, factory=Following
    )
    try:
        db.execute("PRAGMA query_only = ON")
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        db.close()
        raise
    return db


def _copied(path: Path) -> sqlite3.Connection:
    """What the file and its WAL say together, in memory."""
    with TemporaryDirectory(prefix="callboard-look-") as folder:
        place = Path(folder) / path.name
        for ending in ("", "-wal"):
            shutil.copyfile(_beside(path, ending), _beside(place, ending))
        with closing(sqlite3.connect(place, isolation_level=None)) as db:
            return _in_memory(db)


def _in_memory(db: sqlite3.Connection) -> sqlite3.Connection:
    copy = sqlite3.connect(":memory:", isolation_level=None, factory=Following)
    db.backup(copy)
    return copy


def _as_of_now(path: Path, db: sqlite3.Connection, seen: Print | None) -> tuple[sqlite3.Connection, Print | None]:
    """The connection, or one to a copy with the tables and rows of this program."""
    try:
        files.known(path, db)
        if files.is_of_now(db):
            return db, seen
        copy = _in_memory(db)
        copy.execute("PRAGMA query_only = OFF")
        files.up_to_date(copy)
        copy.execute("PRAGMA query_only = ON")
    except BaseException:
        db.close()
        raise
    db.close()
    return copy, seen or _print(path)


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _print(path: Path) -> Print:
    """What changes when somebody writes: sizes and times of the file and of its WAL."""
    found: list[int] = []
    for ending in ("", "-wal", "-shm"):
        try:
            seen = _beside(path, ending).stat()
        except OSError:
            found.append(0)
        else:
            found += [seen.st_ino] if ending == "-shm" else [seen.st_ino, seen.st_size, seen.st_mtime_ns]
    return tuple(found)
