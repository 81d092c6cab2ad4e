"""The shape of the summary: every figure of the day, as the file and the screen show it (CONTRACT `summary --json`).

Instants are aware; durations are seconds; None where something was not counted or did not happen.
"""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from console.rules.things import ThingOut


class EventLine(Struct, frozen=True):
    """Which event this is. `provisional` until the event is closed, at `closed_at`."""

    id: str
    name: str
    name_alt: str
    date: date | None
    zone: str
    state: str
    provisional: bool
    closed_at: datetime | None


class Peak(Struct, frozen=True):
    """The most people inside, and when that was first so."""

    count: int
    at: datetime


class GuestFigures(Struct, frozen=True):
    """The audience in people. `inside` and `peak` are None where exits are not scanned."""

    invited: int
    cancelled: int
    regrets: int
    blocked: int
    pending: int
    expected: int
    came: int
    arrived: int
    no_show: int
    walk_in: int
    unexpected: int
    inside: int | None
    peak: Peak | None


class EntryFigures(Struct, frozen=True):
    """Entries, exits and refusals that stand; `undone` is how many entries and exits were taken back."""

    entries: int
    exits: int
    refused: int
    undone: int


class Group(Struct, frozen=True):
    """A part of the audience: a category or a delegation. `group` is empty for guests without one."""

    group: str
    invited: int
    expected: int
    came: int
    no_show: int
    walk_in: int
    unexpected: int
    arrived: int


class Arrivals(Struct, frozen=True, rename={"from_": "from"}):
    """People who came first in the quarter of an hour from `from_`."""

    from_: datetime
    count: int


class Seen(Struct, frozen=True):
    """A head count by eye: how many, when, by whom."""

    count: int
    at: datetime
    operator: str


class DoorLine(Struct, frozen=True):
    """A door's day. `inside` and `peak` are its record's, None where exits are not scanned; `double`, `no_entry` and
    `over_capacity` count the contradictions that were marked; `head_count` is the latest of its record."""

    id: str
    title: str
    entries: int
    exits: int
    refused: int
    inside: int | None
    peak: Peak | None
    over_capacity: int
    double: int
    no_entry: int
    head_count: Seen | None = None


class Session(Struct, frozen=True):
    """Who was in a room while its item ran; None where it did not run. `head_count` is by eye, the largest while it
    ran."""

    item: str
    title: str
    attended: int | None
    head_count: int | None = None


class Dwell(Struct, frozen=True):
    """How long people stayed, in seconds; `assumed` of them were still inside and are counted to the close."""

    median: float
    mean: float
    assumed: int


class Person(Struct, frozen=True):
    """Somebody a list names; `arrived` and `left` are their first arrival and their last leaving of the event,
    `met_by` is who meets them."""

    id: str
    name: str
    name_alt: str
    organisation: str
    category: str
    delegation: str
    arrived: datetime | None = None
    left: datetime | None = None
    met_by: str = ""


class Reason(Struct, frozen=True):
    reason: str
    count: int


class ProgrammeLine(Struct, frozen=True):
    """An item as planned and as it was; `late` is actual start less planned start, None where it did not run."""

    item: str
    stage: str
    title: str
    title_alt: str
    status: str
    planned_start: datetime | None
    actual_start: datetime | None
    planned_length: float | None
    actual_length: float | None
    late: float | None


class StageDay(Struct, frozen=True):
    """The lateness of a stage's day, positive when late, and the reasons that add up to it."""

    stage: str
    title: str
    state: str
    late: float | None
    began: float
    added: float
    held: float
    overrun: float
    planned_end: datetime | None
    expected_end: datetime | None


class SpeakerLine(Struct, frozen=True):
    slot: str
    item: str
    name: str
    name_alt: str
    role: str
    state: str


class CueLine(Struct, frozen=True):
    """A cue as the day left it; `failed` names the outputs that did not answer as they should."""

    number: str
    item: str
    name: str
    state: str
    at: datetime | None
    failed: tuple[str, ...]


class Note(Struct, frozen=True):
    at: datetime
    text: str
    incident: bool
    room: str
    operator: str


class Check(Struct, frozen=True):
    """Sums that must agree, and whether they do."""

    what: str
    holds: bool


class Summary(Struct, frozen=True):
    """The whole summary, as of `made`."""

    event: EventLine
    made: datetime
    guests: GuestFigures
    entries: EntryFigures
    by_category: tuple[Group, ...]
    by_delegation: tuple[Group, ...]
    arrivals: tuple[Arrivals, ...]
    doors: tuple[DoorLine, ...]
    sessions: tuple[Session, ...]
    dwell: Dwell | None
    no_shows: tuple[Person, ...]
    vips: tuple[Person, ...]
    refusals: tuple[Reason, ...]
    handouts_out: tuple[ThingOut, ...]
    programme: tuple[ProgrammeLine, ...]
    stages: tuple[StageDay, ...]
    speakers: tuple[SpeakerLine, ...]
    cues: tuple[CueLine, ...]
    notes: tuple[Note, ...]
    checks: tuple[Check, ...]
    left_out: tuple[str, ...]
