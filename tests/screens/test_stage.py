"""The stage room at 80×24 on a real file: what Space does and says, and that nothing else starts anything."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from console import desk, setup, stage
from data import tables
from data.facts import CueEnded, CueFired, CuePlanned, Draft, GuestListed, ItemPlanned, SlotPlanned, StageSet
from data.journal import EventFile
from data.records import Action, Cue, Guest, Item, Slot, Stage
from screens.app import CallboardApp

START = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)


Opened = Callable[..., AbstractAsyncContextManager[Any]]


@pytest.fixture
def with_cues(file: EventFile, noon: datetime) -> EventFile:
    """Item A has two cues that GO fires."""
    cues = [
        Cue(n, "A", place, name, actions=(Action("booth", "x"),))
        for place, (n, name) in enumerate([("1.1", "House to half"), ("1.2", "Title card")])
    ]
    with file.transaction() as tx:
        tx.append([Draft(f"cue/{cue.number}", CuePlanned(cue)) for cue in cues], at=noon, operator="setup")
    return file


async def test_a_failed_cue_does_not_hide_who_is_missing(opened: Opened, with_cues: EventFile, noon: datetime) -> None:
    with with_cues.transaction() as tx:
        slot = Slot("A.1", "A", 0, "Tom Reed", length=300)
        tx.append([Draft("speakers/main", SlotPlanned(slot))], at=noon, operator="")
        for number in ("1.1", "1.2"):
            fired = CueFired((Action("booth", "x"),), "show", "1:1", 0.5)
            first = tx.append([Draft(f"cue/{number}", fired)], at=noon, operator="")[0]
            noon += timedelta(minutes=1)
            tx.append([Draft(f"cue/{number}", CueEnded(first.id, "failed"))], at=noon, operator="")
    async with opened() as hand:
        assert "NOT IN BUILDING   Tom Reed, A slot 1   F4" in hand.rows[1]
        assert "FAILED 1.2   Title card   F5   +1 more" in hand.rows[2]


async def test_space_starts_what_the_panel_says(opened: Opened) -> None:
    async with opened() as hand:
        assert "START A     Doors" in hand.text
        await hand.press("space")
        assert hand.state.runs[-1].item == "A"
        assert "== ON  A  since 09:30:00" in hand.text
        assert "START B     Opening" in hand.text


async def test_a_held_space_is_one_go(opened: Opened) -> None:
    async with opened() as hand:
        for _repeat in range(4):
            await hand.press("space")
            hand.clock.move(0.1)
        assert [run.item for run in hand.state.runs] == ["A"]
        assert "too soon" in hand.text


async def test_after_the_guard_space_goes_on(opened: Opened) -> None:
    async with opened() as hand:
        await hand.press("space")
        hand.clock.move(1.5)
        await hand.press("space")
        assert [run.item for run in hand.state.runs] == ["A", "B"]


async def test_the_seconds_run_without_asking_the_file(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened() as hand:
        await hand.press("space")
        monkeypatch.setattr("screens.stage_read.tables", None)
        await hand.second(1681)
        assert "== ON  A  since 09:30:00" in hand.text
        assert "WARNING, ends 10:00:00" in hand.text


async def test_over_is_a_word_and_a_minus(opened: Opened) -> None:
    async with opened() as hand:
        await hand.press("space")
        await hand.second(1801)
        assert "OVER, was to end 10:00:00" in hand.text
        assert "####" in hand.rows[4]
        assert "DAY 0:01 LATE  =  over +0:01" in hand.text


async def test_a_minute_more_shows_in_the_reasons(opened: Opened) -> None:
    async with opened() as hand:
        await hand.press("space", "plus")
        assert "DAY 1:00 LATE  =  gave +1:00" in hand.text
        await hand.press("minus", "minus")
        assert "DAY 1:00 EARLY  =  took -1:00" in hand.text


async def test_hold_with_a_reason_counts_from_the_key(opened: Opened) -> None:
    async with opened() as hand:
        await hand.press("space")
        hand.clock.move(10)
        await hand.press("h")
        hand.clock.move(5)
        await hand.answer("lectern mic")
        assert "== HOLD  A" in hand.text
        assert "ON HOLD 0:05: lectern mic" in hand.text
        assert hand.state.runs[-1].held_since == START + timedelta(seconds=10)
        await hand.press("h")
        assert hand.state.runs[-1].held == 5


async def test_escape_stops_nothing(opened: Opened) -> None:
    async with opened() as hand:
        await hand.press("space", "escape", "escape")
        await hand.press("h", "escape")
        assert hand.state.runs[-1].end is None
        assert hand.facts("held") == 0


async def test_undo_takes_back_what_it_names(opened: Opened) -> None:
    async with opened() as hand:
        await hand.press("space", "plus")
        await hand.second(9)
        assert "u undo: gave 1:00" in hand.text
        await hand.press("u")
        assert hand.state.runs[-1].added == 0
        assert len(hand.state.runs) == 1


async def test_show_mode_wants_a_standby_and_says_so(opened: Opened, file: EventFile) -> None:
    setup.set_mode(file, "show", now=START, operator="lead")
    async with opened() as hand:
        assert "stand by first:  s  calls A Doors" in hand.text
        await hand.press("space")
        assert hand.state.runs == ()
        hand.clock.move(2)
        await hand.press("s", "space")
        assert hand.state.runs[-1].item == "A"


async def test_ending_in_show_mode_wants_the_word(opened: Opened, file: EventFile) -> None:
    setup.set_mode(file, "show", now=START, operator="lead")
    async with opened() as hand:
        await hand.press("s", "space", "E")
        await hand.answer("no")
        assert hand.state.runs[-1].end is None
        await hand.press("E")
        await hand.answer("end")
        assert hand.state.runs[-1].end is not None


async def test_go_fires_the_cue_and_standby_lists_what_is_skipped(opened: Opened, with_cues: EventFile) -> None:
    async with opened() as hand:
        await hand.press("space")
        assert "CUE 1.1     House to half" in hand.text
        assert "A has 2 more cues" in hand.text
        hand.clock.move(2)
        await hand.press("space")
        assert [run.item for run in hand.state.runs] == ["A"]
        fired = tables.cue(hand.app.file.db, "1.1")
        assert fired is not None and fired.fired
        assert "stand by B Opening  (skips 1.2)" in hand.text
        await hand.press("s")
        assert "START B" in hand.text
        assert "skips 1.2" in hand.text


async def test_the_list_is_walked_and_an_item_moved_skipped_and_found(opened: Opened) -> None:
    async with opened() as hand:
        await hand.press("down", "down", "K")
        assert hand.state.moves == (("B", "A"),)
        await hand.press("X")
        assert hand.state.skipped == {"B": True}
        await hand.press("X")
        assert hand.state.skipped == {"B": False}
        await hand.press("g")
        await hand.answer("keyn")
        await hand.press("s")
        assert hand.state.standby == "C"


async def test_a_speaker_at_the_desk_shows_on_the_stage(opened: Opened, file: EventFile, noon: datetime) -> None:
    slot = Slot("A.1", "A", 0, "Ada Byron", guest="g1")
    with file.transaction() as tx:
        tx.append([Draft("speakers/main", SlotPlanned(slot))], at=noon, operator="setup")
    async with opened() as hand:
        assert "ON NOW, NOT IN BUILDING   Ada Byron, A slot 1" in hand.rows[1]
        desk.admit(file, guest="g1", door="main", now=START, operator="Mei")
        hand.app._poll()
        await hand.pilot.pause()
        assert "IN  Ada Byron   speaker" in hand.text
        assert "NOT IN BUILDING" not in hand.text


async def test_hostile_titles_and_the_other_stage(opened: Opened, file: EventFile, noon: datetime) -> None:
    title = "[@click=app.quit]Bob [/] X\x1b[31m\u202e" + "very long 很长的标题 " * 20
    drafts = [
        Draft("event", StageSet(Stage("two", "Second room"))),
        Draft("stage/two", ItemPlanned(Item("Z", "two", 0, title, start=START, length=600))),
        Draft("guest/h", GuestListed(Guest("h", "[red]H[/]", category="vip"), 9)),
    ]
    with file.transaction() as tx:
        tx.append(drafts, at=noon, operator="setup")
    desk.admit(file, guest="h", door="main", now=START, operator="Mei")
    async with opened() as hand:
        await hand.press("o")
        assert "Second room" in hand.rows[0]
        assert "[@click=app.quit]Bob [/] X" in hand.text
        assert "\x1b" not in hand.text and "\u202e" not in hand.text
        assert "IN  [red]H[/]   VIP" in hand.text
        assert all(strip.cell_length == 80 for strip in hand.app.screen._compositor.render_strips())


async def test_an_empty_stage_says_what_to_do(opened: Opened, tmp_path: Path, clock: Callable[[], datetime]) -> None:
    path = tmp_path / "e.callboard"
    setup.new_empty(path, name="Empty", zone="Europe/London", day=START.date(), now=START, operator="")
    app = CallboardApp(path, room="stage", now=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("space", "s", "X", "u", "down", "escape")
        text = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "callboard import FILE FOLDER" in text


async def test_the_live_line_is_in_view_among_a_thousand(opened: Opened, file: EventFile, noon: datetime) -> None:
    items = [Item(f"m{n}", "main", 10 + n, f"Item number {n}", length=60) for n in range(1000)]
    with file.transaction() as tx:
        tx.append([Draft("stage/main", ItemPlanned(item)) for item in items], at=noon, operator="setup")
    stage.standby(file, "main", "m700", now=START, operator="Kit")
    stage.go(file, "main", now=START, operator="Kit")
    async with opened() as hand:
        live = next(row for row in hand.rows if row.startswith(" => m700"))
        place = hand.rows.index(live)
        assert hand.rows[place + 1].startswith("  > m701")


async def test_wide_terminals_show_more(opened: Opened) -> None:
    async with opened(size=(140, 40)) as hand:
        head = next(row for row in hand.rows if "length" in row)
        assert [word in head for word in ("ends", "late", "latest", "cues")] == [True] * 4


async def test_words_for_the_log_and_for_the_timer(opened: Opened) -> None:
    async with opened() as hand:
        await hand.press("w")
        await hand.answer("[b]projector[/] warm")
        assert "[b]projector[/] warm" in hand.rows[-3]
        hand.clock.move(1)
        await hand.press("T")
        await hand.answer("slower please")
        assert "to timer: slower please" in hand.text
        await hand.press("f8")
        assert "slower please" in hand.text


async def test_panic_is_written_down_and_ends_nothing(opened: Opened) -> None:
    async with opened() as hand:
        await hand.press("space", "f12")
        assert hand.facts("panicked") == 1
        assert hand.state.runs[-1].end is None


async def test_leaving_show_mode_wants_the_word(opened: Opened, file: EventFile) -> None:
    setup.set_mode(file, "show", now=START, operator="lead")
    async with opened() as hand:
        hand.app.do("mode")
        await hand.answer("edit")
        assert hand.app.mode == "show"
        hand.app.do("mode")
        await hand.answer("mode")
        await hand.answer("edit")
        assert hand.app.mode == "edit"


async def test_the_palette_picks_an_item(opened: Opened) -> None:
    async with opened("timer") as hand:
        hand.app.go_item("main", "C")
        await hand.pilot.pause()
        await hand.press("s")
        assert hand.state.standby == "C"


async def test_a_break_that_is_eaten_up_is_said_before_nothing_is_left_of_it(opened: Opened, file: EventFile) -> None:
    items = tables.stage(file.db, "main").items
    coffee = replace(items["B"], end=items["A"].start + timedelta(minutes=50), end_rule="fixed", least_length=900)
    with file.transaction() as tx:
        tx.append([Draft("stage/main", ItemPlanned(coffee))], at=items["A"].start, operator="setup")
    async with opened() as hand:
        await hand.press("space")
        await hand.second(34 * 60)
        assert "takes the 4:00" in hand.text and "of it left" not in hand.text
        await hand.second(2 * 60)
        assert "!! only 14:00 of it left" in hand.text
