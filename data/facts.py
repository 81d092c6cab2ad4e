"""Facts: the envelope each is kept in, the union of all kinds, and the way to JSON and back.

A kind's name in the file is its tag. Kinds in PLAN describe the event and are true whenever they were written;
all others happened at a moment, count only in the mode they were made in, and are seen by `--at` from that moment on.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec
from msgspec import Struct

from data.kinds.body import Body
from data.kinds.calling import AutoSet, AutoUsed, CallGiven
from data.kinds.cue import (
    ActionAnswered,
    CueArmed,
    CueEnded,
    CueFired,
    CueMarked,
    CuePlanned,
    CueRefused,
    CueRemoved,
    CueSkipped,
    CueStoodBy,
    Result,
)
from data.kinds.event import (
    DoorSet,
    EventMade,
    EventSet,
    FilmSet,
    Forgotten,
    ImportBegan,
    ImportEnded,
    ModeSet,
    Noted,
    OutputSet,
    Panicked,
    StageSet,
    StateSet,
)
from data.kinds.guest import (
    Earlier,
    Entered,
    GuestAdded,
    GuestChanged,
    GuestListed,
    Left,
    Refused,
    TicketReplaced,
    Way,
)
from data.kinds.house import HouseAnswered, HouseStepped
from data.kinds.messages import Messaged, MessageSeen, MessageTaken, TimerHidden
from data.kinds.operators import OperatorRemoved, OperatorSet, PinRefused
from data.kinds.paper import PaperNumbered
from data.kinds.people import (
    BadgeAsked,
    BadgePrinted,
    DeputySent,
    HandoutGiven,
    HandoutReturned,
    HeadCounted,
    LeadCalled,
    LeadCame,
    MeeterTold,
    MergedFrom,
    MergedInto,
    OnTheWay,
)
from data.kinds.speakers import (
    KitSet,
    SlotAdded,
    SlotDropped,
    SlotEdited,
    SlotMoved,
    SlotPlanned,
    SlotRemoved,
    SlotReplaced,
    SlotTakenBack,
    SpeakerChased,
    SpeakerSet,
)
from data.kinds.stage import (
    CueWent,
    Ended,
    Held,
    ItemAdded,
    ItemEdited,
    ItemMoved,
    ItemPlanned,
    ItemRemoved,
    ItemSkipped,
    ItemUnskipped,
    Recovered,
    Replanned,
    Resumed,
    StageRefused,
    StoodBy,
    TimeAdded,
    Went,
)
from data.kinds.timers import TimerAdded, TimerRemoved, TimerReset, TimerShown, TimerStarted, TimerStopped
from data.kinds.triggers import Signalled, TriggerAnswered, Triggered, TriggersSet
from data.kinds.undo import Undone

__all__ = [
    "NOT_UNDONE_UNNAMED",
    "PLAN",
    "VERSION",
    "ActionAnswered",
    "AnyBody",
    "BadgeAsked",
    "BadgePrinted",
    "Body",
    "CueArmed",
    "CueEnded",
    "CueFired",
    "CueMarked",
    "CuePlanned",
    "CueRefused",
    "CueRemoved",
    "CueSkipped",
    "CueStoodBy",
    "CueWent",
    "DeputySent",
    "DoorSet",
    "Draft",
    "Earlier",
    "Ended",
    "Entered",
    "EventMade",
    "EventSet",
    "Fact",
    "FilmSet",
    "Forgotten",
    "GuestAdded",
    "GuestChanged",
    "GuestListed",
    "HandoutGiven",
    "HandoutReturned",
    "HeadCounted",
    "Held",
    "ImportBegan",
    "ImportEnded",
    "ItemAdded",
    "ItemEdited",
    "ItemMoved",
    "ItemPlanned",
    "ItemRemoved",
    "ItemSkipped",
    "ItemUnskipped",
    "KitSet",
    "LeadCalled",
    "LeadCame",
    "Left",
    "MeeterTold",
    "MergedFrom",
    "MergedInto",
    "Mode",
    "ModeSet",
    "Noted",
    "OnTheWay",
    "OperatorRemoved",
    "OperatorSet",
    "OutputSet",
    "Panicked",
    "PaperNumbered",
    "PinRefused",
    "Recovered",
    "Refused",
    "Replanned",
    "Result",
    "Resumed",
    "SlotAdded",
    "SlotDropped",
    "SlotEdited",
    "SlotMoved",
    "SlotPlanned",
    "SlotRemoved",
    "SlotReplaced",
    "SlotTakenBack",
    "SpeakerChased",
    "SpeakerSet",
    "StageRefused",
    "StageSet",
    "StateSet",
    "StoodBy",
    "TicketReplaced",
    "TimeAdded",
    "Undone",
    "Way",
    "Went",
    "from_text",
    "kind_of",
    "to_text",
]

Mode = Literal["live", "rehearsal"]

AnyBody = (
    EventMade | EventSet | DoorSet | StageSet | OutputSet | FilmSet | StateSet | ModeSet | ImportBegan | ImportEnded
    | Noted | Panicked | GuestListed | GuestAdded | GuestChanged | TicketReplaced | Entered | Left | Refused
    | ItemPlanned | ItemRemoved | ItemMoved | ItemSkipped | ItemUnskipped | StoodBy | Went | CueWent | Ended | Held
    | Resumed | TimeAdded | StageRefused | SlotPlanned | SlotRemoved | SlotMoved | SlotReplaced | SpeakerSet
    | CuePlanned | CueRemoved | CueStoodBy | CueFired | ActionAnswered | CueEnded | CueSkipped | CueArmed | CueMarked
    | CueRefused | Undone | MergedInto | MergedFrom | DeputySent | HandoutGiven | HandoutReturned | OnTheWay
    | MeeterTold | LeadCalled | LeadCame | BadgeAsked | BadgePrinted | HeadCounted | OperatorSet | OperatorRemoved
    | PinRefused | Forgotten | PaperNumbered | ItemAdded | ItemEdited | Replanned | Recovered
    | Messaged | MessageSeen | MessageTaken | TimerHidden | HouseStepped | HouseAnswered
    | SlotAdded | SlotEdited | SlotDropped | SlotTakenBack | KitSet | SpeakerChased
    | TriggersSet | Triggered | TriggerAnswered | Signalled
    | CallGiven | AutoSet | AutoUsed | TimerAdded | TimerStarted | TimerStopped | TimerReset | TimerRemoved
    | TimerShown
)  # fmt: skip

VERSION = 1
PLAN: frozenset[str] = frozenset({
    "event_made", "event_set", "door_set", "stage_set", "output_set", "film_set", "state_set", "mode_set",
    "import_began", "import_ended", "guest_listed", "guest_changed", "ticket_replaced", "item_planned",
    "item_removed", "slot_planned", "slot_removed", "slot_added", "slot_edited", "cue_planned", "cue_removed",
    "merged_into", "merged_from",
    "item_added", "item_edited", "triggers_set", "on_the_way", "paper_numbered", "operator_set",
    "operator_removed", "pin_refused", "forgotten",
})  # fmt: skip
NOT_UNDONE_UNNAMED: frozenset[str] = frozenset({
    "triggered", "trigger_answered", "signalled",
    "refused", "stage_refused", "cue_refused", "import_began", "import_ended", "action_answered", "cue_ended",
    "undone", "event_made", "cue_stood_by", "badge_asked", "badge_printed", "paper_numbered",
    "operator_set", "operator_removed",
    "pin_refused", "forgotten", "auto_used", "message_seen",
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
