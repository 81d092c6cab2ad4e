"""The answer to one entry or exit, read off its fact: what the desk is told, and what it needs for this guest."""

from __future__ import annotations

from msgspec import UNSET
from msgspec.structs import replace

from console import house
from console.desk.answers import Answer, Party, Try, shown
from console.desk.asked_first import name_of
from console.rules import admission, sentences
from data import tables
from data.facts import Entered, Fact, Left, Refused
from data.folding import mode_of
from data.moments import zone_named
from data.reading import Connection
from data.states import EventState, GuestState
from data.words import _


def answer(
    db: Connection,
    event: EventState,
    fact: Fact,
    state: GuestState | None,
    *,
    repeat: bool = False,
    undone: bool = False,
) -> Answer:
    """`state` is the guest whose passage or refusal `fact` is, None for a code that is nobody's; `undone` that the act
    does not stand any more."""
    settings, body = event.event, fact.known
    assert settings is not None and isinstance(body, Entered | Left | Refused)
    who = state.guest if state else None
    plain = Answer(
        verdict="left",
        reason=None,
        class_=None,
        message=_("Out, {door}.").format(door=sentences.door_title(event.doors, body.door)),
        guest=shown(who) if who else None,
        door=body.door,
        at=fact.at.astimezone(zone_named(settings.zone)),
        fact=fact.id,
        repeat=repeat,
        delegation=Party(*tables.party(db, who.delegation)) if who and who.delegation else None,
    )
    if undone:
        message = (
            _("This was taken back since; ask again without the nonce.")
            if fact.mode == mode_of(db)
            else _("This was in the rehearsal and does not count now; ask again without the nonce.")
        )
        return replace(plain, verdict="undone", message=message)
    if isinstance(body, Entered):
        hold = house.held_at(db, event, body.door, fact.at)
        return replace(
            plain, verdict="admitted", message=_welcome(db, event, fact, body, state, hold), forced=body.forced,
            force_sent=body.force_sent, hold=UNSET if hold is None else hold,
        )  # fmt: skip
    return _refused(event, fact, body, state, plain) if isinstance(body, Refused) else plain


def _refused(event: EventState, fact: Fact, body: Refused, state: GuestState | None, plain: Answer) -> Answer:
    settings = event.event
    assert settings is not None
    zone, earlier = zone_named(settings.zone), body.earlier
    message = sentences.refused(
        body, doors=event.doors, zone=settings.zone, now=fact.at,
        category=state.guest.category if state else "", waits=state.lead.why if state and state.lead else "",
    )  # fmt: skip
    return replace(
        plain,
        verdict="refused",
        reason=body.reason,
        class_=admission.class_of(body.reason, at_limit=body.at_limit),
        message=message,
        force_sent=body.force_sent,
        earlier=replace(earlier, at=earlier.at.astimezone(zone)) if earlier else None,
        try_=Try(body.try_at.astimezone(zone)) if body.try_at else None,
    )


def _welcome(
    db: Connection, event: EventState, fact: Fact, body: Entered, state: GuestState | None, hold: str | None
) -> str:
    where = sentences.door_title(event.doors, body.door)
    said = sentences.let_in(body.supervisor, body.reason) if body.forced else sentences.welcome(where)
    wait = sentences.hold_at_doors(hold) if hold is not None else ""
    return " ".join(part for part in (said, _instead(db, event, fact, state), wait) if part)


def _instead(db: Connection, event: EventState, fact: Fact, state: GuestState | None) -> str:
    """Who of the two of them, a guest and who comes instead, is here already."""
    if state is None or event.event is None:
        return ""
    named = state.deputy or (state.guest.plus_one_of if state.how == "deputy" else "")
    other = tables.stays(db, named) if named else None
    if other is None:
        return ""
    name = name_of(other)
    since = sentences.clock(other.arrived, event.event.zone, fact.at) if other.arrived is not None else ""
    return sentences.has_deputy(name, since) if state.deputy else sentences.is_deputy(name, since)
