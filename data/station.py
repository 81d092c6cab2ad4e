"""Who numbers facts: a random station id, bound to this machine, this user and this very file.

A copied file has another inode, so it finds no binding and becomes a new station. A backup put back *in place* keeps
the inode; what gives it away is a mark outside the file, which says that this station has numbered further.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
import uuid
from hashlib import sha256
from pathlib import Path

from platformdirs import user_state_path

_ALPHABET = "abcdefghjkmnpqrstvwxyz23456789"
_WIDTH = 20


def state_folder() -> Path:
    """Where this user's marks are kept; CALLBOARD_STATE moves it."""
    named = os.environ.get("CALLBOARD_STATE")
    return Path(named) if named else user_state_path("callboard")


def _machine() -> str:
    for place in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
        try:
            text = Path(place).read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            continue
        if text:
            return text
    return f"{uuid.getnode():012x}"


def _binding(path: Path) -> str:
    found = path.stat()
    user = os.getuid() if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    return sha256(f"{_machine()}|{found.st_dev}|{found.st_ino}|{user}".encode()).hexdigest()[:32]


def _mark_path(station: str) -> Path:
    return state_folder() / "stations" / station


def high_water(station: str) -> int:
    """The greatest seq this user saw the station number, 0 if there is no mark."""
    try:
        return int(_mark_path(station).read_text(encoding="ascii") or 0)
    except (OSError, ValueError):
        return 0


class Station:
    """This machine's station in one file. `claim` inside a transaction that writes, `mark` once it is committed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._mark: int | None = None
        self.id = ""

    def peek(self, db: sqlite3.Connection) -> str:
        """The station this file would most likely be written as, or ""; nothing is written."""
        if self.id:
            return self.id
        row = db.execute("SELECT station FROM stations WHERE binding = ?", (_binding(self._path),)).fetchone()
        return str(row[0]) if row else ""

    def claim(self, db: sqlite3.Connection) -> str:
        """The station id; a new one where the file is a copy or was put back to an earlier state."""
        if self.id:
            return self.id
        binding = _binding(self._path)
        row = db.execute("SELECT station FROM stations WHERE binding = ?", (binding,)).fetchone()
        station = row[0] if row else ""
        if station:
            latest = db.execute("SELECT max(seq) FROM facts WHERE station = ?", (station,)).fetchone()[0] or 0
            if high_water(station) > latest:
                station = ""
        if not station:
            station = "".join(secrets.choice(_ALPHABET) for _ in range(8))
            db.execute("INSERT OR REPLACE INTO stations VALUES (?, ?)", (binding, station))
        return station

    def settle(self, station: str, seq: int) -> None:
        """Remembers the claim and the seq after a commit. With no folder for marks, copies are still told by inode."""
        self.id = station
        try:
            if self._mark is None:
                place = _mark_path(station)
                place.parent.mkdir(parents=True, exist_ok=True)
                self._mark = os.open(place, os.O_RDWR | os.O_CREAT, 0o600)
            known = int(os.pread(self._mark, _WIDTH, 0) or b"0")
            if seq > known:
                os.pwrite(self._mark, f"{seq:0{_WIDTH}d}".encode(), 0)
        except (OSError, ValueError):
            return

    def close(self) -> None:
        if self._mark is not None:
            os.close(self._mark)
            self._mark = None
