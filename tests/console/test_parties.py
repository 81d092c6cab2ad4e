"""The rest of a delegation: each decided by itself, one act, one undo, and the answer says who was not let in."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from console import desk, setup
from console.desk import PartyAnswer, Refusal
from data import reading, tables
from data.facts import DoorSet, Draft, GuestListed
from data.files import open_event
from data.journal import EventFile, Transaction
from data.records import Guest, Status
from data.verify import verify

PARTY: dict[str, Status] = {"Zoe": "expected", "Amy": "blocked", "Bo": "expected", "Cai": "pending", "Dan": "cancelled"}


@pytest.fixture
def party(file: EventFile, noon: datetime) -> EventFile:
    """Five of a delegation, in no order of name: two may come in, three not."""
    drafts = [
        Draft(f"guest/{name.lower()}", GuestListed(Guest(name.lower(), name, delegation="Bund", status=status), 90 + n))
        for n, (name, status) in enumerate(PARTY.items())
    ]
    with file.transaction() as tx:
        tx.append(drafts, at=noon, operator="setup")
    return file


def let_in(file: EventFile, now: datetime, door: str = "main", name: str = "Bund") -> PartyAnswer:
    answer = desk.admit_party(file, name, door=door, now=now, operator="Mei")
    assert isinstance(answer, PartyAnswer), answer
    return answer


def names(answers: tuple[desk.Answer, ...]) -> list[str]:
    return [each.guest.name for each in answers if each.guest is not None]


def test_each_is_decided_alone_and_told_by_name(party: EventFile, noon: datetime) -> None:
    answer = let_in(party, noon)
    assert names(answer.admitted) == ["Bo", "Zoe"]
    assert [(n, r.reason) for n, r in zip(names(answer.refused), answer.refused, strict=True)] == [
        ("Amy", "blocked"), ("Cai", "pending"), ("Dan", "cancelled"),
    ]  # fmt: skip
    assert {row.fact.act for row in reading.facts(party.db, kinds=["entered", "refused"])} == {answer.fact}


def test_one_undo_takes_all_of_it_back(party: EventFile, noon: datetime) -> None:
    answer = let_in(party, noon)
    known = desk.last_undoable(party, "Mei", desk.DESK_KINDS)
    assert known is not None
    assert (known.act, known.brief) == (answer.fact, "2 of Bund in")
    undone = desk.undo(party, now=noon, operator="Mei", kinds=desk.DESK_KINDS)
    assert not isinstance(undone, Refusal)
    assert undone.what == "2 of Bund came in at Main entrance"
    assert tables.inside_counts(party.db) == {}
    assert verify(party).ok


def test_who_is_in_already_is_passed_over(party: EventFile, noon: datetime) -> None:
    desk.admit(party, guest="bo", door="main", now=noon, operator="Kit")
    answer = let_in(party, noon + timedelta(minutes=1))
    assert names(answer.admitted) == ["Zoe"]
    assert "Bo" not in names(answer.refused)
    assert let_in(party, noon + timedelta(minutes=2)).admitted == ()


def test_nobody_left_is_no_act(file: EventFile, noon: datetime) -> None:
    desk.admit(file, guest="g1", door="main", now=noon, operator="Kit")
    before = reading.latest(file.db)
    assert let_in(file, noon, name="Analysts") == PartyAnswer((), (), "Analysts", "")
    assert reading.latest(file.db) == before


def test_who_went_out_is_of_the_rest_again(party: EventFile, noon: datetime) -> None:
    let_in(party, noon)
    desk.admit(party, guest="bo", door="main", way="out", now=noon + timedelta(minutes=5), operator="Kit")
    assert names(let_in(party, noon + timedelta(minutes=9)).admitted) == ["Bo"]


def test_a_room_may_fill_midway(party: EventFile, noon: datetime) -> None:
    desk.admit(party, guest="g2", door="room", now=noon, operator="Kit")
    answer = let_in(party, noon, door="room")
    assert names(answer.admitted) == ["Bo"], "the room holds two"
    assert [r.reason for r in answer.refused] == ["blocked", "pending", "cancelled", "full"]


def test_who_sent_a_deputy_is_not_of_the_rest(party: EventFile, noon: datetime) -> None:
    sent = desk.deputy(party, "bo", {"name": "Yan"}, now=noon, operator="Mei")
    assert not isinstance(sent, Refusal)
    assert tables.party(party.db, "Bund") == (0, 4), "a deputy takes the place of one who is counted"
    assert names(let_in(party, noon).admitted) == ["Yan", "Zoe"]
    assert tables.party(party.db, "Bund") == (2, 4)


def test_a_delegation_of_refused_people_only_is_not_undone_without_its_name(party: EventFile, noon: datetime) -> None:
    let_in(party, noon)
    again = let_in(party, noon + timedelta(minutes=1))
    assert again.admitted == ()
    known = desk.last_undoable(party, "Mei")
    assert known is not None and known.act != again.fact


def test_a_name_is_found_in_any_letter_case_and_no_other(party: EventFile, noon: datetime) -> None:
    assert let_in(party, noon, name=" bund ").delegation == "Bund"
    unknown = desk.admit_party(party, "Bun", door="main", now=noon, operator="Mei")
    assert isinstance(unknown, Refusal)
    assert unknown.reason == "no_such_delegation"
    assert "Analysts, Bund" in unknown.message


@pytest.mark.parametrize(("door", "reason"), [("nowhere", "no_such_door"), ("main", "closed")])
def test_wrong_use_stores_nothing(party: EventFile, noon: datetime, door: str, reason: str) -> None:
    if reason == "closed":
        setup.set_state(party, "closed", now=noon, operator="Mei")
    before = reading.latest(party.db)
    answer = desk.admit_party(party, "Bund", door=door, now=noon, operator="Mei")
    assert isinstance(answer, Refusal)
    assert answer.reason == reason
    assert reading.latest(party.db) == before


def test_the_file_is_let_go_between_and_other_desks_come_in(
    party: EventFile, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each entry here takes longer than the file may be held, so that every guest is a transaction of their own; in the
    pause after the first another desk admits the second."""
    ticks = iter(range(1000))
    other = open_event(party.path)
    begun = 0
    begin = party.transaction

    def counted() -> AbstractContextManager[Transaction]:
        nonlocal begun
        begun += 1
        return begin()

    monkeypatch.setattr(party, "transaction", counted)

    def pause(_seconds: float) -> None:
        desk.admit(other, guest="zoe", door="main", now=noon, operator="Kit")

    answer = desk.admit_party(
        party, "Bund", door="main", now=noon, operator="Mei", clock=lambda: float(next(ticks)), pause=pause
    )
    other.close()
    assert isinstance(answer, PartyAnswer)
    assert begun > 5
    assert names(answer.admitted) == ["Bo"]
    assert "Zoe" not in names(answer.refused), "another desk let her in: that is no refusal"
    assert tables.inside_counts(party.db) == {"main": 2}


def test_many_doors_are_no_obstacle(party: EventFile, noon: datetime) -> None:
    """A door that shares the record of another knows who came in by that one."""
    event = tables.event(party.db)
    side = replace(event.doors["main"], id="side", title="Side", shares="main", perimeter=False)
    with party.transaction() as tx:
        tx.append([Draft("event", DoorSet(side))], at=noon, operator="setup")
    let_in(party, noon, door="side")
    assert let_in(party, noon, door="main").admitted == ()
