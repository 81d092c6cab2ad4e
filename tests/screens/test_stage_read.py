"""What a room knows is asked of the file again only where something came of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from console import desk, messages, stage
from data import tables
from data.facts import Draft, SlotPlanned
from data.journal import EventFile
from data.records import Slot
from screens import stage_read
from screens.stage_read import StageNow


def asked(file: EventFile, before: StageNow) -> tuple[StageNow, str]:
    """What is known now, and everything that was asked of the file for it."""
    said: list[str] = []
    file.db.set_trace_callback(said.append)
    try:
        now = stage_read.read(file.db, "main", before)
    finally:
        file.db.set_trace_callback(None)
    fresh = stage_read.read(file.db, "main")
    assert now == fresh
    return now, " ".join(said)


def test_an_act_of_the_stage_asks_for_nothing_else(file: EventFile, noon: datetime) -> None:
    with file.transaction() as tx:
        tx.append([Draft("speakers/main", SlotPlanned(Slot("s1", "B", 1, "Ada", guest="g1")))], at=noon, operator="x")
    known = stage_read.read(file.db, "main")
    assert known.guests
    assert asked(file, known)[0] is known
    stage.go(file, "main", now=noon, operator="Kit")
    known, sql = asked(file, known)
    assert known.state.runs and "guests" not in sql and "speakers/" not in sql and "FROM items" not in sql
    desk.admit(file, guest="g1", door="main", now=noon + timedelta(minutes=1), operator="Mei")
    known, sql = asked(file, known)
    assert known.guests["g1"].arrived is not None and "guests" in sql
    messages.send(
        file, "Doors stay shut", to="all", sender="desk", stage="main", now=noon + timedelta(minutes=2), operator="Mei"
    )
    known, _sql = asked(file, known)
    assert "Doors stay shut" in str(known.words)


def test_an_undo_and_another_stage_are_read_whole(file: EventFile, noon: datetime) -> None:
    known = stage_read.read(file.db, "main")
    stage.go(file, "main", now=noon, operator="Kit")
    known, _sql = asked(file, known)
    stage.back(file, "main", now=noon + timedelta(minutes=1), operator="Kit")
    known, _sql = asked(file, known)
    assert not known.state.runs
    assert stage_read.read(file.db, "other", known).state == tables.stage(file.db, "other")
