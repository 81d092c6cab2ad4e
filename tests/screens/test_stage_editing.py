"""Editing in the stage room: the line itself, a question, the item's page; seen while typed, stored by Enter alone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from typing import Any

import pytest
from textual.widgets import Input

from console import setup
from console.rules.times.order import items_in_order
from data import tables
from data.facts import CuePlanned, Draft, ItemPlanned, SlotPlanned
from data.faults import EventFileError
from data.journal import EventFile
from data.records import Cue, Item, Slot
from screens.widgets.line_editor import LineEditor
from screens.widgets.running_order import RunningOrder

START = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)
Opened = Callable[..., AbstractAsyncContextManager[Any]]
KEYS = {" ": "space", ":": "colon", "+": "plus", "-": "minus"}


@pytest.fixture
def peopled(file: EventFile) -> EventFile:
    """B has three speakers and two cues."""
    drafts = [Draft("speakers/main", SlotPlanned(Slot(f"B.{n}", "B", n, name))) for n, name in
              enumerate(("李立言", "Rosa Field", "林巧"), 1)]  # fmt: skip
    drafts += [Draft(f"cue/{number}", CuePlanned(Cue(number, "B"))) for number in ("2.1", "2.2")]
    with file.transaction() as tx:
        tx.append(drafts, at=START, operator="setup")
    return file


async def edit(hand: Any, typed: str) -> None:
    """Types into the field with the cursor, at a person's pace."""
    await asyncio.sleep(0.32)
    await hand.press(*(KEYS.get(sign, sign) for sign in typed))


def order(hand: Any) -> str:
    return " ".join(item.id for item in items_in_order(hand.state))


def row(hand: Any, number: str) -> str:
    return str(next(line for line in hand.rows if line[4:].startswith(f"{number} ")))


async def test_the_rest_moves_as_one_types_and_enter_stores(opened: Opened) -> None:
    async with opened() as hand:
        await hand.press("down", "down", "e")
        assert hand.app.screen.query_one(LineEditor).editing
        assert "Opening" in row(hand, "B") and "20:00" in row(hand, "B")
        await edit(hand, "30")
        assert "10:30   10:30" in row(hand, "C"), "what follows is where it would come"
        assert row(hand, "C").startswith("  * C"), "and marked, since nothing is stored"
        assert "10:30" in row(hand, "B"), "its end follows from its length"
        assert "PREVIEW" in hand.text and "ends 11:10, was 11:00" in hand.text
        assert hand.facts("item_edited") == 0
        await hand.press("enter")
        assert hand.state.items["B"].length == 1800 and hand.facts("item_edited") == 1
        assert not hand.app.screen.query_one(LineEditor).editing
        await hand.press("u")
        assert hand.state.items["B"].length == 1200


async def test_escape_leaves_all_as_it_was_and_stops_nothing(opened: Opened) -> None:
    async with opened() as hand:
        await hand.press("space", "down", "down", "e")
        await edit(hand, "45")
        await hand.press("escape")
        assert hand.facts("item_edited") == 0
        assert "PREVIEW" not in hand.text and "10:20   10:20" in row(hand, "C")
        assert hand.state.runs[-1].end is None
        assert hand.app.screen.query_one(RunningOrder).has_focus


async def test_space_in_a_field_is_no_go(opened: Opened) -> None:
    async with opened() as hand:
        await hand.press("down", "e", "space", "s", "space")
        assert (hand.facts("went"), hand.facts("stood_by")) == (0, 0)


async def test_a_conflict_is_said_while_one_types_and_what_can_not_be_stays_open(opened: Opened) -> None:
    async with opened() as hand:
        await hand.press("down", "down", "e", "shift+tab", "shift+tab")
        await edit(hand, "09:45")
        assert "!! B Opening overlaps what comes before it by 15:00." in hand.text
        assert "09:45   10:00" not in row(hand, "B")
        await hand.press("backspace", "9", "9")
        assert "is no time" in hand.text
        await hand.press("enter")
        assert hand.app.screen.query_one(LineEditor).editing and hand.facts("item_edited") == 0
        await hand.press("backspace", "backspace", "0", "enter")
        assert not hand.app.screen.query_one(LineEditor).editing
        assert "!! B Opening overlaps" in hand.text
        item = hand.state.items["B"]
        assert (item.start_rule, f"{item.start:%H:%M}") == ("fixed", "09:40")


async def test_of_end_and_length_the_one_typed_last_holds(opened: Opened) -> None:
    async with opened() as hand:
        await hand.press("down", "down", "e")
        await edit(hand, "5")
        await hand.press("shift+tab")
        await edit(hand, "10:50")
        editor = hand.app.screen.query_one(LineEditor)
        assert editor.query_one("#length", Input).value == "50:00"
        await hand.press("enter")
        assert hand.state.items["B"].length == 3000


async def test_a_new_line_is_typed_where_it_will_stand(opened: Opened) -> None:
    async with opened() as hand:
        await hand.press("down", "i")
        await edit(hand, "Anthem")
        assert "A-2" in hand.text and "10:10   10:10" in row(hand, "B")
        assert order(hand) == "A B C"
        await hand.press("enter")
        assert order(hand) == "A A-2 B C"
        assert hand.state.items["A-2"].title == "Anthem" and hand.state.items["A-2"].length == 600
        assert "u undo: add A-2" in hand.text or hand.facts("item_added") == 1
        await hand.second(9)
        await hand.press("u")
        assert order(hand) == "A B C"


async def test_taking_out_says_what_goes_and_shows_the_order_without_it(opened: Opened, peopled: EventFile) -> None:
    async with opened() as hand:
        await hand.press("down", "down", "D")
        assert "Take out B Opening, with 3 speakers, 2 cues?" in hand.text
        assert "10:00   10:00" in row(hand, "C")
        await asyncio.sleep(0.32)
        await hand.press("escape")
        assert order(hand) == "A B C" and "10:20   10:20" in row(hand, "C")
        assert hand.app.screen.query_one(RunningOrder).picked == "B"
        await hand.press("D")
        await hand.answer("")
        assert order(hand) == "A C" and tables.cues(peopled.db, None) == []


async def test_splitting_asks_for_the_length_then_the_speakers_then_the_cues(
    opened: Opened, peopled: EventFile
) -> None:
    async with opened() as hand:
        await hand.press("down", "down", "S")
        assert "Split B Opening, 20:00 long. First part:" in hand.text
        await hand.answer("5")
        assert "1 李立言" in hand.text.replace("  ", " ") and hand.facts("item_added") == 0
        await hand.answer("3")
        await hand.answer("2.2")
        assert order(hand) == "A B B-2 C"
        slots = tables.speakers(peopled.db, "main").slots
        assert {slot: each.slot.item for slot, each in slots.items()} == {"B.1": "B", "B.2": "B", "B.3": "B-2"}
        assert {each.cue.number: each.cue.item for each in tables.cues(peopled.db)} == {"2.1": "B", "2.2": "B-2"}
        await hand.press("ampersand")
        assert "B Opening takes in B-2 Opening" in hand.text
        await hand.answer("")
        assert order(hand) == "A B C" and hand.state.items["B"].length == 1200


async def test_a_copy_stands_after_its_own(opened: Opened) -> None:
    async with opened() as hand:
        await hand.press("down", "down", "Y")
        assert order(hand) == "A B B-2 C"


async def test_the_editing_keys_are_off_in_show_mode_and_want_a_line(opened: Opened, file: EventFile) -> None:
    async with opened() as hand:
        for key in ("e", "Y", "S", "D", "ampersand"):
            await hand.press(key)
            assert "with the arrows" in hand.text
        setup.set_mode(file, "show", now=START, operator="lead")
        await hand.second()
        await hand.press("down", "down")
        for key in ("e", "i", "Y", "S", "D", "ampersand"):
            await hand.press(key)
            assert "Editing is off in show mode" in hand.text
        assert not hand.app.screen.query_one(LineEditor).editing


async def test_what_is_edited_is_taken_out_elsewhere(opened: Opened, file: EventFile) -> None:
    from console import stage
    from console.rules.editing.edits import Remove

    async with opened() as hand:
        await hand.press("down", "down", "e")
        stage.edit(file, "main", Remove("B"), now=START, operator="Mei")
        hand.app.screen.renew()
        await hand.pilot.pause()
        assert not hand.app.screen.query_one(LineEditor).editing
        assert "taken out meanwhile" in hand.text.replace("took the item out", "taken out")


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_the_item_page_sets_every_field(opened: Opened, peopled: EventFile, size: tuple[int, int]) -> None:
    async with opened(size=size) as hand:
        await hand.press("down", "down", "enter")
        assert "B  Opening" in hand.text and "follows what comes before it" in hand.text
        await hand.press("enter")
        assert hand.state.items["B"].start_rule == "fixed", "Enter turns it over"
        await hand.press("down", "down", "down", "down", "enter")
        hand.app.screen.query_one("Prompt Input", Input).value = "50"
        await hand.pilot.pause()
        assert "ends 11:30, was 11:00" in hand.text, "what it would do, before it is stored"
        await hand.answer("50")
        assert hand.state.items["B"].length == 3000
        await hand.press("u")
        assert hand.state.items["B"].length == 1200
        await hand.press("escape")
        assert hand.app.screen.query_one(RunningOrder).picked == "B"


async def test_the_item_page_of_what_ran_only_shows(opened: Opened) -> None:
    async with opened() as hand:
        await hand.press("space")
        await hand.second(5)
        await hand.press("space", "up", "up", "up", "enter")
        await hand.press("enter")
        assert "what ran stays as it was" in hand.text and hand.facts("item_edited") == 0


async def test_what_a_full_disk_did_not_take_is_said_and_stays_typed(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_words: object, **_more: object) -> None:
        raise EventFileError("the disk is full")

    async with opened() as hand:
        await hand.press("down", "down", "e")
        await edit(hand, "30")
        with monkeypatch.context() as patched:
            patched.setattr("console.stage.edit", full)
            await hand.press("enter")
        await hand.second()
        assert "the disk is full" in hand.text and "PREVIEW" not in hand.text
        assert hand.app.screen.query_one(LineEditor).editing
        await hand.press("enter")
        assert hand.state.items["B"].length == 1800, "with room again, Enter stores what was typed"


async def test_what_an_edit_moves_is_seen_under_it(opened: Opened, file: EventFile) -> None:
    items = [ItemPlanned(Item(f"K{n:02}", "main", 10 + n, f"Item {n}", length=300)) for n in range(30)]
    with file.transaction() as tx:
        tx.append([Draft("stage/main", each) for each in items], at=START, operator="setup")
    async with opened() as hand:
        await hand.press(*["down"] * 16, "e")
        await edit(hand, "9")
        picked = hand.app.screen.query_one(RunningOrder).picked
        after = f"K{int(picked[1:]) + 1:02}"
        assert row(hand, after).startswith("  * ")
