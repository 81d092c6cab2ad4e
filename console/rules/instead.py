"""May somebody come instead of this guest, and must a lead agree? What the deputy takes over from them."""

from __future__ import annotations

from collections.abc import Mapping

from console.rules.noticed import VIP
from console.rules.refusals import Refusal
from data.clean import both
from data.records import Guest, Operator
from data.states import GuestState
from data.words import _

_TAKEN_OVER = ("category", "delegation", "seat", "organisation")
_WEIGHTY = frozenset({VIP, "speaker"})


def objection(guest: GuestState, deputy: str) -> Refusal | None:
    """Why nobody comes instead of them; `deputy` is the name of who does already."""
    name = guest.guest.name
    if guest.how == "deputy":
        message = _("{name} comes instead of somebody; name who comes instead for that guest.")
        return Refusal("is_deputy", message.format(name=name))
    if guest.deputy:
        message = _("{deputy} comes instead of {name} already; undo that first.")
        return Refusal("has_deputy", message.format(name=name, deputy=deputy or guest.deputy))
    if guest.arrived is not None or guest.inside:
        message = _("{name} came already. Add whoever this is as a walk-in, or undo the entry first.")
        return Refusal("came_already", message.format(name=name))
    if guest.guest.status == "blocked":
        return Refusal("blocked", _("Nobody comes instead of {name}; fetch the lead.").format(name=name))
    if guest.guest.status == "cancelled":
        message = _("{name} was cancelled; add whoever this is as a walk-in.")
        return Refusal("cancelled", message.format(name=name))
    return None


def waits(guest: GuestState, operators: Mapping[str, Operator], operator: str, speaks: bool) -> bool:
    """Must a lead agree first? For a VIP or a speaker where the desk does it; for a pending guest, always."""
    role = operators[operator].role if operator in operators else None
    if role == "lead":
        return False
    weighty = speaks or guest.guest.category.strip().casefold() in _WEIGHTY
    return guest.guest.status == "pending" or (weighty and role is not None)


def details(guest: Guest, given: Mapping[str, str], *, wait: bool) -> dict[str, str]:
    """The deputy's own details, and what was not given taken over from the guest."""
    own = {field: text for field, text in given.items() if text}
    over = {field: getattr(guest, field) for field in _TAKEN_OVER if getattr(guest, field)}
    status = {"status": "pending"} if wait else {}
    return over | own | status | {"plus_one_of": guest.id}


def why(guest: Guest, deputy: Guest) -> str:
    """What the lead is called for."""
    sender = guest.organisation or guest.delegation
    said = _("{sender} sent {deputy} for {name}") if sender else _("{deputy} comes for {name}")
    return said.format(sender=sender, deputy=both(deputy.name, deputy.name_alt), name=both(guest.name, guest.name_alt))
