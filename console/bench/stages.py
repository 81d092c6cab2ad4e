"""The running order of 1,000 items to its times, a GO to its datagram, and the day's summary."""

from __future__ import annotations

import socket
from collections import deque
from datetime import timedelta

from console import stage, summary
from console.bench.figures import Figure, figure, timed
from console.bench.invented import NOW, OPERATOR, cues, items
from console.cueing.firing import Firing
from data import tables
from data.bare import Bare
from data.journal import EventFile
from data.words import _

_ITEMS, _GOES = 1000, 60


def orders(file: EventFile) -> list[Figure]:
    """`timeline-1000`, against reading its rows; editing is not in the program yet."""
    items(file, "long", _ITEMS)
    reads: list[float] = []
    times: list[float] = []
    for _turn in range(30):
        reads.append(timed(lambda: tables.stage(file.db, "long")))
        times.append(timed(lambda: stage.timeline(file, "long", NOW)))
    why = _("the running order can't be edited here yet")
    return [
        figure("timeline-1000", times, "reading its rows", reads),
        Figure("edit-1000", why=why),
        Figure("edit-5000", why=why),
    ]


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
