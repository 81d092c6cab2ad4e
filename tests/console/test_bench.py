"""The bench: every figure of the page is there, taken or with its reason, and nothing is left behind."""

import json
import os

import msgspec
import pytest

from console import bench
from console.bench import figures

NAMES = [
    "commit", "admit", "admit-4-processes", "search-key", "search-typo", "timeline-1000", "edit-10", "edit-1000",
    "edit-5000", "go-to-datagram", "summary", "start", "key-to-paint", "memory", "stage-key-1000", "memory-50000-ticks",
]  # fmt: skip


@pytest.fixture
def quick(monkeypatch):
    """One short round of each."""
    for name, value in {
        "disk._SCANS": 5, "disk._ROUNDS": 1, "disk._SECONDS": 0.02, "sought._PEOPLE": 3, "stages._ITEMS": 20,
        "stages._GOES": 8, "stages._EDITS": 7, "opened._STARTS": 1, "opened._PATIENCE": 0.0, "opened._TYPED": "w",
        "stage_keys._ITEMS": 20, "stage_keys._PATIENCE": 0.0, "ticks._ITEMS": 5, "ticks._FIRST": 2, "ticks._ALL": 4,
    }.items():  # fmt: skip
        monkeypatch.setattr(f"console.bench.{name}", value)


def test_every_figure_is_taken_or_says_why(quick, tmp_path):
    before = os.environ.get("CALLBOARD_STATE")
    found = bench.bench(40, tmp_path)
    assert sorted(one.name for one in found.figures) == sorted(NAMES)
    for one in found.figures:
        assert (one.p50 is None) == bool(one.why), one
        if one.against:
            assert one.ratio_p50 is not None and one.ratio_p50 > 0 and one.ratio_p99 is not None
    taken = {one.name for one in found.figures if not one.why}
    assert {
        "commit",
        "admit",
        "admit-4-processes",
        "search-key",
        "timeline-1000",
        "go-to-datagram",
        "edit-10",
        "summary",
    } <= taken
    (four,) = [figure for figure in found.figures if figure.name == "admit-4-processes"]
    assert (four.failed, four.lost, four.double) == (0, 0, 0)
    assert all(one.against == "commit" for one in found.figures if one.name.startswith("edit-"))
    assert list(tmp_path.iterdir()) == []
    assert os.environ.get("CALLBOARD_STATE") == before
    page = json.loads(msgspec.json.encode(found))
    assert page["guests"] == 40 and set(page["machine"]) == {"python", "sqlite", "cores", "disk"}


def test_ratios_compare_like_with_like():
    one = figures.figure("admit", [2.0] * 99 + [10.0], "commit", [1.0] * 99 + [4.0])
    assert (one.p50, one.p99, one.ratio_p50, one.ratio_p99) == (2.0, 10.0, 2.0, 2.5)
    rate = figures.figure("rate", [100.0, 200.0, 300.0], "bare", [400.0] * 3, "per second", worst=0.01)
    assert (rate.p50, rate.p99, rate.ratio_p99) == (200.0, 100.0, 0.25)
