"""What the desk is told: one sentence a verdict, which says what happened and what would do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from data.facts import Earlier, Refused
from data.records import Door
from data.words import _

MOST_DOORS = 3
"""How many other doors a refusal names."""


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
    body: Refused, *, doors: Mapping[str, Door], zone: str, now: datetime, category: str = "", waits: str = ""
) -> str:
    """Why not, and what would do. `waits` is what the lead was called for about this guest."""
    here = door_title(doors, body.door)
    match body.reason:
        case "unknown":
            return _("No ticket or guest has this code; look for the guest by name.")
        case "forged":
            return _("This code was not made by us: its signature is wrong. Look for the guest by name.")
        case "other_event":
            return _("This ticket is for another event; look for the guest by name.")
        case "replaced":
            return _("This ticket was replaced by a newer one: ask for that, or look for the guest by name.")
        case "cancelled":
            return _("This guest was cancelled. A lead can let them in with a reason.")
        case "regrets":
            return _("This guest sent regrets. A lead can let them in with a reason.")
        case "blocked":
            return _("Fetch the lead.")
        case "pending" if waits:
            return _("A lead has to agree first: {why}.").format(why=waits)
        case "pending":
            return _("Not confirmed yet. A supervisor can let them in with a reason.")
        case "not_this_door":
            return _not_this_door(here, category, [door_title(doors, door) for door in body.instead])
        case "too_early" | "too_late":
            return _not_now(body, here, zone, now)
        case "already_in" if body.earlier is not None:
            return _already_in(body, body.earlier, doors, zone, now)
        case "full":
            return _full(body, here)
        case "closed":
            return _("The event is closed; a lead can write a correction with a reason.")
        case _:
            return _("Refused: {reason}.").format(reason=body.reason)


def welcome(where: str) -> str:
    return _("Welcome, {door}.").format(door=where)


def let_in(supervisor: str, reason: str) -> str:
    return _("Let in by {supervisor}: {reason}.").format(supervisor=supervisor, reason=reason)


def hold_at_doors(item: str) -> str:
    """What a latecomer is told; `item` is the one until whose end they wait, "" where nothing is on."""
    return _("Hold at the doors until {item} ends.").format(item=item) if item else _("Hold at the doors.")


def has_deputy(deputy: str, since: str) -> str:
    """A guest came whom `deputy` was to come for, and did at the time `since`, if not empty."""
    if since:
        return _("{deputy} came instead of them at {time}: now both are here.").format(deputy=deputy, time=since)
    return _("{deputy} was to come instead of them.").format(deputy=deputy)


def is_deputy(guest: str, since: str) -> str:
    """A deputy came for `guest`, who came as well at the time `since`, if not empty."""
    if since:
        return _("Instead of {guest}, who came at {time}: now both are here.").format(guest=guest, time=since)
    return _("Instead of {guest}.").format(guest=guest)


def _not_this_door(here: str, category: str, others: list[str]) -> str:
    who = category.strip() or _("guests without a category")
    if others:
        return _("{door} is not for {category}; send them to {doors}.").format(
            door=here, category=who, doors=_(" or ").join(others[:MOST_DOORS])
        )
    return _("{door} is not for {category}. A supervisor can let them in with a reason.").format(
        door=here, category=who
    )


def _not_now(body: Refused, here: str, zone: str, now: datetime) -> str:
    if body.try_at is None:
        words = _("No time suits both this ticket and {door}. A supervisor can let them in with a reason.")
        return words.format(door=here)
    time = clock(body.try_at, zone, now)
    if body.reason == "too_early":
        words = _("Too early: {door} lets in from {time}.")
        if body.of_ticket:
            words = _("Too early: this ticket lets in from {time}.")
    else:
        words = _("Too late: {door} let in until {time}. A supervisor can let them in with a reason.")
        if body.of_ticket:
            words = _("Too late: this ticket let in until {time}. A supervisor can let them in with a reason.")
    return words.format(door=here, time=time)


def _already_in(body: Refused, earlier: Earlier, doors: Mapping[str, Door], zone: str, now: datetime) -> str:
    if body.left is None:
        words = _("Already in since {time}, {door}, by {operator}. Same person? Then let in with that reason.")
    else:
        words = _("In once from {time} to {left} ({door}, by {operator}). Same person? Then let in with that reason.")
    return words.format(
        time=clock(earlier.at, zone, now),
        door=door_title(doors, earlier.door),
        operator=earlier.operator or _("nobody named"),
        left=clock(body.left, zone, now) if body.left is not None else "",
    )


def _full(body: Refused, here: str) -> str:
    # A refusal written down before the numbers were kept has none.
    known = body.inside is not None and body.most is not None
    people = _("{inside} of {most}").format(inside=body.inside, most=body.most) if known else _("nobody fits in")
    if body.at_limit:
        words = _("{door} is at its safe number, {people}: nobody in until one leaves or heads are counted.")
    else:
        words = _("{door} is full, {people}: wait until one leaves, or a supervisor lets them in.")
    return words.format(door=here, people=people)
