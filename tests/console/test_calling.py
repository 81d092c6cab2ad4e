"""Calling on a real file: calls given as facts, one GO by itself however many consoles are open, notes that arrive."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console import desk, stage
from console.rules.refusals import Refusal
from console.stage import StageAnswer, Watch, prompts
from data import reading, tables
from data.facts import CueFired, CuePlanned, CueSkipped, Draft, EventMade, EventSet, ItemPlanned, ModeSet, Went
from data.files import create_event, open_event
from data.journal import EventFile
from data.kinds.calling import AutoUsed, CallGiven
from data.records import Action, Cue, Event, Item
from data.verify import verify

START = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def plan(file: EventFile, *drafts: Draft) -> None:
    with file.transaction() as tx:
        tx.append(drafts, at=START - timedelta(hours=2), operator="setup")


def auto_item(item: str, pos: int, minutes: float, auto: bool = True) -> Draft:
    start = START if pos == 0 else None
    return Draft("stage/main", ItemPlanned(Item(item, "main", pos, item, start=start, length=minutes * 60, auto=auto)))


def cue(number: str, item: str, when: str = "go") -> Draft:
    planned = Cue(number, item, at=when, actions=(Action("booth", "x"),))  # type: ignore[arg-type]  # one of two words
    return Draft(f"cue/{number}", CuePlanned(planned))


def go(file: EventFile, minutes: float, source: str = "test") -> StageAnswer:
    return stage.go(file, "main", now=at(minutes), operator="Kit", source=source)


def auto_go(file: EventFile, minutes: float) -> StageAnswer | None:
    return stage.auto_go(file, "main", now=at(minutes), operator="Kit")


@pytest.fixture
def running(file: EventFile) -> Iterator[EventFile]:
    """A, ten minutes, goes on by itself to B, which does not; A is on since 9:30. A has a cue left, B one at its
    start."""
    plan(file, auto_item("A", 0, 10), auto_item("B", 1, 10, auto=False), cue("1", "A"), cue("2", "B", "start"))
    go(file, 0)
    yield file


# -- calls -------------------------------------------------------------------------------------------------------------
def test_a_call_is_a_fact_with_who_and_when_and_undo_makes_it_due_again(file: EventFile) -> None:
    go(file, 0)
    answer = stage.call(file, "main", now=at(25.5), operator="Kit", source="console")
    assert (answer.did, answer.item, answer.message) == ("call", "B", "Opening is called: in 4:30.")
    fact = reading.of_act(file.db, answer.fact or "")[0]
    assert fact.known == CallGiven("B", "start", 300, at(30), "", "console")
    assert (fact.operator, fact.at) == ("Kit", at(25.5))
    assert [each.status for each in prompts(file, "main", at(26)).calls if each.item == "B"] == ["given", "coming"]
    assert not isinstance(desk.undo(file, act=answer.fact, now=at(26), operator="Kit"), Refusal)
    assert [each.status for each in prompts(file, "main", at(26)).calls if each.item == "B"] == ["due", "coming"]
    assert verify(file).ok


def test_calls_as_of_a_time(file: EventFile) -> None:
    go(file, 0)
    stage.call(file, "main", now=at(25.5), operator="Kit")
    before = prompts(file, "main", at(60), at=at(25.2))
    assert [each.status for each in before.calls if each.before == 300] == ["due"]


# -- going on by itself ------------------------------------------------------------------------------------------------
def test_before_its_moment_nothing_is_done_nor_written(running: EventFile) -> None:
    before = reading.latest(running.db)
    assert auto_go(running, 9.99) is None
    assert reading.latest(running.db) == before


def test_at_the_due_end_the_next_item_starts_with_its_cues_and_its_source_is_auto(running: EventFile) -> None:
    answer = auto_go(running, 10)
    assert answer is not None
    assert (answer.did, answer.item, answer.timeline.live) == ("go", "B", "B")
    assert answer.timeline.offset == 0, "the day is on time"
    facts = reading.of_act(running.db, answer.fact or "")
    assert facts[0].known == Went("B", "auto")
    assert [type(fact.known) for fact in facts if fact.subject == "cue/1"] == [CueSkipped]
    assert [type(fact.known) for fact in facts if fact.subject == "cue/2"] == [CueFired]
    assert [shot.fired for shot in answer.to_fire], "whoever took it fires the cues"
    assert auto_go(running, 10.1) is None, "B does not go on by itself"


def test_a_go_taken_back_does_not_come_again_by_itself(running: EventFile) -> None:
    answer = auto_go(running, 10)
    assert answer is not None
    assert not isinstance(desk.undo(running, act=answer.fact, now=at(10.05), operator="Kit"), Refusal)
    state = tables.stage(running.db, "main")
    assert (state.runs[-1].item, state.runs[-1].auto) == ("A", "used")
    assert auto_go(running, 10.1) is None
    last = desk.last_undoable(running, "Kit")
    assert last is None or "by itself" not in last.what, "plain undo passes over it"
    assert stage.auto(running, "main", True, now=at(10.2), operator="Kit").did == "auto"
    again = auto_go(running, 10.25)
    assert again is not None and again.item == "B"
    assert verify(running).ok


def test_back_by_its_own_key_does_not_bring_it_either(running: EventFile) -> None:
    auto_go(running, 10)
    stage.back(running, "main", now=at(10.05), operator="Kit")
    assert auto_go(running, 10.1) is None


def test_it_obeys_the_guard_and_leaves_no_refusal_that_would_hold_others_back(file: EventFile) -> None:
    plan(file, auto_item("A", 0, 0), auto_item("B", 1, 10), auto_item("C", 2, 10))
    go(file, 0)
    assert auto_go(file, 0.5 / 60) is None
    answer = auto_go(file, 1.01 / 60)
    assert answer is not None and answer.item == "B"
    soon = go(file, 1.5 / 60)
    assert soon.refused == "too_soon", "a key pressed at that moment is the same GO"


def test_a_go_by_hand_just_before_leaves_nothing_to_do(running: EventFile) -> None:
    stage.standby(running, "main", "B", now=at(9.9), operator="Kit")
    go(running, 9.99)
    assert auto_go(running, 10) is None


def test_show_mode_wants_a_standby_here_too(running: EventFile) -> None:
    plan(running, Draft("event", ModeSet("show")))
    assert auto_go(running, 10) is None
    stage.standby(running, "main", "B", now=at(10.1), operator="Kit")
    answer = auto_go(running, 10.11)
    assert answer is not None and answer.item == "B"


def test_a_watch_asks_the_file_only_when_something_was_recorded(
    running: EventFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = Watch(running)
    assert watch.soon(at(5), 0.5) == ()
    monkeypatch.setattr(Watch, "_look", None)
    assert watch.soon(at(10), 0.5) == (("main", 0.0),)
    monkeypatch.undo()
    stage.hold(running, "main", now=at(10), operator="Kit")
    assert watch.soon(at(10.1), 0.5) == ()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 2), st.floats(0.01, 40)), min_size=5, max_size=60))
def test_consoles_that_tick_side_by_side_never_go_twice(
    tmp_path_factory: pytest.TempPathFactory, ticks: list[tuple[int, float]]
) -> None:
    """Three consoles, each with its own connection, tick in any order and at any moment: each run of an item is ended
    by one GO, and two GOs are never nearer than the guard."""
    path = tmp_path_factory.mktemp("auto") / "day.callboard"
    with closing(create_event(path)) as one, closing(open_event(path)) as two, closing(open_event(path)) as three:
        day = Event("Case", START.date(), "Europe/London")
        items = [auto_item(f"i{n}", n, 0.25) for n in range(12)]
        plan(one, Draft("event", EventMade("e", "5a" * 32)), Draft("event", EventSet(day)), *items)
        go(one, 0)
        now = START
        for who, seconds in ticks:
            now += timedelta(seconds=seconds)
            for file in ((one, two, three), (two, three, one), (three, one, two))[who]:
                stage.auto_go(file, "main", now=now, operator="Kit")
        runs = tables.stage(one.db, "main").runs
        assert [run.item for run in runs] == [f"i{n}" for n in range(len(runs))], "none twice, none left out"
        starts = [run.start for run in runs]
        assert all((b - a).total_seconds() >= 15 for a, b in pairwise(starts)), "never early"
        used = [row.fact for row in reading.facts(one.db, kinds=["auto_used"])]
        assert len(used) == len(runs) - 1 == len({fact.known.run for fact in used if isinstance(fact.known, AutoUsed)})


# -- standby, then GO, guarded for every source ------------------------------------------------------------------------
@pytest.mark.parametrize("source", ["console", "cli", "osc", "http", "auto", ""])
def test_every_source_is_guarded_and_wants_a_standby_in_show_mode(file: EventFile, source: str) -> None:
    assert go(file, 0, source).did == "go"
    assert go(file, 0.9 / 60, source).refused == "too_soon"
    assert go(file, 1.8 / 60, "other").refused == "too_soon", "a refused GO restarts the guard, from wherever"
    plan(file, Draft("event", ModeSet("show")))
    assert go(file, 1, source).refused == "not_standing_by"
    assert stage.standby(file, "main", "B", now=at(2), operator="Kit", source=source).did == "standby"
    answer = go(file, 3, source)
    assert (answer.did, answer.item) == ("go", "B")
    assert reading.of_act(file.db, answer.fact or "")[0].known == Went("B", source)


def test_a_jump_forward_and_back_goes_on_from_there_and_never_wraps(file: EventFile) -> None:
    go(file, 0)
    stage.standby(file, "main", "C", now=at(1), operator="Kit")
    assert go(file, 2).item == "C"
    assert go(file, 3).refused == "nothing_after", "B was passed over, and is not come round to"
    stage.standby(file, "main", "B", now=at(4), operator="Kit")
    assert go(file, 5).item == "B"
    assert go(file, 6).refused == "nothing_after", "C ran"
    stage.standby(file, "main", "A", now=at(7), operator="Kit")
    assert go(file, 8).item == "A"


def test_notes_calls_and_auto_come_from_a_programme(tmp_path: Path, file: EventFile) -> None:
    from console.importing.imports import import_source

    source = tmp_path / "programme.csv"
    source.write_text(
        "id,stage,start,length,title,calls,auto,notes: Sound,灯光备注,notes\n"
        "A,main,09:30,30,Doors,,yes,mic 3,暗场,for all\n"
        "B,main,,20,Opening,10:00 2,,,,\n"
        "C,main,,40,Keynote,none,,,,\n",
        encoding="utf-8",
    )
    answer = import_source(file, source, "programme", now=START, operator="Ann")
    assert not isinstance(answer, Refusal)
    items = tables.stage(file.db, "main").items
    assert items["A"].notes_for == {"sound": "mic 3", "灯光": "暗场"} and items["A"].notes == "for all"
    assert (items["A"].auto, items["B"].auto) == (True, False)
    assert (items["A"].calls, items["B"].calls, items["C"].calls) == (None, (600, 120), ())
