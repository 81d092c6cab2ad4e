"""The item that is live: when it is due to end, what is left of it, and how much of its lateness comes from what."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from msgspec import Struct

from console.rules.plan import NONE, Planned, planned_length
from console.rules.timeline import Phase, Why
from data.records import Item
from data.states import Run


class Figures(Struct, frozen=True):
    """A run's figures at one moment. `late` is its expected or actual end less its planned end; `why` adds up to it."""

    start: datetime
    end: datetime
    remaining: timedelta
    added: timedelta
    held: timedelta
    overrun: timedelta
    late: timedelta
    why: Why


def figures(run: Run, planned: Planned, now: datetime) -> Figures:
    """Those of a live run at `now`, or of one that ended, at its end."""
    start = run.start.astimezone(UTC)
    ended = run.end is not None
    # A clock set back must not end an item before it began.
    now = max(start, (run.end or now).astimezone(UTC))
    added, held = timedelta(seconds=run.added), timedelta(seconds=run.held)
    if run.held_since is not None:
        held += max(NONE, now - run.held_since.astimezone(UTC))
    if planned.fixed_end:
        began, due = NONE, planned.end + added + held
    else:
        began, due = start - planned.start, start + planned_length(planned.item) + added + held
    remaining = due - now
    overrun = -remaining if ended else max(NONE, -remaining)
    end = now if ended else max(due, now)
    why = Why(*(each.total_seconds() for each in (began, added, held, overrun)))
    return Figures(start, end, remaining, added, held, max(NONE, overrun), end - planned.end, why)


def phase(remaining: timedelta, item: Item) -> Phase:
    seconds = remaining.total_seconds()
    if seconds < 0:
        return "over"
    if seconds <= item.danger:
        return "danger"
    return "warning" if seconds <= item.warning else "normal"
