"""Consoles that only look: in this process and as programs in a terminal of their own, beside one that writes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from console import operators, stage
from console.actions import ROOMS, VIEWS
from data import reading
from data.faults import EventFileError
from data.journal import EventFile
from data.records import Item
from screens.app import CallboardApp
from tests.screens.conftest import Clock, Stagehand

START = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)


@asynccontextmanager
async def looking(file: EventFile, clock: Any, room: str, operator: str = "Kit") -> AsyncIterator[Any]:
    app = CallboardApp(file.path, room=room, operator=operator, ascii=True, now=clock, read_only=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        yield Stagehand(app, pilot, clock)


@pytest.mark.parametrize("room", ROOMS)
async def test_every_room_opens_and_writes_nothing(file: EventFile, clock: Clock, room: str) -> None:
    before = reading.latest(file.db)
    async with looking(file, clock, room) as hand:
        await hand.second(2)
        if room not in ("timer", "agenda"):
            assert "READ ONLY" in hand.rows[0]
    assert reading.latest(file.db) == before


async def test_acts_on_the_stage_are_refused_in_one_sentence(file: EventFile, clock: Clock) -> None:
    before = reading.latest(file.db)
    async with looking(file, clock, "stage") as hand:
        for key in ("space", "s", "h", "plus", "u", "f12"):
            await hand.press(key)
            assert "only looks; nothing was recorded" in hand.text, key
        with pytest.raises(EventFileError, match="READ ONLY"):
            hand.app.screen.act_go()  # past the key
    assert reading.latest(file.db) == before


async def test_a_scan_at_the_desk_is_refused_and_said(file: EventFile, clock: Clock) -> None:
    before = reading.latest(file.db)
    async with looking(file, clock, "desk") as hand:
        hand.app.scanned("EVX-NOT-A-CODE")
        await hand.pilot.pause()
        assert "READ ONLY: this console only looks" in hand.text
    assert reading.latest(file.db) == before


async def test_what_others_do_is_followed(file: EventFile, clock: Clock) -> None:
    async with looking(file, clock, "stage") as hand:
        assert "BEFORE THE START" in hand.text
        stage.go(file, "main", now=START, operator="Kit")
        hand.app._poll()
        await hand.pilot.pause()
        assert "ON  A" in hand.text


async def test_an_item_that_goes_on_by_itself_does_not_by_one_that_looks(
    file: EventFile, clock: Clock, noon: datetime
) -> None:
    from data.facts import Draft, ItemPlanned

    with file.transaction() as tx:
        item = Item("A", "main", 0, "Doors", start=START, length=60, start_rule="fixed", auto=True)
        tx.append([Draft("stage/main", ItemPlanned(item))], at=noon, operator="Kit")
    stage.go(file, "main", now=START, operator="Kit")
    before = reading.latest(file.db)
    async with looking(file, clock, "stage") as hand:
        clock.move(62)
        hand.app.screen.watch_auto()
        await hand.second(1)
        assert "READ ONLY:" not in hand.text
    assert reading.latest(file.db) == before


async def test_roles_hold_where_nothing_can_be_written(file: EventFile, clock: Clock, noon: datetime) -> None:
    operators.add(file, "Ann", "lead", "482913", now=noon, operator="")
    async with looking(file, clock, "stage", operator="Ann") as hand:
        assert "READ ONLY" not in hand.rows[0]  # the lock lies over it
        refused = hand.app.sign_in("Ann", "000000")
        assert refused is not None and "PIN" in refused.message
        assert hand.app.sign_in("Ann", "482913") is None
        hand.app.opened()
        await hand.pilot.pause()
        assert "READ ONLY" in hand.rows[0]


# -- programs of their own ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("room", ["timer", "backstage", "agenda"])
def test_a_view_in_its_own_terminal_follows_the_stage(file: EventFile, console: Callable[..., Any], room: str) -> None:
    shown = {"timer": "next at", "backstage": "BEFORE THE START", "agenda": "Main stage"}
    then = {"timer": "was to end", "backstage": "Doors", "agenda": "NOW"}
    seen = console(file.path, "--room", room, "--read-only", "--stage", "main", "--ascii")
    seen.until(shown[room])
    seen.forget()
    stage.go(file, "main", now=datetime.now(UTC) - timedelta(hours=2), operator="Kit")
    seen.until(then[room])
    assert seen.alive()


def test_a_file_that_can_not_be_written_opens_and_leaves_nothing(
    file: EventFile, console: Callable[..., Any], tmp_path: Path
) -> None:
    file.close()
    folder = tmp_path / "cd"
    folder.mkdir()
    path = folder / "day.callboard"
    path.write_bytes(file.path.read_bytes())
    path.chmod(0o444)
    folder.chmod(0o555)
    try:
        seen = console(path, "--room", "stage", "--read-only", "--ascii")
        seen.until("READ ONLY")
        seen.forget()
        seen.write(b" ")
        seen.until("only looks")
        assert [each.name for each in folder.iterdir()] == ["day.callboard"]
    finally:
        folder.chmod(0o755)


def test_views_are_rooms_that_need_nobody() -> None:
    assert set(VIEWS) <= set(ROOMS)
