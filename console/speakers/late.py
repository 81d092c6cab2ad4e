"""A speaker who comes late, or somebody else who takes the slot: what it does to the times, and the way chosen."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from console.rules.refusals import Refusal
from console.rules.speakers import late_speakers, slots
from console.rules.speakers.late_speakers import Day, Person, Preview, Way, way_words
from console.rules.speakers.slots import Done
from console.rules.speakers.speaking import lineup
from console.rules.times.timing import timeline
from console.speakers.acting import Doing, SpeakerAnswer, act_in
from console.speakers.seen import day_of, stage_of
from data import tables
from data.journal import EventFile
from data.reading import Connection
from data.words import _


def preview_late(
    file: EventFile, slot: str, due: datetime | None, now: datetime, person: Person | None = None
) -> Preview | Refusal:
    """What each way does to the times if the speaker, or `person` instead of them, comes at `due`; stores nothing."""
    with file.reading() as db:
        stage = stage_of(db, slot)
        if stage is None:
            return slots.no_such_slot(slot)
        return late_speakers.preview(_day(db, stage, now, person), slot, due, person)


def late(
    file: EventFile,
    slot: str,
    due: datetime | None,
    way: Way,
    *,
    now: datetime,
    operator: str,
    person: Person | None = None,
) -> SpeakerAnswer:
    """Writes down when the speaker comes (and who it is, where that is `person`) and goes that way: one act, one
    undo."""

    def decide(db: Connection, stage: str) -> Done | Refusal:
        day = _day(db, stage, now, person)
        seen = late_speakers.preview(day, slot, due, person)
        if isinstance(seen, Refusal):
            return seen
        outcome = next((each for each in seen.outcomes if each.way == way), None)
        times = timeline(day.order, day.stage, day.zone, day.now)
        view = lineup(day.speakers, day.order, times, day.guests, day.call)
        drafts = late_speakers.drafts_of(day, slot, due, way, person, view) if outcome is not None else None
        if outcome is None or not drafts:
            said = _("There is nobody after {name} in item {item} to change with.")
            return Refusal("nobody_after", said.format(name=seen.name, item=seen.item))
        said = _("{name}: {way}; {what}.").format(name=seen.name, way=way_words()[way], what=outcome.message)
        return Done(drafts, said)

    return act_in(file, Doing(slot, "late", now, operator), stage_of, decide)


def _day(db: Connection, stage: str, now: datetime, person: Person | None) -> Day:
    """The day, with whoever would take the slot among its guests."""
    day = day_of(db, stage, now)
    found = tables.stays(db, person.guest) if person is not None and person.guest else None
    if person is None or found is None:
        return day
    return replace(day, guests={**day.guests, person.guest: found})
