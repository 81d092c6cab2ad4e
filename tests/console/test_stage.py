"""The acts of the stage on a real file: what is recorded, what is to be sent, and what the next reader sees."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from console import cues, desk, stage
from console.rules.refusals import Refusal
from console.stage import StageAnswer
from data import reading, tables
from data.facts import CueFired, CuePlanned, CueSkipped, CueWent, Draft, ModeSet, StageRefused, StateSet, Undone, Went
from data.journal import EventFile
from data.records import Action, Cue, CueAt

START = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)
Act = Callable[..., StageAnswer]


@pytest.fixture
def do(file: EventFile) -> Act:
    """`do("go", 5)`: the act, so many minutes after 09:30, with its time said."""

    def act(verb: str, minutes: float, *words: object) -> StageAnswer:
        at = START + timedelta(minutes=minutes)
        answer: StageAnswer = getattr(stage, verb)(file, "main", *words, now=at, at=at, operator="Kit", source="test")
        return answer

    return act


@pytest.fixture
def cued(file: EventFile) -> EventFile:
    """A has cues 1.1 at its start, 1.2 and 1.3 at GO; B has 2.1 at its start."""

    def cue(number: str, item: str, at: CueAt) -> Draft:
        action = Action("lights", "/eos/cue/1/1/fire")
        return Draft(f"cue/{number}", CuePlanned(Cue(number, item, at=at, actions=(action,))))

    with file.transaction() as tx:
        planned = [cue("1.1", "A", "start"), cue("1.2", "A", "go"), cue("1.3", "A", "go"), cue("2.1", "B", "start")]
        tx.append(planned, at=START - timedelta(hours=2), operator="setup")
    return file


def written(file: EventFile, answer: StageAnswer) -> list[tuple[str, object]]:
    """Subject and body of each fact of the act, as the file has them."""
    assert answer.fact is not None
    return [(fact.subject, fact.known) for fact in reading.of_act(file.db, answer.fact)]


def set_event(file: EventFile, body: ModeSet | StateSet) -> None:
    with file.transaction() as tx:
        tx.append([Draft("event", body)], at=START - timedelta(hours=1), operator="lead")


def state_of(file: EventFile, number: str) -> str:
    cue = tables.cue(file.db, number)
    assert cue is not None
    return cue.state


def test_go_is_recorded_and_answers_with_the_new_times(file: EventFile, do: Act) -> None:
    answer = do("go", 3)
    assert (answer.did, answer.item, answer.refused, answer.timeline.live) == ("go", "A", None, "A")
    assert (answer.timeline.offset, answer.timeline.now) == (180, START + timedelta(minutes=3))
    assert written(file, answer) == [("stage/main", Went("A", "test"))]
    assert stage.timeline(file, "main", START + timedelta(minutes=4)).remaining == 29 * 60


def test_a_refused_act_leaves_only_its_refusal(file: EventFile, do: Act) -> None:
    do("go", 0)
    before = tables.stage(file.db, "main")
    answer = do("standby", 1, "nowhere")
    assert (answer.did, answer.refused, answer.timeline.live) == (None, "no_such_item", "A")
    assert written(file, answer) == [("stage/main", StageRefused("standby", "no_such_item", "nowhere", "test"))]
    assert tables.stage(file.db, "main") == before


def test_the_clock_set_back_keeps_nobody_from_acting_but_a_time_said_must_be_in_order(file: EventFile, do: Act) -> None:
    do("go", 0)
    do("hold", 5)
    assert do("resume", 4).refused == "out_of_order"
    answer = stage.resume(file, "main", now=START + timedelta(minutes=4), operator="Kit")
    assert (answer.did, answer.timeline.now) == ("resume", START + timedelta(minutes=5))
    assert stage.go(file, "main", now=START + timedelta(minutes=4), operator="Kit").did == "go"


def test_go_fires_the_start_cues_of_its_item_in_the_same_act(cued: EventFile, do: Act) -> None:
    answer = do("go", 0)
    facts = written(cued, answer)
    assert [subject for subject, _ in facts] == ["stage/main", "cue/1.1"]
    fired = facts[1][1]
    assert isinstance(fired, CueFired)
    assert (fired.run, fired.mode) == (answer.fact, "edit")
    assert [each.number for each in answer.to_fire] == ["1.1"]
    assert state_of(cued, "1.1") == "running"


def test_go_is_spent_on_the_cues_of_the_live_item_before_the_next_item(cued: EventFile, do: Act) -> None:
    run = do("go", 0).fact
    answers = [do("go", minutes) for minutes in (1, 2)]
    assert [(each.cue, each.timeline.live) for each in answers] == [("1.2", "A"), ("1.3", "A")]
    facts = written(cued, answers[0])
    assert facts[0] == ("stage/main", CueWent("1.2", "test"))
    assert isinstance(facts[1][1], CueFired)
    assert facts[1][1].run == run
    last = do("go", 3)
    assert (last.cue, last.timeline.live, [each.number for each in last.to_fire]) == (None, "B", ["2.1"])


def test_a_cue_go_restarts_the_guard(cued: EventFile, do: Act) -> None:
    do("go", 0)
    do("go", 1)
    assert do("go", 1 + 0.5 / 60).refused == "too_soon"
    assert do("go", 1 + 1.2 / 60).refused == "too_soon"
    assert do("go", 1 + 2.3 / 60).cue == "1.3"


def test_a_called_item_skips_the_cues_left_and_says_so(cued: EventFile, do: Act) -> None:
    do("go", 0)
    do("go", 1)
    called = do("standby", 2, "B")
    assert (called.cues, called.message) == (("1.3",), "Opening stands by. Its GO skips cue 1.3.")
    answer = do("go", 3)
    assert (answer.timeline.live, answer.cues) == ("B", ("1.3",))
    assert answer.message == "Opening is on. Cue 1.3 is skipped."
    assert ("cue/1.3", CueSkipped()) in written(cued, answer)
    assert state_of(cued, "1.3") == "skipped"


def test_cues_that_were_jumped_over_are_skipped_with_the_next_item_and_it_says_so(cued: EventFile, do: Act) -> None:
    do("go", 0)
    cues.go(cued, "1.3", now=START + timedelta(minutes=1), operator="Kit")
    answer = do("go", 2)
    assert (answer.item, answer.cue, answer.cues) == ("B", None, ("1.2",))
    assert "1.2" in answer.message
    assert state_of(cued, "1.2") == "skipped"
    do("back", 3)
    assert state_of(cued, "1.2") == "waiting"


def test_back_sends_nothing_lists_what_has_gone_and_undoes_the_act_everywhere(cued: EventFile, do: Act) -> None:
    do("go", 0)
    do("go", 1)
    do("standby", 2, "B")
    gone = do("go", 3).fact
    answer = do("back", 4)
    assert (answer.did, answer.item, answer.timeline.live, answer.to_fire) == ("back", "B", "A", ())
    assert (answer.cues, answer.timeline.standby) == (("2.1",), "B")
    assert {subject for subject, _ in written(cued, answer)} == {"stage/main", "cue/1.3", "cue/2.1"}
    assert all(isinstance(body, Undone) and body.act == gone for _, body in written(cued, answer))
    assert (state_of(cued, "1.3"), state_of(cued, "2.1"), state_of(cued, "1.2")) == ("waiting", "waiting", "running")
    assert "2.1" in answer.message


def test_undo_takes_a_go_back_on_everything_it_touched_and_only_once(cued: EventFile, do: Act) -> None:
    went = do("go", 0)
    assert (state_of(cued, "1.1"), tables.stage(cued.db, "main").runs[-1].item) == ("running", "A")
    now = START + timedelta(minutes=1)
    taken = desk.undo(cued, act=went.fact, now=now, operator="Kit")
    assert not isinstance(taken, Refusal)
    assert {fact.subject for fact in reading.of_act(cued.db, taken.fact)} == {"stage/main", "cue/1.1"}
    assert (state_of(cued, "1.1"), tables.stage(cued.db, "main").runs) == ("waiting", ())
    again = desk.undo(cued, act=went.fact, now=now, operator="Kit")
    assert isinstance(again, Refusal)
    assert again.reason == "already_undone"


def test_undoing_a_back_by_name_gives_the_go_again(file: EventFile, do: Act) -> None:
    do("go", 0)
    do("go", 10)
    back = do("back", 11)
    desk.undo(file, act=back.fact, now=START + timedelta(minutes=12), operator="Kit")
    assert stage.timeline(file, "main", START + timedelta(minutes=13)).live == "B"


def test_as_of_a_time_what_was_taken_back_never_happened(file: EventFile, do: Act) -> None:
    do("go", 0)
    do("go", 10)
    do("hold", 12)
    now = START + timedelta(hours=1)
    assert stage.timeline(file, "main", now, at=START + timedelta(minutes=11)).state == "running"
    assert stage.timeline(file, "main", now, at=START - timedelta(minutes=1)).state == "before"
    do("back", 13)
    assert stage.timeline(file, "main", now, at=START + timedelta(minutes=12)).live == "A"


def test_show_mode_and_a_closed_event_are_asked_of_the_file(file: EventFile, do: Act) -> None:
    set_event(file, ModeSet("show"))
    assert do("go", 0).refused == "not_standing_by"
    assert do("skip", 1, "B").refused == "show_mode"
    do("standby", 2, "A")
    assert do("go", 3).did == "go"
    set_event(file, StateSet("closed"))
    assert do("end", 4).refused == "closed"


def test_every_other_act(file: EventFile, do: Act) -> None:
    do("go", 0)
    assert do("add", 1, 120).timeline.remaining == 31 * 60
    assert do("hold", 2, "sound").timeline.state == "held"
    assert do("resume", 3).timeline.why.held == 60
    assert do("skip", 4, "B").timeline.standby == "C"
    assert do("unskip", 5, "B").timeline.standby == "B"
    assert [line.id for line in do("move", 6, "C", "B").timeline.items] == ["A", "C", "B"]
    assert do("end", 7).timeline.state == "between"


def test_a_rehearsal_leaves_the_stage_fresh(file: EventFile, do: Act) -> None:
    set_event(file, StateSet("rehearsal"))
    do("go", 0)
    do("go", 20)
    set_event(file, StateSet("open"))
    times = stage.timeline(file, "main", START)
    assert (times.state, times.standby) == ("before", "A")
    assert do("go", 0).item == "A"


def test_an_unknown_stage_has_no_items(file: EventFile) -> None:
    answer = stage.go(file, "attic", now=START, operator="Kit")
    assert answer.refused == "nothing_after"
    assert stage.timeline(file, "attic", START).items == ()
