"""What is told back: a command's answer, the state for a page of buttons, and the status that HTTP gives each."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec import Struct

from console import stage
from console.remote.taking import Taken
from console.rules.times.timeline import Timeline
from data import tables
from data.journal import EventFile
from data.moments import local
from data.writers.plain import plain

FORBIDDEN = frozenset({"not_allowed", "not_signed_in"})
BAD = frozenset({"bad_argument", "empty", "too_long"})


class StageShown(Struct, frozen=True):
    """A stage as a button shows it. `ends` is when the live item is due to end, so that whoever shows it can count by
    itself; `offset` is how late the day is, in seconds."""

    stage: str
    title: str
    state: str
    live: str | None
    live_title: str
    standby: str | None
    standby_title: str
    phase: str | None
    ends: datetime | None
    remaining: float | None
    offset: float


class StateShown(Struct, frozen=True):
    event: str
    state: str
    mode: str
    now: datetime
    stages: tuple[StageShown, ...]


def state(file: EventFile, now: datetime) -> StateShown:
    """All stages at a glance."""
    with file.reading() as db:
        event = tables.event(db)
        names = list(dict.fromkeys([*event.stages, *tables.stages_holding(db)]))
    shown = tuple(
        _stage(stage.timeline(file, name, now), event.stages[name].title if name in event.stages else name)
        for name in names
    )
    return StateShown(event.event.name if event.event else "", event.state, event.mode, now, shown)


def _stage(times: Timeline, title: str) -> StageShown:
    titles = {line.id: line.title for line in times.items}
    left = times.remaining
    held = times.state == "held"
    ends = None
    if left is not None and not held:
        ends = local(times.now.astimezone(UTC) + timedelta(seconds=left), times.now.tzinfo)
    return StageShown(
        times.stage, title, times.state, times.live, titles.get(times.live or "", ""), times.standby,
        titles.get(times.standby or "", ""), times.phase, ends, left, times.offset,
    )  # fmt: skip


def changed(before: StateShown | None, after: StateShown) -> bool:
    """Is there something new to show, other than that time goes on?"""
    return before is None or _still(before) != _still(after)


def _still(shown: StateShown) -> tuple[object, ...]:
    stages = (
        (each.stage, each.state, each.live, each.standby, each.phase, each.ends and round(each.ends.timestamp()),
         each.live_title, each.standby_title)
        for each in shown.stages
    )  # fmt: skip
    return (shown.event, shown.state, shown.mode, *stages)


def body(file: EventFile, taken: Taken) -> dict[str, Any]:
    """The answer as the command line's `--json` gives it."""
    zone = tables.event(file.db).zone
    said: dict[str, Any] = {"message": taken.message, "fact": taken.fact}
    if taken.refused:
        said["refused"] = taken.refused
    if taken.stage is not None:
        times: dict[str, Any] = plain(taken.stage.timeline, zone)
        done = {} if taken.refused else {"did": taken.stage.did, "item": taken.stage.item}
        return times | done | said
    if taken.cue is not None:
        return {"number": taken.cue.number, "did": taken.cue.did, "state": taken.cue.state} | said
    return said


def status(taken: Taken) -> int:
    """What HTTP says of an answer: a rule that refuses is no error of whoever asked."""
    if not taken.refused:
        return 200
    if taken.refused in FORBIDDEN:
        return 403
    if taken.refused in BAD:
        return 400
    return 404 if taken.refused.startswith("no_such") else 409
