"""Typing a name at the desk: why each row is there, what tells namesakes apart, and who was perhaps meant below."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from console import desk
from data import reading
from data.facts import Draft, GuestListed
from data.journal import EventFile
from data.records import Guest
from screens.desk.finding import FindingRoom
from screens.widgets.guest_list import GuestList
from screens.widgets.scan_input import ScanInput

Opened = Callable[..., Any]
PEOPLE = [
    Guest("smith", "John Smith", organisation="BBC Films", phone="+44 20 7946 4821", seat="F07"),
    Guest("zhang", "张晓明", organisation="Xi'an Studio"),
    Guest("zha", "查明芳", organisation="香港电影节"),
    Guest("zhou1", "周立", "ZHOU Li", organisation="Shanghai Film Group Distribution"),
    Guest("zhou2", "周立", "ZHOU Li", organisation="Shanghai Film Group Production"),
]


@pytest.fixture
def listed(file: EventFile, noon: datetime) -> EventFile:
    drafts = [Draft(f"guest/{guest.id}", GuestListed(guest, 40 + n)) for n, guest in enumerate(PEOPLE)]
    with file.transaction() as tx:
        tx.append(drafts, at=noon, operator="")
    return file


def entries(file: EventFile) -> list[str]:
    return [row.fact.subject for row in reading.facts(file.db, kinds=("entered",)) if row.standing]


async def seek(hand: Any, query: str) -> list[str]:
    """What the list shows for it, once those perhaps meant have been looked for."""
    hand.app.screen.query_one(ScanInput).value = query
    await hand.pilot.pause()
    await hand.app.workers.wait_for_complete()
    await hand.pilot.pause()
    rows = hand.app.screen.query_one(GuestList)
    top = rows.region.y
    return [row for row in hand.rows[top : top + rows.size.height] if row]


@pytest.mark.parametrize(("query", "why"), [
    ("4821", "phone …4821"), ("bbc", "org BBC Films"), ("f7", "seat F07"), ("jhon smith", "typo"), ("smyth", "typo"),
])  # fmt: skip
async def test_a_row_says_why_it_is_there(opened: Opened, listed: EventFile, query: str, why: str) -> None:
    async with opened("desk") as hand:
        rows = await seek(hand, query)
        assert "John Smith" in rows[0] and why in rows[0]


async def test_a_name_needs_no_reason(opened: Opened, listed: EventFile) -> None:
    async with opened("desk") as hand:
        assert [row.split() for row in await seek(hand, "smith")] == [
            ["=>", "John", "Smith", "BBC", "Films", "F07", "not", "in"]
        ]


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_two_of_one_name_show_where_they_differ(opened: Opened, listed: EventFile, size: tuple[int, int]) -> None:
    async with opened("desk", size=size) as hand:
        rows = await seek(hand, "zhouli")
        assert ["!!" in row for row in rows] == [True, True]
        assert "…Distribution" in rows[0] and "…Production" in rows[1]
        await hand.press("enter")
        assert entries(listed) == []


async def test_who_was_perhaps_meant_is_added_below_and_moves_nothing(opened: Opened, listed: EventFile) -> None:
    async with opened("desk") as hand:
        rows = await seek(hand, "zhxm")
        assert ["张晓明" in row for row in rows] == [True, False]
        assert "typo" in rows[1] and "查明芳" in rows[1]
        assert "1 found, 1 perhaps meant" in hand.text
        # The row that stood first is still the one that Enter means.
        await seek(hand, "zhxm")
        await hand.press("f9", "f2")
        hand.app.screen.query_one(GuestList).since -= 1
        await hand.press("enter")
        assert entries(listed) == ["guest/zhang"]


async def test_a_row_moved_to_stays_picked_when_others_are_added_below(opened: Opened, listed: EventFile) -> None:
    async with opened("desk") as hand:
        await seek(hand, "zhouli")
        await hand.press("down")
        rows, room = hand.app.screen.query_one(GuestList), hand.app.screen
        stood = rows.since
        room._meant_found("zhouli", desk.find_meant(listed, "jhon smith").matches)
        assert (rows.count, rows.picked.id, rows.chosen, rows.since) == (3, "zhou2", True, stood)


async def test_who_was_only_perhaps_meant_is_never_let_in_by_enter_alone(opened: Opened, listed: EventFile) -> None:
    async with opened("desk") as hand:
        await seek(hand, "jhon smith")
        assert "1 perhaps meant" in hand.text
        hand.app.screen.query_one(GuestList).since -= 1
        await hand.press("enter")
        assert entries(listed) == []
        await hand.press("down", "enter")
        assert entries(listed) == ["guest/smith"]


async def test_an_empty_field_lists_everybody_only_where_that_is_switched_on(opened: Opened, listed: EventFile) -> None:
    async with opened("desk") as hand:
        room = hand.app.screen
        assert isinstance(room, FindingRoom)
        assert room.query_one(GuestList).count == 0
        hand.app.do("everybody")
        await hand.pilot.pause()
        assert room.query_one(GuestList).count == 3 + len(PEOPLE)
        assert "Ada Byron" in hand.text
        room.query_one(GuestList).since -= 1
        await hand.press("enter")
        assert entries(listed) == []
