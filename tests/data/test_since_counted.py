"""How many are inside a counted place: one row of the file, however many passed since, and it follows every change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from console import desk
from data import since_counted, tables
from data.facts import DoorSet, Draft, Entered, GuestListed, HeadCounted, Left
from data.files import open_event
from data.journal import EventFile
from data.occupancy import inside_counts, occupancy
from data.records import Door, Guest
from data.verify import verify

MANY = 400


@pytest.fixture
def crowd(file: EventFile, noon: datetime) -> EventFile:
    """Five were seen in the hall at noon; since then many came and half of them left."""
    drafts = [
        Draft("event", DoorSet(Door("hall", capacity=2 * MANY, limit=3 * MANY))),
        *[Draft(f"guest/c{n}", GuestListed(Guest(f"c{n}", f"Guest {n}"), 100 + n)) for n in range(MANY + 20)],
        Draft("door/hall", HeadCounted(5)),
    ]
    with file.transaction() as tx:
        tx.append(drafts, at=noon, operator="setup")
    return file


def fill(file: EventFile, noon: datetime, first: int, last: int) -> None:
    for n in range(first, last):
        with file.transaction() as tx:
            tx.append(
                [Draft(f"guest/c{n}", Entered("hall", "hall"))], at=noon + timedelta(seconds=n + 1), operator="Mei"
            )
            if n % 2:
                left = Draft(f"guest/c{n}", Left("hall", "hall"))
                tx.append([left], at=noon + timedelta(minutes=30), operator="Mei")


def steps(file: EventFile, do: Callable[[], object]) -> int:
    """How many hundred steps of SQLite's machine something takes: what a clock would say, on a calm machine."""
    taken = 0

    def count() -> int:
        nonlocal taken
        taken += 1
        return 0

    file.db.set_progress_handler(count, 100)
    do()
    file.db.set_progress_handler(None, 0)
    return taken


def test_a_scan_costs_the_same_however_many_passed_since_the_count(crowd: EventFile, noon: datetime) -> None:
    later = noon + timedelta(hours=1)

    def scan(guest: str) -> int:
        return steps(crowd, lambda: desk.admit(crowd, guest=guest, door="hall", now=later, operator="Mei"))

    fill(crowd, noon, 0, 10)
    few = scan(f"c{MANY}")
    fill(crowd, noon, 10, MANY)
    assert scan(f"c{MANY + 1}") <= few * 1.5
    assert occupancy(crowd.db, "hall", later) == 5 + MANY // 2 + 2


def test_somebody_whose_clock_runs_ahead_slows_nobody(crowd: EventFile, noon: datetime) -> None:
    fill(crowd, noon, 0, MANY)
    ahead = noon + timedelta(hours=2)
    desk.admit(crowd, guest=f"c{MANY}", door="hall", now=ahead, operator="Mei")
    later = noon + timedelta(hours=1)
    taken = steps(crowd, lambda: occupancy(crowd.db, "hall", later))
    assert occupancy(crowd.db, "hall", later) == 5 + MANY // 2
    assert taken < 5


def test_a_count_taken_back_goes_on_from_the_one_before(crowd: EventFile, noon: datetime) -> None:
    fill(crowd, noon, 0, 10)
    desk.count_heads(crowd, "hall", 99, now=noon + timedelta(hours=1), operator="Mei")
    assert inside_counts(crowd.db)["hall"] == 99
    desk.undo(crowd, now=noon + timedelta(hours=1), operator="Mei")
    assert inside_counts(crowd.db)["hall"] == 10
    assert verify(crowd).ok


def test_a_count_written_down_late_is_counted_on_from(crowd: EventFile, noon: datetime) -> None:
    fill(crowd, noon, 0, 10)
    desk.count_heads(crowd, "hall", 50, now=noon + timedelta(minutes=29), operator="Mei")
    assert inside_counts(crowd.db)["hall"] == 45, "five left at half past"
    assert verify(crowd).ok


def test_a_door_that_keeps_another_record_is_counted_with_it(crowd: EventFile, noon: datetime) -> None:
    fill(crowd, noon, 0, 4)
    assert inside_counts(crowd.db)["hall"] == 7
    with crowd.transaction() as tx:
        tx.append([Draft("event", DoorSet(Door("hall", shares="main")))], at=noon, operator="setup")
    counted = since_counted.level(crowd.db, "main")
    assert counted is not None
    assert (counted.count, counted.more) == (5, 0), "those four went by a record that is no more"
    assert since_counted.level(crowd.db, "hall") is None
    assert verify(crowd).ok


def test_an_older_file_learns_it_when_it_is_opened(crowd: EventFile, noon: datetime) -> None:
    fill(crowd, noon, 0, 10)
    crowd.db.execute("DELETE FROM since_counted")
    crowd.db.execute("UPDATE meta SET value = '3' WHERE key = 'folding'")
    path = crowd.path
    crowd.close()
    again = open_event(path)
    assert inside_counts(again.db)["hall"] == 10
    assert tables.inside_counts(again.db)["hall"] == 5, "and what the entries alone say is kept apart"
    assert verify(again).ok
    again.close()
