"""Desk and stage at once on one file: what one says stands in the other, is answered with one key, and scans go on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from console import desk, house, messages, operators, stage
from console.rules.refusals import Refusal
from data import heard, reading, tables
from data.facts import Draft, GuestChanged, StageSet
from data.journal import EventFile
from data.records import Stage
from screens.widgets.timer_face import TimerView, timer_lines

START = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)
Opened = Callable[..., AbstractAsyncContextManager[Any]]


async def news(*hands: Any) -> None:
    """Every console looks at the file."""
    for hand in hands:
        hand.app._poll()
        await hand.pilot.pause()
        await hand.second(0)


async def test_the_stage_asks_the_desk_confirms_and_both_read_it(opened: Opened, file: EventFile) -> None:
    stage.go(file, "main", now=START - timedelta(minutes=1), operator="Kit")  # the walk-in
    async with AsyncExitStack() as both:
        wings = await both.enter_async_context(opened())
        front = await both.enter_async_context(opened("desk", operator="Mei"))
        await wings.press("d")
        assert "open   clear   count   hold" in wings.rows[-2]
        await wings.answer("open")
        assert "to desk: open the house" in wings.text and "desk has not answered  0:00" in wings.text
        wings.clock.move(40)
        await news(wings, front)
        assert "09:30  stage: open the house   0:40   ^X done" in front.rows[1]
        assert "HOUSE  not open" in front.text
        focus = front.app.focused
        await front.press("ctrl+x")
        assert front.app.focused is focus, "one key, and the field still has the focus"
        await news(wings, front)
        assert "open the house" not in front.rows[1]
        assert "HOUSE  open 09:30   not cleared" in front.text
        assert "DESK   house open 09:30, not cleared" in wings.text
        assert "!! the house is not cleared" in wings.text
        await front.press("ctrl+u")
        await front.answer("clear")
        await news(wings)
        assert "desk: cleared to start" in wings.text and "0:00   y seen" in wings.text
        assert "not cleared" not in wings.text
        await wings.press("y")
        await news(wings)
        assert "y seen" not in wings.text
        assert (heard.house(file.db, "main").waiting, heard.house(file.db, "main").cleared.answered_by) == ({}, "Kit")


async def test_a_scan_while_the_stage_talks_is_a_scan(opened: Opened, file: EventFile) -> None:
    code = desk.ticket(file, "g1", replace=False, now=START, operator="Mei").code
    async with opened("desk", operator="Mei") as hand:
        for n in range(5):
            messages.send(file, f"word {n}", to="desk", sender="stage/main", blink=True, now=START, operator="Kit")
        house.say(file, "main", "open", side="stage", now=START, operator="Kit")
        await news(hand)
        assert "+5 more" in hand.rows[1]
        await hand.feed(code + "\r")
        assert tables.guest(file.db, "g1").arrived is not None
        assert len(heard.messages(file.db).open) == 5, "a scan answers nobody"
        await hand.type("li")
        await news(hand)
        assert "李立言" in hand.text, "what was found still stands"


async def test_messages_both_ways_are_seen_oldest_first(opened: Opened, file: EventFile) -> None:
    async with AsyncExitStack() as both:
        wings = await both.enter_async_context(opened())
        front = await both.enter_async_context(opened("desk", operator="Mei"))
        await front.press("ctrl+f")
        await front.answer("[b]coach[/] 大巴 late")
        front.clock.move(5)
        await front.press("ctrl+f")
        await front.answer("!second")
        await news(wings)
        rows = [row for row in wings.rows if "desk: " in row]
        assert "desk: [b]coach[/] 大巴 late" in rows[0] and "0:05   y seen" in rows[0]
        assert "desk: second" in rows[1] and "y seen" not in rows[1]
        assert "to stage: [b]coach[/] 大巴 late" in front.text and "+1 more   waiting  0:05" in front.text
        await wings.press("y")
        await news(wings)
        assert [each.text for each in heard.messages(file.db).open.values()] == ["second"]
        await wings.press("y")
        await news(front)
        assert "to stage: second" in front.text and "seen Kit" in front.text
        await wings.press("t")
        await wings.answer("desk: thank you")
        await news(front, wings)
        assert "stage: thank you" in front.rows[1]
        assert "to desk: thank you" in wings.text and "waiting  0:00" in wings.text
        await front.press("ctrl+x")
        await news(wings)
        assert "seen by desk: thank you" in wings.text


async def test_latecomers_are_held_told_and_let_in_with_one_key(opened: Opened, file: EventFile) -> None:
    stage.go(file, "main", now=START, operator="Kit")
    async with AsyncExitStack() as both:
        wings = await both.enter_async_context(opened())
        front = await both.enter_async_context(opened("desk", operator="Mei"))
        await wings.press("d")
        await wings.answer("hold")
        wings.clock.move(10)
        desk_answer = front.app.visits.pass_door(file, "g2", "main", START + timedelta(seconds=10), "Mei", "in")
        assert desk_answer.hold == "A"
        await news(front, wings)
        assert "Hold at the doors until A ends." in front.text
        assert "1 held until A ends  0:10" in front.text
        assert "1 latecomer held at the doors until A ends" in wings.text
        await front.press("ctrl+u")
        await front.answer("9 late")
        await news(wings)
        row = next(row for row in wings.rows if "latecomers held" in row)
        assert row == " 09:30  9 latecomers held at the doors until A ends          o lets them in now"
        await wings.press("o")
        await news(front, wings)
        assert "latecomers held" not in wings.text
        assert "Hold at the doors" not in front.text and "held until" not in front.text
        assert [row.fact.known.step for row in reading.facts(file.db, kinds=["house_stepped"])][-1] == "admit"


async def test_o_is_the_other_stage_while_nobody_is_held(opened: Opened, file: EventFile, noon: datetime) -> None:
    with file.transaction() as tx:
        tx.append([Draft("event", StageSet(Stage("two", "Second room")))], at=noon, operator="setup")
    async with opened() as hand:
        await hand.press("o")
        assert "Second room" in hand.rows[0]
        await hand.press("o")
        house.say(file, "main", "hold", side="desk", now=START, operator="Mei")
        await news(hand)
        await hand.press("o")
        assert "Main stage" in hand.rows[0]
        assert heard.house(file.db, "main").holding is None


async def test_ready_texts_the_timer_and_the_time_hidden(opened: Opened, file: EventFile) -> None:
    stage.go(file, "main", now=START, operator="Kit")
    async with AsyncExitStack() as both:
        wings = await both.enter_async_context(opened())
        timer = await both.enter_async_context(opened("timer"))
        await wings.press("T")
        assert "1 WRAP UP  2 SPEAK UP" in wings.rows[-2]
        await wings.answer("!1")
        await news(wings, timer)
        face = timer.app.screen.query_one("TimerFace")
        assert (face.view.messages, face.view.turned) == (("WRAP UP",), False)
        assert "to timer: WRAP UP" in wings.text
        await timer.second(1)
        assert face.view.turned, "it blinks"
        await timer.press("enter")
        await news(wings, timer)
        assert face.view.messages == () and "seen by timer: WRAP UP" in wings.text
        for line in ("first", "second", "-", "0"):
            await wings.press("T")
            await wings.answer(line)
        await news(wings, timer)
        assert (face.view.messages, face.view.hidden) == (("second",), True)
        assert "NO TIME on the timer" in wings.text
        assert not any(character.isdigit() for character in timer.text)
        await wings.press("T")
        await wings.answer("0")
        wings.clock.move(5)
        await wings.press("space")
        await news(timer)
        assert (face.view.messages, face.view.hidden) == ((), False), "the GO took the message, not the time"


async def test_undo_takes_the_message_back_and_names_it(opened: Opened, file: EventFile) -> None:
    async with opened() as hand:
        await hand.press("t")
        await hand.answer("wrong words")
        assert "undo: word to all" in hand.text
        await hand.press("u")
        assert heard.messages(file.db).open == {}


async def test_a_viewer_reads_and_answers_nothing(opened: Opened, file: EventFile) -> None:
    for name, role, pin in (("Ann", "lead", "583921"), ("Vic", "viewer", "417283")):
        made = operators.add(file, name, role, pin, now=START, operator="Ann")  # type: ignore[arg-type]  # roles
        assert not isinstance(made, Refusal), made
    messages.send(file, "hello", to="desk", sender="stage/main", now=START, operator="Ann")
    async with opened("desk", operator="") as hand:
        assert hand.app.sign_in("Vic", "417283") is None
        hand.app.opened()
        await news(hand)
        assert "stage: hello" in hand.text
        await hand.press("ctrl+x")
        assert "Vic signed in as viewer; this is for the desk, stage, lead." in hand.text
        assert len(heard.messages(file.db).open) == 1


@pytest.mark.parametrize("room", ["speakers", "cues"])
async def test_the_other_rooms_hear_and_answer(opened: Opened, file: EventFile, room: str) -> None:
    messages.send(file, "five minutes 五分钟", to="all", sender="desk", blink=True, now=START, operator="Mei")
    async with opened(room) as hand:
        assert "09:30  desk: five minutes 五分钟   0:00   y seen" in hand.rows[1]
        await hand.press("y")
        assert [each.room for each in next(iter(heard.messages(file.db).open.values())).seen] == [room]
        assert "five minutes" not in hand.rows[1]


@pytest.mark.parametrize(("width", "height"), [(80, 23), (140, 39), (40, 12), (20, 5)])
@pytest.mark.parametrize("hidden", [False, True])
@pytest.mark.parametrize("said", [("WRAP UP",), ("WRAP UP", "请总结", "a very long word of the stage " * 9), ()])
def test_messages_never_break_the_timer(width: int, height: int, hidden: bool, said: tuple[str, ...]) -> None:
    view = TimerView("running", 725.0, "danger", "09:30", "LEFT", said, "09:30:00", turned=True, hidden=hidden)
    lines = timer_lines(view, width, height, ascii=True)
    assert [line.cell_length for line in lines] == [width] * height
    assert hidden != any("09:30:00" in line.plain for line in lines)


async def test_many_lines_leave_the_order_its_place(opened: Opened, file: EventFile) -> None:
    stage.go(file, "main", now=START, operator="Kit")
    for n in range(8):
        messages.send(file, f"word {n}", to="stage", stage="main", sender="desk", now=START, operator="Mei")
    async with opened() as hand:
        assert " => A  ON" in hand.text
        assert "+4 more" in hand.text
        await asyncio.sleep(0)
        assert all(strip.cell_length == 80 for strip in hand.app.screen._compositor.render_strips())


async def test_a_room_sees_whether_what_it_told_was_read(opened: Opened, file: EventFile) -> None:
    async with AsyncExitStack() as all_:
        rooms = {room: await all_.enter_async_context(opened(room, operator="Ann")) for room in ("cues", "speakers")}
        front = await all_.enter_async_context(opened("desk", operator="Mei"))
        for room, hand in rooms.items():
            assert not hand.app.screen.query_one("#sent").display
            hand.app.screen.do("tell")
            await hand.answer(f"desk: where is 李立言? {room}")
            assert "to desk: where is 李立言?" in hand.text and "waiting  0:00" in hand.text
        await news(front)
        await front.press("ctrl+x")
        await news(rooms["cues"], rooms["speakers"])
        assert "seen Mei" in rooms["cues"].text and "seen Mei" not in rooms["speakers"].text
        rooms["cues"].clock.move(61)
        await news(rooms["cues"], rooms["speakers"])
        assert "李立言" not in rooms["cues"].text, "a minute later it is no news"
        assert "waiting  1:01" in rooms["speakers"].text


async def test_who_is_waited_for_stands_on_the_stage_whatever_else_waits_there(opened: Opened, file: EventFile) -> None:
    async with opened() as wings:
        for n in range(5):
            messages.send(file, f"word {n}", to="stage", stage="main", sender="desk", now=START, operator="Mei")
        house.say(file, "main", "hold", side="stage", now=START, operator="Kit")
        with file.transaction() as tx:
            tx.append([Draft("guest/g2", GuestChanged({"flag": "yes"}))], at=START, operator="setup")
        desk.admit(file, guest="g2", door="main", now=START, operator="Mei")
        await news(wings)
        assert any(row.startswith(" 09:30  IN  ") for row in wings.rows), wings.text
        assert "word 0" in wings.text and "held" in wings.text and "more" in wings.text
        await wings.second(61)
        assert not any(row.startswith(" 09:30  IN  ") for row in wings.rows), "by then it is news like other news"


@pytest.mark.parametrize(("room", "rings"), [("stage", 2), ("timer", 0), ("backstage", 0)])
async def test_nothing_rings_beside_somebody_who_speaks(
    opened: Opened, file: EventFile, monkeypatch: pytest.MonkeyPatch, room: str, rings: int
) -> None:
    rung: list[str] = []
    monkeypatch.setattr("screens.app.CallboardApp.bell", lambda _app: rung.append("bell"))
    with file.transaction() as tx:
        tx.append([Draft("guest/g2", GuestChanged({"flag": "yes"}))], at=START, operator="setup")
    async with opened(room) as hand:
        desk.admit(file, guest="g2", door="main", now=START, operator="Mei")
        await news(hand)
        messages.send(file, "word", to="all", sender="desk", now=START, operator="Mei")
        await news(hand)
    assert len(rung) == rings


async def test_a_wish_done_by_mistake_is_taken_back(opened: Opened, file: EventFile) -> None:
    stage.go(file, "main", now=START, operator="Kit")  # the walk-in
    async with AsyncExitStack() as both:
        wings = await both.enter_async_context(opened())
        front = await both.enter_async_context(opened("desk", operator="Mei"))
        await wings.press("d")
        await wings.answer("clear")
        assert "undo: asked: clear" in wings.text
        await news(front)
        await front.press("ctrl+x")
        assert heard.house(file.db, "main").cleared is not None
        assert "^Z undo done: cleared to start" in front.text
        await front.press("ctrl+z")
        assert heard.house(file.db, "main").cleared is None
        await news(front, wings)
        assert "stage: clearance to start" in front.rows[1] and "desk has not answered" in wings.text
        await wings.press("u")
        assert not heard.house(file.db, "main").waiting


async def test_every_room_says_the_same_of_how_many_are_in(opened: Opened, file: EventFile) -> None:
    house.say(file, "main", "count", side="desk", count=203, now=START, operator="Mei")
    for room in ("stage", "speakers"):
        async with opened(room) as hand:
            assert "IN THE HOUSE 203, 09:30, Mei" in hand.text, room
