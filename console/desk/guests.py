"""Guests at the desk: a walk-in added, a detail corrected, a ticket shown or replaced."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct, convert
from msgspec.structs import asdict

from console.desk.admitting import Request, admit_within, unfounded
from console.desk.answers import Answer, GuestShown, shown
from console.desk.asked_first import closed, no_event, no_such_door, no_such_guest
from console.desk.newcomers import FIELDS, STATUSES, Near, code_of, new_id, new_number, problem, tail_of, tidied
from console.desk.newcomers import near as near_within
from console.rules import plus_one, roles
from console.rules.admission import Override
from console.rules.refusals import Refusal
from data import tables
from data.facts import Draft, GuestAdded, GuestChanged, TicketReplaced
from data.folds.guest import corrected
from data.journal import EventFile
from data.records import Guest
from data.words import _

__all__ = [
    "FIELDS", "STATUSES", "Changed", "Near", "TicketShown", "WalkedIn", "change", "code_of", "near", "ticket",
    "walk_in",
]  # fmt: skip


class WalkedIn(Struct, frozen=True):
    """The guest who was added, people of nearly that name, and the verdict at the door if one was named."""

    guest: GuestShown
    fact: str
    near: tuple[Near, ...]
    answer: Answer | None = None


class Changed(Struct, frozen=True):
    """The guest as corrected; `fact` is "" where nothing was different."""

    guest: GuestShown
    fact: str
    changed: tuple[str, ...]


class TicketShown(Struct, frozen=True):
    """A guest's ticket: its code, and which replacement it is."""

    guest: str
    name: str
    code: str
    generation: int
    fact: str = ""


def near(file: EventFile, name: str, limit: int = 5) -> tuple[Near, ...]:
    """People on the list of nearly that name: looked for before somebody is added twice."""
    with file.reading() as db:
        return near_within(db, name, limit)


def walk_in(
    file: EventFile,
    fields: Mapping[str, str],
    *,
    now: datetime,
    operator: str,
    door: str | None = None,
    force: Override | None = None,
) -> WalkedIn | Refusal:
    """Adds a guest who is not on the list and, where a door is named, admits them there: one act, one undo.

    With a `plus_one_of` they are that guest's plus-one: of their category, delegation and organisation, and named
    later if need be.
    """
    tidy = tidied(fields)
    if tidy.get("plus_one_of") and not tidy.get("name"):
        tidy.pop("name", None)
    elif not tidy.get("name"):
        return Refusal("no_name", _("A walk-in needs a name."))
    if (no := problem(tidy)) is not None:
        return no
    with file.transaction() as tx:
        event = tables.event(tx.db)
        if event.event is None:
            return no_event()
        no = roles.barred(event, operator, "walk_in") or unfounded(event, force)
        if no is None and force is not None:
            no = roles.override_forbidden(event.operators, operator, force.supervisor, proven=force.proven)
        if no is not None:
            return no
        if door is not None and door not in event.doors:
            return no_such_door(door)
        if event.state == "closed" and force is None:
            return closed()
        host = tables.stays(tx.db, tidy.get("plus_one_of", ""))
        if tidy.get("plus_one_of") and host is None:
            return no_such_guest(tidy["plus_one_of"])
        taken_over = plus_one.details(host.guest) if host is not None else {}
        details = taken_over | {name: text for name, text in tidy.items() if text and name != "plus_one_of"}
        guest = convert({"id": new_id(tx.db)} | details, Guest)
        number = new_number(tx.db)
        alike = near_within(tx.db, f"{guest.name} {guest.name_alt}".strip(), 5)
        tail = tail_of(event, guest.id, number, 1)
        body = GuestAdded(guest, number, "walk_in" if host is None else "plus_one", tail)
        added = tx.append([Draft(f"guest/{guest.id}", body)], at=now, operator=operator)[0]
        answer: Answer | None = None
        if door is not None:
            request = Request("", guest.id, door, "in")
            verdict = admit_within(tx, request, now=now, operator=operator, force=force, act=added.act)
            answer = verdict if isinstance(verdict, Answer) else None
    return WalkedIn(shown(guest), added.id, alike, answer)


def change(
    file: EventFile, guest: str, fields: Mapping[str, str], *, now: datetime, operator: str
) -> Changed | Refusal:
    """Corrects a guest's details; the correction stands above what a later list says."""
    tidy = tidied(fields)
    if (no := problem(tidy)) is not None:
        return no
    with file.transaction() as tx:
        event = tables.event(tx.db)
        if (no := roles.barred(event, operator, "change")) is not None:
            return no
        state = tables.stays(tx.db, guest)
        if state is None:
            return no_such_guest(guest)
        guest = state.guest.id
        before = asdict(state.guest)
        new = {k: v for k, v in tidy.items() if before.get(k, state.guest.extra.get(k, "")) != v}
        if not new:
            return Changed(shown(state.guest), "", ())
        if _opens_a_door(new) and (no := roles.forbidden(event.operators, operator, "override")) is not None:
            return no
        fact = tx.append([Draft(f"guest/{guest}", GuestChanged(new))], at=now, operator=operator)[0]
    return Changed(shown(corrected(state.guest, new)), fact.id, tuple(new))


def _opens_a_door(new: Mapping[str, str]) -> bool:
    """Would the correction let somebody in whom a rule keeps out? Then it is an override by another name."""
    return new.get("status") == "expected" or "category" in new


def ticket(file: EventFile, guest: str, *, replace: bool, now: datetime, operator: str) -> TicketShown | Refusal:
    """The guest's ticket code; `replace` makes the next generation, and the older codes worthless."""
    with file.transaction() as tx:
        event = tables.event(tx.db)
        no = roles.forbidden(event.operators, operator, "ticket")
        if no is None and replace:
            no = roles.barred(event, operator, "ticket")
        if no is not None:
            return no
        state = tables.stays(tx.db, guest)
        if state is None:
            return no_such_guest(guest)
        guest = state.guest.id
        generation, fact = state.generation, ""
        if replace:
            if generation >= 255:
                return Refusal("no_more_tickets", _("This ticket was replaced too often; add the guest anew."))
            generation += 1
            made = TicketReplaced(generation, tail_of(event, guest, state.number, generation))
            fact = tx.append([Draft(f"guest/{guest}", made)], at=now, operator=operator)[0].id
    return TicketShown(guest, state.guest.name, code_of(event, state, generation), generation, fact)
