"""Things lent at the desk: given, found by their number, taken back, and never to two people."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from console import desk
from data import tables
from data.journal import EventFile

Opened = Callable[..., Any]


def has(file: EventFile, guest: str) -> list[str]:
    state = tables.guest(file.db, guest)
    assert state is not None
    return [f"{each.item} {each.number}".strip() for each in state.handouts]


async def test_what_the_list_says_is_given_with_two_keys(opened: Opened, embassy: EventFile) -> None:
    async with opened("desk") as hand:
        await hand.type("ji anguo")
        await hand.press("enter")
        assert "give  headset 041" in hand.text
        await hand.press("ctrl+g")
        assert "headset 041" in hand.rows[-1]
        await hand.answer("headset 041")
        assert has(embassy, "li") == ["headset 041"]
        assert "has  headset 041" in hand.text
        await hand.press("ctrl+g")
        assert "BACK from" in hand.rows[-1]
        await hand.answer("headset 041, bag")
        assert has(embassy, "li") == ["bag"]


async def test_the_next_free_number_is_offered(opened: Opened, embassy: EventFile) -> None:
    async with opened("desk") as hand:
        desk.give(embassy, "chen", "headset", "050", now=hand.clock.at, operator="Kit")
        await hand.type("he bing")
        await hand.press("ctrl+g")
        assert "headset 051" in hand.rows[-1]


async def test_a_number_alone_finds_who_has_it(opened: Opened, embassy: EventFile) -> None:
    async with opened("desk") as hand:
        desk.give(embassy, "chen", "headset", "050", now=hand.clock.at, operator="Kit")
        await hand.press("ctrl+g")
        assert "Whose is number" in hand.rows[-1]
        await hand.answer("50")
        await hand.pilot.pause()
        assert "=>" in hand.text and "陈若琳  CHEN Ruolin" in hand.text
        assert "since 09:30" in hand.text
        await asyncio.sleep(0.32)
        await hand.press("ctrl+g")
        await hand.answer("headset 050")
        assert has(embassy, "chen") == []


async def test_a_number_of_another_is_refused_with_whose(opened: Opened, embassy: EventFile) -> None:
    async with opened("desk") as hand:
        desk.give(embassy, "chen", "headset", "050", now=hand.clock.at, operator="Kit")
        await hand.type("he bing")
        await hand.press("ctrl+g")
        await hand.answer("headset 50")
        assert "headset 50 is with" in hand.text and "CHEN" in hand.text
        assert has(embassy, "he") == []


async def test_who_leaves_with_a_thing_is_asked_for_it(opened: Opened, embassy: EventFile) -> None:
    async with opened("desk") as hand:
        await hand.type("he bing")
        await hand.press("enter", "ctrl+g")
        await hand.answer("headset 007")
        await hand.type("he bing")
        await hand.press("ctrl+o")
        assert "take back headset 007" in hand.text and "^G back" in hand.text


async def test_the_list_of_what_is_out(opened: Opened, embassy: EventFile) -> None:
    async with opened("desk") as hand:
        for guest, number in (("chen", "050"), ("he", "007")):
            desk.give(embassy, guest, "headset", number, now=hand.clock.at, operator="Kit")
        hand.app.do("things")
        await hand.pilot.pause()
        assert "2 things are out" in hand.text and "headset 2" in hand.text
        assert hand.text.index("headset 007") < hand.text.index("headset 050")
        await hand.press("down", "enter")
        assert has(embassy, "chen") == [] and has(embassy, "he") == ["headset 007"]
        await hand.press("ctrl+z")
        assert has(embassy, "chen") == ["headset 050"]
        await hand.press("w")  # a letter is the next guest's name
        assert "FIND or SCAN > w" in hand.text
