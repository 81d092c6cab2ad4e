"""Counting to the next break, to lunch, to the next flag, to any item: from the expected times."""

from __future__ import annotations

from typing import Any

import pytest

from console.rules.times.counts import count_to, counts, is_break, is_meal


def test_counts_go_by_what_is_expected_not_by_the_plan(item: Any, show: Any) -> None:
    day = show(
        [
            item("A", 30, start="10:00"),
            item("B", 15, kind="break"),
            item("C", 30, flag=True),
            item("L", 60, kind="lunch"),
            item("D", 30, flag=True),
        ]
    )
    day.do("10:05", "go")
    found = {each.to: (each.item, each.seconds) for each in counts(day.at("10:10"))}
    assert found == {"break": ("B", 1500), "flag": ("C", 2400), "lunch": ("L", 4200)}
    day.do("10:11", "add", 120)
    soon = count_to(day.at("10:11"), "break")
    assert soon is not None and soon.seconds == 1440 + 120


def test_the_break_that_is_on_is_not_counted_to(item: Any, show: Any) -> None:
    day = show([item("A", 30, start="10:00", kind="break"), item("B", 15), item("C", 30, kind="break")])
    day.do("10:00", "go")
    found = count_to(day.at("10:10"), "break")
    assert found is not None and found.item == "C"


def test_any_item_can_be_counted_to_until_it_is_on(morning: Any) -> None:
    morning.do("09:30", "go")
    found = count_to(morning.at("09:40"), "talk")
    assert found is not None and (found.to, found.seconds) == ("item", 2400)
    assert count_to(morning.at("09:40"), "doors") is None
    assert count_to(morning.at("09:40"), "nowhere") is None


def test_a_start_that_is_overdue_is_now_and_never_less(morning: Any) -> None:
    morning.do("09:30", "go")
    found = count_to(morning.at("10:10"), "opening")
    assert found is not None and found.seconds == 0


def test_a_day_without_breaks_has_none() -> None:
    assert not is_break("talk", "Talk")


@pytest.mark.parametrize(
    ("kind", "title", "meal"),
    [
        ("lunch", "Whatever", True),
        ("Meal", "", True),
        ("午餐", "", True),
        ("break", "Lunch break", True),
        ("break", "午餐与交流", True),
        ("break", "Coffee", False),
        ("", "Lunch", True),
        ("", "午餐", True),
        ("", "Lunchtime concert", False),
        ("talk", "Lunch with investors: a talk", False),
        ("break", "Launch", False),
    ],
)
def test_a_meal_is_known_by_its_kind_and_a_break_by_its_title(kind: str, title: str, meal: bool) -> None:
    assert is_meal(kind, title, "") is meal
    assert not meal or is_break(kind, title, ""), "a meal is a break too"


def test_across_a_clock_change_an_hour_is_an_hour(item: Any, show: Any) -> None:
    day = show([item("A", 90, start="00:30", day="2026-10-25"), item("B", 10, kind="break")], day="2026-10-25")
    day.do("00:30", "go")
    found = count_to(day.at("00:31"), "break")
    assert found is not None and found.seconds == 89 * 60, "and not half an hour, as on the wall"
