"""The stage room in a terminal: from a key to the result stored and drawn, in a running order of 1,000 items."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from console import stage
from console.bench.figures import Figure, figure, timed
from console.bench.invented import OPERATOR, items
from console.bench.terminal import console
from data.bare import Bare
from data.journal import EventFile
from data.words import _

_ITEMS, _KEYS, _PATIENCE, _QUIET = 1000, 100, 15.0, 0.04
_FRAME = 1000 / 60
_COMMITS = 3


def stage_keys(file: EventFile) -> list[Figure]:
    """`stage-key-1000`: a minute given and taken, against three bare commits and one frame of a screen. (A letter waits
    50 ms more: it might be the first of a scan.)"""
    items(file, "keys", _ITEMS)
    # Well inside the call before the next item, so that a minute more or less neither opens nor closes its line.
    stage.go(file, "keys", now=datetime.now(UTC) - timedelta(seconds=100), operator=OPERATOR)
    try:
        return [_keys(file.path)]
    except ImportError:
        return [Figure("stage-key-1000", why=_("this system has no pseudo-terminals"))]


def _keys(path: Path) -> Figure:
    room = console(path, "--room", "stage", "--stage", "keys")
    bare = Bare(path.with_name("bare-keys.db"))
    try:
        if room.wait_for(b"GO", _PATIENCE) is None:
            return Figure("stage-key-1000", why=_("no running order was shown within {n} s").format(n=int(_PATIENCE)))
        room.settle(0.5)
        keys: list[float] = []
        limits: list[float] = []
        for n in range(_KEYS):
            _away_from_the_second()
            keys.append(room.press("+-"[n % 2], _QUIET))
            limits.append(_COMMITS * timed(bare.commit) + _FRAME)
    finally:
        room.close()
        bare.close()
    return figure("stage-key-1000", keys[5:], "three commits and a frame", limits[5:])


def _away_from_the_second() -> None:
    """The clock is drawn at each full second, which is not the key's doing."""
    since = time.time() % 1
    if not 0.1 < since < 0.8:
        time.sleep((1.1 - since) % 1)
