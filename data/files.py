"""Event files on the disk: made, opened and checked, copied and put back."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from data import folding, schema
from data.faults import EventFileError, explained
from data.journal import EventFile
from data.words import _

BUSY_SECONDS = 10.0
_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "glusterfs", "fuse.sshfs", "lustre", "ncpfs"}
)


def create_event(path: Path) -> EventFile:
    """A new, empty event file; refuses where something is already there."""
    if path.exists():
        raise EventFileError(_("{file} is already there; choose another name").format(file=path))
    if not path.parent.is_dir():
        raise EventFileError(_("the folder {folder} is not there").format(folder=path.parent))
    return _opened(path)


def open_event(path: Path) -> EventFile:
    """Opens an event file, bringing an older one up to date. Raises EventFileError with the line that says why not."""
    check(path)
    return _opened(path)


def check(path: Path) -> None:
    name = path.name
    if path.is_dir():
        words = _("{file} is a folder; an event folder becomes a file with `callboard new`")
        raise EventFileError(words.format(file=name))
    try:
        size, head = path.stat().st_size, _head(path)
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


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(100)


def _opened(path: Path) -> EventFile:
    existed = path.exists()
    if existed and not path.stat().st_mode & 0o222:
        raise EventFileError(_("{file} can't be written here: it or its folder is read-only").format(file=path.name))
    kind = _filesystem(path.parent)
    if kind in _NETWORK:
        raise EventFileError(
            _("{file} is on a network drive ({kind}), where two programs can damage it; copy it to this machine")
            .format(file=path.name, kind=kind)
        )  # fmt: skip
    path = path.resolve()
    with explained(path):
        db = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            db.execute("PRAGMA synchronous = FULL")
            db.execute("PRAGMA temp_store = MEMORY")
            _up_to_date(path, db)
            # Only now: a new file's first page, by which it is known, is then in the file itself and not in its WAL.
            db.execute("PRAGMA journal_mode = WAL")
        except BaseException:
            db.close()
            raise
    return EventFile(path, db)


def _up_to_date(path: Path, db: sqlite3.Connection) -> None:
    version = db.execute("PRAGMA user_version").fetchone()[0]
    folded = 0
    if version:
        row = db.execute("SELECT value FROM meta WHERE key = 'folding'").fetchone()
        folded = int(row[0]) if row else 0
    if version > schema.SCHEMA or folded > schema.FOLDING:
        raise EventFileError(_("{file} was written by a newer Callboard; update this one").format(file=path.name))
    if version == schema.SCHEMA and folded == schema.FOLDING:
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        # Asked again: another process may have done it while this one waited.
        if db.execute("PRAGMA user_version").fetchone()[0] < schema.SCHEMA:
            schema.migrate(db)
        row = db.execute("SELECT value FROM meta WHERE key = 'folding'").fetchone()
        if int(row[0]) < schema.FOLDING:
            folding.refold(db)
            db.execute("UPDATE meta SET value = ? WHERE key = 'folding'", (str(schema.FOLDING),))
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
    if dest.exists():
        raise EventFileError(_("{file} is already there; choose another name").format(file=dest))
    _copy(file.db, dest)


def restore(source: Path, path: Path) -> None:
    """Puts a backup at `path`, as a new station; refuses to write over anything."""
    check(source)
    if path.exists():
        raise EventFileError(_("{file} is already there; choose another name").format(file=path))
    with explained(source):
        db = read_only(source)
        try:
            _copy(db, path)
        finally:
            db.close()


def read_only(path: Path) -> sqlite3.Connection:
    """A connection that only reads, for a file that is somebody else's."""
    uri = f"{path.resolve().as_uri()}?mode=ro"
    return sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)


def _copy(db: sqlite3.Connection, dest: Path) -> None:
    part = dest.with_name(dest.name + ".part")
    part.unlink(missing_ok=True)
    with explained(dest):
        copy = sqlite3.connect(part, isolation_level=None)
        try:
            db.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            copy.execute("DELETE FROM stations")
            damage = copy.execute("PRAGMA quick_check").fetchone()[0]
        except BaseException:
            copy.close()
            part.unlink(missing_ok=True)
            raise
        copy.close()
    if damage != "ok":
        part.unlink(missing_ok=True)
        raise EventFileError(_("{file} is damaged; the copy was not kept").format(file=dest.name))
    with part.open("rb") as written:
        os.fsync(written.fileno())
    part.rename(dest)
