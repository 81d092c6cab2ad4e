"""What the command line asks the screens for: a room on an event file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from data.records import Remote


class Opening(Struct, frozen=True):
    """A room to open. `stage` and `door` None are the first; `language` None is the machine's; `remote` None takes
    commands on the event's own ports, if it has any; `read_only` opens the file so that nothing can be written by it;
    `department` is whose notes are shown backstage, "" for all."""

    file: Path
    operator: str
    room: str | None = None
    stage: str | None = None
    door: str | None = None
    ascii: bool = False
    language: str | None = None
    remote: Remote | None = None
    read_only: bool = False
    department: str = ""


Launch = Callable[[Opening], int]
