"""How many are inside: the quick question of the file, the fold of one guest and the figures of the day agree."""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.desk import counting
from console.summary import summary
from data import tables
from data.facts import DoorSet, Draft, Entered, EventMade, EventSet, GuestListed, HeadCounted, Left
from data.files import create_event
from data.journal import EventFile
from data.occupancy import head_counts, occupancy
from data.records import Door, Event, Guest
from data.states import Passage
from data.whereabouts import changes, inside

DAY = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
GUESTS = ("a", "b")
RECORDS = ("main", "room")


def made(folder: str) -> EventFile:
    file = create_event(Path(folder) / "one")
    with file.transaction() as tx:
        tx.append(
            [
                Draft("event", EventMade("e", "00" * 32)),
                Draft("event", EventSet(Event("E", date(2026, 3, 10), "Europe/London"))),
                *[Draft("event", DoorSet(Door(record))) for record in RECORDS],
                *[Draft(f"guest/{g}", GuestListed(Guest(g, g.upper()), n)) for n, g in enumerate(GUESTS, 1)],
            ],
            at=DAY,
            operator="setup",
        )
    return file


def passages(file: EventFile, guest: str) -> tuple[Passage, ...]:
    state = tables.guest(file.db, guest)
    return state.passages if state is not None else ()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_day_counts_alike_everywhere(data: st.DataObject) -> None:
    """Counts at the main door and the room; entries and exits as people do them, missed ones among them."""
    with tempfile.TemporaryDirectory() as folder:
        file = made(folder)
        minutes = st.integers(0, 12)
        for _n in range(data.draw(st.integers(1, 20))):
            at = DAY + timedelta(minutes=data.draw(minutes))
            record = data.draw(st.sampled_from(RECORDS))
            what = data.draw(st.sampled_from(["in", "in", "out", "out", "count"]))
            draft = Draft(f"guest/{data.draw(st.sampled_from(GUESTS))}", Entered(record, record))
            if what == "out":
                draft = Draft(draft.subject, Left(record, record, perimeter=record == "main"))
            elif what == "count":
                draft = Draft(f"door/{record}", HeadCounted(data.draw(st.integers(3, 9))))
            with file.transaction() as tx:
                tx.append([draft], at=at, operator="Mei")
        for minute in (0, 3, 6, 12, 20):
            at = DAY + timedelta(minutes=minute)
            for record in RECORDS:
                assert occupancy(file.db, record, at) == by_hand(file, record, at)
        end = DAY + timedelta(minutes=20)
        figures = summary(file, end)
        for line in figures.doors:
            assert line.inside == occupancy(file.db, line.id, end)
        assert figures.guests.inside == counting.inside(file)
        assert all(check.holds for check in figures.checks)
        file.close()


def by_hand(file: EventFile, record: str, at: datetime) -> int:
    """The rule in its own words: the latest count, and from then on people seen going in less those seen going out; of
    somebody who was seen going out of the event it is asked whether they were written down here."""
    counts = [count for count in head_counts(file.db, record) if count.at <= at]
    if not counts:
        return sum(record in inside(passages(file, guest), at) for guest in GUESTS)
    people, since = counts[-1].count, counts[-1].at
    for guest in GUESTS:
        happened = passages(file, guest)
        is_in = None
        for n, passage in enumerate(happened):
            if not since < passage.at <= at:
                continue
            was = (record in inside(happened[:n])) if is_in is None else is_in
            if passage.way == "in" and passage.record == record:
                people += is_in is not True
                is_in = True
            elif passage.way == "out" and passage.record == record:
                people -= is_in is not False
                is_in = False
            elif passage.way == "out" and passage.perimeter and was:
                people -= 1
                is_in = False
    return max(0, people)


def walk(*steps: tuple[str, str, int]) -> list[Passage]:
    return [
        Passage(str(n), str(n), "in" if way == "in" else "out", record, record, DAY + timedelta(minutes=minute), "Mei",
                perimeter=way == "away")
        for n, (way, record, minute) in enumerate(steps)
    ]  # fmt: skip


def test_without_a_count_changes_are_stays() -> None:
    day = walk(("out", "room", 0), ("in", "room", 1), ("in", "room", 2), ("away", "main", 3), ("out", "room", 4))
    assert [(c.at.minute, c.by) for c in changes(day, frozenset({"room"}))] == [(1, 1), (3, -1)]
    assert [(c.at.minute, c.by) for c in changes(day, frozenset({"main"}), whole=True)] == [(1, 1), (3, -1)]


def test_a_room_inside_is_no_second_coming() -> None:
    """After a count of the event, somebody known to be in it goes to a room and back; then comes by the main door."""
    counted = [DAY + timedelta(minutes=2)]
    day = walk(("in", "main", 1), ("in", "room", 3), ("out", "room", 4), ("in", "main", 5), ("away", "main", 6))
    found = changes(day, frozenset({"main"}), counted, whole=True)
    assert [(c.at.minute, c.by) for c in found] == [(1, 1), (6, -1)]
    fresh = walk(("in", "room", 3), ("away", "main", 6))
    assert [c.by for c in changes(fresh, frozenset({"main"}), counted, whole=True)] == [1, -1]
