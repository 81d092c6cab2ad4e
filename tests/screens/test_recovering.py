"""The ways to be out in time, laid over the running order: looked at, picked, applied; GO stays GO meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from console import setup, stage
from data import tables
from data.facts import Draft, ItemPlanned, StageSet
from data.journal import EventFile
from data.records import Stage

START = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)
Opened = Callable[..., AbstractAsyncContextManager[Any]]


@pytest.fixture
def late(file: EventFile, clock: Any) -> EventFile:
    """A went on ten minutes late at 09:40, in `edit`; everybody is to be out at 11:00."""
    items = tables.stage(file.db, "main").items
    drafts = [
        Draft("event", StageSet(Stage(id="main", title="Main stage", hard_out="11:00"))),
        Draft("stage/main", ItemPlanned(replace(items["B"], least_length=900, title_alt="开幕式"))),
        Draft("stage/main", ItemPlanned(replace(items["C"], least_length=1200, droppable=True))),
    ]
    with file.transaction() as tx:
        tx.append(drafts, at=START, operator="setup")
    clock.move(600)
    stage.go(file, "main", now=clock.at, operator="Kit")
    clock.move(60)
    return file


async def stood(hand: Any, *keys: str) -> None:
    """Keys pressed when what they are meant for has stood long enough."""
    await asyncio.sleep(0.32)
    await hand.press(*keys)


async def test_r_lays_the_three_ways_over_the_order_with_their_times(opened: Opened, late: EventFile) -> None:
    async with opened() as hand:
        await hand.press("r")
        assert "-- RECOVER 10:00" in hand.text
        names = next(row for row in hand.rows if "EVEN" in row)
        assert all(word in names for word in ("now", "[1 EVEN]", "2 BREAKS", "3 DROP"))
        assert next(row for row in hand.rows if "ends, spare" in row).split()[-8:] == [
            "11:10", "-10:00", "11:00", "+0:00", "11:00", "+0:00", "10:30", "+30:00",
        ]  # fmt: skip
        keynote = next(row for row in hand.rows if "Keynote" in row)
        assert keynote.split()[-6:] == ["10:30", "40:00", "10:28*32:00", "10:25*35:00", "left", "out"]
        assert "LEFT, ends 10:10:00" in hand.text
        assert "START B" in hand.text
        assert "Enter applies it" in hand.text
        await hand.press("escape")
        assert "RECOVER 10:00" not in hand.text
        assert "Keynote" in hand.text


async def test_enter_applies_what_is_picked_as_one_act_and_the_key_bar_names_its_undo(
    opened: Opened, late: EventFile
) -> None:
    async with opened() as hand:
        before = hand.state
        await hand.press("r", "3")
        await stood(hand, "enter")
        assert hand.state.skipped == {"C": True}
        assert "Recovery, drop: 1 item dropped" in hand.text
        assert "RECOVER 10:00" not in hand.text
        await hand.second(9)
        assert "u undo: recovery drop" in hand.text
        await hand.press("u")
        assert replace(hand.state, last_act=None) == replace(before, last_act=None)


async def test_arrows_pick_and_the_first_moment_takes_no_enter(opened: Opened, late: EventFile) -> None:
    async with opened() as hand:
        await hand.press("r")
        await hand.pilot.press("enter")
        assert hand.facts("recovered") == 0
        await hand.press("right")
        assert "[2 BREAKS]" in hand.text
        await hand.press("left", "left", "right", "right", "right")
        assert "[3 DROP]" in hand.text


async def test_space_is_go_while_the_ways_are_shown_and_they_are_worked_out_anew(
    opened: Opened, late: EventFile
) -> None:
    async with opened() as hand:
        await hand.press("r")
        await stood(hand, "space")
        assert hand.state.runs[-1].item == "B"
        assert "-- RECOVER" not in hand.text, "B went early enough: nothing is missed any more"
        assert "Every hard out holds as it is" in hand.text
        assert hand.facts("recovered") == 0


async def test_what_became_other_under_the_finger_takes_no_enter(opened: Opened, late: EventFile) -> None:
    async with opened() as hand:
        await hand.press("r")
        await asyncio.sleep(0.32)
        stage.add(late, "main", 60, now=hand.clock.at, operator="Ann")
        hand.app.screen.renew()
        await hand.pilot.press("enter")
        await hand.pilot.pause()
        assert "-- RECOVER 11:00" in hand.text
        assert hand.facts("recovered") == 0
        await stood(hand, "enter")
        assert hand.facts("recovered") == 1


async def test_in_show_mode_the_word_is_typed(opened: Opened, late: EventFile) -> None:
    setup.set_mode(late, "show", now=START + timedelta(minutes=10), operator="lead")
    async with opened() as hand:
        await hand.press("r")
        assert "Enter applies, asks for a word first" in hand.text
        await stood(hand, "enter")
        assert "Type RECOVER for even" in hand.text
        await hand.answer("no")
        assert hand.facts("recovered") == 0
        await stood(hand, "enter")
        await hand.answer("recover")
        assert hand.facts("recovered") == 1


async def test_with_time_to_spare_or_no_hard_out_it_says_so(opened: Opened, file: EventFile) -> None:
    async with opened() as hand:
        await hand.press("r")
        assert "There is no hard out to be recovered to" in hand.text
        with file.transaction() as tx:
            tx.append([Draft("event", StageSet(Stage(id="main", hard_out="12:00")))], at=START, operator="setup")
        hand.app.screen.renew()
        await hand.press("r")
        assert "Every hard out holds as it is" in hand.text


async def test_replan_is_looked_at_first(opened: Opened, late: EventFile) -> None:
    async with opened() as hand:
        hand.app.do("replan")
        await hand.pilot.pause()
        assert "-- REPLAN: what is expected becomes the plan" in hand.text
        opening = [row for row in hand.rows if "Opening" in row][-1]
        assert "10:00" in opening
        assert "10:10" in opening
        assert hand.facts("replanned") == 0
        await stood(hand, "enter")
        assert hand.facts("replanned") == 1
        assert "2 items are planned as expected now" in hand.text
        await hand.second(9)
        assert "u undo: replan" in hand.text


async def test_what_if_shows_now_and_then_and_changes_nothing(opened: Opened, late: EventFile) -> None:
    async with opened() as hand:
        latest = late.data_version()
        await hand.press("W")
        assert "What if (over 10" in hand.text
        await hand.answer("over 10")
        assert "-- WHAT IF Doors runs 10:00 over" in hand.text
        assert next(row for row in hand.rows if "ends, spare" in row).split()[-4:] == [
            "11:10", "-10:00", "11:20", "-20:00",
        ]  # fmt: skip
        await stood(hand, "enter")
        assert "This is only a look" in hand.text
        await hand.press("escape")
        assert "WHAT IF" not in hand.text
        assert late.data_version() == latest


async def test_what_if_is_about_the_item_picked_and_says_what_it_can_not_read(opened: Opened, late: EventFile) -> None:
    async with opened() as hand:
        await hand.press("W")
        await hand.answer("sideways 3")
        assert "Write what if" in hand.text
        await hand.press("g")
        await hand.answer("C")
        await hand.press("W")
        await hand.answer("late 7")
        assert "-- WHAT IF Keynote starts 7:00 late" in hand.text


async def test_what_is_about_the_list_takes_it_away(opened: Opened, late: EventFile) -> None:
    async with opened() as hand:
        await hand.press("r", "g")
        await hand.answer("C")
        assert "-- RECOVER" not in hand.text
        assert hand.app.screen.order.picked == "C"


async def test_a_long_order_says_what_is_not_shown(opened: Opened, late: EventFile) -> None:
    items = tables.stage(late.db, "main").items
    more = [replace(items["B"], id=f"D{n}", pos=10 + n, title=f"Talk {n}") for n in range(20)]
    with late.transaction() as tx:
        tx.append([Draft("stage/main", ItemPlanned(each)) for each in more], at=START, operator="setup")
    async with opened() as hand:
        await hand.press("r")
        assert "items 1 to" in hand.text
        assert "Talk 10" not in hand.text
        await hand.press(*["down"] * 10)
        assert "Talk 10" in hand.text


async def test_at_140_columns_the_seconds_and_the_differences_stand_too(opened: Opened, late: EventFile) -> None:
    async with opened(size=(140, 40)) as hand:
        await hand.press("r", "2")
        assert "[2 BREAKS]" in hand.text
        opening = [row for row in hand.rows if "Opening" in row][-1]
        assert "10:10:00" in opening
        assert "-5:00" in opening
        assert "开幕式" in opening
