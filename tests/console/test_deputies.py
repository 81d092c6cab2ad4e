"""Somebody comes instead of a guest: they go where the guest may go, and the guest is no no-show."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from console import desk
from console.desk import Deputised, Refusal
from console.setup import set_state
from console.summary import summary
from data import reading, tables
from data.absorb import absorb
from data.facts import Draft, GuestListed, OperatorSet, SlotPlanned
from data.files import backup, open_event
from data.journal import EventFile
from data.records import Guest, Operator, Role, Slot
from data.verify import verify


def send(file: EventFile, now: datetime, guest: str = "g1", door: str | None = "main", operator: str = "Mei",
         **fields: str) -> Deputised:  # fmt: skip
    given = {"name": "Zeng Zhi"} | fields
    answer = desk.deputy(file, guest, given, now=now, operator=operator, door=door)
    assert isinstance(answer, Deputised), answer
    return answer


def refused(file: EventFile, now: datetime, guest: str = "g1", **fields: str) -> Refusal:
    before = reading.latest(file.db)
    answer = desk.deputy(file, guest, {"name": "Zeng Zhi"} | fields, now=now, operator="Mei")
    assert isinstance(answer, Refusal), answer
    assert reading.latest(file.db) == before
    return answer


def sign_in(file: EventFile, now: datetime, **people: Role) -> None:
    with file.transaction() as tx:
        tx.append([Draft("event", OperatorSet(Operator(n, r))) for n, r in people.items()], at=now, operator="setup")


def test_a_deputy_takes_over_where_the_guest_may_go(file: EventFile, noon: datetime) -> None:
    sent = send(file, noon)
    state = tables.guest(file.db, sent.guest.id)
    assert state is not None
    assert (state.how, state.guest.plus_one_of) == ("deputy", "g1")
    assert (state.guest.category, state.guest.delegation, state.guest.organisation) == (
        "delegate", "Analysts", "Engines",
    )  # fmt: skip
    assert state.inside == ("main",)
    principal = tables.guest(file.db, "g1")
    assert principal is not None
    assert principal.deputy == sent.guest.id
    assert [match.id for match in desk.find(file, "zeng").matches] == [sent.guest.id]


def test_what_is_given_stands_above_what_is_taken_over(file: EventFile, noon: datetime) -> None:
    assert send(file, noon, organisation="Bund Pictures").guest.organisation == "Bund Pictures"


def test_the_guest_came_by_their_deputy(file: EventFile, noon: datetime) -> None:
    send(file, noon)
    made = summary(file, noon + timedelta(hours=1))
    assert (made.guests.expected, made.guests.came, made.guests.arrived, made.guests.no_show) == (2, 1, 1, 1)
    assert [person.id for person in made.no_shows] == ["g2"]
    assert all(check.holds for check in made.checks)
    counted = desk.counters(file)
    assert (counted.expected, counted.came, counted.walk_ins, counted.arrived) == (2, 1, 0, 1)
    assert counted.to_come == (("vip", 1),)


def test_a_guest_who_comes_all_the_same_makes_the_deputy_a_walk_in(file: EventFile, noon: datetime) -> None:
    send(file, noon)
    desk.admit(file, guest="g1", door="main", now=noon, operator="Mei")
    made = summary(file, noon + timedelta(hours=1))
    counted = desk.counters(file)
    assert (made.guests.came, made.guests.walk_in) == (1, 1) == (counted.came, counted.walk_ins)


def test_one_undo_takes_the_deputy_back(file: EventFile, noon: datetime) -> None:
    sent = send(file, noon)
    known = desk.last_undoable(file, "Mei", desk.DESK_KINDS)
    assert known is not None
    assert known.brief == "Zeng Zhi for Ada Byron"
    desk.undo(file, now=noon, operator="Mei", kinds=desk.DESK_KINDS)
    assert tables.guest(file.db, sent.guest.id) is None
    assert tables.inside_counts(file.db) == {}
    assert desk.counters(file).came == 0
    assert verify(file).ok
    assert send(file, noon).guest.name == "Zeng Zhi", "and may be sent again"


def test_people_of_nearly_that_name_are_shown(file: EventFile, noon: datetime) -> None:
    assert [near.id for near in send(file, noon, guest="g2", name="Ada Byron").near] == ["g1"]


def test_nobody_comes_instead_of_who_came(file: EventFile, noon: datetime) -> None:
    desk.admit(file, guest="g1", door="main", now=noon, operator="Mei")
    assert refused(file, noon).reason == "came_already"
    desk.admit(file, guest="g1", door="main", way="out", now=noon, operator="Mei")
    assert refused(file, noon).reason == "came_already"


def test_there_is_one_deputy_a_guest(file: EventFile, noon: datetime) -> None:
    sent = send(file, noon, door=None)
    again = refused(file, noon, name="Bo")
    assert again.reason == "has_deputy"
    assert "Zeng Zhi" in again.message
    assert refused(file, noon, guest=sent.guest.id).reason == "is_deputy"


@pytest.mark.parametrize(
    ("guest", "fields", "reason"),
    [
        ("g3", {}, "cancelled"), ("nobody", {}, "no_such_guest"), ("g1", {"name": " "}, "no_name"),
        ("g1", {"colour": "red"}, "no_such_field"),
    ],
)  # fmt: skip
def test_what_can_not_be_is_refused(
    file: EventFile, noon: datetime, guest: str, fields: dict[str, str], reason: str
) -> None:
    assert refused(file, noon, guest, **fields).reason == reason


def test_for_a_vip_the_desk_asks_the_lead(file: EventFile, noon: datetime) -> None:
    desk.change(file, "g2", {"organisation": "Bund Pictures"}, now=noon, operator="setup")
    sign_in(file, noon, Mei="desk", Ann="lead")
    sent = send(file, noon, guest="g2")
    assert (sent.waits, sent.answer, sent.guest.status) == (True, None, "pending")
    (call,) = desk.wanted(file)
    assert call.guest == sent.guest.id
    assert call.why == "Bund Pictures sent Zeng Zhi for 李立言 Li Liyan"
    at_the_door = desk.admit(file, guest=sent.guest.id, door="main", now=noon, operator="Mei")
    assert isinstance(at_the_door, desk.Answer)
    assert at_the_door.reason == "pending"
    no = desk.agree(file, sent.guest.id, now=noon, operator="Mei")
    assert isinstance(no, Refusal)
    assert no.reason == "not_allowed"
    yes = desk.agree(file, sent.guest.id, now=noon, operator="Ann")
    assert not isinstance(yes, Refusal)
    assert yes.guest.status == "expected"
    assert desk.wanted(file) == ()
    desk.undo(file, now=noon, operator="Ann")
    assert len(desk.wanted(file)) == 1


def test_for_a_speaker_the_desk_asks_the_lead_and_a_lead_nobody(file: EventFile, noon: datetime) -> None:
    with file.transaction() as tx:
        slot = Slot("A.1", "A", 1, "Ada Byron", guest="g1")
        tx.append([Draft("speakers/main", SlotPlanned(slot))], at=noon, operator="setup")
    sign_in(file, noon, Mei="desk", Ann="lead")
    assert send(file, noon).waits
    desk.undo(file, now=noon, operator="Mei")
    assert not send(file, noon, operator="Ann").waits


def test_the_desk_sends_for_anybody_else_itself(file: EventFile, noon: datetime) -> None:
    sign_in(file, noon, Mei="desk", Ann="lead")
    sent = send(file, noon)
    assert (sent.waits, sent.guest.status) == (False, "expected")


def test_a_deputy_of_somebody_unconfirmed_is_no_more_confirmed(file: EventFile, noon: datetime) -> None:
    desk.change(file, "g1", {"status": "pending"}, now=noon, operator="Mei")
    assert send(file, noon).waits


def test_a_deputy_for_one_of_two_rows_is_there_for_the_guest(file: EventFile, noon: datetime) -> None:
    """The deputy came for the row that was merged away."""
    with file.transaction() as tx:
        twin = Guest("g9", "Ada Byron", category="delegate")
        tx.append([Draft("guest/g9", GuestListed(twin, 9))], at=noon, operator="setup")
    send(file, noon, guest="g9")
    desk.merge(file, "g1", "g9", now=noon, operator="Mei")
    assert refused(file, noon).reason == "has_deputy"
    made = summary(file, noon + timedelta(hours=1))
    counted = desk.counters(file)
    assert (made.guests.expected, made.guests.came, made.guests.walk_in) == (2, 1, 0)
    assert (counted.expected, counted.came, counted.walk_ins) == (2, 1, 0)


def test_somebody_instead_of_a_walk_in_walked_in(file: EventFile, noon: datetime) -> None:
    """No list expected either of them: nobody of the expected came by that."""
    added = desk.walk_in(file, {"name": "Per Lund", "category": "crew"}, now=noon, operator="Mei")
    assert isinstance(added, desk.WalkedIn)
    send(file, noon, added.guest.id)
    figures, counters = summary(file, noon).guests, desk.counters(file)
    assert (figures.expected, figures.came, figures.walk_in) == (2, 0, 1)
    assert (counters.expected, counters.came, counters.walk_ins) == (2, 0, 1)


def test_a_closed_event_lets_no_deputy_in_and_adds_none(file: EventFile, noon: datetime) -> None:
    set_state(file, "closed", now=noon, operator="Mei")
    before = reading.latest(file.db)
    no = desk.deputy(file, "g1", {"name": "Zeng Zhi"}, door="main", now=noon, operator="Mei")
    assert isinstance(no, Refusal)
    assert (no.reason, reading.latest(file.db)) == ("closed", before)


def test_who_came_in_and_was_taken_off_the_list_elsewhere_walked_in(
    file: EventFile, noon: datetime, tmp_path: Path
) -> None:
    """The other station takes the deputy back before it hears that they are in."""
    sent = send(file, noon, door=None)
    backup(file, tmp_path / "two")
    other = open_event(tmp_path / "two")
    assert isinstance(desk.undo(other, act=sent.fact, now=noon, operator="Kit"), desk.UndoAnswer)
    desk.admit(file, guest=sent.guest.id, door="main", now=noon, operator="Mei")
    absorb(file, other.path)
    other.close()
    figures, counters = summary(file, noon), desk.counters(file)
    assert (figures.guests.expected, figures.guests.came, figures.guests.walk_in) == (2, 0, 1)
    assert (counters.expected, counters.came, counters.walk_ins, counters.listed) == (2, 0, 1, 3)
    assert all(check.holds for check in figures.checks)
