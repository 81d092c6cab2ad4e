"""Guests on the way: when and where they are expected, who meets them, whether that person was told and is coming."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import Struct

from console.desk.answers import GuestShown, shown
from console.desk.asked_first import known
from console.rules import arrivals
from console.rules.arrivals import Awaited
from console.rules.refusals import Refusal
from data import tables
from data.clean import WIDEST, clean
from data.facts import Draft, MeeterTold, OnTheWay
from data.journal import EventFile
from data.words import _

__all__ = ["Awaited", "Expected", "Met", "Step", "expect", "meet", "on_the_way"]

Step = Literal["told", "confirmed"]


class Expected(Struct, frozen=True):
    """A guest on the way: `due` None where nobody waits for them any more; `fact` "" where nothing was different."""

    guest: GuestShown
    due: datetime | None
    place: str
    met_by: str
    fact: str


class Met(Struct, frozen=True):
    """Who meets the guest was told, or said that they are coming."""

    guest: GuestShown
    met_by: str
    step: Step
    at: datetime
    fact: str


def expect(
    file: EventFile,
    guest: str,
    due: datetime | None,
    *,
    place: str = "",
    met_by: str = "",
    now: datetime,
    operator: str,
) -> Expected | Refusal:
    """Writes down when and where a guest is expected, and who meets them; `due` None takes it away."""
    where, who = clean(place), clean(met_by)
    for field, text in ((_("the place"), where), (_("the name"), who)):
        if len(text) > WIDEST:
            return Refusal("too_long", _("{field} may have {n} signs at most.").format(field=field, n=WIDEST))
    with file.transaction() as tx:
        here = known(tx, guest, operator=operator, act="expect")
        if isinstance(here, Refusal):
            return here
        before = here.state.coming
        if due is None and before is None:
            return Refusal("not_expected", _("{name} is not on the way; nothing to take away.").format(name=here.name))
        if due is not None and here.state.arrived is not None:
            time = f"{here.state.arrived.astimezone(here.event.zone):%H:%M}"
            message = _("{name} came at {time} already.").format(name=here.name, time=time)
            return Refusal("came_already", message)
        body = OnTheWay(due, where, who) if due is not None else OnTheWay(None)
        local = due.astimezone(here.event.zone) if due is not None else None
        if before is not None and (before.due, before.place, before.met_by) == (due, where, who):
            return Expected(shown(here.state.guest), local, where, who, "")
        fact = tx.append([Draft(here.subject, body)], at=now, operator=operator)[0]
    return Expected(shown(here.state.guest), local, body.place, body.met_by, fact.id)


def meet(file: EventFile, guest: str, step: Step, *, now: datetime, operator: str) -> Met | Refusal:
    """Writes down that who meets the guest was told, or confirmed that they are coming."""
    with file.transaction() as tx:
        here = known(tx, guest, operator=operator, act="expect")
        if isinstance(here, Refusal):
            return here
        who = arrivals.met_by(here.state)
        if not who:
            message = _("Nobody is named to meet {name}; say who meets them first.")
            return Refusal("nobody_meets", message.format(name=here.name))
        done = here.state.told if step == "told" else here.state.confirmed
        if done is not None:
            said = _("{who} was told already at {time}.") if step == "told" else _("{who} confirmed already at {time}.")
            time = f"{done.astimezone(here.event.zone):%H:%M}"
            return Refusal("done_already", said.format(who=who, time=time))
        fact = tx.append([Draft(here.subject, MeeterTold(step))], at=now, operator=operator)[0]
    return Met(shown(here.state.guest), who, step, now.astimezone(here.event.zone), fact.id)


def on_the_way(file: EventFile, now: datetime, limit: int = 10) -> tuple[Awaited, ...]:
    """Who is awaited, the first due first; guests of one delegation with one time and place are one line."""
    with file.reading() as db:
        zone = tables.event(db).zone
        states = [tables.guest(db, each.guest) for each in tables.outstanding(db, "coming")]
    return arrivals.awaited([state for state in states if state is not None], now, zone)[:limit]
