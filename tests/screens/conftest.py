"""A real terminal around the real program: what is typed goes through a pty, what it draws is read from one."""

from __future__ import annotations

import asyncio
import os
import pty
import select
import struct
import sys
import termios
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from fcntl import ioctl
from pathlib import Path
from signal import SIGKILL
from threading import Event, Thread

import pytest
from textual._xterm_parser import XTermParser
from textual.pilot import Pilot
from textual.widgets import Input

from data import reading, tables
from data.facts import Draft, GuestListed
from data.journal import EventFile
from data.records import Guest
from data.states import StageState
from screens.app import CallboardApp
from screens.room import Room

HERE = Path(__file__).resolve().parents[2]
PATIENCE = 30.0


class Console:
    """`python main.py open FILE` in a pty of 80×24."""

    def __init__(self, file: Path, *options: str) -> None:
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(HERE)
            os.environ.update(TERM="xterm-256color", COLUMNS="80", LINES="24")
            os.execv(sys.executable, [sys.executable, "main.py", "open", str(file), *options])
        ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.drawn = bytearray()
        self._over = Event()
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        while not self._over.is_set():
            ready, _w, _x = select.select([self.fd], [], [], 0.1)
            if ready:
                try:
                    self.drawn += os.read(self.fd, 65536)
                except OSError:
                    return

    def write(self, data: bytes) -> None:
        """All of it as fast as the terminal takes it."""
        while data:
            data = data[os.write(self.fd, data) :]

    def until(self, words: str) -> None:
        """Waits until these words were drawn since the last `forget`."""
        wait(lambda: words.encode() in self.drawn, lambda: f"{words!r} was never drawn; {self.told()}")

    def told(self) -> str:
        """How the program is, for a failure."""
        drawn = bytes(self.drawn[-800:]).decode(errors="replace")
        return f"{'running' if self.alive() else 'ENDED'}, drew last {drawn!r}"

    def forget(self) -> None:
        self.drawn.clear()

    def alive(self) -> bool:
        return os.waitpid(self.pid, os.WNOHANG) == (0, 0)

    def close(self) -> None:
        self._over.set()
        with suppress(ProcessLookupError):
            os.kill(self.pid, SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self.pid, 0)
        self._reader.join()
        os.close(self.fd)


def wait(is_so: Callable[[], bool], otherwise: str | Callable[[], str]) -> None:
    """Looks again and again until it is so."""
    until = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > until:
            raise AssertionError(otherwise if isinstance(otherwise, str) else otherwise())
        select.select([], [], [], 0.02)


@pytest.fixture
def until() -> Callable[[Callable[[], bool], str | Callable[[], str]], None]:
    return wait


@pytest.fixture
def console() -> Iterator[Callable[..., Console]]:
    """Opens consoles; all are gone when the test is over."""
    opened: list[Console] = []

    def open_console(file: Path, *options: str) -> Console:
        opened.append(Console(file, *options))
        return opened[-1]

    yield open_console
    for each in opened:
        each.close()


# -- a room in this process --------------------------------------------------------------------------------------------
class Clock:
    """Stands still until it is moved."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def move(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


class Stagehand:
    """The console in a test: keys as a person presses them, the screen as text, the stage as the file has it."""

    def __init__(self, app: CallboardApp, pilot: Pilot[None], clock: Clock) -> None:
        self.app, self.pilot, self.clock = app, pilot, clock

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await asyncio.sleep(self.app.bursts.window + 0.02)  # by then a lone key is no scan's
        await self.pilot.pause()

    async def feed(self, data: str) -> None:
        """What a terminal sends in one go, through Textual's own parser."""
        for event in XTermParser().feed(data):
            self.app.post_message(event)
        await self.pilot.pause()
        await self.pilot.pause()

    async def type(self, words: str) -> None:
        """Keys at a person's pace, and long enough for the list to stand."""
        await self.press(*("space" if letter == " " else letter for letter in words))
        await asyncio.sleep(0.32)
        await self.pilot.pause()

    async def answer(self, words: str) -> None:
        """Types into the prompt, slower than a scanner, and past the time in which Enter is no answer."""
        self.app.screen.query_one("Prompt Input", Input).value = words
        await asyncio.sleep(0.32)
        await self.press("enter")

    async def second(self, seconds: float = 1) -> None:
        self.clock.move(seconds)
        room = self.app.screen
        assert isinstance(room, Room)
        room.second(self.clock.at)
        await self.pilot.pause()

    @property
    def rows(self) -> list[str]:
        return [strip.text.rstrip() for strip in self.app.screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        return "\n".join(self.rows)

    @property
    def state(self) -> StageState:
        return tables.stage(self.app.file.db, "main")

    def facts(self, kind: str) -> int:
        return sum(1 for _row in reading.facts(self.app.file.db, kinds=[kind]))


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 3, 10, 9, 30, tzinfo=UTC))


@pytest.fixture
def opened(file: EventFile, clock: Clock) -> Callable[..., AbstractAsyncContextManager[Stagehand]]:
    """Opens a room of the event file at 80×24."""

    @asynccontextmanager
    async def open_room(
        room: str = "stage", size: tuple[int, int] = (80, 24), operator: str = "Kit"
    ) -> AsyncIterator[Stagehand]:
        app = CallboardApp(file.path, room=room, operator=operator, ascii=True, now=clock)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield Stagehand(app, pilot, clock)

    return open_room


@pytest.fixture
def embassy(file: EventFile, noon: datetime) -> EventFile:
    """Four of an embassy, one of them not confirmed; a film company's head; somebody blocked; a photographer's no."""
    guests = [
        Guest("li", "JI Anguo", "纪安国", category="vip", delegation="Embassy", organisation="Embassy in London",
              title="Counsellor", seat="A12", host="Zhao Min", say="jee AHN-gwo", give="headset 041"),
        Guest("chen", "CHEN Ruolin", "陈若琳", category="vip", delegation="Embassy", organisation="Embassy in London"),
        Guest("he", "HE Bing", "何冰", category="vip", delegation="Embassy"),
        Guest("xie", "XIE Yun", "解云", category="vip", delegation="Embassy", status="pending"),
        Guest("shan", "SHAN Liren", "单立人", category="vip", organisation="Bund Pictures", seat="A03"),
        Guest("chan", "May Chan", category="delegate", status="blocked"),
        Guest("sofia", "Sofia Lind", category="press", code="SOFIA-0001", photo="no", attention="Seat her by the aisle",
              assistance="wheelchair", email="sofia@lind.example", phone="+44 20 7946 4821", flag="yes"),
        Guest("sofia2", "Sofia Lind", organisation="Lind Photo"),
    ]  # fmt: skip
    with file.transaction() as tx:
        drafts = [Draft(f"guest/{g.id}", GuestListed(g, 40 + n)) for n, g in enumerate(guests)]
        tx.append(drafts, at=noon, operator="setup")
    return file
