"""A guest listed twice becomes one for every act; undo makes them two again, and stations apart agree on who stays."""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console import desk
from console.desk import Merged, Refusal
from console.summary import summary
from data import folding, reading, tables
from data.absorb import absorb
from data.facts import DoorSet, Draft, EventMade, EventSet, GuestListed, SlotPlanned, Way
from data.files import backup, create_event, open_event
from data.journal import EventFile
from data.records import Door, Event, Guest, Slot
from data.states import GuestState
from data.verify import verify


@pytest.fixture
def twice(file: EventFile, noon: datetime) -> EventFile:
    """Ada stands in the list again as g9, with a code, a phone and no delegation."""
    twin = Guest("g9", "Augusta Ada Byron", code="TKT-9", phone="+44 20 7946 0001", seat="A1", photo="no")
    with file.transaction() as tx:
        tx.append([Draft("guest/g9", GuestListed(twin, 9))], at=noon, operator="setup")
    return file


def merge(file: EventFile, now: datetime, keep: str = "g1", other: str = "g9") -> Merged:
    answer = desk.merge(file, keep, other, now=now, operator="Mei")
    assert isinstance(answer, Merged), answer
    return answer


def state(file: EventFile, guest: str) -> GuestState:
    found = tables.guest(file.db, guest)
    assert found is not None
    return found


def scan(file: EventFile, code: str, now: datetime) -> desk.Answer:
    answer = desk.admit(file, code=code, door="main", now=now, operator="Mei")
    assert isinstance(answer, desk.Answer)
    return answer


def test_either_ticket_is_the_same_guest(twice: EventFile, noon: datetime) -> None:
    merge(twice, noon)
    first = scan(twice, "TKT-9", noon)
    assert first.guest is not None
    assert (first.verdict, first.guest.id) == ("admitted", "g1")
    own = desk.ticket(twice, "g1", replace=False, now=noon, operator="Mei")
    assert not isinstance(own, Refusal)
    again = scan(twice, own.code, noon + timedelta(minutes=1))
    assert (again.verdict, again.reason) == ("refused", "already_in")


def test_the_other_id_is_who_stays_for_every_act(twice: EventFile, noon: datetime) -> None:
    merge(twice, noon)
    changed = desk.change(twice, "g9", {"seat": "Z9"}, now=noon, operator="Mei")
    shown = desk.ticket(twice, "g9", replace=True, now=noon, operator="Mei")
    lent = desk.give(twice, "g9", "headset", "7", now=noon, operator="Mei")
    assert not isinstance(changed, Refusal | None) and not isinstance(shown, Refusal) and not isinstance(lent, Refusal)
    assert (changed.guest.id, shown.guest, lent.guest.id) == ("g1", "g1", "g1")
    assert state(twice, "g1").guest.seat == "Z9"
    assert [match.id for match in desk.find(twice, "byron").matches] == ["g1"]
    assert desk.counters(twice).expected == 2


def test_what_one_row_lacks_the_other_has(twice: EventFile, noon: datetime) -> None:
    answer = merge(twice, noon)
    assert set(answer.filled) == {"phone", "seat", "photo"}
    assert (answer.guest.name, answer.guest.seat, answer.guest.delegation) == ("Ada Byron", "A1", "Analysts")
    desk.undo(twice, now=noon, operator="Mei", kinds=desk.DESK_KINDS)
    assert state(twice, "g1").guest.phone == ""


def test_entries_join_and_a_contradiction_is_shown(twice: EventFile, noon: datetime) -> None:
    desk.admit(twice, guest="g1", door="main", now=noon, operator="Mei")
    desk.admit(twice, guest="g9", door="main", now=noon + timedelta(minutes=5), operator="Mei")
    assert merge(twice, noon + timedelta(minutes=9)).double == 1
    assert [p.marks for p in state(twice, "g1").passages] == [(), ("double",)]
    made = summary(twice, noon + timedelta(hours=1))
    assert (made.guests.invited, made.guests.came, made.guests.inside) == (3, 1, 1)
    assert all(check.holds for check in made.checks)


def test_undo_makes_them_two_again_with_their_own_entries(twice: EventFile, noon: datetime) -> None:
    desk.admit(twice, guest="g1", door="room", now=noon, operator="Mei")
    merge(twice, noon + timedelta(minutes=1))
    scan(twice, "TKT-9", noon + timedelta(minutes=2))
    assert len(state(twice, "g1").passages) == 2
    known = desk.last_undoable(twice, "Mei", ["merged_into"])
    assert known is not None
    assert known.brief == "merge Augusta Ada Byron"
    desk.undo(twice, act=known.act, now=noon, operator="Mei")
    assert [p.record for p in state(twice, "g1").passages] == ["room"]
    assert [p.record for p in state(twice, "g9").passages] == ["main"], "it was their ticket that was scanned"
    assert len(desk.find(twice, "byron").matches) == 2
    assert verify(twice).ok
    assert isinstance(desk.merge(twice, "g9", "g1", now=noon, operator="Mei"), Merged), (
        "and may be merged the other way"
    )


@pytest.mark.parametrize(
    ("keep", "other", "reason"),
    [("g1", "g1", "same_guest"), ("g1", "nobody", "no_such_guest"), ("nobody", "g1", "no_such_guest")],
)
def test_two_are_wanted(twice: EventFile, noon: datetime, keep: str, other: str, reason: str) -> None:
    before = reading.latest(twice.db)
    answer = desk.merge(twice, keep, other, now=noon, operator="Mei")
    assert isinstance(answer, Refusal)
    assert answer.reason == reason
    assert reading.latest(twice.db) == before


def test_once_is_enough(twice: EventFile, noon: datetime) -> None:
    merge(twice, noon)
    for keep, other in (("g1", "g9"), ("g9", "g1")):
        again = desk.merge(twice, keep, other, now=noon, operator="Mei")
        assert isinstance(again, Refusal)
    answer = desk.merge(twice, "g1", "g9", now=noon, operator="Mei")
    assert isinstance(answer, Refusal) and answer.reason == "merged_already"


def test_a_third_row_may_be_merged_by_either_id(twice: EventFile, noon: datetime) -> None:
    merge(twice, noon)
    answer = merge(twice, noon, keep="g9", other="g2")
    assert answer.guest.id == "g1"
    assert state(twice, "g1").took == ("g2", "g9")


def test_a_block_is_not_merged_away(twice: EventFile, noon: datetime) -> None:
    desk.change(twice, "g9", {"status": "blocked"}, now=noon, operator="Mei")
    no = desk.merge(twice, "g1", "g9", now=noon, operator="Mei")
    assert isinstance(no, Refusal)
    assert no.reason == "blocked"
    merge(twice, noon, keep="g9", other="g1")
    assert scan(twice, "TKT-9", noon).reason == "blocked"


def test_a_deputy_and_a_plus_one_are_somebody_else(file: EventFile, noon: datetime) -> None:
    sent = desk.deputy(file, "g1", {"name": "Ada Byron"}, now=noon, operator="Mei")
    along = desk.walk_in(file, {"plus_one_of": "g2"}, now=noon, operator="Mei")
    assert not isinstance(sent, Refusal) and not isinstance(along, Refusal)
    for keep, other in (("g1", sent.guest.id), (sent.guest.id, "g1"), ("g2", along.guest.id)):
        no = desk.merge(file, keep, other, now=noon, operator="Mei")
        assert isinstance(no, Refusal)
        assert no.reason == "two_people"


def test_companions_are_known_by_every_row_of_theirs(twice: EventFile, noon: datetime) -> None:
    """Ada's plus-one and who comes instead of Liyan were told of rows that are merged by now."""
    friend = desk.walk_in(twice, {"plus_one_of": "g9", "name": "Per"}, now=noon, operator="Mei")
    assert isinstance(friend, desk.WalkedIn)
    merge(twice, noon)
    per = desk.walk_in(twice, {"name": "Per"}, now=noon, operator="Mei")
    assert isinstance(per, desk.WalkedIn)
    merge(twice, noon, "g3", friend.guest.id)
    for keep, other in (("g1", "g3"), ("g3", "g1"), ("g9", friend.guest.id)):
        no = desk.merge(twice, keep, other, now=noon, operator="Mei")
        assert isinstance(no, Refusal)
        assert no.reason == "two_people"
    merge(twice, noon, "g2", per.guest.id)


@pytest.mark.parametrize("first", [True, False])
def test_a_deputy_who_was_added_as_a_walk_in_too_comes_instead(file: EventFile, noon: datetime, first: bool) -> None:
    """Whichever row stays: the guest who sent them is no no-show, and nobody walked in."""
    sent = desk.deputy(file, "g1", {"name": "Zeng Zhi"}, now=noon, operator="Mei")
    added = desk.walk_in(file, {"name": "Zeng Zhi"}, door="main", now=noon, operator="Kit")
    assert isinstance(sent, desk.Deputised)
    assert isinstance(added, desk.WalkedIn)
    rows = (added.guest.id, sent.guest.id)
    merge(file, noon, *(rows if first else rows[::-1]))
    figures, counters = summary(file, noon).guests, desk.counters(file)
    assert (figures.came, figures.walk_in, figures.arrived) == (1, 0, 1)
    assert (counters.came, counters.walk_ins, counters.arrived) == (1, 0, 1)
    desk.undo(file, now=noon, operator="Mei")
    figures = summary(file, noon).guests
    assert (figures.came, figures.walk_in) == (0, 1)
    assert state(file, added.guest.id).guest.plus_one_of == ""
    assert verify(file).ok


def test_a_walk_in_who_was_on_the_list_is_an_expected_guest(file: EventFile, noon: datetime) -> None:
    added = desk.walk_in(file, {"name": "Ada Byron"}, now=noon, operator="Mei", door="main")
    assert not isinstance(added, Refusal)
    merge(file, noon, keep=added.guest.id, other="g1")
    made, counted = summary(file, noon), desk.counters(file)
    assert (made.guests.invited, made.guests.came, made.guests.walk_in) == (3, 1, 0)
    assert (counted.expected, counted.came, counted.walk_ins) == (2, 1, 0)


def test_a_speaker_whose_row_was_merged_away_is_here(twice: EventFile, noon: datetime) -> None:
    from console.speakers import lineup

    with twice.transaction() as tx:
        tx.append([Draft("speakers/main", SlotPlanned(Slot("A.1", "A", 1, "Ada", guest="g9")))], at=noon, operator="x")
    merge(twice, noon)
    desk.admit(twice, guest="g1", door="main", now=noon, operator="Mei")
    assert lineup(twice, "main", noon).slots[0].state == "here"
    assert lineup(twice, "main", noon, noon).slots[0].state == "here"


def test_what_is_lent_to_one_row_is_taken_back_from_the_other(twice: EventFile, noon: datetime) -> None:
    desk.give(twice, "g9", "headset", "7", now=noon, operator="Mei")
    merge(twice, noon)
    assert not isinstance(desk.take_back(twice, "g1", "headset", "7", now=noon, operator="Mei"), Refusal)
    assert desk.out(twice) == ()
    assert verify(twice).ok


# -- stations apart ----------------------------------------------------------------------------------------------------
PEOPLE = ("a", "b", "c")
DAY = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)


def rows(file: EventFile) -> list[object]:
    """The folded rows, but for which fact each subject's row was written at last."""
    return [(t, row[:2] if t == "states" else row) for t, row in folding.folded_rows(file.db)]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_stations_that_merge_apart_agree_afterwards(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        one = create_event(Path(folder) / "one")
        drafts = [
            Draft("event", EventMade("e", "00" * 32)),
            Draft("event", EventSet(Event("E", date(2026, 3, 10), "Europe/London"))),
            Draft("event", DoorSet(Door("main"))),
            *[Draft(f"guest/{g}", GuestListed(Guest(g, f"Ada {g}"), n)) for n, g in enumerate(PEOPLE, 1)],
        ]
        with one.transaction() as tx:
            tx.append(drafts, at=DAY, operator="setup")
        backup(one, Path(folder) / "two")
        two = open_event(Path(folder) / "two")
        merges: list[str] = []
        people = st.sampled_from(PEOPLE)
        for n in range(data.draw(st.integers(1, 9))):
            file, now = data.draw(st.sampled_from([one, two])), DAY + timedelta(minutes=n)
            what = data.draw(st.sampled_from(["merge", "merge", "in", "out", "give", "undo", "absorb"]))
            if what == "merge":
                made = desk.merge(file, data.draw(people), data.draw(people), now=now, operator="Mei")
                merges += [made.fact] if isinstance(made, Merged) else []
            elif what == "give":
                desk.give(file, data.draw(people), "headset", str(n), now=now, operator="Mei")
            elif what == "undo" and merges:
                desk.undo(file, act=data.draw(st.sampled_from(merges)), now=now, operator="Mei")
            elif what == "absorb":
                absorb(one, two.path)
            else:
                way: Way = "in" if what == "in" else "out"
                desk.admit(file, guest=data.draw(people), door="main", way=way, now=now, operator="Mei")
        absorb(one, two.path)
        absorb(two, one.path)
        assert rows(one) == rows(two)
        assert verify(one).ok and verify(two).ok
        for file in (one, two):
            stay = {guest: tables.stays(file.db, guest) for guest in PEOPLE}
            assert all(found is not None and not found.merged for found in stay.values()), "nobody is lost in a ring"
            file.close()
