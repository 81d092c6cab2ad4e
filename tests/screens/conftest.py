"""A real terminal around the real program: what is typed goes through a pty, what it draws is read from one."""

from __future__ import annotations

import os
import pty
import select
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from fcntl import ioctl
from pathlib import Path
from signal import SIGKILL
from threading import Event, Thread

import pytest

HERE = Path(__file__).resolve().parents[2]
PATIENCE = 60.0


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
        wait(lambda: words.encode() in self.drawn, f"{words!r} was never drawn: {bytes(self.drawn[-600:])!r}")

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


def wait(is_so: Callable[[], bool], otherwise: str) -> None:
    """Looks again and again until it is so."""
    until = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > until:
            raise AssertionError(otherwise)
        select.select([], [], [], 0.02)


@pytest.fixture
def until() -> Callable[[Callable[[], bool], str], None]:
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
