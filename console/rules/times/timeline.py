"""What a running order looks like at one moment: the figures every screen and script reads, as values.

Durations are seconds, times are in the event's zone. Sources: RULES of the day §2 for the meaning, the command line's
`timeline` for the names.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import Struct

from data.records import EndRule, StartRule

StageIs = Literal["before", "running", "held", "between", "ended"]
Phase = Literal["normal", "warning", "danger", "over"]
LineStatus = Literal["waiting", "standby", "live", "done", "skipped"]


class HardOut(Struct, frozen=True, gc=False):
    """When one must be out; `spare` is how much earlier the end is expected (negative: too late), None if it is not."""

    at: datetime
    spare: float | None


class Conflict(Struct, frozen=True, gc=False):
    """A fixed end that comes before its own start, by `seconds`."""

    seconds: float
    message: str


class Why(Struct, frozen=True, gc=False):
    """Why the day is late: the four add up to the timeline's `offset`."""

    began: float = 0
    added: float = 0
    held: float = 0
    overrun: float = 0


class NextFlag(Struct, frozen=True, gc=False):
    """The next flagged item to come."""

    item: str
    expected_start: datetime


class Line(Struct, frozen=True, gc=False):
    """One item of the order. Expected times are None for what has run and what was passed over; `remaining` and `phase`
    belong to the live item; `latest_start` is with full lengths, `latest_start_least` with least lengths."""

    id: str
    title: str
    title_alt: str
    kind: str
    status: LineStatus
    start_rule: StartRule
    end_rule: EndRule
    length: float
    planned_start: datetime
    planned_end: datetime
    expected_start: datetime | None = None
    expected_end: datetime | None = None
    actual_start: datetime | None = None
    actual_end: datetime | None = None
    gap: float = 0
    remaining: float | None = None
    phase: Phase | None = None
    added: float = 0
    held: float = 0
    overrun: float = 0
    latest_start: datetime | None = None
    latest_start_least: datetime | None = None
    hard_out: HardOut | None = None
    conflict: Conflict | None = None
    flag: bool = False


class Timeline(Struct, frozen=True):
    """A stage at `now`. `offset` is how late the day is (negative: early), `relative` the same less the first GO's
    lateness; `standby` is what the next GO starts, called or not; `expected_end` and `planned_end` are the latest."""

    stage: str
    now: datetime
    state: StageIs
    live: str | None
    standby: str | None
    remaining: float | None
    phase: Phase | None
    offset: float
    relative: float
    why: Why
    expected_end: datetime | None
    planned_end: datetime | None
    hard_out: HardOut | None
    next_flag: NextFlag | None
    items: tuple[Line, ...]
