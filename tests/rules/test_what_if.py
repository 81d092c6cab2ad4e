"""What would happen if: the times of a supposition are those of the act itself, and nothing is recorded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from console.rules.recovery.what_if import Supposed, WhatIf, supposed, what_if
from console.rules.refusals import Refusal
from data.records import Item

Make = Callable[..., Item]


@pytest.fixture
def day(show: Any, item: Make) -> Any:
    made = show(
        [item("A", 30, start="09:00"), item("B", 30), item("C", 30, start="10:05"), item("tea", until="11:00")],
        hard_out="11:10",
    )
    made.do("09:00", "go")
    return made


def if_(day: Any, at: str, words: str) -> WhatIf:
    asked = supposed(words.split())
    assert isinstance(asked, Supposed)
    found = what_if(day.state(day.when(at)), day.stage, day.zone.key, day.when(at), asked)
    assert isinstance(found, WhatIf)
    return found


def starts(found: WhatIf) -> dict[str, str]:
    return {line.id: f"{line.expected_start:%H:%M}" for line in found.would_be.items if line.expected_start}


def test_running_over_pushes_what_follows_and_a_fixed_start_takes_it(day: Any) -> None:
    found = if_(day, "09:10", "over 10")
    assert found.said == "Item A runs 10:00 over"
    assert found.as_it_is == day.at("09:10")
    assert starts(found) == {"A": "09:00", "B": "09:40", "C": "10:10", "tea": "10:40"}
    assert (found.would_be.offset, found.would_be.why.overrun) == (600, 600)
    assert found.would_be.hard_out.spare == 600


def test_over_counts_from_the_end_it_is_due_at_however_long_it_is_over(day: Any) -> None:
    assert starts(if_(day, "09:33", "over 10"))["B"] == "09:40"
    assert starts(if_(day, "09:45", "over 20"))["B"] == "09:50"


def test_an_item_to_come_runs_over_starts_late_or_is_given_time(day: Any) -> None:
    assert starts(if_(day, "09:10", "over 10 B"))["C"] == "10:10"
    assert starts(if_(day, "09:10", "late 7 B")) == {"A": "09:00", "B": "09:37", "C": "10:07", "tea": "10:37"}
    assert starts(if_(day, "09:10", "late 7"))["B"] == "09:37"
    assert starts(if_(day, "09:10", "add -5 C"))["tea"] == "10:30"
    assert starts(if_(day, "09:10", "add C -5")) == starts(if_(day, "09:10", "add -5 C"))
    (tea,) = [line for line in if_(day, "09:10", "over 5 tea").would_be.items if line.id == "tea"]
    assert f"{tea.expected_end:%H:%M}" == "11:05"


@pytest.mark.parametrize(
    ("words", "verb", "args"),
    [("add 5", "add", [300]), ("add -5", "add", [-300]), ("skip B", "skip", ["B"]), ("skip", "skip", ["B"])],
)
def test_what_can_be_done_is_supposed_as_it_would_be_done(day: Any, words: str, verb: str, args: list[object]) -> None:
    found = if_(day, "09:10", words)
    day.do("09:10", verb, *args)
    assert found.would_be == day.at("09:10")


def test_a_hold_of_what_is_on(day: Any) -> None:
    found = if_(day, "09:10", "hold 5")
    assert (starts(found)["B"], found.would_be.why.held, found.said) == ("09:35", 300, "the stage is held for 5:00")


def test_a_hold_between_items_costs_only_what_the_plan_does_not_wait_anyway(show: Any, item: Make) -> None:
    made = show([item("A", 30, start="09:00")])
    assert starts(if_(made, "08:50", "hold 5"))["A"] == "09:00"
    assert starts(if_(made, "08:50", "hold 15"))["A"] == "09:05"


@pytest.mark.parametrize(
    "words",
    ["", "over", "over ten", "late -5", "over 0", "hold", "skip A B", "over 1 2 3", "go", "over 99:99"],
)
def test_what_is_not_clear_is_said(words: str) -> None:
    assert isinstance(supposed(words.split()), Refusal)


@pytest.mark.parametrize(
    ("words", "reason"),
    [("late 5 A", "already_running"), ("skip A", "already_running"), ("over 5 X", "no_such_item"),
     ("over 5 B", "not_expected")],
)  # fmt: skip
def test_what_can_not_be_supposed_of_an_item(day: Any, words: str, reason: str) -> None:
    day.do("09:05", "skip", "B")
    asked = supposed(words.split())
    assert isinstance(asked, Supposed)
    now = day.when("09:10")
    found = what_if(day.state(now), day.stage, day.zone.key, now, asked)
    assert isinstance(found, Refusal)
    assert found.reason == reason


def test_after_the_last_there_is_nothing_to_suppose(show: Any, item: Make) -> None:
    made = show([item("A", 30, start="09:00")])
    made.do("09:00", "go")
    made.do("09:20", "end")
    now = made.when("09:30")
    found = what_if(made.state(now), made.stage, made.zone.key, now, Supposed("over", 60))
    assert isinstance(found, Refusal)
    assert found.reason == "nothing_after"


def test_less_over_than_it_is_already_is_no_question(day: Any) -> None:
    now = day.when("09:45")
    found = what_if(day.state(now), day.stage, day.zone.key, now, Supposed("over", 600))
    assert isinstance(found, Refusal) and found.message == "Item A is 15:00 over already: say more than that."
