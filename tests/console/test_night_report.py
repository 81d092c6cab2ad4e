"""A night over midnight and the change of the clocks, worked out by hand: report, summary and timeline say the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from console import stage
from console.exports.as_run import as_run, as_run_table
from console.exports.as_run_page import apart, as_run_page
from console.exports.running_order import Wanted, running_order
from console.rules.editing.edits import Change, Remove
from console.rules.reports.as_run import ItemRan
from console.summary import summary
from console.summary_page import summary_page
from data.facts import Draft, ItemPlanned
from data.journal import EventFile
from data.moments import zone_named
from data.records import Item
from data.writers.formats import PAGES

BST = datetime(2026, 10, 24, 21, 0, tzinfo=UTC)
"""22:00 in London on the night in which 02:00 becomes 01:00."""


def clock(text: str) -> datetime:
    """`22:04:30` or, after midnight, `25:10`: hours since the day's begin, as if no clock changed."""
    hours, minutes, seconds = (*map(int, text.split(":")), 0)[:3]
    return BST + timedelta(hours=hours - 22, minutes=minutes, seconds=seconds)


@pytest.fixture
def night(file: EventFile) -> EventFile:
    """On `night`: A, B, a break C with fixed times, D, E that can be cut, F, G, and Z, which is taken out. On `late`,
    beside it: X and Y."""
    items = [
        Item("nA", "night", 0, "Opening", "开幕", start=clock("22:00"), length=1200, start_rule="fixed"),
        Item("nB", "night", 1, "Keynote", length=1200),
        Item("nC", "night", 2, "Tea", start=clock("22:50"), end=clock("23:10"), start_rule="fixed", end_rule="fixed"),
        Item("nD", "night", 3, "Film", length=5400),
        Item("nE", "night", 4, "Shorts", length=1800, droppable=True),
        Item("nF", "night", 5, "Talk", length=1200),
        Item("nG", "night", 6, "Late film", length=3000),
        Item("nZ", "night", 7, "Encore", length=300),
        Item("nX", "late", 0, "Side", start=clock("23:30"), length=2700, start_rule="fixed"),
        Item("nY", "late", 1, "Side two", length=2700),
    ]  # fmt: skip
    with file.transaction() as tx:
        tx.append([Draft(f"stage/{item.stage}", ItemPlanned(item)) for item in items], at=clock("20:00"), operator="K")
    return file


@pytest.fixture
def ran(night: EventFile) -> EventFile:
    def do(act: Callable[..., Any], at: str, *more: Any, stage: str = "night") -> None:
        answer = act(night, stage, *more, now=clock(at), operator="Kit")
        assert getattr(answer, "refused", None) is None, answer

    do(stage.go, "22:04:30")
    do(stage.hold, "22:10", "mic dead")
    do(stage.resume, "22:12:30")
    do(stage.add, "22:15", 60.0)
    do(stage.go, "22:29:10")
    do(stage.end, "22:46")
    do(stage.hold, "22:47", "doors")
    do(stage.go, "22:51")
    do(stage.go, "23:11:20")
    do(stage.edit, "23:14", Change("nF", {"length": "15"}))
    do(stage.edit, "23:15", Remove("nZ"))
    do(stage.skip, "23:20", "nE")
    do(stage.go, "23:31", stage="late")
    do(stage.replan, "23:40")
    do(stage.go, "24:50")
    do(stage.back, "24:51")
    do(stage.go, "24:52")
    do(stage.go, "25:06")
    do(stage.hold, "25:50", "lamp")
    do(stage.resume, "26:02")
    return night


NOW = clock("27:00")


def one(file: EventFile, name: str) -> ItemRan:
    return next(each for each in as_run(file, now=NOW).items if each.item == name)


def test_each_item_as_worked_out_by_hand(ran: EventFile) -> None:
    said = [
        (each.item, each.how, each.late, each.length, each.longer, each.added, each.held, each.overrun)
        for each in as_run(ran, now=NOW).items
        if each.stage != "main"
    ]
    assert sorted(said, key=lambda each: each[0][1]) == [
        ("nA", "done", 270, 1480, 280, 60, 150, 70),
        ("nB", "done", 550, 1010, -190, 0, 0, 0),
        ("nC", "done", 60, 1220, 20, 0, 0, 80),
        ("nD", "done", 80, 6040, 640, 0, 0, 640),
        ("nE", "skipped", None, None, None, 0, 0, 0),
        ("nF", "done", -1080, 840, -360, 0, 0, 0),
        ("nG", "live", -1440, None, None, 0, 720, 3120),
        ("nX", "live", 60, None, None, 0, 0, 9840),
        ("nY", "waiting", None, None, None, 0, 0, 0),
        ("nZ", "removed", None, None, None, 0, 0, 0),
    ]
    talk, shorts = one(ran, "nF"), one(ran, "nE")
    assert (talk.planned_length, talk.replanned_length, talk.replanned_start) == (1200, 900, clock("24:41:20"))
    assert (shorts.replanned_start, shorts.replanned_length) == (None, None)


def test_what_changed_the_plan_is_told_from_the_first_go_on(ran: EventFile) -> None:
    changes = [(each.what, each.items, each.fields, each.after) for each in as_run(ran, now=NOW).changes]
    assert changes == [
        ("edited", ("nF",), ("length",), ()), ("removed", ("nZ",), (), ()), ("skipped", ("nE",), (), ()),
        ("replanned", (), (), ("nD",)),
    ]  # fmt: skip
    holds = [(each.item, each.seconds, each.reason) for each in as_run(ran, now=NOW).holds]
    assert holds == [("nA", 150, "mic dead"), ("", 240, "doors"), ("nG", 720, "lamp")]


@pytest.mark.parametrize("at", ["22:10", "22:20", "22:48", "23:16", "23:45", "24:51", "25:55", "27:00"])
def test_report_and_summary_say_the_same_at_every_hour(ran: EventFile, at: str) -> None:
    report, figures = as_run(ran, now=NOW, at=clock(at)), summary(ran, NOW, clock(at))
    last = {each.item: each for each in report.items}
    assert len(figures.programme) == len(last)
    for line in figures.programme:
        mine = last[line.item]
        assert (mine.planned_start, mine.planned_length) == (line.planned_start, line.planned_length)
        assert (mine.start, mine.length, mine.late) == (line.actual_start, line.actual_length, line.late)
    for stage_ran, day in zip(report.stages, figures.stages, strict=True):
        why = stage_ran.why
        assert why is not None
        assert (why.began, why.added, why.held, why.overrun) == (day.began, day.added, day.held, day.overrun)
        times = stage.timeline(ran, day.stage, clock(at), clock(at))
        assert stage_ran.why_now == times.why
        assert stage_ran.state == day.state == times.state


def test_the_day_by_the_first_plan_and_by_the_one_that_stands(ran: EventFile) -> None:
    report = as_run(ran, now=NOW)
    night = next(each for each in report.stages if each.stage == "night")
    assert night.why is not None and night.why_now is not None
    assert (night.why.began, night.why.held, night.why.overrun) == (-1440, 720, 3120)
    assert (night.of, night.planned_end, night.end) == ("nG", clock("26:25"), None)
    text = PAGES["md"](as_run_page(report)).decode()
    assert "nG: +40:00 (began -24:00, held +12:00, over +52:00) against the first plan" in text
    assert "against the plan as it stands now" in text


def test_the_hour_that_the_clocks_show_twice_says_which(ran: EventFile) -> None:
    text = PAGES["md"](as_run_page(as_run(ran, now=NOW))).decode()
    assert "01:50:00 BST | 01:02:00 GMT | 12:00 | lamp" in text
    assert "22:04:30 |" in text
    with ran.reading() as db:
        printed = PAGES["md"](running_order(db, Wanted("night"), now=NOW)).decode()
    assert "22:00 – 01:46:20 BST +1" in printed
    assert "| nG | 00:56:20 +1 |" in printed
    table = apart(as_run_table(as_run(ran, now=NOW)), zone_named("Europe/London"))
    cells = {row[1]: row[table.columns.index("actual_start")] for row in table.rows}
    assert cells["nG"] == "01:06:00 BST"
    assert isinstance(cells["nF"], datetime)


def test_no_page_is_a_second_out_by_its_own_times(night: EventFile) -> None:
    for at in (BST + timedelta(seconds=222.6), BST + timedelta(minutes=25, seconds=10.2)):
        stage.go(night, "night", now=at, operator="Kit")
    # 22:03:42.6 to 22:25:10.2: by the clocks of the page 3:42 late, and 21:28 long.
    printed = PAGES["md"](as_run_page(as_run(night, now=NOW))).decode()
    assert "| 22:03:42 | \\+3:42 | 20:00 | 21:28 |" in printed
    summed = PAGES["md"](summary_page(summary(night, NOW))).decode()
    assert "| 22:03:42 | \\+3:42 | 20:00 | 21:28 |" in summed
