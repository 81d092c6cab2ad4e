"""The times of a running order, one sentence of the rules a test."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from console.rules.times.timing import timeline
from data.facts import Draft, ItemPlanned, ItemRemoved
from data.records import Item, Stage
from data.states import StageState

Make = Callable[..., Item]


# -- the plan ----------------------------------------------------------------------------------------------------------
def test_an_item_follows_the_end_before_it(morning: Any) -> None:
    assert morning.planned() == {
        "doors": ("09:30", "10:00"),
        "opening": ("10:00", "10:20"),
        "talk": ("10:20", "11:00"),
        "break": ("11:00", "11:15"),
        "film": ("12:00", "13:30"),
    }
    assert [line.gap for line in morning.at("09:00").items] == [0, 0, 0, 0, 2700]
    assert morning.at("09:00").planned_end.hour == 13


def test_with_nothing_before_it_what_follows_starts_at_its_given_start(show: Any, item: Make) -> None:
    assert show([item("A", 10, start="08:00", rule="follows"), item("B", 5)]).planned()["B"] == ("08:10", "08:15")


def test_a_skipped_item_is_looked_through(show: Any, item: Make) -> None:
    day = show([item("A", 30, start="09:00"), item("B", 20), item("C", 10)])
    assert day.do("08:00", "skip", "B") == "skip"
    assert day.planned()["C"] == ("09:30", "09:40")
    assert day.line("08:30", "B").status == "skipped"
    assert day.expected("08:30") == {"A": "09:00", "B": None, "C": "09:30"}
    assert day.do("08:31", "unskip", "B") == "unskip"
    assert day.planned()["C"] == ("09:50", "10:00")


def test_a_skipped_first_item_leaves_the_next_its_given_start(show: Any, item: Make) -> None:
    day = show([item("A", 30, start="09:00", skip=True), item("B", 20, start="09:45", rule="follows")])
    assert day.planned()["B"] == ("09:45", "10:05")


def test_a_start_after_the_fixed_end_leaves_no_length_and_a_conflict(show: Any, item: Make) -> None:
    day = show([item("A", 80, start="10:00"), item("B", until="11:00"), item("C", 10)])
    line = day.line("09:00", "B")
    assert (line.length, line.conflict.seconds) == (0, 1200)
    assert "20:00" in line.conflict.message
    assert day.planned()["B"] == ("11:20", "11:20")
    assert day.planned()["C"] == ("11:20", "11:30")
    assert day.line("09:00", "A").conflict is None


def test_a_gap_is_from_the_latest_end_so_far(show: Any, item: Make) -> None:
    day = show([item("A", 120, start="10:00"), item("B", 15, start="10:30"), item("C", 10, start="12:10")])
    assert [line.gap for line in day.at("09:00").items] == [0, -5400, 600]


def test_moves_apply_in_turn_and_an_anchor_that_is_gone_means_the_end(show: Any, item: Make) -> None:
    day = show([item("A", 10, start="09:00"), item("B", 10), item("C", 10), item("D", 10)])
    day.do("08:00", "move", "D", "B")
    day.do("08:01", "move", "C", "D")
    assert list(day.planned()) == ["A", "C", "D", "B"]
    day.record([Draft("stage/main", ItemRemoved("D"))], day.when("08:02"))
    assert list(day.planned()) == ["A", "B", "C"]
    day.do("08:03", "move", "B", None)
    assert list(day.planned()) == ["A", "C", "B"]


# -- what is live ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("now", "remaining", "phase"),
    [("09:57:59", 121, "normal"), ("09:58", 120, "warning"), ("09:59", 60, "danger"), ("10:00", 0, "danger"),
     ("10:00:01", -1, "over")],
)  # fmt: skip
def test_the_phase_goes_by_what_remains(morning: Any, now: str, remaining: float, phase: str) -> None:
    morning.do("09:30", "go")
    assert (morning.at(now).remaining, morning.at(now).phase) == (remaining, phase)
    assert morning.line(now, "doors").phase == phase


def test_an_items_own_warning_and_danger_count(show: Any, item: Make) -> None:
    day = show([item("A", 30, start="09:00", warning=600, danger=300)])
    day.do("09:00", "go")
    assert [day.at(now).phase for now in ("09:19", "09:20", "09:25")] == ["normal", "warning", "danger"]


def test_time_taken_can_not_end_an_item_before_it_began(morning: Any) -> None:
    morning.do("09:30", "go")
    morning.do("09:31", "add", -3600)
    times = morning.at("09:31")
    assert times.remaining == -1860
    assert morning.line("09:31", "doors").expected_end == morning.when("09:31")
    assert (times.why.added, times.why.overrun, times.offset) == (-3600, 1860, -1740)


def test_a_running_hold_moves_the_end_and_stops_the_clock(morning: Any) -> None:
    morning.do("09:30", "go")
    morning.do("09:40", "hold", "sound")
    assert [morning.at(now).remaining for now in ("09:41", "09:55")] == [1200, 1200]
    assert morning.at("09:55").state == "held"
    assert morning.at("09:55").why.held == 900
    morning.do("09:55", "resume")
    assert morning.at("10:00").remaining == 900
    morning.do("10:01", "hold")
    assert morning.at("10:03").why.held == 1020


def test_go_ends_a_hold(morning: Any) -> None:
    morning.do("09:30", "go")
    morning.do("09:50", "hold")
    morning.do("09:55", "go")
    times = morning.at("10:00")
    assert (times.state, times.live, times.why.held) == ("running", "opening", 0)
    assert morning.line("10:00", "doors").held == 300


def test_a_fixed_end_does_not_move_with_a_late_start_but_with_time_given_and_held(morning: Any) -> None:
    for at in ("09:30", "10:00", "10:20", "11:05"):
        morning.do(at, "go")
    assert (morning.at("11:05").offset, morning.at("11:05").why.began) == (0, 0)
    morning.do("11:06", "add", 180)
    morning.do("11:10", "hold")
    morning.do("11:12", "resume")
    times = morning.at("11:13")
    assert (times.remaining, times.offset) == (420, 300)
    assert (times.why.began, times.why.added, times.why.held, times.why.overrun) == (0, 180, 120, 0)


def test_a_fixed_end_started_after_its_end_is_over_at_once(morning: Any) -> None:
    for at in ("09:30", "10:00", "10:20", "11:20"):
        morning.do(at, "go")
    times = morning.at("11:21")
    assert (times.remaining, times.phase, times.offset) == (-360, "over", 360)
    assert times.why.overrun == 360


def test_a_clock_set_back_ends_nothing_before_it_began(morning: Any) -> None:
    morning.do("09:30", "go")
    state = morning.state()
    times = timeline(state, morning.stage, "Europe/London", morning.when("09:29"))
    assert (times.remaining, times.offset) == (1800, 0)


# -- what is to come ---------------------------------------------------------------------------------------------------
def test_follows_goes_with_the_day_and_fixed_waits_for_its_start(morning: Any) -> None:
    morning.do("09:30", "go")
    morning.do("09:50", "go")
    assert morning.expected("09:50") == {
        "doors": None, "opening": "09:50", "talk": "10:10", "break": "10:50", "film": "12:00",
    }  # fmt: skip
    assert morning.line("09:50", "break").expected_end == morning.when("11:15")


def test_fixed_starts_that_are_past_are_pushed_one_after_the_other(show: Any, item: Make) -> None:
    day = show([item("A", 30, start="10:00"), item("B", 20, start="10:30"), item("C", 20, start="10:50")])
    day.do("10:00", "go")
    assert day.expected("11:30") == {"A": "10:00", "B": "11:30", "C": "11:50"}


def test_a_fixed_end_that_is_past_takes_no_time(morning: Any) -> None:
    for at in ("09:30", "10:00", "10:20"):
        morning.do(at, "go")
    line = morning.line("11:40", "break")
    assert line.expected_start == line.expected_end == morning.when("11:40")
    assert morning.expected("11:40")["film"] == "12:00"


def test_before_the_first_go_what_stands_by_is_expected_at_its_plan_or_now(morning: Any) -> None:
    assert morning.at("09:00").state == "before"
    assert morning.expected("09:00")["doors"] == "09:30"
    assert morning.expected("09:45")["doors"] == "09:45"
    assert (morning.at("09:45").offset, morning.at("09:45").relative) == (900, 900)


def test_a_hold_before_the_first_go_shows_and_ends_with_go(morning: Any) -> None:
    assert morning.do("09:20", "hold", "house not open") == "hold"
    assert (morning.at("09:40").state, morning.at("09:40").offset) == ("held", 600)
    assert morning.do("09:42", "go") == "go"
    times = morning.at("09:42")
    assert (times.state, times.live, times.why.held, times.why.began) == ("running", "doors", 0, 720)


def test_a_hold_between_items(morning: Any) -> None:
    morning.do("09:30", "go")
    morning.do("09:58", "end")
    assert morning.at("09:59").state == "between"
    morning.do("10:00", "hold")
    assert (morning.at("10:05").state, morning.expected("10:05")["opening"]) == ("held", "10:05")
    morning.do("10:06", "resume")
    assert morning.at("10:06").state == "between"


def test_after_an_explicit_end_the_next_waits_for_its_plan(morning: Any) -> None:
    morning.do("09:30", "go")
    morning.do("09:50", "end")
    assert morning.expected("09:52")["opening"] == "10:00"
    assert (morning.at("09:52").live, morning.at("09:52").standby, morning.at("09:52").offset) == (None, "opening", 0)
    assert morning.expected("10:03")["opening"] == "10:03"
    assert morning.at("10:03").offset == 180


def test_items_passed_over_stay_waiting_and_can_still_be_stood_by(morning: Any) -> None:
    morning.do("09:30", "go")
    morning.do("09:40", "standby", "break")
    assert morning.line("09:41", "break").status == "standby"
    assert morning.at("09:41").standby == "break"
    morning.do("10:50", "go")
    assert morning.line("10:51", "talk").status == "waiting"
    assert morning.expected("10:51") == {
        "doors": None, "opening": None, "talk": None, "break": "10:50", "film": "12:00",
    }  # fmt: skip
    assert morning.do("10:55", "standby", "opening") == "standby"
    assert (morning.at("10:56").standby, morning.expected("10:56")["opening"]) == ("opening", None)
    morning.do("11:00", "go")
    # Back at the opening: the talk comes after it, the break has run.
    assert morning.expected("11:00") == {
        "doors": None, "opening": "11:00", "talk": "11:20", "break": None, "film": "12:00",
    }  # fmt: skip
    assert morning.at("11:00").standby == "talk"


def test_an_item_can_run_again(morning: Any) -> None:
    morning.do("09:30", "go")
    morning.do("10:00", "go")
    assert morning.do("10:05", "standby", "doors") == "standby"
    morning.do("10:06", "go")
    line = morning.line("10:06", "doors")
    assert (line.status, line.actual_start, line.actual_end) == ("live", morning.when("10:06"), None)
    assert morning.at("10:06").offset == 36 * 60
    assert morning.at("10:06").standby == "talk"


def test_nothing_live_and_a_call_ahead_walks_on_from_the_call(morning: Any) -> None:
    morning.do("09:00", "standby", "talk")
    assert morning.expected("09:00") == {
        "doors": None, "opening": None, "talk": "10:20", "break": "11:00", "film": "12:00",
    }  # fmt: skip


def test_the_latest_end_of_the_stage(morning: Any) -> None:
    morning.do("09:30", "go")
    assert morning.at("09:30").expected_end == morning.when("13:30")
    morning.do("11:59", "standby", "film")
    morning.do("12:10", "go")
    assert morning.at("12:10").expected_end == morning.when("13:40")


# -- early and late ----------------------------------------------------------------------------------------------------
def test_time_not_used_is_not_early_until_the_next_item_starts(morning: Any) -> None:
    morning.do("09:30", "go")
    assert morning.at("09:40").offset == 0
    morning.do("09:50", "go")
    assert morning.at("09:50").offset == -600


def test_relative_is_less_the_lateness_of_the_first_go_against_its_item(morning: Any) -> None:
    morning.do("09:00", "standby", "opening")
    morning.do("10:07", "go")
    assert (morning.at("10:07").offset, morning.at("10:07").relative) == (420, 0)
    morning.do("10:27", "go")
    morning.do("10:30", "add", 60)
    assert (morning.at("10:30").offset, morning.at("10:30").relative) == (480, 60)


def test_after_the_last_item_the_day_is_as_late_as_that_one_ended(morning: Any) -> None:
    morning.do("11:50", "standby", "film")
    morning.do("12:04", "go")
    assert morning.do("13:28", "end") == "end"
    times = morning.at("13:40")
    assert (times.state, times.live, times.standby, times.next_flag) == ("ended", None, None, None)
    assert (times.offset, times.relative) == (-120, -360)
    assert (times.why.began, times.why.overrun) == (240, -360)
    assert times.expected_end == morning.when("13:28")
    assert morning.line("13:40", "film").status == "done"


def test_the_next_flag_is_after_the_live_item(show: Any, item: Make) -> None:
    day = show(
        [item("A", 10, start="09:00", flag=True), item("B", 10, flag=True), item("C", 10), item("D", 5, flag=True)]
    )
    assert day.at("08:00").next_flag.item == "A"
    day.do("09:00", "go")
    assert (day.at("09:00").next_flag.item, day.at("09:00").next_flag.expected_start) == ("B", day.when("09:10"))
    day.do("09:01", "skip", "B")
    assert day.at("09:01").next_flag.item == "D"


# -- the way out -------------------------------------------------------------------------------------------------------
def test_spare_is_to_the_expected_end(show: Any, item: Make) -> None:
    day = show([item("A", 30, start="10:00"), item("B", 30)], hard_out="11:10")
    day.do("10:15", "go")
    assert (day.at("10:15").hard_out.spare, day.at("10:15").hard_out.at) == (-300, day.when("11:10"))
    day.do("10:20", "add", -600)
    assert day.at("10:20").hard_out.spare == 300


def test_a_hard_out_is_the_first_such_time_after_the_first_start(show: Any, item: Make) -> None:
    assert show([item("A", 60, start="22:00")], hard_out="01:30").at("12:00").hard_out.at.day == 11
    assert show([item("A", 60, start="22:00")], hard_out="22:00").at("12:00").hard_out.at.day == 11
    assert show([item("A", 60, start="22:00")], hard_out="23:00").at("12:00").hard_out.at.day == 10


def test_back_time_is_walked_from_the_end_at_full_and_least_lengths(show: Any, item: Make) -> None:
    day = show(
        [item("A", 30, start="10:00"), item("B", 60, least=40), item("C", 20, least=15), item("D", 10)],
        hard_out="12:30",
    )
    day.do("10:00", "go")
    lines = {line.id: line for line in day.at("10:00").items}
    assert lines["A"].latest_start is None
    assert [lines[each].latest_start for each in "BCD"] == [day.when(at) for at in ("11:00", "12:00", "12:20")]
    assert [lines[each].latest_start_least for each in "BCD"] == [day.when(at) for at in ("11:25", "12:05", "12:20")]


def test_back_time_goes_through_a_gap_and_a_fixed_end(show: Any, item: Make) -> None:
    day = show(
        [item("A", 30, start="10:00"), item("B", until="11:15"), item("C", 45), item("D", 90, start="13:00")],
        hard_out="15:00",
    )
    lines = {line.id: line for line in day.at("09:00").items}
    assert lines["D"].latest_start == day.when("13:30")
    assert lines["C"].latest_start == day.when("12:45")
    # A fixed end costs nothing when it starts late, down to no length at all.
    assert lines["B"].latest_start == day.when("12:45")
    assert lines["A"].latest_start == day.when("12:15")


def test_no_start_will_do_before_a_fixed_one_that_breaks_the_hard_out(show: Any, item: Make) -> None:
    day = show([item("A", 30, start="10:00"), item("B", 60, start="11:00")], hard_out="11:50")
    lines = {line.id: line for line in day.at("09:00").items}
    assert (lines["A"].latest_start, lines["B"].latest_start) == (None, day.when("10:50"))


def test_an_items_own_hard_out_binds_what_is_before_it(show: Any, item: Make) -> None:
    day = show([item("A", 30, start="10:00"), item("B", 30, out="11:10"), item("C", 60)])
    lines = {line.id: line for line in day.at("10:05").items}
    assert lines["B"].hard_out.spare == 300
    assert (lines["A"].latest_start, lines["B"].latest_start) == (day.when("10:10"), day.when("10:40"))
    assert lines["C"].latest_start is None


# -- the calendar ------------------------------------------------------------------------------------------------------
def test_a_day_goes_through_midnight(show: Any, item: Make) -> None:
    day = show([item("A", 60, start="23:00"), item("B", 30), item("C", 30)], hard_out="01:30")
    day.do("23:10", "go")
    day.do("+1 00:15", "go")
    times = day.at("+1 00:20")
    assert (times.live, times.offset, times.remaining) == ("B", 900, 1500)
    assert day.expected("+1 00:20")["C"] == "00:45"
    assert times.hard_out.spare == 900


def test_lengths_are_time_and_not_the_wall_clock_when_the_hour_comes_twice(show: Any, item: Make) -> None:
    autumn = {"day": "2026-10-25"}
    day = show([item("A", 120, start="00:30", **autumn), item("B", 30)], day="2026-10-25")
    assert day.planned()["B"] == ("01:30", "02:00")
    day.do("00:30", "go")
    first, again = (datetime(2026, 10, 25, hour, 15, tzinfo=UTC) for hour in (0, 1))
    at_first, times = (timeline(day.state(), Stage("main"), "Europe/London", now) for now in (first, again))
    assert at_first.now.isoformat() == "2026-10-25T01:15:00+01:00"
    assert times.now.isoformat() == "2026-10-25T01:15:00+00:00"
    assert (at_first.remaining, times.remaining) == (4500, 900)
    assert times.items[0].planned_start.isoformat() == "2026-10-25T00:30:00+01:00"
    assert times.items[1].expected_start.isoformat() == "2026-10-25T01:30:00+00:00"


def test_a_night_over_the_change_of_the_clocks(show: Any, item: Make) -> None:
    eve = {"day": "2026-10-24"}
    order = [item("A", 120, start="23:30", **eve), item("B", 60), item("C", 30, start="+1 02:00", **eve)]
    night = show(order, day="2026-10-24", hard_out="02:45")
    night.do("23:40", "go")
    # The film of two hours that began ten late ends at 01:40 summer time, an hour before 01:40 winter time.
    over = datetime(2026, 10, 25, 0, 45, tzinfo=UTC)
    times = timeline(night.state(), night.stage, "Europe/London", over)
    assert (times.remaining, times.phase, times.offset) == (-300, "over", 900)
    assert [line.expected_start.isoformat() for line in times.items[1:]] == [
        "2026-10-25T01:45:00+01:00",
        "2026-10-25T02:00:00+00:00",
    ]
    assert times.items[1].expected_end.isoformat() == "2026-10-25T01:45:00+00:00"
    assert (times.hard_out.at.isoformat(), times.hard_out.spare) == ("2026-10-25T02:45:00+00:00", 900)
    early = timeline(night.state(), Stage("main", hard_out="01:45"), "Europe/London", over)
    assert early.hard_out.at.isoformat() == "2026-10-25T01:45:00+01:00"


def test_the_other_zone_says_the_same_instants(morning: Any) -> None:
    now = morning.when("09:00")
    there = timeline(morning.state(), morning.stage, "Asia/Shanghai", now)
    assert there.items[0].planned_start.isoformat() == "2026-03-10T17:30:00+08:00"
    assert there.items[0].planned_start == morning.at("09:00").items[0].planned_start


# -- odd orders --------------------------------------------------------------------------------------------------------
def test_a_stage_without_items_has_times_too() -> None:
    now = datetime(2026, 3, 10, tzinfo=UTC)
    times = timeline(StageState("main"), Stage("main", hard_out="17:00"), "Europe/London", now)
    assert (times.state, times.standby, times.items, times.hard_out, times.offset) == ("before", None, (), None, 0)


def test_an_order_whose_items_are_all_skipped_stands_still(show: Any, item: Make) -> None:
    day = show([item("A", 10, start="09:00", skip=True)])
    times = day.at("10:00")
    assert (times.state, times.standby, times.offset, times.expected_end) == ("before", None, 0, None)
    assert day.do("10:00", "go") == "nothing_after"


def test_what_ran_is_not_looked_through_when_the_list_says_skip_later(show: Any, item: Make) -> None:
    day = show([item("A", 30, start="09:00"), item("B", 20)])
    day.do("09:00", "go")
    again = item("A", 30, start="09:00", skip=True)
    day.record([Draft("stage/main", ItemPlanned(again))], day.when("09:05"))
    assert day.at("09:10").live == "A"
    assert day.line("09:10", "A").status == "live"
