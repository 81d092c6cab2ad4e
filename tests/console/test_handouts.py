"""Things lent at the desk: a number is with one person, comes back as it went, and the list says what is out."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from console import desk
from console.desk import HandedOut, Refusal, Thing
from console.summary import summary
from data import reading
from data.journal import EventFile
from data.verify import verify


def give(file: EventFile, now: datetime, guest: str, item: str, number: str = "", **more: str) -> HandedOut:
    answer = desk.give(file, guest, item, number, now=now, operator="Mei", **more)
    assert isinstance(answer, HandedOut), answer
    return answer


def back(file: EventFile, now: datetime, guest: str, item: str, number: str = "") -> HandedOut:
    answer = desk.take_back(file, guest, item, number, now=now, operator="Mei")
    assert isinstance(answer, HandedOut), answer
    return answer


def out(file: EventFile) -> list[tuple[str, str, str]]:
    return [(thing.guest, thing.item, thing.number) for thing in desk.out(file)]


def test_what_is_lent_is_out_until_it_is_back(file: EventFile, noon: datetime) -> None:
    assert give(file, noon, "g1", "Headset", "041").out == (Thing("headset", "041"),)
    give(file, noon, "g2", "bag")
    assert out(file) == [("g2", "bag", ""), ("g1", "headset", "041")]
    assert back(file, noon, "g1", "headset", "041").out == ()
    assert out(file) == [("g2", "bag", "")]
    assert verify(file).ok


def test_a_number_is_with_one_person(file: EventFile, noon: datetime) -> None:
    give(file, noon, "g1", "headset", "041")
    before = reading.latest(file.db)
    taken = desk.give(file, "g2", "headset", "41", now=noon, operator="Mei")
    assert isinstance(taken, Refusal)
    assert taken.reason == "given_to_another"
    assert "Ada Byron" in taken.message and "12:00" in taken.message
    own = desk.give(file, "g1", "headset", "041", now=noon, operator="Mei")
    assert isinstance(own, Refusal) and own.reason == "given_already"
    assert reading.latest(file.db) == before
    assert give(file, noon, "g2", "bag", "41").number == "41", "another sort of thing has its own numbers"


def test_the_number_may_be_left_out_where_there_is_no_doubt(file: EventFile, noon: datetime) -> None:
    give(file, noon, "g1", "headset", "041")
    assert back(file, noon, "g1", "headset").number == "041"
    give(file, noon, "g1", "headset", "041")
    give(file, noon, "g1", "headset", "042")
    doubt = desk.take_back(file, "g1", "headset", now=noon, operator="Mei")
    assert isinstance(doubt, Refusal)
    assert doubt.reason == "which_number" and "041, 042" in doubt.message
    assert back(file, noon, "g1", "headset", "42").number == "042", "as it went, so it comes back"


def test_two_things_without_a_number_come_back_one_at_a_time(file: EventFile, noon: datetime) -> None:
    give(file, noon, "g1", "bag")
    give(file, noon, "g1", "bag")
    assert len(back(file, noon, "g1", "bag").out) == 1


def test_what_a_guest_has_not_does_not_come_back(file: EventFile, noon: datetime) -> None:
    give(file, noon, "g1", "headset", "041")
    with_another = desk.take_back(file, "g2", "headset", "041", now=noon, operator="Mei")
    assert isinstance(with_another, Refusal)
    assert with_another.reason == "given_to_another" and "Ada Byron" in with_another.message
    nothing = desk.take_back(file, "g2", "bag", now=noon, operator="Mei")
    assert isinstance(nothing, Refusal) and nothing.reason == "not_given"


def test_undo_takes_the_lending_back_and_the_return_too(file: EventFile, noon: datetime) -> None:
    give(file, noon, "g1", "headset", "041")
    back(file, noon, "g1", "headset")
    known = desk.last_undoable(file, "Mei", desk.DESK_KINDS)
    assert known is not None and known.brief == "headset 041 from Ada Byron"
    desk.undo(file, now=noon, operator="Mei", kinds=desk.DESK_KINDS)
    assert out(file) == [("g1", "headset", "041")]
    desk.undo(file, now=noon, operator="Mei", kinds=desk.DESK_KINDS)
    assert out(file) == []


def test_a_thing_given_with_an_admission_goes_with_it(file: EventFile, noon: datetime) -> None:
    entered = desk.admit(file, guest="g1", door="main", now=noon, operator="Mei")
    assert isinstance(entered, desk.Answer)
    give(file, noon, "g1", "headset", "041", act=entered.fact)
    desk.undo(file, now=noon, operator="Mei")
    assert out(file) == []
    assert desk.counters(file).arrived == 0
    give(file, noon, "g1", "headset", "041", act=entered.fact)
    assert out(file) == [("g1", "headset", "041")], "an act that was taken back takes nothing in any more"


def test_the_next_number_is_after_the_last_and_nobody_s(file: EventFile, noon: datetime) -> None:
    assert desk.next_number(file, "bag") == "1"
    desk.change(file, "g2", {"give": "headset 003, bag"}, now=noon, operator="Mei")
    assert desk.next_number(file, "headset") == "001", "as wide as the numbers that are promised"
    give(file, noon, "g1", "headset", "002")
    assert desk.next_number(file, "Headset") == "004", "003 is promised"
    back(file, noon, "g1", "headset")
    assert desk.next_number(file, "headset") == "004", "the one just returned rests"


def test_who_has_a_number(file: EventFile, noon: datetime) -> None:
    give(file, noon, "g1", "headset", "041")
    found = desk.holder(file, "41")
    assert found is not None
    assert (found.guest, found.item, found.since) == ("g1", "headset", noon)
    assert desk.holder(file, "42") is None
    assert desk.holder(file, "") is None
    assert desk.holder(file, "041", "bag") is None


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("headset 041, bag", [("headset", "041"), ("bag", "")]),
        ("耳机 12；press kit", [("耳机", "12"), ("press kit", "")]),
        ("badge A7", [("badge", "A7")]),
        ("headset １２", [("headset", "12")]),
        (" , ", []),
        ("2", [("2", "")]),
    ],
)
def test_a_list_s_things_are_read(text: str, things: list[tuple[str, str]]) -> None:
    assert [(thing.item, thing.number) for thing in desk.read_things(text)] == things


def test_the_summary_lists_what_is_out_then_and_now(file: EventFile, noon: datetime) -> None:
    give(file, noon, "g1", "headset", "10")
    give(file, noon, "g2", "headset", "9")
    back(file, noon + timedelta(minutes=30), "g2", "headset")
    later = noon + timedelta(hours=1)
    assert [thing.number for thing in summary(file, later).handouts_out] == ["10"]
    assert [thing.number for thing in summary(file, later, noon).handouts_out] == ["9", "10"]
    assert summary(file, later, noon - timedelta(minutes=1)).handouts_out == ()
