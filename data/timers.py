"""The free timers: each as it stands."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct, field

from data.kinds.timers import Way


class TimerState(Struct, frozen=True, omit_defaults=True):
    """A free timer: what it `ran` (seconds) until it was last stopped, and `since` when it runs."""

    name: str
    way: Way = "up"
    length: float = 0
    since: datetime | None = None
    ran: float = 0


class TimersState(Struct, frozen=True, omit_defaults=True):
    """The free timers by name, in the order they were set; `shown` is which stands on a stage's timer room."""

    timers: dict[str, TimerState] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
