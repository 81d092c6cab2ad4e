"""What the stage, timer and speakers rooms know: read from the file when it changes, never at a tick."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from msgspec import Struct

from console.rules import speaking
from console.rules.order import holds
from console.rules.places import places
from console.rules.speaking import SpeakersView
from console.rules.timeline import Timeline
from console.rules.timing import timeline
from data import reading, tables
from data.facts import Fact, Noted
from data.reading import Connection
from data.records import Stage
from data.states import CueState, EventState, GuestState, SpeakersState, StageState
from data.words import _
from screens.widgets.desk_line import News
from screens.widgets.plain import two_scripts

VIP = "vip"
PASSAGES = 40
NOTES = 6
TIMER = "timer/"
"""Notes whose room begins so are for whoever speaks on that stage, and stand on its timer only."""
TOLD = "stage to all"
"""The room of what the stage tells everybody; its other notes are for the log."""


class StageNow(Struct, frozen=True):
    """A stage and what belongs to it, as the file had it. `guests` are those of the slots, by id; `inside` is
    None where it is not counted."""

    day: EventState
    stage: Stage
    state: StageState
    speakers: SpeakersState
    cues: tuple[CueState, ...] = ()
    guests: dict[str, GuestState] = {}
    inside: int | None = None
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
        return self.day.event.zone if self.day.event else "UTC"


def read(db: Connection, stage: str) -> StageNow:
    """Everything of one stage."""
    day = tables.event(db)
    state = tables.stage(db, stage)
    speakers = tables.speakers(db, stage)
    ids = {slot.slot.guest for slot in speakers.slots.values() if slot.slot.guest}
    guests = {guest: found for guest in ids if (found := tables.guest(db, guest)) is not None}
    return StageNow(
        day=day,
        stage=day.stages.get(stage) or Stage(stage, stage),
        state=state,
        speakers=speakers,
        cues=tuple(tables.cues(db, stage)),
        guests=guests,
        inside=inside(db, day),
        news=_newest([*_arrivals(db, speakers, guests), *_notes(db, day)]),
        message=_message(db, day, stage, state),
    )


def _newest(news: list[News]) -> tuple[News, ...]:
    return tuple(sorted(news, key=lambda each: each.at, reverse=True))


def inside(db: Connection, day: EventState) -> int | None:
    """How many people are in the event, where its exits are scanned."""
    counted = places(day.doors)
    if not counted.event:
        return None
    return sum(group.count for group in tables.groups(db) if group.inside)


def _arrivals(db: Connection, speakers: SpeakersState, guests: dict[str, GuestState]) -> list[News]:
    """Speakers and VIPs who came in, each entry once."""
    news = [
        _came(each.at, each.name, each.name_alt, _("speaker"), each.door, "")
        for each in speaking.arrivals(speakers, guests, UTC)
    ]
    for coming in tables.latest_passages(db, PASSAGES):
        if coming.way != "in" or coming.guest in guests:
            continue
        state = tables.guest(db, coming.guest)
        if state is not None and state.guest.category.casefold() == VIP:
            who = state.guest
            news.append(_came(coming.at, who.name, who.name_alt, _("VIP"), coming.door, coming.operator))
    return news


def _came(at: datetime, name: str, name_alt: str, what: str, door: str, operator: str) -> News:
    return News(at, two_scripts(name, name_alt), "  ".join(filter(None, (door, operator))), arrival=True, what=what)


def _noted(db: Connection, day: EventState, limit: int) -> Iterator[tuple[Fact, Noted]]:
    """The standing notes of this mode, newest first."""
    mode = "rehearsal" if day.state == "rehearsal" else "live"
    for row in reading.facts(db, kinds=["noted"], newest_first=True, limit=limit):
        if row.standing and row.fact.mode == mode and isinstance(row.fact.known, Noted):
            yield row.fact, row.fact.known


def _notes(db: Connection, day: EventState) -> list[News]:
    return [
        News(fact.at, f"!! {note.text}" if note.incident else note.text, fact.operator)
        for fact, note in _noted(db, day, NOTES)
        if not note.room.startswith(TIMER)
    ]


def _message(db: Connection, day: EventState, stage: str, state: StageState) -> str:
    """What was last written for whoever speaks; the next GO takes it away."""
    for fact, note in _noted(db, day, PASSAGES):
        if note.room == TIMER + stage:
            later = state.runs and state.runs[-1].start > fact.at
            return "" if later else note.text
    return ""
