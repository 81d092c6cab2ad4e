"""Head counts: how many people somebody saw inside a door's place; from then on that is what counting starts from."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from console.desk.asked_first import allowed, no_such_door
from console.rules.places import places
from console.rules.refusals import Refusal
from data import tables
from data.facts import Draft, HeadCounted
from data.journal import EventFile
from data.occupancy import head_counts, occupancy
from data.states import HeadCount
from data.words import _

MOST = 1_000_000


class Counted(Struct, frozen=True):
    """A head count as it was written down; `before` is how many were inside by the entries and exits until then, None
    where exits are not scanned and nobody could know."""

    door: str
    count: int
    before: int | None
    at: datetime
    fact: str


def count_heads(file: EventFile, door: str, count: int, *, now: datetime, operator: str) -> Counted | Refusal:
    """Writes down how many people are inside, by eye."""
    if not 0 <= count <= MOST:
        return Refusal("bad_count", _("A head count is a number from 0 to {most}.").format(most=f"{MOST:,}"))
    with file.transaction() as tx:
        event = allowed(tx.db, operator=operator, act="headcount")
        if isinstance(event, Refusal):
            return event
        if door not in event.doors:
            return no_such_door(door)
        where = places(event.doors)
        record = where.record_of[door]
        before = occupancy(tx.db, record, now) if record in where.records else None
        fact = tx.append([Draft(f"door/{door}", HeadCounted(count))], at=now, operator=operator)[0]
        zone = event.zone
    return Counted(door, count, before, now.astimezone(zone), fact.id)


def latest(file: EventFile, door: str, at: datetime | None = None) -> HeadCount | None:
    """The latest head count of the place a door leads to, whichever of its doors it was made at; with `at`, the latest
    by then."""
    with file.reading() as db:
        event = tables.event(db)
        zone = event.zone
        here = event.doors.get(door)
        counts = head_counts(db, (here.shares or door) if here is not None else door)
    then = [count for count in counts if at is None or count.at <= at]
    return replace(then[-1], at=then[-1].at.astimezone(zone)) if then else None
