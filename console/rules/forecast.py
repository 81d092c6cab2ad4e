"""The day as it stands and will go on: what is live, what is to come and when, and how late that makes the day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from console.rules.live import Figures, figures
from console.rules.order import called, latest_runs, live_run, stands_by
from console.rules.plan import NONE, Planned, walk
from console.rules.timeline import Why
from data.states import Run, StageState


class Expected(Struct, frozen=True, gc=False):
    """When an item to come is expected to start and end."""

    planned: Planned
    start: datetime
    end: datetime


class Day(Struct, frozen=True):
    """A stage at `now`, in UTC. `ran` has each item's last run with its figures, `to_come` the items ahead in order."""

    now: datetime
    plan: tuple[Planned, ...]
    ran: dict[str, tuple[Run, Figures]]
    live: str | None
    called: str | None
    standby: str | None
    to_come: dict[str, Expected]
    late: timedelta
    why: Why
    first_late: timedelta


class Suppose(Struct, frozen=True):
    """What might become of one item: it begins `late` or runs `over` by so much (negative: it takes less). With nothing
    on, nothing begins before `not_before`."""

    item: str = ""
    late: timedelta = NONE
    over: timedelta = NONE
    not_before: datetime | None = None


AS_IT_IS = Suppose()


def look(state: StageState, now: datetime, suppose: Suppose = AS_IT_IS) -> Day:
    """The stage at `now`, or as it would be then."""
    now = now.astimezone(UTC)
    plan = walk(state, now)
    by_id = {planned.item.id: planned for planned in plan}
    ran = {item: (run, figures(run, by_id[item], now)) for item, run in latest_runs(state).items() if item in by_id}
    run = live_run(state)
    live = run.item if run and run.item in ran else None
    if live is not None and live == suppose.item:
        ran[live] = (ran[live][0], _over(ran[live][1], suppose.over, now))
    by_call, standby = called(state), stands_by(state)
    to_come = _to_come(plan, ran, live, by_call, standby, now, suppose)
    late, why = _late(state, ran, live, to_come.get(standby or ""))
    first = state.runs[0] if state.runs else None
    begun = by_id.get(first.item) if first else None
    first_late = first.start.astimezone(UTC) - begun.start if first and begun else NONE
    return Day(now, plan, ran, live, by_call, standby, to_come, late, why, first_late)


def _to_come(
    plan: tuple[Planned, ...],
    ran: dict[str, tuple[Run, Figures]],
    live: str | None,
    by_call: str | None,
    standby: str | None,
    now: datetime,
    suppose: Suppose,
) -> dict[str, Expected]:
    """Walks on from the live item; with nothing live, from what stands by, which is expected at its plan or now."""
    last = ran[live][1].end if live is not None else None
    begin = live if live is not None else standby
    earliest = now if suppose.not_before is None else max(now, suppose.not_before)
    out: dict[str, Expected] = {}
    reached = False
    for planned in plan:
        item = planned.item.id
        if item == begin:
            reached = True
            if live is not None:
                continue
        if not reached or planned.skipped or (item in ran and item != by_call):
            continue
        if last is None:
            start = max(planned.start, earliest)
        else:
            start = max(planned.start, last) if planned.fixed_start else last
        if item == suppose.item:
            start += suppose.late
        end = max(planned.end, start) if planned.fixed_end else start + planned.length
        if item == suppose.item:
            end = max(start, end + suppose.over)
        out[item] = Expected(planned, start, end)
        last = end
    return out


def _over(seen: Figures, over: timedelta, now: datetime) -> Figures:
    """The live item's figures if it ran so much over the time it has."""
    end = max(now + seen.remaining + over, now)
    return replace(seen, end=end, late=seen.late + end - seen.end)


def _late(
    state: StageState, ran: dict[str, tuple[Run, Figures]], live: str | None, standby: Expected | None
) -> tuple[timedelta, Why]:
    """How late the day is, and the reasons: of the live item, else of what stands by, else of the last item."""
    if live is None and standby is not None:
        late = standby.start - standby.planned.start
        return late, Why(began=late.total_seconds())
    of = live if live is not None else state.runs[-1].item if state.runs else None
    if of is None or of not in ran:
        return NONE, Why()
    seen = ran[of][1]
    return seen.late, seen.why
