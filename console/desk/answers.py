"""What the desk's acts answer with: the shapes that the command line prints and the desk's panel draws."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import UNSET, Struct, UnsetType, field

from data.facts import Earlier
from data.records import Guest, Status


class GuestShown(Struct, frozen=True):
    """What a verdict says of a guest; `speaks` is when their next turn is expected and `item` in which item, where that
    was asked for."""

    id: str
    name: str
    name_alt: str
    organisation: str
    title: str
    category: str
    delegation: str
    seat: str
    host: str
    attention: str
    status: Status
    say: str = ""
    give: str = ""
    assistance: str = ""
    photo: str = ""
    flag: str = ""
    speaks: datetime | None = None
    item: str = ""


class Try(Struct, frozen=True):
    """The nearest moment that would do."""

    at: datetime


class Party(Struct, frozen=True):
    """A delegation: how many are in, of how many."""

    in_: int = field(name="in")
    of: int


class Answer(Struct, frozen=True):
    """The verdict on one entry or exit. `fact` is the act's id, `repeat` that it was asked before with this nonce.
    `notice` is what is wrong with the keyboard that the code came through; `hold` the item until whose end latecomers
    are held at this door, "" where none is known."""

    verdict: Literal["admitted", "refused", "left", "undone"]
    reason: str | None
    class_: Literal["ask", "stop"] | None = field(name="class")
    message: str
    guest: GuestShown | None
    door: str
    at: datetime
    fact: str
    repeat: bool = False
    forced: bool = False
    force_sent: bool = False
    earlier: Earlier | None = None
    try_: Try | None = field(name="try", default=None)
    delegation: Party | None = None
    notice: str | UnsetType = UNSET
    hold: str | UnsetType = UNSET


class UndoAnswer(Struct, frozen=True):
    """What was taken back: the act, in words, and the fact that says so."""

    undid: str
    what: str
    fact: str


def shown(guest: Guest) -> GuestShown:
    return GuestShown(
        guest.id, guest.name, guest.name_alt, guest.organisation, guest.title, guest.category, guest.delegation,
        guest.seat, guest.host, guest.attention, guest.status, guest.say, guest.give, guest.assistance, guest.photo,
        guest.flag,
    )  # fmt: skip
