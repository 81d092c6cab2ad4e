"""A head count by eye says how many are inside; entries and exits go on from there, for the limit and the figures."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from console import desk
from console.desk import Counted, Refusal, counting
from console.rules.admission import Override
from console.summary import summary
from data import tables
from data.facts import DoorSet, Draft, GuestListed, Way, Went
from data.journal import EventFile
from data.occupancy import occupancy
from data.records import Door, Guest
from data.verify import verify


@pytest.fixture
def hall(file: EventFile, noon: datetime) -> EventFile:
    """A hall with a safe number of five, and ten guests more, h0 to h9."""
    people = [Guest(f"h{n}", f"Guest {n}") for n in range(10)]
    with file.transaction() as tx:
        tx.append([Draft(f"guest/{g.id}", GuestListed(g, 40 + n)) for n, g in enumerate(people)], at=noon, operator="x")
        tx.append([Draft("event", DoorSet(Door("hall", "Hall", limit=5)))], at=noon, operator="x")
    return file


def count(file: EventFile, now: datetime, n: int, door: str = "hall") -> Counted:
    answer = desk.count_heads(file, door, n, now=now, operator="Ann")
    assert isinstance(answer, Counted), answer
    return answer


def passes(file: EventFile, now: datetime, guest: str, door: str = "hall", way: Way = "in", force: bool = False) -> str:
    """The verdict, or the reason of the refusal."""
    override = Override("same person", "Ann") if force else None
    answer = desk.admit(file, guest=guest, door=door, way=way, now=now, operator="Mei", force=override)
    assert isinstance(answer, desk.Answer), answer
    return answer.reason or answer.verdict


def minutes(n: float) -> timedelta:
    return timedelta(minutes=n)


def test_entries_and_exits_go_on_from_the_count(hall: EventFile, noon: datetime) -> None:
    passes(hall, noon, "h0")
    assert count(hall, noon + minutes(1), 3) == Counted("hall", 3, 1, noon + minutes(1), count_of(hall))
    passes(hall, noon + minutes(2), "h1")
    passes(hall, noon + minutes(3), "h2")
    passes(hall, noon + minutes(4), "h0", way="out")
    assert [occupancy(hall.db, "hall", noon + minutes(n)) for n in (0, 1, 2, 3, 4)] == [1, 3, 4, 5, 4]
    assert desk.counters(hall).inside["hall"] == 4


def count_of(file: EventFile) -> str:
    found = desk.latest(file, "hall")
    assert found is not None
    return found.act


def test_the_safe_number_is_compared_with_the_count(hall: EventFile, noon: datetime) -> None:
    count(hall, noon, 4)
    assert passes(hall, noon + minutes(1), "h0") == "admitted"
    assert passes(hall, noon + minutes(2), "h1") == "full"
    assert passes(hall, noon + minutes(2), "h1", force=True) == "full", "nobody argues with the safe number"
    count(hall, noon + minutes(3), 2)
    assert passes(hall, noon + minutes(4), "h1") == "admitted"


def test_undo_takes_the_count_away(hall: EventFile, noon: datetime) -> None:
    passes(hall, noon, "h0")
    count(hall, noon + minutes(1), 5)
    known = desk.last_undoable(hall, "Ann", desk.DESK_KINDS)
    assert known is not None and known.brief == "count 5 Hall"
    desk.undo(hall, now=noon, operator="Ann", kinds=desk.DESK_KINDS)
    assert occupancy(hall.db, "hall", noon + minutes(2)) == 1
    assert desk.latest(hall, "hall") is None
    assert verify(hall).ok


def test_an_entry_written_down_late_is_not_counted_twice(hall: EventFile, noon: datetime) -> None:
    """Who came in before the count was among those seen."""
    count(hall, noon + minutes(10), 3)
    passes(hall, noon + minutes(5), "h0")
    assert occupancy(hall.db, "hall", noon + minutes(11)) == 3
    assert occupancy(hall.db, "hall", noon + minutes(6)) == 1, "before the count it is as it was"


def test_who_was_missed_at_the_door_is_counted_on_the_way_out(hall: EventFile, noon: datetime) -> None:
    count(hall, noon, 3)
    passes(hall, noon + minutes(1), "h0", way="out")
    assert occupancy(hall.db, "hall", noon + minutes(2)) == 2


def test_who_slipped_out_and_comes_again_is_one_more(hall: EventFile, noon: datetime) -> None:
    passes(hall, noon, "h0")
    count(hall, noon + minutes(1), 0)
    passes(hall, noon + minutes(2), "h0", force=True)
    assert occupancy(hall.db, "hall", noon + minutes(3)) == 1


def test_who_leaves_the_event_leaves_the_hall(hall: EventFile, noon: datetime) -> None:
    passes(hall, noon, "h0", door="main")
    passes(hall, noon + minutes(1), "h0")
    passes(hall, noon + minutes(1), "h1", door="main")
    count(hall, noon + minutes(2), 4)
    passes(hall, noon + minutes(3), "h0", door="main", way="out")
    passes(hall, noon + minutes(3), "h1", door="main", way="out")
    assert occupancy(hall.db, "hall", noon + minutes(4)) == 3, "of the two only one had been in the hall"


def test_out_and_in_again_is_the_same_person(hall: EventFile, noon: datetime) -> None:
    passes(hall, noon, "h0")
    count(hall, noon + minutes(1), 3)
    passes(hall, noon + minutes(2), "h0", way="out")
    passes(hall, noon + minutes(3), "h0")
    passes(hall, noon + minutes(4), "h0", way="out")
    assert [occupancy(hall.db, "hall", noon + minutes(n)) for n in (2, 3, 4)] == [2, 3, 2]


def test_two_doors_of_one_hall_have_one_count(hall: EventFile, noon: datetime) -> None:
    side = Door("side", shares="hall", limit=5)
    with hall.transaction() as tx:
        tx.append([Draft("event", DoorSet(side))], at=noon, operator="x")
    count(hall, noon, 5, door="side")
    assert passes(hall, noon + minutes(1), "h0", door="hall") == "full"
    found = desk.latest(hall, "hall")
    assert found is not None and (found.count, found.operator) == (5, "Ann")


def test_where_exits_are_not_scanned_a_count_stands_beside(hall: EventFile, noon: datetime) -> None:
    door = tables.event(hall.db).doors["hall"]
    with hall.transaction() as tx:
        tx.append([Draft("event", DoorSet(replace(door, exits="unscanned")))], at=noon, operator="x")
    assert count(hall, noon, 9).before is None
    assert passes(hall, noon + minutes(1), "h0") == "admitted"
    made = summary(hall, noon + minutes(9))
    line = next(line for line in made.doors if line.id == "hall")
    assert line.inside is None
    assert line.head_count is not None and line.head_count.count == 9
    assert any("stand beside" in said for said in made.left_out)


@pytest.mark.parametrize(("door", "n", "reason"), [("nowhere", 3, "no_such_door"), ("hall", -1, "bad_count")])
def test_wrong_use(hall: EventFile, noon: datetime, door: str, n: int, reason: str) -> None:
    answer = desk.count_heads(hall, door, n, now=noon, operator="Ann")
    assert isinstance(answer, Refusal)
    assert answer.reason == reason


def test_the_figures_go_on_from_the_count(hall: EventFile, noon: datetime) -> None:
    """The main door is the way into the event: a count there is of the event."""
    for n in range(4):
        passes(hall, noon + minutes(n), f"h{n}", door="main")
    count(hall, noon + minutes(10), 9, door="main")
    passes(hall, noon + minutes(11), "h0", door="main", way="out")
    passes(hall, noon + minutes(12), "h9", door="main")
    passes(hall, noon + minutes(13), "h9")
    made = summary(hall, noon + minutes(30))
    assert made.guests.inside == 9 == counting.inside(hall)
    assert made.guests.peak is not None
    assert (made.guests.peak.count, made.guests.peak.at) == (9, noon + minutes(10))
    assert all(check.holds for check in made.checks)
    assert next(line for line in made.doors if line.id == "main").inside == 9
    assert any("head count by eye on" in said for said in made.left_out)
    before = summary(hall, noon + minutes(30), noon + minutes(9))
    assert before.guests.inside == 4
    assert before.guests.peak is not None and before.guests.peak.count == 4


def test_a_session_has_the_largest_count_while_it_ran(hall: EventFile, noon: datetime) -> None:
    door = tables.event(hall.db).doors["hall"]
    with hall.transaction() as tx:
        tx.append([Draft("event", DoorSet(replace(door, item="B")))], at=noon, operator="x")
        tx.append([Draft("stage/main", Went("B"))], at=noon, operator="Kit")
    count(hall, noon - minutes(1), 50)
    count(hall, noon + minutes(5), 20)
    count(hall, noon + minutes(9), 12)
    made = summary(hall, noon + minutes(10))
    assert [(session.item, session.head_count) for session in made.sessions] == [("B", 20)]
    assert not any("counted heads" in said for said in made.left_out)
