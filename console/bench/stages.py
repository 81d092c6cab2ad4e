"""The running order: its times, an edit of it, a GO to its datagram, and the day's summary."""

from __future__ import annotations

import socket
from collections import deque
from contextlib import closing
from datetime import timedelta

from console import stage, summary
from console.bench.figures import Figure, figure, timed
from console.bench.invented import NOW, OPERATOR, cues, items
from console.cueing.firing import Firing
from console.rules.editing.edits import Change
from data import tables
from data.bare import Bare
from data.files import open_event
from data.journal import EventFile

_ITEMS, _GOES, _EDITS = 1000, 60, 60
_LONG = {10: "edit10", 1000: "edit1000", 5000: "edit5000"}
"""Orders to edit, by how many items they have."""


def orders(file: EventFile) -> list[Figure]:
    """`timeline-1000`, against reading its rows: the whole of it, as a command reads it and works it out once."""
    items(file, "long", _ITEMS)
    reads: list[float] = []
    times: list[float] = []
    for _turn in range(30):
        with closing(open_event(file.path)) as fresh:
            reads.append(timed(lambda: tables.stage(fresh.db, "long")))
        with closing(open_event(file.path)) as fresh:
            times.append(timed(lambda: stage.timeline(fresh, "long", NOW)))
    return [figure("timeline-1000", times, "reading its rows", reads)]


def edits(file: EventFile) -> list[Figure]:
    """`edit-10`, `edit-1000` and `edit-5000`: a length set anew near the end of the order and stored, in turns, so that
    they differ by nothing but how long the order is."""
    for count, name in _LONG.items():
        items(file, name, count)
    bare = Bare(file.path.with_name("bare-edits.db"))
    commits: list[float] = []
    times: dict[int, list[float]] = {count: [] for count in _LONG}
    try:
        for turn in range(_EDITS):
            commits.append(timed(bare.commit))
            for count, took in times.items():
                took.append(timed(lambda: _edit(file, count, turn)))  # noqa: B023
    finally:
        bare.close()
    return [figure(f"edit-{count}", took[5:], "commit", commits[5:]) for count, took in times.items()]


def _edit(file: EventFile, count: int, turn: int) -> None:
    name = _LONG[count]
    change = Change(f"{name}-{count * 9 // 10}", {"length": f"{6 + turn}:00"})
    answer = stage.edit(file, name, change, now=NOW + timedelta(seconds=turn), operator=OPERATOR)
    if answer.refused is not None:
        raise AssertionError(answer.message)


def goes(file: EventFile) -> list[Figure]:
    """`go-to-datagram`: from the key to the packet at the receiver, stored before it is sent."""
    bare = Bare(file.path.with_name("bare.db"))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as receiver:
        receiver.bind(("127.0.0.1", 0))
        receiver.settimeout(5)
        items(file, "go", _GOES)
        cues(file, "go", _GOES, receiver.getsockname()[1])
        firing = Firing(file.path, OPERATOR)
        commits: list[float] = []
        times: list[float] = []
        try:
            for n in range(_GOES):
                commits.append(timed(bare.commit))
                times.append(timed(lambda: _go(file, firing, receiver, n)))  # noqa: B023
                firing.wait()
        finally:
            firing.close()
            bare.close()
    return [figure("go-to-datagram", times[5:], "commit", commits[5:])]


def _go(file: EventFile, firing: Firing, receiver: socket.socket, n: int) -> None:
    answer = stage.go(file, "go", now=NOW + timedelta(seconds=10 * n), operator=OPERATOR)
    firing.fire(answer.to_fire)
    if not answer.to_fire:
        raise AssertionError(answer.message)
    receiver.recv(4096)


def summaries(file: EventFile) -> list[Figure]:
    """`summary`, against reading every guest."""
    reads: list[float] = []
    times: list[float] = []
    for _turn in range(4):
        reads.append(timed(lambda: deque(tables.guests(file.db), maxlen=0)))
        times.append(timed(lambda: summary.summary(file, NOW + timedelta(hours=8))))
    return [figure("summary", times, "reading every guest", reads)]
