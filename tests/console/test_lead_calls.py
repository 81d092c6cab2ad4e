"""The lead is called once, with a reason, seen until they dealt with it, and only a lead says that they did."""

from __future__ import annotations

from datetime import datetime, timedelta

from console import desk
from console.desk import LeadAnswer, Refusal
from data.facts import Draft, OperatorSet
from data.journal import EventFile
from data.records import Operator
from data.verify import verify


def test_a_call_stands_until_the_lead_came(file: EventFile, noon: datetime) -> None:
    desk.call_lead(file, "g2", "seat taken", now=noon, operator="Mei")
    desk.call_lead(file, "g1", "  no\nbadge ", now=noon + timedelta(minutes=1), operator="Tom")
    first, second = desk.wanted(file)
    assert (first.guest, first.name_alt, first.why, first.since, first.operator) == (
        "g2", "Li Liyan", "seat taken", noon, "Mei",
    )  # fmt: skip
    assert second.why == "no badge"
    came = desk.lead_came(file, "g2", now=noon, operator="Ann")
    assert isinstance(came, LeadAnswer) and came.why == "seat taken"
    assert [call.guest for call in desk.wanted(file)] == ["g1"]
    desk.undo(file, now=noon, operator="Ann", kinds=desk.DESK_KINDS)
    assert [call.guest for call in desk.wanted(file)] == ["g2", "g1"]
    assert verify(file).ok


def test_a_second_call_says_that_there_is_one(file: EventFile, noon: datetime) -> None:
    desk.call_lead(file, "g2", "seat taken", now=noon, operator="Mei")
    again = desk.call_lead(file, "g2", "still", now=noon, operator="Mei")
    assert isinstance(again, Refusal) and again.reason == "called_already"
    assert "seat taken" in again.message
    silent = desk.call_lead(file, "g1", " ", now=noon, operator="Mei")
    assert isinstance(silent, Refusal) and silent.reason == "no_reason"
    nobody = desk.lead_came(file, "g1", now=noon, operator="Ann")
    assert isinstance(nobody, Refusal) and nobody.reason == "not_called"


def test_the_desk_calls_and_a_lead_comes(file: EventFile, noon: datetime) -> None:
    people = [Operator("Mei", "desk"), Operator("Ann", "lead"), Operator("Eve", "viewer")]
    with file.transaction() as tx:
        tx.append([Draft("event", OperatorSet(each)) for each in people], at=noon, operator="setup")
    watching = desk.call_lead(file, "g2", "x", now=noon, operator="Eve")
    assert isinstance(watching, Refusal) and watching.reason == "not_allowed"
    assert isinstance(desk.call_lead(file, "g2", "x", now=noon, operator="Mei"), LeadAnswer)
    mine = desk.lead_came(file, "g2", now=noon, operator="Mei")
    assert isinstance(mine, Refusal) and mine.reason == "not_allowed"
    assert isinstance(desk.lead_came(file, "g2", now=noon, operator="Ann"), LeadAnswer)
