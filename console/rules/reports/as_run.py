"""The as-run report as values: each time an item was on, against the first plan, and what held it (RULES §2, §4)."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import Struct

from console.rules.reports.figures import Note
from console.rules.times.timeline import Why

How = Literal["done", "live", "skipped", "dropped", "removed", "waiting"]
"""`dropped` was cut to be back on time, `removed` taken out of the plan, `skipped` passed over by hand."""

Change = Literal[
    "replanned", "recovered", "added", "edited", "split", "merged", "removed", "moved", "skipped", "unskipped", "listed"
]


class HeldFor(Struct, frozen=True):
    """One hold; `until` None while it lasts, `item` "" where nothing was live. `by` gave it, through `source`."""

    stage: str
    item: str
    since: datetime
    until: datetime | None
    seconds: float
    reason: str
    by: str
    source: str = ""


class Given(Struct, frozen=True):
    """Time that the live item was given, or that was taken from it, in seconds: by whom, and through what."""

    seconds: float
    by: str
    source: str


class ItemRan(Struct, frozen=True):
    """An item as first planned and as it ran; lengths in seconds. `late` is actual start less the first plan's,
    `longer` the same of lengths; None where one of them is not there. `replanned_start` and `replanned_length` are what
    the day made of the plan, None where it left it. One that was on more than once has a line for each time, `time`
    counts them. `by` gave the GO through `source`, `ended_by` the end through `ended_source`; `added_by_hand` was not
    in the first plan, and is held against the plan it came into."""

    stage: str
    item: str
    title: str
    title_alt: str
    kind: str
    how: How
    time: int
    planned_start: datetime | None
    planned_end: datetime | None
    planned_length: float | None
    replanned_start: datetime | None
    start: datetime | None
    end: datetime | None
    length: float | None
    late: float | None
    longer: float | None
    added: float
    held: float
    overrun: float
    by: str = ""
    source: str = ""
    ended_by: str = ""
    added_by_hand: bool = False
    replanned_length: float | None = None
    holds: tuple[HeldFor, ...] = ()
    ended_source: str = ""
    given: tuple[Given, ...] = ()


class Totals(Struct, frozen=True):
    """How many items of a stage, or of the day, went which way, and the time given, held and overrun, in seconds."""

    ran: int = 0
    skipped: int = 0
    dropped: int = 0
    removed: int = 0
    waiting: int = 0
    by_hand: int = 0
    added: float = 0
    held: float = 0
    overrun: float = 0


class Ran(Struct, frozen=True):
    """A stage, or the whole day where `stage` is "": first plan against what was. `late_start` and `late_end` are
    seconds, None until there is an actual time. `why` adds up to how late the day is by the first plan, `why_now` by
    the plan as it stands; `of` is the item that says so: what is on, else what is next, else what was on last."""

    stage: str
    title: str
    title_alt: str
    state: str
    planned_start: datetime | None
    planned_end: datetime | None
    start: datetime | None
    end: datetime | None
    late_start: float | None
    late_end: float | None
    totals: Totals
    why: Why | None = None
    why_now: Why | None = None
    of: str = ""


class Changed(Struct, frozen=True):
    """The plan was changed on the day, after the first GO: replanned, cut to be back on time (`strategy` says how), by
    hand, or by a list (`listed`). `fields` are those of an item that was edited; `after` are the items after which the
    plan was made to go on later or earlier."""

    stage: str
    at: datetime
    by: str
    what: Change
    strategy: str
    items: tuple[str, ...]
    dropped: tuple[str, ...]
    fields: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    source: str = ""


class CueFailed(Struct, frozen=True):
    """A cue that something did not answer as it should; `state` is what it came to, `left` by a person."""

    stage: str
    item: str
    number: str
    name: str
    at: datetime | None
    outputs: tuple[str, ...]
    detail: str
    state: str
    left: bool


class Noted(Struct, frozen=True):
    """A note of the day, and what was on then, by stage."""

    note: Note
    on: tuple[str, ...]


class AsRun(Struct, frozen=True):
    """The whole report, its times in the event's zone. `provisional` until the event is closed."""

    event: str
    event_alt: str
    zone: str
    made: datetime
    provisional: bool
    day: Ran
    stages: tuple[Ran, ...]
    items: tuple[ItemRan, ...]
    holds: tuple[HeldFor, ...]
    changes: tuple[Changed, ...]
    cues_failed: tuple[CueFailed, ...]
    notes: tuple[Noted, ...]
