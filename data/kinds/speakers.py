"""Facts of the speakers of a stage."""

from __future__ import annotations

from datetime import datetime

from data.kinds.body import Body
from data.records import Chasing, KitIs, KitPiece, Slot, SpeakerState


class SlotPlanned(Body, frozen=True, tag="slot_planned"):
    slot: Slot


class SlotRemoved(Body, frozen=True, tag="slot_removed"):
    slot: str


class SlotAdded(Body, frozen=True, tag="slot_added"):
    """By hand; `before` None is the end of its item."""

    slot: Slot
    before: str | None = None


class SlotEdited(Body, frozen=True, tag="slot_edited"):
    """By hand: those fields are as `slot` has them, whatever a list says later."""

    slot: Slot
    fields: tuple[str, ...]


class SlotMoved(Body, frozen=True, tag="slot_moved"):
    """Within its item; `before` None is the end."""

    slot: str
    before: str | None = None


class SlotReplaced(Body, frozen=True, tag="slot_replaced"):
    slot: str
    name: str
    name_alt: str = ""
    guest: str = ""
    say: str = ""


class SlotDropped(Body, frozen=True, tag="slot_dropped"):
    """Taken out of the day; the slot stays where it was, and takes no time."""

    slot: str


class SlotTakenBack(Body, frozen=True, tag="slot_taken_back"):
    """A dropped slot is in the day again."""

    slot: str


class SpeakerSet(Body, frozen=True, tag="speaker_set"):
    slot: str
    state: SpeakerState
    expected: datetime | None = None


class KitSet(Body, frozen=True, tag="kit_set"):
    """A piece of a speaker's kit was seen to; `number` "" leaves the microphone's as it was."""

    slot: str
    what: KitPiece
    state: KitIs
    number: str = ""


class SpeakerChased(Body, frozen=True, tag="speaker_chased"):
    """The desk goes after a speaker who is not here, or says what came of it."""

    slot: str
    how: Chasing
