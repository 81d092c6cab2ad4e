"""The time and waiting, as threads that follow a chain of cues need them; tests and rehearsals bring their own."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """`wait` is True as soon as `stop` is set, else False when the seconds are over."""

    def now(self) -> datetime: ...

    def wait(self, stop: threading.Event, seconds: float) -> bool: ...


class Wall:
    """The machine's clock, moved by `ahead` for an act that is written down with another time."""

    def __init__(self, ahead: timedelta = timedelta(0)) -> None:
        self._ahead = ahead

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def wait(self, stop: threading.Event, seconds: float) -> bool:
        return stop.wait(seconds)
