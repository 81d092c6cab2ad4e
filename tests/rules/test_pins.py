"""PINs: which are taken, and how long one waits after wrong ones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from console.rules import pins

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.mark.parametrize("pin", ["5821", "904172", "730516492817"])
def test_good_ones(pin: str) -> None:
    assert pins.unfit(pin) is None


@pytest.mark.parametrize(
    "pin",
    ["", "582", "7305164928170", "58 21", "5821x", "٥٨٢١", "0000", "1234", "4321", "8765", "7890", "1212", "123123",
     "2580", "1987", "2026"],
)  # fmt: skip
def test_what_is_no_pin_or_the_first_that_anybody_tries(pin: str) -> None:
    refused = pins.unfit(pin)
    assert refused is not None and refused.reason == "bad_pin"


def test_four_wrong_ones_cost_nothing_and_after_five_each_waits() -> None:
    wrong = [NOW - timedelta(seconds=n) for n in range(5)]
    assert pins.wait(wrong[:4], NOW) is None
    assert pins.wait(wrong, NOW) == pins.WAIT
    assert pins.wait(wrong, NOW + pins.WAIT) is None
    assert pins.wait([*wrong, NOW + pins.WAIT], NOW + pins.WAIT + timedelta(seconds=1)) == timedelta(seconds=29)


def test_long_ago_is_forgiven() -> None:
    wrong = [NOW - timedelta(seconds=n) for n in range(9)]
    assert pins.wait(wrong, NOW + pins.MEMORY) is None


def test_a_clock_put_back_gives_one_try_and_keeps_nobody_out_for_longer_than_the_wait() -> None:
    wrong = [NOW - timedelta(seconds=n) for n in range(5)]
    before = NOW - timedelta(hours=1)
    assert pins.wait(wrong, before) is None, "who has the right PIN is not kept out until the clock is there again"
    assert pins.wait([*wrong, before], before) == pins.WAIT, "one wrong try, and not another five"
    assert pins.wait([*wrong, before], before + pins.WAIT) is None


def test_at_that_pace_four_digits_take_days() -> None:
    assert timedelta(days=3) < pins.WAIT * 10**4
