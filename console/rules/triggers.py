"""Triggers: which an act or a moment is for, what their outputs are told, and when an item's time is told of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from console.rules.filling import Words, filled
from console.rules.times.order import live_run
from console.rules.times.timeline import Line, Timeline
from data.facts import Ended, Fact, Held, Resumed, StoodBy, TimeAdded, Went
from data.kinds.triggers import Signal, Triggered
from data.records import Action, Item, Trigger, TriggerOn
from data.states import EventState, StageState

LATE = 5.0
"""Seconds after which a warning, danger or end is not told any more: a machine that slept tells nothing old."""
_ORDER: tuple[Signal, ...] = ("warning", "danger", "over")
TIMED: frozenset[str] = frozenset(_ORDER)


class ToSend(Struct, frozen=True):
    """Triggers whose intent is stored: `triggered` is the id of its fact."""

    triggered: str


class Happened(Struct, frozen=True):
    """One thing that outputs may be told of: about which item, and of a cue which; `added` is seconds."""

    on: TriggerOn
    item: str
    cue: str = ""
    added: float | None = None
    reason: str = ""
    source: str = ""


def happened(facts: Iterable[Fact], before: StageState) -> list[Happened]:
    """What facts just stored are, in the order it happened; `before` is the stage as it was."""
    live = live_run(before)
    item = live.item if live is not None else ""
    found: list[Happened] = []
    for fact in facts:
        match fact.known:
            case StoodBy(item=called, source=source):
                found.append(Happened("standby", called, source=source))
            case Went(item=starts, source=source):
                if live is not None:
                    found.append(Happened("end", item, source=source))
                found.append(Happened("start", starts, source=source))
                item = starts
            case Ended(source=source):
                found.append(Happened("end", item, source=source))
            case Held(reason=reason, source=source):
                found.append(Happened("hold", item, reason=reason, source=source))
            case Resumed(source=source):
                found.append(Happened("resume", item, source=source))
            case TimeAdded(seconds=seconds, source=source):
                found.append(Happened("add", item, added=seconds, source=source))
            case _:
                pass
    return found


def for_it(event: EventState, stage: str, on: TriggerOn, item: str) -> list[Trigger]:
    """The triggers of this, on that stage and item."""
    return [each for each in event.triggers if each.on == on and each.stage in ("", stage) and each.item in ("", item)]


def actions(event: EventState, stage: str, what: Happened, words: Words) -> tuple[Action, ...]:
    """What is told to outputs, of all triggers that this is for."""
    found = []
    for each in for_it(event, stage, what.on, what.item):
        if each.cue in ("", what.cue):
            found += [Action(a.output, filled(a.text, _kind(event, a.output), words)) for a in each.actions]
    return tuple(found)


def _kind(event: EventState, output: str) -> str:
    return event.outputs[output].type if output in event.outputs else ""


def words_of(event: EventState, what: Happened, times: Timeline, operator: str, cue_name: str = "") -> Words:
    """What actions may say of it; `times` is the stage after it."""
    lines = {line.id: line for line in times.items}
    line, coming = lines.get(what.item), lines.get(times.standby or "")
    stage = event.stages.get(times.stage)
    return Words(
        on=what.on, event=event.event.name if event.event else "", stage=times.stage,
        stage_title=stage.title if stage else "", item=what.item, number=what.cue or what.item,
        title=line.title if line else "", title_alt=line.title_alt if line else "", kind=line.kind if line else "",
        next=coming.id if coming else "", next_title=coming.title if coming else "", cue=what.cue, cue_name=cue_name,
        clock=f"{times.now:%H:%M:%S}", seconds=_whole(_left(line)), length=_whole(line.length if line else 0.0),
        added=_whole(what.added or 0.0), late=_whole(times.offset), reason=what.reason, operator=operator,
        source=what.source,
    )  # fmt: skip


def _left(line: Line | None) -> float:
    """Seconds left of an item that is on, else its length."""
    if line is None:
        return 0.0
    return line.remaining if line.remaining is not None else line.length


def _whole(seconds: float) -> str:
    return str(round(seconds))


def to_send(facts: Sequence[Fact]) -> tuple[ToSend, ...]:
    """The triggers among facts just stored, for the process that stored them to send."""
    return tuple(ToSend(fact.id) for fact in facts if isinstance(fact.known, Triggered))


# -- an item's time ----------------------------------------------------------------------------------------------------
class Due(Struct, frozen=True):
    """What an item's time has come to, how many seconds ago."""

    run: str
    item: str
    what: Signal
    late: float


def due(state: StageState, times: Timeline, now: datetime) -> Due | None:
    """The latest that the live item has come to, or None. Time that somebody took counts from when they took it."""
    run, line = live_run(state), next((line for line in times.items if line.status == "live"), None)
    if run is None or line is None or line.remaining is None or line.phase not in TIMED:
        return None
    what = next(each for each in _ORDER if each == line.phase)
    since = _threshold(state.items[line.id], what) - line.remaining
    if state.last_act is not None:
        since = min(since, (now - state.last_act).total_seconds())
    return Due(run.id, line.id, what, max(0.0, since))


def next_due(state: StageState, times: Timeline, now: datetime) -> datetime | None:
    """When the live item's time comes to its next, while nobody does anything; None for never."""
    line = next((line for line in times.items if line.status == "live"), None)
    if line is None or line.remaining is None or times.state == "held":
        return None
    # An item is over a moment after its last second, not at it.
    ahead = [line.remaining - _threshold(state.items[line.id], what) + (what == "over") * 0.001 for what in _ORDER]
    left = [seconds for seconds in ahead if seconds > 0]
    return now + timedelta(seconds=min(left)) if left else None


def _threshold(item: Item, what: Signal) -> float:
    return {"warning": item.warning, "danger": item.danger, "over": 0.0}[what]
