"""Lines said while something else goes on: a stopped terminal, or a pipe that nobody reads, keeps no act waiting."""

from __future__ import annotations

import os
import queue
import threading
from contextlib import suppress
from typing import TextIO

from console.cli import output

MOST = 1_000
"""Lines that wait to be read; the rest is dropped."""
PATIENCE = 1.0


class Saying:
    """A thread that writes. Not through the stream itself: while one waits there, Python could not end."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream
        self._lines: queue.Queue[str | None] = queue.Queue(MOST)
        self._thread = threading.Thread(target=self._run, daemon=True, name="saying")
        self._thread.start()

    def say(self, line: str) -> None:
        with suppress(queue.Full):
            self._lines.put_nowait(output.told(line))

    def close(self) -> None:
        """What was said is written, where somebody takes it."""
        with suppress(queue.Full):
            self._lines.put_nowait(None)
        self._thread.join(PATIENCE)

    def _run(self) -> None:
        while (line := self._lines.get()) is not None:
            if self._stream is None:
                continue
            rest = f"{line}\n".encode(self._stream.encoding or "utf-8", "backslashreplace")
            try:
                while rest:
                    rest = rest[os.write(self._stream.fileno(), rest) :]
            except OSError:
                return  # nobody reads any more: that ends no listening
