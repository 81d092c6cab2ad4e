"""Is an import that has not ended being written right now, by whatever process, or was it cut off?"""

from __future__ import annotations

from data import reading, stamps
from data.journal import EventFile
from data.states import Importing

QUIET = 10.0
"""Seconds without a fact of it after which an import is cut off: a batch takes a hundredth of one."""


def underway(file: EventFile, importing: Importing) -> bool:
    newest = reading.newest_stamp(file.db, importing.act)
    return abs(file.wall() - stamps.seconds(newest)) < QUIET
