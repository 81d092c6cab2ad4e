"""Re-plan: what is expected becomes the plan of what is to come, and what is done afterwards still moves it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.rules.recovery import plan_anew
from console.rules.refusals import Refusal
from console.rules.running import Moment
from data.facts import Draft, ItemEdited, Undone
from data.records import Item

Make = Callable[..., Item]


def replan(day: Any, at: str) -> str:
    """Does it; the word of what became of it."""
    now = day.when(at)
    done = plan_anew.replan(day.state(now), Moment(now))
    if isinstance(done, Refusal):
        return done.reason
    day.record(list(done.drafts), now)
    return "replan"


def planned(day: Any, at: str) -> dict[str, tuple[str, str]]:
    return {line.id: (f"{line.planned_start:%H:%M}", f"{line.planned_end:%H:%M}") for line in day.at(at).items}


def late_day(show: Any, item: Make) -> Any:
    """Ten late with A on; C has a start of its own that swallows five of them."""
    day = show([item("A", 30, start="09:00"), item("B", 30), item("C", 30, start="10:05"), item("D", 30)])
    day.do("09:10", "go")
    return day


def test_the_times_expected_become_the_plan_of_what_is_to_come(show: Any, item: Make) -> None:
    day = late_day(show, item)
    assert replan(day, "09:12") == "replan"
    assert planned(day, "09:12") == {
        "A": ("09:00", "09:30"),
        "B": ("09:40", "10:10"),
        "C": ("10:10", "10:40"),
        "D": ("10:40", "11:10"),
    }
    assert [line.gap for line in day.at("09:12").items] == [0, 0, 0, 0]
    assert day.at("09:12").offset == 600
    day.do("09:40", "go")
    assert day.at("09:40").offset == 0


def test_a_second_time_there_is_nothing_to_do(show: Any, item: Make) -> None:
    day = late_day(show, item)
    replan(day, "09:12")
    assert replan(day, "09:13") == "nothing_to_replan"
    assert replan(day, "09:41") == "replan"
    assert planned(day, "09:41")["B"] == ("09:41", "10:11")


def test_nothing_to_come_is_refused(show: Any, item: Make) -> None:
    day = show([item("A", 30, start="09:00")])
    day.do("09:10", "go")
    assert replan(day, "09:12") == "nothing_after"


def test_an_undo_brings_the_first_plan_back(show: Any, item: Make) -> None:
    day = late_day(show, item)
    before = day.at("09:12")
    replan(day, "09:12")
    day.record([Draft("stage/main", Undone(day.facts[-1].act))], day.when("09:13"))
    assert day.at("09:12") == before


def test_before_the_first_go_the_first_item_moves_and_the_others_with_it(show: Any, item: Make) -> None:
    day = show([item("A", 30, start="09:00"), item("B", 30), item("C", 30, start="12:00")])
    replan(day, "09:20")
    assert planned(day, "09:20") == {"A": ("09:20", "09:50"), "B": ("09:50", "10:20"), "C": ("12:00", "12:30")}


def test_what_is_moved_or_made_longer_afterwards_still_moves_what_follows(show: Any, item: Make) -> None:
    day = show([item("A", 30, start="09:00"), item("B", 30), item("C", 20), item("D", 30)])
    day.do("09:10", "go")
    replan(day, "09:12")
    day.do("09:13", "move", "D", "B")
    assert planned(day, "09:13") == {
        "A": ("09:00", "09:30"), "D": ("09:40", "10:10"), "B": ("10:10", "10:40"), "C": ("10:40", "11:00"),
    }  # fmt: skip
    longer = item("B", 45)
    day.record([Draft("stage/main", ItemEdited(longer, ("length",)))], day.when("09:14"))
    assert planned(day, "09:14")["C"] == ("10:55", "11:15")


def test_between_items_the_plan_goes_on_from_what_ran_last(show: Any, item: Make) -> None:
    day = show([item("A", 30, start="09:00"), item("B", 30), item("C", 30)])
    day.do("09:00", "go")
    day.do("09:30", "end")
    replan(day, "09:45")
    assert planned(day, "09:45") == {"A": ("09:00", "09:30"), "B": ("09:45", "10:15"), "C": ("10:15", "10:45")}


FIXTURES = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@settings(max_examples=150, deadline=None, suppress_health_check=FIXTURES)
@given(
    lengths=st.lists(st.integers(1, 40), min_size=1, max_size=6),
    fixed=st.lists(st.sampled_from([None, None, 0, 15, -5]), min_size=6, max_size=6),
    ends=st.lists(st.booleans(), min_size=6, max_size=6),
    skip=st.integers(0, 9),
    gos=st.lists(st.integers(1, 50), max_size=4),
    call=st.integers(0, 9),
    end=st.booleans(),
    wait=st.floats(0, 900),
)
def test_whatever_is_expected_is_planned_then_and_expected_still(
    show: Any,
    item: Make,
    lengths: list[int],
    fixed: list[int | None],
    ends: list[bool],
    skip: int,
    gos: list[int],
    call: int,
    end: bool,
    wait: float,
) -> None:
    items, at = [], 9 * 60
    for n, (length, own, until) in enumerate(zip(lengths, fixed, ends, strict=False)):
        begin = at + (own or 0)
        start = f"{begin // 60:02}:{begin % 60:02}" if n == 0 or own is not None else ""
        stop = begin + length
        items.append(
            item(f"i{n}", length, start=start, until=f"{stop // 60:02}:{stop % 60:02}" if until and n % 3 == 1 else "",
                 skip=n == skip)
        )  # fmt: skip
        at = begin + length
    day = show(items)
    minutes = 9 * 60
    for gap in gos:
        day.do(f"{minutes // 60:02}:{minutes % 60:02}", "go")
        minutes += gap
    now = f"{minutes // 60:02}:{minutes % 60:02}"
    if call < len(items):
        day.do(now, "standby", f"i{call}")
    if end:
        day.do(now, "end")
    now = f"{now}:{int(wait) % 60:02}.{int(wait * 1000) % 1000:03}"
    before = day.at(now)
    if any(line.conflict for line in before.items):
        return  # such an item may be expected before the start that its planned end depends on
    if replan(day, now) != "replan":
        assert all(
            (line.planned_start, line.planned_end) == (line.expected_start, line.expected_end)
            for line in before.items
            if line.expected_start is not None and line.status != "live"
        )
        return
    after = {line.id: line for line in day.at(now).items}
    for line in before.items:
        will = after[line.id]
        assert (will.expected_start, will.expected_end) == (line.expected_start, line.expected_end)
        if line.expected_start is not None and line.status != "live":
            assert (will.planned_start, will.planned_end) == (line.expected_start, line.expected_end)
        elif line.status in ("live", "done"):
            assert (will.planned_start, will.planned_end) == (line.planned_start, line.planned_end)
