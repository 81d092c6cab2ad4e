"""The house of a stage as two rooms run it on one file, and what it does to the desk's verdicts and the stage's GO."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from msgspec import UNSET

from console import desk, house, logbook, stage
from console.desk.answers import Answer
from console.rules.refusals import Refusal
from data import heard, tables
from data.facts import DoorSet, Draft, ItemPlanned, OperatorSet, StageSet, StateSet
from data.files import open_event
from data.journal import EventFile
from data.kinds.house import HouseStep, Side
from data.records import Door, Item, Operator, Stage
from data.verify import verify

START = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)


@pytest.fixture
def front(file: EventFile) -> Iterator[EventFile]:
    """The same file as another process has it open: the desk's."""
    other = open_event(file.path)
    yield other
    other.close()


def after(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def say(file: EventFile, step: HouseStep, side: Side, at: float, count: int | None = None) -> house.HouseView:
    by = "Mei" if side == "desk" else "Kit"
    answer = house.say(file, "main", step, side=side, count=count, now=after(at), operator=by)
    assert isinstance(answer, house.HouseAnswer), answer
    return answer.house


def let_in(file: EventFile, guest: str, at: float, door: str = "main") -> Answer:
    answer = desk.admit(file, guest=guest, door=door, now=after(at), operator="Mei")
    assert isinstance(answer, Answer) and answer.verdict == "admitted"
    return answer


def view(file: EventFile, at: float) -> house.HouseView:
    return house.view(file, "main", after(at))


def test_each_side_sees_what_the_other_said_and_answers_it(file: EventFile, front: EventFile) -> None:
    say(file, "open", "stage", 0)
    seen = house.view(front, "main", after(2))
    assert [(each.step, each.waited, each.by) for each in seen.waiting] == [("open", 120, "Kit")]
    done = house.answer(front, "main", side="desk", now=after(3), operator="Mei")
    assert isinstance(done, house.HouseAnswer)
    assert view(file, 3).doors == "open" and view(file, 3).since == after(3)
    say(front, "clear", "desk", 4)
    assert (view(file, 5).cleared_by, [each.step for each in view(file, 5).waiting]) == ("Mei", ["clear"])
    assert [line.text for line in logbook.newest(file, logbook.Wanted(subject="house/main")).lines] == [
        "the desk says: cleared to start", "the desk confirms: house open", "the stage asks: open the house",
    ]  # fmt: skip


def test_of_two_answers_at_once_one_counts(file: EventFile, front: EventFile) -> None:
    asked = say(file, "open", "stage", 0).waiting[0].id
    first = house.answer(front, "main", asked, side="desk", now=after(1), operator="Mei")
    second = house.answer(file, "main", asked, side="desk", now=after(1), operator="Ann")
    assert isinstance(first, house.HouseAnswer)
    assert isinstance(second, Refusal) and second.reason == "nothing_waits"


def test_the_first_go_is_never_refused_and_says_that_nobody_cleared_the_house(file: EventFile) -> None:
    say(file, "open", "desk", 0)
    assert stage.go(file, "main", now=after(1), operator="Kit").message == "Doors is on.", "people are to come in"
    went = stage.go(file, "main", now=after(5), operator="Kit")
    assert (went.did, went.message) == ("go", "Opening is on. The house is not cleared.")
    third = stage.go(file, "main", now=after(6), operator="Kit").message
    assert "not cleared" not in third, "that was for the first only"
    stage.back(file, "main", now=after(7), operator="Kit")
    stage.back(file, "main", now=after(7), operator="Kit")
    say(file, "clear", "desk", 8)
    assert stage.go(file, "main", now=after(9), operator="Kit").message == "Opening is on."


def test_a_stage_that_wants_clearance_says_so_even_where_nobody_ran_the_house(file: EventFile, noon: datetime) -> None:
    stage.go(file, "main", now=after(-2), operator="Kit")
    assert stage.go(file, "main", now=after(0), operator="Kit").message == "Opening is on."
    stage.back(file, "main", now=after(1), operator="Kit")
    with file.transaction() as tx:
        tx.append([Draft("event", StageSet(Stage("main", "Main stage", clearance=True)))], at=noon, operator="")
    assert stage.go(file, "main", now=after(2), operator="Kit").message == "Opening is on. The house is not cleared."


def test_latecomers_are_told_to_wait_and_counted_until_they_are_let_in(file: EventFile, front: EventFile) -> None:
    stage.go(file, "main", now=after(0), operator="Kit")
    assert let_in(front, "g1", 1).hold is UNSET
    say(file, "hold", "stage", 2)
    late = let_in(front, "g2", 3)
    assert (late.message, late.hold) == ("Welcome, Main entrance. Hold at the doors until A ends.", "A")
    assert (view(file, 4).held, view(file, 4).until) == (1, "A")
    desk.undo(front, now=after(4), operator="Mei")
    assert view(file, 4).held == 0, "an entry that was taken back holds nobody"
    let_in(front, "g2", 5)
    say(front, "held", "desk", 6, count=9)
    assert view(file, 6).held == 9, "by eye, those who came until then are among them"
    desk.admit(file, guest="g1", door="main", way="out", now=after(6), operator="Mei")
    let_in(front, "g1", 7)
    assert view(file, 7).held == 10
    desk.admit(file, guest="g1", door="main", way="out", now=after(8), operator="Mei")
    assert view(file, 8).held == 9, "whoever left again does not wait"
    say(file, "admit", "stage", 9)
    assert (view(file, 9).held, view(file, 9).holding) == (0, None)
    assert let_in(front, "g1", 10).hold is UNSET
    assert view(file, 7).held == 0
    assert house.view(file, "main", after(20), at=after(7)).held == 10, "as of a time, it is as it was"
    assert verify(file).ok


def test_only_those_at_the_rooms_own_door_wait(file: EventFile, noon: datetime) -> None:
    drafts = [
        Draft("event", DoorSet(Door("room", "Room", item="B"))), Draft("event", StageSet(Stage("two"))),
        Draft("stage/two", ItemPlanned(Item("Z", "two", 0, "Film", length=600))),
    ]  # fmt: skip
    with file.transaction() as tx:
        tx.append(drafts, at=noon, operator="setup")
    say(file, "hold", "stage", 0)
    assert let_in(file, "g1", 1).hold is UNSET
    assert let_in(file, "g2", 2, "room").hold == "A"
    assert view(file, 3).held == 1
    other = house.view(file, "two", after(3))
    assert (other.holding, other.held, other.waiting) == (None, 0, ()), "each stage has its own house"


def test_the_next_go_of_an_item_without_a_flag_lets_them_in_where_that_was_said(file: EventFile) -> None:
    stage.go(file, "main", now=after(0), operator="Kit")
    held = house.say(file, "main", "hold", side="stage", at_go=True, now=after(1), operator="Kit")
    assert isinstance(held, house.HouseAnswer) and held.house.at_go
    let_in(file, "g1", 2)
    stage.go(file, "main", now=after(3), operator="Kit")
    assert view(file, 4).holding is None
    stage.back(file, "main", now=after(5), operator="Kit")
    assert view(file, 5).held == 1, "taken back with the GO"


def test_a_house_count_is_the_head_count_of_a_room_with_a_door_of_its_own(file: EventFile, noon: datetime) -> None:
    say(file, "count", "desk", 0, count=180)
    assert desk.latest(file, "main") is None, "how many are in the event, nobody counted"
    with file.transaction() as tx:
        tx.append([Draft("event", DoorSet(Door("room", "Room", item="A")))], at=noon, operator="setup")
    say(file, "count", "desk", 1, count=203)
    seen = desk.latest(file, "room")
    assert seen is not None and (seen.count, view(file, 2).count) == (203, 203)
    desk.undo(file, now=after(3), operator="Mei")
    assert (desk.latest(file, "room"), view(file, 3).count) == (None, 180), "one act, one undo"


def test_each_role_speaks_for_its_own_side(file: EventFile, noon: datetime) -> None:
    roles = {"Ann": "lead", "Mei": "desk", "Kit": "stage", "Vic": "viewer"}
    drafts = [Draft("event", OperatorSet(Operator(name, role, "x"))) for name, role in roles.items()]  # type: ignore[arg-type]  # literals
    with file.transaction() as tx:
        tx.append(drafts, at=noon, operator="setup")

    def may(step: HouseStep, side: Side, who: str) -> bool:
        answer = house.say(file, "main", step, side=side, now=after(0), operator=who)
        return not isinstance(answer, Refusal) or answer.reason != "not_allowed"

    assert [may("clear", "desk", who) for who in ("Vic", "Kit", "Mei", "Ann")] == [False, False, True, True]
    assert [may("hold", "stage", who) for who in ("Vic", "Mei", "Kit", "Ann")] == [False, False, True, True]


def test_a_rehearsed_house_is_not_open_in_the_morning(file: EventFile, noon: datetime) -> None:
    def state(name: str, at: float) -> None:
        with file.transaction() as tx:
            tx.append([Draft("event", StateSet(name))], at=after(at), operator="Ann")  # type: ignore[arg-type]  # a state

    state("rehearsal", 0)
    say(file, "open", "desk", 1)
    say(file, "hold", "stage", 2)
    state("open", 3)
    assert (view(file, 4).doors, view(file, 4).holding, heard.house(file.db, "main").waiting) == ("shut", None, {})
    assert let_in(file, "g1", 5).hold is UNSET
    assert tables.event(file.db).state == "open" and verify(file).ok
