"""Recovery and re-plan on a real file: one act, one undo, what the log says, and the first plan in the report."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from console import desk, logbook, stage
from console.rules.recovery.recovery import Recovery
from console.rules.recovery.what_if import Supposed, WhatIf
from console.rules.refusals import Refusal
from console.summary import summary
from data import history, reading, tables
from data.facts import Draft, ItemPlanned, ModeSet, StageSet
from data.journal import EventFile
from data.records import Stage
from data.verify import verify

START = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)


def after(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


@pytest.fixture
def late(file: EventFile) -> EventFile:
    """A went on ten minutes late; everybody must be out at 11:00, when C is planned to end."""
    items = tables.stage(file.db, "main").items
    drafts = [
        Draft("event", StageSet(Stage(id="main", title="Main stage", hard_out="11:00"))),
        Draft("stage/main", ItemPlanned(replace(items["B"], least_length=900))),
        Draft("stage/main", ItemPlanned(replace(items["C"], least_length=1200, droppable=True))),
    ]
    with file.transaction() as tx:
        tx.append(drafts, at=START, operator="setup")
    stage.go(file, "main", now=after(10), operator="Kit")
    return file


def look(file: EventFile, minutes: float) -> Recovery:
    found = stage.recovery(file, "main", after(minutes))
    assert isinstance(found, Recovery)
    return found


def test_a_recovery_is_one_act_with_one_undo(late: EventFile) -> None:
    before = stage.timeline(late, "main", after(12))
    way = look(late, 12).way("even")
    answer = stage.recover(late, "main", "even", now=after(12), operator="Kit", source="test")
    assert (answer.did, answer.refused, answer.message) == (
        "recover", None, "Recovery, even: 2 items shorter; out by 11:00, 0:00 to spare.",
    )  # fmt: skip
    assert answer.timeline == way.times
    assert answer.fact is not None
    assert [fact.kind for fact in reading.of_act(late.db, answer.fact)] == ["recovered"]
    assert verify(late).ok
    taken = desk.undo(late, now=after(12), operator="Kit")
    assert not isinstance(taken, Refusal)
    assert stage.timeline(late, "main", after(12)) == before


def test_what_was_shown_is_applied_as_it_was_shown(late: EventFile) -> None:
    """What is on is over and every second makes it later; the operator gets what stood there."""
    found, seen = look(late, 45), tables.stage(late.db, "main")
    shown = found.way("breaks").proposal
    answer = stage.recover(
        late, "main", "breaks", shown=shown, seen=seen, now=after(45) + timedelta(seconds=2), operator="Kit"
    )
    assert answer.did == "recover"
    assert tables.stage(late.db, "main").lengths == shown.lengths
    assert answer.message.endswith("still 0:02 short.")


def test_what_was_shown_of_another_moment_of_the_stage_is_refused(late: EventFile) -> None:
    found, seen = look(late, 12), tables.stage(late.db, "main")
    stage.add(late, "main", 60, now=after(13), operator="Ann")
    answer = stage.recover(
        late, "main", "even", shown=found.way("even").proposal, seen=seen, now=after(14), operator="Kit"
    )
    assert answer.refused == "moved_on"
    assert tables.stage(late.db, "main").lengths == {}


def test_there_is_nothing_to_recover_with_time_to_spare_nor_without_a_hard_out(
    late: EventFile, file: EventFile
) -> None:
    stage.recover(late, "main", "drop", now=after(12), operator="Kit")
    assert stage.recover(late, "main", "even", now=after(13), operator="Kit").refused == "nothing_to_recover"
    assert tables.stage(late.db, "main").skipped == {"C": True}
    with file.transaction() as tx:
        tx.append([Draft("event", StageSet(Stage(id="main")))], at=after(13), operator="setup")
    assert stage.recover(late, "main", "even", now=after(14), operator="Kit").refused == "no_hard_out"


def test_what_can_give_nothing_is_refused(file: EventFile) -> None:
    with file.transaction() as tx:
        tx.append([Draft("event", StageSet(Stage(id="main", hard_out="10:45")))], at=START, operator="setup")
    assert stage.recover(file, "main", "even", now=after(0), operator="Kit").refused == "nothing_to_cut"
    assert stage.recover(file, "main", "drop", now=after(0), operator="Kit").refused == "nothing_to_cut"


def test_show_mode_takes_a_recovery_and_a_replan(late: EventFile) -> None:
    with late.transaction() as tx:
        tx.append([Draft("event", ModeSet("show"))], at=after(11), operator="lead")
    assert stage.recover(late, "main", "even", now=after(12), operator="Kit").did == "recover"
    assert stage.replan(late, "main", now=after(13), operator="Kit").did == "replan"


def test_a_replan_is_previewed_and_undone_in_one_step(late: EventFile) -> None:
    before = stage.timeline(late, "main", after(12))
    preview = stage.replanned(late, "main", after(12))
    assert [(each.item, each.start_to - each.start_from) for each in preview.moved] == [
        ("B", timedelta(minutes=10)), ("C", timedelta(minutes=10)),
    ]  # fmt: skip
    answer = stage.replan(late, "main", now=after(12), operator="Kit")
    assert (answer.did, answer.message) == ("replan", "2 items are planned as expected now.")
    assert answer.timeline == preview.would_be
    assert stage.replanned(late, "main", after(12)).moved == ()
    desk.undo(late, now=after(12), operator="Kit")
    assert stage.timeline(late, "main", after(12)) == before


def test_what_if_leaves_no_trace(late: EventFile) -> None:
    latest = reading.latest(late.db)
    found = stage.what_if(late, "main", Supposed("over", 600), after(12))
    assert isinstance(found, WhatIf)
    assert found.would_be.hard_out is not None
    assert found.as_it_is.hard_out is not None
    assert (found.as_it_is.hard_out.spare, found.would_be.hard_out.spare) == (-600, -1200)
    assert reading.latest(late.db) == latest


def test_the_report_keeps_the_first_plan(late: EventFile) -> None:
    stage.replan(late, "main", now=after(12), operator="Kit")
    stage.recover(late, "main", "drop", now=after(13), operator="Kit")
    stage.go(late, "main", now=after(40), operator="Kit")
    stage.end(late, "main", now=after(60), operator="Kit")
    figures = summary(late, after(61))
    assert [(line.item, line.planned_start, line.late, line.status) for line in figures.programme] == [
        ("A", START, 600, "done"), ("B", after(30), 600, "done"), ("C", after(50), None, "skipped"),
    ]  # fmt: skip
    (day,) = figures.stages
    assert (day.late, day.began, day.planned_end) == (600, 600, after(90))
    assert stage.timeline(late, "main", after(61)).offset == 0
    then = summary(late, after(61), at=after(61))
    assert (then.programme, then.stages) == (figures.programme, figures.stages)


def test_before_the_first_go_there_is_no_first_plan(late: EventFile) -> None:
    assert history.first_plan(late.db, "main", after(9)) is None
    assert history.first_plan(late.db, "main") is not None
    stage.back(late, "main", now=after(11), operator="Kit")
    assert history.first_plan(late.db, "main") is None


def test_the_log_says_what_was_cut_and_what_the_plan_became(late: EventFile) -> None:
    stage.recover(late, "main", "drop", now=after(12), operator="Kit")
    stage.replan(late, "main", now=after(13), operator="Kit")
    said = "\n".join(line.text for line in logbook.after(late).lines)
    assert "RECOVERY drop: C Keynote dropped" in said
    assert "REPLANNED as expected: after A Doors 10:00 later" in said
    undoable = desk.last_undoable(late, "Kit", ("recovered", "replanned"))
    assert undoable is not None
    assert undoable.brief == "replan"


def test_the_hard_out_is_said_on_the_day_and_taken_back(file: EventFile) -> None:
    said = stage.out_by(file, "main", "00:30", now=START, operator="Kit")
    assert (said.did, said.message) == ("out_by", "Everybody is out by 00:30.")
    out = said.timeline.hard_out
    assert out is not None and out.at == datetime(2026, 3, 11, 0, 30, tzinfo=UTC)
    again = stage.out_by(file, "main", "00:30", now=START, operator="Kit")
    wrong = stage.out_by(file, "main", "half past", now=START, operator="Kit")
    assert (again.refused, wrong.refused) == ("nothing_changed", "bad_time")
    undone = desk.undo(file, now=START, operator="Kit", kinds=("stage_set", "went"))
    assert not isinstance(undone, Refusal)
    assert stage.timeline(file, "main", START).hard_out is None
    stage.out_by(file, "main", "11:00", now=START, operator="Kit")
    assert stage.out_by(file, "main", "-", now=START, operator="Kit").timeline.hard_out is None
