"""What stands between the rooms: their messages, and the house that desk and stage run together."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import Struct, field

from data.kinds.house import HouseStep, Side
from data.kinds.messages import Address

Doors = Literal["shut", "open", "closed"]
"""The auditorium's doors: not opened yet, open, or closed again."""


class Seen(Struct, frozen=True):
    """A room saw a message: when, and by whom."""

    room: str
    at: datetime
    by: str


class Message(Struct, frozen=True, omit_defaults=True):
    """A message as it stands; `id` is its fact. `stage` "" is every stage; `taken` when it was taken away."""

    id: str
    at: datetime
    by: str
    text: str
    to: Address
    sender: str = ""
    stage: str = ""
    blink: bool = False
    seen: tuple[Seen, ...] = ()
    taken: datetime | None = None


class MessagesState(Struct, frozen=True, omit_defaults=True):
    """`open` wait to be seen, by id, the oldest first; `past` are the last that were seen or taken away; `hidden` is
    since when the time on a stage's timer is hidden."""

    open: dict[str, Message] = field(default_factory=dict)
    past: tuple[Message, ...] = ()
    hidden: dict[str, datetime] = field(default_factory=dict)


class HouseSaid(Struct, frozen=True, omit_defaults=True):
    """One step as one side asked or told it; `answered` is when the other side did, and `answered_by` who."""

    id: str
    step: HouseStep
    side: Side
    at: datetime
    by: str
    count: int | None = None
    item: str = ""
    at_go: bool = False
    answered: datetime | None = None
    answered_by: str = ""


class HouseState(Struct, frozen=True, omit_defaults=True):
    """The house of one stage. `since` is from when its doors are as they are; `cleared`, `counted`, `holding` and
    `late` are the steps that made it so: clearance, house count, latecomers held, and how many by eye. `waiting` are
    steps that the other side has not answered, the oldest first; `past` the last that it did."""

    stage: str
    doors: Doors = "shut"
    since: datetime | None = None
    cleared: HouseSaid | None = None
    counted: HouseSaid | None = None
    holding: HouseSaid | None = None
    late: HouseSaid | None = None
    waiting: dict[str, HouseSaid] = field(default_factory=dict)
    past: tuple[HouseSaid, ...] = ()
