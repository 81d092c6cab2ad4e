"""What the folds make of the facts: the state of a guest, a stage, its speakers, a cue, and the event."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import Struct, field

from data.kinds.calling import Edge
from data.moments import zone_named
from data.records import (
    Chasing,
    Cue,
    Door,
    Event,
    EventStage,
    Film,
    Guest,
    Item,
    KitIs,
    Operator,
    Output,
    ShowMode,
    Slot,
    SpeakerState,
    Stage,
    Trigger,
)

CueStateName = Literal["waiting", "standby", "running", "done", "failed", "skipped", "disarmed", "stopped", "unknown"]

How = Literal["listed", "walk_in", "plus_one", "deputy"]
"""How somebody came to be a guest."""


class Passage(Struct, frozen=True, omit_defaults=True):
    """One standing entry or exit of a guest; `fact` is its id, `act` what an undo names. Marks: double, no_entry."""

    fact: str
    act: str
    way: Literal["in", "out"]
    door: str
    record: str
    at: datetime
    operator: str
    arrival: bool = True
    perimeter: bool = False
    forced: bool = False
    marks: tuple[str, ...] = ()


class Handout(Struct, frozen=True, omit_defaults=True):
    """A thing the guest has and has not given back; `act` is the act that gave it."""

    item: str
    number: str
    at: datetime
    act: str


class Coming(Struct, frozen=True, omit_defaults=True):
    """A guest on the way: when and where, met by whom."""

    due: datetime
    place: str = ""
    met_by: str = ""


class LeadCall(Struct, frozen=True):
    """The lead is wanted about a guest: why, since when, who called."""

    why: str
    at: datetime
    operator: str


class BadgeState(Struct, frozen=True, omit_defaults=True):
    """A guest's badge: when it was last asked for and of which printer, how often it came out, and its last trouble.
    `waiting` while the printer has not answered."""

    asked: datetime
    printer: str = ""
    waiting: bool = False
    printed: int = 0
    trouble: str = ""


class HeadCount(Struct, frozen=True):
    """People inside a door's place, counted by eye."""

    count: int
    at: datetime
    operator: str
    act: str


class DoorState(Struct, frozen=True, omit_defaults=True):
    """What was seen at a door: the head counts, in time order."""

    door: str
    counts: tuple[HeadCount, ...] = ()


class PaperState(Struct, frozen=True, omit_defaults=True):
    """The numbers that guests stand under on the lists printed, by guest."""

    numbers: dict[str, tuple[int, ...]] = field(default_factory=dict)


class GuestState(Struct, frozen=True, omit_defaults=True):
    """A guest and what they did, passages in time order. `tail` is the end of their ticket's code; `inside` names the
    door records they are in now. `merged` is the guest who stays where this one was listed twice, `took` those this
    one stands for; `deputy` is the guest who comes instead. `coming` stands until they arrive; `told` and `confirmed`
    are when who meets them was told and said that they are coming."""

    guest: Guest
    number: int
    generation: int = 1
    tail: str = ""
    how: How = "listed"
    passages: tuple[Passage, ...] = ()
    inside: tuple[str, ...] = ()
    arrived: datetime | None = None
    merged: str = ""
    took: tuple[str, ...] = ()
    deputy: str = ""
    handouts: tuple[Handout, ...] = ()
    coming: Coming | None = None
    told: datetime | None = None
    confirmed: datetime | None = None
    lead: LeadCall | None = None
    badge: BadgeState | None = None


AutoIs = Literal["", "on", "off", "used"]
"""Does a run start the next item by itself? "" as its item says; "used": it has done so."""


class GivenCall(Struct, frozen=True, omit_defaults=True):
    """A call that was given: `before` seconds before the item's start or end, `expected` then."""

    item: str
    edge: Edge
    before: float
    expected: datetime
    at: datetime
    operator: str
    run: str = ""


class Run(Struct, frozen=True, omit_defaults=True):
    """One time an item was live, from its GO. `added` and `held` are seconds; `held_since` while it is on hold; `holds`
    are the holds that ended, from when to when."""

    id: str
    act: str
    item: str
    start: datetime
    end: datetime | None = None
    added: float = 0
    held: float = 0
    held_since: datetime | None = None
    holds: tuple[tuple[datetime, datetime], ...] = ()
    auto: AutoIs = ""


class StageState(Struct, frozen=True, omit_defaults=True):
    """A stage as it stands. `items` in plan order, before `moves`; `runs` in the order of their GO, the last is live
    while it has no end. `hold` is a hold with nothing live; `given` are the calls given that still
    matter. `last_go` is the latest GO received, refused or not.

    Of items touched by hand, `listed` is what the list says and `by_hand` the fields that no list takes back; `added`
    were made by hand, `removed` taken out. `replanned` are starts and `lengths` lengths that the plan got that day;
    after an item in `later` it goes on so many seconds after that item's planned end."""

    stage: str
    items: dict[str, Item] = field(default_factory=dict)
    moves: tuple[tuple[str, str | None], ...] = ()
    skipped: dict[str, bool] = field(default_factory=dict)
    runs: tuple[Run, ...] = ()
    listed: dict[str, Item] = field(default_factory=dict)
    by_hand: dict[str, tuple[str, ...]] = field(default_factory=dict)
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    replanned: dict[str, datetime] = field(default_factory=dict)
    later: dict[str, float] = field(default_factory=dict)
    lengths: dict[str, float] = field(default_factory=dict)
    standby: str | None = None
    hold: datetime | None = None
    hold_reason: str = ""
    given: tuple[GivenCall, ...] = ()
    last_go: datetime | None = None
    last_act: datetime | None = None


class Mark(Struct, frozen=True):
    """When something was set, and by whom."""

    at: datetime
    by: str


class KitMark(Struct, frozen=True, omit_defaults=True):
    """One piece of a speaker's kit as it was last seen to; `number` is the microphone's number or sort."""

    state: KitIs
    at: datetime
    by: str
    number: str = ""


class Chase(Struct, frozen=True):
    """What the desk does about a speaker who is not here, since when, and who."""

    how: Chasing
    at: datetime
    by: str


class SlotState(Struct, frozen=True, omit_defaults=True):
    """A speaker's turn as it stands; `state` is what was set by hand at `since`, the guest's arrival not yet seen.
    `by_hand` are the fields that no list takes back; `marks` say who set what else: order, added, replaced, a field.
    `dropped` is when it was taken out of the day."""

    slot: Slot
    state: SpeakerState = "away"
    since: datetime | None = None
    expected: datetime | None = None
    by: str = ""
    replaced: str = ""
    by_hand: tuple[str, ...] = ()
    marks: dict[str, Mark] = field(default_factory=dict)
    kit: dict[str, KitMark] = field(default_factory=dict)
    dropped: Mark | None = None
    chased: Chase | None = None


class SpeakersState(Struct, frozen=True, omit_defaults=True):
    """The slots of a stage in plan order, before `moves`."""

    stage: str
    slots: dict[str, SlotState] = field(default_factory=dict)
    moves: tuple[tuple[str, str | None], ...] = ()


class Answered(Struct, frozen=True, omit_defaults=True):
    """What one action of a firing got back; result None while it is out."""

    output: str
    text: str
    result: Literal["confirmed", "sent", "failed", "dry"] | None = None
    ms: float | None = None
    detail: str = ""


class CueState(Struct, frozen=True, omit_defaults=True):
    """A cue as it stands, in its state `since`. `fired` is the id of its last firing, at `fired_at`; `process` sends
    it, `deadline` in seconds; `left` says that a person saw its trouble and leaves it so. `by_hand` are the fields that
    no list takes back."""

    cue: Cue
    state: CueStateName = "waiting"
    armed: bool = True
    since: datetime | None = None
    fired: str = ""
    fired_at: datetime | None = None
    left: bool = False
    process: str = ""
    deadline: float = 0
    mode: ShowMode | None = None
    answers: tuple[Answered, ...] = ()
    position: float | None = None
    warnings: tuple[str, ...] = ()
    by_hand: tuple[str, ...] = ()


class Importing(Struct, frozen=True):
    """An import that began and has not ended."""

    act: str
    source: str
    at: datetime


class EventState(Struct, frozen=True, omit_defaults=True):
    """The event as it stands; doors, stages and outputs in the order they were first set. `forgotten` is the fact that
    says that the guests were dropped, "" while they are kept."""

    id: str = ""
    key: str = ""
    event: Event | None = None
    state: EventStage = "open"
    mode: ShowMode = "edit"
    doors: dict[str, Door] = field(default_factory=dict)
    stages: dict[str, Stage] = field(default_factory=dict)
    outputs: dict[str, Output] = field(default_factory=dict)
    films: dict[str, Film] = field(default_factory=dict)
    triggers: tuple[Trigger, ...] = ()
    importing: tuple[Importing, ...] = ()
    operators: dict[str, Operator] = field(default_factory=dict)
    forgotten: str = ""

    @property
    def zone_name(self) -> str:
        """The event's time zone; UTC until there is an event."""
        return self.event.zone if self.event is not None else "UTC"

    @property
    def zone(self) -> ZoneInfo:
        """The same, to tell times in."""
        return zone_named(self.zone_name)
