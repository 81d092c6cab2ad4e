"""The speakers of a stage: their order and times, who is here by which door, and who is called and missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from data.facts import Draft, SlotPlanned
from data.records import Item, Slot


@pytest.fixture
def talks(show: Any, item: Callable[..., Item], talking: Any) -> Any:
    """A panel of three at 10:00 (10, 10 and 20 minutes in 40), then a keynote of one at 10:40 for 20."""
    day = show([item("panel", 40, start="10:00"), item("keynote", 20), item("close", 10)])
    return talking(
        day,
        [
            Slot("p1", "panel", 0, "Lin Qiao", length=600, guest="lin"),
            Slot("p2", "panel", 1, "Rosa Field", length=600, guest="rosa"),
            Slot("p3", "panel", 2, "Yusuf Demir", length=1200),
            Slot("k1", "keynote", 0, "Li Liyan"),
        ],
    )


def test_each_slot_starts_where_the_one_before_it_ends(talks: Any) -> None:
    assert talks.starts("09:00") == {"p1": "10:00", "p2": "10:10", "p3": "10:20", "k1": "10:40"}
    keynote = talks.at("09:00").slots[3]
    assert (keynote.length, keynote.order, keynote.of) == (1200, 1, 1)
    assert [(slot.order, slot.of) for slot in talks.at("09:00").slots[:3]] == [(1, 3), (2, 3), (3, 3)]


def test_slots_without_a_length_share_what_the_others_leave(show: Any, item: Callable[..., Item], talking: Any) -> None:
    day = show([item("panel", 40, start="10:00")])
    planned = [Slot("a", "panel", 0, "A"), Slot("b", "panel", 1, "B", length=1200), Slot("c", "panel", 2, "C")]
    talks = talking(day, planned)
    assert [slot.length for slot in talks.at("09:00").slots] == [600, 1200, 600]


def test_slots_move_with_the_day(talks: Any) -> None:
    assert talks.starts("10:05")["p1"] == "10:05"
    talks.show.do("10:06", "go")
    assert talks.starts("10:06") == {"p1": "10:06", "p2": "10:16", "p3": "10:26", "k1": "10:46"}


def test_who_is_on_counts_from_then_and_the_next_follow(talks: Any) -> None:
    talks.show.do("10:00", "go")
    talks.do("10:02", "set_state", "p1", "on")
    view = talks.at("10:05")
    assert (view.on, view.next, view.slots[0].left) == ("p1", "p2", 420)
    assert talks.starts("10:05") == {"p1": "10:02", "p2": "10:12", "p3": "10:22", "k1": "10:40"}
    assert talks.at("10:15").slots[0].left == -180
    assert talks.starts("10:15")["p2"] == "10:15"
    talks.do("10:16", "set_state", "p1", "off")
    assert talks.starts("10:17") == {"p1": None, "p2": "10:17", "p3": "10:27", "k1": "10:40"}


def test_a_hold_stops_the_speakers_time_too(talks: Any) -> None:
    talks.show.do("10:00", "go")
    talks.do("10:00", "set_state", "p1", "on")
    before = talks.at("10:02").slots[0].left
    assert before is not None
    talks.show.do("10:02", "hold", "a microphone")
    assert talks.at("10:06").slots[0].left == before
    talks.show.do("10:06", "resume")
    assert talks.at("10:07").slots[0].left == before - 60


def test_slots_past_the_items_end_are_said(talks: Any) -> None:
    assert talks.at("09:00").items[0].past == 0
    talks.show.do("10:00", "go")
    talks.do("10:01", "set_state", "p1", "on")
    panel = talks.at("10:01").items[0]
    assert (panel.past, panel.message) == (60, "slots run 1:00 past the item's end")
    talks.show.do("10:02", "add", 60)
    assert talks.at("10:02").items[0].message == ""


def test_who_is_absent_takes_no_time(talks: Any) -> None:
    talks.do("09:30", "set_state", "p1", "absent")
    assert talks.starts("09:30")["p2"] == "10:00"
    assert talks.at("09:30").next == "p2"


def test_one_on_stage_puts_the_one_before_off_in_the_same_act(talks: Any) -> None:
    talks.show.do("10:00", "go")
    talks.do("10:00", "set_state", "p1", "on")
    talks.do("10:10", "set_state", "p2", "on")
    assert talks.states("10:10") == {"p1": "off", "p2": "on", "p3": "away", "k1": "away"}
    assert len({fact.act for fact in talks.facts[-2:]}) == 1


def test_coming_in_at_a_door_is_here_and_leaving_the_list_of_the_hand_set_alone(talks: Any) -> None:
    talks.do("09:00", "set_state", "p1", "coming", talks.show.when("09:40"))
    assert talks.at("09:10").slots[0].expected == talks.show.when("09:40")
    talks.arrives("09:30", "lin")
    first = talks.at("09:31").slots[0]
    assert (first.state, first.arrived, first.expected) == ("here", talks.show.when("09:30"), None)
    assert [arrival.guest for arrival in talks.at("09:31").arrivals] == ["lin"]
    talks.do("09:35", "set_state", "p1", "miked")
    talks.arrives("09:40", "lin")
    assert talks.states("09:41")["p1"] == "miked"


def test_undoing_the_admission_takes_here_back(talks: Any) -> None:
    talks.arrives("09:30", "rosa")
    assert talks.states("09:31")["p2"] == "here"
    talks.guests.clear()
    assert talks.states("09:31")["p2"] == "away"


def test_what_was_set_by_hand_after_the_arrival_stands(talks: Any) -> None:
    talks.arrives("09:30", "lin")
    talks.do("09:40", "set_state", "p1", "away")
    assert talks.states("09:41")["p1"] == "away"
    talks.arrives("09:45", "lin", way="out")
    assert talks.states("09:46")["p1"] == "away"
    talks.arrives("09:50", "lin")
    assert talks.states("09:51")["p1"] == "here"


@pytest.mark.parametrize(
    ("state", "risky"),
    [("away", True), ("coming", True), ("absent", True), ("here", False), ("miked", False), ("ready", False)],
)
def test_at_risk_is_called_and_not_here(talks: Any, state: str, risky: bool) -> None:
    talks.do("09:00", "set_state", "p2", state)
    # With the first one there, the second is on at 10:10 and called fifteen minutes before.
    assert "p2" not in talks.at("09:44").at_risk
    assert ("p2" in talks.at("09:55").at_risk) == risky


def test_the_call_time_is_the_events_and_the_soonest_is_first(talks: Any) -> None:
    assert talks.at("09:45").at_risk == ("p1",)
    assert talks.at("09:44").at_risk == ()
    assert talks.at("09:44", call=40).at_risk == ("p1", "p2", "p3")
    assert talks.at("09:44").slots[0].call == talks.show.when("09:45")


def test_moving_within_the_item(talks: Any) -> None:
    assert talks.do("09:00", "move", "p3", "p1") == "move"
    assert talks.starts("09:00") == {"p3": "10:00", "p1": "10:20", "p2": "10:30", "k1": "10:40"}
    assert talks.do("09:01", "move", "p3", None) == "move"
    assert list(talks.starts("09:01")) == ["p1", "p2", "p3", "k1"]
    assert talks.do("09:02", "move", "p1", "k1") == "no_such_slot"
    assert talks.do("09:02", "move", "p1", "p1") == "no_such_slot"
    assert talks.do("09:02", "move", "x", None) == "no_such_slot"
    assert list(talks.starts("09:02")) == ["p1", "p2", "p3", "k1"]


def test_somebody_else_takes_a_slot_and_begins_away(talks: Any) -> None:
    talks.arrives("09:30", "rosa")
    assert talks.do("09:40", "put_in", "p2", "Ann Lee") == "put_in"
    second = talks.at("09:41").slots[1]
    assert (second.name, second.replaced, second.state, second.guest) == ("Ann Lee", "Rosa Field", "away", "")


def test_a_slot_of_no_item_in_the_order_is_shown_without_times(talks: Any) -> None:
    talks.record([Draft("speakers/main", SlotPlanned(Slot("x1", "gone", 0, "Nobody's")))], talks.show.when("00:01"))
    last = talks.at("09:00").slots[-1]
    assert (last.id, last.expected_start, last.at_risk) == ("x1", None, False)


def test_times_go_through_the_hour_that_comes_twice(show: Any, item: Callable[..., Item], talking: Any) -> None:
    day = show([item("A", 120, start="00:30", day="2026-10-25")], day="2026-10-25")
    talks = talking(day, [Slot("a", "A", 0, "A", length=5400), Slot("b", "A", 1, "B", length=1800)])
    second = talks.at("00:00").slots[1]
    assert second.expected_start is not None
    assert second.expected_start.isoformat() == "2026-10-25T01:00:00+00:00"
