"""An order of thousands: an edit costs what it costs in a short one, and what others edit is seen at once."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from console import stage
from console.rules.editing.edits import Add, Change, Copy, Edit, Place, Remove
from data import tables
from data.facts import Draft, ItemPlanned
from data.files import create_event
from data.journal import EventFile
from data.records import Item

ROOT = Path(__file__).parents[2]
AT = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def test_another_process_edits(file: EventFile) -> None:
    """Between two looks of this one, by a program of its own."""
    assert tables.stage(file.db, "main").items["B"].title == "Opening"
    words = ["item", str(file.path), "main", "set", "B", "--set", "title=Overture"]
    done = subprocess.run([sys.executable, str(ROOT / "main.py"), *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr + done.stdout
    assert tables.stage(file.db, "main").items["B"].title == "Overture"


class Work:
    """What the machine does for an act: steps of SQLite's program, and calls of functions."""

    def __init__(self, file: EventFile) -> None:
        self._file = file
        self.steps = self.calls = 0

    def __enter__(self) -> Work:
        self._file.db.set_progress_handler(self._step, 1)
        sys.setprofile(self._call)
        return self

    def __exit__(self, *_why: object) -> None:
        sys.setprofile(None)
        self._file.db.set_progress_handler(None, 1)

    def _step(self) -> int:
        self.steps += 1
        return 0

    def _call(self, _frame: object, event: str, _arg: object) -> None:
        self.calls += event in ("call", "c_call")


def long_order(folder: Path, count: int) -> EventFile:
    """A running order of so many items; every tenth has a fixed start."""
    file = create_event(folder / f"{count}.callboard")
    start = {n: AT.replace(hour=0) for n in range(0, count, 10)}
    items = [
        Item(f"i{n}", "main", n, f"Item {n}", start=start.get(n), length=60,
             start_rule="fixed" if n in start else "follows")
        for n in range(count)
    ]  # fmt: skip
    with file.transaction() as tx:
        tx.append([Draft("stage/main", ItemPlanned(item)) for item in items], at=AT, operator="setup")
    return file


EDITS: dict[str, Edit] = {
    "a title": Change("i15", {"title": "Another"}),
    "a length": Change("i15", {"length": "+5"}),
    "a start": Change("i15", {"start": "10:20"}),
    "a new one": Add(Place(after="i15"), {"title": "New"}),
    "a copy": Copy("i15"),
    "one less": Remove("i16", sure=True),
}


@pytest.mark.parametrize("what", EDITS)
def test_an_edit_costs_the_same_in_a_long_order(what: str, tmp_path: Path) -> None:
    """As many rows are read and as much is worked out among 2,000 items as among 20, after an edit as at first."""
    costs = []
    for count in (20, 2000):
        with closing(long_order(tmp_path, count)) as file:
            done = stage.edit(file, "main", Change("i12", {"title": "First"}), now=AT, operator="Kit")
            assert done.refused is None, done.message
            with Work(file) as work:
                answer = stage.edit(file, "main", EDITS[what], now=AT, operator="Kit")
            assert answer.refused is None, answer.message
            costs.append((work.steps, work.calls))
    (few_steps, few_calls), (many_steps, many_calls) = costs
    assert many_steps <= few_steps * 1.1
    assert many_calls <= few_calls * 1.2
