"""Sheets of a PDF: head and foot on each, a part on sheets of its own, lying, in large type, with nothing cut off."""

from __future__ import annotations

import re
from subprocess import run

from data.writers.html_page import as_html
from data.writers.pages import Page, Section, Sheet, Table
from data.writers.pdf_page import as_pdf

ROWS = tuple((f"{n:02}", (f"Item number {n}", "项目推介"), f"a note for {n}") for n in range(40))


def page(*, lying: bool = True, type: float = 1.0, rows: tuple[tuple[object, ...], ...] = ROWS) -> Page:
    table = Table(("no.", "item", "notes"), rows, most_lines=40)  # type: ignore[arg-type]  # of the right kinds
    parts = tuple(Section(name, name, (), table, new_sheet=True) for name in ("Main 主厅", "Side"))
    return Page(
        "Trial Day", ("Running order.",), parts, Sheet("Trial Day 试演日", "printed 2026-03-10 09:00", type, lying)
    )


def sheets(made: bytes) -> list[str]:
    text = run(["pdftotext", "-layout", "-", "-"], input=made, capture_output=True, check=True).stdout.decode()
    return text.split("\f")[:-1]


def test_every_sheet_says_what_it_is_and_which_of_how_many() -> None:
    found = sheets(as_pdf(page()))
    assert len(found) > 3
    for n, sheet in enumerate(found, 1):
        assert sheet.splitlines()[0].startswith("Trial Day 试演日")
        assert "printed 2026-03-10 09:00" in sheet
        assert re.search(rf"{n} ?/ ?{len(found)}\s*$", sheet)


def test_a_part_begins_a_sheet_and_is_named_at_its_head() -> None:
    found = sheets(as_pdf(page()))
    heads = [sheet.splitlines()[0].split()[-1] for sheet in found]
    assert heads == sorted(heads, key=["主厅", "Side"].index)
    assert set(heads) == {"主厅", "Side"}


def test_no_row_is_lost_at_any_size_of_type() -> None:
    for lying, size in ((True, 1.0), (False, 1.0), (True, 1.6), (False, 2.5)):
        text = "".join(sheets(as_pdf(page(lying=lying, type=size))))
        assert text.count("项目推介") == 80, (lying, size)


def test_large_type_needs_more_sheets() -> None:
    assert len(sheets(as_pdf(page(type=1.6)))) > len(sheets(as_pdf(page())))


def test_a_row_longer_than_a_sheet_ends_in_a_sign_and_stays_on_it() -> None:
    found = sheets(as_pdf(page(rows=(("01", tuple(f"line {n}" for n in range(200)), "x"),))))
    assert len(found) <= 4
    assert "…" in "".join(found)


def test_html_prints_the_same_heads_and_none_of_them_ends_the_style() -> None:
    hostile = Page(
        "T", (), (Section("s", '"} </style><script>x', (), None, new_sheet=True),), Sheet('a\\"</style>', "f")
    )
    text = as_html(hostile).decode()
    assert "<script>x" not in text
    assert text.count("</style>") == 1
    assert "@page s1" in text
    made = as_html(page()).decode()
    assert "A4 landscape" in made and "counter(pages)" in made
    assert made.count('class="s2 new-sheet"') == 1
    assert "Item number 3<br>项目推介" in made


def test_a_last_column_of_numbers_stays_beside_its_row() -> None:
    table = Table(("stage", "over"), (("Main", 12), ("Side", 3)))
    made = as_pdf(Page("Day", (), (Section("day", "The day", (), table),), Sheet(lying=True)))
    line = next(line for line in "".join(sheets(made)).splitlines() if "Main" in line)
    assert re.fullmatch(r"\s*Main {1,12}12", line)
