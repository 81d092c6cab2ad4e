"""May this guest pass this door now? The order of the answers is RULES §1's; the first that fails is the answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Literal

from msgspec import Struct

from console.rules.places import Room, room
from data.facts import Earlier, Entered, Left, Refused, Way
from data.moments import window, zone_named
from data.records import Door
from data.states import GuestState, Passage
from data.whereabouts import inside

Reason = Literal[
    "unknown", "forged", "other_event", "replaced", "cancelled", "regrets", "blocked", "pending", "not_this_door",
    "too_early", "too_late", "already_in", "full", "closed",
]  # fmt: skip
ReasonClass = Literal["ask", "stop"]
_ASK: frozenset[str] = frozenset({"already_in", "pending", "not_this_door", "too_early", "too_late"})


class DoorNow(Struct, frozen=True):
    """A door as the day has it: whose record it keeps, how many its place holds, and its window as instants, tolerance
    within."""

    door: Door
    record: str
    perimeter: bool
    room: Room = Room()
    opens: datetime | None = None
    closes: datetime | None = None


class Override(Struct, frozen=True):
    """A person lets the guest in all the same: why, and who answers for it. `proven`: that person gave their PIN."""

    reason: str
    supervisor: str
    proven: bool = False


class No(Struct, frozen=True):
    """Not admitted: why, and what the desk is told of it (`data.facts.Refused` says what is what)."""

    reason: Reason
    try_at: datetime | None = None
    earlier: Earlier | None = None
    at_limit: bool = False
    of_ticket: bool = False
    left: datetime | None = None
    inside: int | None = None
    most: int | None = None

    @property
    def kind(self) -> ReasonClass:
        """Whether a person can settle it (ask) or not (stop)."""
        if self.reason == "full":
            return "stop" if self.at_limit else "ask"
        return "ask" if self.reason in _ASK else "stop"


def class_of(reason: str, *, at_limit: bool = False) -> ReasonClass:
    """The class of a refusal whose reason was read from a file."""
    return "ask" if reason in _ASK or (reason == "full" and not at_limit) else "stop"


def door_now(doors: Mapping[str, Door], door_id: str, day: date, zone: str) -> DoorNow | None:
    """The door of that id among the event's doors in their order; None where there is none."""
    door = doors.get(door_id)
    if door is None:
        return None
    opens, closes = window(door.opens, door.closes, day, zone_named(zone))
    slack = timedelta(minutes=door.tolerance)
    return DoorNow(
        door=door,
        record=door.shares or door.id,
        perimeter=next(iter(doors)) == door_id if door.perimeter is None else door.perimeter,
        room=room(doors, door),
        opens=opens - slack if opens else None,
        closes=closes + slack if closes else None,
    )


def decide(
    guest: GuestState, here: DoorNow, at: datetime, people: int | None, override: Override | None, code: str = ""
) -> Entered | No:
    """An entry of a known guest with a good ticket. `people` is how many are in the door's record at `at`, None where
    the door counts nobody; the guest's own place in it is not another one."""
    # Who leaves the event leaves this room too.
    before = [p for p in guest.passages if p.at <= at and (p.record == here.record or p.perimeter)]
    already = here.record in inside(guest.passages, at)
    full = None if already else _full(people, here.room)
    no = next(iter(_objections(guest, here, at, before)), full)
    if no is not None and override is None:
        return no
    if full is not None and full.at_limit:
        return full
    return Entered(
        door=here.door.id,
        record=here.record,
        arrival=here.door.arrival,
        many=here.door.entry == "many",
        reentry=here.door.reentry,
        forced=no is not None,
        force_sent=override is not None,
        overrode=no.reason if no else "",
        reason=override.reason if override else "",
        supervisor=override.supervisor if override else "",
        code=code,
    )


def leave(here: DoorNow, code: str = "") -> Left:
    """An exit, never refused to a known guest."""
    return Left(door=here.door.id, record=here.record, perimeter=here.perimeter, code=code)


def refusal(no: No, here: Door, *, code: str, way: Way, forced: bool, instead: tuple[str, ...] = ()) -> Refused:
    """The fact that keeps a refusal; `instead` are the doors that would take the guest."""
    return Refused(
        here.id, no.reason, way, code, forced, no.try_at, no.earlier, no.at_limit, no.of_ticket, no.left, no.inside,
        no.most, instead,
    )  # fmt: skip


def _objections(guest: GuestState, here: DoorNow, at: datetime, before: list[Passage]) -> list[No]:
    """What stands against the entry, in the order of the rules, but for the room being full."""
    who, door, found = guest.guest, here.door, []
    if who.status in ("cancelled", "regrets"):
        found.append(No("cancelled" if who.status == "cancelled" else "regrets"))
    if who.status == "blocked":
        found.append(No("blocked"))
    if who.status == "pending" and not door.pending:
        found.append(No("pending"))
    if door.admits and who.category.strip().casefold() not in {c.strip().casefold() for c in door.admits}:
        found.append(No("not_this_door"))
    window_no = _window(guest, here, at)
    if window_no is not None:
        found.append(window_no)
    entry = next((p for p in reversed(before) if p.way == "in"), None)
    opened_again = bool(before) and before[-1].way == "out" and door.reentry
    if entry is not None and door.entry != "many" and not opened_again:
        left = before[-1].at if before[-1].way == "out" else None
        found.append(No("already_in", earlier=Earlier(entry.at, entry.door, entry.operator), left=left))
    return found


def _window(guest: GuestState, here: DoorNow, at: datetime) -> No | None:
    """The ticket's own validity, then the door's; the nearest moment must suit both."""
    opens = [t for t in (guest.guest.valid_from, here.opens) if t is not None]
    closes = [t for t in (guest.guest.valid_until, here.closes) if t is not None]
    first, last = max(opens, default=None), min(closes, default=None)
    possible = first is None or last is None or first <= last
    for begin, end, own in ((guest.guest.valid_from, guest.guest.valid_until, True), (here.opens, here.closes, False)):
        if begin is not None and at < begin:
            return No("too_early", try_at=first if possible else None, of_ticket=own)
        if end is not None and at > end:
            return No("too_late", try_at=last if possible else None, of_ticket=own)
    return None


def _full(people: int | None, room: Room) -> No | None:
    """The safe number first: it is the one that nobody may pass."""
    if people is None:
        return None
    for most, at_limit in ((room.limit, True), (room.capacity, False)):
        if most is not None and people >= most:
            return No("full", at_limit=at_limit, inside=people, most=most)
    return None
