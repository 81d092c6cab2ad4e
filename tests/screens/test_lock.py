"""Signing in and the lock: whose console it is, what it hides, and what still counts meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from console import desk, operators
from console.desk.guests import TicketShown, ticket
from data import reading, tables
from data.facts import Draft, Entered, EventSet, ModeSet, SlotPlanned
from data.journal import EventFile
from data.records import Slot
from screens.lock import LockScreen

PINS = {"Ann": "5821", "Mei": "7304", "Kit": "6419"}
ROLES = {"Ann": "lead", "Mei": "desk", "Kit": "stage"}
NAMES = ("Ada", "Byron", "李立言", "Li Liyan", "Reed")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real argon2, with little work."""
    import argon2

    real = argon2.PasswordHasher
    monkeypatch.setattr(argon2, "PasswordHasher", lambda: real(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def staffed(file: EventFile, noon: datetime) -> EventFile:
    for name, pin in PINS.items():
        operators.add(file, name, ROLES[name], pin, now=noon, operator="Ann")  # type: ignore[arg-type]  # a literal
    return file


@pytest.fixture
def sat(staffed: EventFile, opened: Any) -> Callable[..., AbstractAsyncContextManager[Any]]:
    """A console of the event with operators, opened as somebody."""

    def sit(operator: str = "", room: str = "desk") -> AbstractAsyncContextManager[Any]:
        found: AbstractAsyncContextManager[Any] = opened(room, operator=operator)
        return found

    return sit


async def give_pin(hand: Any, pin: str) -> None:
    await hand.press(*pin, "enter")
    await hand.pilot.pause()


def code_of(file: EventFile, guest: str, noon: datetime) -> str:
    shown = ticket(file, guest, replace=False, now=noon, operator="Ann")
    assert isinstance(shown, TicketShown)
    return shown.code


def hidden(hand: Any) -> bool:
    return not any(name in hand.text for name in NAMES)


async def test_without_operators_the_key_locks_and_opens(opened: Any) -> None:
    async with opened("desk") as hand:
        await hand.type("ada")
        assert "Byron" in hand.text
        await hand.press("ctrl+l")
        assert hidden(hand) and "PIN" not in hand.text
        await hand.press("f3")
        assert isinstance(hand.app.screen, LockScreen)
        await hand.press("ctrl+l")
        assert "Byron" in hand.text


async def test_nothing_is_seen_before_somebody_signed_in(sat: Any, staffed: EventFile, noon: datetime) -> None:
    async with sat("Mei") as hand:
        assert isinstance(hand.app.screen, LockScreen) and "Mei" in hand.text
        assert hidden(hand) and "scans do not count yet" in hand.text
        before = reading.latest(staffed.db)
        await hand.feed(code_of(staffed, "g1", noon) + "\r")
        assert reading.latest(staffed.db) == before
        assert "Sign in first" in hand.text
        for key in ("f3", "ctrl+p", "ctrl+l", "f12"):
            await hand.press(key)
            assert isinstance(hand.app.screen, LockScreen)
        await give_pin(hand, "1111")
        assert isinstance(hand.app.screen, LockScreen) and "do not belong together" in hand.text
        await give_pin(hand, PINS["Mei"])
        assert hand.app.screen.ROOM == "desk" and hand.app.operator == "Mei"
        assert "Mei, desk" in hand.rows[0]


async def test_a_pin_is_never_drawn_and_never_a_scan(sat: Any, staffed: EventFile, noon: datetime) -> None:
    operators.set_pin(staffed, "Mei", "730461", now=noon, operator="Mei")
    async with sat("Mei") as hand:
        await hand.press(*"7304")
        assert "7304" not in hand.text
        await hand.press("backspace", "backspace", "backspace", "backspace")
        # As a password manager types it: as fast as a scanner.
        await hand.feed("730461\r")
        await hand.pilot.pause()
        assert hand.app.operator == "Mei" and not hand.app.locked
    kept = [row.fact.body or "" for row in reading.facts(staffed.db)]
    assert not any("730461" in body for body in kept)


async def test_locked_it_hides_names_and_scans_count_for_who_locked_it(
    sat: Any, staffed: EventFile, noon: datetime
) -> None:
    async with sat("Mei") as hand:
        await give_pin(hand, PINS["Mei"])
        await hand.type("ada")
        await hand.press("ctrl+l")
        assert hidden(hand)
        await hand.feed(code_of(staffed, "g1", noon) + "\r")
        assert hidden(hand) and "IN" in hand.text
        state = tables.guest(staffed.db, "g1")
        assert state is not None and state.passages[0].operator == "Mei"
        await hand.press("ctrl+l")
        assert isinstance(hand.app.screen, LockScreen), "the key alone opens nothing"
        await hand.press("escape")
        assert isinstance(hand.app.screen, LockScreen)
        # Somebody else unlocks: then it is theirs.
        hand.app.screen.query_one("#name").value = "Ann"
        await give_pin(hand, PINS["Ann"])
        assert hand.app.operator == "Ann" and "Ann, lead" in hand.rows[0]


async def test_somebody_else_takes_over_and_until_then_it_stays_whose_it_was(sat: Any) -> None:
    async with sat("Mei") as hand:
        await give_pin(hand, PINS["Mei"])
        hand.app.do("sign_in")
        await hand.pilot.pause()
        assert hidden(hand) and "Esc goes back" in hand.text
        await hand.press("escape")
        assert hand.app.screen.ROOM == "desk" and hand.app.operator == "Mei"
        hand.app.do("sign_in")
        await hand.pilot.pause()
        await hand.press(*"Ann", "enter")
        await give_pin(hand, PINS["Ann"])
        assert hand.app.operator == "Ann"


async def test_idle_time_locks_where_there_are_operators(sat: Any, clock: Any) -> None:
    async with sat("Mei") as hand:
        await give_pin(hand, PINS["Mei"])
        clock.move(290)
        hand.app.lock_when_idle(clock())
        assert not hand.app.locked
        await hand.press("a")
        clock.move(290)
        hand.app.lock_when_idle(clock())
        assert not hand.app.locked, "a key counts as work"
        clock.move(11)
        hand.app.lock_when_idle(clock())
        await hand.pilot.pause()
        assert hand.app.locked and hidden(hand)


async def test_idle_time_is_the_events_to_say_and_never_without_operators(
    opened: Any, file: EventFile, clock: Any, noon: datetime
) -> None:
    async with opened("desk") as hand:
        clock.move(86_400)
        hand.app.lock_when_idle(clock())
        assert not hand.app.locked
        event = tables.event(file.db).event
        assert event is not None
        with file.transaction() as tx:
            tx.append([Draft("event", EventSet(replace(event, lock=2)))], at=noon, operator="Ann")
        await hand.press("a")
        clock.move(121)
        hand.app.lock_when_idle(clock())
        assert hand.app.locked


async def test_a_running_show_and_the_timer_never_lock_by_themselves(
    sat: Any, staffed: EventFile, clock: Any, noon: datetime
) -> None:
    with staffed.transaction() as tx:
        tx.append([Draft("event", ModeSet("show"))], at=noon, operator="Ann")
    async with sat("Kit", room="stage") as hand:
        await give_pin(hand, PINS["Kit"])
        clock.move(3600)
        hand.app.lock_when_idle(clock())
        assert not hand.app.locked, "a GO can't wait for a PIN"
    async with sat("", room="timer") as hand:
        clock.move(3600)
        hand.app.lock_when_idle(clock())
        assert not hand.app.locked and hand.app.screen.ROOM == "timer", "the timer names nobody"
        for key in ("f2", "ctrl+p"):
            await hand.press(key)
            assert isinstance(hand.app.screen, LockScreen) and hidden(hand)
            await hand.press("escape")
            assert hand.app.screen.ROOM == "timer", "the speaker's clock goes on"


async def test_what_a_role_cant_do_is_greyed_with_the_reason_and_refused(
    sat: Any, staffed: EventFile, noon: datetime
) -> None:
    async with sat("Mei", room="stage") as hand:
        await give_pin(hand, PINS["Mei"])
        before = reading.latest(staffed.db)
        await hand.press("space")
        assert "this is for the stage, lead" in hand.text
        assert reading.latest(staffed.db) == before
        await hand.press("f1")
        assert "Only: stage, lead." in hand.text
        await hand.press("escape", "ctrl+p")
        await hand.type("standby")
        assert "this is for the stage, lead" in hand.text.replace("\n", " ")


async def test_a_role_taken_away_is_seen_at_once_and_a_name_taken_off_signs_out(
    sat: Any, staffed: EventFile, noon: datetime
) -> None:
    async with sat("Mei") as hand:
        await give_pin(hand, PINS["Mei"])
        operators.set_role(staffed, "Mei", "viewer", now=noon, operator="Ann")
        hand.app._poll()
        await hand.pilot.pause()
        assert "Mei, viewer" in hand.rows[0]
        operators.remove(staffed, "Mei", now=noon, operator="Ann")
        hand.app._poll()
        await hand.pilot.pause()
        await hand.pilot.pause()
        assert isinstance(hand.app.screen, LockScreen) and hand.app.operator == ""


async def test_operators_named_while_a_console_is_open_ask_for_a_pin(
    opened: Any, file: EventFile, noon: datetime
) -> None:
    async with opened("desk") as hand:
        assert hand.app.operator == "Kit"
        operators.add(file, "Ann", "lead", PINS["Ann"], now=noon, operator="x")
        operators.add(file, "Kit", "lead", PINS["Kit"], now=noon, operator="Ann")
        hand.app._poll()
        await hand.pilot.pause()
        await hand.pilot.pause()
        assert isinstance(hand.app.screen, LockScreen), "to be called Kit is not to be Kit"
        await give_pin(hand, PINS["Kit"])
        assert hand.app.operator == "Kit" and hand.app.screen.ROOM == "desk"


async def test_a_desk_answers_an_ask_with_a_leads_pin(sat: Any, staffed: EventFile, noon: datetime) -> None:
    async with sat("Mei") as hand:
        await give_pin(hand, PINS["Mei"])
        code = code_of(staffed, "g1", noon)
        await hand.feed(code + "\r")
        await hand.feed(code + "\r")
        assert "ASK" in {str(hand.app.visits.latest.class_).upper()}
        await hand.press("ctrl+y")
        await hand.answer("same person")
        await hand.answer("ann")
        assert "PIN of Ann" in hand.text
        await hand.answer("1111")
        state = tables.guest(staffed.db, "g1")
        assert state is not None and len(state.passages) == 1
        await hand.press("ctrl+y")
        await hand.answer("same person")
        await hand.answer("Ann")
        await hand.answer(PINS["Ann"])
        state = tables.guest(staffed.db, "g1")
        assert state is not None and len(state.passages) == 2
        assert hand.app.operator == "Mei"
    forced = [row.fact.known for row in reading.facts(staffed.db, kinds=["entered"])][-1]
    assert isinstance(forced, Entered) and forced.supervisor == "Ann" and forced.forced


# -- what waits for nobody to look -------------------------------------------------------------------------------------
async def test_a_sign_in_that_nobody_finished_does_not_hold_the_door_open(sat: Any, clock: Any) -> None:
    async with sat("Mei") as hand:
        await give_pin(hand, PINS["Mei"])
        hand.app.do("sign_in")
        await hand.pilot.pause()
        clock.move(301)
        hand.app.lock_when_idle(clock())
        await hand.pilot.pause()
        assert "A PIN opens it" in hand.text and "Esc" not in hand.text
        await hand.press("escape")
        assert isinstance(hand.app.screen, LockScreen) and hidden(hand)
        await give_pin(hand, PINS["Mei"])
        hand.app.do("sign_in")
        await hand.pilot.pause()
        await hand.press("ctrl+l", "escape")
        assert isinstance(hand.app.screen, LockScreen), "the key that locks does so here too"


async def test_the_way_out_of_a_room_that_never_locks_is_by_a_pin_once_it_was_left_alone(
    sat: Any, staffed: EventFile, clock: Any, noon: datetime
) -> None:
    async with sat("Mei", room="timer") as hand:
        await hand.press("f2")
        await give_pin(hand, PINS["Mei"])
        await hand.press("f2", "f8", "f2")
        assert hand.app.screen.ROOM == "desk", "somebody who works here walks about"
        await hand.press("f8")
        clock.move(301)
        hand.app.lock_when_idle(clock())
        assert hand.app.screen.ROOM == "timer"
        await hand.press("f2")
        assert isinstance(hand.app.screen, LockScreen) and hidden(hand)
        await give_pin(hand, PINS["Mei"])
        await hand.press("f2")
        assert hand.app.screen.ROOM == "desk"
    with staffed.transaction() as tx:
        tx.append([Draft("event", ModeSet("show"))], at=noon, operator="Ann")
    async with sat("Kit", room="stage") as hand:
        await give_pin(hand, PINS["Kit"])
        clock.move(301)
        hand.app.lock_when_idle(clock())
        await hand.press("f5", "f3")
        assert hand.app.screen.ROOM == "stage", "the show goes on without a PIN"
        for key in ("f2", "f6", "ctrl+p"):
            await hand.press(key)
            assert isinstance(hand.app.screen, LockScreen) and hidden(hand)
            await hand.press("escape")
            assert hand.app.screen.ROOM == "stage"


async def test_another_pin_signs_out_who_came_with_the_one_before(sat: Any, staffed: EventFile, noon: datetime) -> None:
    async with sat("Mei") as hand:
        await give_pin(hand, PINS["Mei"])
        operators.set_pin(staffed, "Mei", "904172", now=noon, operator="Ann")
        hand.app._poll()
        await hand.pilot.pause()
        await hand.pilot.pause()
        assert isinstance(hand.app.screen, LockScreen) and hand.app.operator == ""
        await give_pin(hand, "904172")
        assert hand.app.operator == "Mei" and not hand.app.locked


async def test_a_pin_typed_fast_is_no_scan_wherever_on_the_lock_it_falls(sat: Any, staffed: EventFile) -> None:
    operators.set_pin(staffed, "Mei", "730461", now=datetime(2026, 3, 10, tzinfo=UTC), operator="Mei")
    async with sat("Mei") as hand:
        await hand.press("up")
        assert hand.app.focused.id == "name"
        await hand.feed("730461\r")
        await hand.pilot.pause()
        assert hand.app.operator == "Mei" and not hand.app.locked
    assert not any("730461" in (row.fact.body or "") for row in reading.facts(staffed.db))


async def test_a_lock_that_stands_follows_who_may_open_it(opened: Any, file: EventFile, noon: datetime) -> None:
    async with opened("desk") as hand:
        await hand.press("ctrl+l")
        assert "PIN" not in hand.text
        for name in ("Ann", "Mei"):
            operators.add(file, name, ROLES[name], PINS[name], now=noon, operator="Ann")  # type: ignore[arg-type]  # literal
        hand.app._poll()
        await hand.pilot.pause()
        await hand.pilot.pause()
        assert "PIN" in hand.text, "^L alone opens nothing from now on, so a PIN must be asked for"
        assert "scans do not count yet" in hand.text, "to be called Kit is not to be Kit"
        hand.app.screen.query_one("#name").value = "Mei"
        await give_pin(hand, PINS["Mei"])
        await hand.press("ctrl+l")
        assert "as Mei's" in hand.text
        operators.remove(file, "Mei", now=noon, operator="Ann")
        hand.app._poll()
        await hand.pilot.pause()
        await hand.pilot.pause()
        assert "scans do not count yet" in hand.text and hand.app.operator == ""


async def test_the_stage_runs_its_show_and_leaves_the_state_of_the_event_alone(sat: Any, staffed: EventFile) -> None:
    async with sat("Kit", room="setup") as hand:
        await give_pin(hand, PINS["Kit"])
        await hand.press("s")
        assert "this is for the lead" in hand.text
        await hand.press("m")
        await hand.answer("show")
        assert tables.event(staffed.db).mode == "show"
        await hand.press("f3", "s", "space")
        assert hand.state.runs, hand.text


async def test_who_only_looks_on_is_told_so_and_finds_first_what_they_can_do(
    sat: Any, staffed: EventFile, noon: datetime
) -> None:
    operators.add(staffed, "Vic", "viewer", "8812", now=noon, operator="Ann")
    async with sat("Vic") as hand:
        await give_pin(hand, "8812")
        assert "this is for the desk, lead" in hand.text and "Enter lets" not in hand.text
        await hand.press("ctrl+p")
        await asyncio.sleep(0.3)
        await hand.pilot.pause()
        assert "need a look" in hand.text and "rest of party" not in hand.text
        assert hidden(hand)


async def test_a_leads_pin_answers_the_call_for_the_lead_too(sat: Any, staffed: EventFile, noon: datetime) -> None:
    async with sat("Mei") as hand:
        await give_pin(hand, PINS["Mei"])
        code = code_of(staffed, "g1", noon)
        await hand.feed(code + "\r")
        await hand.feed(code + "\r")
        desk.call_lead(staffed, "g1", "same person", now=noon, operator="Mei")
        await hand.press("ctrl+y")
        await hand.answer("same person")
        await hand.answer("Ann")
        await hand.answer(PINS["Ann"])
        assert desk.wanted(staffed) == ()


@pytest.mark.parametrize("room", ["desk", "log", "speakers"])
def test_nothing_is_drawn_before_somebody_signed_in_not_for_a_moment(
    console: Any, staffed: EventFile, noon: datetime, room: str
) -> None:
    with staffed.transaction() as tx:
        tx.append([Draft("speakers/main", SlotPlanned(Slot("s1", "B", 0, "Ada Byron")))], at=noon, operator="Ann")
    desk.admit(staffed, guest="g1", door="main", now=noon, operator="Mei")
    desk.call_lead(staffed, "g1", "same person", now=noon, operator="Mei")
    terminal = console(staffed.path, "--room", room, "--operator", "Mei")
    terminal.until("scans do not count yet")
    assert b"Byron" not in terminal.drawn and b"LEAD" not in terminal.drawn
    terminal.forget()
    terminal.write(PINS["Mei"].encode() + b"\r")
    terminal.until("Byron")
