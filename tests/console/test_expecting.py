"""Guests on the way: awaited until they come, a coach as one line, and who meets them told and confirmed."""

from __future__ import annotations

from datetime import datetime, timedelta

from console import desk
from console.desk import Expected, Met, Refusal
from console.summary import summary
from data import reading
from data.facts import Draft, GuestListed
from data.journal import EventFile
from data.records import Guest
from data.verify import verify


def expect(file: EventFile, now: datetime, guest: str, minutes: float, place: str = "", met_by: str = "") -> Expected:
    due = now + timedelta(minutes=minutes)
    answer = desk.expect(file, guest, due, place=place, met_by=met_by, now=now, operator="Mei")
    assert isinstance(answer, Expected), answer
    return answer


def meet(file: EventFile, now: datetime, guest: str, step: str) -> Met | Refusal:
    return desk.meet(file, guest, step, now=now, operator="Mei")  # type: ignore[arg-type]  # tests write it as text


def coach(file: EventFile, now: datetime, count: int = 12) -> list[str]:
    guests = [Guest(f"c{n:02}", f"Coach {n:02}", delegation="Huangpu") for n in range(count)]
    drafts = [Draft(f"guest/{guest.id}", GuestListed(guest, 50 + n)) for n, guest in enumerate(guests)]
    with file.transaction() as tx:
        tx.append(drafts, at=now, operator="setup")
    return [guest.id for guest in guests]


def test_the_first_due_is_first_and_a_coach_is_one_line(file: EventFile, noon: datetime) -> None:
    for guest in coach(file, noon):
        expect(file, noon, guest, 25, "coach", "Tom Reed")
    expect(file, noon, "g2", 20, "car, kerb 2", "Zhao Min")
    first, second = desk.on_the_way(file, noon)
    assert (first.guest, first.count, first.place, first.met_by) == ("g2", 1, "car, kerb 2", "Zhao Min")
    assert (second.delegation, second.count, len(second.guests)) == ("Huangpu", 12, 12)
    assert not second.late and desk.on_the_way(file, noon + timedelta(minutes=26))[1].late
    assert len(desk.on_the_way(file, noon, 1)) == 1


def test_another_time_or_place_is_another_line(file: EventFile, noon: datetime) -> None:
    guests = coach(file, noon, 3)
    for guest, place in zip(guests, ("coach", "coach", "car"), strict=True):
        expect(file, noon, guest, 25, place)
    assert [(line.place, line.count) for line in desk.on_the_way(file, noon)] == [("car", 1), ("coach", 2)]


def test_a_line_is_told_when_all_of_it_are(file: EventFile, noon: datetime) -> None:
    guests = coach(file, noon, 2)
    for guest in guests:
        expect(file, noon, guest, 25, met_by="Tom Reed")
    meet(file, noon, guests[0], "told")
    assert desk.on_the_way(file, noon)[0].told is None
    meet(file, noon + timedelta(minutes=1), guests[1], "told")
    assert desk.on_the_way(file, noon)[0].told == noon + timedelta(minutes=1)


def test_told_then_confirmed_and_each_once(file: EventFile, noon: datetime) -> None:
    expect(file, noon, "g2", 20, met_by="Zhao Min")
    told = meet(file, noon, "g2", "told")
    assert isinstance(told, Met) and told.met_by == "Zhao Min"
    again = meet(file, noon, "g2", "told")
    assert isinstance(again, Refusal) and again.reason == "done_already"
    assert isinstance(meet(file, noon, "g2", "confirmed"), Met)
    (line,) = desk.on_the_way(file, noon)
    assert line.told == line.confirmed == noon
    desk.undo(file, now=noon, operator="Mei", kinds=desk.DESK_KINDS)
    assert desk.on_the_way(file, noon)[0].confirmed is None


def test_somebody_else_who_meets_knows_nothing_yet(file: EventFile, noon: datetime) -> None:
    expect(file, noon, "g2", 20, met_by="Zhao Min")
    meet(file, noon, "g2", "told")
    expect(file, noon, "g2", 30, met_by="Zhao Min")
    assert desk.on_the_way(file, noon)[0].told is not None, "a later time is no other person"
    expect(file, noon, "g2", 30, met_by="Tom Reed")
    assert desk.on_the_way(file, noon)[0].told is None
    assert verify(file).ok


def test_who_meets_is_as_the_list_has_it_if_nobody_else_is_named(file: EventFile, noon: datetime) -> None:
    expect(file, noon, "g2", 20)
    nobody = meet(file, noon, "g2", "told")
    assert isinstance(nobody, Refusal) and nobody.reason == "nobody_meets"
    desk.change(file, "g2", {"host": "Xu Lan"}, now=noon, operator="Mei")
    assert desk.on_the_way(file, noon)[0].met_by == "Xu Lan"
    assert isinstance(meet(file, noon, "g2", "told"), Met)


def test_who_comes_is_awaited_no_longer(file: EventFile, noon: datetime) -> None:
    expect(file, noon, "g2", 20, met_by="Zhao Min")
    desk.admit(file, guest="g2", door="main", now=noon, operator="Mei")
    assert desk.on_the_way(file, noon) == ()
    came = desk.expect(file, "g2", noon, now=noon, operator="Mei")
    assert isinstance(came, Refusal) and came.reason == "came_already" and "12:00" in came.message
    assert [person.met_by for person in summary(file, noon).vips] == ["Zhao Min"]


def test_an_expectation_can_be_taken_away_once(file: EventFile, noon: datetime) -> None:
    expect(file, noon, "g2", 20)
    gone = desk.expect(file, "g2", None, now=noon, operator="Mei")
    assert isinstance(gone, Expected) and gone.due is None
    assert desk.on_the_way(file, noon) == ()
    again = desk.expect(file, "g2", None, now=noon, operator="Mei")
    assert isinstance(again, Refusal) and again.reason == "not_expected"


def test_the_same_expectation_again_is_not_written_down(file: EventFile, noon: datetime) -> None:
    expect(file, noon, "g2", 20, "kerb")
    before = reading.latest(file.db)
    assert expect(file, noon, "g2", 20, "kerb").fact == ""
    assert reading.latest(file.db) == before
