"""What everybody added at the desk gets: details checked, an id, a ticket's number, a look for people of that name."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from msgspec import Struct

from console.rules import tickets
from console.rules.refusals import Refusal
from data import search, tables
from data.clean import LONGEST, WIDEST, clean
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


def near(db: Connection, name: str, limit: int = 5) -> tuple[Near, ...]:
    """People on the list of nearly that name."""
    found = [tables.guest(db, match.id) for match in search.find(db, name, limit)]
    return tuple(
        Near(s.guest.id, s.guest.name, s.guest.name_alt, s.guest.organisation, s.guest.category)
        for s in found
        if s is not None
    )


def tidied(fields: Mapping[str, str]) -> dict[str, str]:
    return {name: clean(text) for name, text in fields.items()}


def problem(fields: Mapping[str, str]) -> Refusal | None:
    """Why these can't be a guest's details."""
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


def new_id(db: Connection) -> str:
    while True:
        made = "w-" + "".join(secrets.choice("abcdefghjkmnpqrstvwxyz23456789") for _ in range(8))
        if tables.guest(db, made) is None:
            return made


def new_number(db: Connection) -> int:
    """A ticket number nobody here has. Random, so that two stations that add guests apart seldom choose the same."""
    while True:
        number = secrets.randbelow((1 << 36) - 1) + 1
        if not tables.number_taken(db, number):
            return number


def code_of(event: EventState, state: GuestState, generation: int | None = None) -> str:
    """The signed code of a guest's ticket."""
    return tickets.make(event.id, event.key, state.guest.id, state.number, generation or state.generation)


def tail_of(event: EventState, guest: str, number: int, generation: int = 1) -> str:
    """The end of the code of a guest's ticket, as people read it out."""
    return tickets.tail(tickets.make(event.id, event.key, guest, number, generation))
