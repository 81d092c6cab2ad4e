"""Names that look the same have one key, and names that can be told apart have two."""

from __future__ import annotations

import pytest

from data.lookalikes import seen_as


@pytest.mark.parametrize(
    "other",
    ["ann", "ANN", "\u0410nn", "\u0391nn", "\uff21\uff4e\uff4e", "Ann\u200b", "Ann\u200d", "Ann\u3164", "A\u00adnn"],
)
def test_ann_is_ann_however_she_is_written(other: str) -> None:
    assert other != "Ann" and seen_as(other) == seen_as("Ann")


@pytest.mark.parametrize(("one", "other"), [("Ann", "Anne"), ("Zoe", "Zoë"), ("王伟", "王玮"), ("Иван", "Нван")])
def test_who_can_be_told_apart_is_somebody_else(one: str, other: str) -> None:
    assert seen_as(one) != seen_as(other)
