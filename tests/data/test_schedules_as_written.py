"""Running orders as event offices write them: what comes in of each, in three languages and many layouts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from data.moments import zone_named
from data.readers.plan import Choices
from data.readers.programme_file import ProgrammeRead, may_list_items, read_programme_file
from data.records import Item, Stage

LONDON = zone_named("Europe/London")
DAY = date(2026, 3, 10)
MAIN = (Stage("main", "Main stage"),)
Rows = Sequence[Sequence[object]]


def read(path: Path, **chosen: Any) -> ProgrammeRead:
    return read_programme_file(path, DAY, LONDON, MAIN, Choices(**chosen))


def csv(tmp_path: Path, text: str, **chosen: Any) -> ProgrammeRead:
    path = tmp_path / "plan.csv"
    path.write_text(text, encoding="utf-8")
    return read(path, **chosen)


def book(path: Path, sheets: dict[str, Rows], merged: Sequence[str] = ()) -> Any:
    import openpyxl

    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    for each in merged:
        made.worksheets[0].merge_cells(each)
    made.save(path)
    return made


def items(found: ProgrammeRead) -> list[Item]:
    assert [str(problem) for problem in found.problems] == []
    return [row.value for row in found.items]


def times(found: ProgrammeRead) -> list[tuple[str, str, float]]:
    """Title, start and minutes of every item."""
    return [(i.title, f"{i.start:%H:%M}", (i.length or 0) / 60) for i in items(found) if i.start is not None]


def notes(found: ProgrammeRead) -> str:
    assert found.recognised is not None
    return " ".join(found.recognised.notes)


def test_a_german_order_with_two_header_rows_and_times_as_people_say_them(tmp_path: Path) -> None:
    path = tmp_path / "ablauf.xlsx"
    book(path, {"Ablaufplan": [
        ["Ablaufplan Filmtag, Stand 2.3., V7", "", "", "", "", ""], [],
        ["Zeit", "", "Programmpunkt", "Beteiligte", "Technik", ""],
        ["Beginn", "Ende", "", "", "Licht", "Ton"],
        ["9.30", "9.45 Uhr", "Eröffnung", "Dr. Anja Weiß (Kulturbehörde)", "Saal halb", "Mikro 1"],
        ["9h45", "10:30 Uhr", "Keynote", "Li Wei\nBo Chen", "", ""],
        ["10:30 Uhr", "11.00", "Kaffeepause", "", "", ""],
        ["", "", "Hinweis: Umbau in der Pause", "", "", ""],
        ["11 Uhr", "12 Uhr", "Podium", "Moderation: Jens Krüger; 王伟", "", ""],
        ["Gesamt", "2:30", "", "", "", ""],
    ]}, ["A1:F1", "A3:B3", "E3:F3"])  # fmt: skip
    found = read(path)
    assert times(found) == [
        ("Eröffnung", "09:30", 15), ("Keynote", "09:45", 45), ("Kaffeepause", "10:30", 30), ("Podium", "11:00", 60),
    ]  # fmt: skip
    assert items(found)[0].notes_for == {"licht": "Saal halb", "ton": "Mikro 1"}
    assert [(s.value.name, s.value.role, s.value.kind) for s in found.slots] == [
        ("Dr. Anja Weiß", "Kulturbehörde", "speaker"), ("Li Wei", "", "speaker"), ("Bo Chen", "", "speaker"),
        ("Jens Krüger", "Moderation", "moderator"), ("王伟", "", "speaker"),
    ]  # fmt: skip
    assert "1 row with a sum is left out. 1 heading is left out." in notes(found)


def test_an_english_order_whose_titles_are_its_items(tmp_path: Path) -> None:
    text = (
        "LAUNCH NIGHT - RUNNING ORDER v4,,,,\nDate:,Tuesday 10 March 2026,,,\n,,,,\nTIME,DUR,ITEM,WHO,NOTES\n"
        "09:30–10:00,30',Doors,,House music\n10.00 - 10.45,45',Keynote,\"Bo Chen, Film Institute\",\n"
        "10:45-12:15,1h30,Panel,Cid,\n12 noon,,oops,,\n,,TOTAL,,\n* all timings subject to change,,,,\n"
    )
    found = csv(tmp_path, text.replace("12 noon,,oops,,\n,,TOTAL,,\n", "12:15-13:00,,LUNCH,,\nTOTAL,3h30,,,\n"))
    assert times(found) == [("Doors", "09:30", 30), ("Keynote", "10:00", 45), ("Panel", "10:45", 90),
                            ("LUNCH", "12:15", 45)]  # fmt: skip
    assert [(s.value.name, s.value.role) for s in found.slots] == [("Bo Chen", "Film Institute"), ("Cid", "")]


def test_a_chinese_order_with_two_names_for_one_column(tmp_path: Path) -> None:
    text = (
        "时间,时长,内容,主讲人/嘉宾,备注\n上午9:30,30分钟,签到,,\n上午10点半,1小时15分,圆桌论坛,主持人：林巧；嘉宾：曾志、单立人,\n"
        "下午1点45,1.5小时,推介,,\n"
    )
    found = csv(tmp_path, text)
    assert times(found) == [("签到", "09:30", 30), ("圆桌论坛", "10:30", 75), ("推介", "13:45", 90)]
    assert [(s.value.name, s.value.kind) for s in found.slots] == [
        ("林巧", "moderator"), ("曾志", "speaker"), ("单立人", "speaker"),
    ]  # fmt: skip


def test_a_break_without_a_room_is_on_every_stage_and_a_heading_is_none(tmp_path: Path) -> None:
    text = (
        "Start,End,Session,Room\nMORNING,,,\n9:15am,10:00 am,Keynote,Ballroom A\n9:15 AM,10:00 AM,Law,Ballroom B\n"
        "10:00 a.m.,10:30 a.m.,Coffee Break,\n11:00 AM,12 noon,Finance,Ballroom A\n"
    )
    found = csv(tmp_path, text)
    assert [(i.title, i.stage) for i in items(found)] == [
        ("Keynote", "ballroom-a"), ("Coffee Break", "ballroom-a"), ("Finance", "ballroom-a"),
        ("Law", "ballroom-b"), ("Coffee Break", "ballroom-b"),
    ]  # fmt: skip
    assert times(found)[2] == ("Finance", "11:00", 60)
    assert "1 break names no room and is on every stage (Coffee Break)." in notes(found)
    one = csv(tmp_path, text, stages={"": "ballroom-a"})
    assert [i.stage for i in items(one) if i.kind == "break"] == ["ballroom-a"]
    only = csv(tmp_path, "Start,Min,Session,Room\n9:00,15,A,Hall 2\n9:15,10,B,\n")
    assert [i.stage for i in items(only)] == ["hall-2", "hall-2"]


def test_breaks_as_merged_headings_are_items_by_their_times(tmp_path: Path) -> None:
    path = tmp_path / "ro.xlsx"
    book(path, {"RO": [
        ["#", "Planned start", "Length (mm:ss)", "Item (EN)", "Item (中文)", "Mic"],
        [1, time(9, 30), "15:00", "Opening", "开幕", "HH1"],
        ["COFFEE BREAK 10:30–11:00", "", "", "", "", ""],
        ["PART TWO", "", "", "", "", ""],
        [2, time(11), "60:00", "Panel", "论坛", ""],
    ]}, ["A3:F3", "A4:F4"])  # fmt: skip
    found = read(path)
    assert times(found) == [("Opening", "09:30", 15), ("COFFEE BREAK", "10:30", 30), ("Panel", "11:00", 60)]
    assert [(i.kind, i.title_alt) for i in items(found)] == [("", "开幕"), ("break", ""), ("", "论坛")]
    assert items(found)[0].notes_for == {"mic": "HH1"}


def test_two_stages_side_by_side(tmp_path: Path) -> None:
    path = tmp_path / "two.xlsx"
    book(path, {"Plan": [
        ["Main stage", "", "", "", "Side stage", "", ""],
        ["Time", "Item", "Min", "", "Time", "Item", "Min"],
        [time(10), "Opening", 15, "", time(10), "Workshop A", 45],
        [time(10, 15), "Keynote", 45, "", time(10, 45), "Workshop B", 60],
        [time(11), "Panel", 60, "", "", "", ""],
    ]}, ["A1:C1", "E1:G1"])  # fmt: skip
    found = read(path)
    assert [(i.title, i.stage) for i in items(found)] == [
        ("Opening", "main"), ("Keynote", "main"), ("Panel", "main"),
        ("Workshop A", "side-stage"), ("Workshop B", "side-stage"),
    ]  # fmt: skip


def test_hidden_sheets_are_left_out_and_hidden_rows_are_skipped(tmp_path: Path) -> None:
    path = tmp_path / "hidden.xlsx"
    head = ["Time", "Item", "Min"]
    made = book(path, {
        "OLD": [head, ["09:00", "Old", 10]],
        "Final": [head, ["09:00", "Opening", 15], ["09:15", "Cut film", 10], ["09:15", "Panel", 60]],
    })  # fmt: skip
    made["OLD"].sheet_state = "hidden"
    made["Final"].row_dimensions[3].hidden = True
    made.save(path)
    found = read(path)
    assert [(i.title, i.stage, i.skip, i.start_rule) for i in items(found)] == [
        ("Opening", "main", False, "fixed"), ("Cut film", "main", True, "follows"), ("Panel", "main", False, "follows"),
    ]  # fmt: skip
    assert items(found)[2].start == datetime(2026, 3, 10, 9, 15, tzinfo=UTC)
    assert "The hidden sheet 'OLD' is left out." in notes(found)
    assert "1 row that the spreadsheet hides comes in as a skipped item (3)." in notes(found)
    made["Final"].sheet_state = "hidden"
    made.create_sheet("Contacts").append(["Ann", "0123"])
    made.save(path)
    assert len(items(read(path))) == 4  # there is nothing else


def test_rows_of_one_time_stay_on_their_day_and_the_next_day_is_told(tmp_path: Path) -> None:
    text = "Time,End,Title\n10:00,11:00,A\n10:00,11:00,B\n23:00,00:30,Late\n00:30,01:00,Later\n"
    found = csv(tmp_path, text)
    assert [i.start.day for i in items(found) if i.start] == [10, 10, 10, 11]
    assert "From Later (row 5) on it is 2026-03-11." in notes(found)


def test_a_time_that_the_clocks_leave_out_is_told(tmp_path: Path) -> None:
    found = csv(tmp_path, "Date,Start,Min,Title\n2026-03-29,01:30,30,A\n2026-03-29,03:00,30,B\n")
    assert [f"{i.start:%H:%M}" for i in items(found) if i.start] == ["01:30", "02:00"]
    assert "The clocks leave 01:30 out on 2026-03-29: row 2 is taken for 02:30." in notes(found)


def test_a_number_given_twice_is_told(tmp_path: Path) -> None:
    found = csv(tmp_path, "Nr,Time,Min,Title\n1,09:00,10,A\n1,09:10,10,B\n")
    assert [i.id for i in items(found)] == ["1", "1-2"]
    assert "The number 1 stands in rows 2, 3" in notes(found)


@pytest.mark.parametrize("head", ["Wann geht's los;Wie lang;Was passiert;Wo denn", "几点;多久;干什么;在哪"])
def test_columns_that_nobody_knows_can_be_said(tmp_path: Path, head: str) -> None:
    text = f"{head}\n18:00;30;Einlass;Saal\n18:30;15;Begrüßung;Saal\n"
    unknown = csv(tmp_path, text)
    assert [str(p) for p in unknown.problems] == [
        "plan.csv row 1: no column is the title: --map COLUMN=title says which, or Enter on it on the page"
    ]
    assert unknown.recognised is not None
    assert [column.column for column in unknown.recognised.columns] == head.split(";")
    assert may_list_items(tmp_path / "plan.csv")
    fields = dict(zip(head.split(";"), ("start", "Dauer", "title", "room"), strict=True))
    found = csv(tmp_path, text, columns=fields)
    assert [(i.title, i.stage, i.length) for i in items(found)] == [
        ("Einlass", "saal", 1800),
        ("Begrüßung", "saal", 900),
    ]
    wrong = csv(tmp_path, text, columns={head.split(";")[0]: "start", "Nope": "title"})
    assert [str(p) for p in wrong.problems] == ["plan.csv row 1, column Nope: there is no such column"]


def test_a_guest_list_with_dates_is_no_programme(tmp_path: Path) -> None:
    path = tmp_path / "gens.csv"
    path.write_text("Nom;Prénom;Inscrit\nLi;Wei;2026-03-01\nChen;Bo;2026-03-02\n", encoding="utf-8")
    assert not may_list_items(path)
