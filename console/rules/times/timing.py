"""The times of a running order at one moment: planned, expected and actual, early or late and why, and the way out.

Pure: the stage as it stands and a moment in, a `Timeline` out, in one walk over the order (RULES §2).
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from console.rules.kept import Kept
from console.rules.spans import span
from console.rules.times.backtime import latest_starts
from console.rules.times.forecast import AS_IT_IS, Day, Suppose, look
from console.rules.times.live import Figures, phase
from console.rules.times.order import holding
from console.rules.times.plan import Planned
from console.rules.times.timeline import Conflict, HardOut, Line, LineStatus, NextFlag, Phase, StageIs, Timeline, Why
from data import moments
from data.moments import local
from data.records import Item, Stage
from data.states import Run, StageState
from data.words import _

__all__ = [
    "Conflict", "HardOut", "Line", "LineStatus", "NextFlag", "Phase", "StageIs", "Timeline", "Why", "timeline",
]  # fmt: skip

Clock = Callable[[datetime], datetime]


def timeline(
    state: StageState,
    stage: Stage,
    zone: str,
    now: datetime,
    suppose: Suppose = AS_IT_IS,
    only: Collection[str] | None = None,
) -> Timeline:
    """The stage at `now`, or as it would be then, with its times in `zone`; the order may be empty, not begun, running
    or over. Who wants the lines of `only` a few items need not wait for all of them."""
    there = moments.zone_named(zone)
    day = look(state, now, suppose)
    ends = [figures.end for _run, figures in day.ended.values()]
    ends += [each for each in (day.ahead.last, day.on[1].end if day.on else None) if each is not None]
    last = max(ends, default=None)
    out_by = _hard_out(stage, day, there)
    live = day.on[1] if day.on is not None else None
    place = day.laid.places[day.live] if day.live is not None else 0
    flagged = day.ahead.flagged
    return Timeline(
        stage=state.stage,
        now=now.astimezone(there),
        state=_stage_is(state, day),
        live=day.live,
        standby=day.standby,
        remaining=live.remaining.total_seconds() if live else None,
        phase=phase(live.remaining, day.plan[place].item) if live else None,
        offset=day.late.total_seconds(),
        relative=(day.late - day.first_late).total_seconds(),
        why=day.why,
        expected_end=local(last, there) if last else None,
        planned_end=local(day.laid.last, there) if day.laid.last is not None else None,
        hard_out=HardOut(local(out_by, there), _less(out_by, last)) if out_by else None,
        next_flag=NextFlag(flagged.planned.item.id, local(flagged.start, there)) if flagged else None,
        items=_lines(day, out_by, there) if only is None else _some_lines(day, out_by, there, only),
    )


_still_kept: Kept[tuple[Line, ...]] = Kept()
_latest_kept: Kept[tuple[dict[str, datetime], dict[str, datetime]]] = Kept()


def _lines(day: Day, out_by: datetime | None, there: ZoneInfo) -> tuple[Line, ...]:
    """From second to second only the line of what is on is another, but where the day runs late."""
    full, least = _latest(day, out_by)
    still = _still_kept.of(
        lambda: _still(day, full, least, _clock(there)), (day.laid, day.ended, day.ahead, full), (day.called, there.key)
    )
    if day.live is None:
        return still
    place = day.laid.places[day.live]
    return (*still[:place], _line(day, day.plan[place], full, least, _clock(there)), *still[place + 1 :])


def _some_lines(day: Day, out_by: datetime | None, there: ZoneInfo, only: Collection[str]) -> tuple[Line, ...]:
    full, least = _latest(day, out_by)
    clock = _clock(there)
    places = sorted(day.laid.places[item] for item in only if item in day.laid.places)
    return tuple(_line(day, day.plan[place], full, least, clock) for place in places)


def _latest(day: Day, out_by: datetime | None) -> tuple[dict[str, datetime], dict[str, datetime]]:
    """The latest starts with full and with least lengths; they are the plan's affair, not the hour's."""
    ahead = [each.planned for each in day.ahead.items.values()]
    return _latest_kept.of(
        lambda: (
            latest_starts(ahead, out_by, lambda each: each.length),
            latest_starts(ahead, out_by, lambda e: e.least),
        ),
        (day.laid,),
        (out_by, tuple(day.ahead.items)),
    )


def _still(day: Day, full: dict[str, datetime], least: dict[str, datetime], clock: Clock) -> tuple[Line, ...]:
    """Every line; that of what is on is not of this moment."""
    return tuple([_line(day, planned, full, least, clock) for planned in day.plan])


def _line(day: Day, planned: Planned, full: dict[str, datetime], least: dict[str, datetime], clock: Clock) -> Line:
    item = planned.item
    expected, ran = day.ahead.items.get(item.id), day.ended.get(item.id)
    if item.id == day.live:
        ran = day.on
    late, tight = full.get(item.id), least.get(item.id)
    # In the order of the fields: named one by one, they are what a long order's times take longest for.
    line = Line(
        item.id,
        item.title,
        item.title_alt,
        item.kind,
        _status(day, planned),
        item.start_rule,
        item.end_rule,
        planned.length.total_seconds(),
        clock(planned.start),
        clock(planned.end),
        clock(expected.start) if expected else None,
        clock(expected.end) if expected else None,
        gap=planned.gap.total_seconds() if planned.gap else 0.0,
        latest_start=clock(late) if late else None,
        latest_start_least=clock(tight) if tight else None,
        flag=item.flag,
    )
    if ran is not None:
        line = _of_run(line, item, *ran, clock)
    if item.hard_out is not None:
        ends = expected.end if expected else ran[1].end if ran else None
        line = replace(line, hard_out=HardOut(clock(item.hard_out), _less(item.hard_out, ends)))
    return replace(line, conflict=_conflict(planned, clock)) if planned.conflict else line


def _of_run(line: Line, item: Item, run: Run, seen: Figures, clock: Clock) -> Line:
    """What there is to say of an item that runs or ran."""
    live = line.status == "live"
    return replace(
        line,
        expected_start=clock(seen.start) if live else line.expected_start,
        expected_end=clock(seen.end) if live else line.expected_end,
        actual_start=clock(run.start),
        actual_end=clock(run.end) if run.end else None,
        remaining=seen.remaining.total_seconds() if live else None,
        phase=phase(seen.remaining, item) if live else None,
        added=seen.added.total_seconds(),
        held=seen.held.total_seconds(),
        overrun=seen.overrun.total_seconds(),
    )


def _status(day: Day, planned: Planned) -> LineStatus:
    item = planned.item.id
    if item == day.live:
        return "live"
    if item == day.called:
        return "standby"
    if item in day.ended:
        return "done"
    return "skipped" if planned.skipped else "waiting"


def _stage_is(state: StageState, day: Day) -> StageIs:
    if holding(state):
        return "held"
    if day.live is not None:
        return "running"
    if not state.runs:
        return "before"
    return "between" if day.standby is not None else "ended"


def _hard_out(stage: Stage, day: Day, there: ZoneInfo) -> datetime | None:
    """The first such time after the stage's first start."""
    if not stage.hard_out or day.laid.first is None:
        return None
    return moments.first_after(stage.hard_out, day.laid.first, there)


def _conflict(planned: Planned, clock: Clock) -> Conflict:
    seconds = planned.conflict.total_seconds()
    said = _("It starts at {start}, {late} after its fixed end: it has no length, and what follows starts then.")
    return Conflict(seconds, said.format(start=f"{clock(planned.start):%H:%M:%S}", late=span(seconds)))


def _less(at: datetime, than: datetime | None) -> float | None:
    return (at - than.astimezone(UTC)) / timedelta(seconds=1) if than is not None else None


def _clock(there: ZoneInfo) -> Clock:
    """Instants in the zone; an order says each time about twice, so they are remembered."""
    seen: dict[datetime, datetime] = {}

    def clock(at: datetime) -> datetime:
        found = seen.get(at)
        if found is None:
            found = seen[at] = local(at, there)
        return found

    return clock
