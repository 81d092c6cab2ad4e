"""What the desk is told: one sentence a verdict, which says what happened and what would do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from data.facts import Earlier
from data.records import Door
from data.words import _


def clock(at: datetime, zone: str, now: datetime) -> str:
    """The time in the event's zone, with its date only when that is another day than now's."""
    local, today = at.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone))
    # A tolerance can be seconds; they are shown only where they count.
    text = local.strftime("%H:%M:%S" if local.second else "%H:%M")
    return text if local.date() == today.date() else f"{local:%Y-%m-%d} {text}"


def door_title(doors: Mapping[str, Door], door: str) -> str:
    found = doors.get(door)
    return found.title or found.id if found else door


def refused(
    reason: str,
    *,
    door: str,
    doors: Mapping[str, Door],
    zone: str,
    now: datetime,
    category: str = "",
    try_at: datetime | None = None,
    earlier: Earlier | None = None,
    at_limit: bool = False,
) -> str:
    """Why not, and what would do."""
    here = door_title(doors, door)
    match reason:
        case "unknown":
            return _("No ticket or guest has this code; look for the guest by name.")
        case "forged":
            return _("This code was not made by us: its signature is wrong. Look for the guest by name.")
        case "other_event":
            return _("This ticket is for another event; look for the guest by name.")
        case "replaced":
            return _("This ticket was replaced by a newer one; ask for the newer one.")
        case "cancelled":
            return _("This guest was cancelled. A lead can let them in with a reason.")
        case "regrets":
            return _("This guest sent regrets. A lead can let them in with a reason.")
        case "blocked":
            return _("Fetch the lead.")
        case "pending":
            return _("Not confirmed yet. A supervisor can let them in with a reason.")
        case "not_this_door":
            return _not_this_door(here, category, doors)
        case "too_early" if try_at is not None:
            return _("Too early for {door}: from {time}.").format(door=here, time=clock(try_at, zone, now))
        case "too_early":
            return _("Too early for {door}, and no time would suit both ticket and door.").format(door=here)
        case "too_late" if try_at is not None:
            return _("Too late for {door}: until {time}.").format(door=here, time=clock(try_at, zone, now))
        case "too_late":
            return _("Too late for {door}, and no time would suit both ticket and door.").format(door=here)
        case "already_in" if earlier is not None:
            words = _("Already in since {time}, {door}, by {operator}. Same person? Then let in with that reason.")
            return words.format(
                time=clock(earlier.at, zone, now),
                door=door_title(doors, earlier.door),
                operator=earlier.operator or _("nobody named"),
            )
        case "full" if at_limit:
            return _("{door} holds its safe number; nobody more until somebody leaves.").format(door=here)
        case "full":
            return _("{door} is full; wait until somebody leaves, or a supervisor lets them in.").format(door=here)
        case "closed":
            return _("The event is closed; a lead can write a correction with a reason.")
        case _:
            return _("Refused: {reason}.").format(reason=reason)


def _not_this_door(here: str, category: str, doors: Mapping[str, Door]) -> str:
    open_to = [
        d.title or d.id
        for d in doors.values()
        if not d.admits or category.strip().casefold() in {c.strip().casefold() for c in d.admits}
    ]
    name = category or _("a guest without category")
    if open_to:
        return _("{door} is not for {category}; send them to {doors}.").format(
            door=here, category=name, doors=", ".join(open_to)
        )
    return _("{door} is not for {category}.").format(door=here, category=name)
