"""The folded rows and the questions asked of them, as they stand now. `history` answers the same as of a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime
from typing import Literal, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from data.reading import micros, moment
from data.records import Item
from data.states import CueState, DoorState, EventState, GuestState, SpeakersState, StageState
from data.whereabouts import inside

_EVENT = msgspec.json.Decoder(EventState)
_GUEST = msgspec.json.Decoder(GuestState)
_STAGE = msgspec.json.Decoder(StageState)
_ITEM = msgspec.json.Decoder(Item)
_SPEAKERS = msgspec.json.Decoder(SpeakersState)
_DOOR = msgspec.json.Decoder(DoorState)
_CUE = msgspec.json.Decoder(CueState)
S = TypeVar("S")
Outstanding = Literal["coming", "lead", "handout", "badge"]
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


def guests(db: sqlite3.Connection) -> Iterator[GuestState]:
    """Everybody, in the order of the list; whoever is listed twice and was merged stands once."""
    return (_GUEST.decode(row[0]) for row in db.execute("SELECT body FROM guests WHERE status != 'merged' ORDER BY n"))


def guests_numbered(db: sqlite3.Connection, number: int) -> list[GuestState]:
    """Those whose ticket has this number: one, but where two stations added walk-ins apart."""
    return [_GUEST.decode(r[0]) for r in db.execute("SELECT body FROM guests WHERE number = ? ORDER BY n", (number,))]


def guests_coded(db: sqlite3.Connection, code: str) -> list[GuestState]:
    """Those whose ticket of another system has this code."""
    if not code:
        return []
    return [_GUEST.decode(r[0]) for r in db.execute("SELECT body FROM guests WHERE code = ? ORDER BY n", (code,))]


def guests_named(db: sqlite3.Connection, names: set[str]) -> list[GuestState]:
    """Those whose name in either script is one of these, letter case aside."""
    folded = [name.casefold() for name in names if name]
    marks = ", ".join("?" * len(folded))
    sql = "SELECT body FROM guests WHERE status != 'merged'"
    sql += f" AND (lower(name) IN ({marks}) OR lower(name_alt) IN ({marks}) OR sort IN ({marks}))"
    return [_GUEST.decode(row[0]) for row in db.execute(sql, (*folded, *folded, *folded))]


def number_taken(db: sqlite3.Connection, number: int) -> bool:
    return db.execute("SELECT 1 FROM guests WHERE number = ?", (number,)).fetchone() is not None


def stage(db: sqlite3.Connection, stage_id: str) -> StageState:
    """A stage with its items in plan order; an unknown one is empty."""
    text = _state(db, f"stage/{stage_id}")
    state = StageState(stage=stage_id) if text is None else _STAGE.decode(text)
    rows = db.execute("SELECT body FROM items WHERE stage = ? ORDER BY pos, id", (stage_id,))
    items = (_ITEM.decode(row[0]) for row in rows)
    return replace(state, items={item.id: item for item in items})


def stages_holding(db: sqlite3.Connection) -> list[str]:
    """Stages that have items, set in the event or not."""
    return [row[0] for row in db.execute("SELECT DISTINCT stage FROM items ORDER BY stage")]


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
    if stage_id is None:
        rows = db.execute("SELECT body FROM cues")
    else:
        sql = "SELECT c.body FROM cues c JOIN items i ON i.id = c.item AND i.stage = ?"
        rows = db.execute(sql, (stage_id,))
    return [_CUE.decode(row[0]) for row in rows]


def occupancy(db: sqlite3.Connection, record: str, at: datetime) -> int:
    """How many are inside a door's record at a time: people, by what had happened up to then."""
    later = db.execute("SELECT 1 FROM passages WHERE record = ? AND at > ? LIMIT 1", (record, micros(at))).fetchone()
    gone = db.execute(
        "SELECT 1 FROM passages WHERE at > ? AND way = 'out' AND record != ? LIMIT 1", (micros(at), record)
    ).fetchone()
    if later is None and gone is None:
        return int(db.execute("SELECT count(*) FROM inside WHERE record = ?", (record,)).fetchone()[0])
    sql = "SELECT body FROM guests WHERE id IN (SELECT guest FROM passages WHERE record = ? AND at <= ?)"
    states = (_GUEST.decode(row[0]) for row in db.execute(sql, (record, micros(at))))
    return sum(record in inside(state.passages, at) for state in states)


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
    """How many of a delegation are in, and how many it has, but for those who will not come."""
    sql = (
        "SELECT coalesce(sum(inside), 0), count(*) FROM guests"
        " WHERE delegation = ? AND delegation != '' AND status NOT IN ('cancelled', 'regrets', 'merged')"
    )
    row = db.execute(sql, (delegation,)).fetchone()
    return int(row[0]), int(row[1])


def marked(db: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """The contradictions that the fold found, by the fact of the passage they are at."""
    rows = db.execute("SELECT fact, marks FROM passages WHERE marks != ''")
    return {fact: tuple(marks.split()) for fact, marks in rows}


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
    """Something open about a guest: a thing not given back, an arrival awaited, the lead called, a badge to print."""

    guest: str
    word: str
    at: datetime


def outstanding(db: sqlite3.Connection, what: Outstanding, limit: int = -1) -> list[Open]:
    """Everything of that sort that is open, the oldest or the first due first."""
    sql = "SELECT guest, word, at FROM outstanding WHERE what = ? ORDER BY at, guest LIMIT ?"
    return [Open(guest, word, moment(at)) for guest, word, at in db.execute(sql, (what, limit))]
