"""Speakers who are called and not here, as the desk and the stage both see them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from console import desk, speakers, stage
from console.speakers import Details, Kit
from data import tables
from data.facts import Draft, GuestChanged, SlotPlanned, StageSet
from data.journal import EventFile
from data.records import Slot, Stage
from data.states import SlotState

START = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)
Opened = Callable[..., AbstractAsyncContextManager[Any]]
LATE = 18 * 60


@pytest.fixture
def two(file: EventFile, noon: datetime) -> EventFile:
    """Two speak in the opening at 10:00; one has a number and is met by somebody."""
    planned = [Slot("B.1", "B", 0, "Ada Byron", length=300, guest="g1"), Slot("B.2", "B", 1, "陈若琳", "CHEN Ruolin")]
    drafts = [Draft("speakers/main", SlotPlanned(slot)) for slot in planned]
    drafts.append(Draft("guest/g1", GuestChanged({"phone": "+44 20 7946 4821", "host": "Zhao Min"})))
    with file.transaction() as tx:
        tx.append(drafts, at=noon, operator="setup")
    stage.go(file, "main", now=START, operator="Kit")
    return file


def slot(hand: Any, name: str) -> SlotState:
    found: SlotState = tables.speakers(hand.app.file.db, "main").slots[name]
    return found


async def test_one_key_at_the_desk_says_that_they_are_being_called(opened: Opened, two: EventFile) -> None:
    async with opened("desk") as hand:
        assert "NOT IN BUILDING" not in hand.text
        assert "call speaker" not in hand.text
        await hand.second(LATE)
        hand.app.screen.renew()
        await hand.pilot.pause()
        assert "ON IN 12 MIN, NOT IN BUILDING   Ada Byron, B slot 1   ^W call" in hand.rows[1]
        await hand.press("ctrl+w")
        assert slot(hand, "B.1").chased is not None
        assert "Ada Byron, B slot 1   desk is calling" in hand.rows[1]
        assert "The stage sees that you are calling Ada Byron." in hand.text
        await hand.press("ctrl+z")
        assert slot(hand, "B.1").chased is None
    desk.admit(two, guest="g1", door="main", now=START + timedelta(minutes=19), operator="Mei")
    async with opened("desk") as hand:
        assert "Ada Byron, B slot 1" not in hand.text


async def test_the_stage_sees_what_the_desk_does(opened: Opened, two: EventFile) -> None:
    async with opened("desk") as hand:
        await hand.second(LATE)
        await hand.press("ctrl+w")
    for room, key in (("stage", "  F4"), ("speakers", "")):
        async with opened(room) as hand:
            assert f"ON IN 12 MIN, NOT IN BUILDING   Ada Byron, B slot 1   desk is calling{key}" in hand.text


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_the_list_has_everybody_and_what_came_of_it(
    opened: Opened, two: EventFile, size: tuple[int, int]
) -> None:
    async with opened("desk", size) as hand:
        await hand.second(26 * 60)
        await hand.press("ctrl+w", "ctrl+w")
        assert "2 speakers are not here" not in hand.text
        await hand.press("ctrl+w")
        assert "2 speakers are not here" in hand.text
        rows = [row for row in hand.rows if "in " in row and ("Byron" in row or "CHEN" in row)]
        assert rows[0].startswith("=> 10:00 in 4:00") and "desk is calling" in rows[0]
        assert rows[1].startswith("   10:05 in 9:00") and "desk is calling" in rows[1]
        assert "…4821" in rows[0].replace("~4821", "…4821") and "7946" not in hand.text
        await hand.press("ctrl+n")
        assert "no answer 09:56" in hand.text
        await hand.press("down", "ctrl+o")
        await hand.answer("10:02")
        assert (slot(hand, "B.2").state, slot(hand, "B.2").expected) == ("coming", START + timedelta(minutes=32))
        assert "coming, here 10:02" in hand.text, "who was reached comes, and when says more"
        await hand.press("ctrl+z")
        assert slot(hand, "B.2").state == "away"
        await hand.press("a")
        assert type(hand.app.screen).__name__ == "DeskRoom", "typing a name finds it"


async def test_nobody_missing_is_said(opened: Opened, two: EventFile) -> None:
    async with opened("desk") as hand:
        await hand.press("ctrl+w")
        assert "Every speaker who is called is here." in hand.text
        hand.app.screen.do("missing")
        await hand.pilot.pause()
        assert "0 speakers are not here" in hand.text


async def test_the_row_says_when_they_come_and_ends_with_its_key(
    opened: Opened, two: EventFile, noon: datetime
) -> None:
    with two.transaction() as tx:
        stages = [StageSet(Stage("main", "The main auditorium of the old town hall")), StageSet(Stage("two", "Two"))]
        tx.append([Draft("event", each) for each in stages], at=noon, operator="setup")
    late = START + timedelta(minutes=40)
    speakers.chase(two, "B.1", "reached", due=late, now=START + timedelta(minutes=20), operator="Mei")
    async with opened("desk") as hand:
        await hand.second(31 * 60)
        hand.app.screen.renew()
        await hand.pilot.pause()
        assert "!! ON IN 9 MIN, COMES LATE 10:10   Ada Byron, B slot 1, " in hand.rows[1]
        assert hand.rows[1].endswith("   ^W call   +1"), "the stage gives way, the key does not"
    async with opened("stage") as hand:
        assert "ON IN 9 MIN, COMES LATE 10:10   Ada Byron, B slot 1" in hand.rows[1]
        assert hand.rows[1].endswith("F4   +1 more")
        await hand.second(10 * 60)
        assert "ON NOW, WAS DUE 10:10   Ada Byron, B slot 1" in hand.rows[1]


async def test_who_comes_for_them_stands_on_the_stage_and_at_the_desk(opened: Opened, two: EventFile) -> None:
    desk.deputy(two, "g1", {"name": "HE Bing", "name_alt": "[b]何冰[/]"}, now=START, operator="Mei", door="main")
    async with opened("stage") as hand:
        assert "DEPUTY   [b]何冰[/]  HE Bing (here 09:30) comes for Ada Byron, B slot" in hand.rows[1]
        assert hand.rows[1].endswith("F4")
    for room, key, seconds in (("stage", "F4", LATE), ("desk", "^W call", 0)):
        async with opened(room) as hand:
            await hand.second(seconds)
            hand.app.screen.renew()
            await hand.pilot.pause()
            assert "ON IN 12 MIN, DEPUTY HERE   [b]何冰[/]  HE Bing for Ada B" in hand.rows[1]
            assert hand.rows[1].endswith(key)
            assert hand.text.count("HE Bing for Ada") == 1 and "comes for" not in hand.text


async def test_kit_is_the_stage_s_once_the_speaker_is_called(opened: Opened, two: EventFile) -> None:
    speakers.edit(two, "B.1", Details(mic="3", slides=True), now=START, operator="Ann")
    speakers.set_state(two, "B.1", "here", now=START, operator="Ann")
    async with opened("stage") as hand:
        assert "KIT" not in hand.text
        await hand.second(LATE)
        assert "KIT   Ada Byron, on in 12 min: no microphone, slides not checked   F4" in hand.rows[1]
        speakers.see_to(two, "B.1", (Kit("mic", "given"), Kit("slides", "checked")), now=hand.clock.at, operator="Ann")
        hand.app.screen.renew()
        await hand.pilot.pause()
        assert "KIT" not in hand.text


async def test_an_entry_taken_back_from_the_list_stands_on_no_panel(opened: Opened, two: EventFile) -> None:
    async with opened("desk") as hand:
        app = hand.app
        app.visits.show(desk.admit(app.file, guest="g1", door="main", now=app.now(), operator=app.operator))
        app.changed()
        await hand.pilot.pause()
        assert app.visits.latest is not None and app.visits.latest.verdict == "admitted"
        app.screen.act_missing()
        await hand.pilot.pause()
        await hand.press("ctrl+z")
        assert app.visits.latest is None
