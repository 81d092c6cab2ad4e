"""Messages between rooms: who hears which, what still stands on a timer, and what a line typed for them means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import get_args

from msgspec import Struct

from data.between import Message, MessagesState
from data.kinds.messages import Address
from data.words import _

ADDRESSES: tuple[Address, ...] = get_args(Address)
HEARS: dict[str, frozenset[Address]] = {
    "desk": frozenset({"desk", "all"}),
    "stage": frozenset({"stage", "all"}),
    "speakers": frozenset({"speakers", "backstage", "all"}),
    "backstage": frozenset({"speakers", "backstage", "all"}),
    "cues": frozenset({"cues", "all"}),
    "timer": frozenset({"timer"}),
}
"""What is said in which room; backstage only reads, so the speakers' room answers for it."""
ANYWHERE: frozenset[Address] = frozenset({"desk", "all"})
"""Addresses that belong to no stage."""
LASTS = timedelta(minutes=5)
"""How long a message to all still stands once somebody saw it, and how long a sender reads that theirs was seen."""
LONGEST = 200
"""Signs of a message: more is no word that somebody reads in passing."""
MOST = 20
"""How many may wait at one address: nobody reads more."""


class Wanted(Struct, frozen=True):
    """A message as it was typed."""

    to: Address
    text: str
    blink: bool = False
    stage: str = ""


def here(room: str, stage: str) -> str:
    """Who a room is as a sender: the desk is one, the others are of a stage."""
    return room if room == "desk" or not stage else f"{room}/{stage}"


def typed(line: str, to: Address, ready: Sequence[str], stages: Sequence[str] = ()) -> Wanted:
    """`cues: stand by` goes there and not to `to`, `second: …` to the stage of that id; `!` at the front blinks; a
    digit alone is the text that lies ready under it."""
    first, colon, rest = line.replace("：", ":").partition(":")
    head, stage = first.strip().casefold(), ""
    meant = [each for each in ADDRESSES if head and each.startswith(head)]
    named = [each for each in stages if each.casefold() == head]
    if colon and named:
        to, stage, line = "stage", named[0], rest
    elif colon and len(meant) == 1:
        to, line = meant[0], rest
    line = line.strip()
    blink = line.startswith(("!", "！"))
    line = line.lstrip("!！ ") if blink else line
    if line.isascii() and line.isdigit() and 0 < int(line) <= len(ready):
        line = ready[int(line) - 1]
    return Wanted(to, line, blink, stage)


def hears(room: str, stage: str, message: Message) -> bool:
    """Is it said in this room? Nobody hears their own."""
    if message.to not in HEARS.get(room, frozenset()) or message.sender == here(room, stage):
        return False
    return message.to in ANYWHERE or message.stage in ("", stage)


def stands(message: Message, last_go: Mapping[str, datetime | None], now: datetime) -> bool:
    """Is an open message still on a screen? The next GO takes those to the timer; `last_go` is by stage."""
    went = last_go.get(message.stage)
    if message.to == "timer":
        return went is None or went <= message.at
    return not (message.to == "all" and message.seen and now - message.at > LASTS)


def waiting(state: MessagesState, room: str, stage: str, now: datetime) -> tuple[Message, ...]:
    """What this room has not seen yet, the oldest first."""
    return tuple(
        each
        for each in state.open.values()
        if hears(room, stage, each) and stands(each, {}, now) and all(seen.room != room for seen in each.seen)
    )


def on_timer(state: MessagesState, stage: str, last_go: datetime | None) -> tuple[Message, ...]:
    """What stands on a stage's timer, the oldest first."""
    mine = (each for each in state.open.values() if each.to == "timer" and each.stage == stage)
    return tuple(each for each in mine if stands(each, {stage: last_go}, each.at))


def sent(
    state: MessagesState, sender: str, last_go: Mapping[str, datetime | None], now: datetime
) -> tuple[Message, ...]:
    """What a room sent and nobody answered for yet, the oldest first."""
    return tuple(each for each in state.open.values() if each.sender == sender and stands(each, last_go, now))


def answered(state: MessagesState, sender: str, now: datetime) -> tuple[Message, ...]:
    """What a room sent and was seen lately, the newest first."""
    mine = (each for each in reversed(state.past) if each.sender == sender and each.seen)
    return tuple(each for each in mine if now - each.seen[-1].at <= LASTS)


def too_many(state: MessagesState, to: Address, stage: str, last_go: datetime | None, now: datetime) -> bool:
    """Do so many wait there that one more would not be read?"""
    there = [each for each in state.open.values() if each.to == to and each.stage == stage]
    return sum(stands(each, {stage: last_go}, now) for each in there) >= MOST


def address_words() -> dict[Address, str]:
    """Where messages go, in words."""
    return {
        "timer": _("timer"), "desk": _("desk"), "stage": _("stage"), "speakers": _("speakers"),
        "backstage": _("backstage"), "cues": _("cues"), "all": _("all"),
    }  # fmt: skip


def from_words(message: Message, stages: Mapping[str, str]) -> str:
    """Who says it: the room, and its stage where there are several; `stages` are titles by id."""
    room, _slash, stage = message.sender.partition("/")
    name = next((word for each, word in address_words().items() if each == room), room) or message.by
    return f"{name} {stages.get(stage, stage)}" if stage and len(stages) > 1 else name
