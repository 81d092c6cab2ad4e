"""The stream of changes: the state at once, then again whenever there is something new to show (server-sent events)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import msgspec

from console.remote.shapes import StateShown, changed, state
from data import tables
from data.faults import EventFileError
from data.journal import EventFile
from data.writers.plain import plain

LOOK, ALIVE = 0.1, 15.0
"""Seconds between two looks at the file while somebody listens, and after which a line says that it is alive."""


class Changes:
    """One for all who listen; it looks at the file only while somebody does."""

    def __init__(self, file: EventFile) -> None:
        self._file = file
        self._shown: StateShown | None = None
        self._seen = -1
        self._own = 0
        self._counted = 0.0

    def told(self) -> None:
        """This process changed the file itself."""
        self._own += 1

    async def stream(self) -> AsyncIterator[bytes]:
        last: StateShown | None = None
        quiet = 0.0
        while True:
            shown = self._now()
            if shown is None:
                return  # whoever listens asks again
            if changed(last, shown):
                last, quiet = shown, 0.0
                yield b"event: state\ndata: " + encoded(self._file, shown) + b"\n\n"
            elif quiet >= ALIVE:
                quiet = 0.0
                yield b": alive\n\n"
            await asyncio.sleep(LOOK)
            quiet += LOOK

    def _now(self) -> StateShown | None:
        """The state; worked out again where the file changed, and once a second, since an item's time runs out. A file
        that somebody holds for a moment leaves what was last known, None where that is nothing."""
        try:
            version = self._file.data_version() + self._own
            stale = version != self._seen or asyncio.get_running_loop().time() - self._counted > 1
            if self._shown is None or stale:
                self._shown, self._seen = state(self._file, datetime.now(UTC)), version
                self._counted = asyncio.get_running_loop().time()
        except EventFileError:
            return self._shown
        return self._shown


def encoded(file: EventFile, shown: object) -> bytes:
    """JSON on one line, its times in the event's zone."""
    return msgspec.json.encode(plain(shown, tables.event(file.db).zone))
