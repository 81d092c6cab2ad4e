"""The evacuation list with one key: over the lock too, and without a name on the screen."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any

import pytest
from textual.worker import WorkerFailed

from console import desk
from console.rules.refusals import Refusal
from data.facts import Draft, OperatorSet
from data.journal import EventFile
from data.records import Operator
from screens.lock import LockScreen


@pytest.mark.parametrize("locked", [False, True])
async def test_one_key_writes_who_is_inside(
    file: EventFile, noon: datetime, opened: Callable[..., Any], locked: bool
) -> None:
    assert not isinstance(desk.admit(file, guest="g2", door="main", now=noon, operator="Mei"), Refusal)
    async with opened("stage") as hand:
        hand.clock.at = noon
        if locked:
            await hand.press("ctrl+l")
            assert isinstance(hand.app.screen, LockScreen)
            await hand.press("ctrl+e")
        else:
            hand.app.do("evacuation")
        await hand.app.workers.wait_for_complete()
        await hand.pilot.pause()
        assert "1 inside" in hand.text
        assert "Liyan" not in hand.text or not locked
        assert hand.app.locked == locked
    (written,) = file.path.parent.glob("day-evacuation-*.*")
    assert written.stat().st_size > 500


async def test_it_wants_no_pin(file: EventFile, noon: datetime, opened: Callable[..., Any]) -> None:
    """Where there are operators and nobody has signed in: who is inside must be known outside."""
    with file.transaction() as tx:
        tx.append([Draft("event", OperatorSet(Operator("Ann", "lead", "x")))], at=noon, operator="setup")
    async with opened("desk", operator="") as hand:
        assert isinstance(hand.app.screen, LockScreen) and not hand.app.signed_in()
        await hand.press("ctrl+e")
        await hand.app.workers.wait_for_complete()
        await hand.pilot.pause()
        assert "0 inside" in hand.text
    assert list(file.path.parent.glob("day-evacuation-*.*"))


async def test_a_fault_of_ours_is_said_and_the_console_goes_on(
    opened: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise KeyError("Liyan")

    monkeypatch.setattr("console.evacuation.put_evacuation_list", broken)
    async with opened("stage", size=(140, 40)) as hand:
        hand.app.do("evacuation")
        for worker in list(hand.app.workers):
            with suppress(WorkerFailed):
                await worker.wait()
        await hand.pilot.pause()
        assert "No evacuation list, by a fault of ours" in hand.text
        assert "Liyan" not in hand.text
        assert hand.app.is_running
