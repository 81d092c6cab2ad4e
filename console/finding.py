"""Finding guests as one types, and what happened at the doors last."""

from __future__ import annotations

import time
from datetime import datetime

from msgspec import Struct, field

from data import history, reading, search, tables
from data.facts import Entered, Left, Refused
from data.folding import mode_of
from data.journal import EventFile
from data.moments import zone_named
from data.records import Status
from data.search import How
from data.states import EventState, GuestState
from data.typos import find_typos
from data.whereabouts import came_in


class Shown(Struct, frozen=True):
    """One guest found. `since` is when they came in, `same_name` how many share the name, `where` the
    door records they are in."""

    id: str
    name: str
    name_alt: str
    organisation: str
    category: str
    delegation: str
    status: Status
    in_: bool = field(name="in")
    since: datetime | None
    same_name: int
    how: How
    seat: str = ""
    where: tuple[str, ...] = ()


class Found(Struct, frozen=True):
    """The guests that a query finds, best first; `ms` is what it took."""

    query: str
    matches: tuple[Shown, ...]
    ms: float


class Recent(Struct, frozen=True):
    """One line of what happened at the doors: the word is IN, ASK, STOP or OUT in the rules' terms."""

    fact: str
    act: str
    at: datetime
    verdict: str
    reason: str
    guest: str
    name: str
    name_alt: str
    category: str
    door: str
    operator: str
    undone: bool
    code: str = ""


def find(
    file: EventFile, query: str, *, limit: int = 20, offset: int = 0, at: datetime | None = None, typos: bool = True
) -> Found:
    """Guests whose words begin with what was typed. Where nothing does, and `typos`, what was probably meant."""
    began = time.perf_counter()
    with file.reading() as db:
        zone = _zone(tables.event(db))
        matches = search.find(db, query, limit, offset)
        if not matches and typos and not offset:
            matches = find_typos(db, query, limit)
        found = []
        for match in matches:
            state = tables.guest(db, match.id) if at is None else history.guest_at(db, match.id, at)
            if state is not None:
                found.append(_shown(state, match.how, match.same_name, zone))
    return Found(query, tuple(found), round((time.perf_counter() - began) * 1000, 3))


def find_meant(file: EventFile, query: str, *, limit: int = 20) -> Found:
    """What was probably meant, letters mistyped: slow enough that a screen asks in a worker, on a file of its own."""
    began = time.perf_counter()
    with file.reading() as db:
        zone = _zone(tables.event(db))
        states = [(tables.guest(db, m.id), m) for m in find_typos(db, query, limit)]
    shown = tuple(_shown(state, m.how, m.same_name, zone) for state, m in states if state is not None)
    return Found(query, shown, round((time.perf_counter() - began) * 1000, 3))


def count(file: EventFile, query: str, most: int = 1000) -> int:
    """How many guests the query finds, counted up to `most`."""
    with file.reading() as db:
        return search.count(db, query, most)


def one(file: EventFile, guest: str) -> Shown | None:
    """One guest as a row of the results."""
    with file.reading() as db:
        state = tables.guest(db, guest)
        return _shown(state, "exact", 1, _zone(tables.event(db))) if state else None


def _zone(event: EventState) -> str:
    return event.event.zone if event.event else "UTC"


def _shown(state: GuestState, how: How, same_name: int, zone: str) -> Shown:
    g = state.guest
    since = came_in(state.passages)
    return Shown(
        g.id, g.name, g.name_alt, g.organisation, g.category, g.delegation, g.status, since is not None,
        since.astimezone(zone_named(zone)) if since else None, same_name, how, g.seat, state.inside,
    )  # fmt: skip


def recent(file: EventFile, limit: int = 20, door: str | None = None) -> tuple[Recent, ...]:
    """The latest entries, exits and refusals, newest first; what was undone is marked, not left out, and the day knows
    nothing of its rehearsal."""
    found: list[Recent] = []
    with file.reading() as db:
        zone, mode = zone_named(_zone(tables.event(db))), mode_of(db)
        for row in reading.facts(db, kinds=("entered", "left", "refused"), newest_first=True):
            body = row.fact.known
            if not isinstance(body, Entered | Left | Refused) or row.fact.mode != mode:
                continue
            if door is not None and body.door != door:
                continue
            kind, _, name = row.fact.subject.partition("/")
            state = tables.stays(db, name) if kind == "guest" else None
            who = state.guest if state else None
            verdict = "admitted" if isinstance(body, Entered) else "left" if isinstance(body, Left) else "refused"
            line = Recent(
                row.fact.id, row.fact.act, row.fact.at.astimezone(zone), verdict,
                body.reason if isinstance(body, Refused) else "", who.id if who else "",
                who.name if who else "", who.name_alt if who else "", who.category if who else "", body.door,
                row.fact.operator, not row.standing, body.code,
            )  # fmt: skip
            found.append(line)
            if len(found) >= limit:
                break
    return tuple(found)
