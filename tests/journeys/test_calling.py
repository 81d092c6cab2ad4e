"""Calling by the command line, and items that go on by themselves in front of two processes at once."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from data import reading, tables
from data.files import open_event
from data.verify import verify

ROOT = Path(__file__).parents[2]
ITEMS = 9
LENGTH = 0.25
CONSOLE = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from console import stage
from data import tables
from data.files import open_event
file = open_event(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
until = time.monotonic() + 30
while time.monotonic() < until and tables.stage(file.db, "main").runs[-1].item != sys.argv[3]:
    answer = stage.auto_go(file, "main", now=datetime.now(UTC), operator=sys.argv[2])
    if answer is not None:
        print(answer.item, answer.refused, len(answer.to_fire))
    time.sleep(0.002)
file.close()
"""


def test_two_consoles_at_once_give_each_go_once(quick: Path, ask: Any) -> None:
    event, path = quick / "event", quick / "day.callboard"
    event.mkdir()
    (event / "event.toml").write_text(
        '[event]\nname = "Case"\ndate = "today"\nzone = "UTC"\nguard = 0.1\n[stage.main]\n[output.booth]\n'
        'type = "manual"\n', encoding="utf-8",
    )  # fmt: skip
    rows = "\n".join(f"i{n},{'00:00' if n == 0 else ''},0:00:{LENGTH:05.2f},Item {n},yes" for n in range(ITEMS))
    (event / "programme.csv").write_text(f"id,start,length,title,auto\n{rows}\n", encoding="utf-8")
    cues = [
        f'[[cue]]\nnumber = "{n}.1"\nitem = "i{n}"\nat = "start"\ngo = ["booth: house {n}"]\n' for n in range(ITEMS)
    ]
    (event / "cues.toml").write_text("".join(cues), encoding="utf-8")
    assert ask("new", path, event).status == 0
    assert ask("stage", path, "main", "go").status == 0
    consoles = [
        subprocess.Popen(
            [sys.executable, "-c", CONSOLE, str(path), name, f"i{ITEMS - 1}"],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for name in ("Kit", "Ann")
    ]  # fmt: skip
    for console in consoles:
        assert console.stdout is not None
        assert console.stdout.readline() == "ready\n"
    # The first item was due while these started: it goes on at once, or has lapsed; a hand sets the day going.
    ask("stage", path, "main", "standby", "i1")
    ask("stage", path, "main", "go")
    for console in consoles:
        assert console.stdin is not None
        console.stdin.write("go\n")
        console.stdin.flush()
    said = [console.communicate(timeout=60) for console in consoles]
    assert [err for _out, err in said] == ["", ""]
    took = [line.split() for out, _err in said for line in out.splitlines()]
    assert sorted(item for item, _refused, _fired in took) == [f"i{n}" for n in range(2, ITEMS)]
    assert {fired for _item, _refused, fired in took} == {"1"}, "the cue of an item is fired by who took its GO"
    with closing(open_event(path)) as file:
        runs = tables.stage(file.db, "main").runs
        assert [run.item for run in runs] == [f"i{n}" for n in range(ITEMS)]
        assert sum(1 for _row in reading.facts(file.db, kinds=["cue_fired"])) == ITEMS
        assert verify(file).ok


def test_calls_on_the_command_line(day: Path, ask: Any) -> None:
    ask("stage", day, "main", "go", "--at", "09:30")
    seen = ask("calls", day, "main", "--at", "09:56", "--json").json
    first = next(each for each in seen["calls"] if each["item"] == "02" and each["before"] == 300)
    assert (first["status"], first["edge"], first["due"]) == ("due", "start", "2026-03-10T09:55:00+00:00")
    done = ask("stage", day, "main", "call", "--at", "09:56", "--json", "--operator", "Kit").json
    assert (done["did"], done["item"], done["message"]) == ("call", "02", "Keynote is called: in 4:00.")
    assert "given" in ask("calls", day, "--at", "09:56:30").out
    again = ask("stage", day, "main", "call", "--at", "09:57", "--json")
    assert again.status == 3 and again.json["refused"] == "nothing_due"
    assert ask("stage", day, "main", "call", "03", "--at", "09:57").status == 0
    assert "CALL 5:00 before 02 Keynote" in ask("log", day).out


def test_auto_on_the_command_line(day: Path, ask: Any) -> None:
    ask("stage", day, "main", "go", "--at", "09:30")
    assert ask("stage", day, "main", "auto", "on", "--at", "09:31").status == 0
    found = ask("calls", day, "--at", "09:59", "--json").json["auto"]
    assert (found["item"], found["left"], found["status"]) == ("02", 60, "counting")
    assert ask("stage", day, "main", "auto", "off", "--at", "09:32").status == 0
    assert ask("calls", day, "--at", "09:59", "--json").json["auto"] is None
    assert ask("stage", day, "main", "auto", "perhaps").status == 2


def test_timers_on_the_command_line(day: Path, ask: Any) -> None:
    assert ask("timer", day, "run", "bus", "15:00", "--at", "10:00").status == 0
    assert ask("timer", day, "add", "tea", "--at", "10:00").status == 0
    found = ask("timer", day, "list", "--at", "10:16", "--json").json["timers"]
    assert [(each["name"], each["figure"], each["running"]) for each in found] == [
        ("bus", -60, True),
        ("tea", 0, False),
    ]
    assert "bus  -1:00  over" in ask("timer", day, "--at", "10:16").out
    assert ask("timer", day, "stop", "bus", "--at", "10:16").status == 0
    shown = json.loads(ask("timer", day, "show", "bus", "--json").out)
    assert shown["timers"][0]["shown_on"] == ["main"]
    assert ask("timer", day, "start", "train").status == 3
    assert ask("timer", day, "start").status == 2
    assert ask("timer", day, "add", "x", "soon").status == 2
    assert ask("timer", day, "stop", "bus", "10:00").status == 2
