"""The item that is live: when it is due to end, what is left of it, and how much of its lateness comes from what."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from msgspec import Struct

from console.rules.times.plan import NONE, Planned
from console.rules.times.timeline import Phase, Why
from data.records import Item
from data.states import Run


class Figures(Struct, frozen=True):
    """A run's figures at one moment. `late` is its expected or actual end less its planned end."""

    start: datetime
    end: datetime
    remaining: timedelta
    began: timedelta
    added: timedelta
    held: timedelta
    late: timedelta

    @property
    def overrun(self) -> timedelta:
        return max(NONE, -self.remaining)

    @property
    def why(self) -> Why:
        """The reasons of `late`. Time a run did not use counts as less overrun, so that they always add up."""
        return Why(
            self.began.total_seconds(),
            self.added.total_seconds(),
            self.held.total_seconds(),
            (self.late - self.began - self.added - self.held).total_seconds(),
        )


def figures(run: Run, planned: Planned, now: datetime) -> Figures:
    """Those of a live run at `now`, or of one that ended, at its end."""
    start = run.start.astimezone(UTC)
    # A clock set back must not end an item before it began; what is drawn is of the second that the GO came in.
    now = max(start.replace(microsecond=0), now.astimezone(UTC)) if run.end is None else run.end.astimezone(UTC)
    added, held = timedelta(seconds=run.added), timedelta(seconds=run.held)
    if run.held_since is not None:
        held += max(NONE, now - run.held_since.astimezone(UTC))
    if planned.fixed_end:
        began, due = NONE, planned.end + added + held
    else:
        began, due = start - planned.start, start + planned.length + added + held
    end = max(due, now) if run.end is None else now
    return Figures(start, end, due - now, began, added, held, end - planned.end)


def phase(remaining: timedelta, item: Item) -> Phase:
    seconds = remaining.total_seconds()
    if seconds < 0:
        return "over"
    if seconds <= item.danger:
        return "danger"
    return "warning" if seconds <= item.warning else "normal"
