"""Which files this process has open in SQLite: none of them may be opened and closed past it meanwhile.

Closing any descriptor of a file lets go of all locks the process has on it (POSIX). Another process that closes the
file then takes itself for the last one and removes the WAL that this one goes on writing: its facts are lost.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

Key = tuple[int, int]
_lock = threading.Lock()
_count: Counter[Key] = Counter()


def take(path: Path) -> Key:
    """Says that SQLite opens the file now; give the answer to `let_go` once it is closed."""
    found = path.stat()
    key = found.st_dev, found.st_ino
    with _lock:
        _count[key] += 1
    return key


def let_go(key: Key) -> None:
    with _lock:
        _count[key] -= 1
        if _count[key] <= 0:
            del _count[key]


@contextmanager
def while_open(path: Path) -> Iterator[None]:
    """The same for a block; a file that is only being made needs it not, nobody else knows it yet."""
    key = take(path) if path.exists() else None
    try:
        yield
    finally:
        if key is not None:
            let_go(key)


@contextmanager
def free_to_read(path: Path) -> Iterator[bool]:
    """May the file be opened past SQLite? While the block lasts, nobody here opens it in SQLite."""
    found = path.stat()
    with _lock:
        yield (found.st_dev, found.st_ino) not in _count
