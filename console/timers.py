"""The acts of the free timers: set, start, stop, reset, remove, put on the timer room; times are facts, never ticks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from msgspec import Struct

from console.rules import roles
from console.rules import timers as rules
from console.rules.refusals import Refusal
from console.rules.timers import TimerDone, TimerNow, timers_now
from data import tables
from data.journal import EventFile
from data.timer_rows import timers as kept
from data.timers import TimersState

__all__ = ["TimersAnswer", "add", "begin", "hide", "list_timers", "remove", "reset", "show", "start", "stop"]


class TimersAnswer(Struct, frozen=True):
    """What became of an act: the sentence, `refused` in one word, and every timer at its moment."""

    message: str
    now: datetime
    timers: tuple[TimerNow, ...]
    fact: str | None = None
    refused: str | None = None


def add(file: EventFile, name: str, length: float | None, *, now: datetime, operator: str) -> TimersAnswer:
    """A timer that stands at its beginning; it counts up without a length (seconds), else down from there."""
    return _act(file, lambda state: rules.add(state, name, length), now, operator)


def begin(file: EventFile, name: str, length: float | None, *, now: datetime, operator: str) -> TimersAnswer:
    """The same, and it runs from now on."""
    return _act(file, lambda state: rules.begin(state, name, length), now, operator)


def start(file: EventFile, name: str, *, now: datetime, operator: str) -> TimersAnswer:
    return _act(file, lambda state: rules.start(state, name), now, operator)


def stop(file: EventFile, name: str, *, now: datetime, operator: str) -> TimersAnswer:
    return _act(file, lambda state: rules.stop(state, name), now, operator)


def reset(file: EventFile, name: str, *, now: datetime, operator: str) -> TimersAnswer:
    return _act(file, lambda state: rules.reset(state, name), now, operator)


def remove(file: EventFile, name: str, *, now: datetime, operator: str) -> TimersAnswer:
    return _act(file, lambda state: rules.remove(state, name), now, operator)


def show(file: EventFile, name: str, stage: str, *, now: datetime, operator: str) -> TimersAnswer:
    """Puts it on that stage's timer room."""
    return _act(file, lambda state: rules.show(state, name, stage), now, operator)


def hide(file: EventFile, stage: str, *, now: datetime, operator: str) -> TimersAnswer:
    return _act(file, lambda state: rules.hide(state, stage), now, operator)


def list_timers(file: EventFile, now: datetime) -> tuple[TimerNow, ...]:
    """Every timer at a moment."""
    with file.reading() as db:
        return timers_now(kept(db), now)


def _act(
    file: EventFile, rule: Callable[[TimersState], TimerDone | Refusal], now: datetime, operator: str
) -> TimersAnswer:
    with file.transaction() as tx:
        state = kept(tx.db)
        decided = roles.forbidden(tables.event(tx.db).operators, operator, "stage") or rule(state)
        if isinstance(decided, Refusal):
            return TimersAnswer(decided.message, now, timers_now(state, now), refused=decided.reason)
        facts = tx.append(decided.drafts, at=now, operator=operator)
        return TimersAnswer(decided.said, now, timers_now(kept(tx.db), now), facts[0].id)
