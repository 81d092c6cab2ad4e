"""The folded rows and the questions asked of them, as they stand now. `history` answers the same as of a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Literal, TypeVar

import msgspec
from msgspec import Struct

from data import codes, following
from data.clean import group_key
from data.reading import micros, moment
from data.states import CueState, DoorState, EventState, GuestState, PaperState, SpeakersState, StageState

_EVENT = msgspec.json.Decoder(EventState)
_GUEST = msgspec.json.Decoder(GuestState)
_SPEAKERS = msgspec.json.Decoder(SpeakersState)
_DOOR = msgspec.json.Decoder(DoorState)
_PAPER = msgspec.json.Decoder(PaperState)
_CUE = msgspec.json.Decoder(CueState)
S = TypeVar("S")
Outstanding = Literal["coming", "lead", "handout", "promise", "badge"]
_EMPTY_EVENT = EventState()
_decoded: tuple[str, EventState] = ("", _EMPTY_EVENT)


def _state(db: sqlite3.Connection, subject: str) -> str | None:
    row = db.execute("SELECT body FROM states WHERE subject = ?", (subject,)).fetchone()
    return str(row[0]) if row else None


def event(db: sqlite3.Connection) -> EventState:
    """The event as it stands. Nobody may write in what is returned: it is shared while the row is the same."""
    global _decoded
    text = _state(db, "event")
    if text is None:
        return _EMPTY_EVENT
    if text != _decoded[0]:
        _decoded = (text, _EVENT.decode(text))
    return _decoded[1]


def guest(db: sqlite3.Connection, guest_id: str) -> GuestState | None:
    row = db.execute("SELECT body FROM guests WHERE id = ?", (guest_id,)).fetchone()
    return _GUEST.decode(row[0]) if row else None


def stays(db: sqlite3.Connection, guest_id: str) -> GuestState | None:
    """The guest of that id or, where they are listed twice and were merged, the one who stays."""
    state = guest(db, guest_id)
    return (guest(db, state.merged) or state) if state is not None and state.merged else state


def guests(db: sqlite3.Connection) -> Iterator[GuestState]:
    """Everybody, in the order of the list; whoever is listed twice and was merged stands once."""
    return (_GUEST.decode(row[0]) for row in db.execute("SELECT body FROM guests WHERE status != 'merged' ORDER BY n"))


def guests_of(db: sqlite3.Connection, ids: Sequence[str]) -> dict[str, GuestState]:
    """These guests, by id; who is not there is left out."""
    sql = f"SELECT id, body FROM guests WHERE id IN ({', '.join('?' * len(ids))})"
    return {who: _GUEST.decode(body) for who, body in db.execute(sql, ids)}


def guests_in_rows(db: sqlite3.Connection, rows: Sequence[int]) -> list[GuestState]:
    """The guests of these rows of the table, as the search index numbers them."""
    sql = f"SELECT body FROM guests WHERE n IN ({', '.join(map(str, rows))})"
    return [_GUEST.decode(body) for (body,) in db.execute(sql)]


def seen_in_rows(db: sqlite3.Connection, rows: set[int]) -> dict[int, tuple[str, str, str, str]]:
    """Organisation, category, seat and delegation of the guests of these rows, category and delegation in small
    letters."""
    if not rows:
        return {}
    sql = f"SELECT n, organisation, category, seat, delegation FROM guests WHERE n IN ({', '.join(map(str, rows))})"
    return {row[0]: row[1:] for row in db.execute(sql)}


def guests_numbered(db: sqlite3.Connection, number: int) -> list[GuestState]:
    """Those whose ticket has this number: one, but where two stations added walk-ins apart."""
    return [_GUEST.decode(r[0]) for r in db.execute("SELECT body FROM guests WHERE number = ? ORDER BY n", (number,))]


def guests_coded(db: sqlite3.Connection, code: str) -> list[GuestState]:
    """Those whose ticket of another system has this code, whichever of its forms the list has and which was scanned:
    the very same if there is one, else its key."""
    for form in codes.forms(code):
        sql = "SELECT body FROM guests WHERE id IN (SELECT guest FROM codes WHERE code = ?) ORDER BY n"
        found = [_GUEST.decode(row[0]) for row in db.execute(sql, (form,))]
        if found:
            return found
    return []


def codes_are_for(db: sqlite3.Connection, origin: str) -> bool | None:
    """Do codes of the list say that they are for this event of another system? None where none says for which."""
    if db.execute("SELECT 1 FROM codes WHERE origin = ? AND origin != '' LIMIT 1", (origin,)).fetchone():
        return True
    return False if db.execute("SELECT 1 FROM codes WHERE origin != '' LIMIT 1").fetchone() else None


def guests_named(db: sqlite3.Connection, names: set[str]) -> list[GuestState]:
    """Those whose name in either script is one of these, letter case aside."""
    # Compared here: SQLite's lower() leaves É as it is.
    folded = {name.casefold() for name in names if name}
    rows = db.execute("SELECT name, name_alt, body FROM guests WHERE status != 'merged'")
    return [_GUEST.decode(body) for *written, body in rows if any(name.casefold() in folded for name in written)]


def number_taken(db: sqlite3.Connection, number: int) -> bool:
    return db.execute("SELECT 1 FROM guests WHERE number = ?", (number,)).fetchone() is not None


def stage(db: sqlite3.Connection, stage_id: str) -> StageState:
    """A stage with its items in plan order; an unknown one is empty. Nobody may write in what is returned: it is the
    same until something of it changes."""
    return following.stage(db, stage_id)


def stages_holding(db: sqlite3.Connection) -> list[str]:
    """Stages that have items, set in the event or not."""
    # Asked of the few stages, not of the thousands of items.
    sql = (
        "SELECT substr(subject, 7) AS stage FROM states WHERE subject >= 'stage/' AND subject < 'stage0'"
        " AND EXISTS (SELECT 1 FROM items WHERE items.stage = substr(subject, 7)) ORDER BY stage"
    )
    return [row[0] for row in db.execute(sql)]


def speakers(db: sqlite3.Connection, stage_id: str) -> SpeakersState:
    text = _state(db, f"speakers/{stage_id}")
    return SpeakersState(stage=stage_id) if text is None else _SPEAKERS.decode(text)


def speaking_stages(db: sqlite3.Connection) -> list[str]:
    """Stages that have speakers."""
    rows = db.execute("SELECT subject FROM states WHERE subject LIKE 'speakers/%' ORDER BY subject")
    return [row[0].partition("/")[2] for row in rows]


def cue(db: sqlite3.Connection, number: str) -> CueState | None:
    row = db.execute("SELECT body FROM cues WHERE number = ?", (number,)).fetchone()
    return _CUE.decode(row[0]) if row else None


def cues(db: sqlite3.Connection, stage_id: str | None = None) -> list[CueState]:
    """The cues of a stage's items, or all of them; in no order."""
    if stage_id is not None:
        return list(following.cues(db, stage_id))
    return [_CUE.decode(row[0]) for row in db.execute("SELECT body FROM cues")]


class Group(Struct, frozen=True):
    """How many guests share a category, status, way of coming, and whether they arrived and are inside."""

    category: str
    status: str
    how: str
    arrived: bool
    inside: bool
    count: int


def groups(db: sqlite3.Connection) -> list[Group]:
    """Everybody counted by what the desk's counters need; one pass over an index."""
    sql = (
        "SELECT category, status, how, arrived IS NOT NULL, inside, count(*) FROM guests"
        " WHERE status != 'merged' GROUP BY category, status, how, arrived IS NOT NULL, inside"
    )
    return [Group(c, s, h, bool(a), bool(i), n) for c, s, h, a, i, n in db.execute(sql)]


def inside_counts(db: sqlite3.Connection) -> dict[str, int]:
    """People inside, by door record."""
    return dict(db.execute("SELECT record, count(*) FROM inside GROUP BY record").fetchall())


def party(db: sqlite3.Connection, delegation: str) -> tuple[int, int]:
    """How many of a delegation are in, and how many it has, but for those who will not come. A deputy takes the place
    of one who is counted already."""
    sql = (
        "SELECT coalesce(sum(inside), 0), coalesce(sum(how != 'deputy'), 0) FROM guests"
        " WHERE delegation = ? AND delegation != '' AND status NOT IN ('cancelled', 'regrets', 'merged')"
    )
    row = db.execute(sql, (group_key(delegation),)).fetchone()
    return int(row[0]), max(int(row[0]), int(row[1]))


def marked(db: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """The contradictions that the fold found, by the fact of the passage they are at."""
    rows = db.execute("SELECT fact, marks FROM passages WHERE marks != ''")
    return {fact: tuple(marks.split()) for fact, marks in rows}


def of_delegation(db: sqlite3.Connection, delegation: str) -> list[GuestState]:
    """Everybody of a delegation, in whatever letter case it is written, by name."""
    sql = "SELECT body FROM guests WHERE delegation = ? AND delegation != '' AND status != 'merged' ORDER BY sort, n"
    return [_GUEST.decode(row[0]) for row in db.execute(sql, (group_key(delegation),))]


def delegations(db: sqlite3.Connection) -> list[str]:
    """Every delegation that somebody is of, as the first of them writes it."""
    sql = (
        "SELECT json_extract(body, '$.guest.delegation') FROM guests WHERE n IN (SELECT min(n) FROM guests"
        " WHERE delegation != '' AND status != 'merged' GROUP BY delegation) ORDER BY delegation"
    )
    return [row[0] for row in db.execute(sql)]


class Deputy(Struct, frozen=True):
    """A deputy who arrived; the rest is about the guest they came for: who, did a list expect them, and did they come
    too?"""

    guest: str
    principal: str
    category: str
    expected: bool
    came: bool


def deputies(db: sqlite3.Connection) -> list[Deputy]:
    """Those who arrived instead of somebody."""
    sql = (
        "SELECT d.id, p.id, p.category, p.status = 'expected' AND p.how NOT IN ('walk_in', 'deputy'),"
        " p.arrived IS NOT NULL FROM guests d"
        " LEFT JOIN guests named ON named.id = json_extract(d.body, '$.guest.plus_one_of')"
        " LEFT JOIN guests p ON p.id = coalesce(json_extract(named.body, '$.merged'), named.id)"
        " WHERE d.how = 'deputy' AND d.arrived IS NOT NULL AND d.status != 'merged'"
    )
    return [
        Deputy(d, p or "", category or "", bool(expected), bool(came))
        for d, p, category, expected, came in db.execute(sql)
    ]


class Coming(Struct, frozen=True):
    """One passage for a list of the latest: who, where, when."""

    fact: str
    guest: str
    way: str
    door: str
    at: datetime
    operator: str


def latest_passages(db: sqlite3.Connection, limit: int, since: datetime | None = None) -> list[Coming]:
    """The latest standing passages, newest first."""
    sql = "SELECT fact, guest, way, door, at, operator FROM passages WHERE at >= ? ORDER BY at DESC LIMIT ?"
    rows = db.execute(sql, (micros(since) if since else 0, limit))
    return [Coming(fact, who, way, door, moment(at), operator) for fact, who, way, door, at, operator in rows]


def door(db: sqlite3.Connection, door_id: str) -> DoorState:
    """What was seen at a door; an unknown one is empty."""
    text = _state(db, f"door/{door_id}")
    return DoorState(door_id) if text is None else _DOOR.decode(text)


class Open(Struct, frozen=True):
    """Something open about a guest: a thing to give or take back, an arrival, a call for the lead, a badge to print."""

    guest: str
    word: str
    at: datetime


def outstanding(db: sqlite3.Connection, what: Outstanding, limit: int = -1) -> list[Open]:
    """Everything of that sort that is open, the oldest or the first due first."""
    sql = "SELECT guest, word, at FROM outstanding WHERE what = ? ORDER BY at, guest LIMIT ?"
    return [Open(guest, word, moment(at)) for guest, word, at in db.execute(sql, (what, limit))]


def paper(db: sqlite3.Connection) -> PaperState:
    """Who stands under which number on the lists printed."""
    text = _state(db, "paper")
    return PaperState() if text is None else _PAPER.decode(text)
