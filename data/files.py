"""Event files on the disk: made, opened and checked, copied and put back."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from data import folding, held, schema
from data.faults import EventFileError, called, explained
from data.following import Following
from data.journal import EventFile
from data.placing import built_beside
from data.words import _

BUSY_SECONDS = 10.0
_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "glusterfs", "fuse.sshfs", "lustre", "ncpfs"}
)


def create_event(path: Path) -> EventFile:
    """A new, empty event file; refuses where something is already there."""
    with new_event(path):
        pass
    return open_event(path)


@contextmanager
def new_event(path: Path) -> Iterator[EventFile]:
    """A new event file to be filled in the block; it stands at `path`, whole, once the block is left, or not at all."""
    with built_beside(path) as part, explained(path), closing(_opened(part)) as file:
        yield file
        # All of it into the one file that is moved.
        file.db.execute("PRAGMA journal_mode = DELETE")


def open_event(path: Path) -> EventFile:
    """Opens an event file, bringing an older one up to date. Raises EventFileError with the line that says why not."""
    check(path)
    return _opened(path)


def check(path: Path) -> None:
    """Raises EventFileError unless an event file of ours stands there, by a look at its header."""
    name = path.name
    if path.is_dir():
        words = _("{file} is a folder; an event folder becomes a file with `callboard new`")
        raise EventFileError(words.format(file=path))
    try:
        found = path.stat()
        # Never a pipe or a device: reading one may wait for ever.
        size, head = found.st_size, _head(path) if stat.S_ISREG(found.st_mode) else b""
        if head is None:
            return
    except FileNotFoundError:
        raise EventFileError(_("{file} is not there").format(file=path)) from None
    except OSError as why:
        raise EventFileError(_("{file} can't be read: {why}").format(file=name, why=why.strerror)) from None
    if not head.startswith(b"SQLite format 3\x00") or len(head) < 100:
        raise EventFileError(_("{file} is not an event file").format(file=name))
    page = int.from_bytes(head[16:18], "big") or 0
    page = 65536 if page == 1 else page
    pages = int.from_bytes(head[28:32], "big")
    if int.from_bytes(head[68:72], "big") != schema.APPLICATION_ID:
        raise EventFileError(_("{file} is a database, but not of Callboard").format(file=name))
    wal = path.with_name(path.name + "-wal")
    if pages * page > size and not wal.exists():
        raise EventFileError(_("{file} is damaged: it was cut short; restore a backup").format(file=name))


def _head(path: Path) -> bytes | None:
    """The header, or None where this process has the file open already, and knows it."""
    with held.free_to_read(path) as free:
        if not free:
            return None
        with path.open("rb") as file:
            return file.read(100)


def _opened(path: Path) -> EventFile:
    path = path.resolve()
    new = not path.exists()
    if not new and not path.stat().st_mode & 0o222:
        raise EventFileError(_("{file} can't be written here: it or its folder is read-only").format(file=path.name))
    kind = _filesystem(path.parent)
    if kind in _NETWORK:
        raise EventFileError(
            _(
                "{file} is on a network drive ({kind}), where two programs can damage it; copy it to this machine"
            ).format(file=called(path), kind=kind)
        )
    with held.while_open(path), explained(path):
        db = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, factory=Following)
        try:
            db.execute("PRAGMA synchronous = FULL")
            db.execute("PRAGMA temp_store = MEMORY")
            if not new:
                known(path, db)
            up_to_date(db)
            # Only now: a new file's first page, by which it is known, is then in the file itself and not in its WAL.
            db.execute("PRAGMA journal_mode = WAL")
        except BaseException:
            db.close()
            raise
        return EventFile(path, db)


def known(path: Path, db: sqlite3.Connection) -> None:
    """Raises EventFileError unless this program can read what the file holds."""
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version > schema.SCHEMA or _folding(db) > schema.FOLDING:
        raise EventFileError(_("{file} was written by a newer Callboard; update this one").format(file=path.name))
    there = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not there >= {table for table in schema.TABLES if schema.LATER.get(table, 1) <= version}:
        words = _("{file} is damaged; restore a backup and absorb this file's facts")
        raise EventFileError(words.format(file=path.name))


def _folding(db: sqlite3.Connection) -> int:
    """The version its rows were folded by; 0 where it does not say, and then they are folded again."""
    if db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone() is None:
        return 0
    row = db.execute("SELECT value FROM meta WHERE key = 'folding'").fetchone()
    return int(row[0]) if row and str(row[0]).isdecimal() else 0


def is_of_now(db: sqlite3.Connection) -> bool:
    """Are its tables and rows those of this program?"""
    return bool(db.execute("PRAGMA user_version").fetchone()[0] == schema.SCHEMA and _folding(db) == schema.FOLDING)


def up_to_date(db: sqlite3.Connection) -> None:
    """Makes the tables and rows of an older program those of this one."""
    if is_of_now(db):
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        # Asked again: another process may have done it while this one waited.
        if db.execute("PRAGMA user_version").fetchone()[0] < schema.SCHEMA:
            schema.migrate(db)
        if _folding(db) < schema.FOLDING:
            folding.refold(db)
            db.execute("INSERT OR REPLACE INTO meta VALUES ('folding', ?)", (str(schema.FOLDING),))
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _filesystem(folder: Path) -> str:
    """The kind of file system a folder is on, "" where the system does not say (only Linux has this table)."""
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    best, kind = "", ""
    here = os.path.realpath(folder) + "/"
    for line in mounts:
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = fields[1].replace("\\040", " ").rstrip("/") + "/"
        if here.startswith(point) and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind


def backup(file: EventFile, dest: Path) -> None:
    """A whole copy while the day goes on; nothing stands at `dest` until all of it does. The copy is a new station."""
    _copy(file.db, dest)


def restore(source: Path, path: Path) -> None:
    """Puts a backup at `path`, as a new station; refuses to write over anything."""
    with read_only(source) as db:
        _copy(db, path)


@contextmanager
def read_only(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that only reads, for a file that is somebody else's, also on a disk that takes no writing."""
    check(path)
    place = path.resolve()
    # Even to read, SQLite makes its shared memory beside the file, unless it is told that nobody writes there.
    still = not os.access(place.parent, os.W_OK) and not place.with_name(place.name + "-wal").exists()
    uri = f"{place.as_uri()}?mode=ro{'&immutable=1' if still else ''}"
    with (
        held.while_open(place),
        explained(path),
        closing(sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, factory=Following)) as db,
    ):
        known(path, db)
        yield db


def _copy(db: sqlite3.Connection, dest: Path) -> None:
    with built_beside(dest) as part, explained(dest):
        with closing(sqlite3.connect(part, isolation_level=None)) as copy:
            db.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            copy.execute("DELETE FROM stations")
            damage = copy.execute("PRAGMA quick_check").fetchone()[0]
        if damage != "ok":
            raise EventFileError(_("{file} is damaged; the copy was not kept").format(file=dest.name))
