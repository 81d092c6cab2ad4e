"""Guests at the desk: a walk-in added, a detail corrected, a ticket shown or replaced."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct, convert
from msgspec.structs import asdict

from console.admitting import Request, admit_within
from console.answers import Answer, GuestShown, shown
from console.rules import tickets
from console.rules.admission import Override
from console.rules.refusals import Refusal
from data import search, tables
from data.clean import clean
from data.facts import Draft, GuestAdded, GuestChanged, TicketReplaced
from data.folds.guest import corrected
from data.journal import EventFile
from data.readers.guests import LONGEST
from data.readers.table import WIDEST
from data.reading import Connection
from data.records import Guest
from data.states import EventState, GuestState
from data.words import _

STATUSES = ("expected", "pending", "cancelled", "regrets", "blocked")
FIELDS = tuple(name for name in Guest.__struct_fields__ if name not in ("id", "extra", "valid_from", "valid_until"))


class Near(Struct, frozen=True):
    """Somebody already on the list with nearly that name, and what tells them apart."""

    id: str
    name: str
    name_alt: str
    organisation: str
    category: str


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
        return _near(db, name, limit)


def walk_in(
    file: EventFile,
    fields: Mapping[str, str],
    *,
    now: datetime,
    operator: str,
    door: str | None = None,
    force: Override | None = None,
) -> WalkedIn | Refusal:
    """Adds a guest who is not on the list and, where a door is named, admits them there: one act, one undo."""
    tidy = {key: clean(text) for key, text in fields.items()}
    problem = _problem(tidy) or (None if tidy.get("name") else Refusal("no_name", _("A walk-in needs a name.")))
    if problem is not None:
        return problem
    with file.transaction() as tx:
        event = tables.event(tx.db)
        if event.event is None:
            return Refusal("no_event", _("This file holds no event yet; import one."))
        if door is not None and door not in event.doors:
            return Refusal("no_such_door", _("There is no door {door} here.").format(door=door))
        if event.state == "closed" and force is None:
            return Refusal("closed", _("The event is closed; a lead can write a correction with a reason."))
        guest = convert({"id": _new_id(tx.db)} | {name: text for name, text in tidy.items() if text}, Guest)
        number = new_number(tx.db)
        alike = _near(tx.db, f"{guest.name} {guest.name_alt}".strip(), 5)
        tail = _tail(event, guest.id, number, 1)
        added = tx.append(
            [Draft(f"guest/{guest.id}", GuestAdded(guest, number, "walk_in", tail))], at=now, operator=operator
        )[0]
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
    tidy = {key: clean(text) for key, text in fields.items()}
    problem = _problem(tidy)
    if problem is not None:
        return problem
    with file.transaction() as tx:
        state = tables.guest(tx.db, guest)
        if state is None:
            return Refusal("no_such_guest", _("There is no guest {guest} here.").format(guest=guest))
        before = asdict(state.guest)
        new = {k: v for k, v in tidy.items() if before.get(k, state.guest.extra.get(k, "")) != v}
        if not new:
            return Changed(shown(state.guest), "", ())
        fact = tx.append([Draft(f"guest/{guest}", GuestChanged(new))], at=now, operator=operator)[0]
    return Changed(shown(corrected(state.guest, new)), fact.id, tuple(new))


def ticket(file: EventFile, guest: str, *, replace: bool, now: datetime, operator: str) -> TicketShown | Refusal:
    """The guest's ticket code; `replace` makes the next generation, and the older codes worthless."""
    with file.transaction() as tx:
        event = tables.event(tx.db)
        state = tables.guest(tx.db, guest)
        if state is None:
            return Refusal("no_such_guest", _("There is no guest {guest} here.").format(guest=guest))
        generation, fact = state.generation, ""
        if replace:
            if generation >= 255:
                return Refusal("no_more_tickets", _("This ticket was replaced too often; add the guest anew."))
            generation += 1
            made = TicketReplaced(generation, _tail(event, guest, state.number, generation))
            fact = tx.append([Draft(f"guest/{guest}", made)], at=now, operator=operator)[0].id
    return TicketShown(guest, state.guest.name, code_of(event, state, generation), generation, fact)


def code_of(event: EventState, state: GuestState, generation: int | None = None) -> str:
    """The signed code of a guest's ticket."""
    return tickets.make(event.id, event.key, state.guest.id, state.number, generation or state.generation)


def _tail(event: EventState, guest: str, number: int, generation: int) -> str:
    return tickets.tail(tickets.make(event.id, event.key, guest, number, generation))


def new_number(db: Connection) -> int:
    """A ticket number nobody here has. Random, so that two stations that add guests apart seldom choose the same."""
    while True:
        number = secrets.randbelow((1 << 36) - 1) + 1
        if not tables.number_taken(db, number):
            return number


def _new_id(db: Connection) -> str:
    while True:
        made = "w-" + "".join(secrets.choice("abcdefghjkmnpqrstvwxyz23456789") for _ in range(8))
        if tables.guest(db, made) is None:
            return made


def _near(db: Connection, name: str, limit: int) -> tuple[Near, ...]:
    found = [tables.guest(db, match.id) for match in search.find(db, name, limit)]
    return tuple(
        Near(s.guest.id, s.guest.name, s.guest.name_alt, s.guest.organisation, s.guest.category)
        for s in found
        if s is not None
    )


def _problem(fields: Mapping[str, str]) -> Refusal | None:
    if not fields.get("name", "x"):
        return Refusal("no_name", _("A guest needs a name."))
    for name, text in fields.items():
        most = LONGEST if name in ("name", "name_alt") else WIDEST
        if len(text) > most:
            return Refusal("too_long", _("{field} may have {n} signs at most.").format(field=name, n=most))
    status = fields.get("status", "expected")
    if status not in STATUSES:
        return Refusal(
            "bad_status",
            _("{status} is no status; choose one of {all}.").format(status=repr(status), all=", ".join(STATUSES)),
        )
    for name in fields:
        if name not in FIELDS:
            return Refusal(
                "no_such_field",
                _("A guest has no field {field}; there are {all}.").format(field=name, all=", ".join(FIELDS)),
            )
    return None
