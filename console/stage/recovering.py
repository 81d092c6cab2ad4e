"""Recovery and re-plan as acts, each one act with one undo, and the looks at what they and other things would bring."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack

from msgspec import Struct

from console.rules.recovery import plan_anew
from console.rules.recovery import recovering as rule
from console.rules.recovery import recovery as ways
from console.rules.recovery.plan_anew import Moved
from console.rules.recovery.recovery import Proposal, Recovery, Strategy
from console.rules.recovery.what_if import Supposed, WhatIf
from console.rules.recovery.what_if import what_if as supposing
from console.rules.refusals import Refusal
from console.rules.running import Done
from console.rules.times.timing import Timeline, timeline
from console.stage.asking import Act, Asked, StageAnswer, answered, forbidden, moment_of, plain, refused
from data import history, tables
from data.journal import EventFile
from data.records import Stage
from data.states import StageState


def recovery(file: EventFile, stage: str, now: datetime, at: datetime | None = None) -> Recovery | Refusal:
    """The three ways to be out in time, as things stand now or stood at `at`."""
    return ways.recovery(*_standing(file, stage, at), at or now)


def recover(
    file: EventFile,
    stage: str,
    strategy: Strategy,
    *,
    shown: Proposal | None = None,
    seen: StageState | None = None,
    **asked: Unpack[Asked],
) -> StageAnswer:
    """Applies a way: the one `shown`, if the stage is still as it was `seen` then; without, as it is worked out now."""
    act = Act("recover", **asked)
    with file.transaction() as tx:
        event, state = tables.event(tx.db), tables.stage(tx.db, stage)
        if (no := forbidden(event, state, act)) is not None:
            return no
        when = moment_of(act, event, state)
        if seen is not None and seen != state:
            decided: Done | Refusal = rule.moved_on()
        else:
            own = event.stages.get(stage) or Stage(stage)
            decided = rule.recover(state, own, event.zone_name, when, strategy, shown)
        if isinstance(decided, Refusal):
            return refused(tx, event, state, act, when, decided)
        facts = tx.append(decided.drafts, at=when.at, operator=act.operator)
        return answered(tx.db, event, act, when, decided, facts)


def replan(file: EventFile, stage: str, **asked: Unpack[Asked]) -> StageAnswer:
    """The times expected now become the plan of what is to come."""
    return plain(file, stage, Act("replan", **asked), plan_anew.replan)


class Replan(Struct, frozen=True):
    """What a replan would do: the times as they are, as they would be, and what it moves in the plan."""

    as_it_is: Timeline
    would_be: Timeline
    moved: tuple[Moved, ...]


def replanned(file: EventFile, stage: str, now: datetime, at: datetime | None = None) -> Replan:
    """What a replan would do, as things stand now or stood at `at`; nothing is moved where there is nothing to do."""
    state, own, zone = _standing(file, stage, at)
    moment = at or now
    before = timeline(state, own, zone, moment)
    after = timeline(plan_anew.replanned(state, moment), own, zone, moment)
    return Replan(before, after, plan_anew.moved(before, after))


def what_if(
    file: EventFile, stage: str, question: Supposed, now: datetime, at: datetime | None = None
) -> WhatIf | Refusal:
    """The times as they are and as they would be; nothing is recorded."""
    return supposing(*_standing(file, stage, at), at or now, question)


def _standing(file: EventFile, stage: str, at: datetime | None) -> tuple[StageState, Stage, str]:
    with file.reading() as db:
        event = tables.event(db)
        state = tables.stage(db, stage) if at is None else history.stage_at(db, stage, at)
    return state, event.stages.get(stage) or Stage(stage), event.zone_name
