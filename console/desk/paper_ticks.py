"""Ticks of a paper list, typed back in: whose number it is, and the entry or exit at the time written beside it."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from console.desk.admitting import admit
from console.desk.answers import Answer, GuestShown, shown
from console.desk.asked_first import no_event
from console.rules.refusals import Refusal
from console.rules.ticks import Tick
from data import tables
from data.journal import EventFile
from data.moments import MomentError, moment, zone_named
from data.words import _


class Numbered(Struct, frozen=True):
    """Who stands under a number: more than one where two machines printed lists apart."""

    number: int
    guests: tuple[GuestShown, ...]


def who(file: EventFile, number: int) -> Numbered:
    """The guests that printed lists have under the number."""
    with file.reading() as db:
        ids = [guest for guest, numbers in tables.paper(db).numbers.items() if number in numbers]
        states = [tables.guest(db, guest) for guest in ids]
    return Numbered(number, tuple(shown(state.guest) for state in states if state is not None))


def tick(file: EventFile, line: Tick, *, door: str, now: datetime, operator: str) -> Answer | Refusal:
    """Writes one tick down as it happened: at the time on the paper, judged by what stood then (RULES §0)."""
    if line.number is None:
        return Refusal("no_number", _("Type the number on the list and the time beside it, such as 217 13:05."))
    found = who(file, line.number).guests
    if not found:
        return Refusal("no_such_number", _("No list printed has the number {n}.").format(n=line.number))
    if len(found) > 1:
        names = ", ".join(guest.name for guest in found)
        words = _("Two lists gave number {n} to {names}; write these in at the desk by name.")
        return Refusal("two_of_a_number", words.format(n=line.number, names=names))
    at = _moment(file, line.time, now)
    if isinstance(at, Refusal):
        return at
    return admit(file, door=door, now=at, operator=operator, guest=found[0].id, way=line.way)


def _moment(file: EventFile, time: str, now: datetime) -> datetime | Refusal:
    """The instant that a time on the paper means: on the event's day, and not still to come."""
    event = tables.event(file.db).event
    if event is None:
        return no_event()
    if not time:
        return now
    try:
        at = moment(time, event.date, zone_named(event.zone))
    except MomentError as fault:
        return Refusal("bad_tick", str(fault))
    if at > now:
        return Refusal("still_to_come", _("{time} is still to come.").format(time=time))
    return at
