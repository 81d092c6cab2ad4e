"""What outputs are to be told of an act: found in its facts, and stored as an intent in the transaction of the act."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from console.process import this_process
from console.rules import triggers
from console.rules.times.order import stands_by
from console.rules.times.timing import timeline
from console.rules.triggers import Happened
from data import tables
from data.facts import CueFired, Draft, Fact
from data.journal import Transaction
from data.kinds.triggers import Triggered
from data.reading import Connection
from data.records import Stage
from data.states import EventState, StageState

DEADLINE = 0.5


def with_triggers(tx: Transaction, facts: tuple[Fact, ...], before: StageState | None = None) -> tuple[Fact, ...]:
    """The facts and, where the event has triggers for them, the intents to tell of them. `before` is the stage as it
    was; an act on cues alone has none."""
    event = tables.event(tx.db)
    wanted = {each.on for each in event.triggers}
    if not wanted or not facts:
        return facts
    drafts: list[Draft] = []
    if before is not None:
        told = [each for each in triggers.happened(facts, before) if each.on in wanted]
        drafts += intents(tx.db, event, before.stage, told, facts[0])
    if "cue" in wanted:
        for stage, cue in _fired(tx.db, facts):
            drafts += intents(tx.db, event, stage, [cue], facts[0])
    return facts + tx.append(drafts, at=facts[0].at, operator=facts[0].operator, act=facts[0].act)


def _fired(db: Connection, facts: Iterable[Fact]) -> Iterator[tuple[str, Happened]]:
    """The cues that fired, and on which stage; what goes on after a panic is no new cue."""
    for fact in facts:
        if not isinstance(fact.known, CueFired) or fact.known.source == "resume":
            continue
        number = fact.subject.removeprefix("cue/")
        cue = tables.cue(db, number)
        for stage in tables.stages_holding(db) if cue is not None else ():
            if cue is not None and cue.cue.item in tables.stage(db, stage).items:
                yield stage, Happened("cue", cue.cue.item, number, source=fact.known.source)


def intents(db: Connection, event: EventState, stage: str, told: Sequence[Happened], of: Fact) -> Iterator[Draft]:
    """What is to be stored of each of them; one that no trigger is for stays out."""
    state, times = None, None
    for each in told:
        if times is None:
            state = tables.stage(db, stage)
            wanted = {one.item for one in told} | {item for item in (stands_by(state),) if item is not None}
            at = event.stages.get(stage) or Stage(stage)
            times = timeline(state, at, event.zone_name, of.at, only=wanted)
        cue = tables.cue(db, each.cue) if each.cue else None
        words = triggers.words_of(event, each, times, of.operator, cue.cue.name if cue else "")
        if actions := triggers.actions(event, stage, each, words):
            deadline = event.event.deadline if event.event else DEADLINE
            body = Triggered(each.on, each.item, actions, event.mode, this_process(), deadline, each.cue)
            yield Draft(f"trigger/{stage}", body)
