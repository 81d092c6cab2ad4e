"""The speaker timer: what it says without colour, and what it never shows."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from console import desk, messages, speakers, stage
from data.facts import Draft, SlotPlanned
from data.journal import EventFile
from data.records import Slot
from screens.widgets.timer_face import TimerView, timer_lines

START = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)
Opened = Callable[..., AbstractAsyncContextManager[Any]]


def face(view: TimerView, width: int = 80, height: int = 24) -> list[str]:
    return [line.plain for line in timer_lines(view, width, height, ascii=True)]


@pytest.mark.parametrize(("width", "height"), [(80, 24), (140, 40), (40, 12), (20, 5), (200, 60)])
def test_it_fills_the_terminal_exactly(width: int, height: int) -> None:
    view = TimerView("running", -3725.0, "over", "09:30", "LEFT", ("Please come to your last slide " * 3,), "09:30:00")
    lines = timer_lines(view, width, height, ascii=True)
    assert [line.cell_length for line in lines] == [width] * height


def test_larger_terminals_have_larger_digits() -> None:
    view = TimerView("running", 725.0, "normal", "09:30", "LEFT")
    small = sum("#" in row for row in face(view))
    large = sum("#" in row for row in face(view, 140, 40))
    assert small == 10
    assert large == 20


@pytest.mark.parametrize(
    ("phase", "first"),
    [("warning", "#   #   ###   ####"), ("danger", "#   #  ####"), ("over", "###   #   #  #####  ####")],
)
def test_the_phase_is_a_word_in_large_letters(phase: Any, first: str) -> None:
    rows = face(TimerView("running", 30.0, phase, "09:30", "LEFT"))
    assert any(row.strip().startswith(first) for row in rows)


def test_over_has_a_minus() -> None:
    rows = face(TimerView("running", -5.0, "over", "09:30", "LEFT"))
    digits = [row for row in rows if "##" in row][5:]
    assert any(row.strip().startswith("########    ") for row in digits)


async def test_it_counts_the_item_then_the_turn_of_who_is_on(opened: Opened, file: EventFile, noon: datetime) -> None:
    with file.transaction() as tx:
        slot = Slot("A.1", "A", 0, "Ada Byron", length=300)
        tx.append([Draft("speakers/main", SlotPlanned(slot))], at=noon, operator="")
    async with opened("timer") as hand:
        assert "TIME OF DAY" in hand.text and "next at 09:30" in hand.text
        stage.go(file, "main", now=START, operator="Kit")
        hand.app._poll()
        await hand.pilot.pause()
        assert hand.app.screen.query_one("TimerFace").view.figure == 1800
        speakers.set_state(file, "A.1", "on", now=START, operator="Kit")
        hand.app._poll()
        await hand.second(250)
        shown = hand.app.screen.query_one("TimerFace").view
        assert (shown.figure, shown.phase) == (50, "danger")
        assert shown.foot.endswith("ends 09:35")


async def test_it_shows_no_name_and_says_no_scan(opened: Opened, file: EventFile, noon: datetime) -> None:
    with file.transaction() as tx:
        slot = Slot("A.1", "A", 0, "Ada Byron", guest="g1")
        tx.append([Draft("speakers/main", SlotPlanned(slot))], at=noon, operator="")
    stage.go(file, "main", now=START, operator="Kit")
    async with opened("timer") as hand:
        desk.admit(file, guest="g2", door="main", now=START, operator="Mei")
        hand.app._tell_scan("IN  Li Liyan", "in")
        hand.app._poll()
        await hand.second()
        for private in ("Ada", "Li Liyan", "李立言", "Kit", "Doors"):
            assert private not in hand.text


async def test_a_hold_and_a_message_are_seen_and_the_next_go_takes_the_message(opened: Opened, file: EventFile) -> None:
    stage.go(file, "main", now=START, operator="Kit")
    stage.hold(file, "main", "lectern mic", now=START + timedelta(seconds=5), operator="Kit")
    later = START + timedelta(seconds=10)
    messages.send(file, "Please speak slower", to="timer", stage="main", now=later, operator="Kit")
    async with opened("timer") as hand:
        await hand.second(12)
        assert "Please speak slower" in hand.text
        assert "#   #   ###   #      ####" in hand.text  # HOLD
        assert "lectern" not in hand.text
        stage.go(file, "main", now=START + timedelta(seconds=20), operator="Kit")
        hand.clock.move(20)
        hand.app._poll()
        await hand.pilot.pause()
        assert "Please" not in hand.text
