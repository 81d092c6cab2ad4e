"""Lists that are damaged, huge, or in two encodings' borderland."""

from __future__ import annotations

import io
import random
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from data.readers.guests import read_guests
from data.readers.programme import read_programme
from data.readers.table import read_sheets
from data.readers.text import decode

DAY, ZONE = date(2026, 3, 10), ZoneInfo("Europe/London")


@pytest.mark.parametrize("name", ["Zoë Ünal,Ødegård & Søn,王小明", "José Peña,李明", "李明,François"])
def test_western_letters_among_chinese_in_gb18030(name: str) -> None:
    assert decode(f"id,name\n1,{name}\n".encode("gb18030")) == f"id,name\n1,{name}\n"


def test_a_cell_too_large_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "guests.csv"
    path.write_text("id,name,seat\n1,Ann,A1\n2,Bob," + "x" * 200_000 + "\n", encoding="utf-8")
    problems = read_guests(path, DAY, ZONE).problems
    assert [(p.file, p.row, p.column) for p in problems] == [("guests.csv", 3, "seat")]


def test_a_damaged_workbook_is_one_problem_or_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["id", "name"], *([f"g{n}", "王伟"] for n in range(50))):
        sheet.append(row)
    stored = io.BytesIO()
    book.save(stored)
    dice, path = random.Random(3), tmp_path / "guests.xlsx"
    told = 0
    for _ in range(150):
        data = bytearray(stored.getvalue())
        for _ in range(5):
            data[dice.randrange(4, len(data))] = dice.randrange(256)
        path.write_bytes(data)
        told += len(read_sheets(path)[0].problems)
    assert told > 20


def test_a_length_beyond_all_counting_is_odd(tmp_path: Path) -> None:
    path = tmp_path / "programme.csv"
    path.write_text(f"id,start,length,title\nA,09:00,{'9' * 20},Doors\n", encoding="utf-8")
    _rows, problems = read_programme(path, DAY, ZONE, ("main",))
    assert [(p.row, p.column) for p in problems] == [(2, "length")]
