"""Facts of the event: its plan, its state, notes, and imports."""

from __future__ import annotations

from typing import Literal

from data.kinds.body import Body
from data.records import Door, Event, EventStage, Film, Output, ShowMode, Stage


class EventMade(Body, frozen=True, tag="event_made"):
    """The event exists. `key` signs its tickets (hex); it never changes."""

    event: str
    key: str


class EventSet(Body, frozen=True, tag="event_set"):
    event: Event


class DoorSet(Body, frozen=True, tag="door_set"):
    door: Door


class StageSet(Body, frozen=True, tag="stage_set"):
    stage: Stage


class OutputSet(Body, frozen=True, tag="output_set"):
    output: Output


class FilmSet(Body, frozen=True, tag="film_set"):
    film: Film


class StateSet(Body, frozen=True, tag="state_set"):
    state: EventStage


class ModeSet(Body, frozen=True, tag="mode_set"):
    mode: ShowMode


class ImportBegan(Body, frozen=True, tag="import_began"):
    """An import was started; without an ImportEnded of the same act it was cut off and must be run again."""

    source: str
    rows: int


class ImportEnded(Body, frozen=True, tag="import_ended"):
    """`stopped`: before its end, by whoever ran it; the counts are what was written."""

    source: str
    new: int
    changed: int
    same: int
    gone: int
    odd: int
    stopped: bool = False


class Noted(Body, frozen=True, tag="noted"):
    text: str
    incident: bool = False
    room: str = ""


class Panicked(Body, frozen=True, tag="panicked"):
    """Panic was pressed; `how` is fade, cut or resume."""

    how: Literal["fade", "cut", "resume"]
    source: str = ""


class Forgotten(Body, frozen=True, tag="forgotten"):
    """What was kept of the guests was dropped, as the retention of the event wants it: so many guests and facts.
    `figures` is the summary as it stood before, as JSON without anybody's name."""

    guests: int
    facts: int
    figures: str
