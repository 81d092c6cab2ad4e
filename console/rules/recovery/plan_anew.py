"""Re-plan: the times expected now become the plan of what is to come (RULES §2).

Where an item has a start of its own, that moves. What follows on needs none: the plan goes on later after the item
before it, so that what is moved, made longer or taken out afterwards still moves all that comes after it.
"""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from console.rules.refusals import Refusal
from console.rules.running import Done, Moment, kept_out
from console.rules.times.forecast import look
from console.rules.times.timeline import Line, Timeline
from data.facts import Draft, Replanned
from data.states import StageState
from data.words import _, ngettext


class Moved(Struct, frozen=True):
    """An item whose planned times a replan changes."""

    item: str
    start_from: datetime
    start_to: datetime
    end_from: datetime
    end_to: datetime


def replan(state: StageState, now: Moment) -> Done | Refusal:
    """The act. Show mode does not bar it: it moves no item and starts none. Whoever asks for it there gives a typed
    word first."""
    barred = kept_out(state, now)
    if barred is not None:
        return barred
    if not look(state, now.at).to_come:
        return Refusal("nothing_after", _("Nothing is to come: there is nothing to replan."))
    starts, later = anew(state, now.at)
    if not starts and not later:
        return nothing_to_replan()
    body = Replanned(starts, later, now.source)
    count = len(look(state, now.at).to_come)
    said = ngettext("{n} item is planned as expected now.", "{n} items are planned as expected now.", count)
    return Done((Draft(f"stage/{state.stage}", body),), said.format(n=count))


def nothing_to_replan() -> Refusal:
    return Refusal("nothing_to_replan", _("The plan of what is to come says what is expected already."))


def replanned(state: StageState, now: datetime) -> StageState:
    """The stage as a replan at `now` would leave it; the fold of the fact does the same."""
    starts, later = anew(state, now)
    return replace(state, replanned={**state.replanned, **starts}, later={**state.later, **later})


def anew(state: StageState, now: datetime) -> tuple[dict[str, datetime], dict[str, float]]:
    """New starts, and by how many seconds the plan goes on later after an item than the item is planned to end."""
    day = look(state, now)
    starts: dict[str, datetime] = {}
    later: dict[str, float] = {}
    before, ended = "", day.now
    for planned in day.plan:
        if planned.skipped:
            continue
        item, expected = planned.item.id, day.to_come.get(planned.item.id)
        # What ran keeps its plan, even where something that is to run again stands before it.
        start = expected.start if expected is not None else planned.start
        gone = (start - ended).total_seconds()
        if planned.fixed_start or not before:
            if start != planned.start:
                starts[item] = start
        elif gone != state.later.get(before, 0.0):
            later[before] = gone
        until = planned.end - planned.conflict
        end = max(start, until) if planned.fixed_end else start + planned.length
        before, ended = item, end
    return starts, later


def moved(before: Timeline, after: Timeline) -> tuple[Moved, ...]:
    """What a replan changes in the plan of what is to come."""
    lines = {line.id: line for line in after.items}
    return tuple(
        Moved(was.id, was.planned_start, will.planned_start, was.planned_end, will.planned_end)
        for was in before.items
        if (will := lines[was.id]) and to_come(was) and _times(was) != _times(will)
    )


def to_come(line: Line) -> bool:
    return line.expected_start is not None and line.status != "live"


def _times(line: Line) -> tuple[datetime, datetime]:
    return line.planned_start, line.planned_end
