"""The summary room: the audience large, provisional until closed, as of a time, and written to files."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from console import desk, stage
from data.facts import Draft, GuestAdded, StateSet
from data.journal import EventFile
from data.records import Guest
from screens.app import CallboardApp
from screens.summary import SummaryRoom


@pytest.fixture
def app(file: EventFile, noon: datetime) -> Callable[..., CallboardApp]:
    def start() -> CallboardApp:
        later = noon + timedelta(hours=1)
        return CallboardApp(file.path, room="summary", operator="Kit", now=lambda: later, ascii=True)

    return start


async def settled(pilot: Pilot[None]) -> SummaryRoom:
    for _turn in range(3):
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    room = pilot.app.screen
    assert isinstance(room, SummaryRoom)
    return room


def drawn(pilot: Pilot[None]) -> list[str]:
    strips = pilot.app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip) for strip in strips]


async def test_it_shows_who_came_and_that_it_is_provisional(
    file: EventFile, noon: datetime, app: Callable[..., CallboardApp]
) -> None:
    desk.admit(file, guest="g1", door="main", now=noon, operator="Mei")
    async with app().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        screen = "\n".join(drawn(pilot))
    assert "PROVISIONAL" in screen
    assert "arrived: 1 came + 0 walk-ins + 0 unexpected" in screen
    assert "expected 2, of them absent 1" in screen
    assert "inside now 1, most 1 at 12:00" in screen
    assert "all sums agree" in screen


async def test_a_closed_event_is_final(file: EventFile, noon: datetime, app: Callable[..., CallboardApp]) -> None:
    with file.transaction() as tx:
        tx.append([Draft("event", StateSet("closed"))], at=noon, operator="Ann")
    async with app().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        screen = "\n".join(drawn(pilot))
    assert "PROVISIONAL" not in screen
    assert "CLOSED, final" in screen


async def test_tables_can_be_scrolled_to(file: EventFile, noon: datetime, app: Callable[..., CallboardApp]) -> None:
    stage.go(file, "main", now=datetime(2026, 3, 10, 9, 34, tzinfo=noon.tzinfo), operator="Kit")
    async with app().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert any("Main stage: " in line and "late" in line for line in drawn(pilot))
        await pilot.press("end")
        await settled(pilot)
        assert any("WHAT THESE TABLES LEAVE OUT" in line for line in drawn(pilot))


async def test_hostile_names_are_harmless(file: EventFile, noon: datetime, app: Callable[..., CallboardApp]) -> None:
    name = "Bob [/] X [@click=app.quit] \u202e\x1b[31m\n李立言"
    with file.transaction() as tx:
        bob = Guest(id="b", name=name, category="vip", organisation=name, delegation=name)
        tx.append([Draft("guest/b", GuestAdded(bob, 9))], at=noon, operator="Mei")
    async with app().run_test(size=(80, 60)) as pilot:
        await settled(pilot)
        screen = drawn(pilot)
    assert any("Bob [/] X" in line for line in screen)
    for line in screen:
        assert cell_len(line) == 80
        assert line.isprintable()


async def test_as_of_a_time_and_back(file: EventFile, noon: datetime, app: Callable[..., CallboardApp]) -> None:
    desk.admit(file, guest="g1", door="main", now=noon, operator="Mei")
    async with app().run_test(size=(80, 24)) as pilot:
        room = await settled(pilot)
        room._as_of("11:00")
        await settled(pilot)
        assert room.figures is not None
        assert room.figures.guests.arrived == 0
        assert "as of 2026-03-10 11:00" in drawn(pilot)[0]
        await pilot.press("escape")
        await settled(pilot)
        assert room.figures.guests.arrived == 1


async def test_a_time_that_is_none_changes_nothing(file: EventFile, app: Callable[..., CallboardApp]) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        room = await settled(pilot)
        room._as_of("soon")
        await settled(pilot)
        assert room.as_of is None
        assert any("'soon' is no time" in line for line in drawn(pilot))


async def test_the_files_are_written_to_a_folder(
    file: EventFile, noon: datetime, app: Callable[..., CallboardApp], tmp_path: Path
) -> None:
    desk.admit(file, guest="g1", door="main", now=noon, operator="Mei")
    async with app().run_test(size=(80, 24)) as pilot:
        room = await settled(pilot)
        room._write(str(tmp_path / "paper"))
        await settled(pilot)
        assert any("Written: summary.md, summary.json" in line for line in drawn(pilot))
        (tmp_path / "blocked").write_text("in the way")
        room._write(str(tmp_path / "blocked"))
        await settled(pilot)
        assert any("no such folder; not written" in line for line in drawn(pilot))
    assert json.loads((tmp_path / "paper" / "summary.json").read_text())["guests"]["arrived"] == 1
    assert "arrived in all | 1" in (tmp_path / "paper" / "summary.md").read_text()


async def test_the_as_run_report_is_written(file: EventFile, app: Callable[..., CallboardApp], tmp_path: Path) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("r")
        await settled(pilot)
        assert any("Write the as-run report to:" in line for line in drawn(pilot))
        await pilot.press("escape")
        room = await settled(pilot)
        room._as_run(str(tmp_path / "report.csv"))
        await settled(pilot)
        assert any("Written: report.csv" in line for line in drawn(pilot))
        room._as_run(str(tmp_path / "report.ics"))
        await settled(pilot)
        assert not any("report.ics" in line for line in drawn(pilot))
    assert (tmp_path / "report.csv").read_text(encoding="utf-8-sig").startswith("stage,item,title")
