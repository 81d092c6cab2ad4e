"""Processes at the same guests at once, and one killed in the middle of a delegation: the file tells one story."""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from console import desk
from console.desk import counting
from console.desk.answers import UndoAnswer
from console.desk.parties import PartyAnswer
from console.summary import summary
from data import reading, tables
from data.files import open_event
from data.journal import EventFile
from data.verify import verify

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
GUESTS = 300
BUSY = """
import random, sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from console import desk
from data.files import open_event
file, name = open_event(Path(sys.argv[1])), sys.argv[2]
dice = random.Random(name)
print("ready", flush=True)
sys.stdin.readline()
for n in range(60):
    now = datetime(2026, 3, 10, 9, 0, tzinfo=UTC) + timedelta(seconds=dice.randrange(600))
    who, other = (f"g{dice.randrange(6)}" for _n in range(2))
    match dice.randrange(6):
        case 0:
            desk.merge(file, who, other, now=now, operator=name)
        case 1:
            desk.undo(file, now=now, operator=name)
        case 2:
            acts = [row[0] for row in file.db.execute("SELECT DISTINCT act FROM facts ORDER BY n DESC LIMIT 6")]
            desk.undo(file, act=dice.choice(acts), now=now, operator=name)
        case 3:
            desk.give(file, who, "headset", str(dice.randrange(3)), now=now, operator=name)
        case _:
            way = dice.choice(["in", "in", "out"])
            desk.admit(file, guest=who, door="main", way=way, now=now, operator=name)
file.close()
"""
PARTY = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from console import desk
from data.files import open_event
file = open_event(Path(sys.argv[1]))
print("ready", flush=True)
desk.admit_party(file, "bund pictures", door="main", now=datetime(2026, 3, 10, 9, 0, tzinfo=UTC), operator="Mei")
"""


@pytest.fixture
def crowded(quick: Path, ask: Any) -> Path:
    """An event with one delegation of many, written in two letter cases."""
    event, path = quick / "event", quick / "day.callboard"
    event.mkdir()
    (event / "event.toml").write_text(
        '[event]\nname = "Case"\ndate = 2026-03-10\nzone = "Europe/London"\n[door.main]\n', encoding="utf-8"
    )
    rows = "\n".join(f"g{n},Guest {n},{'Bund Pictures' if n % 2 else 'BUND  Pictures'}" for n in range(GUESTS))
    (event / "guests.csv").write_text(f"id,name,delegation\n{rows}\n", encoding="utf-8")
    assert ask("new", path, event).status == 0
    return path


def started(code: str, *words: str) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", code, *words],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def holds(file: EventFile) -> None:
    report = verify(file)
    assert report.ok, report
    figures = summary(file, NOW)
    assert all(check.holds for check in figures.checks)
    counters = counting.counters(file)
    assert (counters.came, counters.arrived, counters.expected) == (
        figures.guests.came, figures.guests.arrived, figures.guests.expected,
    )  # fmt: skip


def test_three_desks_merge_undo_lend_and_admit_the_same_six(crowded: Path) -> None:
    desks = [started(BUSY, str(crowded), name) for name in ("Mei", "Tom", "Zoe")]
    for each in desks:
        assert each.stdin is not None
        each.stdin.write("\n")
        each.stdin.flush()
    for each in desks:
        _out, err = each.communicate(timeout=60)
        assert (each.returncode, err) == (0, "")
    with closing(open_event(crowded)) as file:
        holds(file)
        for thing in {(out.item, out.number) for out in desk.out(file)}:
            holders = [out.guest for out in desk.out(file) if (out.item, out.number) == thing]
            # A return that is taken back may find the thing given on: then both are shown to have it.
            assert len(holders) == len(set(holders))


def test_a_delegation_cut_off_by_a_kill_is_half_in_and_one_undo_away(crowded: Path) -> None:
    with closing(open_event(crowded)) as file:
        before = reading.latest(file.db)
    process = started(PARTY, str(crowded))
    with closing(open_event(crowded)) as file:
        until = time.monotonic() + 30
        while reading.latest(file.db) < before + GUESTS // 6 and time.monotonic() < until:
            time.sleep(0.002)
        process.kill()
        process.communicate()
        entered = tables.party(file.db, "Bund Pictures")[0]
        assert 0 < entered < GUESTS, "it was killed in the middle"
        holds(file)
        act = next(row.fact.act for row in reading.facts(file.db, after=before))
        rest = desk.admit_party(file, "Bund Pictures", door="main", now=NOW, operator="Mei")
        assert isinstance(rest, PartyAnswer)
        assert (len(rest.admitted), rest.refused) == (GUESTS - entered, ())
        for name, left in ((act, GUESTS - entered), (rest.fact, 0)):
            assert isinstance(desk.undo(file, act=name, now=NOW, operator="Tom"), UndoAnswer)
            assert tables.party(file.db, "Bund Pictures") == (left, GUESTS)
        holds(file)
