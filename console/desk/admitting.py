"""Entries and exits: a code or a guest at a door, decided inside one transaction, stored before it is answered."""

from __future__ import annotations

from datetime import datetime

from msgspec import UNSET, Struct
from msgspec.structs import replace

from console.desk import verdicts, whose_code
from console.desk.answers import Answer
from console.desk.asked_first import no_event, no_such_door, no_such_guest
from console.desk.whose_code import Looked
from console.rules import admission, roles, scans, tickets
from console.rules.admission import DoorNow, No, Override
from console.rules.places import places
from console.rules.refusals import Refusal
from data import tables
from data.facts import Draft, Entered, Fact, Left, Refused, Way
from data.folding import mode_of
from data.journal import EventFile, Transaction
from data.occupancy import occupancy
from data.reading import Connection, undone_of
from data.states import EventState, GuestState
from data.words import _


class Request(Struct, frozen=True):
    """Who asks to pass: a scanned code or a guest's id, one of the two, a door and a way."""

    code: str
    guest: str
    door: str
    way: Way


def admit(
    file: EventFile,
    *,
    door: str,
    now: datetime,
    operator: str,
    code: str | None = None,
    guest: str | None = None,
    way: Way = "in",
    nonce: str | None = None,
    force: Override | None = None,
) -> Answer | Refusal:
    """One entry or exit. A Refusal is wrong use (no such door or guest, a nonce used for another request); what the
    rules refuse is an Answer, and stored."""
    request = Request(scans.kept(code) if code is not None else "", guest or "", door, way)
    with file.transaction() as tx:
        return admit_within(tx, request, now=now, operator=operator, nonce=nonce, force=force)


def admit_within(
    tx: Transaction,
    request: Request,
    *,
    now: datetime,
    operator: str,
    nonce: str | None = None,
    force: Override | None = None,
    act: str | None = None,
) -> Answer | Refusal:
    """The same inside a transaction of the caller's, as part of the act named."""
    event = tables.event(tx.db)
    if event.event is None:
        return no_event()
    if (no := unfounded(event, force) or _forbidden(event, operator, force)) is not None:
        return no
    if force is not None and event.operators and not force.supervisor:
        # A lead answers for it who names nobody else.
        force = replace(force, supervisor=operator)
    here = admission.door_now(event.doors, request.door, event.event.date, event.event.zone)
    if here is None:
        return no_such_door(request.door)
    by_code = bool(request.code) and not request.guest
    looked = whose_code.look(tx.db, event, request.code, leaving=request.way == "out") if by_code else None
    if nonce is not None and (before := tx.nonce(nonce)) is not None:
        return _again(tx.db, event, before, request, looked)
    found = _resolve(tx.db, event, request, looked)
    if isinstance(found, Refusal):
        return found
    if isinstance(found, No):
        body: Entered | Left | Refused = admission.refusal(
            found, here.door, code=request.code, way=request.way, forced=force is not None
        )
        subject, state = f"door/{here.door.id}", None
    else:
        # Who is listed twice is decided as one; the entry stays with the row whose ticket it was, should they be two.
        state, subject = tables.stays(tx.db, found.guest.id) or found, f"guest/{found.guest.id}"
        body = _decided(tx.db, event, state, here, request, now, force)
    fact = tx.append([Draft(subject, body)], at=now, operator=operator, nonce=nonce, act=act)[0]
    return _noticed(verdicts.answer(tx.db, event, fact, state), looked)


def would_pass(db: Connection, request: Request, now: datetime) -> bool:
    """Would the guest of this request be admitted? Nothing is stored, not even a no."""
    event = tables.event(db)
    settings, state = event.event, tables.stays(db, request.guest)
    here = admission.door_now(event.doors, request.door, settings.date, settings.zone) if settings else None
    if here is None or state is None:
        return False
    return isinstance(_decided(db, event, state, here, request, now, None), Entered)


def unfounded(event: EventState, force: Override | None) -> Refusal | None:
    """An override that says not why, or not who answers for it; where there are roles, that can be the lead who sends
    it."""
    if force is None:
        return None
    if not force.reason.strip():
        return Refusal("no_reason", _("Letting somebody in wants a reason; nothing was done."))
    if not force.supervisor.strip() and not event.operators:
        return Refusal("no_supervisor", _("It wants a supervisor's name; nothing was done."))
    return None


def _forbidden(event: EventState, operator: str, force: Override | None) -> Refusal | None:
    """Whose act this is not: a door's work, and letting somebody in past a rule."""
    no = roles.forbidden(event.operators, operator, "admit")
    if no is not None or force is None or not event.operators:
        return no
    return roles.override_forbidden(event.operators, operator, force.supervisor, proven=force.proven)


def _resolve(
    db: Connection, event: EventState, request: Request, looked: Looked | None = None
) -> GuestState | No | Refusal:
    """Whose ticket it is: our own signed code, or another system's code as it is."""
    if not request.code and not request.guest:
        return No("unknown")
    if request.guest:
        state = tables.guest(db, request.guest)
        return state or no_such_guest(request.guest)
    looked = looked or whose_code.look(db, event, request.code, leaving=request.way == "out")
    return looked.state or No(looked.why or "unknown")


def _noticed(answer: Answer, looked: Looked | None) -> Answer:
    """The answer with what is wrong with the keyboard: of a code that is nobody's, that is what there is to say."""
    if looked is None or not (looked.notice or looked.more):
        return answer
    message = answer.message
    if answer.guest is None and answer.reason == "unknown":
        message = " ".join(part for part in (looked.more, looked.notice) if part)
    return replace(answer, message=message, notice=looked.notice or UNSET)


def _decided(
    db: Connection,
    event: EventState,
    state: GuestState,
    here: DoorNow,
    request: Request,
    now: datetime,
    force: Override | None,
) -> Entered | Left | Refused:
    if request.way == "out":
        return admission.leave(here, request.code)
    if event.state == "closed" and force is None:
        return admission.refusal(No("closed"), here.door, code=request.code, way="in", forced=False)
    decided = admission.decide(state, here, now, _people(db, event, here, now), force, request.code)
    if isinstance(decided, No):
        others = _who_would(db, event, state, now) if decided.reason == "not_this_door" else ()
        return admission.refusal(
            decided, here.door, code=request.code, way="in", forced=force is not None, instead=others
        )
    if event.state == "closed" and not decided.forced:
        return replace(decided, forced=True, overrode="closed")
    return decided


def _people(db: Connection, event: EventState, here: DoorNow, at: datetime) -> int | None:
    """How many are in the place behind a door, where that matters and is counted: not where exits are not scanned."""
    matters = here.room.capacity is not None or here.room.limit is not None
    if not matters or here.record not in places(event.doors).records:
        return None
    return occupancy(db, here.record, at)


def _who_would(db: Connection, event: EventState, state: GuestState, at: datetime) -> tuple[str, ...]:
    """The doors that would take the guest now, one to a place."""
    settings = event.event
    assert settings is not None
    found: dict[str, str] = {}
    for door in event.doors:
        there = admission.door_now(event.doors, door, settings.date, settings.zone)
        if there is None or there.record in found:
            continue
        if isinstance(admission.decide(state, there, at, _people(db, event, there, at), None), Entered):
            found[there.record] = door
    return tuple(found.values())


def _again(
    db: Connection, event: EventState, before: Fact, request: Request, looked: Looked | None
) -> Answer | Refusal:
    """The answer that the same request got, nothing new stored; another request under its nonce is wrong use."""
    body = before.known
    kind, _sep, name = before.subject.partition("/")
    if not isinstance(body, Entered | Left | Refused):
        return Refusal("nonce_used", _("This nonce was used for another request."))
    way: Way = "in" if isinstance(body, Entered) else "out" if isinstance(body, Left) else body.way
    who_agrees = _same_code(before, body.code, request) or _is_of(db, event, before, request)
    if not who_agrees or body.door != request.door or way != request.way:
        return Refusal("nonce_used", _("This nonce was used for another request."))
    state = tables.stays(db, name) if kind == "guest" else None
    counts = before.mode == mode_of(db) and before.act not in undone_of(db, before.subject)
    return _noticed(verdicts.answer(db, event, before, state, repeat=True, undone=not counts), looked)


def _same_code(before: Fact, code: str, request: Request) -> bool:
    if request.guest or tickets.clean(code) != tickets.clean(request.code):
        return False
    return bool(code) or before.subject.startswith("door/")


def _is_of(db: Connection, event: EventState, before: Fact, request: Request) -> bool:
    """Does the request name the guest of that fact, by code or by id?"""
    found = _resolve(db, event, request)
    kind, _sep, name = before.subject.partition("/")
    if not isinstance(found, GuestState) or kind != "guest":
        return False
    same, other = tables.stays(db, found.guest.id), tables.stays(db, name)
    return same is not None and other is not None and same.guest.id == other.guest.id
