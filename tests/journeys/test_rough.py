"""Rough use: foreign files, closed pipes, full disks, killed programs, and lists that are not what they say."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

MAIN = Path(__file__).parents[2] / "main.py"


def altered(day: Path, name: str, sql: str) -> Path:
    copy = day.with_name(name)
    copy.write_bytes(day.read_bytes())
    with closing(sqlite3.connect(copy, isolation_level=None)) as db:
        db.execute(sql)
    return copy


def test_a_pipe_is_no_event_file_and_is_not_waited_for(program: Any, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert program("timeline", tmp_path / "pipe", timeout=20).status == 5


@pytest.mark.parametrize("sql", ["DROP TABLE facts", "DROP TABLE meta", "PRAGMA user_version = 99"])
@pytest.mark.parametrize("words", [("timeline", "IT"), ("absorb", "DAY", "IT"), ("restore", "IT", "NEW")])
def test_a_file_without_its_tables_or_of_a_newer_program_is_told(
    ask: Any, day: Path, sql: str, words: tuple[str, ...]
) -> None:
    places = {"IT": altered(day, "it.callboard", sql), "DAY": day, "NEW": day.with_name("new.callboard")}
    said = ask(*(places.get(word, word) for word in words))
    assert (said.status, said.out, said.err.count("\n")) == (5, "", 1)
    assert not places["NEW"].exists()


def test_a_file_that_does_not_say_how_it_was_folded_is_folded_again(ask: Any, day: Path) -> None:
    assert ask("verify", altered(day, "it.callboard", "DELETE FROM meta"), "--json").json["ok"]


def test_a_killed_new_leaves_nothing_at_the_name_and_the_next_one_sweeps_up(
    program: Any, folder: Path, tmp_path: Path
) -> None:
    rows = "".join(f"b{n},Guest {n}\n" for n in range(30_000))
    (folder / "speakers.csv").unlink()
    (folder / "guests.csv").write_text("id,name\n" + rows, encoding="utf-8")
    path = tmp_path / "big.callboard"
    made = subprocess.Popen([sys.executable, str(MAIN), "new", str(path), str(folder)], stdout=subprocess.DEVNULL)
    while not list(tmp_path.glob("big.callboard.*.part")):
        assert made.poll() is None
        time.sleep(0.01)
    made.send_signal(signal.SIGKILL)
    made.wait()
    assert not path.exists()
    (folder / "guests.csv").write_text("id,name\ng1,Ann\n", encoding="utf-8")
    assert program("new", path, folder).status == 0
    assert [left.name for left in tmp_path.glob("big.callboard*")] == ["big.callboard"]


def test_four_at_once_make_one_file(folder: Path, tmp_path: Path, ask: Any) -> None:
    path = tmp_path / "one.callboard"
    words = [sys.executable, str(MAIN), "new", str(path), str(folder)]
    quiet = subprocess.DEVNULL
    ends = [each.wait() for each in [subprocess.Popen(words, stdout=quiet, stderr=quiet) for _ in range(4)]]
    assert sorted(ends) == [0, 5, 5, 5]
    assert ask("verify", path).status == 0
    assert [left.name for left in tmp_path.glob("one*")] == ["one.callboard"]


def test_a_demo_where_something_is_already_leaves_it_and_says_what(ask: Any, day: Path) -> None:
    before = ask("log", day).out
    said = ask("demo", "--file", day, "--no-open")
    assert said.status == 0
    assert "Trial Day" in said.out
    assert ask("log", day).out == before
    newer = altered(day, "newer.callboard", "PRAGMA user_version = 99")
    assert ask("demo", "--file", newer, "--no-open").status == 5


@pytest.mark.parametrize(
    ("shell", "status"),
    [("verify FILE >&-", 0), ("verify FILE --json | true; exit ${PIPESTATUS[0]}", 0), ("verify FILE >/dev/full", 1),
     ("verify gone 2>&-", 5), ("verify gone 2>&1 | true; exit ${PIPESTATUS[0]}", None)],
)  # fmt: skip
def test_streams_that_are_closed_or_full_are_no_fault_of_ours(day: Path, shell: str, status: int | None) -> None:
    line = f"'{sys.executable}' '{MAIN}' " + shell.replace("FILE", f"'{day}'")
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, timeout=60)
    assert status is None or done.returncode == status
    assert "fault" not in done.stderr
    assert "Traceback" not in done.stderr


def test_following_ends_quietly_when_its_reader_goes(day: Path, ask: Any) -> None:
    words = [sys.executable, str(MAIN), "log", str(day), "--follow"]
    followed = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert followed.stdout is not None
    assert followed.stderr is not None
    followed.stdout.readline()
    followed.stdout.close()
    ask("note", day, "somebody must write for it to notice")
    assert followed.wait(timeout=20) == 0
    with followed.stderr as told:
        assert told.read() == b""


def test_names_that_are_no_text_are_kept_as_what_is_text_in_them(program: Any, day: Path) -> None:
    assert program("note", day, "x", "--operator", "K\udcff").status == 0
    assert program("admit", day, "--guest", "g1", "--nonce", "\udcff").status == 2
    assert program("admit", day, "--guest", "g1", "--nonce", "").status == 2


@pytest.mark.parametrize(
    "words",
    [("new", "NEW", "--name", " "), ("new", "NEW", "--name", "x", "--date", "0001-01-01"),
     ("note", "DAY", "x", "--at", "9999-12-31T23:59:59-14:00"), ("stage", "DAY", "main", "add", "99999999:00"),
     ("guest", "DAY", "g1", "--set", f"name={'x' * 301}")],
    ids=lambda words: " ".join(words)[:40],
)  # fmt: skip
def test_what_no_day_can_hold_is_wrong_use(ask: Any, day: Path, words: tuple[str, ...]) -> None:
    new = day.with_name("new.callboard")
    assert ask(*({"DAY": day, "NEW": new}.get(word, word) for word in words)).status == 2
    assert not new.exists()
