"""The as-run report's figures: against the first plan, each time an item was on, with what its facts say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from console.rules.reports.as_run import ItemRan
from console.rules.reports.how_it_ran import StageRan, stage_ran, whole_day
from console.rules.spans import adding_up
from console.rules.times.first_plan import against_first_plan
from console.rules.times.plan import walk
from data.facts import Draft, Recovered, Replanned
from data.folds.standing import counted
from data.records import Item

Make = Callable[..., Item]


@pytest.fixture
def day(show: Any, item: Make) -> Any:
    return show([item("A", 30, start="09:00"), item("B", 20), item("C", 10), item("D", 10)])


def ran(show: Any, when: str) -> StageRan:
    now = show.when(when)
    state, times = show.state(now), show.at(when)
    facts = counted(show.facts, "live", now)
    first = show.state(show.when("08:59"))
    planned = against_first_plan(times, state, first)
    return stage_ran(state, times, planned, walk(first, now), facts, ("Main", "主厅"))


def one(found: StageRan, name: str, time: int = 1) -> ItemRan:
    return next(each for each in found.items if each.item == name and each.time in (0, time))


def test_planned_actual_and_what_lies_between(day: Any) -> None:
    day.do("09:04", "go")
    day.do("09:10", "hold", "lectern mic")
    day.do("09:12", "resume")
    day.do("09:39", "go")
    found = one(ran(day, "09:45"), "A")
    assert (found.how, found.late, found.length, found.longer) == ("done", 240, 2100, 300)
    assert (found.held, found.added, found.overrun) == (120, 0, 180)
    assert (found.by, found.source) == ("Kit", "test")
    [hold] = found.holds
    assert (hold.reason, hold.seconds, hold.by, hold.item) == ("lectern mic", 120, "Kit", "A")
    live = one(ran(day, "09:45"), "B")
    assert (live.how, live.end, live.late) == ("live", None, 540)


def test_the_first_plan_stays_what_it_was(day: Any) -> None:
    day.do("09:30", "go")
    day.record([Draft("stage/main", Replanned({}, {"A": 1800.0}))], day.when("09:40"))
    day.record([Draft("stage/main", Recovered("drop", {"C": 300.0}, ("D",)))], day.when("09:41"))
    day.do("10:00", "go")
    found = ran(day, "10:05")
    item = one(found, "B")
    assert f"{item.planned_start:%H:%M} {item.replanned_start:%H:%M}" == "09:30 10:00"
    assert item.late == 1800
    assert one(found, "C").planned_length == 600
    assert one(found, "D").how == "dropped"
    assert [(each.what, each.strategy, each.dropped) for each in found.changes] == [
        ("replanned", "", ()), ("recovered", "drop", ("D",)),
    ]  # fmt: skip


def test_skipped_waiting_and_what_ran_twice_are_told_apart(day: Any) -> None:
    day.do("09:00", "go")
    day.do("09:10", "skip", "C")
    day.do("09:30", "go")
    day.do("09:50", "standby", "A")
    day.do("09:51", "go")
    found = ran(day, "09:55")
    assert [(each.item, each.how, each.time) for each in found.items] == [
        ("A", "done", 1), ("A", "live", 2), ("B", "done", 1), ("C", "skipped", 0), ("D", "waiting", 0),
    ]  # fmt: skip
    totals = found.ran.totals
    assert (totals.ran, totals.skipped, totals.waiting, totals.dropped) == (2, 1, 1, 0)


def test_a_hold_between_items_belongs_to_none(day: Any) -> None:
    day.do("08:59", "hold", "house not open")
    day.do("09:05", "go")
    [hold] = ran(day, "09:10").holds
    assert (hold.item, hold.seconds, hold.reason) == ("", 360, "house not open")


def test_what_was_taken_back_never_happened(day: Any) -> None:
    day.do("09:00", "go")
    day.do("09:05", "add", 300.0)
    assert one(ran(day, "09:06"), "A").added == 300
    day.do("09:07", "back")
    assert one(ran(day, "09:08"), "A").how == "waiting"


def test_the_day_is_its_stages_from_the_first_start_to_the_last_end(day: Any) -> None:
    day.do("09:05", "go")
    for when in ("09:30", "09:50", "10:00"):
        day.do(when, "go")
    day.do("10:15", "end")
    stage = ran(day, "10:20").ran
    assert (stage.state, stage.late_start, stage.late_end) == ("ended", 300, 300)
    whole = whole_day([stage, stage])
    assert (whole.state, whole.late_end, whole.totals.ran) == ("ended", 300, 8)


@pytest.mark.parametrize("parts", [(80.45, 3.4, 0, 0), (-60.6, 0.5, 29.9, 1.1), (0, 0, 0, 0), (0.4, 0.4, 0.4, 0.4)])
def test_reasons_in_whole_seconds_add_up(parts: tuple[float, ...]) -> None:
    total, *whole = adding_up(*parts)
    assert total == sum(whole)
    assert all(abs(a - b) < 1 for a, b in zip(whole, parts, strict=True))
