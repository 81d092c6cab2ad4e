"""One of four desks in the bench: a process that admits, or only commits, as fast as it can while it is told to."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from datetime import timedelta
from itertools import count
from pathlib import Path

from console import desk
from console.bench.invented import NOW, OPERATOR
from console.rules.refusals import Refusal
from data.bare import Bare
from data.faults import EventFileError
from data.files import open_event

LATER = NOW + timedelta(minutes=30)
"""After the scans before it: an entry written down late would be judged by what stood then, and make a double."""


def race(words: Sequence[str]) -> None:
    """`words`: the event file, its number of guests, this desk's number, the number of desks. Reads what to do."""
    path, guests, mine, desks = Path(words[0]), *map(int, words[1:])
    file, bare = open_event(path), Bare(path.with_name("bare-4.db"))
    # From the end of the list: those at its beginning are in already.
    turn = count(guests - 1 - mine, -desks)
    for line in sys.stdin:
        what, _, seconds = line.partition(" ")
        done = failed = 0
        until = time.monotonic() + float(seconds)
        while time.monotonic() < until:
            if what == "admit":
                guest = f"b{next(turn) % guests}"
                try:
                    answer = desk.admit(file, guest=guest, door="main", now=LATER, operator=f"{OPERATOR} {mine}")
                except EventFileError:
                    failed += 1
                    continue
                failed += isinstance(answer, Refusal)
            else:
                bare.commit()
            done += 1
        print(done, failed, flush=True)
    bare.close()
    file.close()
