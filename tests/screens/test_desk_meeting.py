"""The VIP moment: who meets them, who is on the way, the lead called, and what the stage hears of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from console import desk
from data import tables
from data.facts import Draft, SlotPlanned
from data.journal import EventFile
from data.records import Role, Slot
from data.states import GuestState
from screens.desk.meeting import called

Opened = Callable[..., Any]
STAFF: tuple[tuple[str, Role, str], ...] = (("Ann", "lead", "5821"), ("Mei", "desk", "7304"), ("Kit", "stage", "6419"))


def state(file: EventFile, guest: str) -> GuestState:
    found = tables.guest(file.db, guest)
    assert found is not None
    return found


def bells(hand: Any, monkeypatch: Any) -> list[int]:
    rung: list[int] = []
    monkeypatch.setattr(hand.app, "bell", lambda: rung.append(1))
    return rung


async def test_told_then_confirmed(opened: Opened, embassy: EventFile) -> None:
    async with opened("desk") as hand:
        await hand.type("ji anguo")
        await hand.press("enter")
        assert "met by    Zhao Min   ^E told" in hand.text
        await hand.press("ctrl+e")
        assert "met by    Zhao Min, told" in hand.text and state(embassy, "li").told is not None
        await hand.press("ctrl+e")
        assert "Zhao Min, told, on the way" in hand.text and state(embassy, "li").confirmed is not None
        await hand.press("ctrl+z")
        assert state(embassy, "li").confirmed is None


async def test_the_lead_is_wanted_in_every_room_with_its_time(opened: Opened, embassy: EventFile) -> None:
    async with opened("desk") as hand:
        await hand.type("may chan")
        await hand.press("enter", "ctrl+k")
        await hand.answer("invited by phone")
        assert "LEAD WANTED   May Chan   Main entrance: invited by phone   0:00" in hand.rows[1]
        await hand.second(40)
        assert hand.rows[1].endswith("0:40")
        for key in ("f3", "f4", "f6"):
            await hand.press(key)
            assert "LEAD WANTED   May Chan" in hand.rows[1], key
        await hand.press("f2", "ctrl+k")
        assert "LEAD WANTED" not in hand.text and state(embassy, "chan").lead is None
        assert "The lead came for May Chan" in hand.text


async def test_a_deputy_of_a_guest_not_confirmed_waits_for_the_lead(opened: Opened, embassy: EventFile) -> None:
    async with opened("desk") as hand:
        await hand.type("xie yun")
        await hand.press("ctrl+t")
        await hand.type("Zeng Zhi")
        await hand.app.workers.wait_for_complete()
        await hand.pilot.pause(0.35)
        await hand.press("enter")
        assert "LEAD WANTED" in hand.rows[1] and "Zeng Zhi" in hand.rows[1]
        assert "^Y let in" in hand.text
        await hand.press("ctrl+y")
        deputy = state(embassy, state(embassy, "xie").deputy)
        assert deputy.guest.status == "expected" and deputy.inside == ("main",)
        assert "LEAD WANTED" not in hand.text


async def test_who_is_on_the_way_stands_under_the_counters(opened: Opened, embassy: EventFile) -> None:
    async with opened("desk") as hand:
        assert "ON THE WAY" not in hand.text
        await hand.type("chen ruolin")
        hand.app.do("expect")
        await hand.answer("09:40, car on kerb 2, Zhao Min")
        assert "ON THE WAY" in hand.text
        row = next(row for row in hand.rows if "ON THE WAY" in row)
        assert "09:40" in row and "陈若琳  CHEN Ruolin" in row and "car on k" in row and "Zhao Min" in row
        await hand.second(15 * 60)
        assert "09:40!!" in hand.text
        await hand.press("enter")
        assert "ON THE WAY" not in hand.text


async def test_it_asks_for_time_place_and_person_one_by_one(opened: Opened, embassy: EventFile) -> None:
    async with opened("desk") as hand:
        await hand.type("ji anguo")
        hand.app.do("expect")
        await hand.answer("20")
        await hand.answer("north gate")
        assert "Zhao Min" in hand.rows[-1]
        await hand.answer("Tom Reed")
        coming = state(embassy, "li").coming
        assert coming is not None
        assert (coming.due - hand.clock.at, coming.place, coming.met_by) == (
            timedelta(minutes=20), "north gate", "Tom Reed",
        )  # fmt: skip


async def test_heads_are_counted_at_the_desk_and_seen_on_the_stage(opened: Opened, embassy: EventFile) -> None:
    async with opened("desk") as hand:
        hand.app.do("headcount")
        await hand.answer("many")
        assert "A head count is a number" in hand.text
        hand.app.do("headcount")
        await hand.answer("203")
        await hand.press("f3")
        assert "203, by eye 09:30, Kit" in hand.text


@pytest.mark.parametrize("room", ["stage", "speakers"])
async def test_the_stage_hears_of_who_was_waited_for(
    opened: Opened, embassy: EventFile, noon: Any, monkeypatch: Any, room: str
) -> None:
    """A speaker at risk and who has a bell of their own ring; another VIP is only seen."""
    with embassy.transaction() as tx:
        slot = Slot("A.1", "A", 0, "Ada Byron", guest="g1", length=300)
        tx.append([Draft("speakers/main", SlotPlanned(slot))], at=noon, operator="setup")
    async with opened(room) as hand:
        rung = bells(hand, monkeypatch)
        for guest, rings in (("g1", True), ("g2", False), ("sofia", True)):
            hand.clock.move(1)
            desk.admit(embassy, guest=guest, door="main", now=hand.clock.at, operator="Mei")
            hand.app.changed()
            await hand.pilot.pause()
            assert bool(rung) == rings, guest
            assert f"IN  {called(state(embassy, guest)).replace('  ', ' ')}" in hand.text
            rung.clear()


async def test_an_entry_written_down_late_rings_nothing(opened: Opened, embassy: EventFile, monkeypatch: Any) -> None:
    async with opened("stage") as hand:
        rung = bells(hand, monkeypatch)
        desk.admit(embassy, guest="sofia", door="main", now=hand.clock.at - timedelta(minutes=9), operator="Mei")
        hand.app.changed()
        await hand.pilot.pause()
        assert "Sofia Lind" in hand.text and rung == []


@pytest.fixture
def staffed(embassy: EventFile, noon: datetime, monkeypatch: pytest.MonkeyPatch) -> EventFile:
    """Ann leads, Mei is at the desk, Kit at the stage; their PINs are real, made with little work."""
    import argon2

    from console import operators

    real = argon2.PasswordHasher
    monkeypatch.setattr(argon2, "PasswordHasher", lambda: real(time_cost=1, memory_cost=8, parallelism=1))
    for name, role, pin in STAFF:
        operators.add(embassy, name, role, pin, now=noon, operator="Ann")
    return embassy


async def sign_in(hand: Any, name: str) -> None:
    pin = next(pin for who, _role, pin in STAFF if who == name)
    assert hand.app.sign_in(name, pin) is None
    if hand.app.locked:
        hand.app.opened()
    hand.app.changed()
    await hand.pilot.pause()


async def test_a_desk_calls_the_lead_for_a_vip_s_deputy_and_the_lead_answers(
    opened: Opened, staffed: EventFile
) -> None:
    async with opened("desk", operator="Mei") as hand:
        await sign_in(hand, "Mei")
        await hand.type("shan liren")
        await hand.press("ctrl+t")
        await hand.type("Zeng Zhi")
        await hand.app.workers.wait_for_complete()
        await hand.pilot.pause(0.35)
        await hand.press("enter")
        assert "LEAD WANTED   Bund Pictures sent Zeng Zhi for" in hand.rows[1]
        who = state(staffed, "shan").deputy
        assert state(staffed, who).inside == ()
        # Somebody else is on the panel by the time the lead comes.
        await hand.type("he bing")
        await hand.press("enter")
        assert "^Y let in" not in hand.text
        await sign_in(hand, "Ann")
        assert "^Y let in" in hand.text
        await hand.press("ctrl+y")
        assert state(staffed, who).inside == ("main",)
        assert "LEAD WANTED" not in hand.text


async def test_what_a_role_may_not_do_says_whose_it_is(opened: Opened, staffed: EventFile) -> None:
    async with opened("desk", operator="Kit") as hand:
        await sign_in(hand, "Kit")
        await hand.type("he bing")
        await hand.press("ctrl+g")
        assert "Kit signed in as stage; this is for the desk, lead." in hand.text
