"""The acts that change the plan of an item's slots on the day: order, details, one more speaker, one less."""

from __future__ import annotations

import secrets
from datetime import datetime

from console.rules.refusals import Refusal
from console.rules.speakers import slot_plan, slots
from console.rules.speakers.slot_plan import Details
from console.rules.speakers.slots import Done
from console.speakers.acting import Doing, SpeakerAnswer, act, act_in
from data import tables
from data.clean import LONGEST, clean
from data.journal import EventFile
from data.reading import Connection
from data.records import Slot
from data.words import _


def move(file: EventFile, slot: str, before: str | None, *, now: datetime, operator: str) -> SpeakerAnswer:
    """Moves a slot within its item, before another or (None) to its end."""
    return act(file, Doing(slot, "move", now, operator), lambda known: slot_plan.move(known, slot, before))


def by_rank(file: EventFile, item: str, *, now: datetime, operator: str) -> SpeakerAnswer:
    """Puts an item's speakers in the order of protocol, in one act."""
    doing = Doing(item, "by_rank", now, operator)
    return act_in(file, doing, _stage_of_item, lambda db, stage: slot_plan.by_rank(tables.speakers(db, stage), item))


def edit(file: EventFile, slot: str, details: Details, *, now: datetime, operator: str) -> SpeakerAnswer:
    """Changes a slot's length, rank or other details; no later list takes them back."""
    return act(file, Doing(slot, "edit", now, operator), lambda known: slot_plan.edit(known, slot, details))


def drop(file: EventFile, slot: str, *, now: datetime, operator: str) -> SpeakerAnswer:
    """Takes a slot out of the day."""
    return act(file, Doing(slot, "drop", now, operator), lambda known: slots.drop(known, slot))


def take_back(file: EventFile, slot: str, *, now: datetime, operator: str) -> SpeakerAnswer:
    """Puts a slot that was dropped in again."""
    return act(file, Doing(slot, "take_back", now, operator), lambda known: slots.take_back(known, slot))


def add(
    file: EventFile,
    item: str,
    name: str,
    *,
    now: datetime,
    operator: str,
    name_alt: str = "",
    guest: str = "",
    details: Details | None = None,
    before: str | None = None,
) -> SpeakerAnswer:
    """One more speaker in an item, before another slot or (None) at its end; `guest` ties them to the guest list."""
    more = details or Details()
    ident = f"{item}.x{secrets.token_hex(2)}"

    def decide(db: Connection, stage: str) -> Done | Refusal:
        if len(name) > LONGEST:
            return Refusal("too_long", _("A name may have {n} signs at most.").format(n=LONGEST))
        slot = Slot(
            id=ident, item=item, pos=0, name=clean(name), name_alt=clean(name_alt), role=clean(more.role or ""),
            length=more.length or None, guest=guest, kind=more.kind or "speaker", rank=more.rank or None,
            say=clean(more.say or ""), interpreting=more.interpreting or "", mic=clean(more.mic or ""),
            slides=bool(more.slides),
        )  # fmt: skip
        return slot_plan.add(tables.speakers(db, stage), slot, before)

    return act_in(file, Doing(item, "add", now, operator), _stage_of_item, decide)


def _stage_of_item(db: Connection, item: str) -> str | None:
    """The stage whose order has the item."""
    return next((each for each in tables.stages_holding(db) if item in tables.stage(db, each).items), None)
