"""Scanners at the console: wrong keyboards named and got over, codes without an Enter, and the page that tests them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from console.desk import TicketShown, ticket
from console.rules.layouts import LAYOUTS, US
from data import reading
from data.facts import Draft, GuestListed, Refused
from data.journal import EventFile
from data.records import Guest
from screens.scanner_test import ScannerTest
from screens.widgets.scan_input import ScanInput

Opened = Callable[..., Any]
KEY = "g-Iu7Eqttp48Z6qGw"
LINK = f"https://luma.com/check-in/evt-QHXOdahGbvATs1P?pk={KEY}"
AZERTY = "French AZERTY"


def code(file: EventFile, guest: str, noon: datetime) -> str:
    shown = ticket(file, guest, replace=False, now=noon, operator="")
    assert isinstance(shown, TicketShown)
    return shown.code


def under(layout: str, text: str) -> str:
    """What a computer with this keyboard reads from a scanner's US keys."""
    return text.translate({ord(key): character for key, character in zip(US, LAYOUTS[layout], strict=True)})


def wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) for c in text)


def entries(file: EventFile) -> list[str]:
    return [row.fact.subject for row in reading.facts(file.db, kinds=("entered",)) if row.standing]


def refusals(file: EventFile) -> list[str]:
    bodies = [row.fact.known for row in reading.facts(file.db, kinds=("refused",))]
    return [body.code for body in bodies if isinstance(body, Refused)]


@pytest.fixture
def luma(file: EventFile, noon: datetime) -> EventFile:
    with file.transaction() as tx:
        tx.append([Draft("guest/l1", GuestListed(Guest(id="l1", name="Lu Ma", code=LINK), 30))], at=noon, operator="")
    return file


# -- on the day --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("layout", ["fr", "cz", "dvorak", "ru", "ara"])
async def test_a_wrong_keyboard_lets_a_signed_code_in_and_is_named(
    opened: Opened, file: EventFile, noon: datetime, layout: str
) -> None:
    async with opened("desk", size=(140, 40)) as hand:
        await hand.feed(under(layout, code(file, "g1", noon)) + "\r")
        assert entries(file) == ["guest/g1"]
        assert "Wrong keyboard" in hand.text and "English (US)" in hand.text
        assert hand.app.screen.query_one(ScanInput).value == ""
        await hand.feed(code(file, "g2", noon) + "\r")
        assert entries(file) == ["guest/g1", "guest/g2"]
        assert "Wrong keyboard" not in hand.text


async def test_full_width_letters_and_caps_lock_are_named(opened: Opened, file: EventFile, noon: datetime) -> None:
    async with opened("stage", size=(140, 40)) as hand:
        await hand.feed(wide(code(file, "g1", noon)) + "\r")
        assert entries(file) == ["guest/g1"] and "Full-width" in hand.text
        await hand.feed(code(file, "g2", noon).lower() + "\r")
        assert entries(file) == ["guest/g1", "guest/g2"] and "Caps Lock is on" in hand.text


async def test_a_luma_link_comes_through_any_keyboard(opened: Opened, luma: EventFile) -> None:
    sent = [LINK, KEY, LINK.swapcase(), under("de", LINK), under("ru", LINK), "]Q3" + LINK]
    sent.append(LINK.replace("://", "：／／"))
    async with opened("log") as hand:
        for text in sent:
            await hand.feed(text + "\t")
            assert "in already" in hand.text or "IN" in hand.text, text
        assert entries(luma) == ["guest/l1"]
        assert refusals(luma)[-1] == sent[-1]
        assert len(refusals(luma)) == len(sent) - 1


async def test_a_refused_code_says_so_in_the_log(opened: Opened, file: EventFile) -> None:
    nobody = "https://luma.com/check-in/evt-QHX?pk=g-12345678"
    async with opened("desk", size=(140, 40)) as hand:
        await hand.feed(under("fr", nobody) + "\r")
        assert refusals(file) == [under("fr", nobody)]
        assert AZERTY in hand.text
        await hand.press("f6")
        assert AZERTY in hand.text


async def test_words_of_an_input_method_are_typed_into_the_field(opened: Opened, file: EventFile) -> None:
    async with opened("desk") as hand:
        await hand.feed("李立言")
        await hand.type("")
        assert hand.app.screen.query_one(ScanInput).value == "李立言"
        assert refusals(file) == []


@pytest.mark.parametrize("room", ["desk", "stage", "timer"])
async def test_a_code_without_an_enter_is_a_scan(opened: Opened, file: EventFile, noon: datetime, room: str) -> None:
    async with opened(room) as hand:
        await hand.feed(code(file, "g1", noon))
        await hand.type("")
        assert entries(file) == ["guest/g1"]
        if room == "desk":
            assert hand.app.screen.query_one(ScanInput).value == ""


async def test_start_of_text_and_end_of_text_do_nothing_else(opened: Opened, file: EventFile, noon: datetime) -> None:
    async with opened("desk") as hand:
        await hand.feed("\x02" + code(file, "g1", noon) + "\x03\r")
        assert entries(file) == ["guest/g1"]
        assert hand.app.screen is hand.app.screen_stack[0]


@pytest.mark.parametrize("keys", [["ctrl+p"], ["ctrl+l"], ["ctrl+n"], ["f1"]], ids=["palette", "lock", "form", "help"])
async def test_a_scan_is_a_scan_whatever_is_in_front(
    opened: Opened, file: EventFile, noon: datetime, keys: list[str]
) -> None:
    async with opened("desk") as hand:
        await hand.press(*keys)
        front = hand.app.screen
        await hand.feed(under("fr", code(file, "g1", noon)) + "\r")
        await hand.feed(code(file, "g2", noon) + "\n")
        assert entries(file) == ["guest/g1", "guest/g2"]
        assert hand.app.screen is front


# -- the test page -----------------------------------------------------------------------------------------------------
async def open_page(hand: Any) -> ScannerTest:
    await hand.press("f9")
    await hand.press("t")
    assert isinstance(hand.app.screen, ScannerTest)
    return hand.app.screen


async def test_the_page_shows_what_arrived_and_admits_nobody(opened: Opened, file: EventFile, noon: datetime) -> None:
    async with opened("desk", size=(100, 30)) as hand:
        await open_page(hand)
        ours = code(file, "g2", noon)
        await hand.feed("\x02]Q3" + ours + "\r\n")
        await hand.type("")
        assert f"<STX>]Q3{ours}<CR><LF>" in hand.text
        assert "CR LF" in hand.text and "STX ]Q3" in hand.text
        assert "34 in" in hand.text and "ms a key" in hand.text
        assert f"read as    {ours}" in hand.text
        assert "of this event: 李立言  Li Liyan" in hand.text and "all well" in hand.text
        assert entries(file) == [] and refusals(file) == []
        await hand.press("escape")
        assert "scanner  tested 09:30, ends with CR LF" in hand.text
        await hand.feed(ours + "\r")
        assert entries(file) == ["guest/g2"]


async def test_the_page_names_what_is_wrong(opened: Opened, file: EventFile, noon: datetime) -> None:
    async with opened("desk", size=(100, 30)) as hand:
        await hand.press("f9")
        assert "!! scanner  not tested at this console yet" in hand.text
        await open_page(hand)
        await hand.feed(under("fr", code(file, "g1", noon)) + "\r")
        assert AZERTY in hand.text and "U+00E0" in hand.text and "Ada Byron" in hand.text
        assert "all well" not in hand.text
        await hand.press("escape")
        assert "!! scanner  Wrong keyboard" in hand.text
        await open_page(hand)
        await hand.feed(code(file, "g1", noon))
        await hand.type("")
        assert "set the scanner's suffix to Enter" in hand.text
        assert entries(file) == []


async def test_a_prefix_is_found_and_taken_off(opened: Opened, luma: EventFile) -> None:
    async with opened("desk", size=(100, 30)) as hand:
        await open_page(hand)
        await hand.feed("XY" + KEY + "\r")
        assert "no ticket of this event" in hand.text and "XY   ^X takes it off" in hand.text
        await hand.press("ctrl+x")
        await hand.feed("XY" + KEY + "\r")
        assert "of this event: Lu Ma" in hand.text
        await hand.press("escape")
        await hand.feed("XY" + KEY + "\r")
        assert entries(luma) == ["guest/l1"]


async def test_a_scanner_too_slow_is_told_so(opened: Opened, file: EventFile, noon: datetime) -> None:
    async with opened("desk", size=(100, 30)) as hand:
        await open_page(hand)
        for key in "AB12345":
            await hand.press(key)
        await hand.press("enter")
        assert "too slow" in hand.text and "AB12345<CR>" in hand.text
        await hand.press("escape")
        assert "!! scanner  too slow" in hand.text


async def test_older_scans_are_picked(opened: Opened, file: EventFile) -> None:
    async with opened("desk", size=(100, 30)) as hand:
        page = await open_page(hand)
        for n in range(30):
            await hand.feed(f"NUMBER-{n:02}\r")
        assert len(page.seen) == 20
        await hand.press("down", "down")
        assert "read as    NUMBER-27" in hand.text
        await hand.press("up")
        assert "read as    NUMBER-28" in hand.text


async def test_hostile_scans_are_only_shown(opened: Opened, file: EventFile) -> None:
    async with opened("desk", size=(80, 24)) as hand:
        await open_page(hand)
        for bad in ("[b]bold[/b][/]x1", "\x1d\x1e[@click=app.quit]1", "\u202eevil\u202c123", "a" * 900 + "1"):
            await hand.feed(bad + "\r")
            assert all(character.isprintable() or character == "\n" for character in hand.text), bad
            assert "\u202e" not in hand.text
        assert hand.app.is_running
