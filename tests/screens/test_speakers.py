"""The speakers room: who is next and where they are, who is missing, and what its keys write down."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from console import desk, stage
from data import tables
from data.facts import Draft, SlotPlanned
from data.journal import EventFile
from data.records import Slot
from data.states import SlotState

START = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)
Opened = Callable[..., AbstractAsyncContextManager[Any]]


@pytest.fixture
def slots(file: EventFile, noon: datetime) -> EventFile:
    """Three speak in the opening, 10:00 to 10:20; the first is on the guest list."""
    planned = [
        Slot("B.1", "B", 0, "Ada Byron", role="Engines", length=300, guest="g1"),
        Slot("B.2", "B", 1, "陈若琳", "CHEN Ruolin", role="moderator", length=300),
        Slot("B.3", "B", 2, "[red]Bob [/] X", length=600),
    ]
    with file.transaction() as tx:
        tx.append([Draft("speakers/main", SlotPlanned(slot)) for slot in planned], at=noon, operator="setup")
    stage.go(file, "main", now=START, operator="Kit")
    return file


def slot(hand: Any, name: str) -> SlotState:
    found: SlotState = tables.speakers(hand.app.file.db, "main").slots[name]
    return found


async def test_the_next_speaker_is_biggest_with_where_they_are(opened: Opened, slots: EventFile) -> None:
    async with opened("speakers") as hand:
        assert "NEXT  B  1 of 3" in hand.text
        assert "call 09:45   on 10:00, in 30 min" in hand.text
        assert any("###   #   #   ###   #   #" in row and "Ada Byron" in row for row in hand.rows)  # AWAY
        assert "[red]Bob [/] X" in hand.text
        assert "陈若琳 CHEN Ruolin" in hand.text


async def test_who_is_called_and_not_here_comes_first(opened: Opened, slots: EventFile) -> None:
    async with opened("speakers") as hand:
        assert "AT RISK 0" in hand.text
        await hand.second(16 * 60)
        assert "AT RISK 1" in hand.text
        assert "ON IN 14 MIN, NOT IN BUILDING   Ada Byron, B slot 1" in hand.rows[1]
        await hand.press("3")
        assert "AT RISK 0" in hand.text
        await hand.second(5 * 60)
        head = next(place for place, row in enumerate(hand.rows) if "speaker" in row and "where" in row)
        assert "CHEN Ruolin" in hand.rows[head + 1]
        assert hand.rows[head + 1].startswith(" !! ")
        assert "Ada Byron" in hand.rows[head + 2]


async def test_the_desk_makes_a_speaker_here(opened: Opened, slots: EventFile) -> None:
    async with opened("speakers") as hand:
        desk.admit(slots, guest="g1", door="main", now=START, operator="Mei")
        hand.app._poll()
        await hand.pilot.pause()
        assert "here since 09:30" in hand.text


async def test_the_keys_set_states_and_undo_names_them(opened: Opened, slots: EventFile) -> None:
    async with opened("speakers") as hand:
        await hand.press("4")
        assert slot(hand, "B.1").state == "miked"
        await hand.press("down", "down", "8")
        assert slot(hand, "B.2").state == "absent"
        await hand.second(9)
        assert "u undo: " in hand.text
        await hand.press("u")
        assert slot(hand, "B.2").state == "away"
        assert slot(hand, "B.1").state == "miked"


async def test_coming_asks_for_a_time(opened: Opened, slots: EventFile) -> None:
    async with opened("speakers") as hand:
        await hand.press("2")
        await hand.answer("09:50")
        assert slot(hand, "B.1").expected == START + timedelta(minutes=20)
        assert "coming, here 09:50" in hand.text
        await hand.press("2")
        await hand.answer("nonsense")
        assert slot(hand, "B.1").expected == START + timedelta(minutes=20)
        assert "is no time" in hand.text
        await hand.press("2")
        await hand.answer("5")
        assert slot(hand, "B.1").expected == START + timedelta(minutes=5)


async def test_a_speaker_is_moved_within_the_item_and_replaced(opened: Opened, slots: EventFile) -> None:
    async with opened("speakers") as hand:
        await hand.press("J")
        assert tables.speakers(slots.db, "main").moves == (("B.1", "B.3"),)
        await hand.press("escape", "p")
        await hand.answer("Tom Reed / 汤")
        first = slot(hand, "B.2").slot
        assert (first.name, first.name_alt, first.guest) == ("Tom Reed", "汤", "g3")


async def test_an_empty_event_says_what_to_do(opened: Opened, file: EventFile) -> None:
    async with opened("speakers") as hand:
        assert "callboard import FILE speakers.csv --as speakers" in hand.text
        await hand.press("3", "J", "p", "down", "escape")
        assert "Pick a speaker" in hand.text
