"""The bench: what this machine does with an event of so many guests, each figure beside its limit."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

from msgspec import Struct

from console import desk
from console.bench import disk, invented, opened, sought, stage_keys, stages, ticks
from console.bench.figures import Figure
from data.bare import SQLITE
from data.journal import EventFile
from data.words import _


class Machine(Struct, frozen=True):
    """`disk` is the kind of file system measured on, "" where the system does not say."""

    python: str
    sqlite: str
    cores: int
    disk: str


class Bench(Struct, frozen=True):
    machine: Machine
    guests: int
    figures: tuple[Figure, ...]


def bench(guests: int = 10_000, folder: Path | None = None) -> Bench:
    """Measures in a new folder inside `folder` (here, if it can be written to), and leaves nothing behind."""
    here = folder or (Path.cwd() if os.access(Path.cwd(), os.W_OK) else Path(tempfile.gettempdir()))
    with tempfile.TemporaryDirectory(prefix=".callboard-bench-", dir=here) as made, _marks_in(Path(made)):
        place = Path(made)
        _tell(_("an event of {n} guests").format(n=guests))
        file = invented.event_file(place / "bench.callboard", guests)
        try:
            figures = tuple(each for group in _groups(file, guests) for each in group())
        finally:
            file.close()
        return Bench(Machine(platform.python_version(), SQLITE, os.cpu_count() or 1, _kind(place)), guests, figures)


def _groups(file: EventFile, guests: int) -> Iterator[Callable[[], list[Figure]]]:
    for what, group in (
        (_("scans"), partial(disk.scans, file, guests)),
        (_("four desks at once"), partial(disk.four, file, guests)),
        (_("searches"), partial(sought.searches, file, guests)),
        (_("the summary"), partial(stages.summaries, file)),
        (_("running orders"), partial(stages.orders, file)),
        (_("edits"), partial(stages.edits, file)),
        (_("GO"), partial(stages.goes, file)),
        (_("the stage room"), partial(stage_keys.stage_keys, file)),
        (_("50,000 seconds of the stage room"), partial(ticks.ticks, file)),
        (_("the console"), partial(_opened, file)),
    ):
        _tell(what)
        yield group


def _opened(file: EventFile) -> list[Figure]:
    # Somebody who is in is shown wherever the desk shows anybody at all.
    now = invented.NOW + timedelta(hours=1)
    desk.admit(file, guest="b0", door="main", now=now, operator=invented.OPERATOR)
    return opened.opened(file.path)


@contextmanager
def _marks_in(folder: Path) -> Iterator[None]:
    """The bench's station and its last file are none of this user's."""
    before = os.environ.get("CALLBOARD_STATE")
    os.environ["CALLBOARD_STATE"] = str(folder / "state")
    try:
        yield
    finally:
        if before is None:
            del os.environ["CALLBOARD_STATE"]
        else:
            os.environ["CALLBOARD_STATE"] = before


def _kind(folder: Path) -> str:
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    kinds = {fields[1]: fields[2] for line in mounts if len(fields := line.split(" ")) > 2}
    return next((kinds[str(at)] for at in (folder.resolve(), *folder.resolve().parents) if str(at) in kinds), "")


def _tell(what: str) -> None:
    """To whoever waits at a terminal; nothing where the answer is read by a program."""
    if sys.stderr.isatty():
        print(_("measuring: {what}").format(what=what), file=sys.stderr, flush=True)
