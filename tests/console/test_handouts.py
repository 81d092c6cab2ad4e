"""Things lent at the desk: a number is with one person, comes back as it went, and the list says what is out."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from console import desk
from console.desk import HandedOut, Refusal, Thing
from console.setup import set_state
from console.summary import summary
from data import reading
from data.absorb import absorb
from data.files import backup, open_event
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


@pytest.mark.parametrize(("one", "other"), [("41", "041"), ("blue", "BLUE"), ("A 12", "a 12"), ("０４１", "41")])
def test_a_number_is_one_however_it_is_written(file: EventFile, noon: datetime, one: str, other: str) -> None:
    give(file, noon, "g1", "headset", one)
    refused = desk.give(file, "g2", "Headset", other, now=noon, operator="Mei")
    assert isinstance(refused, Refusal)
    assert refused.reason == "given_to_another"
    assert back(file, noon, "g1", "headset", other).out == ()


def test_a_thing_two_stations_gave_is_shown_with_both_and_comes_back_from_each(
    file: EventFile, noon: datetime, tmp_path: Path
) -> None:
    backup(file, tmp_path / "two")
    other = open_event(tmp_path / "two")
    for guest, number in (("g1", "41"), ("g1", "7")):
        give(file, noon, guest, "headset", number)
    for guest, number in (("g2", "41"), ("g1", "07"), ("g3", "5")):
        give(other, noon, guest, "headset", number)
    give(file, noon, "g3", "headset", "5")
    absorb(file, other.path)
    other.close()
    lent = [(thing.guest, thing.number, thing.twice) for thing in desk.out(file)]
    assert sorted(lent) == [
        ("g1", "07", False), ("g1", "41", True), ("g1", "7", False), ("g2", "41", True), ("g3", "5", False),
    ]  # fmt: skip
    for left in (["41", "07"], ["41"]):
        assert [thing.number for thing in back(file, noon, "g1", "headset", "7").out] == left
    back(file, noon, "g2", "headset", "41")
    assert [(thing.guest, thing.number, thing.twice) for thing in desk.out(file)] == [
        ("g3", "5", False), ("g1", "41", False),
    ]  # fmt: skip
    assert verify(file).ok


def test_what_was_lent_in_the_rehearsal_numbers_nothing_of_the_day(file: EventFile, noon: datetime) -> None:
    set_state(file, "rehearsal", now=noon, operator="Mei")
    give(file, noon, "g1", "headset", "40")
    set_state(file, "open", now=noon, operator="Mei")
    assert desk.next_number(file, "headset") == "1"
    give(file, noon, "g1", "headset", "40")


def test_what_a_merged_row_was_given_was_out_then_too(file: EventFile, noon: datetime) -> None:
    """The summary of an earlier moment looks for things by who they were given to: that row is another guest now."""
    give(file, noon, "g2", "headset", "41")
    desk.merge(file, "g1", "g2", now=noon, operator="Mei")
    then = summary(file, noon, at=noon)
    assert [(t.guest, t.number) for t in then.handouts_out] == [("g1", "41")]
