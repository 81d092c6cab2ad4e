"""Paper ticks typed in by hand: the name before Enter, the time that holds, the last one taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from console.paper_list import guest_list
from data import tables
from data.journal import EventFile
from screens.desk.paper_ticks import PaperTicks

Opened = Callable[..., Any]


def passed(hand: Any, guest: str) -> list[str]:
    state = tables.guest(hand.app.file.db, guest)
    assert state is not None
    return [f"{p.way} {p.at:%H:%M}" for p in state.passages]


async def test_numbers_and_times_are_typed_a_line_each(file: EventFile, noon: datetime, opened: Opened) -> None:
    guest_list(file, now=noon, operator="Mei")
    async with opened("desk") as hand:
        hand.clock.at = noon
        hand.app.do("paper")
        await hand.pilot.pause()
        assert isinstance(hand.app.screen, PaperTicks)
        await hand.type("2 11:20")
        assert "IN at 11:20" in hand.text
        assert "LI" in hand.text.upper()
        await hand.press("enter")
        # The time holds for the next line.
        await hand.type("1")
        assert "IN at 11:20" in hand.text
        await hand.press("enter")
        assert (passed(hand, "g1"), passed(hand, "g2")) == (["in 11:20"], ["in 11:20"])
        await hand.type("1 1145 out")
        await hand.press("enter")
        assert passed(hand, "g1") == ["in 11:20", "out 11:45"]
        await hand.press("ctrl+z")
        assert passed(hand, "g1") == ["in 11:20"]
        assert "2 lines written down" in hand.text
        await hand.press("escape")
        assert not isinstance(hand.app.screen, PaperTicks)


async def test_a_number_of_nobody_and_a_time_to_come_are_said(file: EventFile, noon: datetime, opened: Opened) -> None:
    guest_list(file, now=noon, operator="Mei")
    async with opened("desk") as hand:
        hand.clock.at = noon
        hand.app.do("paper")
        await hand.pilot.pause()
        for typed, said in (
            ("77", "No list printed has the number 77"),
            ("1 13:30", "still to come"),
            ("x", "no number"),
        ):
            await hand.type(typed)
            await hand.press("enter")
            assert said in hand.text
            await hand.press(*["backspace"] * len(typed))
        assert passed(hand, "g1") == []


async def test_what_is_refused_is_written_over_by_the_next_line(
    file: EventFile, noon: datetime, opened: Opened
) -> None:
    guest_list(file, now=noon, operator="Mei")
    async with opened("desk") as hand:
        hand.clock.at = noon
        hand.app.do("paper")
        await hand.pilot.pause()
        await hand.type("77 11:00")
        await hand.press("enter")
        await hand.type("1 11:00")
        await hand.press("enter")
        assert passed(hand, "g1") == ["in 11:00"]
