"""Tables for a terminal: as wide as it is, and no text cut."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from data.writers.text_table import broken, laid_out

ROWS = [["item", "late"], ["03 Address, Shanghai Municipal Bureau of Culture and Tourism 致辞", "+3:43"]]


def test_a_long_title_goes_on_in_the_next_line() -> None:
    head, row = laid_out(ROWS, [False, True], 30)
    assert head == ["item".ljust(23) + "   late"]
    assert all(cell_len(line) <= 30 for line in row)
    assert " ".join(line[:23].strip() for line in row).startswith("03 Address, Shanghai Municipal Bureau of Culture")
    assert row[0].endswith("+3:43")
    assert "致辞" in row[-1]


def test_with_room_everything_is_one_line() -> None:
    assert [len(row) for row in laid_out(ROWS, [False, True], None)] == [1, 1]


def test_numbers_are_never_broken() -> None:
    _head, row = laid_out([["name", "n"], ["abc def ghi", "1:23:45"]], [False, True], 12)
    assert sum("1:23:45" in line for line in row) == 1


@given(st.text(alphabet="ab 上海", max_size=40), st.integers(2, 12))
def test_broken_text_loses_nothing_and_fits(text: str, width: int) -> None:
    lines = list(broken(text, width))
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
