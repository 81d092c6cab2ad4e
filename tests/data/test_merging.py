"""A guest who is listed twice: who stays, whose entries count, and that stations apart agree on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from data import search, tables
from data.absorb import absorb
from data.facts import (
    Draft,
    Entered,
    EventMade,
    EventSet,
    GuestListed,
    HandoutGiven,
    Left,
    MergedFrom,
    MergedInto,
    Undone,
)
from data.files import backup, create_event, open_event
from data.journal import EventFile
from data.records import Event, Guest
from data.states import GuestState
from data.verify import verify

DAY = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[EventFile]:
    made = create_event(tmp_path / "one")
    people = [Guest(who, f"Ada {who}", delegation="Bund") for who in ("a", "b", "c")]
    with made.transaction() as tx:
        tx.append(
            [
                Draft("event", EventMade("e", "00" * 32)),
                Draft("event", EventSet(Event("E", date(2026, 3, 10), "Europe/London"))),
                *[Draft(f"guest/{g.id}", GuestListed(g, n)) for n, g in enumerate(people, 1)],
            ],
            at=DAY,
            operator="setup",
        )
    yield made
    made.close()


def merge(file: EventFile, goes: str, stays: str) -> str:
    drafts = [Draft(f"guest/{stays}", MergedFrom(goes)), Draft(f"guest/{goes}", MergedInto(stays))]
    with file.transaction() as tx:
        return tx.append(drafts, at=DAY, operator="Mei")[0].act


def do(file: EventFile, who: str, body: Entered | Left | HandoutGiven, minute: int = 0) -> str:
    with file.transaction() as tx:
        return tx.append([Draft(f"guest/{who}", body)], at=DAY + timedelta(minutes=minute), operator="Mei")[0].act


def undo(file: EventFile, act: str, *guests: str) -> None:
    with file.transaction() as tx:
        tx.append([Draft(f"guest/{who}", Undone(act)) for who in guests], at=DAY, operator="Mei")


def state(file: EventFile, who: str) -> GuestState:
    found = tables.guest(file.db, who)
    assert found is not None
    return found


def test_the_entries_of_one_merged_away_are_those_of_who_stays(file: EventFile) -> None:
    do(file, "b", Entered("main", "main"))
    merge(file, "b", "a")
    do(file, "b", HandoutGiven("headset", "7"))
    do(file, "b", Left("main", "main", perimeter=True), 5)
    stays, goes = state(file, "a"), state(file, "b")
    assert (goes.merged, goes.passages, goes.handouts) == ("a", (), ())
    assert stays.took == ("b",)
    assert [p.way for p in stays.passages] == ["in", "out"]
    assert [thing.number for thing in stays.handouts] == ["7"]
    assert verify(file).ok


def test_one_merged_away_is_in_no_list_and_no_count(file: EventFile) -> None:
    merge(file, "b", "a")
    assert [s.guest.id for s in tables.guests(file.db)] == ["a", "c"]
    assert [match.id for match in search.find(file.db, "ada")] == ["a", "c"]
    assert sum(group.count for group in tables.groups(file.db)) == 2
    assert tables.party(file.db, "Bund") == (0, 2)


def test_a_merge_taken_back_gives_everybody_their_own_again(file: EventFile) -> None:
    do(file, "b", Entered("main", "main"))
    act = merge(file, "b", "a")
    undo(file, act, "a", "b")
    assert (state(file, "a").passages, state(file, "a").took) == ((), ())
    assert len(state(file, "b").passages) == 1
    assert [match.id for match in search.find(file.db, "ada")] == ["a", "b", "c"]
    assert verify(file).ok


def test_a_merge_of_which_one_half_is_taken_back_is_none(file: EventFile) -> None:
    do(file, "b", Entered("main", "main"))
    undo(file, merge(file, "b", "a"), "a")
    assert state(file, "b").merged == ""
    assert len(state(file, "b").passages) == 1
    assert verify(file).ok


def test_a_chain_of_merges_ends_at_its_last(file: EventFile) -> None:
    do(file, "c", Entered("main", "main"))
    merge(file, "c", "b")
    merge(file, "b", "a")
    assert (state(file, "c").merged, state(file, "b").merged) == ("a", "a")
    assert state(file, "a").took == ("b", "c")
    do(file, "c", Left("main", "main"), 3)
    assert len(state(file, "a").passages) == 2
    assert verify(file).ok


def test_two_stations_that_merge_each_other_s_way_agree(file: EventFile, tmp_path: Path) -> None:
    backup(file, tmp_path / "two")
    other = open_event(tmp_path / "two")
    merge(file, "b", "a")
    do(file, "a", Entered("main", "main"))
    merge(other, "a", "b")
    do(other, "b", Entered("main", "main"), 1)
    absorb(file, other.path)
    absorb(other, file.path)
    for seen in (file, other):
        assert state(seen, "b").merged == "a"
        assert [p.marks for p in state(seen, "a").passages] == [(), ("double",)]
        assert verify(seen).ok
    other.close()


def test_a_stick_with_a_merge_taken_back_and_another_made_is_taken_in(file: EventFile, tmp_path: Path) -> None:
    """Ada a is folded first, who was b until then; b is c by now, whose entry still stands in a row of c's own."""
    entry = do(file, "c", Entered("main", "main"))
    first = merge(file, "b", "a")
    backup(file, tmp_path / "two")
    other = open_event(tmp_path / "two")
    do(other, "a", HandoutGiven("headset", "7"))
    undo(other, first, "a", "b")
    merge(other, "c", "b")
    absorb(file, other.path)
    other.close()
    assert (state(file, "a").took, state(file, "c").merged) == ((), "b")
    assert [passage.act for passage in state(file, "b").passages] == [entry]
    assert verify(file).ok
