"""The first plan: a stage's times as the report compares them, with the plan as it stood when the first item began."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from console.rules.times.forecast import look
from console.rules.times.plan import NONE, Planned, walk
from console.rules.times.timeline import Line, Timeline, Why
from data.moments import local
from data.states import StageState


def against_first_plan(times: Timeline, state: StageState, first: StageState) -> Timeline:
    """The same times, but planned ones, lateness and reasons against `first`, the stage before its first GO. An item
    that came into the order later is held against the plan it came into; one that was taken out stands as skipped."""
    if _same(state, first):
        return times
    zone = times.now.tzinfo
    assert isinstance(zone, ZoneInfo)
    before = {planned.item.id: planned for planned in walk(first, times.now.astimezone(UTC))}
    now = {planned.item.id: planned for planned in walk(state, times.now.astimezone(UTC))}
    plan = {line.id: before.get(line.id, now[line.id]) for line in times.items}
    lines = tuple(
        replace(
            line,
            length=plan[line.id].length.total_seconds(),
            planned_start=local(plan[line.id].start, zone),
            planned_end=local(plan[line.id].end, zone),
        )
        for line in times.items
    )
    offset, why = _late(state, plan, times.now)
    begun = state.runs[0] if state.runs else None
    first_late = (begun.start - plan[begun.item].start).total_seconds() if begun and begun.item in plan else 0.0
    ends = [planned.end for planned in (*plan.values(), *before.values()) if not planned.skipped]
    return replace(
        times,
        items=_with_gone(lines, tuple(before.values()), zone),
        offset=offset,
        relative=offset - first_late,
        why=why,
        planned_end=local(max(ends), zone) if ends else None,
    )


def _with_gone(lines: tuple[Line, ...], first: tuple[Planned, ...], zone: ZoneInfo) -> tuple[Line, ...]:
    """The lines with those of items that were taken out of the order since, after what they followed."""
    out, there = list(lines), {line.id for line in lines}
    before = ""
    for planned in first:
        item = planned.item
        if item.id not in there:
            line = Line(
                item.id, item.title, item.title_alt, item.kind, "skipped", item.start_rule, item.end_rule,
                planned.length.total_seconds(), local(planned.start, zone), local(planned.end, zone),
                flag=item.flag,
            )  # fmt: skip
            place = next((place for place, each in enumerate(out, 1) if each.id == before), 0)
            out.insert(place, line)
        before = item.id
    return tuple(out)


def _same(state: StageState, first: StageState) -> bool:
    """Is the plan still the first one, but for what was skipped?"""
    mine, its = ((s.items, s.moves, s.lengths, s.replanned, s.later, s.skipped) for s in (state, first))
    return mine == its


def _late(state: StageState, plan: dict[str, Planned], now: datetime) -> tuple[float, Why]:
    """How late the day is and why: of what is on, else of what is next, else of what ran last."""
    day = look(state, now)
    if day.live is None and day.standby in day.to_come and day.standby in plan:
        waits = (day.to_come[day.standby].start - plan[day.standby].start).total_seconds()
        return waits, Why(began=waits)
    item = day.live or (state.runs[-1].item if state.runs else None)
    if item is None or item not in plan:
        return 0.0, Why()
    run, seen = day.ran[item]
    began = NONE if plan[item].fixed_end else run.start.astimezone(UTC) - plan[item].start
    late = seen.end - plan[item].end
    over = late - began - seen.added - seen.held
    parts = (each.total_seconds() for each in (began, seen.added, seen.held, over))
    return late.total_seconds(), Why(*parts)
