"""A stage's times as the report has them: what ran against the plan as it stood when the first item began."""

from __future__ import annotations

from datetime import datetime

from console.rules.times.first_plan import against_first_plan
from console.rules.times.timing import Timeline, timeline
from data import history, tables
from data.reading import Connection
from data.records import Stage
from data.states import EventState


def as_run(db: Connection, event: EventState, stage: str, now: datetime, at: datetime | None = None) -> Timeline:
    """The stage at `now`, or as it was at `at`; before the first GO the plan is the one that stands."""
    state = tables.stage(db, stage) if at is None else history.stage_at(db, stage, at)
    times = timeline(state, event.stages.get(stage) or Stage(stage), event.zone_name, at or now)
    first = history.first_plan(db, stage, at)
    return times if first is None else against_first_plan(times, state, first)
