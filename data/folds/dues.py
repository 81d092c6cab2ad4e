"""The fold of what is open about a guest: things not given back, who meets them, a lead called for, a badge."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace

from data.facts import (
    BadgeAsked,
    BadgePrinted,
    Fact,
    HandoutGiven,
    HandoutReturned,
    LeadCalled,
    LeadCame,
    MeeterTold,
    OnTheWay,
)
from data.states import BadgeState, Coming, GuestState, Handout, LeadCall


def settled(state: GuestState, facts: Sequence[Fact]) -> GuestState:
    """The state with what `facts`, the guest's own and those of whom they stand for, leave open."""
    told, confirmed = _meeting(facts)
    return replace(
        state,
        handouts=_handouts(facts),
        coming=None if state.arrived is not None else _coming(facts),
        told=told,
        confirmed=confirmed,
        lead=_lead(facts),
        badge=_badge(facts),
    )


def _handouts(facts: Sequence[Fact]) -> tuple[Handout, ...]:
    """What was given and not returned. A thing without a number may be out twice, and comes back one at a time; one
    with a number is one thing, however often it was written down."""
    out: list[Handout] = []
    for fact in facts:
        match fact.known:
            case HandoutGiven(item=item, number=number):
                if number and any((thing.item, thing.number) == (item, number) for thing in out):
                    continue
                out.append(Handout(item, number, fact.at, fact.act))
            case HandoutReturned(item=item, number=number):
                back = next((thing for thing in out if (thing.item, thing.number) == (item, number)), None)
                if back is not None:
                    out.remove(back)
            case _:
                pass
    return tuple(out)


def _coming(facts: Sequence[Fact]) -> Coming | None:
    for fact in reversed(facts):
        if isinstance(fact.known, OnTheWay):
            due = fact.known.due
            return Coming(due, fact.known.place, fact.known.met_by) if due is not None else None
    return None


def _meeting(facts: Sequence[Fact]) -> tuple[datetime | None, datetime | None]:
    """When who meets the guest was told and confirmed; somebody else who meets them knows nothing yet."""
    told: datetime | None = None
    confirmed: datetime | None = None
    who = ""
    for fact in facts:
        match fact.known:
            case OnTheWay(met_by=met_by, due=due) if due is not None:
                if met_by != who:
                    told, confirmed, who = None, None, met_by
            case MeeterTold(step="told"):
                told = fact.at
            case MeeterTold(step="confirmed"):
                told, confirmed = told or fact.at, fact.at
            case _:
                pass
    return told, confirmed


def _lead(facts: Sequence[Fact]) -> LeadCall | None:
    call: LeadCall | None = None
    for fact in facts:
        match fact.known:
            case LeadCalled(why=why):
                call = call or LeadCall(why, fact.at, fact.operator)
            case LeadCame():
                call = None
            case _:
                pass
    return call


def _badge(facts: Sequence[Fact]) -> BadgeState | None:
    badge: BadgeState | None = None
    for fact in facts:
        match fact.known:
            case BadgeAsked(printer=printer):
                before = badge or BadgeState(fact.at)
                badge = replace(before, asked=fact.at, printer=printer, waiting=True, trouble="")
            case BadgePrinted(done=done, detail=detail):
                before = badge or BadgeState(fact.at)
                badge = replace(
                    before, waiting=False, printed=before.printed + done, trouble="" if done else detail or "?"
                )
            case _:
                pass
    return badge
