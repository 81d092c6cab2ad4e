"""programme.csv: starts, ends and lengths, and which day they are on."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from data.moments import zone_named
from data.readers.plan import Problem
from data.readers.programme import read_programme
from data.records import Item

LONDON = zone_named("Europe/London")
DAY = date(2026, 3, 10)


def read(tmp_path: Path, text: str, *stages: str) -> tuple[list[Item], list[Problem]]:
    path = tmp_path / "programme.csv"
    path.write_text(text, encoding="utf-8")
    rows, problems = read_programme(path, DAY, LONDON, stages or ("main",))
    return [row.value for row in rows], problems


def items(tmp_path: Path, text: str, *stages: str) -> list[Item]:
    found, problems = read(tmp_path, text, *stages)
    assert [str(problem) for problem in problems] == []
    return found


def at(text: str, day: int = 10) -> datetime:
    hour, minute = text.split(":")
    return datetime(2026, 3, day, int(hour), int(minute), tzinfo=UTC)


def test_two_of_start_end_and_length_are_enough(tmp_path: Path) -> None:
    found = items(tmp_path, "id,start,end,length,title\nA,09:30,10:00,,A\nB,10:00,,20,B\nC,,11:00,,C\nD,,,5:00,D\n")
    assert [(i.start, i.end, i.length) for i in found] == [
        (at("09:30"), at("10:00"), 1800),
        (at("10:00"), None, 1200),
        (None, at("11:00"), 2400),
        (None, None, 300),
    ]


def test_rules_left_out(tmp_path: Path) -> None:
    found = items(tmp_path, "id,start,length,title\nA,09:30,30,A\nB,10:00,20,B\nC,11:00,20,C\nD,,20,D\n")
    assert [(i.start_rule, i.end_rule) for i in found] == [
        ("fixed", "length"),
        ("follows", "length"),
        ("fixed", "length"),
        ("follows", "length"),
    ]


def test_rules_given_stand(tmp_path: Path) -> None:
    text = "id,start,end,title,start_rule,end_rule,kind\nA,10:20,11:15,A,fixed,,\n"
    coffee = items(tmp_path, text + "D,11:00,11:15,Coffee,follows,fixed,Break\n")[1]
    assert (coffee.start, coffee.end, coffee.length) == (at("11:00"), at("11:15"), 900)
    assert (coffee.start_rule, coffee.end_rule, coffee.kind) == ("follows", "fixed", "break")


def test_a_fixed_end_may_be_told_by_the_length(tmp_path: Path) -> None:
    found = items(tmp_path, "id,start,length,title,end_rule\nA,10:00,30,A,\nB,,15,B,fixed\n")
    assert found[1].end == at("10:45")


def test_a_start_not_later_than_the_one_before_is_on_the_next_day(tmp_path: Path) -> None:
    text = "id,start,length,title\nA,22:00,60,A\nB,23:30,60,B\nC,00:30,30,C\nD,01:00,10,D\nE,00:30,10,E\n"
    assert [i.start for i in items(tmp_path, text)] == [
        at("22:00"), at("23:30"), at("00:30", 11), at("01:00", 11), at("00:30", 12),
    ]  # fmt: skip


def test_after_an_item_without_length_the_same_start_is_the_same_day(tmp_path: Path) -> None:
    assert [i.start for i in items(tmp_path, "id,start,length,title\nA,10:00,0,A\nB,10:00,30,B\n")] == [
        at("10:00"),
        at("10:00"),
    ]


def test_what_follows_past_midnight_carries_the_day_on(tmp_path: Path) -> None:
    found = items(tmp_path, "id,start,length,title\nA,23:00,90,A\nB,,60,B\nC,02:00,10,C\n")
    assert found[2].start == at("02:00", 11)


def test_an_end_before_the_start_is_after_midnight(tmp_path: Path) -> None:
    assert items(tmp_path, "id,start,end,title\nA,23:00,00:30,A\n")[0].length == 5400


def test_each_stage_has_its_own_order(tmp_path: Path) -> None:
    text = "id,stage,start,length,title\nA,main,10:00,30,A\nB,room,09:00,30,B\nC,main,10:30,30,C\nD,room,,30,D\n"
    found = items(tmp_path, text, "main", "room")
    assert [(i.stage, i.start, i.start_rule) for i in found] == [
        ("main", at("10:00"), "fixed"),
        ("room", at("09:00"), "fixed"),
        ("main", at("10:30"), "follows"),
        ("room", None, "follows"),
    ]


def test_skipped_items_are_looked_through(tmp_path: Path) -> None:
    found = items(tmp_path, "id,start,length,title,skip\nA,10:00,30,A,\nB,10:30,30,B,yes\nC,10:30,30,C,\n")
    assert [(i.start, i.start_rule, i.skip) for i in found[1:]] == [
        (at("10:30"), "follows", True),
        (at("10:30"), "follows", False),
    ]


def test_a_hard_out_is_after_the_first_start(tmp_path: Path) -> None:
    found = items(tmp_path, "id,start,length,title,hard_out\nA,20:00,30,A,23:00\nB,,30,B,00:30\n")
    assert [i.hard_out for i in found] == [at("23:00"), at("00:30", 11)]


def test_flags_lengths_and_words(tmp_path: Path) -> None:
    header = "编号,开始,时长,标题,英文标题,最短,可取消,重点,warning,danger,类型"
    found = items(tmp_path, f"{header}\nA,10:00,30,开幕,Opening,20,是,yes,5,1:30,BREAK\n")[0]
    assert (found.title, found.title_alt, found.kind) == ("开幕", "Opening", "break")
    assert (found.least_length, found.droppable, found.flag, found.warning, found.danger) == (1200, True, True, 300, 90)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (",10:00,,30,T,,,,", "id"),
        ("A A,10:00,,30,T,,,,", "id"),
        ("A,10:00,,30,,,,,", "title"),
        ("A,,,30,T,,,,", "start"),
        ("A,10:00,,,T,,,,", "length"),
        ("A,10:00,10:20,30,T,,,,", "length"),
        ("A,10.00,,30,T,,,,", "start"),
        ("A,10:00,,half,T,,,,", "length"),
        ("A,10:00,2026-03-10T09:00,,T,,,,", "end"),
        ("A,,10:30,30,T,fixed,,,", "start"),
        ("A,10:00,,30,T,sometimes,,,", "start_rule"),
        ("A,10:00,,30,T,,never,,", "end_rule"),
        ("A,10:00,,30,T,,,40,", "least_length"),
        ("A,10:00,,30,T,,,,perhaps", "droppable"),
    ],
)
def test_odd_rows_are_told_with_their_place(tmp_path: Path, row: str, column: str) -> None:
    text = "id,start,end,length,title,start_rule,end_rule,least_length,droppable\n"
    _items, problems = read(tmp_path, f"{text}{row}\n")
    assert [(p.file, p.row, p.column) for p in problems] == [("programme.csv", 2, column)]


def test_stages_must_be_there_and_ids_are_unique_in_the_event(tmp_path: Path) -> None:
    text = "id,stage,start,length,title\nA,main,10:00,30,A\nA,room,10:00,30,A\nB,cellar,10:00,30,B\nC,,10:00,30,C\n"
    _items, problems = read(tmp_path, text, "main", "room")
    assert [(p.row, p.column) for p in problems] == [(4, "stage"), (5, "stage"), (3, "id")]
