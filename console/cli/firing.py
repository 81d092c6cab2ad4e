"""Sending what an act asked for: the command that took the GO stays until its chain has ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from console.cueing.firing import Firing
    from console.cues import PanicAnswer
    from console.rules.cuestack import Shot
    from data.journal import EventFile


def send(
    file: EventFile, operator: str, shots: Sequence[Shot], *, at: datetime | None, prepare: str | None = None
) -> None:
    """Sends firings whose intent is stored, or makes the devices of a cue that stands by ready. `at` is --at."""
    if not shots and prepare is None:
        return
    firing = _firing(file, operator, at)
    try:
        firing.fire(shots)
        if prepare is not None:
            firing.prepare(prepare)
        firing.wait()
    finally:
        firing.close()


def stop(file: EventFile, operator: str, answer: PanicAnswer, *, at: datetime | None) -> None:
    """Tells the outputs what panic means; what it means is recorded."""
    from data import tables

    event = tables.event(file.db)
    firing = _firing(file, operator, at)
    try:
        fade = event.event.panic if event.event else 2.0
        firing.panic(answer.how, [event.outputs[name] for name in answer.outputs if name in event.outputs], fade)
        firing.fire(answer.to_fire)
        firing.wait()
    finally:
        firing.close()


def _firing(file: EventFile, operator: str, at: datetime | None) -> Firing:
    from console.cueing.firing import Firing, Wall

    return Firing(file.path, operator, clock=Wall(at - datetime.now(UTC)) if at is not None else None)
