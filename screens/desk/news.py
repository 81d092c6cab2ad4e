"""What the desk must know of the stage: what is on or next."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from data import tables
from data.journal import EventFile
from data.records import Stage
from data.words import _
from screens.widgets.plain import shown


def next_item(file: EventFile, stage: str, now: datetime) -> str:
    """The stage's live item and when it ends, or when the next one starts."""
    state, day = tables.stage(file.db, stage), tables.event(file.db)
    if not stage or not state.items:
        return ""
    from console.rules.times.timing import timeline

    times = timeline(state, day.stages.get(stage) or Stage(stage), day.zone_name, now)
    line = next((each for each in times.items if each.id == (times.live or times.standby)), None)
    if line is None:
        return ""
    if times.live is not None and line.expected_end is not None:
        end = f"{line.expected_end.astimezone(now.tzinfo):%H:%M}"
        return _("ON {item}, ends {time}").format(item=shown(line.id), time=end)
    if line.planned_start <= now.astimezone(UTC) - timedelta(minutes=1):
        # What should have begun is expected now at every moment: its plan says more.
        return _("START was {time}").format(time=f"{line.planned_start.astimezone(now.tzinfo):%H:%M}")
    start = line.expected_start or line.planned_start
    minutes = int((start - now).total_seconds() // 60)
    at = f"{start.astimezone(now.tzinfo):%H:%M}"
    if minutes > 0:
        return _("START {time}, in {n} min").format(time=at, n=minutes)
    return _("START {time}").format(time=at)
