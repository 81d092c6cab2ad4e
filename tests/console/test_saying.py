"""Lines said by a thread: written where they are read, and keeping nobody waiting where they are not."""

from __future__ import annotations

import os
import time

from console.cli import saying
from console.cli.saying import MOST, Saying


def test_what_is_said_is_written_and_obeyed_by_no_terminal() -> None:
    out, into = os.pipe()
    with os.fdopen(into, "w", encoding="utf-8") as stream:
        told = Saying(stream)
        told.say("14:33:41  http deck  \x1b[2J开幕 is on\nGO forged")
        told.close()
    with os.fdopen(out, encoding="utf-8") as read:
        assert read.read() == "14:33:41  http deck  开幕 is on GO forged\n"


def test_a_terminal_that_takes_nothing_keeps_nobody_waiting() -> None:
    out, into = os.pipe()
    os.set_blocking(into, False)
    try:
        while True:
            os.write(into, b"x" * 4096)
    except BlockingIOError:
        os.set_blocking(into, True)
    with os.fdopen(into, "w", encoding="utf-8") as stream:
        told = Saying(stream)
        began = time.monotonic()
        for n in range(2 * MOST):
            told.say(f"line {n}")
        told.close()
        assert time.monotonic() - began < saying.PATIENCE + 2
        os.close(out)  # the reader goes, and the thread that waited ends


def test_a_reader_that_is_gone_ends_nothing() -> None:
    out, into = os.pipe()
    os.close(out)
    with os.fdopen(into, "w", encoding="utf-8") as stream:
        told = Saying(stream)
        for n in range(10):
            told.say(f"line {n}")
        told.close()
