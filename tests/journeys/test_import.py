"""`import` on the command line: what it says, what it refuses, and how it is stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from data import tables
from data.files import open_event

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "tests" / "data" / "samples"


@pytest.fixture
def empty(ask: Any, tmp_path: Path) -> Path:
    file = tmp_path / "day.callboard"
    assert ask("new", file, "--name", "Day", "--zone", "Europe/London", "--date", "2026-10-25").status == 0
    return file


def test_an_export_is_recognised_and_says_what_it_does(ask: Any, empty: Path) -> None:
    said = ask("import", empty, SAMPLES / "luma.csv", "--dry-run")
    assert said.status == 0
    assert "luma.csv: recognised as Luma; CSV with commas, UTF-8" in said.out
    assert "approval_status = status" in said.out
    assert "kept as they are: created_at" in said.out
    assert "1 guest was checked in elsewhere" in said.out
    assert "new: 5\n  Ann Lee (gst-AAA)  Camden Reels, VIP\n" in said.out
    assert "A dry run: nothing was written." in said.out
    assert ask("import", empty, SAMPLES / "luma.csv", "--json").json["new"] == 5


def test_the_same_people_from_two_systems_are_shown_as_perhaps_twice(ask: Any, empty: Path) -> None:
    assert ask("import", empty, SAMPLES / "luma.csv").status == 0
    said = ask("import", empty, SAMPLES / "eventbrite.csv")
    assert "  Ann Lee (18441583423) - Ann Lee (gst-AAA): the same e-mail\n" in said.out
    pairs = ask("import", empty, SAMPLES / "eventbrite.csv", "--json").json["guests"]["near"]
    assert pairs == {"pairs": [], "more": 0}  # they are on the list now, and nobody is new


def test_what_changed_is_named_field_by_field(ask: Any, empty: Path, tmp_path: Path) -> None:
    path = tmp_path / "guests.csv"
    path.write_text("id,name,seat,email\ng1,Ann,A1,a@x.example\n", encoding="utf-8")
    ask("import", empty, path)
    ask("guest", empty, "g1", "--set", "seat=Z9")
    path.write_text("id,name,seat,email\ng1,Ann,B1,b@x.example\n", encoding="utf-8")
    said = ask("import", empty, path)
    assert "Ann (g1)  email: a@x.example → b@x.example; seat: A1 → B1 (the desk's Z9 stands)\n" in said.out
    found = ask("import", empty, path, "--json").json["tables"]
    assert found == [{"table": "guests", "new": 0, "changed": 0, "same": 1, "gone": [], "odd": []}]


def test_our_own_export_brought_back_changes_nothing(ask: Any, empty: Path, tmp_path: Path) -> None:
    for name in ("luma.csv", "office_gb18030.csv"):
        assert ask("import", empty, SAMPLES / name, "--as", "guests").status == 0
    assert ask("admit", empty, "--guest", "001", "--at", "10:00").status == 0
    assert ask("export", empty, "guests", "-o", tmp_path / "out.csv").status == 0
    back = ask("import", empty, tmp_path / "out.csv", "--json").json
    assert (back["recognised"][0]["dialect"], back["same"], back["changed"], back["gone"], back["odd"]) == (
        "Callboard", 9, 0, 0, 0,
    )  # fmt: skip


def test_odd_rows_stop_a_list_unless_they_are_left_out(ask: Any, empty: Path, tmp_path: Path) -> None:
    path = tmp_path / "guests.csv"
    path.write_text("id,name,status\ng1,Ann,maybe so\ng2,Bob,\n", encoding="utf-8")
    said = ask("import", empty, path)
    assert (said.status, said.out) == (4, "")
    assert said.err.startswith("callboard: guests.csv row 2, column status: 'maybe so' is not one of expected")
    said = ask("import", empty, path, "--leave-odd")
    assert said.status == 0
    assert "1 odd, left out:\n  guests.csv row 2, column status: 'maybe so'" in said.out
    assert "new: 1\n  Bob (g2)\n" in said.out


@pytest.mark.parametrize("data", [b"\x89PNG\r\n", b"", b"PK\x03\x04zip", b"id,name\n1,B\x00b\n", b"a,b\n1,2\n"])
def test_a_wrong_file_is_one_line_and_status_4(ask: Any, empty: Path, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "guests.csv"
    path.write_bytes(data)
    said = ask("import", empty, path)
    assert (said.status, said.out, said.err.count("\n")) == (4, "", 1)
    assert said.err.startswith("callboard: guests.csv")
    assert ask("import", empty, path, "--json").json["error"]["code"] == "bad_input"


def test_ctrl_c_stops_between_batches_and_loses_nothing(quick: Path, ask: Any) -> None:
    file, path = quick / "day.callboard", quick / "guests.csv"
    assert ask("new", file, "--name", "Day", "--zone", "UTC", "--date", "2026-10-25").status == 0
    path.write_text("id,name\n" + "".join(f"n{n},Guest {n}\n" for n in range(20_000)), encoding="utf-8")
    words = [sys.executable, str(ROOT / "main.py"), "import", str(file), str(path)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ}) as running:
        until = time.monotonic() + 60
        watching = open_event(file)
        while not any(True for _state in tables.guests(watching.db)) and time.monotonic() < until:
            time.sleep(0.02)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
    written = sum(1 for _state in tables.guests(watching.db))
    assert (running.returncode, err) == (130, b"")
    assert 0 < written < 20_000
    assert f"Stopped: {written} of 20000 are written and stay" in out.decode()
    assert tables.event(watching.db).importing == ()
    watching.close()
