"""Files that are written: hostile names stay names in every format, and a file is written whole or not at all."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.writers.csv_table import as_csv
from data.writers.markdown import as_markdown, escaped
from data.writers.pages import Page, Section, Table
from data.writers.whole import WriteError, make_folder, write_whole

HOSTILE = (
    "Bob [/] X", "[@click=app.quit]", "a|b", "<script>alert(1)</script>", "[x](http://evil.example)", "# heading",
    "* item", "1. one", "`code`", "\u202eright", "z\u200bw", "new\nline", "tab\there", "\x1b[31mred\x1b[0m", "é" * 300,
    "=1+1", "+44 20", "-x", "@SUM(A1)", "\t=1", "www.evil.example", "~~gone~~", "&lt;", "",
)  # fmt: skip


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_never_makes_a_row_or_a_formula_in_csv(name: str) -> None:
    head, row = rows_of(as_csv(Table(("name", "n"), ((name, -3),))))
    assert head == ["name", "n"]
    assert len(row) == 2
    assert row[0].isprintable()
    assert not row[0].startswith(("=", "+", "-", "@"))
    assert row[1] == "-3"


def test_csv_begins_with_the_mark_that_spreadsheets_need() -> None:
    assert as_csv(Table(("名",), (("李立言",),))) == "\ufeff名\r\n李立言\r\n".encode()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_never_makes_a_row_a_heading_or_a_tag_in_markdown(name: str) -> None:
    page = Page("T", sections=(Section("s", "S", (name,), Table(("name", "n"), ((name, 1),))),))
    text = as_markdown(page).decode()
    lines = text.splitlines()
    assert [line for line in lines if line.startswith("#")] == ["# T", "## S"]
    (row,) = [line for line in lines if line.endswith("| 1 |")]
    assert row.replace("\\|", "").count("|") == 3
    assert "<script" not in text.replace("\\<", "")
    assert "](http" not in text.replace("\\]", "")
    assert all(line.isprintable() for line in lines)


@given(st.text(max_size=60))
def test_escaped_text_is_one_line_without_bare_marks(text: str) -> None:
    plain = escaped(text)
    assert "\n" not in plain
    bare = plain.replace("\\\\", "")
    for mark in "`*_[]<>#|~&$":
        assert f"\\{mark}" in bare or mark not in bare


def test_a_number_that_is_missing_is_a_dash() -> None:
    text = as_markdown(Page("T", sections=(Section("s", "S", table=Table(("a", "b"), ((None, 2),))),))).decode()
    assert "| – | 2 |" in text


def test_what_stood_there_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")
    assert write_whole(path, b"new") == path
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_is_one_line_and_leaves_nothing() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    with pytest.raises(WriteError, match="disk is full"):
        write_whole(full, b"x" * 10)
    assert full.is_char_device()


def test_a_disk_that_fills_up_keeps_what_stood_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")

    def full(fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("data.writers.whole.os.fsync", full)
    with pytest.raises(WriteError, match="disk is full"):
        write_whole(path, b"new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="no such folder"):
        write_whole(tmp_path / "nowhere" / "a.csv", b"x")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="a folder is there"):
        write_whole(tmp_path, b"x")


def test_a_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    assert make_folder(tmp_path / "a" / "b").is_dir()


def test_a_link_keeps_pointing_where_it_did(tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_text("old")
    link.symlink_to(real)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
