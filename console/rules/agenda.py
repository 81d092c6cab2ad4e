"""The agenda: what the public is told of a running order, its delays said as a station board says them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Literal

from msgspec import Struct

from console.rules.times.timeline import Line, Timeline
from data.moments import local
from data.states import StageState

STEP = timedelta(minutes=5)
"""Delays are told in whole steps of this."""
LITTLE = timedelta(minutes=2)
"""A delay from here on is told, without a number until it is a whole step."""
PublicIs = Literal["now", "next", "later", "cancelled"]


class PublicLine(Struct, frozen=True):
    """An item as the public sees it: when it was to start and to end, and `about` how many minutes later that will be
    (negative: earlier); of what is on, its end, which is `expected_end` then. `soon_after`: a little later, by no whole
    step."""

    item: str
    title: str
    title_alt: str
    status: PublicIs
    start: datetime
    end: datetime
    about: int = 0
    soon_after: bool = False
    expected_end: datetime | None = None


class Agenda(Struct, frozen=True):
    """A stage as the public sees it, from what is on now: `paused` while it is on hold, `over` after its last item,
    `begun` from its first."""

    stage: str
    lines: tuple[PublicLine, ...]
    paused: bool = False
    begun: bool = False
    over: bool = False


def agenda(state: StageState, times: Timeline, most: int | None = None) -> Agenda:
    """What is public of the order, without what is over and what was passed over; of a long one the first `most`."""
    lines = tuple(islice(_lines(state, times), most))
    return Agenda(
        state.stage, lines, paused=times.state == "held" and times.live is not None, begun=bool(state.runs),
        over=times.state == "ended",
    )  # fmt: skip


def _lines(state: StageState, times: Timeline) -> Iterator[PublicLine]:
    following = False
    for line in times.items:
        item = state.items.get(line.id)
        if item is None or not item.public:
            continue
        if line.status == "live":
            yield _line(line, "now", line.expected_end, times.now)
        elif line.expected_start is not None:
            yield _line(line, "later" if following else "next", line.expected_start, times.now)
            following = True
        elif line.status == "skipped" and not item.skip and line.planned_end > times.now:
            # What was in the agenda this morning is not just gone from it.
            yield _line(line, "cancelled", None, times.now)


def _line(line: Line, status: PublicIs, expected: datetime | None, now: datetime) -> PublicLine:
    """`expected` is the end of what is on, else the start: so both ends of a change are told alike."""
    planned = line.planned_end if status == "now" else line.planned_start
    about, little = (0, False) if expected is None else delay(expected - planned)
    ends = line.planned_end + timedelta(minutes=about)
    if about and expected is not None and ends <= now:
        # It runs over: a board that says it ended a minute ago is not believed.
        ends = expected + STEP - timedelta(minutes=expected.minute % 5, seconds=expected.second)
    return PublicLine(
        item=line.id, title=line.title, title_alt=line.title_alt, status=status, start=line.planned_start,
        end=line.planned_end, about=about, soon_after=little,
        expected_end=local(ends, now.tzinfo) if status == "now" else None,
    )  # fmt: skip


def delay(late: timedelta) -> tuple[int, bool]:
    """Minutes to be told, and whether it is a little without a number. Who goes by what is told is never too late: a
    delay is told by its last whole step, what starts earlier by the next."""
    if late >= STEP:
        return 5 * (late // STEP), False
    if late <= -LITTLE:
        return -5 * -(late // STEP), False
    return 0, late >= LITTLE
