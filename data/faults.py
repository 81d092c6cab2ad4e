"""What is wrong with an event file, in one line for the operator."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.words import _

LITTLE = 128 * 1024
"""Bytes of free disk that are as good as none."""


class EventFileError(Exception):
    """The event file can't be used; the text says why and what to do. Nothing was recorded."""


def called(path: Path) -> str:
    """The name the operator knows: a file that is still being built has the name of the one it will be."""
    return re.sub(r"\.\d+\.part\Z", "", path.name)


def sentence(path: Path, fault: sqlite3.Error) -> str:
    """SQLite's complaint as the operator needs it."""
    code = getattr(fault, "sqlite_errorname", "") or ""
    name = called(path)
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return _("{file} is locked by another program; close it and try again").format(file=name)
    if code.startswith("SQLITE_FULL") or (code.startswith("SQLITE_IOERR") and _no_room(path)):
        return _("the disk is full; nothing was recorded in {file}; make room and try again").format(file=name)
    if code.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN")):
        return _("{file} can't be written here: it or its folder is read-only").format(file=name)
    if code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return _("{file} is damaged; restore a backup and absorb this file's facts").format(file=name)
    if code.startswith("SQLITE_IOERR"):
        return _("the disk failed while using {file}; nothing was recorded").format(file=name)
    return _("{file} can't be used: {why}").format(file=name, why=fault)


def _no_room(path: Path) -> bool:
    """Is that disk full? SQLite calls it an I/O error where its shared memory finds no room."""
    try:
        return shutil.disk_usage(path.parent).free < LITTLE
    except OSError:
        return False


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns what SQLite says of the file into an EventFileError; a fault in our own SQL stays an exception."""
    try:
        yield
    except sqlite3.DatabaseError as fault:
        code = getattr(fault, "sqlite_errorname", "") or ""
        ours = isinstance(fault, sqlite3.IntegrityError | sqlite3.ProgrammingError) or code == "SQLITE_ERROR"
        if ours:
            raise
        raise EventFileError(sentence(path, fault)) from fault
