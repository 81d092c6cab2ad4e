"""Files that are no lists, or try to do harm: each is one clear line with its place, and quickly."""

from __future__ import annotations

import io
import os
import zipfile
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from data.readers import lines, table
from data.readers.guests import read_guests

DAY, ZONE = date(2026, 10, 25), ZoneInfo("Europe/London")
HEADER = b"id,name\n1,Ann\n"


def said(path: Path) -> list[str]:
    return [str(problem) for problem in read_guests(path, DAY, ZONE).problems]


def of(tmp_path: Path, data: bytes, name: str = "g.csv") -> list[str]:
    path = tmp_path / name
    path.write_bytes(data)
    return said(path)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7 ...", "this is a PDF file and no list"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "this is a PNG file"),
        (b"\xd0\xcf\x11\xe0 old", "old Excel file (.xls), or one with a password"),
        (b"<!DOCTYPE html><html>", "this is a HTML file"),
        (b"", "no header row found"),
        (b"\n\n  \n", "no header row found"),
        (b"PK\x03\x04 nothing", "no XLSX workbook"),
    ],
)
def test_what_is_something_else_is_named(tmp_path: Path, data: bytes, words: str) -> None:
    [problem] = of(tmp_path, data)
    assert words in problem
    assert problem.startswith("g.csv")


def test_nul_characters_are_told_with_their_row(tmp_path: Path) -> None:
    assert of(tmp_path, HEADER + b"2,Bo\x00b\n") == ["g.csv row 3: this is no text file: it holds NUL characters"]


@pytest.mark.parametrize("other", ["cp1252", "gb18030"])
def test_two_encodings_in_one_list_are_told_with_the_row(tmp_path: Path, other: str) -> None:
    name = "Zoë" if other == "cp1252" else "王伟"
    data = "id,name\n1,李立言\n2,Siân Müller\n3,欧阳若琳\n".encode() + f"4,{name}\n".encode(other)
    [problem] = of(tmp_path, data)
    assert problem.startswith("g.csv row 5: from here on the text is not UTF-8")


def test_the_header_once_more_is_odd_and_no_guest(tmp_path: Path) -> None:
    found = of(tmp_path, HEADER + b"id,name\n2,Bob\n")
    assert found == ["g.csv row 3: the header is here once more: are these two lists in one?"]


def test_an_id_twice_is_told_with_both_rows(tmp_path: Path) -> None:
    assert of(tmp_path, HEADER + b"1,Bob\n") == ["g.csv row 3, column id: the guest '1' is in row 2 already"]


def test_an_error_of_the_spreadsheet_is_no_name(tmp_path: Path) -> None:
    assert of(tmp_path, b"id,name\n1,#N/A\n") == ["g.csv row 2, column name: the spreadsheet shows an error here: #N/A"]


def test_one_line_without_an_end(tmp_path: Path) -> None:
    [problem] = of(tmp_path, HEADER + b'2,"' + b"x" * 2_000_000)
    assert problem.startswith("g.csv row 3: a cell here has more than 1000000 signs")


def test_a_file_larger_than_any_list_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    with path.open("wb") as file:
        file.truncate(table.LARGEST + 1)
    assert said(path) == ["g.csv: the file has 100 MB, and 100 MB is the most a list may have"]


def test_more_rows_than_any_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MOST_ROWS", 3)
    assert lines.MOST_ROWS >= 200_000
    assert "more than 3 rows" in of(tmp_path, HEADER + b"2,B\n3,C\n4,D\n")[0]


def test_what_is_no_file_at_all(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert said(tmp_path / "pipe.csv") == ["pipe.csv: this is no file"]
    assert said(tmp_path) == [f"{tmp_path.name}: this is no file"]
    assert "No such file" in said(tmp_path / "nothing.csv")[0]


def packed(parts: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return held.getvalue()


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = packed({"xl/worksheets/sheet1.xml": bytes(60_000_000)})
    assert len(bomb) < 100_000
    assert of(tmp_path, bomb, "g.xlsx") == ["g.xlsx: the workbook is too large: it unpacks to 60 MB"]


def test_an_open_document_is_named(tmp_path: Path) -> None:
    ods = packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"})
    assert of(tmp_path, ods, "g.xlsx") == ["g.xlsx: this is an OpenDocument file: save it as .xlsx or CSV"]


def test_entities_that_multiply_are_refused(tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    xml = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{laughs}]><x>&l11;</x>'.encode()
    [problem] = of(tmp_path, packed({"[Content_Types].xml": xml, "xl/workbook.xml": xml}), "g.xlsx")
    assert "no XLSX workbook that can be read" in problem


def test_a_sheet_as_wide_as_a_spreadsheet_goes(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["id", "name"])
    for row in range(2, 300):
        sheet.cell(row, 1, row)
        sheet.cell(row, 2, f"Guest {row}")
        sheet.cell(row, 16_000, "far away")
    book.save(tmp_path / "g.xlsx")
    found = read_guests(tmp_path / "g.xlsx", DAY, ZONE)
    assert (len(found.rows), found.problems) == (298, ())
