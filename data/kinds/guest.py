"""Facts of a guest, and of unknown codes at a door."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import Struct

from data.kinds.body import Body
from data.records import Guest

Way = Literal["in", "out"]


class GuestListed(Body, frozen=True, tag="guest_listed"):
    """The guest stands in a list; `number` is the ticket's, kept from the first listing, `tail` the end of its code."""

    guest: Guest
    number: int
    tail: str = ""


class GuestAdded(Body, frozen=True, tag="guest_added"):
    """A guest added at the desk."""

    guest: Guest
    number: int
    how: Literal["walk_in", "plus_one", "deputy"] = "walk_in"
    tail: str = ""


class GuestChanged(Body, frozen=True, tag="guest_changed"):
    """Fields an operator corrected; they stand above whatever a later list says."""

    fields: dict[str, str]


class TicketReplaced(Body, frozen=True, tag="ticket_replaced"):
    """A newer ticket for the guest; older codes are worth nothing from now on."""

    generation: int
    tail: str = ""


class Entered(Body, frozen=True, tag="entered"):
    """The guest was admitted. Door settings that decided are kept with it, so that a fold never decides again.

    `record` is the door whose record this is (`shares`), `many` and `reentry` its rule, `supervisor` and `reason` an
    override's, `code` the code as scanned.
    """

    door: str
    record: str
    arrival: bool = True
    many: bool = False
    reentry: bool = True
    forced: bool = False
    force_sent: bool = False
    overrode: str = ""
    reason: str = ""
    supervisor: str = ""
    code: str = ""


class Left(Body, frozen=True, tag="left"):
    """The guest went out; a perimeter exit leaves every room of the event."""

    door: str
    record: str
    perimeter: bool = False
    code: str = ""


class Earlier(Struct, frozen=True):
    """The entry that uses a ticket up: when, at which door, by whom."""

    at: datetime
    door: str
    operator: str


class Refused(Body, frozen=True, tag="refused"):
    """The guest, or an unknown or forged code (subject `door/…`), was not admitted.

    What the answer said is kept with it, so that the same request gets the same answer: `try_at` is the nearest moment
    that would do, `of_ticket` that the ticket's own times forbid it and not the door's; `earlier` the entry that used
    the ticket up, and `left` when they went out of a door that lets nobody in again; `inside` of `most` people were
    there; `instead` are the doors that would take them.
    """

    door: str
    reason: str
    way: Way = "in"
    code: str = ""
    force_sent: bool = False
    try_at: datetime | None = None
    earlier: Earlier | None = None
    at_limit: bool = False
    of_ticket: bool = False
    left: datetime | None = None
    inside: int | None = None
    most: int | None = None
    instead: tuple[str, ...] = ()
