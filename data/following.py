"""A connection that follows the journal: what it read of a stage and its cues it reads again only where facts came.

Such rows are what the facts in the file make of it, and facts are only ever added. So what was read while a fact
was the newest stands as long as that very fact is in its place (its digest is salted: after a rollback another fact
there has another one), but for what the facts behind it touch, whichever process wrote them.
"""

from __future__ import annotations

import sqlite3
from typing import Any, Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from data.facts import from_text
from data.folds import stage_plan
from data.records import Item
from data.states import CueState, StageState

_STAGE = msgspec.json.Decoder(StageState)
_ITEM = msgspec.json.Decoder(Item)
_CUE = msgspec.json.Decoder(CueState)
Items = dict[str, Item]
Place = tuple[int, bytes]
MOST: Final = 64
"""With more items touched the whole order is read again."""
_WHOLE = frozenset({"undone", "state_set"})
"""What may touch any item: an act taken back, and the event's state, which says what counts."""


class Followed(Struct, frozen=True):
    """A stage as the facts have it up to the one at place `n`; `text` is its row's."""

    n: int
    digest: bytes
    text: str
    state: StageState


class FollowedCues(Struct, frozen=True):
    """The cues of these `items`, by number, as the facts have them up to the one at place `n`."""

    n: int
    digest: bytes
    items: Items
    cues: dict[str, CueState]


class Following(sqlite3.Connection):
    """What an event file is opened with."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.stages: dict[str, Followed] = {}
        self.cues: dict[str, FollowedCues] = {}


def stage(db: sqlite3.Connection, stage_id: str) -> StageState:
    """A stage with its items in plan order; an unknown one is empty. Nobody may write in what is returned: it is shared
    until something of it changes."""
    n, digest = newest(db)
    if not n or not isinstance(db, Following):
        return _with_items(db, stage_id, _row(db, stage_id), _all_items(db, stage_id, {}))
    known = db.stages.get(stage_id)
    if known is not None and (known.n, known.digest) == (n, digest):
        return known.state
    text = _row(db, stage_id)
    items = _items(db, stage_id, known)
    if known is not None and items is known.state.items and text == known.text:
        state = known.state
    else:
        state = _with_items(db, stage_id, text, items)
    db.stages[stage_id] = Followed(n, digest, text, state)
    return state


def cues(db: sqlite3.Connection, stage_id: str) -> tuple[CueState, ...]:
    """The cues of a stage's items, in no order."""
    items = stage(db, stage_id).items
    n, digest = newest(db)
    known = db.cues.get(stage_id) if isinstance(db, Following) else None
    if known is None or (known.n, known.digest) != (n, digest):
        known = FollowedCues(n, digest, items, _cues(db, items, known))
        if n and isinstance(db, Following):
            db.cues[stage_id] = known
    return tuple(known.cues.values())


def _cues(db: sqlite3.Connection, items: Items, known: FollowedCues | None) -> dict[str, CueState]:
    """By number; the very same where nothing happened to them."""
    touched = _touched_cues(db, known) if known is not None else None
    come = items.keys() - known.items.keys() if known is not None and known.items is not items else set()
    if known is None or touched is None or len(touched) + len(come) > MOST:
        found = [body for item, body in db.execute("SELECT item, body FROM cues") if item in items]
        return {each.cue.number: each for each in map(_CUE.decode, found)}
    if not touched and (known.items is items or known.items.keys() == items.keys()):
        return known.cues
    sql = "SELECT body FROM cues WHERE number IN ({}) OR item IN ({})"
    sql = sql.format(", ".join("?" * len(touched)), ", ".join("?" * len(come)))
    fresh = [_CUE.decode(row[0]) for row in db.execute(sql, (*sorted(touched), *sorted(come)))]
    now = {number: each for number, each in known.cues.items() if number not in touched and each.cue.item in items}
    return now | {each.cue.number: each for each in fresh if each.cue.item in items}


def newest(db: sqlite3.Connection) -> Place:
    """The newest fact: its place in the file and its digest."""
    found: Place | None = db.execute("SELECT n, digest FROM facts ORDER BY n DESC LIMIT 1").fetchone()
    return found or (0, b"")


def _stands(db: sqlite3.Connection, n: int, digest: bytes) -> bool:
    """Is that fact still in its place?"""
    there = db.execute("SELECT digest FROM facts WHERE n = ?", (n,)).fetchone()
    return there is not None and there[0] == digest


def subjects_since(db: sqlite3.Connection, place: Place) -> set[str] | None:
    """Whom the facts behind that one are about; None where it is not in the file any more."""
    if not _stands(db, *place):
        return None
    return {row[0] for row in db.execute("SELECT subject FROM facts WHERE n > ?", place[:1])}


def _touched_cues(db: sqlite3.Connection, known: FollowedCues) -> set[str] | None:
    """The cues that the facts since then may have changed; None where it may be any."""
    if not _stands(db, known.n, known.digest):
        return None
    sql = "SELECT subject, kind FROM facts WHERE n > ? AND (+subject = 'event' OR +subject LIKE 'cue/%')"
    found = set()
    for subject, kind in db.execute(sql, (known.n,)):
        if subject != "event":
            found.add(subject.partition("/")[2])
        elif kind in _WHOLE:
            return None
    return found


def _row(db: sqlite3.Connection, stage_id: str) -> str:
    row = db.execute("SELECT body FROM states WHERE subject = ?", (f"stage/{stage_id}",)).fetchone()
    return str(row[0]) if row else ""


def _with_items(db: sqlite3.Connection, stage_id: str, text: str, items: Items) -> StageState:
    return replace(_STAGE.decode(text) if text else StageState(stage_id), items=items)


def _items(db: sqlite3.Connection, stage_id: str, known: Followed | None) -> Items:
    """The items as they stand; the very same where none was touched."""
    if known is None:
        return _all_items(db, stage_id, {})
    before = known.state.items
    touched = _touched(db, stage_id, known)
    if touched is None or len(touched) > MOST:
        return _all_items(db, stage_id, before)
    return _patched(db, stage_id, before, touched) if touched else before


def _touched(db: sqlite3.Connection, stage_id: str, known: Followed) -> set[str] | None:
    """The items that the facts since then may have changed; None where it may be any."""
    if not _stands(db, known.n, known.digest):
        return None
    # The plus keeps SQLite from going by the index of subjects, through every fact of the stage.
    sql = "SELECT kind, version, body FROM facts WHERE n > ? AND +subject IN ('event', ?)"
    found = set()
    for kind, version, body in db.execute(sql, (known.n, f"stage/{stage_id}")):
        if kind in _WHOLE:
            return None
        item = stage_plan.touched(from_text(kind, version, body))
        if item is not None:
            found.add(item)
    return found


def _all_items(db: sqlite3.Connection, stage_id: str, before: Items) -> Items:
    """Every row; what is as it was is not made anew."""
    rows = db.execute("SELECT body FROM items WHERE stage = ? ORDER BY pos, id", (stage_id,))
    now = {item.id: item for item in map(_ITEM.decode, (row[0] for row in rows))}
    for each, item in now.items():
        if before.get(each) == item:
            now[each] = before[each]
    return before if now == before and list(now) == list(before) else now


def _patched(db: sqlite3.Connection, stage_id: str, before: Items, touched: set[str]) -> Items:
    """Only the rows touched are read."""
    marks = ", ".join("?" * len(touched))
    sql = f"SELECT body FROM items WHERE stage = ? AND id IN ({marks})"
    fresh = {item.id: item for item in (_ITEM.decode(row[0]) for row in db.execute(sql, (stage_id, *sorted(touched))))}
    changed = [each for each in sorted(touched) if fresh.get(each) != before.get(each)]
    items = dict(before) if changed else before
    for each in changed:
        item, was = fresh.get(each), before.get(each)
        if item is not None and was is not None and item.pos == was.pos:
            items[each] = item
            continue
        items.pop(each, None)
        items = items if item is None else stage_plan.with_item(items, item)
    return items
