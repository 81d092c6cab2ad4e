"""A closed event: with roles a lead corrects it and nobody else; what the desk does on the day is over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from console import desk
from console.rules.refusals import Refusal
from data import reading
from data.facts import Draft, OperatorSet, StateSet
from data.journal import EventFile
from data.records import Operator

Call = Callable[[EventFile, datetime, str], object]
ACTS: dict[str, Call] = {
    "deputy": lambda f, now, who: desk.deputy(f, "g1", {"name": "Li Na"}, now=now, operator=who),
    "give": lambda f, now, who: desk.give(f, "g1", "headset", "1", now=now, operator=who),
    "expect": lambda f, now, who: desk.expect(f, "g1", now, place="Gate", now=now, operator=who),
    "call_lead": lambda f, now, who: desk.call_lead(f, "g1", "why", now=now, operator=who),
    "count_heads": lambda f, now, who: desk.count_heads(f, "main", 3, now=now, operator=who),
    "change": lambda f, now, who: desk.change(f, "g1", {"seat": "A1"}, now=now, operator=who),
    "walk_in": lambda f, now, who: desk.walk_in(f, {"name": "Li Na"}, now=now, operator=who),
    "replace": lambda f, now, who: desk.ticket(f, "g1", replace=True, now=now, operator=who),
}


@pytest.fixture
def closed(file: EventFile, noon: datetime) -> EventFile:
    """Ann leads, Mei is at the desk, and the day is over."""
    drafts = [
        Draft("event", OperatorSet(Operator("Ann", "lead", "x"))),
        Draft("event", OperatorSet(Operator("Mei", "desk", "x"))),
        Draft("event", StateSet("closed")),
    ]
    with file.transaction() as tx:
        tx.append(drafts, at=noon, operator="setup")
    return file


@pytest.mark.parametrize("act", ACTS)
def test_the_desk_changes_nothing_any_more(closed: EventFile, noon: datetime, act: str) -> None:
    before = len(list(reading.facts(closed.db)))
    answer = ACTS[act](closed, noon, "Mei")
    assert isinstance(answer, Refusal) and answer.reason == "closed"
    assert len(list(reading.facts(closed.db))) == before


@pytest.mark.parametrize("act", [act for act in ACTS if act != "walk_in"])
def test_a_lead_corrects(closed: EventFile, noon: datetime, act: str) -> None:
    answer = ACTS[act](closed, noon, "Ann")
    assert not isinstance(answer, Refusal), answer
