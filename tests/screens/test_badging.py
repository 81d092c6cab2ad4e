"""^B at the desk: asked for at once, said when it is known, and the desk goes on in between."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from console import desk
from console.badges import printing
from data import tables
from data.journal import EventFile

Open = Callable[..., AbstractAsyncContextManager[Any]]


@pytest.fixture(autouse=True)
def no_lp(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without CUPS."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("CALLBOARD_PRINTER", "label 62mm")


async def test_a_badge_is_asked_for_and_its_trouble_is_said(opened: Open, file: EventFile, until: Any) -> None:
    async with opened("desk") as hand:
        await hand.type("ada")
        await hand.press("ctrl+b")
        assert hand.facts("badge_asked") == 1
        # Typed on while the printer is at it; nothing waits.
        hand.app.printing.wait()
        await hand.pilot.pause()
        assert hand.facts("badge_printed") == 1
        assert "BADGE NOT PRINTED, ^B again  Ada Byron: lp is not installed here" in hand.text
        state = tables.guest(file.db, "g1")
        assert state is not None and state.arrived is None
        assert [row.stand for row in printing.queue(file)] == ["failed"]
        hand.clock.move(601)
        await hand.second()
        assert "BADGE NOT PRINTED" not in hand.text


async def test_with_an_empty_field_it_is_the_guest_on_the_panel(opened: Open, file: EventFile) -> None:
    async with opened("desk") as hand:
        await hand.press("ctrl+b")
        assert hand.facts("badge_asked") == 0
        assert "Scan a ticket or find a guest first." in hand.text
        ticket = desk.ticket(file, "g2", replace=False, now=datetime.fromisoformat("2026-03-10T12:00Z"), operator="Kit")
        assert isinstance(ticket, desk.TicketShown)
        await hand.feed(ticket.code + "\r")
        await hand.press("ctrl+b")
        state = tables.guest(file.db, "g2")
        assert state is not None and state.badge is not None and state.badge.printer == "label"
        assert state.arrived is not None


async def test_the_printer_is_chosen_at_the_desk(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    from console.badges.printers import Printer, chosen

    monkeypatch.delenv("CALLBOARD_PRINTER")
    async with opened("desk") as hand:
        hand.app.screen.do("printer")
        await hand.pilot.pause()
        await hand.answer("Brother a6")
        assert chosen() == Printer("Brother", "a6")
        assert "Badges go to Brother, a6." in hand.text
