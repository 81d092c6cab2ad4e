"""What the caller of a stage is told at a moment: the calls, what goes on by itself, how long to the next break."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from console.rules import autogo, calling
from console.rules.autogo import Auto
from console.rules.calling import Call
from console.rules.times import counts
from console.rules.times.counts import Count
from console.stage.asking import standing
from data import history, reading, tables
from data.journal import EventFile
from data.records import ShowMode
from data.states import StageState


class Prompts(Struct, frozen=True):
    """`calls` are those of everything that is soon, the first due first; `counts` the soonest first."""

    stage: str
    now: datetime
    calls: tuple[Call, ...]
    auto: Auto | None
    counts: tuple[Count, ...]


def prompts(file: EventFile, stage: str, now: datetime, at: datetime | None = None) -> Prompts:
    """The stage now, or as it was at `at`."""
    with file.reading() as db:
        event = tables.event(db)
        state = tables.stage(db, stage) if at is None else history.stage_at(db, stage, at)
    times = standing(event, state, at or now).timeline
    found = calling.calls(state, times, calling.usual(event.event)) if event.state != "closed" else ()
    return Prompts(stage, times.now, found, autogo.auto(state, times, event.mode), counts.counts(times))


class Watch:
    """Which stages are about to go on by themselves: asked of the file only when something was recorded."""

    def __init__(self, file: EventFile) -> None:
        self._file = file
        self._seen = -1
        self._mode: ShowMode = "edit"
        self._stages: tuple[StageState, ...] = ()

    def soon(self, now: datetime, within: float) -> tuple[tuple[str, float], ...]:
        """Each stage whose moment is at most so many seconds ahead, or has come, and how far it is."""
        latest = reading.latest(self._file.db)
        if latest != self._seen:
            self._look()
            self._seen = latest
        found = []
        for state in self._stages:
            event = tables.event(self._file.db)
            auto = autogo.auto(state, standing(event, state, now).timeline, self._mode)
            if auto is not None and auto.status == "counting" and auto.left <= within:
                found.append((state.stage, auto.left))
        return tuple(found)

    def _look(self) -> None:
        db = self._file.db
        self._mode = tables.event(db).mode
        states = (tables.stage(db, stage) for stage in tables.stages_holding(db))
        self._stages = tuple(state for state in states if autogo.wants(state) is not None)
