"""Programmes in tables of any layout: what a stage manager is sent, and what is made of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from data.moments import zone_named
from data.readers.plan import Choices
from data.readers.programme_file import ProgrammeRead, read_programme_file
from data.records import Item, Stage

LONDON = zone_named("Europe/London")
DAY = date(2026, 3, 10)
MAIN = (Stage("main", "Main stage"),)


def at(text: str, day: int = 10) -> datetime:
    hour, minute = text.split(":")
    return datetime(2026, 3, day, int(hour), int(minute), tzinfo=UTC)


def read(path: Path, **chosen: Any) -> ProgrammeRead:
    return read_programme_file(path, DAY, LONDON, MAIN, Choices(**chosen))


def csv(tmp_path: Path, text: str, **chosen: Any) -> ProgrammeRead:
    path = tmp_path / "plan.csv"
    path.write_text(text, encoding="utf-8")
    return read(path, **chosen)


def items(found: ProgrammeRead) -> list[Item]:
    assert [str(problem) for problem in found.problems] == []
    return [row.value for row in found.items]


def notes(found: ProgrammeRead) -> str:
    assert found.recognised is not None
    return " ".join(found.recognised.notes)


def book(path: Path, *sheets: tuple[str, Sequence[Sequence[object]], Sequence[str]]) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows, merged in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for cells in merged:
            sheet.merge_cells(cells)
    made.save(path)
    return path


def test_a_german_list_with_a_title_above_and_ranges_in_one_cell(tmp_path: Path) -> None:
    text = (
        "Programm des Filmtags am 10. März 2026;;;\n;;;\nUhrzeit;Dauer;Titel;Ort;Referent\n"
        "09:30-10:00 Uhr;;Begrüßung;Großer Saal;Ann Lee, Camden Reels\n"
        "10.00 – 10.45 Uhr;;Vortrag;Großer Saal;Bo und Cid\n"
        ";15 Min.;Kaffeepause;Großer Saal;\nab 11:00;1,5 Std.;Werkstatt;Raum 2;\nSumme;3:00;;;\n"
    )
    found = csv(tmp_path, text)
    assert [(i.title, i.stage, i.start, i.length, i.start_rule, i.kind) for i in items(found)] == [
        ("Begrüßung", "grosser-saal", at("09:30"), 1800, "fixed", ""),
        ("Vortrag", "grosser-saal", at("10:00"), 2700, "follows", ""),
        ("Kaffeepause", "grosser-saal", at("10:45"), 900, "follows", "break"),
        ("Werkstatt", "raum-2", at("11:00"), 5400, "fixed", ""),
    ]
    assert [(s.value.name, s.value.role) for s in found.slots] == [("Ann Lee", "Camden Reels"), ("Bo", ""), ("Cid", "")]
    assert [(s.id, s.title) for s in found.stages] == [("grosser-saal", "Großer Saal"), ("raum-2", "Raum 2")]
    assert "1 row with a sum is left out." in notes(found)


def test_a_chinese_list_with_days_as_headings(tmp_path: Path) -> None:
    text = (
        "活动流程,,,\n时间,环节,时长,主讲嘉宾\n2026年3月10日 星期二,,,\n上午9:30-10:00,签到,,\n"
        "下午2点,项目推介,45分钟,李立言、王伟\n"
        "2026年3月11日（周三）,,,\n9:30,闭幕,30,主持：陈若琳\n"
    )
    found = csv(tmp_path, text, columns={"主讲嘉宾": "speakers"}, day=DAY)
    assert [(i.title, i.start, i.length) for i in items(found)] == [
        ("签到", at("09:30"), 1800),
        ("项目推介", at("14:00"), 2700),
    ]
    assert [s.value.name for s in found.slots] == ["李立言", "王伟"]
    assert "1 item of another day is left out (2026-03-11: 1)" in notes(found)
    other = csv(tmp_path, text, columns={"主讲嘉宾": "speakers"}, day=date(2026, 3, 11))
    assert [i.start for i in items(other)] == [at("09:30", 11)]
    assert [(s.value.name, s.value.kind) for s in other.slots] == [("陈若琳", "moderator")]
    whole = csv(tmp_path, text, columns={"主讲嘉宾": "speakers"})
    assert [(i.title, i.start) for i in items(whole)][2:] == [("闭幕", at("09:30", 11))]


def test_a_workbook_with_dates_times_serials_and_merged_cells(tmp_path: Path) -> None:
    rows = [
        ["Shanghai–London, running order"],
        [],
        ["Datum", "Beginn", "Dauer", "Programmpunkt", "Saal"],
        [datetime(2026, 3, 10), time(9, 30), time(0, 45), "Opening", "Aula"],  # noqa: DTZ001  # as a sheet has it
        [None, 0.4375, 0.03125, "Keynote", None],
        [None, 46091.479166666664, timedelta(minutes=20), "Film", None],
        [None, time(12, 0), 60, "Lunch", None],
    ]
    path = book(tmp_path / "x.xlsx", ("Plan", rows, ("A4:A7", "E4:E7", "A1:E1")))
    found = items(read(path))
    assert [(i.title, i.stage, i.start, i.length) for i in found] == [
        ("Opening", "aula", at("09:30"), 2700),
        ("Keynote", "aula", at("10:30"), 2700),
        ("Film", "aula", at("11:30"), 1200),
        ("Lunch", "aula", at("12:00"), 3600),
    ]


def test_lengths_that_are_parts_of_a_day(tmp_path: Path) -> None:
    rows = [["Start", "Duration", "Title"], [0.4, 0.03125, "A"], [0.5, 0.0625, "B"]]
    found = items(read(book(tmp_path / "x.xlsx", ("Plan", rows, ()))))
    assert [(i.start, i.length) for i in found] == [(at("09:36"), 2700), (at("12:00"), 5400)]


def test_a_formula_without_a_value_is_odd_with_its_place(tmp_path: Path) -> None:
    rows = [["Start", "Duration", "Title"], [time(9), 30, "A"], ["=A2+B2", 30, "B"]]
    problems = read(book(tmp_path / "x.xlsx", ("Plan", rows, ()))).problems
    assert [(p.row, p.column) for p in problems if "formula" in p.message] == [(3, "Start")]


def test_0_45_is_told_from_the_starts(tmp_path: Path) -> None:
    hours = csv(tmp_path, "Time,Duration,Talk\n09:00,0:45,A\n09:45,1:15,B\n11:00,0:30,C\n")
    assert [i.length for i in items(hours)] == [2700, 4500, 1800]
    assert "read as hours and minutes" in notes(hours)
    minutes = csv(tmp_path, "Time,Duration,Talk\n09:00,5:00,A\n09:05,7:30,B\n09:12:30,2:00,C\n")
    assert [i.length for i in items(minutes)] == [300, 450, 120]


def test_without_lengths_an_item_lasts_until_the_next_in_its_room(tmp_path: Path) -> None:
    found = csv(tmp_path, "Room,Time,Title\nA,09:00,one\nB,09:10,two\nA,09:30,three\n")
    assert [(i.title, i.length, i.start_rule) for i in items(found)] == [
        ("one", 1800, "fixed"),
        ("three", 0, "fixed"),
        ("two", 0, "fixed"),
    ]
    assert "2 items have no end in the file" in notes(found)


def test_past_midnight_it_is_still_the_event_s_day(tmp_path: Path) -> None:
    text = (
        "Date,Start,End,Title\n10.03.2026,22:00,23:30,A\n10.03.2026,23:30,00:30,B\n{},00:30,02:00,C\n"
        "11.03.2026,09:00,10:00,D\n"
    )
    for written in ("10.03.2026", "11.03.2026"):
        found = csv(tmp_path, text.format(written), day=DAY)
        assert [(i.title, i.start) for i in items(found)] == [
            ("A", at("22:00")),
            ("B", at("23:30")),
            ("C", at("00:30", 11)),
        ]


@pytest.mark.parametrize("title", ["Nacht am 24.10.2026;;\n", ""])
def test_a_night_goes_on_after_midnight_and_through_the_hour_that_comes_twice(tmp_path: Path, title: str) -> None:
    path = tmp_path / "nacht.csv"
    starts = ("22:40", "23:45", "00:15", "00:35", "01:15", "01:15", "01:45", "02:00")
    rows = "".join(f"{start};5;{start}\n" for start in starts)
    path.write_text(f"{title}Beginn;Dauer;Titel\n{rows}", encoding="utf-8")
    found = read_programme_file(path, date(2026, 10, 24), LONDON, MAIN, Choices())
    assert [f"{item.start:%d %H:%M}" for item in items(found)] == [
        "24 21:40", "24 22:45", "24 23:15", "24 23:35", "25 00:15", "25 01:15", "25 01:45", "25 02:00",
    ]  # fmt: skip


def test_without_dates_a_start_not_later_is_the_next_day(tmp_path: Path) -> None:
    found = items(csv(tmp_path, "Time,Min,Title\n22:00,60,A\n23:30,60,B\n0:30,30,C\n25:30,10,D\n"))
    assert [i.start for i in found] == [at("22:00"), at("23:30"), at("00:30", 11), at("01:30", 11)]


def test_a_clock_change_is_counted_in_real_minutes(tmp_path: Path) -> None:
    path = tmp_path / "night.csv"
    path.write_text("Time,Title\n00:30-03:30,Long night\n", encoding="utf-8")
    found = read_programme_file(path, date(2026, 3, 29), LONDON, MAIN, Choices())
    assert [row.value.length for row in found.items] == [2 * 3600]
    found = read_programme_file(path, date(2026, 10, 25), LONDON, MAIN, Choices())
    assert [row.value.length for row in found.items] == [4 * 3600]


def test_a_room_in_each_column(tmp_path: Path) -> None:
    rows = [
        ["Time", "Main hall", "放映厅"],
        ["09:00", "Opening", "Doors\nwalk-in music"],
        ["10:00", "Talk", "Film"],
        ["11:00", "Lunch", None],
        ["12:00", None, "Film two"],
        ["13:00", None, None],
    ]
    path = book(tmp_path / "x.xlsx", ("Grid", rows, ("C3:C4", "B4:B5")))
    found = items(read(path))
    assert [(i.stage, i.title, i.start, i.length, i.notes) for i in found] == [
        ("main-hall", "Opening", at("09:00"), 3600, ""),
        ("main-hall", "Talk", at("10:00"), 3600, ""),
        ("main-hall", "Lunch", at("11:00"), 7200, ""),
        ("放映厅", "Doors", at("09:00"), 3600, "walk-in music"),
        ("放映厅", "Film", at("10:00"), 7200, ""),
        ("放映厅", "Film two", at("12:00"), 3600, ""),
    ]


def test_a_room_on_each_sheet_and_its_days_too(tmp_path: Path) -> None:
    head = ["Beginn", "Ende", "Titel"]
    path = book(
        tmp_path / "x.xlsx",
        ("Saal 1", [head, [time(9), time(10), "A"]], ()),
        ("Saal 2", [head, [time(9, 30), "x", "B"]], ()),
        ("Kontakte", [["Name", "Telefon"], ["Ann", "123"]], ()),
    )
    found = read(path)
    assert [row.value.stage for row in found.items] == ["saal-1", "saal-2"]
    assert [str(p) for p in found.problems] == [
        "x.xlsx [Saal 2] row 2, column Ende: 'x' is no time of day: write 09:30, or 09:30-10:00"
    ]
    days = book(tmp_path / "y.xlsx", ("10.03.2026", [head, [time(9), time(10), "A"]], ()),
                ("11.03.2026", [head, [time(9), time(10), "B"]], ()))  # fmt: skip
    assert [(i.title, i.stage) for i in items(read(days, day=DAY))] == [("A", "main")]
    assert [(i.title, i.start) for i in items(read(days))] == [("A", at("09:00")), ("B", at("09:00", 11))]


def test_rooms_are_the_stages_that_are_there_or_said(tmp_path: Path) -> None:
    text = "Room,Time,Min,Title\nMAIN STAGE,09:00,30,A\nCellar,09:00,30,B\n"
    found = csv(tmp_path, text)
    assert [row.value.stage for row in found.items] == ["main", "cellar"]
    said = csv(tmp_path, text, stages={"cellar": "main"})
    assert ([row.value.stage for row in said.items], said.stages) == (["main", "main"], ())
    wrong = csv(tmp_path, text, stages={"Attic": "main"})
    assert [str(p) for p in wrong.problems] == ["plan.csv: there is no room called 'attic'"]


def test_columns_are_named_with_a_map(tmp_path: Path) -> None:
    text = "Wann,Was\n09:00-09:30,Auftakt\n"
    lost = csv(tmp_path, text)
    assert lost.items == ()
    assert [(c.column, c.sample) for c in (lost.recognised.columns if lost.recognised else ())] == [
        ("Wann", "09:00-09:30"),
        ("Was", "Auftakt"),
    ]
    found = csv(tmp_path, text, columns={"Wann": "start", "Was": "title"})
    assert [(i.title, i.length) for i in items(found)] == [("Auftakt", 1800)]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("soon,30,A", "Time"),
        ("09:00,half,A", "Min"),
        ("09:00,30,", "Title"),
        ("25 o'clock,30,A", "Time"),
        ("09:00-08:xx,30,A", "Time"),
        ("09:00-09:30,45,A", "Min"),
    ],
)
def test_what_can_t_be_used_is_one_line_with_its_place(tmp_path: Path, row: str, column: str) -> None:
    problems = csv(tmp_path, f"Plan\nTime,Min,Title\n{row}\n").problems
    assert [(p.file, p.row, p.column) for p in problems] == [("plan.csv", 3, column)]
    assert "\n" not in str(problems[0])


def test_a_day_that_nothing_is_on_is_refused_with_the_days_there_are(tmp_path: Path) -> None:
    found = csv(tmp_path, "Date,Time,Min,Title\n2026-03-11,09:00,30,A\n", day=date(2026, 3, 12))
    assert [str(p) for p in found.problems] == ["plan.csv: no item is on 2026-03-12; there are items on 2026-03-11: 1"]


def test_rows_without_a_date_are_on_the_day_that_is_said(tmp_path: Path) -> None:
    found = csv(tmp_path, "Time,Min,Title\n09:00,30,A\n", day=date(2026, 3, 12))
    assert [i.start for i in items(found)] == [at("09:00", 12)]


def test_a_table_whose_title_is_called_something_else_is_no_grid(tmp_path: Path) -> None:
    text = "Uhrzeit,Was,Saal\n09:30,A,Aula\n10:00,B,Aula\n10:30,C,Aula\n"
    assert csv(tmp_path, text).items == ()
    assert [i.title for i in items(csv(tmp_path, text, columns={"Was": "title"}))] == ["A", "B", "C"]
