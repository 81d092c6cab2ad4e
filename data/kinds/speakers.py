"""Facts of the speakers of a stage."""

from __future__ import annotations

from datetime import datetime

from data.kinds.body import Body
from data.records import Slot, SpeakerState


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
