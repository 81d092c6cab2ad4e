"""Finding guests as one types, and what happened at the doors last."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, tzinfo

from msgspec import Struct, field

from console.rules import found_by
from console.rules.lists import namesakes
from console.rules.lists.namesakes import Seen
from data import history, reading, search, tables
from data.facts import Entered, Left, Refused
from data.folding import mode_of
from data.journal import EventFile
from data.reading import Connection
from data.records import Status
from data.search import By, How, Match
from data.states import GuestState
from data.whereabouts import came_in

_BEST, _LISTED = 4, 200


class Shown(Struct, frozen=True):
    """One guest found. `since` is when they came in, `same_name` how many share the name, `apart` what tells those
    apart, `where` the door records they are in. Found `by` the name or by `hint`, which is masked where it must be."""

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
    by: By = "name"
    hint: str = ""
    apart: str = ""


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
    file: EventFile,
    query: str,
    *,
    limit: int = 20,
    offset: int = 0,
    at: datetime | None = None,
    typos: bool = True,
    everybody: bool = False,
) -> Found:
    """Guests whose words begin with what was typed, best first. Where nobody is called that, and `typos`, below them
    those who were perhaps meant. `everybody`: an empty query lists them all."""
    began = time.perf_counter()
    with file.reading() as db:
        if everybody and not query.strip():
            matches = search.listed(db, limit, offset)
        else:
            matches = search.find(db, query, limit, offset)
        if typos and not offset and len(matches) < limit and query.strip() and not search.stands(matches):
            known = {match.id for match in matches}
            matches = (*matches, *_meant(db, query, limit, known))[:limit]
        found = _all_shown(db, matches, query, at)
    return Found(query, found, round((time.perf_counter() - began) * 1000, 3))


def find_meant(file: EventFile, query: str, *, limit: int = 20, without: Collection[str] = ()) -> Found:
    """Who was probably meant, heard or mistyped: slow enough that a screen asks in a worker, on a file of its own.
    `without` are the ids of those who are listed already."""
    began = time.perf_counter()
    with file.reading() as db:
        matches = _meant(db, query, limit, without)
        found = _all_shown(db, matches, query)
    return Found(query, found, round((time.perf_counter() - began) * 1000, 3))


def _meant(db: Connection, query: str, limit: int, without: Collection[str]) -> list[Match]:
    from data.typos import find_typos

    return [match for match in find_typos(db, query, limit) if match.id not in without]


def meant_too(file: EventFile, query: str) -> tuple[str, ...] | None:
    """May somebody have been meant whom the query does not name? The ids of those found already; None where somebody
    is called that."""
    with file.reading() as db:
        if search.stands(search.find(db, query, _BEST)):
            return None
        return tuple([match.id for match in search.find(db, query, _LISTED)])


def again(file: EventFile, found: Sequence[Shown]) -> tuple[Shown, ...]:
    """The same guests as they are now, found as they were."""
    made = []
    with file.reading() as db:
        zone = tables.event(db).zone
        for row in found:
            state = tables.guest(db, row.id)
            if state is not None and not state.merged:
                made.append(_shown(state, Match(row.id, row.how, 0, row.same_name, row.by), zone, row.hint, row.apart))
    return tuple(made)


def count(file: EventFile, query: str, most: int = 1000, *, everybody: bool = False) -> int:
    """How many guests the query finds, counted up to `most`; of an empty one nobody, or `everybody`."""
    with file.reading() as db:
        if everybody and not query.strip():
            return search.count_listed(db, most)
        return search.count(db, query, most)


def one(file: EventFile, guest: str) -> Shown | None:
    """One guest as a row of the results."""
    with file.reading() as db:
        state = tables.stays(db, guest)
        return _shown(state, Match(guest, "exact", 0), tables.event(db).zone) if state else None


def _all_shown(db: Connection, matches: Sequence[Match], query: str, at: datetime | None = None) -> tuple[Shown, ...]:
    zone = tables.event(db).zone
    if at is None:
        states = tables.guests_of(db, [match.id for match in matches])
    else:
        then = [(match.id, history.guest_at(db, match.id, at)) for match in matches]
        states = {who: state for who, state in then if state is not None}
    seen = _seen(db, matches, states)
    made = []
    for match in matches:
        state = states.get(match.id)
        if state is None:
            continue
        hint = found_by.hint(match.by, state.guest, state.tail, query) if match.by != "name" else ""
        apart = namesakes.apart(state, [seen[n] for n in match.namesakes if n in seen]) if match.namesakes else ""
        if match.namesakes and not apart:
            apart = namesakes.hidden(state, tables.guests_in_rows(db, match.namesakes))
        made.append(_shown(state, match, zone, hint, apart))
    return tuple(made)


def _seen(db: Connection, matches: Sequence[Match], states: Mapping[str, GuestState]) -> dict[int, Seen]:
    """What can be seen of all namesakes of these; most of them are among these themselves."""
    if not any(match.namesakes for match in matches):
        return {}
    seen = {match.row: namesakes.seen(states[match.id].guest) for match in matches if match.id in states}
    return seen | tables.seen_in_rows(db, {n for match in matches for n in match.namesakes if n not in seen})


def _shown(state: GuestState, match: Match, zone: tzinfo, hint: str = "", apart: str = "") -> Shown:
    g = state.guest
    since = came_in(state.passages) if state.passages else None
    return Shown(
        g.id, g.name, g.name_alt, g.organisation, g.category, g.delegation, g.status, since is not None,
        since.astimezone(zone) if since else None, match.same_name, match.how, g.seat, state.inside,
        match.by, hint, apart,
    )  # fmt: skip


def recent(file: EventFile, limit: int = 20, door: str | None = None) -> tuple[Recent, ...]:
    """The latest entries, exits and refusals, newest first; what was undone is marked, not left out, and the day knows
    nothing of its rehearsal."""
    found: list[Recent] = []
    with file.reading() as db:
        zone, mode = tables.event(db).zone, mode_of(db)
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
