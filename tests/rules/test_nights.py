"""Nights: through midnight and the change of the clocks, forward and back, by an hour and by half of one.

Each figure was worked out by hand; times with an offset are those that clocks show twice, or not at all.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from data.records import Item

Make = Callable[..., Item]
Row = tuple[str, str, float]
"""Id, start ("" follows on), minutes. A start with a `!` is fixed."""


def night(show: Any, item: Make, day: str, zone: str, rows: list[Row], out: str = "") -> Any:
    made = [
        item(ident, minutes, start=start.rstrip("!"), rule="fixed" if "!" in start else "follows", day=day, zone=zone)
        for ident, start, minutes in rows
    ]
    return show(made, hard_out=out, day=day, zone=zone)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_the_hour_that_comes_twice(show: Any, item: Make) -> None:
    """C is planned from 01:30 BST to 01:30 GMT, an hour; it began 01:40 BST, and at 01:20 GMT has 20:00 left."""
    rows = [("A", "23:30!", 60), ("B", "", 60), ("C", "", 60), ("D", "+1 02:30!", 60)]
    day = night(show, item, "2026-10-24", "Europe/London", rows)
    for go in ("23:40", "+1 00:40", "+1 01:40"):
        day.do(go, "go")
    times = day.at("2026-10-25T01:20:00+00:00")
    assert (times.live, times.offset, times.relative, times.remaining) == ("C", 600, 0, 1200)
    c, d = times.items[2:]
    assert (c.planned_start, c.planned_end) == (at("2026-10-25T01:30:00+01:00"), at("2026-10-25T01:30:00+00:00"))
    assert (c.expected_end, d.expected_start) == (at("2026-10-25T01:40:00+00:00"), at("2026-10-25T02:30:00+00:00"))
    assert times.expected_end == at("2026-10-25T03:30:00+00:00")


def test_the_hour_that_is_left_out(show: Any, item: Make) -> None:
    """B is planned from 00:30 GMT to 02:30 BST, an hour; begun five late it has 30:00 left at 02:05 BST."""
    rows = [("A", "23:30!", 60), ("B", "", 60), ("C", "", 30)]
    day = night(show, item, "2026-03-28", "Europe/London", rows, out="03:00")
    day.do("23:30", "go")
    day.do("+1 00:35", "go")
    times = day.at("2026-03-29T02:05:00+01:00")
    assert (times.offset, times.remaining) == (300, 1800)
    a, b, c = times.items
    assert (a.actual_end, a.overrun) == (at("2026-03-29T00:35:00+00:00"), 300)
    assert b.planned_end == at("2026-03-29T02:30:00+01:00")
    assert c.expected_start == at("2026-03-29T02:35:00+01:00") and c.latest_start == at("2026-03-29T02:30:00+01:00")
    assert times.hard_out is not None and times.hard_out.spare == -300


def test_half_an_hour_comes_twice_on_lord_howe(show: Any, item: Make) -> None:
    """02:00 is 01:30 again. B, 01:05 to 02:05 = 01:35, is 10:00 over at 01:45; the gap before D takes it."""
    rows = [("A", "23:00!", 120), ("B", "", 60), ("C", "", 30), ("D", "+1 02:15!", 15)]
    day = night(show, item, "2026-04-04", "Australia/Lord_Howe", rows)
    day.do("23:05", "go")
    day.do("+1 01:05", "go")
    times = day.at("2026-04-05T01:45:00+10:30")
    assert (times.offset, times.relative, times.remaining, times.phase) == (900, 600, -600, "over")
    assert (times.why.began, times.why.overrun) == (300, 600)
    b, c, d = times.items[1:]
    assert b.planned_end == c.planned_start == at("2026-04-05T01:30:00+10:30")
    assert (c.expected_start, c.expected_end) == (at("2026-04-05T01:45:00+10:30"), at("2026-04-05T02:15:00+10:30"))
    assert (d.gap, d.expected_start) == (900, at("2026-04-05T02:15:00+10:30"))


def test_half_an_hour_is_left_out_on_lord_howe(show: Any, item: Make) -> None:
    """23:30 and 150 minutes are 02:30 by the new time; ten late, B ends at the hard out."""
    day = night(show, item, "2026-10-03", "Australia/Lord_Howe", [("A", "23:30!", 150), ("B", "", 30)], out="03:10")
    day.do("23:40", "go")
    times = day.at("+1 00:00")
    assert (times.offset, times.remaining) == (600, 7800)
    a, b = times.items
    assert a.planned_end == b.planned_start == at("2026-10-04T02:30:00+11:00")
    assert b.expected_start == b.latest_start == at("2026-10-04T02:40:00+11:00")
    out = times.hard_out
    assert out is not None and (out.at, out.spare) == (at("2026-10-04T03:10:00+11:00"), 0)


def test_time_taken_in_new_york_s_second_hour(show: Any, item: Make) -> None:
    """23:00 EDT and four hours are 02:00 EST; with 10:00 taken, 01:50 EST, twenty minutes after 01:30 EST."""
    rows = [("A", "23:00!", 240), ("B", "", 20)]
    day = night(show, item, "2026-10-31", "America/New_York", rows, out="02:30")
    day.do("23:00", "go")
    day.do("+1 00:30", "add", -600.0)
    times = day.at("2026-11-01T01:30:00-05:00")
    assert (times.offset, times.why.added, times.remaining) == (-600, -600, 1200)
    assert times.items[1].expected_start == at("2026-11-01T01:50:00-05:00")
    assert times.hard_out is not None and times.hard_out.spare == 1200


def test_a_go_taken_back_before_the_change_is_gone_after_it(show: Any, item: Make) -> None:
    """A was due 01:30 BST; at 01:05 GMT, 35 minutes later, it is on as if nothing had been."""
    rows = [("A", "00:30!", 60), ("B", "", 30), ("C", "", 30)]
    day = night(show, item, "2026-10-25", "Europe/London", rows)
    for time, verb in (("00:30", "go"), ("01:32", "go"), ("01:35", "back")):
        assert day.do(time, verb) == verb
    times = day.at("2026-10-25T01:05:00+00:00")
    assert (times.live, times.standby, times.offset, times.remaining) == ("A", "B", 2100, -2100)
    b, c = times.items[1:]
    assert (b.planned_start, b.expected_start) == (at("2026-10-25T01:30:00+01:00"), at("2026-10-25T01:05:00+00:00"))
    assert c.planned_start == at("2026-10-25T01:00:00+00:00")
    assert times.expected_end == at("2026-10-25T02:05:00+00:00")


@pytest.mark.parametrize(
    ("out", "expected"),
    [
        ("01:15", "2026-10-25T01:15:00+01:00"),  # 00:30 BST: the first 01:15 comes 45 minutes later
        ("00:30", "2026-10-26T00:30:00+00:00"),  # not after the first start: the next day's
    ],
)
def test_a_hard_out_is_the_first_such_time_after_the_first_start(
    show: Any, item: Make, out: str, expected: str
) -> None:
    day = night(show, item, "2026-10-25", "Europe/London", [("A", "00:30!", 60)], out=out)
    assert day.at("00:20").hard_out.at == at(expected)


def test_one_named_in_the_second_hour_comes_within_the_hour(show: Any, item: Make) -> None:
    """From 01:30 BST the next 01:15 is that of GMT, 45 minutes later."""
    day = night(show, item, "2026-10-25", "Europe/London", [("A", "01:30!", 30)], out="01:15")
    assert day.at("00:20").hard_out.at == at("2026-10-25T01:15:00+00:00")


def test_a_hold_over_midnight_ends_with_the_next_go(show: Any, item: Make) -> None:
    day = night(show, item, "2026-03-10", "Europe/London", [("A", "23:30!", 30), ("B", "", 30)])
    day.do("23:30", "go")
    day.do("23:50", "hold", "fire alarm")
    times = day.at("+1 00:05")
    assert (times.state, times.offset, times.remaining, times.why.held) == ("held", 900, 600, 900)
    day.do("+1 00:10", "go")
    times = day.at("+1 00:20")
    assert (times.state, times.offset, times.remaining, times.why.began) == ("running", 600, 1200, 600)
    assert (times.items[0].held, times.items[0].overrun) == (1200, 0)


def test_an_item_is_on_a_second_time_and_another_is_jumped_to(show: Any, item: Make) -> None:
    rows = [("A", "09:00!", 20), ("B", "", 20), ("C", "", 20), ("D", "", 20)]
    day = night(show, item, "2026-03-10", "Europe/London", rows)
    for time, verb, *words in (("09:00", "go"), ("09:20", "go"), ("09:30", "standby", "A"), ("09:31", "go")):
        day.do(time, verb, *words)
    times = day.at("09:40")
    assert (times.live, times.standby, times.offset, times.remaining) == ("A", "C", 1860, 660)
    assert day.expected("09:40") == {"A": "09:31", "B": None, "C": "09:51", "D": "10:11"}
    day.do("09:41", "standby", "D")
    day.do("09:42", "go")
    assert day.expected("09:43") == {"A": None, "B": None, "C": None, "D": "09:42"}
    # D was planned for 10:00: 18:00 early; against the first GO, on time, as much.
    assert (day.at("09:43").offset, day.at("09:43").relative) == (-1080, -1080)
