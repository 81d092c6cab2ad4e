"""The frame around the rooms: keys from one table, help, palette, lock, quitting, clocks, other people's changes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from textual.widgets import Input

from console import actions
from console import stage as running
from console.desk import admit
from console.setup import set_mode
from data import reading
from data.files import open_event
from data.journal import EventFile
from screens.app import room_class
from screens.bursts import BurstReader, Keys, Pressed, Scan, Step, Where
from screens.widgets.bigtext import GLYPHS, HEIGHT, big
from screens.widgets.plain import draw_ascii, plain, shown, two_scripts

Opened = Callable[..., Any]


# -- the table ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("room", actions.ROOMS)
def test_a_key_means_one_act_in_a_room(room: str) -> None:
    keys = [key for row in actions.of_room(room) for key in row.keys]
    assert len(keys) == len(set(keys))


def test_nothing_lies_beside_space_and_the_desk_has_no_plain_letters() -> None:
    show = {key for row in actions.table() if set(row.rooms) & {"stage", "cues"} for key in row.keys}
    assert not show & set("cvbnmCVBNM")
    desk = {key for row in actions.table() if "desk" in row.rooms for key in row.keys}
    assert not {key for key in desk if len(key) == 1}


def test_every_act_that_a_room_carries_out_has_its_row() -> None:
    for room in actions.ROOMS:
        rows = {row.id for row in actions.of_room(room)}
        acts = {name.removeprefix("act_") for name in dir(room_class(room)) if name.startswith("act_")}
        assert acts <= rows, room


def test_the_readme_table_has_every_row_that_is_built() -> None:
    built = [row for row in actions.table() if not row.later]
    assert actions.table_markdown().count("\n") == len(built) + 2


def test_key_names() -> None:
    assert [actions.key_name(key) for key in ("ctrl+o", "f12", "space", "X", "question_mark")] == [
        "^O", "F12", "Space", "X", "?",
    ]  # fmt: skip


# -- a burst, key by key -----------------------------------------------------------------------------------------------
def typed(reader: BurstReader, text: str, every: float, start: float = 10.0, where: Where = "room") -> list[Step]:
    steps: list[Step] = []
    for place, character in enumerate(text):
        key = {"\r": "enter", "\t": "tab", "\n": "ctrl+j", " ": "space"}.get(character, character)
        steps += reader.take(place, Pressed(key, character, start + place * every), where)
    return steps


def test_a_scanner_is_told_from_a_person_by_its_pace() -> None:
    assert typed(BurstReader(), "ABC1234\r", 0.002) == [Scan("ABC1234")]
    slow = typed(BurstReader(), "ABC1234\r", 0.12)
    assert [step.numbers for step in slow if isinstance(step, Keys)] == [(0,), (1,), (2,), (3,), (4,), (5,), (6,), (7,)]


def test_somebody_who_types_fast_is_no_scanner() -> None:
    assert not any(isinstance(step, Scan) for step in typed(BurstReader(), "ABC1234\r", 0.045))


def test_a_burst_that_waited_for_the_program_is_one_scan() -> None:
    """The pause between two keys was the program's own: it was busy, and read the second one as soon as it was free."""
    reader = BurstReader()
    steps = typed(reader, "ABC1", 0.002)
    for place, key in enumerate(("2", "3", "4", "enter")):
        free = 10.3 + place * 0.002
        steps += reader.take(4 + place, Pressed(key, "\r" if key == "enter" else key, free + 0.001, free), "room")
    assert steps == [Scan("ABC1234")]


def test_five_keys_are_no_scan() -> None:
    steps = typed(BurstReader(), "hsXE2\r", 0.002)
    assert [step.numbers for step in steps if isinstance(step, Keys)] == [(0, 1, 2, 3, 4), (5,)]


def test_leading_zeros_stay() -> None:
    assert typed(BurstReader(), "00001234\t", 0.003) == [Scan("00001234")]


def test_a_key_held_down_is_given_back() -> None:
    reader = BurstReader()
    steps = typed(reader, "jjjjjj", 0.033)
    assert steps and all(isinstance(step, Keys) for step in steps)


def test_space_is_never_held() -> None:
    assert typed(BurstReader(), " ", 0.002) == [Keys((0,))]


def test_a_carriage_return_and_a_line_feed_end_one_scan() -> None:
    assert typed(BurstReader(), "ABC1234\r\n", 0.002) == [Scan("ABC1234")]


def test_full_width_letters_are_a_code_too() -> None:
    assert typed(BurstReader(), "ＥＶ１２３４５\r", 0.002) == [Scan("ＥＶ１２３４５")]


def test_the_first_key_shows_in_the_field_and_is_taken_back() -> None:
    steps = typed(BurstReader(), "ABC1234\r", 0.002, where="field")
    assert steps == [Keys((0,)), Scan("ABC1234", leaked=1)]


def test_a_burst_cut_in_two_is_one_scan() -> None:
    reader = BurstReader()
    steps = typed(reader, "EV0123456789ABCD", 0.001)
    steps += typed(reader, "EFGHJKMNPQRSTV\r", 0.001, start=10.4)
    assert steps == [Scan("EV0123456789ABCDEFGHJKMNPQRSTV")]


# -- the frame ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("room", actions.ROOMS)
async def test_every_room_stands_at_80_by_24(opened: Opened, room: str) -> None:
    async with opened(room) as hand:
        assert len(hand.rows) == 24
        assert hand.app.current_mode == room


async def test_rooms_by_their_keys(opened: Opened) -> None:
    async with opened("desk") as hand:
        for key, room in (("f3", "stage"), ("f6", "log"), ("f9", "setup"), ("f2", "desk")):
            await hand.press(key)
            assert hand.app.current_mode == room


async def test_ctrl_q_and_escape_stop_nothing(opened: Opened) -> None:
    async with opened("stage") as hand:
        await hand.press("ctrl+q", "escape", "ctrl+c", "escape")
        assert hand.app.is_running


async def test_help_has_this_room_first(opened: Opened) -> None:
    async with opened("stage") as hand:
        await hand.press("f1")
        text = hand.text
        assert text.index("STAGE") < text.index("GO")
        await hand.press("escape")
        assert "HELP" not in hand.text.splitlines()[0]


async def test_the_lock_hides_every_name_and_scans_count(opened: Opened, file: EventFile) -> None:
    admit(file, guest="g1", door="main", now=datetime.fromisoformat("2026-03-10T09:00+00:00"), operator="Mei")
    async with opened("desk") as hand:
        assert "Ada Byron" in hand.text
        await hand.press("ctrl+l")
        assert "Ada" not in hand.text
        await hand.press("f6")
        assert "Ada" not in hand.text
        await hand.feed("NOBODYS-CODE\r")
        assert "STOP" in hand.text
        assert len(list(reading.facts(file.db, kinds=("refused",)))) == 1
        await hand.press("ctrl+l")
        assert "Ada Byron" in hand.text


async def test_a_scan_in_another_room_goes_to_the_desk(opened: Opened, file: EventFile) -> None:
    async with opened("log") as hand:
        await hand.feed("NOBODYS-CODE\r")
        assert "STOP" in hand.rows[-1]
        await hand.press("f2")
        assert "No ticket or guest has this code" in hand.text


async def test_quitting_asks_while_an_item_is_live(opened: Opened, file: EventFile) -> None:
    async with opened("stage") as hand:
        running.go(file, "main", now=hand.clock.at, operator="Kit")
        hand.app.do("quit")
        await hand.pilot.pause()
        assert "Live now: Doors" in hand.text
        await hand.pilot.press("enter")  # meant for what stood there before
        await hand.pilot.pause()
        assert hand.app.is_running and "Live now" in hand.text
        await hand.feed("NOBODYS-CODE\r")
        assert hand.app.is_running and "Live now" in hand.text
        await hand.press("n")
        assert "Live now" not in hand.text


async def test_another_process_is_seen_within_half_a_second(opened: Opened, file: EventFile) -> None:
    async with opened("desk") as hand:
        assert "IN 0 of 2" in hand.text
        other = open_event(file.path)
        admit(other, guest="g1", door="main", now=hand.clock.at, operator="Ann")
        other.close()
        for _turn in range(50):
            await asyncio.sleep(0.01)
            if "IN 1 of 2" in hand.text:
                break
        assert "IN 1 of 2" in hand.text


async def test_what_is_dangerous_wants_a_typed_word_in_show_mode(opened: Opened, file: EventFile) -> None:
    set_mode(file, "show", now=datetime.fromisoformat("2026-03-10T09:00+00:00"), operator="Kit")
    async with opened("setup") as hand:
        await hand.press("s")
        assert "Type STATE" in hand.text
        await hand.answer("no")
        assert "Nothing was done" in hand.text


async def test_mode_is_chosen_in_setup(opened: Opened) -> None:
    async with opened("setup") as hand:
        await hand.press("m")
        await hand.answer("dry")
        assert hand.app.mode == "dry"


async def test_the_palette_finds_acts_guests_and_items(opened: Opened) -> None:
    async with opened("desk") as hand:
        for words, seen in (("theme", "Dark, light"), ("byron", "guest, shown at the desk"), ("keynote", "C  Keynote")):
            await hand.press("ctrl+p")
            hand.app.screen.query_one(Input).value = words
            for _turn in range(60):
                await asyncio.sleep(0.02)
                if seen in hand.text:
                    break
            assert seen in hand.text, words
            await hand.press("escape")


async def test_the_palette_puts_the_act_of_that_name_first(opened: Opened) -> None:
    async with opened("stage") as hand:
        await hand.press("ctrl+p")
        hand.app.screen.query_one(Input).value = "back"
        for _turn in range(60):
            await asyncio.sleep(0.02)
            # Until then the list is what stands there before anything is typed.
            if "Fire the next cue" not in hand.text and "Take this room's latest act back" in hand.text:
                break
        assert hand.text.index("Take the last GO back") < hand.text.index("Take this room's latest act back")


@pytest.mark.parametrize("room", ["setup", "log", "cues"])
async def test_ascii_is_ascii_with_the_palette_open_too(opened: Opened, room: str) -> None:
    async with opened(room, size=(80, 12)) as hand:
        for keys in ((), ("enter",), ("f1",), ("escape", "ctrl+p")):
            await hand.press(*keys)
            assert not set("▁▂▃▄▅▆▇▔━─│█") & set(hand.text), keys


async def test_the_clocks_are_the_events_own(opened: Opened) -> None:
    async with opened("desk") as hand:
        assert "LON 09:30:00" in hand.rows[0]
        await hand.second(5)
        assert "LON 09:30:05" in hand.rows[0]


# -- text --------------------------------------------------------------------------------------------------------------
def test_plain_text_obeys_nobody() -> None:
    assert plain("a\u202eb\u200dc\x1b[31md\ne\tf") == "abcd e f"
    draw_ascii(False)
    assert shown("王伟王伟王伟", 7) == "王伟王…"
    draw_ascii(True)
    assert shown("王伟王伟王伟", 7) == "王伟王~"
    assert shown("ab", 4) == "ab  "
    assert two_scripts("WANG Wei", "王伟") == "王伟  WANG Wei" == two_scripts("王伟", "WANG Wei")


def test_big_letters_are_five_rows_of_one_width() -> None:
    for character in GLYPHS:
        rows = big(character, ascii=True)
        assert len(rows) == HEIGHT and len({len(row) for row in rows}) == 1
    assert all(set(row) <= {"#", " "} for row in big("IN ASK STOP OUT 0123456789:", ascii=True))
    assert len(big("WRAP", scale=2)) == 2 * HEIGHT
