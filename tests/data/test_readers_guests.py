"""guests.csv, and lists that call the same things otherwise."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from data.moments import zone_named
from data.readers.guests import read_guests
from data.readers.plan import Problem, Row
from data.records import Guest

LONDON = zone_named("Europe/London")
DAY = date(2026, 3, 10)


def read(tmp_path: Path, text: str, **mapping: str) -> tuple[list[Row[Guest]], list[Problem]]:
    path = tmp_path / "guests.csv"
    path.write_text(text, encoding="utf-8", newline="")
    found = read_guests(path, DAY, LONDON, mapping)
    return list(found.rows), list(found.problems)


def guests(tmp_path: Path, text: str, **mapping: str) -> list[Guest]:
    rows, problems = read(tmp_path, text, **mapping)
    assert [str(problem) for problem in problems] == []
    return [row.value for row in rows]


def test_only_the_name_is_needed(tmp_path: Path) -> None:
    assert guests(tmp_path, "name\nAnn Lee\n") == [Guest(id="", name="Ann Lee")]


def test_chinese_headers_and_words(tmp_path: Path) -> None:
    text = "编号,姓名,英文名,单位,职务,类别,状态,备注\nA1,王伟,WANG Wei,外滩影业,制片人,嘉宾,待确认,前排\n"
    [guest] = guests(tmp_path, text)
    assert (guest.id, guest.name, guest.name_alt, guest.organisation) == ("A1", "王伟", "WANG Wei", "外滩影业")
    assert (guest.title, guest.category, guest.status, guest.attention) == ("制片人", "嘉宾", "pending", "前排")


def test_a_name_in_each_script(tmp_path: Path) -> None:
    found = guests(tmp_path, "Name,中文名\nWang Wei,王伟\n")
    assert [(guest.name, guest.name_alt) for guest in found] == [("Wang Wei", "王伟")]


@pytest.mark.parametrize(
    "header",
    [
        "Attendee name,Company,E-mail,Product",  # pretix
        "name,company,email,ticket_name",  # Luma
        "Full Name,Company,Email Address,Ticket Type",
    ],
)
def test_exports_of_other_systems(tmp_path: Path, header: str) -> None:
    found = guests(tmp_path, f"{header}\nAnn Lee,Camden Reels,ann@x.example,press\n")
    assert found == [Guest(id="", name="Ann Lee", organisation="Camden Reels", email="ann@x.example", category="press")]


def test_a_name_in_two_columns(tmp_path: Path) -> None:
    found = guests(tmp_path, "First Name,Last Name,Attendee Status\nAnn,Lee,Not Attending\n伟,王,Attending\n")
    assert [(guest.name, guest.status) for guest in found] == [("Ann Lee", "regrets"), ("王伟", "expected")]


def test_columns_are_mapped_and_others_kept(tmp_path: Path) -> None:
    found = guests(tmp_path, "Wer,Menu,Tisch\nAnn,vegan,4\n", Wer="name", Tisch="seat")
    assert found == [Guest(id="", name="Ann", seat="4", extra={"Menu": "vegan"})]


def test_a_title_above_the_header_is_passed_over(tmp_path: Path) -> None:
    rows, problems = read(tmp_path, "Guest list of 10 March,,\n,,\nname,title,\nAnn,Producer,\n")
    assert problems == []
    assert [(row.row, row.value.name) for row in rows] == [(4, "Ann")]


def test_validity_is_on_the_day(tmp_path: Path) -> None:
    found = guests(tmp_path, "name,valid_from,valid_until\nAnn,22:00,02:00\n")
    assert found[0].valid_from == datetime(2026, 3, 10, 22, tzinfo=UTC)
    assert found[0].valid_until == datetime(2026, 3, 11, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ('"Bob\n[/]\tX"', "Bob [/] X"),
        ("\x1b[31mBob\x1b[0m", "Bob"),
        ("\u202eBob\u202c", "Bob"),
        ("[@click=app.quit]", "[@click=app.quit]"),
        ("x" * 300, "x" * 300),
    ],
)
def test_hostile_names_become_harmless(tmp_path: Path, raw: str, name: str) -> None:
    assert [guest.name for guest in guests(tmp_path, f"id,name\n1,{raw}\n")] == [name]


def test_every_odd_row_is_told_with_its_place(tmp_path: Path) -> None:
    _rows, problems = read(
        tmp_path,
        "ID,Name,Status,valid_from,Code\n"
        "1,Ann,maybe so,,c1\n"
        "2,,expected,,c2\n"
        "1,Bob,,25:00,c3\n"
        "4 4,Cid,,,c3\n"
        f"5,{'x' * 301},,,\n"
        "6,Dan,,,,surplus\n",
    )
    assert [(p.file, p.row, p.column) for p in problems] == [
        ("guests.csv", 2, "Status"),
        ("guests.csv", 3, "Name"),
        ("guests.csv", 4, "valid_from"),
        ("guests.csv", 5, "ID"),
        ("guests.csv", 6, "Name"),
        ("guests.csv", 7, ""),
        ("guests.csv", 4, "ID"),
        ("guests.csv", 5, "Code"),
    ]
    assert str(problems[0]).startswith("guests.csv row 2, column Status: 'maybe so' is not one of expected, pending")
    assert str(problems[5]) == "guests.csv row 7: 6 cells, where the header has 5"


def test_headers_that_can_not_be_used(tmp_path: Path) -> None:
    assert [str(p) for p in read(tmp_path, "a,b\n1,2\n")[1]] == [
        "guests.csv: no header row found: it needs a column for name"
    ]
    assert [(p.row, p.column) for p in read(tmp_path, "name,Full name,x,x\nAnn,Ann,1,2\n")[1]] == [
        (1, "Full name"),
        (1, "x"),
    ]
    assert [(p.row, p.column) for p in read(tmp_path, "name\nAnn\n", Wer="name")[1]] == [(1, "Wer")]
    assert [(p.row, p.column) for p in read(tmp_path, "name,x\nAnn,1\n", x="seating")[1]] == [(1, "x")]
    assert [str(p) for p in read(tmp_path, "")[1]] == ["guests.csv: no header row found: it needs a column for name"]
