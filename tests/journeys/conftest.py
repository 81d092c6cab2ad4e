"""A small event folder as a user would write it, and the command line, asked in this process or as one of its own."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import pytest
from msgspec import Struct

from console.cli.opening import Opening
from console.cli.root import run

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0
PACE = 0.06
"""Seconds between two letters: slower than a scanner, faster than most people."""
STOOD = 0.35
"""Seconds after which a row or a question has stood long enough to be answered."""
EVENT = """
[event]
name = "Trial Day"
name_alt = "试演日"
date = 2026-03-10
zone = "Europe/London"
clocks = ["Asia/Shanghai"]
[stage.main]
title = "Main auditorium"
hard_out = "17:30"
[stage.side]
title = "Side room"
[door.main]
title = "Main entrance"
[door.lounge]
title = "VIP lounge"
admits = ["vip"]
[output.booth]
type = "manual"
"""
PROGRAMME = """id,stage,start,end,length,title,title_alt,kind
01,main,09:30,10:00,,Opening,开幕,
02,main,,,20,Keynote,主旨演讲,talk
03,main,,,30,Projects,,talk
s1,side,10:00,,15,Shorts,,screening
"""
SPEAKERS = """item,order,name,role,length,guest
02,1,李立言,counsellor,,g2
03,1,Ada Byron,chair,10,g1
03,2,Per Ødegård,producer,10,
"""
CUES = """
[[cue]]
number = "2"
item = "02"
name = "House to half"
at = "start"
go = ["booth: house to half"]
[[cue]]
number = "3.1"
item = "03"
name = "Trailer"
go = ["booth: run the trailer"]
manual = "call the booth"
[[cue]]
number = "3.2"
item = "03"
name = "Lights up"
"""
GUESTS = """id,name,name_alt,category,delegation,organisation,status,seat,attention
g1,Ada Byron,,delegate,Analysts,Engines,expected,A1,
g2,李立言,Li Liyan,vip,,Embassy,expected,A12,Tell the stage
g3,Tom Reed,,press,,,cancelled,,
g4,May Chan,,delegate,,,blocked,,
g5,Per Ødegård,,delegate,Analysts,,pending,,
g6,Wang Wei,,delegate,,Film A,expected,,
g7,Wang Wei,,delegate,,Film B,expected,,
"""


class Said(Struct):
    """What a command said: its exit status, its two streams, and the object if it was asked for one."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Ask = Callable[..., Said]


def no_screen(opening: Opening) -> int:
    raise AssertionError(f"no room was to be opened: {opening}")


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Ask:
    """One command line in this process."""

    def asked(*words: object) -> Said:
        capsys.readouterr()
        status = run([str(word) for word in words], no_screen)
        out, err = capsys.readouterr()
        return Said(status, out, err)

    return asked


@pytest.fixture
def program() -> Ask:
    """One command line as a process of its own."""

    def asked(*words: object, cwd: Path | None = None, timeout: float = 60, **env: str) -> Said:
        done = subprocess.run(
            [sys.executable, str(ROOT / "main.py"), *map(str, words)],
            cwd=cwd, env={**os.environ, **env}, stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout,
        )  # fmt: skip
        return Said(done.returncode, done.stdout.decode(), done.stderr.decode())

    return asked


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: these tests are about processes, not about the disk."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with TemporaryDirectory(prefix="callboard-test-", dir=memory) as made:
        yield Path(made)


@pytest.fixture
def demo(quick: Path, ask: Ask) -> Path:
    """The demo event."""
    path = quick / "demo.callboard"
    assert ask("demo", "--file", path, "--no-open").status == 0
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The event folder."""
    made = tmp_path / "event"
    made.mkdir()
    for name, text in (
        ("event.toml", EVENT),
        ("programme.csv", PROGRAMME),
        ("speakers.csv", SPEAKERS),
        ("cues.toml", CUES),
        ("guests.csv", GUESTS),
    ):
        (made / name).write_text(text.lstrip(), encoding="utf-8")
    return made


@pytest.fixture
def day(folder: Path, tmp_path: Path, ask: Ask) -> Path:
    """The event file made from it."""
    path = tmp_path / "day.callboard"
    assert ask("new", path, folder).status == 0
    return path


class Terminal:
    """A Python program in a tmux of its own."""

    def __init__(self, tmux: str, words: Sequence[str], width: int, height: int) -> None:
        self.tmux, self.name = tmux, f"callboard-{uuid4().hex[:8]}"
        size = ["-x", str(width), "-y", str(height)]
        self._ask("-f", "/dev/null", "new-session", "-d", *size, shlex.join([sys.executable, *words]))

    def _ask(self, *words: str) -> str:
        # readline puts COLUMNS and LINES into the environment, past Python, and they outdo the size asked for.
        env = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
        line = [self.tmux, "-L", self.name, *words]
        return subprocess.run(line, env=env, capture_output=True, text=True, check=True).stdout

    def press(self, *keys: str) -> None:
        for key in keys:
            self._ask("send-keys", key)
            # A terminal tells Esc from a key that begins with it by the time after it.
            time.sleep(STOOD if key == "Escape" else PACE)

    def type(self, words: str) -> None:
        for letter in words:
            self._ask("send-keys", "-l", letter)
            time.sleep(PACE)

    def answer(self, words: str = "") -> None:
        """At the question: clears what it proposes if something else is typed, and ends it."""
        if words:
            self.press("C-u")
            self.type(words)
        self.stand()
        self.press("Enter")

    def stand(self) -> None:
        """Until a row or a question may be answered."""
        time.sleep(STOOD)

    @property
    def screen(self) -> str:
        return self._ask("capture-pane", "-p")

    def until(self, *words: str) -> str:
        until = time.monotonic() + PATIENCE
        while True:
            screen = self.screen
            if all(word in screen for word in words):
                return screen
            if time.monotonic() > until:
                raise AssertionError(f"{words} never stood on\n{screen}")
            time.sleep(0.05)

    def find(self, words: str) -> None:
        self.type(words)
        self.until(f"> {words}", "=>")
        time.sleep(STOOD)

    def close(self) -> None:
        subprocess.run([self.tmux, "-L", self.name, "kill-server"], capture_output=True, check=False)


@pytest.fixture
def in_tmux(tool: Callable[[str, str], str]) -> Iterator[Callable[..., Terminal]]:
    """Starts Python programs, each in a tmux of its own; all are gone when the test is over."""
    begun: list[Terminal] = []

    def begin(*words: str, width: int = 80, height: int = 24) -> Terminal:
        begun.append(Terminal(tool("tmux", "tmux"), words, width, height))
        return begun[-1]

    yield begin
    for each in begun:
        each.close()
