"""The fold of the free timers: each with what it ran until it was last stopped, and since when it runs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec.structs import replace

from data.facts import Fact
from data.kinds.timers import TimerAdded, TimerRemoved, TimerReset, TimerShown, TimerStarted, TimerStopped
from data.timers import TimersState, TimerState


def fold(facts: Iterable[Fact]) -> TimersState:
    """All timers, in the order they were first set."""
    timers: dict[str, TimerState] = {}
    shown: dict[str, str] = {}
    for fact in facts:
        match fact.known:
            case TimerAdded(name=name, way=way, length=length):
                timers[name] = TimerState(name, way, length)
            case TimerRemoved(name=name):
                timers.pop(name, None)
            case TimerShown(stage=stage, name=name):
                shown[stage] = name
            case TimerStarted(name=name) | TimerStopped(name=name) | TimerReset(name=name) if name in timers:
                timers[name] = _step(timers[name], fact)
            case _:
                pass
    return TimersState(timers, {stage: name for stage, name in shown.items() if name in timers})


def _step(timer: TimerState, fact: Fact) -> TimerState:
    match fact.known:
        case TimerStarted():
            return replace(timer, since=timer.since or fact.at)
        case TimerStopped():
            return replace(timer, since=None, ran=timer.ran + _since(timer, fact.at))
        case _:
            return replace(timer, since=None, ran=0)


def _since(timer: TimerState, at: datetime) -> float:
    return max(0.0, (at - timer.since).total_seconds()) if timer.since is not None else 0.0
