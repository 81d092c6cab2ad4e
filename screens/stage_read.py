"""What the stage, timer and speakers rooms know: read from the file when it changes, never at a tick."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from console.rules import speaking
from console.rules.order import holds
from console.rules.places import places
from console.rules.speaking import SpeakersView
from console.rules.timeline import Timeline
from console.rules.timing import timeline
from data import occupancy, tables
from data.reading import Connection
from data.records import Stage
from data.states import CueState, EventState, GuestState, SpeakersState, StageState
from screens import from_the_desk
from screens.from_the_desk import TIMER
from screens.widgets.desk_line import News

NOTES = 40
"""Notes that are looked through for the one that stands on the timer."""
TOLD = "stage to all"
"""The room of what the stage tells everybody; its other notes are for the log."""


class StageNow(Struct, frozen=True):
    """A stage and what belongs to it, as the file had it. `guests` are those of the slots, by id; `room` says
    how many people are inside."""

    day: EventState
    stage: Stage
    state: StageState
    speakers: SpeakersState
    cues: tuple[CueState, ...] = ()
    guests: dict[str, GuestState] = {}
    room: str = ""
    news: tuple[News, ...] = ()
    message: str = ""

    def at(self, now: datetime) -> Timeline:
        """The times at a moment; asks nothing of the file."""
        return timeline(self.state, self.stage, self.zone, now)

    def lineup(self, times: Timeline) -> SpeakersView:
        """The speakers at the moment of `times`; asks nothing of the file."""
        call = self.day.event.call if self.day.event else 15.0
        return speaking.lineup(self.speakers, times, self.guests, call, holds(self.state))

    @property
    def zone(self) -> str:
        return self.day.zone_name


def read(db: Connection, stage: str) -> StageNow:
    """Everything of one stage."""
    day = tables.event(db)
    state = tables.stage(db, stage)
    speakers = tables.speakers(db, stage)
    ids = {slot.slot.guest for slot in speakers.slots.values() if slot.slot.guest}
    guests = {guest: found for guest in ids if (found := tables.stays(db, guest)) is not None}
    return StageNow(
        day=day,
        stage=day.stages.get(stage) or Stage(stage, stage),
        state=state,
        speakers=speakers,
        cues=tuple(tables.cues(db, stage)),
        guests=guests,
        room=from_the_desk.in_the_room(db, day, state, inside(db, day)),
        news=from_the_desk.news(db, day, speakers, guests),
        message=_message(db, day, stage, state),
    )


def inside(db: Connection, day: EventState) -> int | None:
    """How many people are in the event, where its exits are scanned."""
    counted = places(day.doors)
    if not counted.event:
        return None
    return occupancy.people_inside(db, counted.perimeter)


def _message(db: Connection, day: EventState, stage: str, state: StageState) -> str:
    """What was last written for whoever speaks; the next GO takes it away."""
    for fact, note in from_the_desk.noted(db, day, NOTES):
        if note.room == TIMER + stage:
            later = state.runs and state.runs[-1].start > fact.at
            return "" if later else note.text
    return ""
