"""The times of a running order at one moment: planned, expected and actual, early or late and why, and the way out.

Pure: the stage as it stands and a moment in, a `Timeline` out, in one walk over the order (RULES §2).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from msgspec import Struct

from console.rules.backtime import latest_starts
from console.rules.live import Figures, figures, phase
from console.rules.order import called, holding, latest_runs, live_run, stands_by
from console.rules.plan import NONE, Planned, least_length, planned_length, walk
from console.rules.timeline import (
    Conflict, HardOut, Line, LineStatus, NextFlag, Phase, StageIs, Timeline, Why,
)  # fmt: skip
from data import moments
from data.records import Stage
from data.states import Run, StageState
from data.words import _

__all__ = [
    "Conflict", "HardOut", "Line", "LineStatus", "NextFlag", "Phase", "StageIs", "Timeline", "Why", "timeline",
]  # fmt: skip


class _Expected(Struct, frozen=True):
    planned: Planned
    start: datetime
    end: datetime


def timeline(state: StageState, stage: Stage, zone: str, now: datetime) -> Timeline:
    """The stage at `now`; times in it are in `zone`. Works for an order that is empty, not begun, running or over."""
    local = _local(zone)
    utc = now.astimezone(UTC)
    plan = walk(state, utc)
    runs = latest_runs(state)
    run = live_run(state)
    places = {each.item.id: n for n, each in enumerate(plan)}
    live = figures(run, plan[places[run.item]], utc) if run and run.item in places else None
    next_up = stands_by(state)
    to_come = _walk_on(plan, places, runs, live, run, next_up, called(state), utc)
    late, why = _lateness(state, plan, places, live, to_come, utc)
    active = [each for each in plan if not each.skipped]
    out_by = _hard_out(stage, active, zone)
    ends = [each.end for each in to_come.values()] + ([live.end] if live else [])
    ends += [each.end.astimezone(UTC) for each in runs.values() if each.end is not None]
    last = max(ends, default=None)
    ahead = [each.planned for each in to_come.values()]
    full, least = latest_starts(ahead, out_by, planned_length), latest_starts(ahead, out_by, least_length)
    lines = []
    for planned in plan:
        item = planned.item
        ran = runs.get(item.id)
        is_live = run is not None and run.item == item.id
        done = figures(ran, planned, utc) if ran else None
        expected = to_come.get(item.id)
        end = expected.end if expected else done.end if done else None
        lines.append(
            Line(
                id=item.id,
                title=item.title,
                title_alt=item.title_alt,
                kind=item.kind,
                status=_status(planned, ran, is_live, called(state)),
                start_rule=item.start_rule,
                end_rule=item.end_rule,
                length=(planned.end - planned.start).total_seconds(),
                planned_start=local(planned.start),
                planned_end=local(planned.end),
                expected_start=local(expected.start) if expected else local(done.start) if done and is_live else None,
                expected_end=local(expected.end) if expected else local(done.end) if done and is_live else None,
                actual_start=local(ran.start) if ran else None,
                actual_end=local(ran.end) if ran and ran.end else None,
                gap=planned.gap.total_seconds(),
                remaining=done.remaining.total_seconds() if done and is_live else None,
                phase=phase(done.remaining, item) if done and is_live else None,
                added=done.added.total_seconds() if done else 0.0,
                held=done.held.total_seconds() if done else 0.0,
                overrun=done.overrun.total_seconds() if done else 0.0,
                latest_start=_at(full.get(item.id), local),
                latest_start_least=_at(least.get(item.id), local),
                hard_out=_spare(item.hard_out, end, local),
                conflict=_conflict(planned),
                flag=item.flag,
            )
        )
    flagged = next((each for each in to_come.values() if each.planned.item.flag), None)
    return Timeline(
        stage=state.stage,
        now=local(utc),
        state=_stage_is(state, next_up),
        live=run.item if run else None,
        standby=next_up,
        remaining=live.remaining.total_seconds() if live else None,
        phase=phase(live.remaining, plan[places[run.item]].item) if live and run else None,
        offset=late.total_seconds(),
        relative=(late - _first_go_late(state, plan, places)).total_seconds(),
        why=why,
        expected_end=_at(last, local),
        planned_end=_at(max((each.end for each in active), default=None), local),
        hard_out=_spare(out_by, last, local),
        next_flag=NextFlag(flagged.planned.item.id, local(flagged.start)) if flagged else None,
        items=tuple(lines),
    )
