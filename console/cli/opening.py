"""What the command line asks the screens for: a room on an event file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct


class Opening(Struct, frozen=True):
    """A room to open. `stage` and `door` None are the first; `language` None is the machine's."""

    file: Path
    operator: str
    room: str | None = None
    stage: str | None = None
    door: str | None = None
    ascii: bool = False
    language: str | None = None


Launch = Callable[[Opening], int]
