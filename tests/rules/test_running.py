"""Running the order: what each act does to a stage, and when it is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from console.rules import running
from console.rules.running import Done, Moment
from console.rules.times.order import called, items_in_order, next_waiting, stands_by
from data.facts import CueWent, Draft, StageRefused, StoodBy, TimeAdded, Undone, Went
from data.records import Item

Make = Callable[..., Item]


def test_go_starts_the_next_and_never_wraps(show: Any, item: Make) -> None:
    day = show([item("A", 10, start="09:00"), item("B", 10)])
    said = [day.do(at, "go") for at in ("09:00", "09:10", "09:20", "09:30")]
    assert said == ["go", "go", "nothing_after", "nothing_after"]
    assert day.at("09:31").live == "B"


def test_go_starts_what_was_called_and_the_call_is_spent(morning: Any) -> None:
    morning.do("09:30", "go")
    assert morning.do("09:31", "standby", "film") == "standby"
    assert morning.do("09:40", "go") == "go"
    assert (morning.at("09:40").live, called(morning.state())) == ("film", None)
    assert morning.do("09:50", "go") == "nothing_after"


@pytest.mark.parametrize(("after", "word"), [("09:30:00.999", "too_soon"), ("09:30:01", "go"), ("09:30:02", "go")])
def test_a_go_within_the_guard_is_refused(morning: Any, after: str, word: str) -> None:
    morning.do("09:30", "go")
    assert morning.do(after, "go") == word


def test_every_go_received_restarts_the_guard_so_a_held_key_is_one_go(morning: Any) -> None:
    said = [morning.do(f"09:30:{tenth // 10:02}.{tenth % 10}00", "go") for tenth in range(0, 40, 4)]
    assert said == ["go"] + ["too_soon"] * 9
    assert morning.at("09:30:05").live == "doors"


def test_a_go_refused_for_another_reason_restarts_the_guard_too(show: Any, item: Make) -> None:
    day = show([item("A", 10, start="09:00")])
    day.do("09:00", "go")
    assert day.do("09:05", "go") == "nothing_after"
    assert day.do("09:05:00.500", "go") == "too_soon"


def test_a_clock_set_back_blocks_nothing(morning: Any) -> None:
    morning.do("09:30", "go")
    assert morning.do("09:30", "go", clock="09:29") == "go"


def test_of_two_gos_at_once_the_one_that_waited_is_too_soon_though_its_clock_says_earlier(morning: Any) -> None:
    morning.do("09:30:00.020", "go")
    assert morning.do("09:30:00.020", "go", clock="09:30:00.005") == "too_soon"


def test_a_key_held_under_a_clock_set_back_is_one_go(morning: Any) -> None:
    morning.do("09:30", "go")
    assert morning.do("09:30", "go", clock="09:29") == "go"
    assert morning.do("09:30", "go", clock="09:29:00.500") == "too_soon"
    assert morning.do("09:30", "go", clock="09:29:01.400") == "too_soon"
    assert morning.do("09:30", "go", clock="09:29:02.500") == "go"


def test_a_go_written_down_for_an_earlier_time_leaves_the_guard_as_it_is(morning: Any) -> None:
    morning.do("09:30", "go")
    assert morning.do("09:20", "go") == "out_of_order"
    assert morning.do("09:30:00.500", "go") == "too_soon"


def test_an_act_before_the_stages_latest_is_out_of_order(morning: Any) -> None:
    morning.do("09:30", "go")
    morning.do("09:40", "hold")
    for verb, *words in (("resume",), ("go",), ("end",), ("add", 60), ("standby", "film"), ("skip", "talk"), ("back",)):
        assert morning.do("09:35", verb, *words) == "out_of_order"
    assert morning.do("09:40", "resume") == "resume"


def test_what_was_taken_back_and_what_was_refused_is_not_the_latest_act(morning: Any) -> None:
    morning.do("09:30", "go")
    morning.do("09:41", "go")
    morning.do("09:42", "end")
    morning.do("09:43", "back")
    assert morning.do("09:39", "go") == "go"
    assert morning.line("09:45", "opening").actual_start == morning.when("09:39")
    morning.do("09:50", "resume")
    assert morning.do("09:46", "hold") == "hold"


def test_back_takes_the_go_with_its_times_and_what_belongs_to_its_run(morning: Any) -> None:
    morning.do("09:30", "go")
    morning.do("09:35", "add", 120)
    morning.do("10:00", "go")
    morning.do("10:01", "add", 600)
    morning.do("10:02", "hold")
    morning.do("10:03", "standby", "film")
    assert morning.do("10:04", "back") == "back"
    times = morning.at("10:04")
    assert (times.live, times.state, times.standby) == ("doors", "running", "opening")
    assert morning.line("10:04", "doors").added == 120
    line = morning.line("10:04", "opening")
    assert (line.status, line.actual_start, line.added, line.held) == ("waiting", None, 0, 0)
    assert times.remaining == -120


def test_back_gives_a_call_back_that_its_go_had_spent(morning: Any) -> None:
    morning.do("09:30", "go")
    morning.do("09:35", "standby", "talk")
    morning.do("09:40", "go")
    morning.do("09:41", "back")
    assert (morning.at("09:42").live, called(morning.state())) == ("doors", "talk")


def test_back_twice_and_to_the_beginning(morning: Any) -> None:
    assert morning.do("09:00", "back") == "not_live"
    morning.do("09:30", "go")
    morning.do("09:40", "end")
    assert morning.do("09:41", "back") == "back"
    assert (morning.at("09:42").state, morning.at("09:42").live) == ("before", None)
    assert morning.do("09:43", "back") == "not_live"


def test_an_undone_back_stands_again(morning: Any) -> None:
    morning.do("09:30", "go")
    morning.do("09:40", "go")
    morning.do("09:41", "add", 60)
    morning.do("09:42", "back")
    morning.record([Draft("stage/main", Undone(morning.facts[-1].act))], morning.when("09:43"))
    assert (morning.at("09:44").live, morning.line("09:44", "opening").added) == ("opening", 60)


def test_in_show_mode_an_item_starts_only_when_it_was_called(morning: Any) -> None:
    morning.mode = "show"
    assert morning.do("09:30", "go") == "not_standing_by"
    assert morning.do("09:31", "standby", "doors") == "standby"
    assert morning.do("09:32", "go") == "go"
    assert morning.do("10:00", "go") == "not_standing_by"
    assert morning.at("10:00").standby == "opening"


def test_in_show_mode_the_last_item_says_nothing_after(show: Any, item: Make) -> None:
    day = show([item("A", 10, start="09:00")])
    day.mode = "show"
    day.do("08:59", "standby", "A")
    day.do("09:00", "go")
    assert day.do("09:05", "go") == "nothing_after"


def test_in_show_mode_editing_is_off_and_running_is_not(morning: Any) -> None:
    morning.mode = "show"
    morning.do("09:29", "standby", "doors")
    morning.do("09:30", "go")
    for verb, *words in (("skip", "talk"), ("unskip", "talk"), ("move", "talk", None)):
        assert morning.do("09:31", verb, *words) == "show_mode"
    for verb, *words in (("add", 60), ("hold",), ("resume",), ("end",), ("back",)):
        assert morning.do("09:32", verb, *words) == verb


def test_a_closed_event_runs_nothing(morning: Any) -> None:
    morning.event = "closed"
    for verb, *words in (
        ("go",), ("back",), ("hold",), ("resume",), ("end",), ("add", 60), ("standby", "film"), ("skip", "film"),
        ("unskip", "film"), ("move", "film", None),
    ):  # fmt: skip
        assert morning.do("09:30", verb, *words) == "closed"


def test_nothing_live_has_no_end_no_time_and_no_hold_to_resume(morning: Any) -> None:
    for verb, *words in (("end",), ("add", 60), ("resume",)):
        assert morning.do("09:00", verb, *words) == "not_live"


def test_a_hold_twice_is_running_already_and_after_the_last_item_there_is_none(show: Any, item: Make) -> None:
    day = show([item("A", 10, start="09:00")])
    assert [day.do(at, "hold") for at in ("08:50", "08:51")] == ["hold", "already_running"]
    day.do("09:00", "go")
    assert [day.do(at, "hold", "mic") for at in ("09:01", "09:02")] == ["hold", "already_running"]
    day.do("09:03", "end")
    assert day.at("09:04").state == "ended"
    assert day.do("09:04", "hold") == "not_live"


def test_the_live_item_can_not_be_called_skipped_or_moved(morning: Any) -> None:
    morning.do("09:30", "go")
    for verb, *words in (("standby", "doors"), ("skip", "doors"), ("move", "doors", None)):
        assert morning.do("09:31", verb, *words) == "already_running"
    morning.do("09:32", "go")
    assert morning.do("09:33", "skip", "doors") == "already_running"


def test_items_that_are_not_there(morning: Any) -> None:
    for verb, *words in (
        ("standby", "x"), ("skip", "x"), ("unskip", "x"), ("move", "x", None), ("move", "talk", "x"),
        ("move", "talk", "talk"),
    ):  # fmt: skip
        assert morning.do("09:00", verb, *words) == "no_such_item"


def test_a_skipped_item_is_taken_in_again_before_it_is_called(morning: Any) -> None:
    morning.do("09:00", "skip", "doors")
    assert morning.do("09:01", "standby", "doors") == "no_such_item"
    assert morning.at("09:01").standby == "opening"
    morning.do("09:02", "unskip", "doors")
    assert morning.do("09:03", "standby", "doors") == "standby"


def test_skipping_what_was_called_gives_the_turn_to_the_next(morning: Any) -> None:
    morning.do("09:30", "go")
    morning.do("09:31", "standby", "talk")
    morning.do("09:32", "skip", "talk")
    assert stands_by(morning.state()) == "opening"
    morning.do("09:33", "unskip", "talk")
    assert stands_by(morning.state()) == "opening"


def test_an_item_moved_behind_the_live_one_is_passed_over(morning: Any) -> None:
    morning.do("09:30", "go")
    morning.do("09:31", "go")
    assert morning.do("09:32", "move", "film", "doors") == "move"
    assert items_in_order(morning.state())[0].id == "film"
    assert next_waiting(morning.state()) == "talk"
    morning.do("10:00", "go")
    morning.do("10:30", "go")
    assert morning.do("11:15", "go") == "nothing_after"
    assert morning.do("11:16", "standby", "film") == "standby"
    assert morning.do("12:00", "go") == "go"


def test_a_go_spent_on_a_cue_starts_no_item_and_restarts_the_guard(morning: Any) -> None:
    morning.do("09:30", "go")
    answer = running.go(morning.state(), Moment(morning.when("09:31")), "1.1")
    assert isinstance(answer, Done)
    assert [draft.body for draft in answer.drafts] == [CueWent("1.1", "")]
    morning.record(list(answer.drafts), morning.when("09:31"))
    assert morning.at("09:31").live == "doors"
    assert morning.do("09:31:00.500", "go") == "too_soon"


def test_a_call_makes_go_start_the_item_whatever_cue_is_next(morning: Any) -> None:
    morning.do("09:30", "go")
    morning.do("09:31", "standby", "opening")
    answer = running.go(morning.state(), Moment(morning.when("09:32")), "1.1")
    assert isinstance(answer, Done)
    assert isinstance(answer.drafts[0].body, Went)


def test_facts_name_their_run_and_a_refusal_is_one_fact(morning: Any) -> None:
    morning.do("09:30", "go")
    run = morning.state().runs[-1].id
    morning.do("09:31", "add", -60)
    morning.do("09:32", "standby", "film")
    morning.do("09:32", "standby", "nowhere")
    assert [fact.known for fact in morning.facts[-3:]] == [
        TimeAdded(run, -60, "test"),
        StoodBy("film", run, "test"),
        StageRefused("standby", "no_such_item", "", "test"),
    ]
    assert morning.facts[-1].subject == "stage/main"


def test_the_guard_is_the_events(morning: Any) -> None:
    morning.do("09:30", "go")
    state, at = morning.state(), morning.when("09:30:02")
    assert isinstance(running.go(state, Moment(at, guard=2.5)), running.Refusal)
    assert isinstance(running.go(state, Moment(at, guard=2.0)), Done)
