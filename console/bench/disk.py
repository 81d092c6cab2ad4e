"""A scan to its stored verdict, by one process and by four, against bare commits of one row on the same disk."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from msgspec.structs import replace

from console import desk
from console.bench.figures import Figure, alone, figure, timed
from console.bench.invented import NOW, OPERATOR
from console.bench.terminal import PROGRAM
from data import reading, tables
from data.bare import Bare
from data.journal import EventFile
from data.words import _

_SCANS, _ROUNDS, _SECONDS, _DESKS = 800, 5, 0.4, 4
_LONGEST = 6.0
"""Seconds: on a slow disk fewer scans tell as much."""


def scans(file: EventFile, count: int) -> list[Figure]:
    """`commit` and `admit`, in turns."""
    bare = Bare(file.path.with_name("bare.db"))
    commits: list[float] = []
    admits: list[float] = []
    until = time.monotonic() + _LONGEST
    for number in range(1, min(count, _SCANS)):
        if time.monotonic() > until:
            break
        commits.append(timed(bare.commit))
        admits.append(timed(lambda: _admit(file, number)))  # noqa: B023
    bare.close()
    if not admits:
        why = _("one guest is not enough")
        return [Figure("commit", why=why), Figure("admit", why=why)]
    return [alone("commit", commits), figure("admit", admits, "commit", commits)]


def _admit(file: EventFile, number: int) -> None:
    desk.admit(file, guest=f"b{number}", door="main", now=NOW + timedelta(seconds=number), operator=OPERATOR)


def four(file: EventFile, count: int) -> list[Figure]:
    """`admit-4-processes`: four desks on one file, against four bare committers on another, in turns."""
    desks = [_start(file.path, count, number) for number in range(_DESKS)]
    try:
        rates: dict[str, list[float]] = {"admit": [], "bare": []}
        before, answered, failed = reading.latest(file.db), 0, 0
        for what in [*("admit", "bare")] * (_ROUNDS + 1):
            counts = _together(desks, what)
            done = sum(count for count, _failed in counts)
            rates[what].append(done / _SECONDS)
            if what == "admit":
                answered, failed = answered + done, failed + sum(each for _count, each in counts)
    finally:
        for one in desks:
            one.communicate()
    # The first round of each warms the caches up.
    admits, bares = rates["admit"][1:], rates["bare"][1:]
    made = figure("admit-4-processes", admits, "4 bare committers", bares, "per second", worst=0.01)
    lost = answered - (reading.latest(file.db) - before)
    double = sum("double" in marks for marks in tables.marked(file.db).values())
    return [replace(made, failed=failed, lost=lost, double=double)]


def _start(path: Path, count: int, number: int) -> subprocess.Popen[str]:
    code = "import sys; sys.path.insert(0, sys.argv[1]); from console.bench.racing import race; race(sys.argv[2:])"
    words = [sys.executable, "-c", code, str(PROGRAM), str(path), str(count), str(number), str(_DESKS)]
    return subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _together(desks: Sequence[subprocess.Popen[str]], what: str) -> list[tuple[int, int]]:
    """All at once for a while; how many each did, and how many of those failed."""
    for one in desks:
        assert one.stdin is not None
        one.stdin.write(f"{what} {_SECONDS}\n")
        one.stdin.flush()
    counts: list[tuple[int, int]] = []
    for one in desks:
        assert one.stdout is not None
        done, failed = one.stdout.readline().split()
        counts.append((int(done), int(failed)))
    return counts
