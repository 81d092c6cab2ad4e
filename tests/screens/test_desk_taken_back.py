"""What was taken back somewhere else does not go on standing on the desk's panel as if it counted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from console import desk
from console.desk.answers import Answer
from data.facts import Draft, GuestListed
from data.journal import EventFile
from data.records import Guest
from screens.visits import Visits

Opened = Callable[..., Any]


@pytest.fixture
def sofia(file: EventFile, noon: datetime) -> EventFile:
    """One more guest, still pending: an ASK."""
    listed = GuestListed(Guest(id="p1", name="Sofia Lind", status="pending", code="CODE-0001"), 20)
    with file.transaction() as tx:
        tx.append([Draft("guest/p1", listed)], at=noon, operator="")
    return file


def taken_back(file: EventFile, answer: Answer | None, noon: datetime) -> str:
    assert answer is not None
    undone = desk.undo(file, act=answer.fact, now=noon, operator="Log room")
    assert isinstance(undone, desk.UndoAnswer), undone
    return undone.fact


async def test_an_ask_taken_back_elsewhere_says_so_and_wants_no_answer(
    opened: Opened, sofia: EventFile, noon: datetime
) -> None:
    async with opened("desk") as hand:
        await hand.feed("CODE-0001\r")
        assert "Not confirmed yet" in hand.text and "^Y" in hand.text
        undo = taken_back(sofia, hand.app.screen.board.visits.latest, noon)
        hand.app.screen.board.changed()
        await hand.pilot.pause()
        assert "taken back" in hand.text and "Sofia Lind" in hand.text
        assert "^Y" not in hand.text
        desk.undo(sofia, act=undo, now=noon, operator="Log room")
        hand.app.screen.board.changed()
        await hand.pilot.pause()
        assert "Not confirmed yet" in hand.text and "taken back" not in hand.text


def test_an_ask_that_waits_is_forgotten_when_its_act_is_taken_back(sofia: EventFile, noon: datetime) -> None:
    visits = Visits()
    asked = visits.scan(sofia, "CODE-0001", "main", noon, "Mei")
    assert isinstance(asked, Answer)
    visits.pass_door(sofia, "g1", "main", noon, "Mei", "in")
    visits.look_again(sofia)
    assert [each.fact for each in visits.asks] == [asked.fact]
    taken_back(sofia, asked, noon)
    visits.look_again(sofia)
    assert visits.asks == []
    assert visits.latest is not None and visits.latest.verdict == "admitted"


def test_a_walk_in_taken_back_elsewhere_is_no_in_any_more(sofia: EventFile, noon: datetime) -> None:
    made = desk.walk_in(sofia, {"name": "Rosa Field"}, now=noon, operator="Mei", door="main")
    assert isinstance(made, desk.WalkedIn) and made.answer is not None
    visits = Visits()
    visits.show(made.answer)
    desk.undo(sofia, act=made.fact, now=noon + timedelta(minutes=1), operator="Log room")
    visits.look_again(sofia)
    assert visits.latest is not None
    assert (visits.latest.verdict, visits.latest.class_) == ("undone", None)
