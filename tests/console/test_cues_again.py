"""A list of cues that comes again after the order was edited by hand: a cue stays with the item it was given to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from console import desk, setup, stage
from console.importing import imports
from console.importing.imports import Imported
from console.rules.editing.edits import Edit, Merge, Remove, Split
from console.rules.refusals import Refusal
from data import reading, tables
from data.files import open_event
from data.journal import EventFile
from data.verify import verify

NOW = datetime(2026, 10, 25, 9, 0, tzinfo=UTC)
PROGRAMME = """id,stage,start,length,title
05,main,13:00,10,Keynote
06,main,,10,Address
07,main,,10,Coffee
"""
CUES = """
[[cue]]
number = "6.1"
item = "06"
name = "{name}"
at = "start"
[[cue]]
number = "7.1"
item = "07"
name = "House up"
"""


@pytest.fixture
def day(tmp_path: Path) -> Iterator[EventFile]:
    path = tmp_path / "day.callboard"
    setup.new_empty(path, name="Day", zone="Europe/London", day=date(2026, 10, 25), now=NOW, operator="Kit")
    made = open_event(path)
    (tmp_path / "programme.csv").write_text(PROGRAMME, encoding="utf-8")
    bring(made, tmp_path / "programme.csv")
    cues(made)
    yield made
    assert verify(made).ok
    made.close()


def bring(day: EventFile, source: Path) -> Imported:
    found = imports.import_source(day, source, now=NOW, operator="Kit")
    assert isinstance(found, Imported)
    return found


def cues(day: EventFile, name: str = "House to half") -> Imported:
    source = day.path.parent / "cues.toml"
    source.write_text(CUES.format(name=name), encoding="utf-8")
    return bring(day, source)


def edit(day: EventFile, what: Edit) -> None:
    answer = stage.edit(day, "main", what, now=NOW, operator="Kit")
    assert answer.refused is None, answer.message


def stands(day: EventFile) -> dict[str, tuple[str, str, str]]:
    return {each.cue.number: (each.cue.item, each.cue.at, each.cue.name) for each in tables.cues(day.db, "main")}


def test_a_cue_stays_with_the_item_that_took_its_own_in(day: EventFile) -> None:
    edit(day, Merge("05"))
    assert stands(day)["6.1"] == ("05", "go", "House to half")
    before = planned(day)
    cues(day)
    assert planned(day) == before, "the list is the same"
    cues(day, "House to black")
    assert stands(day)["6.1"] == ("05", "go", "House to black"), "what the list changed, and what the hand did"
    assert not isinstance(desk.undo(day, act=merge_of(day), now=NOW, operator="Kit"), Refusal)
    assert stands(day)["6.1"] == ("06", "start", "House to black"), "with the merge taken back, as the list has it"


def planned(day: EventFile) -> int:
    return sum(1 for _row in reading.facts(day.db, kinds=["cue_planned"]))


def merge_of(day: EventFile) -> str:
    return next(row.fact.act for row in reading.facts(day.db, kinds=["item_removed"]))


def test_a_cue_stays_with_the_second_part_of_its_item(day: EventFile) -> None:
    edit(day, Split("07", "4", cue="7.1"))
    [second] = {item for item, _at, name in stands(day).values() if name == "House up"} - {"07"}
    cues(day, "House to black")
    assert stands(day)["7.1"][0] == second


def test_a_cue_that_went_with_its_item_does_not_come_back(day: EventFile) -> None:
    edit(day, Remove("07", sure=True))
    cues(day, "House to black")
    assert set(stands(day)) == {"6.1"}
