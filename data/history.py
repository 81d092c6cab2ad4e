"""The same states as `tables` gives, as of a time: what had happened by then, what was undone left out."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from data import guest_rows, reading
from data.facts import Went
from data.folding import mode_of
from data.folds import cues as cue_fold
from data.folds import speakers as speakers_fold
from data.folds import stage as stage_fold
from data.folds.standing import counted
from data.states import CueState, GuestState, SpeakersState, StageState


def guest_at(db: sqlite3.Connection, guest_id: str, at: datetime) -> GuestState | None:
    return guest_rows.folded(db, guest_id, mode_of(db), at)


def stays_at(db: sqlite3.Connection, guest_id: str, at: datetime) -> GuestState | None:
    """The guest of that id or, where they are merged, the one who stays."""
    state = guest_at(db, guest_id, at)
    return (guest_at(db, state.merged, at) or state) if state is not None and state.merged else state


def stage_at(db: sqlite3.Connection, stage_id: str, at: datetime) -> StageState:
    state = stage_fold.empty(stage_id)
    for fact in counted(reading.of_subject(db, f"stage/{stage_id}"), mode_of(db), at):
        state = stage_fold.step(state, fact)
    return stage_fold.settle(state)


def first_plan(db: sqlite3.Connection, stage_id: str, at: datetime | None = None) -> StageState | None:
    """A stage as it stood when its first item began, as of a time; None before that."""
    facts = counted(reading.of_subject(db, f"stage/{stage_id}"), mode_of(db), at)
    begun = next((place for place, fact in enumerate(facts) if isinstance(fact.known, Went)), None)
    if begun is None:
        return None
    state = stage_fold.empty(stage_id)
    for fact in facts[:begun]:
        state = stage_fold.step(state, fact)
    return stage_fold.settle(state)


def speakers_at(db: sqlite3.Connection, stage_id: str, at: datetime) -> SpeakersState:
    state = speakers_fold.empty(stage_id)
    for fact in counted(reading.of_subject(db, f"speakers/{stage_id}"), mode_of(db), at):
        state = speakers_fold.step(state, fact)
    return speakers_fold.settle(state)


def cues_at(db: sqlite3.Connection, stage_id: str | None, at: datetime) -> list[CueState]:
    """The cues of a stage's items, or all, as of a time; in no order."""
    if stage_id is None:
        rows = db.execute("SELECT number FROM cues").fetchall()
    else:
        sql = "SELECT c.number FROM cues c JOIN items i ON i.id = c.item AND i.stage = ?"
        rows = db.execute(sql, (stage_id,)).fetchall()
    mode = mode_of(db)
    states = (cue_fold.fold(number, counted(reading.of_subject(db, f"cue/{number}"), mode, at)) for (number,) in rows)
    return [state for state in states if state is not None]
