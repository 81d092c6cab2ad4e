"""Workbooks that are written: times are times, the header stays, and no cell is a formula for anybody."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from data.readers.workbook import read_workbook
from data.writers.csv_table import as_csv, as_csv_page
from data.writers.json_text import as_json_table
from data.writers.pages import Page, Section, Table
from data.writers.workbook import as_xlsx, as_xlsx_page, workbook

LONDON = ZoneInfo("Europe/London")
AT = datetime(2026, 7, 10, 9, 30, tzinfo=LONDON)
TABLE = Table(
    ("项目 item", "start", "length", "n"), (("开幕 Opening", AT, timedelta(minutes=8), 3), ("End", None, None, 4.5))
)


def sheet(content: bytes, n: int = 0) -> Worksheet:
    found = openpyxl.load_workbook(io.BytesIO(content)).worksheets[n]
    assert isinstance(found, Worksheet)
    return found


def test_times_and_lengths_are_typed_and_stand_as_the_clock_there_shows_them() -> None:
    row = sheet(as_xlsx(TABLE))[2]
    nine_thirty = AT.replace(tzinfo=None)
    assert [cell.value for cell in row] == ["开幕 Opening", nine_thirty, timedelta(minutes=8), 3]
    assert (row[1].number_format, row[2].number_format) == ("yyyy-mm-dd hh:mm:ss", "[h]:mm:ss")


def test_the_header_stays_in_sight_and_columns_are_as_wide_as_what_they_hold() -> None:
    made = sheet(as_xlsx(TABLE))
    assert made.freeze_panes == "A2"
    assert made.auto_filter.ref == "A1:D3"
    assert all(cell.font.bold for cell in made[1])
    assert made.column_dimensions["B"].width > 18
    assert made.column_dimensions["A"].width >= len("开幕 Opening") + 2


@pytest.mark.parametrize("text", ["=1+1", "+44 20", "-x", "@SUM(A1)", "#N/A", "=HYPERLINK(1)", "'=1"])
def test_text_is_text_whatever_it_begins_with(text: str) -> None:
    (cell,) = sheet(as_xlsx(Table(("name",), ((text,),))))[2]
    assert (cell.value, cell.data_type) == (text, "s")
    # Who opens the cell and presses Enter, or saves the sheet as CSV, makes no formula of it either.
    assert cell.quotePrefix is (text[0] in "=+-@")


def test_a_workbook_is_read_by_our_own_reader_as_it_was_meant() -> None:
    (lines,) = read_workbook("x.xlsx", as_xlsx(TABLE))
    assert lines.rows[1][1] == ("开幕 Opening", "2026-07-10T09:30:00", "0:08:00", "3")


def test_a_paper_is_a_sheet_for_each_table_and_one_for_its_words() -> None:
    page = Page(
        "Day: all/of it",
        ("made today",),
        (Section("a", "Stage: [1]?", ("late",), TABLE), Section("b", "STAGE: [1]?", (), TABLE)),
    )
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx_page(page)))
    assert len({name.casefold() for name in book.sheetnames}) == 3
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in book.sheetnames)
    assert [row[0].value for row in sheet(as_xlsx_page(page))] == [
        "Day: all/of it",
        "made today",
        "Stage: [1]?",
        "late",
    ]


def test_a_paper_as_csv_has_every_table_under_its_name() -> None:
    page = Page("Day", (), (Section("a", "One", ("=said",), TABLE),))
    text = as_csv_page(page).decode("utf-8-sig")
    assert "One\r\n'=said\r\n项目 item,start,length,n\r\n" in text


def test_lengths_in_csv_can_not_be_taken_for_a_time_of_day() -> None:
    text = as_csv(Table(("length",), ((timedelta(minutes=8),), (timedelta(hours=25, seconds=1.5),)))).decode(
        "utf-8-sig"
    )
    assert text.split() == ["length", "0:08:00", "25:00:01.500"]


def test_json_has_moments_in_iso_and_lengths_in_seconds() -> None:
    text = as_json_table(TABLE).decode()
    assert '"start": "2026-07-10T09:30:00+01:00"' in text
    assert '"length": 480' in text


def test_a_long_text_and_no_rows_are_no_trouble() -> None:
    assert len(str(sheet(as_xlsx(Table(("a",), (("x" * 40_000,),))))["A2"].value)) == 32_767
    assert sheet(as_xlsx(Table(("a",), ()))).max_row == 1
    assert sheet(workbook([("", Table(("a",), ()))])).title == "Callboard"
