"""Entries and exits on a real file where two rules meet: rehearsal and nonces, old tickets, a closed event."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from console import desk, setup
from console.desk import Answer, Override
from console.rules.refusals import Refusal
from data import reading, tables
from data.facts import Entered, Way
from data.journal import EventFile


def admit(file: EventFile, now: datetime, guest: str = "g1", **more: object) -> Answer:
    answer = desk.admit(file, door="main", now=now, operator="Mei", guest=guest, **more)  # type: ignore[arg-type]
    assert isinstance(answer, Answer), answer
    return answer


def scan(file: EventFile, now: datetime, code: str, **more: object) -> Answer:
    answer = desk.admit(file, door="main", now=now, operator="Mei", code=code, **more)  # type: ignore[arg-type]
    assert isinstance(answer, Answer), answer
    return answer


def test_a_nonce_of_the_rehearsal_is_no_yes_on_the_day(file: EventFile, noon: datetime) -> None:
    setup.set_state(file, "rehearsal", now=noon, operator="Mei")
    assert admit(file, noon, nonce="n").verdict == "admitted"
    setup.set_state(file, "open", now=noon, operator="Mei")
    again = admit(file, noon, nonce="n")
    assert (again.verdict, again.repeat) == ("undone", True)
    assert "rehearsal" in again.message
    assert desk.recent(file) == ()
    assert tables.inside_counts(file.db) == {}


def test_undo_without_a_name_leaves_the_rehearsal_alone(file: EventFile, noon: datetime) -> None:
    setup.set_state(file, "rehearsal", now=noon, operator="Kit")
    admit(file, noon)
    setup.set_state(file, "open", now=noon, operator="Kit")
    answer = desk.undo(file, now=noon, operator="Mei")
    assert isinstance(answer, Refusal)
    assert answer.reason == "nothing_to_undo"


def test_the_same_request_by_code_and_by_name_is_one_under_a_nonce(file: EventFile, noon: datetime) -> None:
    desk.change(file, "g1", {"code": "ABC-1"}, now=noon, operator="Mei")
    first = admit(file, noon, nonce="n")
    assert scan(file, noon, "ABC-1", nonce="n").fact == first.fact
    assert admit(file, noon, nonce="n").repeat
    other = desk.admit(file, code="ABC-2", door="main", now=noon, operator="Mei", nonce="n")
    assert isinstance(other, Refusal)
    assert other.reason == "nonce_used"


@pytest.mark.parametrize(("door", "way"), [("room", "in"), ("main", "out")])
def test_a_nonce_answers_for_no_other_door_or_way(file: EventFile, noon: datetime, door: str, way: Way) -> None:
    admit(file, noon, nonce="n")
    other = desk.admit(file, guest="g1", door=door, way=way, now=noon, operator="Mei", nonce="n")
    assert isinstance(other, Refusal)
    assert other.reason == "nonce_used"
    assert tables.inside_counts(file.db) == {"main": 1}


def test_a_replaced_ticket_still_lets_its_guest_out(file: EventFile, noon: datetime) -> None:
    old = desk.ticket(file, "g1", replace=False, now=noon, operator="Mei")
    assert not isinstance(old, Refusal)
    assert scan(file, noon, old.code).verdict == "admitted"
    desk.ticket(file, "g1", replace=True, now=noon, operator="Mei")
    assert scan(file, noon + timedelta(minutes=5), old.code, way="out").verdict == "left"
    assert tables.inside_counts(file.db) == {}
    assert scan(file, noon + timedelta(minutes=6), old.code).reason == "replaced"


def test_a_full_width_code_of_a_list_is_found_by_its_scan(file: EventFile, noon: datetime) -> None:
    desk.change(file, "g1", {"code": "\uff21\uff22\uff23\uff12"}, now=noon, operator="Mei")
    assert scan(file, noon, "ABC2").verdict == "admitted"


def test_an_entry_after_the_close_says_that_the_override_was_needed(file: EventFile, noon: datetime) -> None:
    setup.set_state(file, "closed", now=noon, operator="Mei")
    assert admit(file, noon).reason == "closed"
    late = admit(file, noon, force=Override("was here all along", "Lead"))
    assert (late.verdict, late.forced, late.force_sent) == ("admitted", True, True)
    (kept,) = [row.fact.known for row in reading.facts(file.db, kinds=["entered"])]
    assert isinstance(kept, Entered)
    assert kept.overrode == "closed"
    assert admit(file, noon + timedelta(hours=1), way="out").verdict == "left"


@pytest.mark.parametrize(("why", "lead", "word"), [(" ", "Zhao", "no_reason"), ("host vouches", " ", "no_supervisor")])
def test_an_override_without_why_or_who_is_none(
    file: EventFile, noon: datetime, why: str, lead: str, word: str
) -> None:
    no = desk.admit(file, guest="g3", door="main", now=noon, operator="Mei", force=Override(why, lead))
    assert isinstance(no, Refusal)
    assert no.reason == word
    assert list(reading.facts(file.db, kinds=["entered", "refused"])) == []
