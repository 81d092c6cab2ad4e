"""Facts carried from one machine to another: word for word, once, and never from a file that was tampered with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data import chain, reading, tables
from data.absorb import absorb
from data.facts import Draft, Entered, EventMade, Noted
from data.faults import EventFileError
from data.files import backup, create_event, open_event
from data.journal import EventFile, Transaction
from data.verify import verify


@pytest.fixture
def other(file: EventFile, tmp_path: Path) -> Iterator[EventFile]:
    """The same event on a second machine."""
    backup(file, tmp_path / "other.callboard")
    opened = open_event(tmp_path / "other.callboard")
    yield opened
    opened.close()


def enter(file: EventFile, guest: str, at: datetime) -> None:
    with file.transaction() as tx:
        tx.append([Draft(f"guest/{guest}", Entered("main", "main"))], at=at, operator="Mei")


def newer_fact(file: EventFile) -> str:
    """Writes a fact as a newer program would, sealed into a chain of its own; its body."""
    body = '{"kind" : "teleported", "to":"the bar", "wie":"schnell \\u00e9"}'
    envelope = ("newer123", 1, "newer123:1", 1 << 60, 0, "Zoe", "live", "guest/g1", "teleported", 9, None)
    sealed = chain.digest(b"salt", body)
    row = (None, *envelope, b"salt", body, sealed, chain.link(b"", envelope, sealed))
    file.db.execute(f"INSERT INTO facts VALUES ({', '.join('?' * len(row))})", row)
    return body


def test_both_ways_twice_is_the_same_everywhere(file: EventFile, other: EventFile, noon: datetime) -> None:
    enter(file, "g1", noon)
    enter(other, "g2", noon)
    assert absorb(file, other.path).facts == 1
    assert absorb(other, file.path).facts == 1
    assert absorb(file, other.path).facts == 0
    assert tables.inside_counts(file.db) == tables.inside_counts(other.db) == {"main": 2}
    assert verify(file).ok
    assert verify(other).ok


def test_one_ticket_used_on_both_machines_is_marked_double(file: EventFile, other: EventFile, noon: datetime) -> None:
    enter(file, "g1", noon)
    enter(other, "g1", noon)
    absorb(file, other.path)
    state = tables.guest(file.db, "g1")
    assert state is not None
    assert [p.marks for p in state.passages] == [(), ("double",)]
    assert tables.inside_counts(file.db) == {"main": 1}


def test_a_kind_this_program_does_not_know_survives_word_for_word(file: EventFile, other: EventFile) -> None:
    body = newer_fact(other)
    report = absorb(file, other.path)
    assert (report.facts, report.unknown) == (1, 1)
    (fact,) = [row.fact for row in reading.facts(file.db, kinds=["teleported"])]
    assert fact.body == body
    assert fact.version == 9
    assert verify(file).ok
    assert tables.guest(file.db, "g1") is not None


def test_another_events_file_is_refused(file: EventFile, tmp_path: Path) -> None:
    strange = create_event(tmp_path / "strange.callboard")
    with strange.transaction() as tx:
        tx.append([Draft("event", EventMade("e2", "00" * 32))], at=datetime(2026, 1, 1, tzinfo=UTC), operator="x")
    strange.close()
    with pytest.raises(EventFileError, match="another event"):
        absorb(file, strange.path)


def test_what_another_process_absorbed_meanwhile_comes_once(
    file: EventFile, other: EventFile, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(other, "g1", noon)
    begin = file.transaction

    def second() -> AbstractContextManager[Transaction]:
        desk = open_event(file.path)
        absorb(desk, other.path)
        desk.close()
        return begin()

    monkeypatch.setattr(file, "transaction", second)
    assert absorb(file, other.path).facts == 0
    assert tables.inside_counts(file.db) == {"main": 1}
    assert verify(file).ok


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE facts SET operator = 'nobody' WHERE kind = 'entered'",
        "UPDATE facts SET body = replace(body, 'fine', 'foul') WHERE kind = 'noted'",
        "UPDATE facts SET seq = seq + 1 WHERE kind = 'noted'",
    ],
)
def test_a_tampered_file_gives_nothing(file: EventFile, other: EventFile, noon: datetime, change: str) -> None:
    enter(other, "g1", noon)
    with other.transaction() as tx:
        tx.append([Draft("event", Noted("fine"))], at=noon, operator="Mei")
    other.db.execute(change)
    before = reading.latest(file.db)
    with pytest.raises(EventFileError, match="does not follow"):
        absorb(file, other.path)
    assert reading.latest(file.db) == before
