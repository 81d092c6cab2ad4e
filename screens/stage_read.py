"""What the stage, timer and speakers rooms know: read from the file when it changes, never at a tick."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from console import house
from console.rules import house as house_rules
from console.rules import speaking
from console.rules.house import HouseView
from console.rules.places import places
from console.rules.speaking import SpeakersView
from console.rules.timeline import Timeline
from console.rules.timing import timeline
from console.speakers import guests_of
from data import heard, occupancy, tables
from data.between import HouseState, MessagesState
from data.reading import Connection
from data.records import Stage
from data.states import CueState, EventState, GuestState, SpeakersState, StageState
from data.timer_rows import timers
from data.timers import TimersState
from screens import from_the_desk
from screens.widgets.desk_line import News


class StageNow(Struct, frozen=True):
    """A stage and what belongs to it, as the file had it. `guests` are those of the slots and who comes
    instead of them, by id; `room` says how many people are inside; `words` are the
    messages between rooms, `late` how many came while latecomers are held."""

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


def read(db: Connection, stage: str) -> StageNow:
    """Everything of one stage."""
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
    )


def inside(db: Connection, day: EventState) -> int | None:
    """How many people are in the event, where its exits are scanned."""
    counted = places(day.doors)
    if not counted.event:
        return None
    return occupancy.people_inside(db, counted.perimeter)
