"""Somebody comes instead of a guest: added, tied to the guest they come for, and let in, all in one act."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from msgspec import Struct, convert

from console.desk.admitting import Request, admit_within
from console.desk.answers import Answer, GuestShown, shown
from console.desk.asked_first import Known, closed, known, name_of, no_such_door
from console.desk.newcomers import Near, near, new_id, new_number, problem, tail_of, tidied
from console.rules import instead, roles
from console.rules.refusals import Refusal
from data import tables
from data.facts import DeputySent, Draft, GuestAdded, GuestChanged, LeadCalled, LeadCame, SlotReplaced
from data.journal import EventFile
from data.reading import Connection
from data.records import Guest
from data.words import _


class Deputised(Struct, frozen=True):
    """Who comes instead of whom, people of nearly that name, and the verdict at the door if one was named; `waits`
    where a lead has to agree first. `slots` are the turns to come of whom they come for, and `speaks` says that they
    are the deputy's now."""

    guest: GuestShown
    instead_of: GuestShown
    fact: str
    answer: Answer | None = None
    waits: bool = False
    near: tuple[Near, ...] = ()
    slots: tuple[str, ...] = ()
    speaks: bool = False


class Agreed(Struct, frozen=True):
    """A deputy who is expected from now on."""

    guest: GuestShown
    fact: str


def deputy(
    file: EventFile,
    guest: str,
    fields: Mapping[str, str],
    *,
    now: datetime,
    operator: str,
    door: str | None = None,
    speaks: Literal["too", "no"] = "no",
) -> Deputised | Refusal:
    """Adds who comes instead of `guest`, with their category, delegation, seat and organisation, and admits them at
    the door if one is named. Where a lead has to agree, they are pending and the lead is called. `speaks` "too": the
    guest's turns to come are theirs, where the operator may say so and nobody has to agree first."""
    tidy = tidied(fields)
    no = problem(tidy) or (None if tidy.get("name") else Refusal("no_name", _("A deputy needs a name.")))
    if no is not None:
        return no
    with file.transaction() as tx:
        here = known(tx, guest, operator=operator, act="deputy")
        if isinstance(here, Refusal):
            return here
        if door is not None and door not in here.event.doors:
            return no_such_door(door)
        if door is not None and here.event.state == "closed":
            return closed()
        no = instead.objection(here.state, name_of(tables.guest(tx.db, here.state.deputy)))
        if no is not None:
            return no
        turns = _turns(tx.db, here)
        wait = instead.waits(here.state, here.event.operators, operator, bool(turns))
        details = {"id": new_id(tx.db)} | instead.details(here.state.guest, tidy, wait=wait)
        who = convert(details, Guest)
        nearly = near(tx.db, f"{who.name} {who.name_alt}".strip())
        number = new_number(tx.db)
        added = GuestAdded(who, number, "deputy", tail_of(here.event, who.id, number))
        drafts = [Draft(here.subject, DeputySent(who.id)), Draft(f"guest/{who.id}", added)]
        if wait:
            drafts.append(Draft(f"guest/{who.id}", LeadCalled(instead.why(here.state.guest, who))))
        to_come = [(stage, slot) for stage, slot, over in turns if not over]
        theirs = speaks == "too" and not wait and roles.forbidden(here.event.operators, operator, "speakers") is None
        for stage, slot in to_come if theirs else ():
            drafts.append(Draft(f"speakers/{stage}", SlotReplaced(slot, who.name, who.name_alt, who.id, who.say)))
        fact = tx.append(drafts, at=now, operator=operator)[0]
        answer: Answer | None = None
        if door is not None and not wait:
            request = Request("", who.id, door, "in")
            verdict = admit_within(tx, request, now=now, operator=operator, act=fact.act)
            answer = verdict if isinstance(verdict, Answer) else None
    slots = tuple(slot for _stage, slot in to_come)
    return Deputised(shown(who), shown(here.state.guest), fact.id, answer, wait, nearly, slots, theirs and bool(slots))


def agree(file: EventFile, guest: str, *, now: datetime, operator: str) -> Agreed | Refusal:
    """The lead agrees to a deputy who waits: expected from now on, and the call is dealt with. One act, one undo."""
    with file.transaction() as tx:
        here = known(tx, guest, operator=operator, act="lead")
        if isinstance(here, Refusal):
            return here
        if here.state.how != "deputy" or here.state.guest.status != "pending":
            return Refusal("not_waiting", _("{name} waits for nobody's word.").format(name=here.name))
        drafts = [Draft(here.subject, GuestChanged({"status": "expected"}))]
        if here.state.lead is not None:
            drafts.append(Draft(here.subject, LeadCame()))
        fact = tx.append(drafts, at=now, operator=operator)[0]
        after = tables.guest(tx.db, here.state.guest.id) or here.state
    return Agreed(shown(after.guest), fact.id)


def turns_of(file: EventFile, guest: str) -> tuple[str, ...]:
    """The guest's slots that are to come, for who would speak instead of them too."""
    with file.reading() as db:
        state = tables.stays(db, guest)
        found = _turns(db, Known(tables.event(db), state)) if state is not None else []
    return tuple(slot for _stage, slot, over in found if not over)


def _turns(db: Connection, here: Known) -> list[tuple[str, str, bool]]:
    """The slots of the guest, or of a row of the list that was merged into them: their stage, and are they over?"""
    own = {here.state.guest.id, *here.state.took}
    found = []
    for stage in tables.speaking_stages(db):
        mine = [each for each in tables.speakers(db, stage).slots.values() if each.slot.guest in own]
        done = {run.item for run in tables.stage(db, stage).runs if run.end is not None} if mine else set()
        for each in mine:
            over = each.state in ("on", "off") or each.dropped is not None or each.slot.item in done
            found.append((stage, each.slot.id, over))
    return found
