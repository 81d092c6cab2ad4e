"""An edit that is not stored yet: how the order would be with it, what it would make wrong, and why it can't be."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from console.rules.editing.editing import preview
from console.rules.editing.edits import Edit, Known
from console.rules.editing.troubles import Trouble, new_troubles
from console.rules.refusals import Refusal
from console.rules.running import Moment
from console.rules.times.timeline import Line, Timeline
from console.rules.times.timing import timeline
from data.states import StageState
from data.words import _
from screens.stage_read import StageNow


class Seen(Struct, frozen=True):
    """The order with the edit in it. Where it can't be made, `why` says so and the times are those that stand."""

    times: Timeline
    state: StageState
    changed: frozenset[str] = frozenset()
    troubles: tuple[Trouble, ...] = ()
    why: str = ""


def see(known: StageNow, edit: Edit, what: Known, times: Timeline, now: datetime) -> Seen:
    """`times` are those that stand; asks nothing of the file."""
    at = max(now, known.state.last_act or now)
    guard = known.day.event.guard if known.day.event else 1.0
    after = preview(known.state, Moment(at, now, guard, known.day.mode, known.day.state), edit, what)
    if isinstance(after, Refusal):
        return Seen(times, known.state, why="" if after.reason == "nothing_changed" else after.message)
    seen = timeline(after, known.stage, known.zone, now)
    before = {line.id: _when(line) for line in times.items}
    moved = frozenset(line.id for line in seen.items if before.get(line.id) != _when(line))
    return Seen(seen, after, moved, new_troubles(times, seen))


def said(seen: Seen, times: Timeline) -> tuple[str, str]:
    """The line under an edit as one types, and its tone."""
    if seen.why:
        return f"!! {seen.why}", "warning"
    if seen.troubles:
        more = len(seen.troubles) - 1
        rest = "   " + _("+{n} more").format(n=more) if more else ""
        return f"!! {seen.troubles[0].message}{rest}", "danger"
    parts = [_("PREVIEW")]
    if seen.times.expected_end is not None:
        ends = f"{seen.times.expected_end:%H:%M}"
        was = f"{times.expected_end:%H:%M}" if times.expected_end is not None else ends
        parts.append(_("ends {time}").format(time=ends) if ends == was else _("ends {time}, was {before}").format(
            time=ends, before=was))  # fmt: skip
    return "   ".join((*parts, _("Enter stores   Esc leaves all as it was"))), "ask"


def _when(line: Line) -> tuple[datetime | None, ...]:
    return (line.planned_start, line.planned_end, line.expected_start, line.expected_end)
