"""Going on by itself: only where it was wanted, at the due end, never on hold, and not unannounced."""

from __future__ import annotations

from typing import Any

import pytest

from console.rules import autogo
from console.rules.autogo import Auto
from console.rules.refusals import Refusal
from console.rules.running import Done, Moment
from data.records import ShowMode


def now(show: Any, text: str, mode: ShowMode = "edit") -> Auto | None:
    return autogo.auto(show.state(show.when(text)), show.at(text), mode)


def switch(show: Any, text: str, on: bool) -> None:
    moment = Moment(show.when(text))
    done = autogo.set_auto(show.state(), moment, on)
    assert isinstance(done, Done)
    show.record(list(done.drafts), moment.at)


@pytest.fixture
def day(item: Any, show: Any) -> Any:
    """A goes on by itself after ten minutes; B does not; C begins at a fixed 11:00 after B."""
    return show([item("A", 10, start="10:00", auto=True), item("B", 10), item("C", 10, start="11:00")])


def test_never_by_default(morning: Any) -> None:
    morning.do("09:30", "go")
    assert now(morning, "09:59:59") is None and now(morning, "10:00:05") is None


def test_it_counts_to_the_due_end_and_is_due_there(day: Any) -> None:
    day.do("10:00", "go")
    before = now(day, "10:09:48")
    assert before is not None
    assert (before.item, before.left, before.status, before.now) == ("B", 12, "counting", False)
    then = now(day, "10:10")
    assert then is not None and then.now


def test_time_given_moves_it(day: Any) -> None:
    day.do("10:00", "go")
    day.do("10:05", "add", 60)
    found = now(day, "10:10")
    assert found is not None and (found.left, found.now) == (60, False)


def test_never_while_held(day: Any) -> None:
    day.do("10:00", "go")
    day.do("10:09:50", "hold", "")
    held = now(day, "10:20")
    assert held is not None and (held.status, held.now) == ("held", False)
    day.do("10:20", "resume")
    found = now(day, "10:20:10")
    assert found is not None and found.now


def test_in_show_mode_it_waits_for_a_standby(day: Any) -> None:
    day.do("10:00", "go")
    found = now(day, "10:10:05", "show")
    assert found is not None and (found.status, found.now) == ("not_standing_by", False)
    day.do("10:10:06", "standby", "B")
    found = now(day, "10:10:07", "show")
    assert found is not None and found.now


def test_a_console_that_comes_late_starts_nothing(day: Any) -> None:
    day.do("10:00", "go")
    assert autogo.WITHIN == 30
    found = now(day, "10:10:30")
    assert found is not None and found.now
    found = now(day, "10:10:31")
    assert found is not None and (found.status, found.now) == ("lapsed", False)


def test_a_fixed_start_that_comes_next_is_waited_for(item: Any, show: Any) -> None:
    day = show([item("A", 10, start="10:00", auto=True), item("B", 10, start="10:30")])
    day.do("10:00", "go")
    found = now(day, "10:10")
    assert found is not None and (found.left, found.now) == (1200, False)
    found = now(day, "10:30")
    assert found is not None and found.now


def test_switched_off_and_on_for_this_run_only(day: Any) -> None:
    day.do("10:00", "go")
    switch(day, "10:05", False)
    found = now(day, "10:10")
    assert found is not None and (found.status, found.now) == ("off", False)
    switch(day, "10:10:01", True)
    found = now(day, "10:10:02")
    assert found is not None and found.now
    day.do("10:10:05", "go")
    assert now(day, "10:20:10") is None, "B does not go on by itself"
    switch(day, "10:20:11", True)
    found = now(day, "10:20:12")
    assert found is not None and found.item == "C"


def test_after_the_last_item_nothing_goes_on(item: Any, show: Any) -> None:
    day = show([item("A", 10, start="10:00", auto=True)])
    day.do("10:00", "go")
    assert now(day, "10:10") is None


def test_it_can_only_be_set_for_what_is_on(day: Any) -> None:
    refused = autogo.set_auto(day.state(), Moment(day.when("09:59")), True)
    assert isinstance(refused, Refusal) and refused.reason == "not_live"


def test_what_was_called_is_what_starts(item: Any, show: Any) -> None:
    day = show([item("A", 10, start="10:00", auto=True), item("B", 10), item("C", 10)])
    day.do("10:00", "go")
    day.do("10:02", "standby", "C")
    found = now(day, "10:10")
    assert found is not None and found.item == "C"
