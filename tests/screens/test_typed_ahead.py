"""Keys that come faster than a room answers: what follows the key that asks goes to the question."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

from textual.widgets import Input

from screens.widgets.line_editor import LineEditor
from screens.widgets.prompt import Prompt

Opened = Callable[..., AbstractAsyncContextManager[Any]]


async def settled(hand: Any) -> None:
    for _turn in range(8):
        await hand.pilot.pause(0.05)


async def test_the_reason_typed_with_the_key_that_asks_for_it_is_no_act(opened: Opened) -> None:
    async with opened() as hand:
        await hand.press("space")
        await hand.feed("hsE")
        await settled(hand)
        assert hand.app.screen.query_one(Prompt).asking
        assert hand.app.screen.query_one("Prompt Input", Input).value == "sE"
        assert hand.facts("stood_by") == 0
        assert hand.state.runs[-1].end is None


async def test_a_length_typed_with_the_key_that_opens_the_line_is_in_it(opened: Opened) -> None:
    """`e` is held for a moment since a ticket may begin with it; what follows in that moment is not lost."""
    async with opened() as hand:
        await hand.press("down", "down")
        await hand.feed("e2")
        await hand.feed("5")
        await settled(hand)
        assert hand.app.screen.query_one(LineEditor).editing
        assert hand.app.screen.query_one("#length", Input).value == "25"


async def test_a_page_opened_gets_what_is_typed_after_it(opened: Opened) -> None:
    """Esc after Enter closes the page and leaves the room's own picked line alone."""
    async with opened() as hand:
        await hand.press("down")
        await hand.feed("\r")
        await hand.feed("j")
        await settled(hand)
        assert "TIMES" in hand.text
        await hand.press("escape")
        assert hand.app.screen.order.picked == "A"
