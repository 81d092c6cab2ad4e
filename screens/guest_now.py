"""What is known of one guest now, read for the panel and the card: the people they belong to, and when they speak."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from data import tables
from data.journal import EventFile
from data.states import EventState, GuestState
from data.words import _
from screens.widgets.plain import shown, two_scripts


class GuestNow(Struct, frozen=True):
    """The guest's state; `of` whose plus-one or deputy they are and `deputy` who comes instead of them, by name; `in_`
    of `party` of their delegation are in; `speaks` is when and where. Words are harmless already."""

    state: GuestState
    of: str = ""
    deputy: str = ""
    in_: int = 0
    party: int = 0
    speaks: str = ""


def read(file: EventFile, guest: str, now: datetime) -> GuestNow | None:
    """Everything about a guest, or None where nobody has this id (any more). Who was merged is told as who they are."""
    with file.reading() as db:
        state = tables.stays(db, guest)
        if state is None:
            return None
        names = {each: tables.guest(db, each) for each in (state.guest.plus_one_of, state.deputy) if each}
        in_, party = tables.party(db, state.guest.delegation) if state.guest.delegation else (0, 0)
    of, deputy = (_name(names.get(each)) for each in (state.guest.plus_one_of, state.deputy))
    return GuestNow(state, of, deputy, in_, party, speaks(file, state.guest.id, now))


def _name(state: GuestState | None) -> str:
    return two_scripts(state.guest.name, state.guest.name_alt) if state else ""


def speaks(file: EventFile, guest: str, now: datetime) -> str:
    """When and in which item the guest speaks; empty for who does not, or not any more."""
    from console.speakers import next_turn

    slot = next_turn(file, guest, now)
    if slot is None:
        return ""
    at = f"{slot.expected_start.astimezone(now.tzinfo):%H:%M}" if slot.expected_start else ""
    return _("speaks {time}  item {item}").format(time=at, item=shown(slot.item))


def door_title(day: EventState, door: str) -> str:
    found = day.doors.get(door)
    return shown(found.title or found.id if found else door)
