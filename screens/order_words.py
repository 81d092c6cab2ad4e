"""What the stage's panels say: the live item, the running order and what is wrong, at one moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from console.rules import cuestack
from console.rules.times.order import called
from console.rules.times.timeline import Line, Timeline
from data.states import CueState
from data.words import _
from screens.stage_read import StageNow
from screens.widgets.alert_rows import Alert
from screens.widgets.lines import between, span
from screens.widgets.live_panel import LiveView, Said
from screens.widgets.plain import shown
from screens.widgets.running_order import OrderView

LEAST = 60.0
"""Seconds without which an item is none, where it doesn't say how many it can do with."""


def line_of(times: Timeline, item: str | None) -> Line | None:
    return next((line for line in times.items if line.id == item), None) if item is not None else None


def live_view(known: StageNow, times: Timeline, now: datetime, said: Iterable[Said] = ()) -> LiveView:
    """What the panel with the digits shows."""
    live = line_of(times, times.live)
    if live is None:
        return _nothing_on(known, times, now)
    run = known.state.runs[-1]
    held = between(run.held_since, now) if run.held_since is not None else 0
    remaining = times.remaining or 0.0
    return LiveView(
        state=times.state,
        number=live.id,
        title=live.title,
        title_alt=live.title_alt,
        since=live.actual_start,
        ends=now.astimezone(UTC) + timedelta(seconds=remaining),
        remaining=remaining,
        phase=times.phase,
        held_since=run.held_since,
        held=held,
        reason=known.state.hold_reason if run.held_since is not None else "",
        said=(*_past_its_out(live), *said, *_notes(known, live)),
    )


def _past_its_out(live: Line) -> Iterable[Said]:
    if live.hard_out is not None and live.hard_out.spare is not None and live.hard_out.spare < 0:
        words = _("!! past its own hard out {time}").format(time=f"{live.hard_out.at:%H:%M}")
        yield Said(words, "bold $tone-over")


def _notes(known: StageNow, live: Line) -> Iterable[Said]:
    """After who speaks and whether the slots fit: five rows have no more room."""
    notes = known.state.items[live.id].notes if live.id in known.state.items else ""
    if notes:
        yield Said(shown(notes))


def _nothing_on(known: StageNow, times: Timeline, now: datetime) -> LiveView:
    """Before the first GO, between items, and after the last."""
    hold = known.state.hold
    nothing = LiveView(
        state=times.state,
        held_since=hold,
        held=between(hold, now) if hold is not None else 0,
        reason=known.state.hold_reason if hold is not None else "",
    )
    following = line_of(times, times.standby)
    if following is None:
        title = _("The order is at its end.") if times.items else _("No running order yet.")
        last = known.state.runs[-1].end if known.state.runs else None
        words = _("ended {time}").format(time=f"{last.astimezone(times.now.tzinfo):%H:%M:%S}") if last else ""
        return replace(nothing, title=title, said=(Said(words),) if words else ())
    # In UTC: on the clock of the wall an hour may be missing between the two.
    wait = (following.planned_start.astimezone(UTC) - now.astimezone(UTC)).total_seconds()
    planned = f"{following.planned_start:%H:%M}"
    words = _("planned {time}, in {wait}") if wait >= 0 else _("was planned {time}")
    return replace(
        nothing,
        number=following.id,
        title=following.title,
        title_alt=following.title_alt,
        wait=wait,
        said=(
            Said(words.format(time=planned, wait=_rough(wait))),
            Said(_("{item} is the next item.").format(item=shown(following.id))),
        ),
    )


def _rough(seconds: float) -> str:
    minutes = round(seconds / 60)
    return _("{n} min").format(n=minutes) if minutes < 120 else _("{n} h").format(n=round(minutes / 60))


def order_view(
    known: StageNow, times: Timeline, remarks: Mapping[str, str] = {}, changed: frozenset[str] = frozenset()
) -> OrderView:
    """What the list shows."""
    numbers: dict[str, list[str]] = {}
    for state in cuestack.in_order(known.cues):
        numbers.setdefault(state.cue.item, []).append(state.cue.number)
    cues = {item: shown(each[0] if len(each) == 1 else f"{each[0]}-{each[-1]}") for item, each in numbers.items()}
    remarks = {**_squeezed(known, times), **remarks}
    return OrderView(
        times,
        ZoneInfo(known.zone),
        called(known.state),
        frozenset(item.id for item in known.state.items.values() if item.droppable),
        cues,
        remarks,
        changed,
    )


def _squeezed(known: StageNow, times: Timeline) -> dict[str, str]:
    """Items with a fixed end that what comes before them leaves less time than they can do with."""
    said = {}
    for line in times.items:
        if line.end_rule != "fixed" or line.expected_start is None or line.expected_end is None or line.conflict:
            continue
        item, left = known.state.items[line.id], between(line.expected_start, line.expected_end)
        if line.status != "live" and left < min(line.length, item.least_length or LEAST):
            said[line.id] = _("!! only {time} of it left").format(time=span(left))
    return said


def cue_alerts(cues: Iterable[CueState]) -> list[Alert]:
    """Cues that failed and were not left as they are, one row each, the latest fired first."""
    failed = [state for state in cuestack.in_order(cues) if state.state == "failed" and not state.left]
    failed.sort(key=lambda state: state.fired_at.timestamp() if state.fired_at else 0.0, reverse=True)
    said = _("FAILED {number}   {what}")
    return [
        Alert(said.format(number=shown(each.cue.number), what=shown(each.cue.manual or each.cue.name)), "F5")
        for each in failed
    ]
