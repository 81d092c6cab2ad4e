"""The kinds of fact: what operators and equipment did, one frozen value a kind, and the envelope each is kept in.

A kind's name in the file is its tag. Kinds in PLAN describe the event and are true whenever they were written;
all others happened at a moment, count only in the mode they were made in, and are seen by `--at` from that moment on.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec
from msgspec import Struct

from data.records import (
    Action,
    Cue,
    Door,
    Event,
    EventStage,
    Film,
    Guest,
    Item,
    Output,
    ShowMode,
    Slot,
    SpeakerState,
    Stage,
)  # fmt: skip

Way = Literal["in", "out"]
Mode = Literal["live", "rehearsal"]
Result = Literal["confirmed", "sent", "failed", "dry"]


class Body(Struct, frozen=True, tag_field="kind", omit_defaults=True):
    """What every kind of fact is."""


# -- the event ---------------------------------------------------------------------------------------------------------
class EventMade(Body, frozen=True, tag="event_made"):
    """The event exists. `key` signs its tickets (hex); it never changes."""

    event: str
    key: str


class EventSet(Body, frozen=True, tag="event_set"):
    event: Event


class DoorSet(Body, frozen=True, tag="door_set"):
    door: Door


class StageSet(Body, frozen=True, tag="stage_set"):
    stage: Stage


class OutputSet(Body, frozen=True, tag="output_set"):
    output: Output


class FilmSet(Body, frozen=True, tag="film_set"):
    film: Film


class StateSet(Body, frozen=True, tag="state_set"):
    state: EventStage


class ModeSet(Body, frozen=True, tag="mode_set"):
    mode: ShowMode


class ImportBegan(Body, frozen=True, tag="import_began"):
    """An import was started; without an ImportEnded of the same act it was cut off and must be run again."""

    source: str
    rows: int


class ImportEnded(Body, frozen=True, tag="import_ended"):
    source: str
    new: int
    changed: int
    same: int
    gone: int
    odd: int


class Noted(Body, frozen=True, tag="noted"):
    text: str
    incident: bool = False
    room: str = ""


class Panicked(Body, frozen=True, tag="panicked"):
    """Panic was pressed; `how` is fade, cut or resume."""

    how: Literal["fade", "cut", "resume"]


# -- a guest -----------------------------------------------------------------------------------------------------------
class GuestListed(Body, frozen=True, tag="guest_listed"):
    """The guest stands in a list; `number` is the ticket's, kept from the first listing, `tail` the end of its code."""

    guest: Guest
    number: int
    tail: str = ""


class GuestAdded(Body, frozen=True, tag="guest_added"):
    """A guest added at the desk."""

    guest: Guest
    number: int
    how: Literal["walk_in", "plus_one", "deputy"] = "walk_in"
    tail: str = ""


class GuestChanged(Body, frozen=True, tag="guest_changed"):
    """Fields an operator corrected; they stand above whatever a later list says."""

    fields: dict[str, str]


class TicketReplaced(Body, frozen=True, tag="ticket_replaced"):
    """A newer ticket for the guest; older codes are worth nothing from now on."""

    generation: int
    tail: str = ""


class Entered(Body, frozen=True, tag="entered"):
    """The guest was admitted. Door settings that decided are kept with it, so that a fold never decides again.

    `record` is the door whose record this is (`shares`), `many` and `reentry` its rule, `supervisor` and `reason` an
    override's, `code` the code as scanned.
    """

    door: str
    record: str
    arrival: bool = True
    many: bool = False
    reentry: bool = True
    forced: bool = False
    force_sent: bool = False
    overrode: str = ""
    reason: str = ""
    supervisor: str = ""
    code: str = ""


class Left(Body, frozen=True, tag="left"):
    """The guest went out; a perimeter exit leaves every room of the event."""

    door: str
    record: str
    perimeter: bool = False
    code: str = ""


class Earlier(Struct, frozen=True):
    """The entry that uses a ticket up: when, at which door, by whom."""

    at: datetime
    door: str
    operator: str


class Refused(Body, frozen=True, tag="refused"):
    """The guest, or an unknown or forged code (subject `door/…`), was not admitted.

    `try_at` is the nearest moment that would do; with `earlier` it is kept so that the same request gets the same answer.
    """

    door: str
    reason: str
    way: Way = "in"
    code: str = ""
    force_sent: bool = False
    try_at: datetime | None = None
    earlier: Earlier | None = None
    at_limit: bool = False


# -- a stage -----------------------------------------------------------------------------------------------------------
class ItemPlanned(Body, frozen=True, tag="item_planned"):
    item: Item


class ItemRemoved(Body, frozen=True, tag="item_removed"):
    item: str


class ItemMoved(Body, frozen=True, tag="item_moved"):
    """`before` None is the end of the order."""

    item: str
    before: str | None = None


class ItemSkipped(Body, frozen=True, tag="item_skipped"):
    item: str


class ItemUnskipped(Body, frozen=True, tag="item_unskipped"):
    item: str


class StoodBy(Body, frozen=True, tag="stood_by"):
    """The item was called to standby; `run` is what ran last then, and the call goes when that is taken back."""

    item: str
    run: str = ""


class Went(Body, frozen=True, tag="went"):
    """GO: the item began. The id of this fact is the id of the run."""

    item: str
    source: str = ""


class CueWent(Body, frozen=True, tag="cue_went"):
    """GO was spent on a cue of the live item: no item began, the guard restarts."""

    cue: str
    source: str = ""


class Ended(Body, frozen=True, tag="ended"):
    run: str


class Held(Body, frozen=True, tag="held"):
    """On hold; `run` is empty where nothing was live."""

    run: str = ""
    reason: str = ""


class Resumed(Body, frozen=True, tag="resumed"):
    run: str = ""


class TimeAdded(Body, frozen=True, tag="time_added"):
    run: str
    seconds: float


class StageRefused(Body, frozen=True, tag="stage_refused"):
    """An act the running rules refused. A refused GO restarts the guard."""

    verb: str
    reason: str
    item: str = ""
    source: str = ""


# -- speakers of a stage -----------------------------------------------------------------------------------------------
class SlotPlanned(Body, frozen=True, tag="slot_planned"):
    slot: Slot


class SlotRemoved(Body, frozen=True, tag="slot_removed"):
    slot: str


class SlotMoved(Body, frozen=True, tag="slot_moved"):
    """Within its item; `before` None is the end."""

    slot: str
    before: str | None = None


class SlotReplaced(Body, frozen=True, tag="slot_replaced"):
    slot: str
    name: str
    name_alt: str = ""
    guest: str = ""


class SpeakerSet(Body, frozen=True, tag="speaker_set"):
    slot: str
    state: SpeakerState
    expected: datetime | None = None


# -- a cue -------------------------------------------------------------------------------------------------------------
class CuePlanned(Body, frozen=True, tag="cue_planned"):
    cue: Cue


class CueRemoved(Body, frozen=True, tag="cue_removed"):
    pass


class CueStoodBy(Body, frozen=True, tag="cue_stood_by"):
    """Prepared: `warnings` is what the device said while there is time."""

    warnings: tuple[str, ...] = ()


class CueFired(Body, frozen=True, tag="cue_fired"):
    """The intent to fire, stored before anything is sent. `process` names who must answer (pid and its start)."""

    actions: tuple[Action, ...]
    mode: ShowMode
    process: str
    deadline: float
    run: str = ""
    source: str = ""


class ActionAnswered(Body, frozen=True, tag="action_answered"):
    """What came back for one action of the firing `fired`; `ms` is how long it took."""

    fired: str
    index: int
    result: Result
    ms: float
    detail: str = ""


class CueEnded(Body, frozen=True, tag="cue_ended"):
    """The firing `fired` is over; `position` is where panic stopped it, in seconds."""

    fired: str
    state: Literal["done", "failed", "stopped"]
    position: float | None = None


class CueSkipped(Body, frozen=True, tag="cue_skipped"):
    pass


class CueArmed(Body, frozen=True, tag="cue_armed"):
    armed: bool


class CueMarked(Body, frozen=True, tag="cue_marked"):
    """A person settled it: done by hand, or left as it is."""

    how: Literal["done", "left"]


class CueRefused(Body, frozen=True, tag="cue_refused"):
    verb: str
    reason: str


# -- any subject -------------------------------------------------------------------------------------------------------
class Undone(Body, frozen=True, tag="undone"):
    """The act named is taken back on this subject."""

    act: str
    reason: str = ""
    what: str = ""


AnyBody = (
    EventMade | EventSet | DoorSet | StageSet | OutputSet | FilmSet | StateSet | ModeSet | ImportBegan | ImportEnded
    | Noted | Panicked | GuestListed | GuestAdded | GuestChanged | TicketReplaced | Entered | Left | Refused
    | ItemPlanned | ItemRemoved | ItemMoved | ItemSkipped | ItemUnskipped | StoodBy | Went | CueWent | Ended | Held
    | Resumed | TimeAdded | StageRefused | SlotPlanned | SlotRemoved | SlotMoved | SlotReplaced | SpeakerSet
    | CuePlanned | CueRemoved | CueStoodBy | CueFired | ActionAnswered | CueEnded | CueSkipped | CueArmed | CueMarked
    | CueRefused | Undone
)  # fmt: skip

VERSION = 1
PLAN: frozenset[str] = frozenset({
    "event_made", "event_set", "door_set", "stage_set", "output_set", "film_set", "state_set", "mode_set",
    "import_began", "import_ended", "guest_listed", "guest_changed", "ticket_replaced", "item_planned",
    "item_removed", "slot_planned", "slot_removed", "cue_planned", "cue_removed",
})  # fmt: skip
NOT_UNDONE_UNNAMED: frozenset[str] = frozenset({
    "refused", "stage_refused", "cue_refused", "import_began", "import_ended", "action_answered", "cue_ended",
    "undone", "event_made", "cue_stood_by",
})  # fmt: skip
"""An act whose first fact is one of these is only undone by name (RULES §0)."""


class Draft(Struct, frozen=True):
    """A fact that an act wants recorded: about whom, and what."""

    subject: str
    body: Body


class Fact(Struct, frozen=True):
    """A recorded fact: its envelope and its body. `body` is the JSON text as it came; `known` its meaning, or None
    where this program does not know the kind or the version."""

    station: str
    seq: int
    act: str
    stamp: int
    at: datetime
    operator: str
    mode: Mode
    subject: str
    kind: str
    version: int
    nonce: str | None
    body: str | None
    known: AnyBody | None

    @property
    def id(self) -> str:
        return f"{self.station}:{self.seq}"


_decoder = msgspec.json.Decoder(AnyBody)
_encoder = msgspec.json.Encoder()


def kind_of(body: Body) -> str:
    """The name of a body's kind, as the file has it."""
    return str(body.__struct_config__.tag)


def to_text(body: Body) -> str:
    """The body as the JSON text that is kept."""
    return _encoder.encode(body).decode()


def from_text(kind: str, version: int, text: str | None) -> AnyBody | None:
    """The body's meaning, or None if the kind or version is newer than this program or the text was forgotten."""
    if text is None or version > VERSION:
        return None
    try:
        body = _decoder.decode(text)
    except (msgspec.ValidationError, msgspec.DecodeError):
        return None
    return body if kind_of(body) == kind else None
