"""Calling in the stage room: the strip of calls, its bell, going on by itself, departments, counts, jumps, timers."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from typing import Any

import pytest
from rich.cells import cell_len

from console import setup, stage
from data import tables
from data.facts import CuePlanned, Draft, ItemPlanned
from data.journal import EventFile
from data.records import Action, Cue, Item
from screens.going_on import GoingOnRoom
from screens.widgets.call_strip import CallView, NoteShown, TimerShown, strip_lines
from screens.widgets.timer_face import TimerFace, timer_word

START = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)
Opened = Callable[..., AbstractAsyncContextManager[Any]]


@pytest.fixture
def called(file: EventFile, noon: datetime) -> EventFile:
    """A goes on by itself; it and B have notes for departments; B has two cues; C is a break, D is flagged."""
    items = [
        Item("A", "main", 0, "Doors", "入场", start=START, length=1800, start_rule="fixed", auto=True,
             notes_for={"sound": "mic 3", "灯光": "暗场"}),
        Item("B", "main", 1, "Opening", "开幕", length=1200, notes_for={"sound": "mic 1 for 李立言"}),
        Item("C", "main", 2, "Coffee", "茶歇", kind="break", length=2400),
        Item("D", "main", 3, "Roundtable", flag=True, length=600),
    ]  # fmt: skip
    cues = [Cue(n, "B", at, name, actions=(Action("booth", "x"),)) for at, (n, name) in enumerate(
        [("2.1", "House to half"), ("2.2", "Title card")])]  # fmt: skip
    drafts = [Draft("stage/main", ItemPlanned(item)) for item in items]
    with file.transaction() as tx:
        tx.append([*drafts, *(Draft(f"cue/{c.number}", CuePlanned(c)) for c in cues)], at=noon, operator="setup")
    return file


def row(hand: Any, words: str) -> str:
    found = [each for each in hand.rows if words in each]
    assert found, f"{words!r} is nowhere in\n{hand.text}"
    return str(found[0])


async def watch(hand: Any, seconds: float = 0) -> None:
    """The room looks whether an item goes on by itself, so much later."""
    hand.clock.move(seconds)
    room = hand.app.screen
    assert isinstance(room, GoingOnRoom)
    room.watch_auto()
    await hand.pilot.pause()


@pytest.fixture
def bells(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    rung: list[str] = []
    monkeypatch.setattr("screens.app.CallboardApp.bell", lambda _app: rung.append("bell"))
    return rung


# -- calls -------------------------------------------------------------------------------------------------------------
async def test_a_call_becomes_due_with_one_bell_and_is_given_by_its_key(
    opened: Opened, called: EventFile, bells: list[str]
) -> None:
    async with opened() as hand:
        await hand.press("space")
        await hand.second(24 * 60 + 50)
        assert "CALL" not in hand.text and not bells
        assert "next call 5:00 before B, in 0:10" in hand.text, "a moment to make ready"
        await hand.second(10)
        assert "CALL B Opening" in row(hand, "CALL B") and "in 5:00" in row(hand, "CALL B")
        assert "l gives it" in row(hand, "CALL B")
        await hand.second(5)
        assert "in 4:55" in row(hand, "CALL B")
        assert bells == ["bell"], "one bell a call"
        await hand.press("l")
        assert "CALL B" not in hand.text
        assert [(each.item, each.before, each.operator) for each in hand.state.given] == [("B", 300, "Kit")]
        await hand.press("u")
        assert "CALL B" in hand.text, "undo takes the call back"


async def test_the_bell_is_for_a_start_and_for_an_item_over_and_no_other_warning(
    opened: Opened, called: EventFile, bells: list[str]
) -> None:
    async with opened() as hand:
        await hand.press("space", "A")
        for minutes in (25, 3, 1):  # B in 5:00; A ends in 2:00; A ends in 1:00, as B starts in 1:00
            await hand.second(minutes * 60)
        assert bells == ["bell", "bell"], "the two calls of B, and not the warnings before the end of A"
        assert "WRAP" in hand.text
        await hand.second(62)
        assert len(bells) == 3 and "OVER" in hand.text
        await hand.second(5)
        assert len(bells) == 3, "once"
        await hand.press("+")
        await hand.second(58)
        assert len(bells) == 4, "over again, after a minute more"


async def test_what_is_counted_to_stands_once(opened: Opened, called: EventFile) -> None:
    for size in ((80, 24), (140, 24), (140, 40)):
        async with opened(size=size) as hand:
            assert hand.text.count("to break C in") == 1, size
            hand.app.do("count_to")
            await hand.answer("B")
            assert hand.text.count("to B in") == 1, size


async def test_every_key_that_may_be_wanted_at_once_stands_in_a_small_bar(opened: Opened, called: EventFile) -> None:
    async with opened() as hand:
        await hand.press("space", "h")
        await hand.answer("lights")
        await hand.press("down", "s")
        await hand.second(9)
        bar = "\n".join(hand.rows[-2:])
        assert "u undo: standby" in bar and "h go on" in bar
        for key in ("Space GO", "E end", "F12 PANIC", "l call", "g go to", "r recover", "^P all acts", "F1 help"):
            assert key in bar, key


async def test_with_nothing_due_the_key_says_when_and_writes_nothing(opened: Opened, called: EventFile) -> None:
    async with opened() as hand:
        await hand.press("space", "l")
        assert hand.facts("call_given") == hand.facts("stage_refused") == 0
        assert "No call is due" in hand.text
        await hand.press("down", "down", "l")
        assert hand.state.given[-1].item == "C", "one that is picked is called at any time"


async def test_a_call_that_was_due_when_the_room_opened_rings_nothing(
    opened: Opened, called: EventFile, bells: list[str], clock: Any
) -> None:
    stage.go(called, "main", now=START, operator="Kit")
    clock.move(26 * 60)
    async with opened() as hand:
        await hand.second(1)
        assert "CALL B" in hand.text and not bells


# -- going on by itself ------------------------------------------------------------------------------------------------
async def test_the_room_counts_to_the_go_by_itself_and_gives_it(opened: Opened, called: EventFile) -> None:
    async with opened() as hand:
        await hand.press("space")
        await hand.second(29 * 60 + 48)
        assert "auto GO 0:12" in hand.text
        await watch(hand)
        assert [run.item for run in hand.state.runs] == ["A"]
        await watch(hand, 12)
        assert [run.item for run in hand.state.runs] == ["A", "B"]
        assert hand.state.runs[-1].start == START.replace(hour=10, minute=0)
        await watch(hand, 1)
        assert len(hand.state.runs) == 2


async def test_it_can_be_stopped_by_a_key_and_by_a_hold(opened: Opened, called: EventFile) -> None:
    async with opened() as hand:
        await hand.press("space")
        await hand.second(29 * 60)
        await hand.press("A")
        assert "auto GO is off this time" in hand.text
        await watch(hand, 61)
        assert len(hand.state.runs) == 1
        await hand.press("plus", "plus", "A", "h")
        await hand.answer("lamp")
        assert "waits for the hold" in hand.text
        await watch(hand, 500)
        assert len(hand.state.runs) == 1
        await hand.press("h")
        await watch(hand, 118)
        assert len(hand.state.runs) == 1
        await watch(hand, 2)
        assert len(hand.state.runs) == 2


async def test_in_show_mode_it_waits_for_the_standby_and_says_so(opened: Opened, called: EventFile) -> None:
    setup.set_mode(called, "show", now=START, operator="lead")
    async with opened() as hand:
        await hand.press("s", "space")
        await hand.second(30 * 60 + 3)
        await watch(hand)
        assert len(hand.state.runs) == 1
        assert "AUTO GO WAITS: s calls B" in hand.text
        await hand.press("s")
        await watch(hand, 1)
        assert [run.item for run in hand.state.runs] == ["A", "B"]


async def test_it_goes_on_while_another_room_is_in_front(opened: Opened, called: EventFile) -> None:
    async with opened() as hand:
        await hand.press("space")
        room = hand.app.screen
        await hand.press("f6")
        hand.clock.move(30 * 60)
        room.watch_auto()
        await hand.pilot.pause()
        assert [run.item for run in hand.state.runs] == ["A", "B"]


# -- departments, counts -----------------------------------------------------------------------------------------------
async def test_notes_of_the_live_and_the_next_item_for_one_department_or_all(opened: Opened, called: EventFile) -> None:
    async with opened() as hand:
        await hand.press("space")
        assert "A SOUND mic 3   灯光 暗场   B SOUND mic 1 for 李立言" in hand.text
        hand.app.do("department")
        await hand.answer("灯光")
        await hand.second(1)
        assert "灯光 暗场" in hand.text and "mic 3" not in hand.text
        hand.app.do("department")
        await hand.answer("nobody")
        assert "No item has notes for nobody." in hand.text
        hand.app.do("department")
        await hand.answer("")
        await hand.second(1)
        assert "mic 3" in hand.text


async def test_counts_to_the_next_break_or_what_was_chosen(opened: Opened, called: EventFile) -> None:
    async with opened() as hand:
        await hand.press("space")
        await hand.second(60)
        assert "to break C in 49:00, at 10:20" in hand.text
        hand.app.do("count_to")
        await hand.answer("flag")
        assert "to flag D in 1:29:00, at 11:00" in hand.text
        hand.app.do("count_to")
        await hand.answer("b")
        assert "to B in 29:00, at 10:00" in hand.text
        hand.app.do("count_to")
        await hand.answer("lunch")
        assert "lunch is not to come" in hand.text


async def test_a_wide_and_tall_room_shows_every_note_and_every_count(opened: Opened, called: EventFile) -> None:
    async with opened(size=(140, 40)) as hand:
        await hand.press("space")
        text = hand.text
        assert "to break C in 50:00, at 10:20   to flag D in 1:30:00, at 11:00" in text
        assert " A  SOUND  mic 3" in text and " B  SOUND  mic 1 for 李立言" in text


# -- jumps -------------------------------------------------------------------------------------------------------------
async def test_a_number_of_an_item_or_of_a_cue_then_standby(opened: Opened, called: EventFile) -> None:
    async with opened() as hand:
        await hand.press("space", "g")
        await hand.answer("2.2")
        assert "Cue 2.2 Title card is of B Opening" in hand.text
        assert hand.app.screen.order.picked == "B"
        await hand.press("s")
        assert hand.state.standby == "B"
        hand.clock.move(2)
        await hand.press("space", "g")
        await hand.answer("2.2")
        await hand.press("s")
        cue = tables.cue(called.db, "2.2")
        assert cue is not None and cue.state == "standby", "a cue of the item that is on is called itself"
        assert hand.state.standby is None
        assert "CUE 2.2" in hand.text
        await hand.press("g")
        await hand.answer("d")
        await hand.press("s")
        assert hand.state.standby == "D"
        await hand.press("g")
        await hand.answer("9.9")
        assert "No item or cue is called 9.9." in hand.text


async def test_the_live_line_stands_in_the_middle_until_a_line_is_picked(opened: Opened, file: EventFile) -> None:
    items = [Item(f"m{n}", "main", 10 + n, f"Item number {n}", length=60) for n in range(1000)]
    with file.transaction() as tx:
        tx.append([Draft("stage/main", ItemPlanned(item)) for item in items], at=START, operator="setup")
    stage.standby(file, "main", "m700", now=START, operator="Kit")
    stage.go(file, "main", now=START, operator="Kit")

    def live(hand: Any) -> int:
        shown = [each for each in hand.rows if " m6" in each or " m7" in each]
        return next(place for place, each in enumerate(shown) if each.startswith(" => m700"))

    for size, above in (((80, 24), 2), ((140, 40), 4)):
        async with opened(size=size) as hand:
            assert live(hand) >= above, "what was just on is seen"
            assert "  > m701" in hand.text and "m703" in hand.text, "and what comes next"
            await hand.press("end")
            assert "=> m700" not in hand.text and "m999" in hand.text
            await hand.second(5)
            assert "=> m700" not in hand.text, "a picked line is not taken away"
            await hand.press("escape")
            assert live(hand) >= above
            await hand.second(1)
            assert live(hand) >= above


async def test_across_a_clock_change_every_room_says_the_same_end(opened: Opened, file: EventFile, clock: Any) -> None:
    start = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
    items = [Item("A", "main", 0, "Film", start=start, length=3600), Item("B", "main", 1, "Coffee", kind="break",
             length=600)]  # fmt: skip
    with file.transaction() as tx:
        tx.append([Draft("stage/main", ItemPlanned(item)) for item in items], at=START, operator="setup")
    clock.at = start
    async with opened() as hand:
        await hand.press("space")
        await hand.second(600)
        assert "ends 02:30:00" in hand.text and "to break B in 50:00, at 02:30" in hand.text
        await hand.press("f8")
        assert "ends 02:30" in hand.text


# -- free timers -------------------------------------------------------------------------------------------------------
async def test_free_timers_run_side_by_side_ring_at_zero_and_go_on_over(opened: Opened, bells: list[str]) -> None:
    async with opened() as hand:
        for words in ("bus 0:10", "采访"):
            hand.app.do("timer")
            await hand.answer(words)
        assert "bus 0:10   采访 0:00" in hand.text
        await hand.second(9)
        assert "bus 0:01   采访 0:09" in hand.text and not bells
        await hand.second(1)
        assert bells == ["bell"]
        await hand.second(5)
        assert "bus OVER -0:05" in hand.text and bells == ["bell"]
        hand.app.do("timer")
        await hand.answer("bus")
        await hand.second(20)
        assert "bus OVER -0:05 (stands)" in hand.text
        hand.app.do("timer")
        await hand.answer("bus off")
        assert "bus" not in row(hand, "采访")
        hand.app.do("timer")
        await hand.answer("train reset")
        assert "There is no timer called train" in hand.text


async def test_a_free_timer_on_the_timer_room_beside_the_speakers_time(opened: Opened) -> None:
    async with opened() as hand:
        hand.app.do("timer")
        await hand.answer("bus 15:00")
        hand.app.do("timer")
        await hand.answer("bus show")
        await hand.press("f8")
        assert "bus" in hand.text, "nothing is on: it has the digits"
        await hand.press("f3", "space", "f8")
        await hand.second(60)
        assert "bus 14:00" in hand.text
        await hand.press("f3")
        hand.app.do("timer")
        await hand.answer("bus hide")
        await hand.press("f8")
        assert "bus" not in hand.text


async def test_a_hold_between_items_is_said_with_its_reason_and_on_the_timer(opened: Opened) -> None:
    async with opened() as hand:
        await hand.press("space", "E")
        await hand.second(60)
        await hand.press("h")
        await hand.answer("投影仪 projector")
        await hand.second(30)
        assert "ON HOLD 0:30: 投影仪 projector" in hand.text
        await hand.press("f8")
        face = hand.app.screen.query_one(TimerFace)
        assert timer_word(face.view) == "HOLD" and "projector" not in hand.text, "why is nobody's but the stage's"
        await hand.press("f6")
        assert "HOLD: 投影仪 projector" in hand.text


def test_a_timer_that_ran_down_blinks_for_a_minute() -> None:
    def turned(figure: float, bright: bool) -> bool:
        (line,) = strip_lines(CallView(timers=(TimerShown("bus", figure),), bright=bright), 80, tall=False)
        return "reverse" in str(line.spans)

    assert turned(-1, False) and not turned(-1, True) and not turned(5, False) and not turned(-61, False)


# -- the strip itself --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("width", [80, 100, 140])
@pytest.mark.parametrize("tall", [True, False])
def test_the_strip_fills_its_lines_exactly_and_takes_none_without_words(width: int, tall: bool) -> None:
    assert strip_lines(CallView(), width, tall=tall) == []
    timed = (TimerShown("bus [b]x[/]", -1), TimerShown("采访", 9, False))
    view = CallView(
        "CALL 09 预告片 in 5:00", "bold", "auto GO 0:12", "", timed,
        tuple(NoteShown("08", "灯光", "很长的备注 " * 30, live=True) for _n in range(9)), ("to break 10",),
    )  # fmt: skip
    lines = strip_lines(view, width, tall=tall)
    assert all(line.cell_length == width == cell_len(line.plain) for line in lines)
    assert "bus [b]x[/] OVER -0:01" in "".join(line.plain for line in lines)
    assert 2 <= len(lines) <= 9
