"""`callboard listen` as a process of its own: run by oscsend and over HTTP, ended, killed, and its port taken."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from data import reading, tables
from data.files import open_event
from data.verify import verify

ROOT = Path(__file__).parents[2]
EVENT = """
[event]
name = "Trial"
date = 2026-03-10
zone = "Europe/London"
guard = {guard}
[stage.main]
[output.lights]
type = "osc"
url = "udp://127.0.0.1:{lights}"
[output.qlab]
type = "osc"
url = "udp://127.0.0.1:{lights}"
[[trigger]]
template = "qlab"
"""
PROGRAMME = "id,stage,start,length,title\n01,main,09:30,10,Opening\n02,main,,10,Keynote\n"
CUES = '[[cue]]\nnumber = "1"\nitem = "01"\nat = "start"\ngo = ["lights: /eos/cue/1/4/fire"]\n'


@pytest.fixture
def lights() -> Iterator[socket.socket]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.bind(("127.0.0.1", 0))
        line.settimeout(10)
        yield line


@pytest.fixture
def guard() -> float:
    """Longer than any of these tests, however busy the machine."""
    return 60


@pytest.fixture
def show(quick: Path, ask: Any, lights: socket.socket, guard: float) -> Path:
    folder, path = quick / "event", quick / "day.callboard"
    folder.mkdir()
    text = EVENT.replace("{lights}", str(lights.getsockname()[1])).replace("{guard}", str(guard))
    (folder / "event.toml").write_text(text, encoding="utf-8")
    (folder / "programme.csv").write_text(PROGRAMME, encoding="utf-8")
    (folder / "cues.toml").write_text(CUES, encoding="utf-8")
    assert ask("new", path, folder).status == 0
    assert ask("mode", path, "rehearse").status == 0
    return path


@contextmanager
def listening(path: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], dict[str, Any]]]:
    """The process, and what it says that it listens on."""
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "main.py"), "listen", str(path), "--json", "--operator", "Kit", *words],
        env=dict(os.environ), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        import json

        first = process.stdout.readline()
        yield process, json.loads(first) if first else {}
    finally:
        process.kill()
        process.communicate(timeout=20)


def until(path: Path, holds: Callable[[Any], object]) -> None:
    end = time.monotonic() + 15
    with closing(open_event(path)) as file:
        while not holds(file):
            assert time.monotonic() < end
            time.sleep(0.02)


def runs(file: Any) -> list[str]:
    return [run.item for run in tables.stage(file.db, "main").runs]


def test_it_runs_the_show_and_ends_when_it_is_told(
    show: Path, lights: socket.socket, ask: Any, tool: Callable[[str, str], str]
) -> None:
    oscsend = tool("oscsend", "liblo-tools")
    token = ask("remote", show, "token", "deck", "--json").json["token"]
    with listening(show, "--osc", "0", "--http", "0") as (process, ports):
        subprocess.run([oscsend, "127.0.0.1", str(ports["osc"]), "/callboard/go"], check=True, timeout=10)
        sent = {lights.recv(200).split(b"\0")[0] for _ in range(2)}
        assert sent == {b"/eos/cue/1/4/fire", b"/cue/01/start"}, "its cue, and its trigger"
        url = f"http://127.0.0.1:{ports['http']}/callboard/hold"
        said = httpx.post(url, headers={"Authorization": f"Bearer {token}"}, json={"reason": "mic"}, trust_env=False)
        assert (said.status_code, said.json()["did"]) == (200, "hold")
        until(show, lambda file: len(list(reading.facts(file.db, kinds=["trigger_answered"]))) == 1)
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=20)
        assert process.returncode == 0 and out == ""
        assert "Traceback" not in err and token not in err
    log = ask("log", show).out
    assert "GO 01 Opening (osc 127.0.0.1)" in log and "HOLD: mic (http deck)" in log and token not in log
    with closing(open_event(show)) as file:
        assert verify(file).ok


@pytest.mark.parametrize("guard", [0.1])
def test_killed_in_the_middle_it_loses_nothing_and_the_next_one_takes_its_place(
    show: Path, lights: socket.socket
) -> None:
    with listening(show, "--osc", "0") as (process, ports):
        target = ("127.0.0.1", ports["osc"])
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
            line.sendto(b"/callboard/go\0\0\0,\0\0\0", target)
            lights.recv(200)
            for _ in range(50):
                line.sendto(b"/callboard/add\0\0,i\0\0\0\0\0\1", target)
            process.send_signal(signal.SIGKILL)
        process.wait(timeout=20)
        with closing(open_event(show)) as file:
            assert verify(file).ok and runs(file) == ["01"]
        with (
            listening(show, "--osc", str(ports["osc"])) as (_second, again),
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line,
        ):
            assert again["osc"] == ports["osc"]
            time.sleep(0.15)  # the guard of the first GO, on the clock of two real processes
            line.sendto(b"/callboard/go\0\0\0,\0\0\0", target)
            until(show, lambda file: runs(file) == ["01", "02"])


def test_two_processes_at_once_are_one_go(show: Path, lights: socket.socket, program: Any) -> None:
    with listening(show, "--osc", "0") as (_one, first), listening(show, "--osc", "0") as (_two, second):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
            for ports in (first, second, first, second):
                line.sendto(b"/callboard/go\0\0\0,\0\0\0", ("127.0.0.1", ports["osc"]))
        until(show, lambda file: len(list(reading.facts(file.db, kinds=["went", "stage_refused"]))) == 4)
        with closing(open_event(show)) as file:
            assert runs(file) == ["01"]


def test_what_keeps_it_from_listening_is_one_line(show: Path, program: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = program("listen", show, "--osc", port)
    assert (said.status, said.out) == (2, "") and str(port) in said.err and said.err.count("\n") == 1
    for words, word in (
        (("--http", "0"), "callboard remote FILE token NAME"),
        ((), "--osc PORT"),
        (("--osc", "0", "--bind", "0.0.0.0"), "--allow"),
        (("--osc", "70000"), "70000"),
    ):
        said = program("listen", show, *words)
        assert said.status == 2 and word in said.err and said.err.count("\n") == 1, said


def test_tokens_on_the_command_line(show: Path, ask: Any) -> None:
    made = ask("remote", show, "token", "companion", "--json").json
    assert made["name"] == "companion" and len(made["token"]) >= 32
    assert ask("remote", show, "--json").json == {"tokens": ["companion"]}
    assert made["token"] not in ask("remote", show).out
    assert ask("remote", show, "token", "../x").status == 2
    assert ask("remote", show, "forget", "companion").status == 0
    assert ask("remote", show, "forget", "companion").status == 2
    assert ask("remote", show, "--json").json == {"tokens": []}
