"""Writing folded rows: what the folds say of the subjects that facts were appended to.

Only the journal calls this, in the transaction of the facts; `refold` does the same from the whole journal.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, Protocol, TypeVar

import msgspec
from msgspec.structs import replace

from data import guest_rows, reading, search, since_counted
from data.between import HouseState, MessagesState
from data.facts import PLAN, DoorSet, Fact, Mode, StateSet, Undone
from data.folds import cues as cue_fold
from data.folds import door as door_fold
from data.folds import event as event_fold
from data.folds import house as house_fold
from data.folds import messages as messages_fold
from data.folds import paper as paper_fold
from data.folds import speakers as speakers_fold
from data.folds import stage as stage_fold
from data.folds import stage_plan
from data.folds import timers as timers_fold
from data.folds.standing import counted
from data.records import Item
from data.states import EventState, SpeakersState, StageState

_json = msgspec.json.Encoder()
_EVENT = msgspec.json.Decoder(EventState)
_STAGE = msgspec.json.Decoder(StageState)
_ITEM = msgspec.json.Decoder(Item)
_SPEAKERS = msgspec.json.Decoder(SpeakersState)
_MESSAGES = msgspec.json.Decoder(MessagesState)
_HOUSE = msgspec.json.Decoder(HouseState)
S = TypeVar("S")


class _Steps(Protocol):
    def empty(self, subject: str, /) -> Any: ...
    def step(self, state: Any, fact: Fact, /) -> Any: ...


def _text(state: object) -> str:
    return _json.encode(state).decode()


def mode_of(db: sqlite3.Connection) -> Mode:
    """The mode in which facts are written and counted now: rehearsal while the event is in rehearsal."""
    row = db.execute("SELECT body FROM states WHERE subject = 'event'").fetchone()
    return "rehearsal" if row and _EVENT.decode(row[0]).state == "rehearsal" else "live"


def update(db: sqlite3.Connection, facts: Sequence[Fact]) -> None:
    """Brings the rows of these facts' subjects up to date; the facts are already in the journal."""
    by_subject = _by_subject(facts)
    before = mode_of(db)
    if "event" in by_subject:
        _write(db, "event", by_subject.pop("event"), before)
        now = mode_of(db)
        if now != before:
            _refold_happened(db, now)
            before, by_subject = now, dict.fromkeys(by_subject)
    for subject, new in by_subject.items():
        _write(db, subject, new, before)


def _by_subject(facts: Sequence[Fact]) -> dict[str, list[Fact] | None]:
    grouped: dict[str, list[Fact]] = {}
    for fact in facts:
        grouped.setdefault(fact.subject, []).append(fact)
    return dict(grouped)


def refold(db: sqlite3.Connection) -> None:
    """Empties the folded rows and folds the whole journal again."""
    for table in ("guests", "codes", "passages", "inside", "outstanding", "since_counted", "states", "items", "cues"):
        db.execute(f"DELETE FROM {table}")
    search.clear(db)
    _write(db, "event", None, "live")
    mode = mode_of(db)
    for subject in list(reading.subjects(db)):
        if subject != "event":
            _write(db, subject, None, mode)


def _refold_happened(db: sqlite3.Connection, mode: Mode) -> None:
    """Opening after a rehearsal starts fresh: every subject that something happened to is folded in the new mode."""
    marks = ", ".join("?" * len(PLAN))
    sql = f"SELECT DISTINCT subject FROM facts WHERE kind NOT IN ({marks}) AND subject != 'event'"
    for (subject,) in db.execute(sql, tuple(PLAN)).fetchall():
        _write(db, subject, None, mode)


def _write(db: sqlite3.Connection, subject: str, new: list[Fact] | None, mode: Mode) -> None:
    """Folds one subject and writes its rows. `new` are its facts just appended, None to fold it from the beginning."""
    kind, _, name = subject.partition("/")
    match kind:
        case "guest":
            guest_rows.write(db, name, mode)
        case "door":
            # Only head counts make a door's row: its refusals of unknown codes are in the journal alone.
            db.execute("DELETE FROM states WHERE subject = ?", (subject,))
            seen = reading.of_subject(db, subject, ("head_counted", "undone"))
            door = door_fold.fold(name, counted(seen, mode))
            if door.counts:
                _put_state(db, subject, door)
            since_counted.count_again(db)
        case "stage":
            _put_stage(db, subject, name, new, mode)
        case "speakers":
            state = _stepped(db, subject, new, mode, speakers_fold, _SPEAKERS)
            _put_state(db, subject, speakers_fold.settle(state))
        case "cue":
            cue = cue_fold.fold(name, counted(reading.of_subject(db, subject), mode))
            db.execute("DELETE FROM cues WHERE number = ?", (name,))
            if cue is not None:
                db.execute("INSERT INTO cues VALUES (?, ?, ?)", (name, cue.cue.item, _text(cue)))
        case "paper":
            _put_state(db, subject, paper_fold.fold(counted(reading.of_subject(db, subject), mode)))
        case "timers":
            _put_state(db, subject, timers_fold.fold(counted(reading.of_subject(db, subject), mode)))
        case "messages":
            _put_state(db, subject, _stepped(db, subject, new, mode, messages_fold, _MESSAGES))
        case "house":
            _put_state(db, subject, _stepped(db, subject, new, mode, house_fold, _HOUSE))
        case "event":
            _put_state(db, subject, _stepped(db, subject, new, mode, event_fold, _EVENT))
            if new is None or any(isinstance(fact.known, DoorSet | Undone) for fact in new):
                since_counted.count_again(db)
        case _:
            pass


def _stepped(
    db: sqlite3.Connection,
    subject: str,
    new: list[Fact] | None,
    mode: Mode,
    steps: _Steps,
    decoder: msgspec.json.Decoder[S],
) -> S:
    """The state after `new`: a step on from the row where they are the latest and undo nothing, else the whole fold."""
    row = db.execute("SELECT body, stamp, station, seq FROM states WHERE subject = ?", (subject,)).fetchone()
    if row and new is not None and _follows(new, row[1:]):
        state, facts = decoder.decode(row[0]), [f for f in new if f.kind in PLAN or f.mode == mode]
    else:
        state, facts = steps.empty(subject.partition("/")[2]), counted(reading.of_subject(db, subject), mode)
    for fact in facts:
        if fact.known is not None:
            state = steps.step(state, fact)
    return state


def _follows(new: list[Fact], latest: tuple[int, str, int]) -> bool:
    if any(isinstance(fact.known, Undone | StateSet) for fact in new):
        return False
    order = [tuple(latest), *((fact.stamp, fact.station, fact.seq) for fact in new)]
    return all(a < b for a, b in pairwise(order))


def _put_state(db: sqlite3.Connection, subject: str, state: object) -> None:
    sql = "SELECT stamp, station, seq FROM facts WHERE subject = ? ORDER BY stamp DESC, station DESC, seq DESC LIMIT 1"
    latest = db.execute(sql, (subject,)).fetchone() or (0, "", 0)
    db.execute("INSERT OR REPLACE INTO states VALUES (?, ?, ?, ?, ?)", (subject, _text(state), *latest))


def _put_stage(db: sqlite3.Connection, subject: str, name: str, new: list[Fact] | None, mode: Mode) -> None:
    """Only what the facts touch is read and written, however long the order is."""
    row = db.execute("SELECT body, stamp, station, seq FROM states WHERE subject = ?", (subject,)).fetchone()
    if row is None or new is None or not _follows(new, row[1:]):
        state = _stepped(db, subject, None, mode, stage_fold, _STAGE)
        db.execute("DELETE FROM items WHERE stage = ?", (name,))
    else:
        state = _STAGE.decode(row[0])
        ids = {item for fact in new if (item := stage_plan.touched(fact.known)) is not None}
        for item in ids:
            found = db.execute("SELECT body FROM items WHERE stage = ? AND id = ?", (name, item)).fetchone()
            if found is not None:
                state.items[item] = _ITEM.decode(found[0])
        for fact in new:
            if fact.known is not None and (fact.kind in PLAN or fact.mode == mode):
                state = stage_fold.step(state, fact)
        db.executemany("DELETE FROM items WHERE stage = ? AND id = ?", [(name, item) for item in ids])
    rows = [(name, item.id, item.pos, _text(item)) for item in state.items.values()]
    db.executemany("INSERT INTO items VALUES (?, ?, ?, ?)", rows)
    _put_state(db, subject, replace(state, items={}))


def folded_rows(db: sqlite3.Connection) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Every folded row, in an order that two equal foldings share: what `verify` compares."""
    for table, columns in (
        ("guests", "id, number, name, category, status, how, arrived, inside, body"),
        ("codes", "code, guest, origin"),
        ("passages", "fact, guest, way, door, record, at, marks"),
        ("inside", "record, guest"),
        ("outstanding", "what, guest, word, at"),
        ("since_counted", "record, whole, counted, count, more"),
        ("states", "subject, body, stamp, station, seq"),
        ("items", "stage, id, pos, body"),
        ("cues", "number, item, body"),
    ):
        for row in db.execute(f"SELECT {columns} FROM {table} ORDER BY 1, 2"):
            yield table, row
