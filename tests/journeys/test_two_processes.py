"""Two desks, two processes, one file, the same 500 tickets: each guest is let in exactly once."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

from console.desk.guests import code_of
from data import tables
from data.files import open_event
from data.reading import latest
from data.verify import verify

ROOT = Path(__file__).parents[2]
TICKETS = 500
DESK = """
import random
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from console.desk import admit
from data.files import open_event
file = open_event(Path(sys.argv[1]))
codes = Path(sys.argv[2]).read_text().split()
random.Random(sys.argv[3]).shuffle(codes)
print("ready", flush=True)
sys.stdin.readline()
for code in codes:
    answer = admit(file, code=code, door="main", now=datetime(2026, 3, 10, 9, 0, tzinfo=UTC), operator=sys.argv[3])
    print(code, answer.verdict, answer.reason, answer.fact)
    time.sleep(0.001)  # as a desk looks up between two scans, so that the other gets its turn
file.close()
"""


def test_each_ticket_is_admitted_exactly_once(quick: Path, ask: Any) -> None:
    event, path = quick / "event", quick / "day.callboard"
    event.mkdir()
    (event / "event.toml").write_text(
        '[event]\nname = "Case"\ndate = 2026-03-10\nzone = "Europe/London"\n[door.main]\n', encoding="utf-8"
    )
    rows = "\n".join(f"g{n},Guest {n}" for n in range(TICKETS))
    (event / "guests.csv").write_text(f"id,name\n{rows}\n", encoding="utf-8")
    assert ask("new", path, event).status == 0
    with closing(open_event(path)) as file:
        state = tables.event(file.db)
        codes = [code_of(state, guest) for guest in tables.guests(file.db)]
        before = latest(file.db)
    (quick / "codes").write_text("\n".join(codes), encoding="utf-8")

    desks = [
        subprocess.Popen(
            [sys.executable, "-c", DESK, str(path), str(quick / "codes"), name],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for name in ("Mei", "Tom")
    ]  # fmt: skip
    for desk in desks:
        assert desk.stdout is not None
        assert desk.stdout.readline() == "ready\n"
    for desk in desks:
        assert desk.stdin is not None
        desk.stdin.write("go\n")
        desk.stdin.flush()
    said = [desk.communicate(timeout=120) for desk in desks]
    assert [desk.returncode for desk in desks] == [0, 0]
    assert [err for _out, err in said] == ["", ""]

    lines = [line.split() for out, _err in said for line in out.splitlines()]
    assert len(lines) == 2 * TICKETS
    admitted = Counter(code for code, verdict, _reason, _fact in lines if verdict == "admitted")
    assert admitted == Counter(codes)
    assert Counter(reason for _code, verdict, reason, _fact in lines if verdict == "refused") == {"already_in": TICKETS}
    assert min(out.count(" admitted ") for out, _err in said) > TICKETS / 20, "both desks worked at once"

    with closing(open_event(path)) as file:
        found = verify(file)
        assert found.ok
        assert latest(file.db) == before + 2 * TICKETS
        assert all(len(state.passages) == 1 for state in tables.guests(file.db))
        kept = {row[0] for row in file.db.execute("SELECT station || ':' || seq FROM facts")}
    assert {fact for _code, _verdict, _reason, fact in lines} <= kept
    figures = json.loads(ask("summary", path, "--json").out)
    assert figures["guests"]["arrived"] == TICKETS
    assert sum(reason["count"] for reason in figures["refusals"]) == TICKETS
