"""Lists as offices send them: encodings, delimiters, spreadsheets."""

import io
from datetime import date, datetime, time, timedelta
from itertools import product
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.moments import zone_named
from data.readers.guests import read_guests
from data.readers.table import read_sheets
from data.readers.text import UnreadableError, decode

CHINESE = (("姓名", "单位"), ("王伟", "上海电影集团，发行部"), ("李立言", "大使馆"))
WESTERN = (("name", "organisation"), ("Zoë Müller", "Café Noir"), ("Siân D’Arcy", "Société Générale"))


def rows_of(path: Path) -> list[tuple[int, tuple[str, ...]]]:
    lines = read_sheets(path)[0]
    assert lines.problems == ()
    return list(lines.rows)


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    list(product(("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-16-le", "gb18030", "gbk"), ",;\t")),
)
def test_chinese_lists_in_every_dress(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "guests.csv"
    path.write_bytes("\r\n".join(delimiter.join(row) for row in CHINESE).encode(encoding))
    assert [cells for _, cells in rows_of(path)] == list(CHINESE)


@pytest.mark.parametrize(("encoding", "delimiter"), list(product(("utf-8", "utf-8-sig", "utf-16", "cp1252"), ",;\t")))
def test_western_lists_in_every_dress(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "guests.csv"
    path.write_bytes("\n".join(delimiter.join(row) for row in WESTERN).encode(encoding))
    assert [cells for _, cells in rows_of(path)] == list(WESTERN)


@pytest.mark.parametrize("name", ["Müller", "Ødegård", "François Æbelø", "Zoë", "Ångström", "NÚÑEZ", "Weiß", "José"])
def test_one_western_name_in_windows_1252_is_not_taken_for_chinese(name: str) -> None:
    assert decode(f"id,name\n1,{name}\n2,Ann\n".encode("cp1252")) == f"id,name\n1,{name}\n2,Ann\n"


@pytest.mark.parametrize("name", ["王伟", "单立人", "李喆", "吕绿", "陈"])
def test_one_chinese_name_in_gb18030_is_not_taken_for_western(name: str) -> None:
    assert decode(f"id,name\n1,{name}\n2,Ann\n".encode("gb18030")) == f"id,name\n1,{name}\n2,Ann\n"


@pytest.mark.parametrize(
    "data", [b"name\n\x00\x01\x02\x03,\x00\n", b"\xff\xfea\x00\x00\xd8b\x00", b"\xef\xbb\xbf\xff,a"]
)
def test_what_is_no_text_says_so(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        decode(data)


def test_unreadable_files_are_one_problem(tmp_path: Path) -> None:
    path = tmp_path / "guests.csv"
    assert str(read_sheets(path)[0].problems[0]).startswith("guests.csv: ")
    path.write_bytes(b"PK\x03\x04 no workbook")
    assert "XLSX" in str(read_sheets(path)[0].problems[0])
    path.write_bytes(b"\xd0\xcf\x11\xe0 old Excel")
    assert ".xls" in str(read_sheets(path)[0].problems[0])


def test_quotes_that_do_not_match_name_their_row(tmp_path: Path) -> None:
    path = tmp_path / "guests.csv"
    path.write_text('name,title\nAnn,x\n"Bob,y\nCid,z\n', encoding="utf-8")
    lines = read_sheets(path)[0]
    assert [problem.row for problem in lines.problems] == [3]


def test_rows_are_counted_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    path = tmp_path / "guests.csv"
    path.write_text('name,note\n\n"Ann","two\nlines"\n,\nBob,x\n', encoding="utf-8")
    assert rows_of(path) == [(1, ("name", "note")), (3, ("Ann", "two\nlines")), (5, ("Bob", "x"))]


def test_the_delimiter_is_looked_for_outside_quotes(tmp_path: Path) -> None:
    path = tmp_path / "guests.csv"
    path.write_text('"name, as on the badge, in full";title\n"Lee, Ann";Producer\n', encoding="utf-8")
    assert rows_of(path)[1] == (2, ("Lee, Ann", "Producer"))


def test_excels_own_note_of_the_delimiter(tmp_path: Path) -> None:
    path = tmp_path / "guests.csv"
    path.write_text("sep=;\nname;title\nAnn;a, b, c\n", encoding="utf-8")
    assert rows_of(path) == [(2, ("name", "title")), (3, ("Ann", "a, b, c"))]


def test_a_workbook_reads_as_it_was_typed(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["id", "start", "length", "when", "code", "flag"])
    sheet.append(
        [7, time(9, 30), timedelta(minutes=90), datetime.fromisoformat("2026-10-25T09:30"), 448912345678, True]
    )
    sheet.append([])
    sheet.append([7.5, "09:30", None, date(2026, 10, 25), "=1+1", False])
    held = io.BytesIO()
    book.save(held)
    path = tmp_path / "programme.xlsx"
    path.write_bytes(held.getvalue())
    assert rows_of(path) == [
        (1, ("id", "start", "length", "when", "code", "flag")),
        (2, ("7", "09:30:00", "1:30:00", "2026-10-25T09:30:00", "448912345678", "yes")),
        (4, ("7.5", "09:30", "", "2026-10-25", "", "no")),  # a formula that no spreadsheet has worked out is empty
    ]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300) | st.text(max_size=100).map(lambda text: f"name,{text}\n{text}".encode("utf-16")))
def test_whatever_a_file_holds_it_is_rows_or_a_problem(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "guests.csv"
    path.write_bytes(data)
    found = read_guests(path, date(2026, 3, 10), zone_named("Europe/London"))
    rows, problems = found.rows, found.problems
    assert problems or rows or all(not cell.strip() for _, cells in read_sheets(path)[0].rows[1:] for cell in cells)
    assert all("\n" not in str(problem) and "\x1b" not in str(problem) for problem in problems)
