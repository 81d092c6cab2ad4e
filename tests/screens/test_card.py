"""The guest's card: everything about one guest, corrected line by line, and two rows made one person."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from console import desk
from data import tables
from data.facts import Draft, GuestListed
from data.journal import EventFile
from data.records import Guest
from data.states import GuestState

Opened = Callable[..., Any]


def state(file: EventFile, guest: str) -> GuestState:
    found = tables.guest(file.db, guest)
    assert found is not None
    return found


async def card(hand: Any, words: str, *keys: str) -> None:
    await hand.type(words)
    await hand.press(*keys, "ctrl+d")
    await hand.pilot.pause()


async def test_it_shows_all_and_hides_addresses(opened: Opened, embassy: EventFile) -> None:
    async with opened("desk", size=(80, 40)) as hand:
        desk.admit(embassy, guest="sofia", door="main", now=hand.clock.at, operator="Ann")
        desk.give(embassy, "sofia", "headset", "041", now=hand.clock.at, operator="Ann")
        await hand.feed("SOFIA-0001\r")
        await hand.press("ctrl+d")
        text = hand.text
        assert "== Sofia Lind" in text and "IN  Main entrance" in text
        assert "09:30:00" in text and "by Ann" in text
        assert "headset 041   since 09:30" in text
        assert "Seat her by the aisle" in text and "wheelchair" in text
        assert "no badge yet" in text
        assert "sofia@lind" not in text and "7946" not in text
        assert "s…@l….example" in text and "…4821" in text


async def test_a_line_is_corrected(opened: Opened, embassy: EventFile) -> None:
    async with opened("desk") as hand:
        await card(hand, "he bing")
        await hand.press("enter")
        assert "name of 何冰 HE Bing:" in hand.rows[-1] and "HE Bing" in hand.rows[-1]
        await hand.answer("HE Bin")
        assert state(embassy, "he").guest.name == "HE Bin"
        await hand.press("ctrl+z")
        assert state(embassy, "he").guest.name == "HE Bing"


async def test_a_hidden_address_is_not_lost_by_looking(opened: Opened, embassy: EventFile) -> None:
    async with opened("desk", size=(80, 40)) as hand:
        await hand.feed("SOFIA-0001\r")
        await hand.press("ctrl+d")
        while "=> e-mail" not in hand.text:
            await hand.pilot.press("down")
            await hand.pilot.pause()
        await hand.press("enter")
        assert "sofia@" not in hand.text
        await hand.answer("")
        assert state(embassy, "sofia").guest.email == "sofia@lind.example"


async def test_an_entry_is_taken_back_by_name(opened: Opened, embassy: EventFile) -> None:
    async with opened("desk") as hand:
        desk.admit(embassy, guest="he", door="main", now=hand.clock.at, operator="Ann")
        desk.admit(embassy, guest="chen", door="main", now=hand.clock.at, operator="Ann")
        await card(hand, "he bing")
        await hand.press("up", "up", "enter")
        assert "Take back IN 09:30:00?" in hand.rows[-1]
        await hand.answer("")
        assert state(embassy, "he").passages == () and state(embassy, "chen").passages


async def test_a_new_ticket_voids_the_old_one(opened: Opened, embassy: EventFile) -> None:
    async with opened("desk") as hand:
        old = desk.ticket(embassy, "he", replace=False, now=hand.clock.at, operator="")
        assert isinstance(old, desk.TicketShown)
        await card(hand, "he bing")
        await hand.press("ctrl+r")
        await hand.answer("")
        assert state(embassy, "he").generation == 2 and "ticket 2" in hand.text
        assert old.code[-6:] not in hand.text
        await hand.feed(old.code + "\r")
        assert "replaced" in hand.text
        assert state(embassy, "he").passages == ()


async def test_a_scan_on_the_card_is_a_scan(opened: Opened, embassy: EventFile) -> None:
    async with opened("desk") as hand:
        await card(hand, "he bing")
        await hand.feed("SOFIA-0001\r")
        assert state(embassy, "sofia").inside == ("main",)
        assert "== 何冰" in hand.text and "IN  Sofia Lind" in hand.text


async def test_typing_a_name_on_the_card_looks_for_the_next_guest(opened: Opened, embassy: EventFile) -> None:
    async with opened("desk") as hand:
        await card(hand, "he bing")
        await hand.type("xie")
        assert "FIND or SCAN > xie" in hand.text and "=>" in hand.text


async def test_two_rows_are_one_person(opened: Opened, embassy: EventFile) -> None:
    async with opened("desk") as hand:
        desk.admit(embassy, guest="sofia2", door="main", now=hand.clock.at, operator="Ann")
        desk.undo(embassy, now=hand.clock.at, operator="Ann")
        await hand.feed("SOFIA-0001\r")
        await hand.press("ctrl+d", "ctrl+w")
        await asyncio.sleep(0.1)
        await hand.pilot.pause()
        assert "STAYS" in hand.text and "Lind Photo" in hand.text
        await hand.press("enter")
        assert "The same person" in hand.rows[-1] and "Esc no" in hand.rows[-1]
        await hand.answer("")
        assert state(embassy, "sofia2").merged == "sofia"
        assert state(embassy, "sofia").guest.organisation == "Lind Photo"
        assert "One person now" in hand.text
        await hand.press("ctrl+z")
        assert state(embassy, "sofia2").merged == ""


async def test_a_row_is_never_merged_with_itself(opened: Opened, embassy: EventFile) -> None:
    async with opened("desk") as hand:
        await card(hand, "he bing")
        await hand.press("ctrl+w")
        await asyncio.sleep(0.1)
        await hand.pilot.pause()
        assert "NOBODY ELSE" in hand.text
        await hand.press("enter")
        assert "the row itself" in hand.text
        await hand.press("escape", "escape")
        assert "FIND or SCAN" in hand.text


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_hostile_names_are_only_names_on_every_page(
    opened: Opened, file: EventFile, noon: datetime, size: tuple[int, int]
) -> None:
    bad = "[@click=app.quit]Bob[/] \u202eevil\u202c\x1b[31m\nX " + "长" * 60
    more = dict.fromkeys(
        ("organisation", "title", "delegation", "seat", "host", "attention", "say", "give", "email"), bad
    )
    guests = [Guest(id=f"x{n}", name=f"Xx {bad}", category=bad, code=f"HOSTILE-{n}", **more) for n in range(2)]
    with file.transaction() as tx:
        tx.append([Draft(f"guest/{g.id}", GuestListed(g, 50 + n)) for n, g in enumerate(guests)], at=noon, operator="")
    desk.give(file, "x0", "headset", "7", now=noon, operator=bad)
    desk.call_lead(file, "x0", bad, now=noon, operator=bad)
    async with opened("desk", size=size) as hand:
        await hand.feed("HOSTILE-0\r")
        for keys in (("ctrl+d",), ("ctrl+w",), ("escape", "escape"), ("ctrl+n", "ctrl+r"), ("escape",), ("ctrl+r",)):
            await hand.press(*keys)
            assert all(sign.isprintable() or sign == "\n" for sign in hand.text), keys
            assert "\u202e" not in hand.text
            assert len(hand.rows) == size[1]
        await hand.press("escape")
        hand.app.do("things")
        await hand.pilot.pause()
        assert "\u202e" not in hand.text and "headset 7" in hand.text
        assert hand.app.is_running
