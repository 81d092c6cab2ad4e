"""The desk in its busiest hour: keys that stay readable, ASKs that came to nothing, long parties, a disk that fails."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual._xterm_parser import XTermParser

from console import desk
from data import tables
from data.facts import DoorSet, Draft, EventMade, EventSet, GuestListed
from data.faults import EventFileError
from data.files import create_event
from data.journal import EventFile
from data.records import Door, Event, Guest
from screens.app import CallboardApp
from screens.desk import finding, guest_form
from screens.widgets.guest_list import GuestList, GuestRow
from screens.widgets.key_bar import KeyBar
from screens.widgets.verdict_rows import broken

Opened = Callable[..., Any]


def code(file: EventFile, guest: str, noon: datetime) -> str:
    made = desk.ticket(file, guest, replace=False, now=noon, operator="test")
    assert hasattr(made, "code")
    told: str = made.code
    return told


@pytest.fixture
def coach(file: EventFile, noon: datetime) -> EventFile:
    """Twelve who came in one coach."""
    names = ("Jiang Yang", "Lü Lü", "Ouyang Xue", "Ren Lu", "Shao Zihan", "Shen Yiming", "Xie Yu", "Xiong Yinuo")
    names += ("Xu Junjie", "Zhao Qian", "Zhao Xiaowen", "Zhou Mu")
    guests = [Guest(f"c{n}", name, delegation="Huangpu Film Group") for n, name in enumerate(names)]
    with file.transaction() as tx:
        drafts = [Draft(f"guest/{g.id}", GuestListed(g, 80 + n)) for n, g in enumerate(guests)]
        tx.append(drafts, at=noon, operator="setup")
    return file


def fails(*_words: object, **_more: object) -> EventFile:
    raise EventFileError("the disk is full")


# -- the keys ----------------------------------------------------------------------------------------------------------
async def test_what_is_said_leaves_the_first_keys_readable(opened: Opened, embassy: EventFile) -> None:
    async with opened("desk") as hand:
        await hand.type("he bing")
        await hand.press("enter", "ctrl+z")
        assert "Taken back: HE Bing 何冰 came in" in hand.rows[-1]
        assert "walk-in" in hand.rows[-2]


async def test_what_is_said_stands_over_a_question(opened: Opened, embassy: EventFile) -> None:
    async with opened("stage") as hand:
        await hand.press("w")
        hand.app.screen.say("IN Sofia Lind")
        await hand.pilot.pause()
        assert "IN Sofia Lind" in hand.rows[-2] and "Note for the log" in hand.rows[-1]
        await hand.press("escape")
        assert "IN Sofia Lind" in hand.rows[-1]


async def test_the_keys_after_a_scan_are_those_of_its_guest(opened: Opened, embassy: EventFile, noon: datetime) -> None:
    """The scan's first letter stood in the field for a moment: its acts may not stay in the bar."""
    async with opened("desk") as hand:
        await hand.feed(code(embassy, "sofia2", noon) + "\r")
        await hand.pilot.pause()
        assert "rest of party" not in "\n".join(hand.rows[-2:])
        await hand.feed(code(embassy, "he", noon) + "\r")
        assert "rest of party" in "\n".join(hand.rows[-2:])
        assert hand.app.screen.query_one(KeyBar).said == ""


# -- ASKs --------------------------------------------------------------------------------------------------------------
async def test_asks_waiting_take_no_row_of_their_own(opened: Opened, embassy: EventFile, noon: datetime) -> None:
    async with opened("desk") as hand:
        await hand.feed(code(embassy, "xie", noon) + "\r")
        before = next(n for n, row in enumerate(hand.rows) if "expected" in row)
        await hand.feed(code(embassy, "he", noon) + "\r")
        field = next(row for row in hand.rows if "FIND or SCAN" in row)
        assert field.endswith("1 needs a look, F10")
        assert before == next(n for n, row in enumerate(hand.rows) if "expected" in row)
        await hand.type("sofia")
        namesakes = next(row for row in hand.rows if "More than one is" in row)
        assert namesakes.endswith("Enter alone waits.")


async def test_esc_leaves_an_ask_that_came_to_nothing(opened: Opened, embassy: EventFile, noon: datetime) -> None:
    async with opened("desk") as hand:
        await hand.feed(code(embassy, "xie", noon) + "\r")
        assert "Esc not let in" in hand.rows[-2]
        await hand.type("sof")
        await hand.press("escape")
        assert "Not confirmed yet" in hand.text  # the first Esc emptied the field
        await hand.press("escape")
        assert "解云 XIE Yun was not let in and waits no more" in hand.rows[-1]
        assert "Not confirmed yet" not in hand.text
        await hand.feed(code(embassy, "he", noon) + "\r")
        assert "needs a look" not in hand.text and "Esc not let in" not in hand.text


async def test_esc_leaves_nobody_who_is_in(opened: Opened, embassy: EventFile, noon: datetime) -> None:
    async with opened("desk") as hand:
        await hand.feed(code(embassy, "he", noon) + "\r")
        await hand.press("escape")
        assert "何冰  HE Bing" in hand.rows[2]


# -- parties -----------------------------------------------------------------------------------------------------------
async def test_all_the_names_that_have_room_are_shown_and_the_others_counted(opened: Opened, coach: EventFile) -> None:
    async with opened("desk") as hand:
        await hand.type("zhou mu")
        await hand.press("enter", "ctrl+r")
        asked = " ".join(hand.rows[2:7])
        named = [g for g in ("Jiang Yang", "Ouyang Xue", "Shen Yiming", "Xiong Yinuo", "Zhao Qian") if g in asked]
        assert len(named) == 5 and "~" not in asked
        await asyncio.sleep(0.32)
        await hand.press("ctrl+r")
        let_in = " ".join(hand.rows[2:7])
        assert "Huangpu Film Group: 11 let in" in let_in
        assert "Zhao Xiaowen" in let_in


def test_names_without_room_are_counted() -> None:
    names = ",  ".join(f"Guest {n:02}" for n in range(12))
    rows = broken(names, 30, 2)
    assert rows == ["Guest 00,  Guest 01,", "Guest 02,  Guest 03  +8"]
    assert broken(",  ".join(["A" * 40, "B" * 40]), 30, 1) == ["+2"]


# -- who walked in -----------------------------------------------------------------------------------------------------
async def test_a_walk_in_is_called_one_and_still_when_taken_back(opened: Opened, file: EventFile) -> None:
    async with opened("desk") as hand:
        await hand.type("olga petrova")
        await hand.press("ctrl+n")
        await hand.app.workers.wait_for_complete()
        await asyncio.sleep(0.32)
        await hand.press("enter")
        assert "olga petrova" in hand.rows[2] and "WALK-IN" in hand.rows[2]
        await hand.press("ctrl+z")
        taken_back = next(row for row in hand.rows if row.endswith("taken back"))
        assert "a walk-in" in taken_back


# -- a call for the lead -----------------------------------------------------------------------------------------------
async def test_the_leads_reason_is_short(opened: Opened, embassy: EventFile, noon: datetime) -> None:
    async with opened("desk") as hand:
        await hand.feed(code(embassy, "xie", noon) + "\r")
        await hand.press("ctrl+k")
        assert hand.rows[-1].endswith("because: not confirmed")


# -- what the stage plans ----------------------------------------------------------------------------------------------
async def test_a_start_that_has_passed_stays_where_it_was_planned(opened: Opened, file: EventFile, clock: Any) -> None:
    async with opened("desk") as hand:
        await hand.second(0)
        planned = next(row for row in hand.rows if "START" in row)
        assert "was" not in planned
        clock.move(4 * 3600)
        hand.app.changed()
        await hand.pilot.pause()
        assert "START was 09:30" in hand.text


# -- a file that can't be opened a second time -------------------------------------------------------------------------
async def test_a_look_for_mistyped_names_that_fails_ends_nothing(
    opened: Opened, embassy: EventFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "open_event", fails)
    async with opened("desk") as hand:
        await hand.type("sofja")
        await hand.app.workers.wait_for_complete()
        await hand.pilot.pause()
        assert "the disk is full" in hand.rows[-1]
        for _letter in "ja":
            await hand.press("backspace")
        await hand.pilot.pause()
        assert "Sofia Lind" in hand.text


async def test_a_walk_in_is_not_added_unlooked_for(
    opened: Opened, embassy: EventFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guest_form, "open_event", fails)
    async with opened("desk") as hand:
        await hand.press("ctrl+n")
        await hand.type("Nobody Known")
        await hand.app.workers.wait_for_complete()
        await hand.pilot.pause()
        assert "the disk is full" in hand.text
        assert tables.guest(embassy.db, "walk") is None


# -- doors -------------------------------------------------------------------------------------------------------------
def doors(file: EventFile, noon: datetime, *more: Door) -> None:
    with file.transaction() as tx:
        tx.append([Draft("event", DoorSet(door)) for door in more], at=noon, operator="setup")


async def test_one_of_many_doors_is_chosen_by_number_or_name(opened: Opened, file: EventFile, noon: datetime) -> None:
    doors(file, noon, *[Door(f"h{n}", f"放映厅 Hall {n}", capacity=50) for n in range(10)])
    async with opened("desk") as hand:
        await hand.feed(code(file, "g1", noon) + "\r")
        await hand.press("ctrl+s")
        assert (
            "Which door?" in hand.rows[2] and "=> 1 Main entrance" in hand.rows[3] and "12 放映厅 Hall 9" in hand.text
        )
        starts = {
            cell_len(row.partition(number)[0])
            for row, number in zip(hand.rows[3:7], (" 5 ", " 6 ", " 7 ", " 8 "), strict=True)
        }
        assert len(starts) == 1
        await hand.answer("5")
        assert hand.app.door == "h2" and "Ada Byron" in hand.rows[2]
        await hand.press("ctrl+s")
        await hand.answer("hall 9")
        assert hand.app.door == "h9"
        await hand.press("ctrl+s")
        await hand.answer("hall")
        assert hand.app.door == "h9" and "10 doors are called that" in hand.rows[-1]


async def test_a_scan_while_a_door_is_chosen_is_a_scan(opened: Opened, file: EventFile, noon: datetime) -> None:
    doors(file, noon, *[Door(f"h{n}", f"Hall {n}") for n in range(4)])
    async with opened("desk") as hand:
        await hand.press("ctrl+s")
        await hand.feed(code(file, "g1", noon) + "\r")
        assert hand.app.door == "main" and "Ada Byron" in hand.rows[2] and "Which door?" not in hand.text


async def test_many_rooms_that_fill_up_leave_room_for_those_to_come(
    opened: Opened, file: EventFile, noon: datetime
) -> None:
    doors(file, noon, *[Door(f"h{n}", f"Screening hall number {n}", capacity=50 + n) for n in range(8)])
    async with opened("desk") as hand:
        row = next(row for row in hand.rows if "TO COME" in row)
        assert row.startswith(" Room: 0 of 2   TO COME 2")
        hand.app.door = "h7"
        hand.app.changed()
        await hand.pilot.pause()
        row = next(row for row in hand.rows if "TO COME" in row)
        assert row.startswith(" Screening hall number 7: 0 of 57   TO COME 2")


async def test_a_door_that_comes_later_is_worked_at(tmp_path: Path, clock: Any, noon: datetime) -> None:
    made = create_event(tmp_path / "bare.callboard")
    listed = GuestListed(Guest("g1", "Ada Byron", code="ADA-0001"), 1)
    event = EventSet(Event(name="Case", date=noon.date(), zone="Europe/London"))
    with made.transaction() as tx:
        drafts = [Draft("event", EventMade("e1", b"k" * 32)), Draft("event", event), Draft("guest/g1", listed)]
        tx.append(drafts, at=noon, operator="setup")
    app = CallboardApp(made.path, operator="Mei", ascii=True, now=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for event_ in XTermParser().feed("ADA-0001\r"):
            app.post_message(event_)
        await pilot.pause()
        rows = [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]
        assert rows[-1] == " This event has no door yet: nobody can be let in or out."
        assert sum("No door yet:" in row for row in rows) == 1
        doors(made, noon, Door("main", "Main entrance"))
        app.changed()
        await pilot.pause()
        await pilot.pause()
        for event_ in XTermParser().feed("ADA-0001\r"):
            app.post_message(event_)
        await pilot.pause()
        rows = [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]
        assert "Main entrance" in rows[0] and "Ada Byron" in rows[2]
    made.close()


async def test_keys_of_a_guest_are_not_offered_where_nobody_is_found(opened: Opened, embassy: EventFile) -> None:
    async with opened("desk") as hand:
        await hand.type("xyzzyq")
        await hand.app.workers.wait_for_complete()
        await hand.pilot.pause()
        bar = "\n".join(hand.rows[-2:])
        assert "0 found" in hand.text and "^T" not in bar and "^N walk-in" in bar
        await hand.press("escape")
        await hand.type("he bing")
        assert "^T instead of" in "\n".join(hand.rows[-2:])


async def test_a_row_moved_to_has_stood_only_since_it_came(opened: Opened, embassy: EventFile) -> None:
    """A letter more may leave the first row and change the second: Down and Enter at once are not for whom it shows."""

    def found(*guests: str) -> Callable[[int, int], list[GuestRow]]:
        return lambda _place, _most: [GuestRow(g, g, "", "", "", "", "in", False) for g in guests]

    async with opened("desk") as hand:
        rows = hand.app.screen.query_one(GuestList)
        rows.tell(3, found("a", "b", "c"), 10.0)
        rows.tell(3, found("a", "x", "c"), 11.0)
        rows.step(1)
        assert rows.picked.id == "x" and rows.since == 11.0
        rows.step(1)
        assert rows.picked.id == "c" and rows.since == 10.0
        rows.step(-2)
        assert rows.picked.id == "a" and rows.since == 10.0


async def test_at_an_exit_nobody_is_to_be_met(opened: Opened, embassy: EventFile, noon: datetime) -> None:
    async with opened("desk") as hand:
        await hand.feed(code(embassy, "li", noon) + "\r")
        assert "met by    Zhao Min" in hand.text
        await hand.press("ctrl+o")
        await hand.feed(code(embassy, "li", noon) + "\r")
        assert "met by    Zhao Min" not in hand.text


async def test_the_stage_reads_a_doors_name(opened: Opened, embassy: EventFile, noon: datetime) -> None:
    async with opened("desk") as hand:
        await hand.feed(code(embassy, "sofia", noon) + "\r")
        await hand.press("f3")
        assert next(row for row in hand.rows if "Sofia Lind" in row).endswith("Main entrance  Kit")


async def test_what_happened_last_fills_its_rows_after_a_scan(opened: Opened, coach: EventFile, noon: datetime) -> None:
    """The scan's first letter shows the list of guests for a moment, and the rows are asked for just then."""
    async with opened("desk") as hand:
        for n in range(8):
            await hand.feed(code(coach, f"c{n}", noon) + "\r")
        hand.app.screen.set_class(True, "-finding")
        await hand.pilot.pause()
        hand.app.screen.shape_changed()
        hand.app.screen.set_class(False, "-finding")
        await hand.pilot.pause()
        assert sum(" IN " in row for row in hand.rows if row[1:3] == "09") == 8
