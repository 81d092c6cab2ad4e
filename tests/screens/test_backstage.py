"""The backstage room: what is on, who is next and where, what comes then; large, and only looked at."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from rich.cells import cell_len

from console import desk, speakers, stage
from data.facts import Draft, ItemPlanned, OperatorSet, SlotPlanned
from data.journal import EventFile
from data.kinds.speakers import KitSet
from data.records import Item, Operator, Slot
from screens.widgets.backstage_face import BackstageView, NextUp, backstage_lines

Opened = Callable[..., AbstractAsyncContextManager[Any]]
START = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)


@pytest.fixture
def show(file: EventFile, noon: datetime) -> EventFile:
    """Speakers in both scripts, notes for two departments, a fourth item."""
    slots = [
        Slot("A.1", "A", 0, "Rosa Field", role="host", length=600),
        Slot("B.1", "B", 0, "LIN Qiao", "林巧", "Suzhou Creek", 300, say="lin CHYOW", mic="3", slides=True),
    ]
    items = [
        Item("B", "main", 1, "Opening", "开幕", length=1200, notes_for={"sound": "mic 3 up", "LX": "state 5"}),
        Item("D", "main", 3, "Break", "茶歇", length=600),
    ]
    with file.transaction() as tx:
        tx.append([Draft("stage/main", ItemPlanned(item)) for item in items], at=noon, operator="Kit")
        tx.append([Draft("speakers/main", SlotPlanned(slot)) for slot in slots], at=noon, operator="Kit")
        tx.append([Draft("speakers/main", KitSet("B.1", "slides", "checked"))], at=START, operator="Kit")
    stage.go(file, "main", now=START, operator="Kit")
    speakers.set_state(file, "A.1", "on", now=START, operator="Kit")
    speakers.set_state(file, "B.1", "miked", now=START, operator="Kit")
    return file


async def test_it_says_who_is_next_with_all_that_the_wings_need(show: EventFile, opened: Opened) -> None:
    async with opened("backstage", size=(100, 30)) as hand:
        await hand.second(5 * 60)
        text = hand.text
    for words in (
        "BACKSTAGE", "ON  A", "LEFT, ends 10:00:00", "Doors", "Rosa Field   5:00 left", "NEXT  B",
        "on 10:00, in 25 min",
        "林巧  LIN Qiao", "say lin CHYOW", "microphone 3", "slides checked", "Suzhou Creek", "开幕  Opening", "THEN",
        "10:00  B", "10:20  C", "11:00  D", "NOTES", "sound: mic 3 up", "LX: state 5",
    ):  # fmt: skip
        assert words in text, words
    assert "#   #  ###  #   #  #####  ####" in text  # MIKED
    assert "#####" in text.splitlines()[2] or "#####" in text.splitlines()[3]  # 25:00


async def test_d_shows_the_notes_of_one_department_after_the_other(show: EventFile, opened: Opened) -> None:
    async with opened("backstage", size=(100, 30)) as hand:
        await hand.press("d")
        assert "NOTES for sound" in hand.text and "mic 3 up" in hand.text and "state 5" not in hand.text
        await hand.press("d")
        assert "NOTES for LX" in hand.text and "state 5" in hand.text and "mic 3 up" not in hand.text
        await hand.press("d")
        assert "sound: mic 3 up" in hand.text and "LX: state 5" in hand.text


async def test_another_process_is_followed_and_a_call_stands(show: EventFile, opened: Opened) -> None:
    async with opened("backstage") as hand:
        await hand.second(26 * 60)
        assert "CALL  B" in hand.text
        stage.go(show, "main", now=START + timedelta(minutes=26), operator="Kit")
        hand.app._poll()
        await hand.pilot.pause()
        assert "ON  B" in hand.text


async def test_nothing_private_is_told_and_nobody_signs_in(show: EventFile, opened: Opened, noon: datetime) -> None:
    with show.transaction() as tx:
        tx.append([Draft("event", OperatorSet(Operator("Ann", "lead", "x")))], at=noon, operator="")
    async with opened("backstage", operator="") as hand:
        desk.admit(show, guest="g2", door="main", now=START, operator="Mei")
        hand.app._tell_scan("IN  Li Liyan", "in")
        hand.app._poll()
        await hand.second(3600)
        hand.app.lock_when_idle(hand.clock.at)
        await hand.pilot.pause()
        assert not hand.app.locked
        assert "林巧" in hand.text
        for private in ("Li Liyan", "李立言", "Tell the stage"):
            assert private not in hand.text


async def test_over_on_hold_before_and_after(file: EventFile, opened: Opened) -> None:
    async with opened("backstage") as hand:
        assert "BEFORE THE START" in hand.text and "NEXT IN, 09:30" in hand.text
        stage.go(file, "main", now=START, operator="Kit")
        stage.hold(file, "main", "lectern", now=START + timedelta(seconds=2), operator="Kit")
        hand.app._poll()
        await hand.second(10)
        assert "ON HOLD  A" in hand.text and "on hold 0:0" in hand.text
        stage.resume(file, "main", now=START + timedelta(seconds=12), operator="Kit")
        hand.app._poll()
        await hand.second(3600)
        assert "OVER, was to end" in hand.text
        for name in ("B", "C"):
            stage.skip(file, "main", name, now=START + timedelta(minutes=61), operator="Kit")
        stage.end(file, "main", now=START + timedelta(minutes=62), operator="Kit")
        hand.app._poll()
        await hand.second(120)
        assert "ENDED" in hand.text and "at its end" in hand.text


@pytest.mark.parametrize("size", [(80, 24), (140, 40), (40, 12), (20, 5)])
async def test_it_fits_at_any_size(show: EventFile, opened: Opened, size: tuple[int, int]) -> None:
    async with opened("backstage", size=size) as hand:
        assert all(cell_len(row) <= size[0] for row in hand.rows)
        assert len(hand.rows) == size[1]
        if size[1] >= 12:
            assert "LIN Qiao" in hand.text
            assert "30:00" in hand.text or "####" in hand.text


@pytest.mark.parametrize(("width", "height"), [(80, 24), (140, 40), (40, 12), (60, 30), (12, 3)])
def test_every_line_of_the_face_is_as_wide_as_the_terminal(width: int, height: int) -> None:
    long = "很长的名字 A very long name " * 6
    full = BackstageView(
        long, "LEFT, ends 14:46:10", "$tone-over", long, -36000.0, (long, long),
        NextUp(long, "on 14:36", long, "COMING", "$tone-in", ((long, ""), (long, "bold"))), (long, long),
        ((long, "bold"),) * 3, (long,) * 3, "NOTES", (long,) * 20,
    )  # fmt: skip
    for view in (full, BackstageView()):
        lines = backstage_lines(view, width, height, ascii=True)
        assert len(lines) == height
        assert {line.cell_length for line in lines} <= {width}
