"""The speakers room: who is next and where they are, who is missing, and what its keys write down."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from console import desk, speakers, stage
from console.speakers import Details
from data import tables
from data.facts import Draft, SlotPlanned
from data.journal import EventFile
from data.kinds.stage import ItemEdited
from data.records import Slot
from data.states import SlotState
from screens.speakers.plan import two_names

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


# -- kit, lengths, order, more and fewer -------------------------------------------------------------------------------
async def test_kit_is_ticked_by_a_key_and_missing_kit_is_said_before_the_call(opened: Opened, slots: EventFile) -> None:
    speakers.edit(slots, "B.1", Details(mic="3", slides=True, say="AY-da"), now=START, operator="Ann")
    async with opened("speakers") as hand:
        assert "say AY-da" in hand.text
        assert "no microphone, slides not checked" in hand.text, "half an hour before the turn"
        await hand.press("s", "i")
        await hand.answer("3 checked")
        assert "M3 S" in hand.text and "no microphone" not in hand.text
        assert "mic 3 ok  slides ok" in hand.text
        assert "slides 09:30 Kit" in hand.text and "mic 3 09:30 Kit" in hand.text
        await hand.press("s")
        assert "KIT   Ada Byron, on in 30 min: slides not checked" in hand.text
        await hand.press("i")
        await hand.answer("so many words = none")
        assert "mic so many words = ok" not in hand.text
        await hand.press("u")
        assert slot(hand, "B.1").kit["mic"].state == "checked"


async def test_a_length_on_the_day_says_at_once_that_the_slots_do_not_fit(opened: Opened, slots: EventFile) -> None:
    async with opened("speakers", (140, 40)) as hand:
        await hand.press("l")
        await hand.answer("9")
        assert slot(hand, "B.1").slot.length == 540
        assert "Ada Byron has 9:00 now. !! slots run 4:00 past the item's end" in hand.text
        assert "length 09:30 Kit" in hand.text
        await hand.press("l")
        await hand.answer("nonsense")
        assert slot(hand, "B.1").slot.length == 540
        await hand.press("u")
        assert slot(hand, "B.1").slot.length == 300


async def test_by_rank_details_one_more_and_one_less(opened: Opened, slots: EventFile) -> None:
    async with opened("speakers", (140, 40)) as hand:
        await hand.press("r")
        assert "has a rank" in hand.text
        await hand.press("down", "down", "e")
        await hand.answer("rank=1, interpreting=consecutive, say=chen")
        assert slot(hand, "B.2").slot.interpreting == "consecutive"
        assert "rank 1   consecutive, 5:00 and again interpreted: 10:00".replace("   ", "  ") in hand.text
        await hand.press("e")
        await hand.answer("hat=red")
        assert "There is no hat" in hand.text
        await hand.press("r")
        ids = [each.id for each in hand.app.screen.view.slots]
        assert ids == ["B.2", "B.1", "B.3"]
        await hand.press("n")
        await hand.answer("Tom Reed / 汤")
        added = [each for each in hand.app.screen.view.slots if each.name == "Tom Reed"]
        assert [(each.guest, each.order, each.of) for each in added] == [("g3", 4, 4)]
        await hand.press("X")
        assert slot(hand, "B.2").dropped is not None
        assert "taken out" in hand.text
        await hand.press("X")
        assert slot(hand, "B.2").dropped is None


# -- late --------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_who_comes_late_is_shown_with_every_way_before_it_is_stored(
    opened: Opened, slots: EventFile, size: tuple[int, int]
) -> None:
    async with opened("speakers", size) as hand:
        await hand.press("2")
        await hand.answer("10:04")
        assert slot(hand, "B.1").state == "away", "nothing is stored yet"
        assert "If Ada Byron comes at 10:04:" in hand.text
        assert "1 wait" in hand.text and "4 drop the slot" in hand.text
        first = next(row for row in hand.rows if "item ends" in row)
        assert first.split() == ["item", "ends", "10:24:00"] + ["item", "ends", "10:20:00"] * 3
        assert "day 4:00 late" in hand.text and "stage waits 4:00" in hand.text
        await hand.press("escape")
        assert slot(hand, "B.1").state == "away"
        await hand.press("2")
        await hand.answer("10:04")
        await hand.press("2")
        assert [each.id for each in hand.app.screen.view.slots] == ["B.2", "B.1", "B.3"]
        assert "Ada Byron: swap with the next; item B ends 10:20, day on time." in hand.text
        await hand.press("u")
        assert (slot(hand, "B.1").state, hand.app.screen.view.slots[0].id) == ("away", "B.1")


async def test_who_comes_in_time_is_stored_at_once(opened: Opened, slots: EventFile) -> None:
    async with opened("speakers") as hand:
        await hand.press("2")
        await hand.answer("09:55")
        assert slot(hand, "B.1").state == "coming"
        assert "NOTHING" not in hand.text and "BEFORE ANYTHING" not in hand.text


async def test_somebody_else_who_comes_late_is_shown_as_well(opened: Opened, slots: EventFile) -> None:
    async with opened("speakers") as hand:
        await hand.second(20 * 60)
        await hand.press("p")
        await hand.answer("Tom Reed")
        await hand.answer("10:30")
        assert "If Tom Reed comes at 10:30:" in hand.text
        assert slot(hand, "B.1").slot.name == "Ada Byron"
        await hand.press("3")
        assert slot(hand, "B.1").slot.name == "Tom Reed"
        assert [each.id for each in hand.app.screen.view.slots] == ["B.2", "B.3", "B.1"]


async def test_a_deputy_is_offered_and_takes_the_slot(opened: Opened, slots: EventFile) -> None:
    desk.deputy(slots, "g1", {"name": "HE Bing", "name_alt": "何冰"}, now=START, operator="Mei", door="main")
    async with opened("speakers", (140, 40)) as hand:
        assert "DEPUTY   何冰  HE Bing (here 09:30) comes for Ada Byron, B slot 1   d speaks too" in hand.text
        await hand.press("d")
        assert slot(hand, "B.1").slot.name == "HE Bing"
        assert "DEPUTY" not in hand.text and "instead of Ada Byron" in hand.text


async def test_twelve_slots_and_a_long_name_fit_every_line(opened: Opened, slots: EventFile, noon: datetime) -> None:
    long = "Maximiliane-Alexandra von Hohenstaufen-Übersee zu Kirchberg"
    planned = [Slot(f"C.{n}", "C", n, long, "上海市文化和旅游局代表团团长", mic="12") for n in range(1, 13)]
    with slots.transaction() as tx:
        tx.append([Draft("speakers/main", SlotPlanned(each)) for each in planned], at=noon, operator="setup")
    for size in ((80, 24), (140, 40)):
        async with opened("speakers", size) as hand:
            await hand.press("end")
            assert "C.12" in hand.text
            from rich.cells import cell_len

            assert all(cell_len(row) <= size[0] for row in hand.rows)
            assert "12 of 12" not in hand.text


async def test_stage_timer_and_speakers_agree_on_what_is_left(opened: Opened, slots: EventFile) -> None:
    stage.go(slots, "main", now=START + timedelta(minutes=30), operator="Kit")
    speakers.set_state(slots, "B.1", "on", now=START + timedelta(minutes=30), operator="Kit")
    speakers.edit(slots, "B.1", Details(length=150, interpreting="consecutive"), now=START, operator="Kit")
    seen = {}
    for room in ("speakers", "stage", "timer"):
        async with opened(room) as hand:
            await hand.second((30 * 60 + 200) if room == "speakers" else 0)
            seen[room] = hand.text
            if room == "timer":
                face = hand.app.screen.query_one("TimerFace").view
                assert (face.figure, face.phase) == (100, "warning"), "5:00 with its interpreting, less 3:20"
    assert "1:40 left" in seen["speakers"] and "1:40 left" in seen["stage"]


async def test_slots_that_run_past_the_item_are_said_before_its_note(
    opened: Opened, slots: EventFile, noon: datetime
) -> None:
    item = replace(tables.stage(slots.db, "main").items["B"], notes="Two chairs")
    with slots.transaction() as tx:
        tx.append([Draft("stage/main", ItemEdited(item, ("notes",)))], at=noon, operator="setup")
    stage.go(slots, "main", now=START + timedelta(minutes=30), operator="Kit")
    async with opened("stage") as hand:
        await hand.second(40 * 60)
        panel = "\n".join(hand.rows[2:8])
        assert "slots run" in panel and "then" in panel
        assert "Two chairs" not in panel, "five rows are full"


@pytest.mark.parametrize(
    ("typed", "name", "alt"),
    [("AC/DC", "AC", "DC"), ("AC/DC / 乐队", "AC/DC", "乐队"), ("李娜／LI Na", "李娜", "LI Na"), ("Tom", "Tom", "")],
)
def test_a_name_in_two_scripts_as_it_is_typed(typed: str, name: str, alt: str) -> None:
    assert two_names(typed) == (name, alt)
