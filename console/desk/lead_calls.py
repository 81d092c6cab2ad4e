"""The lead, wanted about a guest: called for with a reason, seen in every room, and dealt with."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from console.desk.answers import GuestShown, shown
from console.desk.asked_first import known
from console.rules.refusals import Refusal
from data import tables
from data.clean import WIDEST, clean
from data.facts import Draft, LeadCalled, LeadCame
from data.journal import EventFile
from data.words import _


class LeadAnswer(Struct, frozen=True):
    """The call as it was made or dealt with."""

    guest: GuestShown
    why: str
    fact: str


class LeadWanted(Struct, frozen=True):
    """A call nobody dealt with yet."""

    guest: str
    name: str
    name_alt: str
    why: str
    since: datetime
    operator: str


def call_lead(file: EventFile, guest: str, why: str, *, now: datetime, operator: str) -> LeadAnswer | Refusal:
    """Calls the lead about a guest."""
    said = clean(why)
    if not said:
        return Refusal("no_reason", _("Say in a few words what the lead is wanted for."))
    if len(said) > WIDEST:
        return Refusal("too_long", _("{field} may have {n} signs at most.").format(field=_("the reason"), n=WIDEST))
    with file.transaction() as tx:
        here = known(tx, guest, operator=operator, act="note")
        if isinstance(here, Refusal):
            return here
        call = here.state.lead
        if call is not None:
            message = _("The lead was called already at {time}: {why}")
            time = f"{call.at.astimezone(here.event.zone):%H:%M}"
            return Refusal("called_already", message.format(time=time, why=call.why))
        fact = tx.append([Draft(here.subject, LeadCalled(said))], at=now, operator=operator)[0]
    return LeadAnswer(shown(here.state.guest), said, fact.id)


def lead_came(file: EventFile, guest: str, *, now: datetime, operator: str) -> LeadAnswer | Refusal:
    """The lead dealt with it."""
    with file.transaction() as tx:
        here = known(tx, guest, operator=operator, act="lead")
        if isinstance(here, Refusal):
            return here
        if here.state.lead is None:
            return Refusal("not_called", _("Nobody called the lead about {name}.").format(name=here.name))
        fact = tx.append([Draft(here.subject, LeadCame())], at=now, operator=operator)[0]
    return LeadAnswer(shown(here.state.guest), here.state.lead.why, fact.id)


def wanted(file: EventFile) -> tuple[LeadWanted, ...]:
    """The calls that stand, the oldest first."""
    with file.reading() as db:
        zone = tables.event(db).zone
        states = [tables.guest(db, each.guest) for each in tables.outstanding(db, "lead")]
    return tuple(
        LeadWanted(
            state.guest.id, state.guest.name, state.guest.name_alt, state.lead.why, state.lead.at.astimezone(zone),
            state.lead.operator,
        )
        for state in states
        if state is not None and state.lead is not None
    )  # fmt: skip
