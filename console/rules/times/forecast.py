"""The day as it stands and will go on: what is live, what is to come and when, and how late that makes the day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from console.rules.kept import Kept
from console.rules.times.live import Figures, figures
from console.rules.times.order import called, latest_runs, live_run, stands_by
from console.rules.times.plan import NONE, Laid, Planned, lay
from console.rules.times.timeline import Why
from data.states import Run, StageState


class Expected(Struct, frozen=True, gc=False):
    """When an item to come is expected to start and end."""

    planned: Planned
    start: datetime
    end: datetime


class Ahead(Struct, frozen=True):
    """What is to come, in order: `last` is the latest end of it, `flagged` the first with a flag."""

    items: dict[str, Expected]
    last: datetime | None
    flagged: Expected | None


Ran = dict[str, tuple[Run, Figures]]


class Day(Struct, frozen=True, dict=True):
    """A stage at `now`, in UTC. `ended` has each item's last run with its figures, but for what is `on`."""

    now: datetime
    laid: Laid
    ended: Ran
    on: tuple[Run, Figures] | None
    called: str | None
    standby: str | None
    ahead: Ahead
    late: timedelta
    why: Why
    first_late: timedelta

    @property
    def plan(self) -> tuple[Planned, ...]:
        return self.laid.plan

    @property
    def live(self) -> str | None:
        return self.on[0].item if self.on is not None else None

    @cached_property
    def ran(self) -> Ran:
        """Each item's last run with its figures."""
        return self.ended if self.on is None else {**self.ended, self.on[0].item: self.on}

    @property
    def to_come(self) -> dict[str, Expected]:
        return self.ahead.items


class Suppose(Struct, frozen=True):
    """What might become of one item: it begins `late` or runs `over` by so much (negative: it takes less). With nothing
    on, nothing begins before `not_before`."""

    item: str = ""
    late: timedelta = NONE
    over: timedelta = NONE
    not_before: datetime | None = None


AS_IT_IS = Suppose()


_ended_kept: Kept[Ran] = Kept()
_ahead_kept: Kept[Ahead] = Kept()


def look(state: StageState, now: datetime, suppose: Suppose = AS_IT_IS) -> Day:
    """The stage at `now`, or as it would be then."""
    now = now.astimezone(UTC)
    laid = lay(state, now)
    runs = latest_runs(state)
    run = live_run(state)
    on = _on(laid, run, now, suppose)
    past = {item: each for item, each in runs.items() if each is not run and item in laid.places}
    ended = _ended_kept.of(lambda: _ended(laid, past, now), (laid,), (past,))
    by_call, standby = called(state), stands_by(state)
    ahead = _ahead(laid, on, frozenset(runs), by_call, standby, now, suppose)
    late, why = _late(state, ended, on, ahead.items.get(standby or ""))
    first = state.runs[0] if state.runs else None
    begun = laid.of(first.item) if first else None
    first_late = first.start.astimezone(UTC) - begun.start if first and begun else NONE
    return Day(now, laid, ended, on, by_call, standby, ahead, late, why, first_late)


def _ended(laid: Laid, runs: dict[str, Run], now: datetime) -> Ran:
    return {item: (run, figures(run, laid.plan[laid.places[item]], now)) for item, run in runs.items()}


def _on(laid: Laid, run: Run | None, now: datetime, suppose: Suppose) -> tuple[Run, Figures] | None:
    """What is live, with its figures."""
    planned = laid.of(run.item) if run is not None else None
    if run is None or planned is None:
        return None
    seen = figures(run, planned, now)
    return run, _over(seen, suppose.over, now) if run.item == suppose.item else seen


def _ahead(
    laid: Laid,
    on: tuple[Run, Figures] | None,
    ran: frozenset[str],
    by_call: str | None,
    standby: str | None,
    now: datetime,
    suppose: Suppose,
) -> Ahead:
    """Walks on from the live item; with nothing live, from what stands by, which is expected at its plan or now. From
    second to second nothing of it changes but where what is on is over, or what stands by is late."""
    if on is not None:
        begin: str | None = on[0].item
        begins = on[1].end
    else:
        begin = standby
        first = laid.of(standby) if standby is not None else None
        earliest = now if suppose.not_before is None else max(now, suppose.not_before)
        begins = earliest if first is None else max(first.start, earliest)
    live = on is not None
    return _ahead_kept.of(
        lambda: _to_come(laid.plan, begin, begins, ran, by_call, suppose, live=live),
        (laid,),
        (begin, begins, ran, by_call, suppose.item, suppose.late, suppose.over, live),
    )


def _to_come(
    plan: tuple[Planned, ...],
    begin: str | None,
    begins: datetime,
    ran: frozenset[str],
    by_call: str | None,
    suppose: Suppose,
    *,
    live: bool,
) -> Ahead:
    last, out = (begins, {}) if live else (None, {})
    reached = False
    for planned in plan:
        item = planned.item.id
        if item == begin:
            reached = True
            if live:
                continue
        if not reached or planned.skipped or (item in ran and item != by_call):
            continue
        if last is None:
            start = begins
        else:
            start = max(planned.start, last) if planned.fixed_start else last
        if item == suppose.item:
            start += suppose.late
        end = max(planned.end, start) if planned.fixed_end else start + planned.length
        if item == suppose.item:
            end = max(start, end + suppose.over)
        out[item] = Expected(planned, start, end)
        last = end
    flagged = next((each for each in out.values() if each.planned.item.flag), None)
    return Ahead(out, max((each.end for each in out.values()), default=None), flagged)


def _over(seen: Figures, over: timedelta, now: datetime) -> Figures:
    """The live item's figures if it ran so much over the time it has."""
    end = max(now + seen.remaining + over, now)
    return replace(seen, end=end, late=seen.late + end - seen.end)


def _late(
    state: StageState, ended: Ran, on: tuple[Run, Figures] | None, standby: Expected | None
) -> tuple[timedelta, Why]:
    """How late the day is, and the reasons: of the live item, else of what stands by, else of the last item."""
    if on is None and standby is not None:
        late = standby.start - standby.planned.start
        return late, Why(began=late.total_seconds())
    seen = on or (ended.get(state.runs[-1].item) if state.runs else None)
    return (seen[1].late, seen[1].why) if seen is not None else (NONE, Why())
