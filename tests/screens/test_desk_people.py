"""People who come together, instead of others, with others, or without being listed: all from the desk's field."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from console import desk
from data import reading, tables
from data.journal import EventFile
from screens.widgets.scan_input import ScanInput

Opened = Callable[..., Any]


def entries(file: EventFile) -> list[str]:
    return [row.fact.subject for row in reading.facts(file.db, kinds=("entered",)) if row.standing]


def field(hand: Any) -> str:
    value: str = hand.app.screen.query_one(ScanInput).value
    return value


# -- the rest of a party -----------------------------------------------------------------------------------------------
async def test_the_rest_of_a_party_is_shown_and_then_let_in(opened: Opened, embassy: EventFile) -> None:
    async with opened("desk") as hand:
        await hand.type("he bing")
        await hand.press("enter")
        assert "Embassy  1 of 4 in" in hand.text and "^R takes the other 3" in hand.text
        await hand.press("ctrl+r")
        assert "3 more of Embassy" in hand.text
        assert "解云 XIE Yun (pending)" in hand.text
        assert entries(embassy) == ["guest/he"]
        await asyncio.sleep(0.32)
        await hand.press("ctrl+r")
        assert set(entries(embassy)) == {"guest/he", "guest/li", "guest/chen"}
        assert "Embassy: 2 let in" in hand.text and "1 not let in" in hand.text
        assert "NOT in    解云  XIE Yun   Not confirmed yet" in hand.text
        assert "1 needs a look, F10" in hand.text
        await hand.press("f10")
        assert "Not confirmed yet." in hand.text and "^Y let in" in hand.text


async def test_a_party_is_one_act_and_one_undo(opened: Opened, embassy: EventFile) -> None:
    async with opened("desk") as hand:
        await hand.type("he bing")
        await hand.press("enter", "ctrl+r")
        await asyncio.sleep(0.32)
        await hand.press("enter")  # with an empty field Enter means the names on the panel
        assert len(entries(embassy)) == 3
        await hand.press("ctrl+z")
        assert entries(embassy) == ["guest/he"]
        assert "let in" not in hand.rows[2]


async def test_a_party_asked_for_is_left_by_esc_and_by_the_next_scan(opened: Opened, embassy: EventFile) -> None:
    async with opened("desk") as hand:
        await hand.type("he bing")
        await hand.press("enter", "ctrl+r", "escape")
        assert "more of Embassy" not in hand.text
        await hand.press("ctrl+r")
        hand.app.scanned("g1")
        answer = desk.admit(embassy, guest="g1", door="main", now=hand.clock.at, operator="Kit")
        assert isinstance(answer, desk.Answer)
        hand.app.visits.show(answer)
        hand.app.changed()
        await hand.pilot.pause()
        await asyncio.sleep(0.32)
        await hand.press("enter")
        assert set(entries(embassy)) == {"guest/he", "guest/g1"}


async def test_a_guest_of_no_delegation_has_no_party(opened: Opened, embassy: EventFile) -> None:
    async with opened("desk") as hand:
        await hand.type("may chan")
        await hand.press("ctrl+r")
        assert "of no delegation" in hand.text


# -- instead of --------------------------------------------------------------------------------------------------------
async def test_somebody_comes_instead(opened: Opened, embassy: EventFile) -> None:
    async with opened("desk") as hand:
        await hand.type("shan liren")
        await hand.press("ctrl+t")
        assert "单立人  SHAN Liren does not come" in hand.text
        assert "Bund Pictures" in hand.text
        await hand.type("Zeng Zhi")
        await hand.app.workers.wait_for_complete()
        await asyncio.sleep(0.32)
        await hand.press("enter")
        state = tables.guest(embassy.db, "shan")
        assert state is not None and state.deputy
        deputy = tables.guest(embassy.db, state.deputy)
        assert deputy is not None
        assert (deputy.guest.name, deputy.guest.seat, deputy.how) == ("Zeng Zhi", "A03", "deputy")
        assert entries(embassy) == [f"guest/{state.deputy}"]
        assert "comes for 单立人  SHAN Liren" in hand.text
        await hand.press("ctrl+z")
        assert entries(embassy) == []


async def test_nobody_picked_is_nobody_to_come_instead_of(opened: Opened, embassy: EventFile) -> None:
    async with opened("desk") as hand:
        await hand.press("ctrl+t")
        assert "Scan a ticket or find a guest first." in hand.text


# -- walk-ins ----------------------------------------------------------------------------------------------------------
async def test_a_name_and_enter_is_a_walk_in(opened: Opened, embassy: EventFile) -> None:
    async with opened("desk") as hand:
        await hand.press("ctrl+n")
        await hand.type("Nora Whitlock")
        await hand.press("enter")
        await hand.app.workers.wait_for_complete()
        await hand.pilot.pause()
        assert len(entries(embassy)) == 1
        assert "Nora Whitlock" in hand.text and "+1 walk-in " in hand.text


async def test_enter_adds_nobody_twice(opened: Opened, embassy: EventFile) -> None:
    async with opened("desk") as hand:
        await hand.press("ctrl+n")
        await hand.type("sofia lind")
        assert "On the list already" in hand.text and "Lind Photo" in hand.text
        await asyncio.sleep(0.32)
        await hand.press("enter")
        assert entries(embassy) == [] and "Down picks them" in hand.text
        await hand.press("down", "enter")
        assert len(entries(embassy)) == 1
        added = list(reading.facts(embassy.db, kinds=("guest_added",)))
        assert added == []


async def test_a_plus_one_needs_no_name_yet(opened: Opened, embassy: EventFile) -> None:
    async with opened("desk") as hand:
        await hand.type("he bing")
        await hand.press("enter", "ctrl+n", "ctrl+r")
        assert "With 何冰  HE Bing" in hand.text
        await asyncio.sleep(0.32)
        await hand.press("enter")
        await hand.pilot.pause()
        assert len(entries(embassy)) == 2
        new = tables.guest(embassy.db, entries(embassy)[1].removeprefix("guest/"))
        assert new is not None
        assert (new.guest.plus_one_of, new.guest.delegation) == ("he", "Embassy")
        assert "plus-one of 何冰" in hand.text


async def test_a_scan_passes_the_forms_by(opened: Opened, embassy: EventFile) -> None:
    async with opened("desk") as hand:
        await hand.type("shan liren")
        await hand.press("ctrl+t")
        code = desk.ticket(embassy, "he", replace=False, now=hand.clock.at, operator="")
        assert isinstance(code, desk.TicketShown)
        await hand.feed(code.code + "\r")
        assert entries(embassy) == ["guest/he"]
        assert "does not come" in hand.text


# -- what the panel says -----------------------------------------------------------------------------------------------
async def test_what_the_desk_must_do_stands_on_the_panel(opened: Opened, embassy: EventFile) -> None:
    async with opened("desk") as hand:
        await hand.feed("SOFIA-0001\r")
        text = hand.text
        assert "DO NOT PHOTOGRAPH" in text and "Seat her by the aisle" in text and "wheelchair" in text
        assert "stage told  09:30:00" in text


async def test_blocked_is_quiet_and_asks_for_the_lead(opened: Opened, embassy: EventFile, monkeypatch: Any) -> None:
    async with opened("desk") as hand:
        rung: list[int] = []
        monkeypatch.setattr(hand.app, "bell", lambda: rung.append(1))
        await hand.type("may chan")
        await hand.press("enter")
        assert "Fetch the lead." in hand.text and "^K call the lead" in hand.text
        assert rung == []
        await hand.feed("NOBODYS-CODE\r")
        assert rung == [1]


async def test_typing_lands_in_the_field_after_a_question(opened: Opened, embassy: EventFile) -> None:
    async with opened("desk") as hand:
        await hand.type("xie yun")
        await hand.press("enter", "ctrl+y")
        await hand.answer("on the minister's list")
        await hand.answer("Ann")
        await hand.type("he")
        assert field(hand) == "he"
