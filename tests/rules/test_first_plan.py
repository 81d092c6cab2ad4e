"""The report's plan is the one that stood at the first GO, whatever the day made of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from console.rules.recovery import plan_anew
from console.rules.refusals import Refusal
from console.rules.running import Moment
from console.rules.times.first_plan import against_first_plan
from console.rules.times.timing import Timeline
from data.facts import Draft, ItemAdded, ItemEdited, ItemRemoved, Recovered
from data.records import Item

Make = Callable[..., Item]


def reported(day: Any, at: str, first: Any) -> Timeline:
    return against_first_plan(day.at(at), day.state(day.when(at)), first)


def test_a_replan_and_a_recovery_do_not_make_the_day_less_late(show: Any, item: Make) -> None:
    day = show([item("A", 30, start="09:00"), item("B", 30, least=20), item("C", 20, droppable=True)])
    first = day.state()
    day.do("09:10", "go")
    assert reported(day, "09:11", first) == day.at("09:11")
    done = plan_anew.replan(day.state(), Moment(day.when("09:12")))
    assert not isinstance(done, Refusal)
    day.record(list(done.drafts), day.when("09:12"))
    day.record([Draft("stage/main", Recovered("even", {"B": 1200}, ("C",)))], day.when("09:13"))
    day.do("09:40", "go")
    times = reported(day, "09:45", first)
    assert [(f"{line.planned_start:%H:%M}", line.length, line.status) for line in times.items] == [
        ("09:00", 1800, "done"), ("09:30", 1800, "live"), ("10:00", 1200, "skipped"),
    ]  # fmt: skip
    assert f"{times.planned_end:%H:%M}" == "10:20"
    # B began ten late and is expected to end ten early of its thirty minutes: it ends as first planned.
    assert (times.offset, times.why.began, times.why.overrun, times.relative) == (0, 600, -600, -600)
    assert day.at("09:45").offset == 0
    assert (times.expected_end, times.live) == (day.at("09:45").expected_end, "B")


def test_what_came_later_is_held_against_the_plan_it_came_into_and_what_went_is_told(show: Any, item: Make) -> None:
    day = show([item("A", 30, start="09:00"), item("B", 30), item("C", 20)])
    first = day.state()
    day.do("09:00", "go")
    new = item("N", 10)
    day.record([Draft("stage/main", ItemAdded(new, "C"))], day.when("09:05"))
    day.record([Draft("stage/main", ItemEdited(replace(item("C", 40), pos=2), ("length",)))], day.when("09:06"))
    day.record([Draft("stage/main", ItemRemoved("B"))], day.when("09:07"))
    times = reported(day, "09:10", first)
    assert [(line.id, f"{line.planned_start:%H:%M}", line.length, line.status) for line in times.items] == [
        ("A", "09:00", 1800, "live"), ("B", "09:30", 1800, "skipped"), ("N", "09:30", 600, "waiting"),
        ("C", "10:00", 1200, "waiting"),
    ]  # fmt: skip


def test_between_items_and_after_the_last_it_is_the_first_plan_too(show: Any, item: Make) -> None:
    day = show([item("A", 30, start="09:00"), item("B", 30)])
    first = day.state()
    day.do("09:10", "go")
    day.do("09:45", "end")
    done = plan_anew.replan(day.state(), Moment(day.when("09:50")))
    assert not isinstance(done, Refusal)
    day.record(list(done.drafts), day.when("09:50"))
    assert (day.at("09:50").offset, reported(day, "09:50", first).offset) == (0, 1200)
    day.do("09:50", "go")
    day.do("10:20", "end")
    assert (day.at("10:30").offset, reported(day, "10:30", first).offset) == (0, 1200)
