"""Ticks of a paper list as people type them."""

from __future__ import annotations

import pytest

from console.rules.refusals import Refusal
from console.rules.ticks import Tick, read_tick


@pytest.mark.parametrize(
    ("text", "tick"),
    [
        ("217 13:05", Tick(217, "13:05")),
        ("217 1305", Tick(217, "13:05")),
        ("217 9.05", Tick(217, "09:05")),
        (" 217 ", Tick(217)),
        ("1305", Tick(1305)),
        ("13:05", Tick(None, "13:05")),
        ("217 out 14:10", Tick(217, "14:10", "out")),
        ("217 1410 OUT", Tick(217, "14:10", "out")),
    ],
)
def test_a_line_is_a_number_and_a_time(text: str, tick: Tick) -> None:
    assert read_tick(text) == tick


@pytest.mark.parametrize("text", ["", "out", "217 25:00", "217 12:60", "Ada", "217 218", "12:00 13:00", "٣"])
def test_what_is_no_tick_says_how_one_looks(text: str) -> None:
    said = read_tick(text)
    assert isinstance(said, Refusal)
    assert "217 13:05" in said.message
