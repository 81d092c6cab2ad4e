"""The programme as it was: planned, actual and difference per item, and the lateness of each stage's day (RULES §4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from console.rules.reports.attendance import Window
from console.rules.reports.figures import ProgrammeLine, StageDay
from console.rules.times.timeline import Line, Timeline
from data.records import Door, Stage


def programme(timelines: Iterable[Timeline]) -> tuple[ProgrammeLine, ...]:
    """One line an item, stage by stage, in the order they stand in."""
    return tuple(_line(timeline.stage, item) for timeline in timelines for item in timeline.items)


def _line(stage: str, item: Line) -> ProgrammeLine:
    return ProgrammeLine(
        item=item.id,
        stage=stage,
        title=item.title,
        title_alt=item.title_alt,
        status=item.status,
        planned_start=item.planned_start,
        actual_start=item.actual_start,
        planned_length=_between(item.planned_start, item.planned_end),
        actual_length=_between(item.actual_start, item.actual_end),
        late=_between(item.planned_start, item.actual_start),
    )


def stage_days(timelines: Iterable[Timeline], stages: Mapping[str, Stage]) -> tuple[StageDay, ...]:
    """How late each stage's day is or was, with the reasons; None before its first GO."""
    days = []
    for timeline in timelines:
        stage, why = stages.get(timeline.stage), timeline.why
        days.append(
            StageDay(
                stage=timeline.stage,
                title=stage.title if stage is not None and stage.title else timeline.stage,
                state=timeline.state,
                late=None if timeline.state == "before" else timeline.offset,
                began=why.began, added=why.added, held=why.held, overrun=why.overrun,
                planned_end=timeline.planned_end, expected_end=timeline.expected_end,
            )
        )  # fmt: skip
    return tuple(days)


def windows(timelines: Iterable[Timeline], doors: Mapping[str, Door], now: datetime) -> tuple[Window, ...]:
    """When each item that has a room ran, and the doors of that room. What is live runs until now."""
    rooms: dict[str, list[str]] = {}
    for door in doors.values():
        if door.item:
            rooms.setdefault(door.item, []).append(door.id)
    items = {item.id: item for timeline in timelines for item in timeline.items}
    found = []
    for item_id, its_doors in rooms.items():
        item = items.get(item_id)
        start = item.actual_start if item is not None else None
        end = item.actual_end if item is not None and item.actual_end is not None else now
        found.append(Window(item=item_id, doors=tuple(its_doors), start=start, end=max(end, start or end)))
    return tuple(found)


def _between(start: datetime | None, end: datetime | None) -> float | None:
    return None if start is None or end is None else (end - start).total_seconds()
