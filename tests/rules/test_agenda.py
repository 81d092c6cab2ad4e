"""The public agenda: what it tells, what it never does, and how it says a delay."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from console.rules.agenda import Agenda, agenda, delay
from data.records import Item

Make = Callable[..., Item]


@pytest.mark.parametrize(
    ("late", "told"),
    [
        ("0:00", (0, False)), ("1:59", (0, False)), ("2:00", (0, True)), ("4:59", (0, True)), ("5:00", (5, False)),
        ("9:59", (5, False)), ("12:00", (10, False)), ("90:00", (90, False)), ("-1:59", (0, False)),
        ("-2:00", (-5, False)), ("-5:00", (-5, False)), ("-5:01", (-10, False)),
    ],
)  # fmt: skip
def test_who_goes_by_the_board_is_never_too_late(late: str, told: tuple[int, bool]) -> None:
    minutes, seconds = late.removeprefix("-").split(":")
    by = timedelta(minutes=int(minutes), seconds=int(seconds)) * (-1 if late.startswith("-") else 1)
    assert delay(by) == told
    about, _little = told
    assert timedelta(minutes=about) <= max(by, timedelta(0)) or about < 0
    assert about >= 0 or timedelta(minutes=about) <= by


def at(show: Any, when: str) -> Agenda:
    return agenda(show.state(show.when(when)), show.at(when))


@pytest.fixture
def day(show: Any, item: Make) -> Any:
    items = [
        item("A", 30, start="09:00"), item("B", 30), replace(item("Crew", 10), public=False), item("C", 30),
        item("D", 20, start="11:00"),
    ]  # fmt: skip
    return show(items)


def told(found: Agenda) -> list[tuple[str, str, int]]:
    return [(line.item, line.status, line.about) for line in found.lines]


def test_before_it_begins_everything_public_is_to_come(day: Any) -> None:
    found = at(day, "08:00")
    assert told(found) == [("A", "next", 0), ("B", "later", 0), ("C", "later", 0), ("D", "later", 0)]
    assert not found.begun


def test_a_delay_is_told_of_what_it_reaches_and_no_further(day: Any) -> None:
    assert day.do("09:00", "go") == "go"
    found = at(day, "09:47")
    assert told(found) == [("A", "now", 15), ("B", "next", 15), ("C", "later", 15), ("D", "later", 0)]
    now = found.lines[0]
    assert now.expected_end is not None
    assert f"{now.expected_end:%H:%M}" == "09:50"


def test_the_end_of_what_is_on_and_the_start_of_what_follows_are_one_time(day: Any) -> None:
    day.do("09:11", "go")
    now, following, *_rest = at(day, "09:20").lines
    assert f"{now.expected_end:%H:%M}" == "09:40"
    assert f"{following.start + timedelta(minutes=following.about):%H:%M}" == "09:40"
    day.do("09:26", "go")
    now, following, *_rest = at(day, "09:27").lines
    assert f"{now.expected_end:%H:%M} {now.about}" == "09:55 -5"
    assert following.about == -5


def test_what_is_over_or_for_the_crew_is_not_told(day: Any) -> None:
    day.do("09:00", "go")
    day.do("09:30", "go")
    day.do("10:00", "go")  # the crew's own item
    found = at(day, "10:05")
    assert told(found) == [("C", "next", 0), ("D", "later", 0)]


def test_what_was_cut_today_is_said_and_what_never_was_planned_is_not(show: Any, item: Make) -> None:
    day = show([item("A", 30, start="09:00"), item("B", 30), item("C", 30, skip=True), item("D", 30)])
    day.do("08:00", "skip", "B")
    found = at(day, "08:30")
    assert told(found) == [("A", "next", 0), ("B", "cancelled", 0), ("D", "later", 0)]


def test_a_hold_is_a_pause_and_after_the_last_item_it_is_over(day: Any) -> None:
    day.do("09:00", "go")
    day.do("09:10", "hold", "fire alarm")
    assert at(day, "09:12").paused
    day.do("09:13", "resume")
    assert not at(day, "09:14").paused
    day.do("09:20", "end")
    for name in ("B", "Crew", "C", "D"):
        day.do("09:30", "skip", name)
    assert at(day, "09:40").over
