"""Who speaks when, read from the file: admissions at the doors are seen here without anybody's doing."""

from __future__ import annotations

from datetime import datetime

from console.rules.speakers.late_speakers import Day
from console.rules.speakers.speaking import SlotShown, SpeakersView
from console.rules.speakers.speaking import lineup as in_line
from console.rules.times.timing import timeline
from data import history, tables
from data.journal import EventFile
from data.reading import Connection
from data.records import Stage
from data.states import EventState, GuestState, SpeakersState


def lineup(file: EventFile, stage: str | None, now: datetime, at: datetime | None = None) -> SpeakersView:
    """The speakers of a stage, or of all (`stage` None), now or as of `at`."""
    with file.reading() as db:
        wanted = [stage] if stage is not None else tables.speaking_stages(db)
        views = [view(db, each, now, at) for each in wanted]
    if len(views) == 1:
        return views[0]
    every = [slot for view in views for slot in view.slots]
    arrived = sorted((each for view in views for each in view.arrivals), key=lambda a: a.at.timestamp(), reverse=True)
    return SpeakersView(
        stage=None,
        now=views[0].now if views else at or now,
        slots=tuple(every),
        items=tuple(item for view in views for item in view.items),
        on=next((view.on for view in views if view.on), None),
        next=next((view.next for view in views if view.next), None),
        at_risk=_soonest(every, {slot for view in views for slot in view.at_risk}, now),
        arrivals=tuple(arrived),
        unready=_soonest(every, {slot for view in views for slot in view.unready}, now),
        out=tuple(slot for view in views for slot in view.out),
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
    coming = [slot for slot in mine if slot.state not in ("off", "absent") and not slot.dropped]
    return min(coming, key=lambda slot: (slot.expected_start or now).timestamp(), default=None)


def stage_of(db: Connection, slot: str) -> str | None:
    """The stage a slot belongs to."""
    return next((each for each in tables.speaking_stages(db) if slot in tables.speakers(db, each).slots), None)


def view(db: Connection, stage: str, now: datetime, at: datetime | None) -> SpeakersView:
    day = day_of(db, stage, now, at)
    times = timeline(day.order, day.stage, day.zone, day.now)
    return in_line(day.speakers, day.order, times, day.guests, day.call)


def day_of(db: Connection, stage: str, now: datetime, at: datetime | None = None) -> Day:
    """All that the times of a stage's speakers are worked out from, now or as of `at`."""
    event = tables.event(db)
    known = tables.speakers(db, stage) if at is None else history.speakers_at(db, stage, at)
    order = tables.stage(db, stage) if at is None else history.stage_at(db, stage, at)
    return Day(
        speakers=known,
        order=order,
        stage=event.stages.get(stage) or Stage(stage),
        zone=event.zone_name,
        guests=guests_of(db, known, at),
        call=call_of(event),
        now=at or now,
    )


def guests_of(db: Connection, known: SpeakersState, at: datetime | None = None) -> dict[str, GuestState]:
    """The guests who speak, by the id that their slot has, and who comes instead of them."""
    ids = {each.slot.guest for each in known.slots.values() if each.slot.guest}
    if at is None:
        # All at once: a long order has hundreds of speakers.
        listed = tables.guests_of(db, sorted(ids))
        found = {guest: (tables.stays(db, guest) if state.merged else state) for guest, state in listed.items()}
    else:
        found = {guest: history.stays_at(db, guest, at) for guest in ids}
    there = {guest: state for guest, state in found.items() if state is not None}
    for deputy in {state.deputy for state in there.values() if state.deputy} - there.keys():
        state = tables.guest(db, deputy) if at is None else history.guest_at(db, deputy, at)
        if state is not None:
            there[deputy] = state
    return there


def call_of(event: EventState) -> float:
    return event.event.call if event.event else 15.0


def _soonest(slots: list[SlotShown], wanted: set[str], now: datetime) -> tuple[str, ...]:
    soon = sorted((s for s in slots if s.id in wanted), key=lambda s: (s.expected_start or now).timestamp())
    return tuple(slot.id for slot in soon)
