"""What the stage, timer and speakers rooms know: read from the file when it changes, never at a tick."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from console import house
from console.rules import house as house_rules
from console.rules.house import HouseView
from console.rules.places import places
from console.rules.speakers import speaking
from console.rules.speakers.speaking import SpeakersView
from console.rules.times.timeline import Timeline
from console.rules.times.timing import timeline
from console.speakers import guests_of
from data import following, heard, occupancy, tables
from data.between import HouseState, MessagesState
from data.reading import Connection
from data.records import Stage
from data.states import CueState, EventState, GuestState, SpeakersState, StageState
from data.timer_rows import timers
from data.timers import TimersState
from screens import from_the_desk
from screens.widgets.desk_line import News

_OWN = ("stage/", "cue/", "trigger/")
"""Subjects that are the show's own: what they do changes nobody at the doors, no message and no speaker."""


class StageNow(Struct, frozen=True):
    """A stage and what belongs to it, as the file had it. `guests` are those of the slots and who comes
    instead of them, by id; `room` says how many people are inside; `words` are the
    messages between rooms, `late` how many came while latecomers are held; `place` is the newest fact in it."""

    day: EventState
    stage: Stage
    state: StageState
    speakers: SpeakersState
    cues: tuple[CueState, ...] = ()
    guests: dict[str, GuestState] = {}
    room: str = ""
    news: tuple[News, ...] = ()
    words: MessagesState = MessagesState()
    house: HouseState = HouseState("")
    late: int = 0
    timers: TimersState = TimersState()
    place: following.Place = (0, b"")

    def at(self, now: datetime) -> Timeline:
        """The times at a moment; asks nothing of the file."""
        return timeline(self.state, self.stage, self.zone, now)

    def lineup(self, times: Timeline) -> SpeakersView:
        """The speakers at the moment of `times`; asks nothing of the file."""
        call = self.day.event.call if self.day.event else 15.0
        return speaking.lineup(self.speakers, self.state, times, self.guests, call)

    @property
    def zone(self) -> str:
        return self.day.zone_name

    @property
    def last_go(self) -> datetime | None:
        """When an item began last: what stood on the timer before is gone."""
        return self.state.runs[-1].start if self.state.runs else None

    def house_at(self, now: datetime) -> HouseView:
        """The house at a moment; asks nothing of the file."""
        return house_rules.view(self.house, house_rules.Now(self.stage, self.state, self.day.state), self.late, now)


def read(db: Connection, stage: str, before: StageNow | None = None) -> StageNow:
    """Everything of one stage; where only the stage and its cues did something since `before`, nothing else is asked
    again, and where nobody did anything, it is the same."""
    # Asked first: what somebody writes meanwhile is read twice rather than never.
    place = following.newest(db)
    if before is None or before.state.stage != stage:
        return _all(db, stage, place)
    since = following.subjects_since(db, before.place)
    if since is None or any(not subject.startswith(_OWN) for subject in since):
        return _all(db, stage, place)
    if not since:
        return before
    state = tables.stage(db, stage)
    moved = state.items is not before.state.items
    return replace(
        before,
        state=state,
        cues=tuple(tables.cues(db, stage)),
        room=from_the_desk.in_the_room(db, before.day, state, inside(db, before.day)) if moved else before.room,
        late=house.late(db, before.day, before.house, state),
        place=place,
    )


def _all(db: Connection, stage: str, place: following.Place) -> StageNow:
    day = tables.event(db)
    state = tables.stage(db, stage)
    speakers = tables.speakers(db, stage)
    guests = guests_of(db, speakers)
    said = heard.house(db, stage)
    return StageNow(
        day=day,
        stage=day.stages.get(stage) or Stage(stage, stage),
        state=state,
        speakers=speakers,
        cues=tuple(tables.cues(db, stage)),
        guests=guests,
        room=from_the_desk.in_the_room(db, day, state, inside(db, day)),
        news=from_the_desk.news(db, day, speakers, guests),
        words=heard.messages(db),
        house=said,
        late=house.late(db, day, said, state),
        timers=timers(db),
        place=place,
    )


def inside(db: Connection, day: EventState) -> int | None:
    """How many people are in the event, where its exits are scanned."""
    counted = places(day.doors)
    if not counted.event:
        return None
    return occupancy.people_inside(db, counted.perimeter)
