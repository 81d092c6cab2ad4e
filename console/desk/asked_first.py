"""What every act about a guest asks first: is there an event, may this operator do it, and who is the guest."""

from __future__ import annotations

from msgspec import Struct

from console.rules import roles
from console.rules.refusals import Refusal
from console.rules.roles import Act
from data import tables
from data.clean import both
from data.journal import Transaction
from data.reading import Connection
from data.states import EventState, GuestState
from data.words import _


class Known(Struct, frozen=True):
    """The event, and the guest an act is about; who was merged is the one who stays."""

    event: EventState
    state: GuestState

    @property
    def name(self) -> str:
        return name_of(self.state)

    @property
    def subject(self) -> str:
        return f"guest/{self.state.guest.id}"


def known(tx: Transaction, guest: str, *, operator: str, act: Act) -> Known | Refusal:
    """The event and the guest, or why the act can't be."""
    event = allowed(tx.db, operator=operator, act=act)
    if isinstance(event, Refusal):
        return event
    state = tables.stays(tx.db, guest)
    return Known(event, state) if state is not None else no_such_guest(guest)


def allowed(db: Connection, *, operator: str, act: Act) -> EventState | Refusal:
    """The event, or why this operator can't do the act in it now."""
    event = tables.event(db)
    if event.event is None:
        return no_event()
    no = roles.forbidden(event.operators, operator, act) or roles.closed(event.state, event.operators, operator)
    return event if no is None else no


def no_event() -> Refusal:
    return Refusal("no_event", _("This file holds no event yet; import one."))


def closed() -> Refusal:
    """What lets people in has a close of its own: a lead gets past it with a reason, role or none."""
    return Refusal("closed", _("The event is closed; a lead can write a correction with a reason."))


def no_such_door(door: str) -> Refusal:
    if not door:
        return Refusal("no_such_door", _("This event has no door yet: nobody can be let in or out."))
    return Refusal("no_such_door", _("There is no door {door} here.").format(door=door))


def no_such_guest(guest: str) -> Refusal:
    return Refusal("no_such_guest", _("There is no guest {guest} here.").format(guest=guest))


def name_of(state: GuestState | None) -> str:
    """The guest's name in both scripts, "" for nobody."""
    return both(state.guest.name, state.guest.name_alt) if state is not None else ""
