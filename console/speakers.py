"""The acts of the speakers room, and who speaks when: admissions at the doors are seen here without anybody's doing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from msgspec import Struct

from console.rules import roles, slots
from console.rules.order import holds
from console.rules.refusals import Refusal
from console.rules.slots import Done
from console.rules.speaking import Arrival, ItemSlots, SlotShown, SpeakersView
from console.rules.speaking import lineup as in_line
from console.rules.timing import timeline
from data import history, tables
from data.journal import EventFile
from data.reading import Connection
from data.records import SpeakerState, Stage
from data.states import EventState, GuestState, SpeakersState
from data.words import _

__all__ = ["Arrival", "ItemSlots", "SlotShown", "SpeakerAnswer", "SpeakersView", "lineup", "move", "next_turn",
           "replace", "set_state", "stage_of"]  # fmt: skip


class SpeakerAnswer(Struct, frozen=True):
    """What became of an act: `did` or `refused` (one word), the sentence, and the slot after it."""

    message: str
    did: str | None = None
    refused: str | None = None
    slot: SlotShown | None = None
    fact: str | None = None
    view: SpeakersView | None = None


def lineup(file: EventFile, stage: str | None, now: datetime, at: datetime | None = None) -> SpeakersView:
    """The speakers of a stage, or of all (`stage` None), now or as of `at`."""
    with file.reading() as db:
        wanted = [stage] if stage is not None else tables.speaking_stages(db)
        views = [_view(db, each, now, at) for each in wanted]
    if len(views) == 1:
        return views[0]
    every = [slot for view in views for slot in view.slots]
    risky = {slot for view in views for slot in view.at_risk}
    soon = sorted((s for s in every if s.id in risky), key=lambda s: (s.expected_start or now).timestamp())
    arrived = sorted((each for view in views for each in view.arrivals), key=lambda a: a.at.timestamp(), reverse=True)
    return SpeakersView(
        stage=None,
        now=views[0].now if views else at or now,
        slots=tuple(every),
        items=tuple(item for view in views for item in view.items),
        on=next((view.on for view in views if view.on), None),
        next=next((view.next for view in views if view.next), None),
        at_risk=tuple(slot.id for slot in soon),
        arrivals=tuple(arrived),
    )


def next_turn(file: EventFile, guest: str, now: datetime) -> SlotShown | None:
    """The guest's next turn to speak, under whichever of their rows of the list; None for who has none, or none any
    more."""
    with file.reading() as db:
        state = tables.stays(db, guest)
        own = {state.guest.id, *state.took} if state else set()
        held = (tables.speakers(db, stage).slots.values() for stage in tables.speaking_stages(db))
        if not any(slot.slot.guest in own for slots_of in held for slot in slots_of):
            return None
    mine = [slot for slot in lineup(file, None, now).slots if slot.guest in own]
    coming = [slot for slot in mine if slot.state not in ("off", "absent")]
    return min(coming, key=lambda slot: (slot.expected_start or now).timestamp(), default=None)


def set_state(
    file: EventFile,
    slot: str,
    state: SpeakerState,
    *,
    now: datetime,
    operator: str,
    expected: datetime | None = None,
) -> SpeakerAnswer:
    """Says where a speaker is; `expected` is when one who is coming will be here. Only one is on at a time."""
    return _act(file, slot, state, now, operator, lambda known: slots.set_state(known, slot, state, expected))


def move(file: EventFile, slot: str, before: str | None, *, now: datetime, operator: str) -> SpeakerAnswer:
    """Moves a slot within its item, before another or (None) to its end."""
    return _act(file, slot, "move", now, operator, lambda known: slots.move(known, slot, before))


def replace(
    file: EventFile, slot: str, name: str, *, now: datetime, operator: str, name_alt: str = "", guest: str = ""
) -> SpeakerAnswer:
    """Somebody else takes the slot; `guest` ties them to the guest list."""
    return _act(file, slot, "replace", now, operator, lambda known: slots.put_in(known, slot, name, name_alt, guest))


def stage_of(db: Connection, slot: str) -> str | None:
    """The stage a slot belongs to."""
    return next((each for each in tables.speaking_stages(db) if slot in tables.speakers(db, each).slots), None)


def _act(
    file: EventFile,
    slot: str,
    verb: str,
    now: datetime,
    operator: str,
    rule: Callable[[SpeakersState], Done | Refusal],
) -> SpeakerAnswer:
    with file.transaction() as tx:
        stage = stage_of(tx.db, slot)
        if stage is None:
            return _no(slots.no_such_slot(slot))
        event = tables.event(tx.db)
        if (no := roles.forbidden(event.operators, operator, "speakers")) is not None:
            return _no(no)
        if event.state == "closed" and operator not in roles.leads(event.operators):
            return _no(Refusal("closed", _("The event is closed. Open it again to change the speakers.")))
        decided = rule(tables.speakers(tx.db, stage))
        if isinstance(decided, Refusal):
            return _no(decided)
        facts = tx.append(decided.drafts, at=now, operator=operator)
        view = _view(tx.db, stage, now, None)
    shown = next((each for each in view.slots if each.id == slot), None)
    return SpeakerAnswer(decided.said, verb, None, shown, facts[0].id, view)


def _no(refusal: Refusal) -> SpeakerAnswer:
    return SpeakerAnswer(refusal.message, refused=refusal.reason)


def _view(db: Connection, stage: str, now: datetime, at: datetime | None) -> SpeakersView:
    event = tables.event(db)
    known = tables.speakers(db, stage) if at is None else history.speakers_at(db, stage, at)
    order = tables.stage(db, stage) if at is None else history.stage_at(db, stage, at)
    zone = event.zone_name
    times = timeline(order, event.stages.get(stage) or Stage(stage), zone, at or now)
    return in_line(known, times, _guests(db, known, at), _call(event), holds(order))


def _guests(db: Connection, known: SpeakersState, at: datetime | None) -> dict[str, GuestState]:
    ids = {each.slot.guest for each in known.slots.values() if each.slot.guest}
    found = {guest: tables.stays(db, guest) if at is None else history.stays_at(db, guest, at) for guest in ids}
    return {guest: state for guest, state in found.items() if state is not None}


def _call(event: EventState) -> float:
    return event.event.call if event.event else 15.0
