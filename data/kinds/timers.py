"""Facts of the free timers, subject `timers`: set, started, stopped; when is all that is kept, never a count."""

from __future__ import annotations

from typing import Literal

from data.kinds.body import Body

Way = Literal["up", "down"]


class TimerAdded(Body, frozen=True, tag="timer_added"):
    """There is a timer of that name, or it is set anew; `length` is where one that counts down begins, in seconds."""

    name: str
    way: Way = "up"
    length: float = 0


class TimerStarted(Body, frozen=True, tag="timer_started"):
    name: str


class TimerStopped(Body, frozen=True, tag="timer_stopped"):
    name: str


class TimerReset(Body, frozen=True, tag="timer_reset"):
    """Back to where it begins, and stopped."""

    name: str


class TimerRemoved(Body, frozen=True, tag="timer_removed"):
    name: str


class TimerShown(Body, frozen=True, tag="timer_shown"):
    """On that stage's timer room stands this timer; none where the name is empty."""

    stage: str
    name: str = ""
