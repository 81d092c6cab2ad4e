"""The rest of a delegation: each decided by itself, one act, one undo, and the answer says who was not let in."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from console import desk, setup
from console.desk import PartyAnswer, Refusal
from console.summary import summary
from data import reading, tables
from data.absorb import absorb
from data.facts import DoorSet, Draft, GuestListed
from data.files import backup, open_event
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


def slowly(file: EventFile, now: datetime, pause: Callable[[float], None]) -> PartyAnswer | Refusal:
    """The delegation of which every guest is a transaction of their own, with `pause` after each."""
    ticks = iter(range(1000))
    return desk.admit_party(
        file, "Bund", door="main", now=now, operator="Mei", clock=lambda: float(next(ticks)), pause=pause
    )


def test_a_delegation_taken_back_while_it_goes_in_ends_there(party: EventFile, noon: datetime) -> None:
    other = open_event(party.path)

    def pause(_seconds: float) -> None:
        for row in reading.facts(other.db, kinds=["entered"]):
            desk.undo(other, act=row.fact.act, now=noon, operator="Kit")

    answer = slowly(party, noon, pause)
    other.close()
    assert isinstance(answer, Refusal)
    assert answer.reason == "already_undone"
    assert tables.inside_counts(party.db) == {}
    assert verify(party).ok


def test_what_another_station_took_back_in_part_is_taken_back_whole(
    party: EventFile, noon: datetime, tmp_path: Path
) -> None:
    """The stick was pulled while the delegation went in: only the first of them was known over there."""
    copies: list[EventFile] = []

    def pause(_seconds: float) -> None:
        if not copies and tables.inside_counts(party.db):
            backup(party, tmp_path / "two")
            copies.append(open_event(tmp_path / "two"))

    answer = slowly(party, noon, pause)
    assert isinstance(answer, PartyAnswer)
    [other] = copies
    desk.undo(other, act=answer.fact, now=noon, operator="Kit")
    absorb(party, other.path)
    other.close()
    assert tables.inside_counts(party.db) == {"main": 1}, "the second was not known to whoever undid"
    assert isinstance(desk.undo(party, act=answer.fact, now=noon, operator="Mei"), desk.UndoAnswer)
    assert tables.inside_counts(party.db) == {}
    again = desk.undo(party, act=answer.fact, now=noon, operator="Mei")
    assert isinstance(again, Refusal)
    assert again.reason == "already_undone"
    assert verify(party).ok


def test_a_delegation_is_one_in_any_letter_case(party: EventFile, noon: datetime) -> None:
    late = [("eve", "BUND"), ("fay", "bund")]
    drafts = [Draft(f"guest/{g}", GuestListed(Guest(g, g, delegation=d), n)) for n, (g, d) in enumerate(late, 80)]
    with party.transaction() as tx:
        tx.append(drafts, at=noon, operator="setup")
    assert tables.delegations(party.db) == ["Analysts", "Bund"]
    answer = let_in(party, noon, name=" bUND ")
    assert names(answer.admitted) == ["Bo", "eve", "fay", "Zoe"]
    assert answer.admitted[0].delegation is not None
    assert (tables.party(party.db, "BUND"), answer.delegation) == ((4, 6), "Bund")
    assert [g.arrived for g in summary(party, noon).by_delegation if g.group == "Bund"] == [4]
