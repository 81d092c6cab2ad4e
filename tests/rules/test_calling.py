"""Calls: when they are due, given, missed or to be given again; and what departments know of an item."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from console.rules import calling, running
from console.rules.calling import Call
from console.rules.refusals import Refusal
from console.rules.running import Done, Moment
from console.rules.times.timing import timeline
from data.kinds.calling import CallGiven
from data.records import Item

USUAL = (300.0, 60.0)


def at(show: Any, text: str) -> dict[tuple[str, str, float], str]:
    """How every call stands at that time, by item, edge and seconds."""
    found = calling.calls(show.state(show.when(text)), show.at(text), USUAL)
    return {(each.item, each.edge, each.before): each.status for each in found}


def due(show: Any, text: str) -> list[tuple[str, str, float]]:
    found = calling.calls(show.state(show.when(text)), show.at(text), USUAL)
    return [(each.item, each.edge, each.before) for each in calling.due(found)]


def give(show: Any, text: str, item: str | None = None) -> Done | Refusal:
    """Gives a call as the act does, and records it."""
    moment = Moment(show.when(text), source="test")
    done = calling.give(show.state(), show.at(text), USUAL, moment, item)
    if isinstance(done, Done):
        show.record(list(done.drafts), moment.at)
    return done


def test_a_call_is_due_so_long_before_the_expected_start(morning: Any) -> None:
    morning.do("09:30", "go")
    assert due(morning, "09:54:59") == []
    assert due(morning, "09:55") == [("opening", "start", 300)]
    assert at(morning, "09:50")["opening", "start", 60] == "coming"


def test_a_later_call_makes_the_earlier_one_missed(morning: Any) -> None:
    morning.do("09:30", "go")
    now = at(morning, "09:59:10")
    assert (now["opening", "start", 300], now["opening", "start", 60]) == ("missed", "due")


def test_the_end_of_the_live_item_is_called_at_its_own_warning_and_danger(item: Any, show: Any) -> None:
    day = show([item("A", 30, start="09:30", warning=180, danger=30), item("B", 10)])
    day.do("09:30", "go")
    assert ("A", "end", 180) in due(day, "09:57")
    assert due(day, "09:59:30") == [("B", "start", 60), ("A", "end", 30)]
    assert at(day, "10:00:01")["A", "end", 30] == "missed", "it is over: nothing to warn of"


def test_an_item_shorter_than_its_warning_is_not_warned_of(item: Any, show: Any) -> None:
    day = show([item("A", 1, start="09:30"), item("B", 10)])
    day.do("09:30", "go")
    assert not [key for key in at(day, "09:30:10") if key[1] == "end"]


def test_an_item_has_its_own_calls_or_none(item: Any, show: Any) -> None:
    day = show([item("A", 30, start="09:30"), item("B", 10, calls=(600.0,)), item("C", 10, calls=())])
    day.do("09:30", "go")
    assert due(day, "09:50") == [("B", "start", 600)]
    assert not [key for key in at(day, "10:05") if key[0] == "C"]


def test_a_given_call_names_who_when_and_for_what_and_is_due_no_more(morning: Any) -> None:
    morning.do("09:30", "go")
    done = give(morning, "09:55:10")
    assert isinstance(done, Done)
    assert done.drafts[0].body == CallGiven("opening", "start", 300, morning.when("10:00"), "", "test")
    found = calling.calls(morning.state(), morning.at("09:55:20"), USUAL)
    first = next(each for each in found if each.before == 300 and each.edge == "start")
    assert (first.status, first.by, first.given_at) == ("given", "Kit", morning.when("09:55:10"))
    assert due(morning, "09:58:59") == [("doors", "end", 120)]
    assert ("opening", "start", 60) in due(morning, "09:59")


def test_all_that_is_due_is_given_in_one_act(morning: Any) -> None:
    morning.do("09:30", "go")
    done = give(morning, "09:59:20")
    assert isinstance(done, Done)
    given = [each.body for each in done.drafts if isinstance(each.body, CallGiven)]
    assert len(given) == len(done.drafts)
    assert [(each.item, each.edge) for each in given] == [("opening", "start"), ("doors", "end")]
    assert due(morning, "09:59:30") == []


def test_with_nothing_due_it_is_refused_and_a_named_item_can_be_called_at_any_time(morning: Any) -> None:
    morning.do("09:30", "go")
    refused = give(morning, "09:40")
    assert isinstance(refused, Refusal) and refused.reason == "nothing_due"
    early = give(morning, "09:40", "opening")
    assert isinstance(early, Done)
    [called] = [each.body for each in early.drafts]
    assert isinstance(called, CallGiven) and called.before == 1200
    assert due(morning, "09:55") == [("opening", "start", 300)], "its own call still comes"
    unknown = give(morning, "09:41", "nowhere")
    assert isinstance(unknown, Refusal) and unknown.reason == "no_such_item"


def test_shortly_before_it_is_due_a_named_call_is_that_call(morning: Any) -> None:
    morning.do("09:30", "go")
    assert isinstance(give(morning, "09:53:30", "opening"), Done)
    assert due(morning, "09:55") == []


def test_what_ran_is_not_to_come(morning: Any) -> None:
    morning.do("09:30", "go")
    morning.do("10:00", "go")
    refused = give(morning, "10:01", "doors")
    assert isinstance(refused, Refusal) and refused.reason == "not_to_come"


def test_time_given_makes_the_call_wait_and_one_that_no_longer_holds_is_due_again(morning: Any) -> None:
    morning.do("09:30", "go")
    give(morning, "09:55")
    morning.do("09:56", "add", 600)
    assert at(morning, "09:57")["opening", "start", 300] == "coming"
    assert due(morning, "10:05") == [("opening", "start", 300)]


def test_a_minute_given_does_not_call_five_minutes_again_but_calls_one_minute_again(morning: Any) -> None:
    morning.do("09:30", "go")
    give(morning, "09:55")
    give(morning, "09:59")
    morning.do("09:59:30", "add", 60)
    now = at(morning, "10:00:10")
    assert now["opening", "start", 300] == "given"
    assert now["opening", "start", 60] == "due"


def test_an_item_that_runs_over_and_a_hold_call_nobody_again(morning: Any) -> None:
    morning.do("09:30", "go")
    give(morning, "09:55")
    give(morning, "09:59")
    assert due(morning, "10:10") == []
    morning.do("10:10", "hold", "a lamp")
    assert due(morning, "10:30") == []


def test_a_hold_that_ends_calls_again_who_was_called_for_another_time(morning: Any) -> None:
    morning.do("09:30", "go")
    give(morning, "09:55")
    morning.do("09:56", "hold", "")
    assert due(morning, "10:20") == []
    morning.do("10:20", "resume")
    assert due(morning, "10:20:01") == [("opening", "start", 300)]


def test_before_the_first_go_the_first_item_is_called_until_it_begins(morning: Any) -> None:
    assert due(morning, "09:25") == [("doors", "start", 300)]
    assert due(morning, "09:45") == [("doors", "start", 60)], "it is late, and nobody was called"
    morning.do("09:45", "go")
    assert "doors" not in {item for item, edge, _b in at(morning, "09:46") if edge == "start"}


def test_taking_a_go_back_brings_the_calls_of_its_run_back(morning: Any) -> None:
    morning.do("09:30", "go")
    give(morning, "09:59")
    morning.do("10:00", "go")
    assert morning.state().given == (), "of what is on nothing is kept"
    give(morning, "10:18", "opening")
    assert at(morning, "10:19")["talk", "start", 60] == "due"
    morning.do("10:19", "back")
    assert at(morning, "10:19")["opening", "start", 60] == "given"
    morning.do("10:19:30", "go")
    assert at(morning, "10:37:30")["opening", "end", 120] == "due", "that was another run"


def test_what_is_called_by_hand_again_after_it_ran_is_called_anew(morning: Any) -> None:
    morning.do("09:30", "go")
    give(morning, "09:59")
    morning.do("10:00", "go")
    morning.do("10:10", "standby", "doors")
    assert ("doors", "start", 300) in due(morning, "10:15:30"), "it comes after what is on"


def test_a_thousand_items_are_only_looked_at(item: Any, show: Any) -> None:
    day = show([item("A", 30, start="09:30"), *[item(f"i{n}", 5) for n in range(60)]])
    day.do("09:30", "go")
    assert {key[0] for key in at(day, "09:30:05")} == {"A"}, "what is far off is not listed"


@pytest.mark.parametrize(
    ("department", "seen"),
    [("", ["sound", "灯光"]), ("sound", ["sound"]), ("SOUND", ["sound"]), ("灯光", ["灯光"]), ("video", [])],
)
def test_notes_are_for_a_department_or_for_all(department: str, seen: list[str]) -> None:
    item = Item("A", "main", 0, "Talk", notes_for={"sound": "mic 3", "灯光": "暗场", "empty": ""})
    assert [note.department for note in calling.notes_of(item, department)] == seen


def test_the_calls_of_a_closed_event_can_not_be_given(morning: Any) -> None:
    moment = Moment(morning.when("09:26"), event="closed")
    refused = calling.give(morning.state(), morning.at("09:26"), USUAL, moment)
    assert isinstance(refused, Refusal) and refused.reason == "closed"


def test_a_call_is_a_value_and_says_where_it_stands(morning: Any) -> None:
    (first, *_rest) = calling.calls(morning.state(), morning.at("09:26"), USUAL)
    assert first == Call(
        "doors", "Item doors", "", "start", 300, morning.when("09:30"), morning.when("09:25"), "due", None, ""
    )
    assert isinstance(running.standby(morning.state(), Moment(morning.when("09:26")), "doors"), Done)


def test_across_a_clock_change_an_hour_is_an_hour(item: Any, show: Any) -> None:
    day = show([item("A", 90, start="00:30", day="2026-10-25"), item("B", 10)], day="2026-10-25")
    day.do("00:30", "go")
    assert at(day, "00:31").get(("B", "start", 300.0)) is None
    night = day.when("00:30") + timedelta(minutes=85)
    times = timeline(day.state(), day.stage, "Europe/London", night)
    (first, *_rest) = calling.due(calling.calls(day.state(), times, USUAL))
    assert (first.item, (first.expected - night).total_seconds()) == ("B", 300), "01:55 summer time, 02:00 is 01:00"
