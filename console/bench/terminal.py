"""A program in a terminal of its own, 80×24, watched from outside: what it draws and when."""

from __future__ import annotations

import os
import select
import struct
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

PROGRAM = Path(__file__).resolve().parents[2]
"""The folder that holds the program's packages, here or where it is installed."""


class Terminal:
    """Runs `words` in a pseudo-terminal. Raises ImportError where the system has none."""

    def __init__(self, words: Sequence[str], folder: Path, more: Mapping[str, str]) -> None:
        import fcntl
        import pty
        import termios

        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **more}
        self.began = time.perf_counter_ns()
        self._run = subprocess.Popen(
            words, stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder, env=env, start_new_session=True
        )
        os.close(theirs)
        self.drawn = b""

    def wait_for(self, text: bytes, seconds: float) -> float | None:
        """Milliseconds from the start of the program until it drew `text`; None if it did not in time."""
        until = time.monotonic() + seconds
        while text not in self.drawn:
            if not self._read(until - time.monotonic()):
                return None
        return (time.perf_counter_ns() - self.began) / 1e6

    def settle(self, quiet: float, longest: float = 5) -> None:
        """Returns when nothing was drawn for `quiet` seconds."""
        until = time.monotonic() + longest
        while time.monotonic() < until and self._read(quiet):
            pass

    def press(self, key: str, quiet: float) -> float:
        """Milliseconds from a key until the last that it made the program draw: `quiet` seconds of nothing follow."""
        began = last = time.perf_counter_ns()
        os.write(self._ours, key.encode())
        wait = 2.0
        while self._read(wait):
            last, wait = time.perf_counter_ns(), quiet
        return (last - began) / 1e6

    def memory(self) -> float | None:
        """MiB in memory, None where the system does not tell."""
        try:
            for line in Path(f"/proc/{self._run.pid}/status").read_text(encoding="ascii").splitlines():
                if line.startswith("VmRSS:"):
                    return int(line.split()[1]) / 1024
        except OSError:
            pass
        return None

    def close(self) -> None:
        self._run.kill()
        self._run.wait()
        os.close(self._ours)

    def _read(self, seconds: float) -> bool:
        if not select.select([self._ours], [], [], max(0.0, seconds))[0]:
            return False
        try:
            came = os.read(self._ours, 65536)
        except OSError:
            return False
        self.drawn = (self.drawn + came)[-1_000_000:]
        if b"\x1b[6n" in came or b"\x1b[?2026$p" in came:
            # Textual asks the terminal what it can do; a terminal that is silent is slow to start.
            os.write(self._ours, b"\x1b[?2026;2$y")
        return bool(came)


def console(path: Path, *words: str) -> Terminal:
    """The console on that file, in a terminal of its own."""
    program = [sys.executable, str(PROGRAM / "main.py"), "open", str(path), *words, "--operator", "bench"]
    return Terminal(program, path.parent, {"LANG": "C.UTF-8"})
