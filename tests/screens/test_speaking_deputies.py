"""Somebody comes instead of a speaker: the desk's form says that a turn hangs on it, and one key gives it to them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Any

import pytest
from textual.widgets import Input

from data import tables
from data.facts import Draft, OperatorSet, SlotPlanned
from data.journal import EventFile
from data.records import Operator, Slot

Opened = Callable[..., AbstractAsyncContextManager[Any]]


@pytest.fixture
def talk(file: EventFile, noon: datetime) -> EventFile:
    with file.transaction() as tx:
        tx.append([Draft("speakers/main", SlotPlanned(Slot("B.1", "B", 0, "Ada Byron", guest="g1")))], at=noon,
                  operator="setup")  # fmt: skip
    return file


def speaks(file: EventFile) -> str:
    return tables.speakers(file.db, "main").slots["B.1"].slot.name


@pytest.mark.parametrize(("presses", "name"), [(0, "Ada Byron"), (1, "Zeng Zhi"), (2, "Ada Byron")])
async def test_one_key_in_the_form_says_who_speaks(opened: Opened, talk: EventFile, presses: int, name: str) -> None:
    async with opened("desk") as hand:
        await hand.type("byron")
        await hand.press("ctrl+t")
        assert "They were to speak (B.1). ^S who comes speaks instead" in hand.text
        await hand.press(*["ctrl+s"] * presses)
        hand.app.screen.query_one("#name", Input).value = "Zeng Zhi"
        await hand.type("")
        await hand.press("ctrl+n")
        assert tables.guest(talk.db, "g1").deputy
        assert speaks(talk) == name
        await hand.press("ctrl+z")
        assert speaks(talk) == "Ada Byron"


async def test_where_the_desk_may_not_say_so_the_stage_does(opened: Opened, talk: EventFile, noon: datetime) -> None:
    with talk.transaction() as tx:
        people = [Operator("Kit", "desk"), Operator("Ann", "lead")]
        tx.append([Draft("event", OperatorSet(each)) for each in people], at=noon, operator="setup")
    from screens.desk.deputy_form import DeputyForm

    async with opened("desk") as hand:
        state = tables.guest(talk.db, "g1")
        assert state is not None
        await hand.app.push_screen(DeputyForm(state))
        await hand.pilot.pause()
        assert "They were to speak (B.1): the stage says whether who comes does." in hand.text
        await hand.press("ctrl+s")
        assert "speaks instead" not in hand.text
