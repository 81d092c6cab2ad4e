"""How an act of a stage is asked for and answered: what all of them have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property
from typing import Required, TypedDict

from msgspec import Struct

from console.rules import cuestack, roles, running
from console.rules.cuestack import Shot
from console.rules.editing.troubles import Trouble, new_troubles
from console.rules.refusals import Refusal
from console.rules.running import Done, Moment, Verb
from console.rules.times.timing import Timeline
from console.rules.times.timing import timeline as times
from console.triggering import with_triggers
from data import tables
from data.facts import Fact
from data.journal import EventFile, Transaction
from data.reading import Connection
from data.records import Stage
from data.states import EventState, StageState


class Standing(Struct, frozen=True, dict=True):
    """A stage as an act left it. Its times are worked out by whoever asks for them: a long order takes milliseconds,
    and the file is held meanwhile by nobody."""

    state: StageState
    stage: Stage
    zone: str
    at: datetime

    @cached_property
    def timeline(self) -> Timeline:
        return times(self.state, self.stage, self.zone, self.at)


class StageAnswer(Struct, frozen=True):
    """What became of an act: `did` or `refused` (one word of the rules), the sentence, and the stage after it.

    `cue` is the one the GO was spent on; `cues` those the act is about: skipped by a GO, still unfired at a standby,
    already fired at a back. `was` is the stage before an edit.
    """

    message: str
    standing: Standing
    did: Verb | None = None
    refused: str | None = None
    item: str | None = None
    fact: str | None = None
    cue: str | None = None
    cues: tuple[str, ...] = ()
    to_fire: tuple[Shot, ...] = ()

    was: Standing | None = None

    @property
    def timeline(self) -> Timeline:
        """The stage after the act, at its moment."""
        return self.standing.timeline

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """What an edit made wrong."""
        return new_troubles(self.was.timeline, self.timeline) if self.was is not None else ()


class Asked(TypedDict, total=False):
    """How an act is asked for: when and by whom; at `at` if that is said, else now. `source` is where it came from."""

    now: Required[datetime]
    operator: Required[str]
    at: datetime | None
    source: str


class Act(Struct, frozen=True):
    """An act as it was asked for."""

    verb: Verb
    now: datetime
    operator: str
    at: datetime | None = None
    source: str = ""
    item: str | None = None


def plain(file: EventFile, stage: str, act: Act, rule: Callable[[StageState, Moment], Done | Refusal]) -> StageAnswer:
    """An act that touches nothing but the stage."""
    with file.transaction() as tx:
        event, state = tables.event(tx.db), tables.stage(tx.db, stage)
        if (no := forbidden(event, state, act)) is not None:
            return no
        when = moment_of(act, event, state)
        decided = rule(state, when)
        if isinstance(decided, Refusal):
            return refused(tx, event, state, act, when, decided)
        facts = tx.append(decided.drafts, at=when.at, operator=act.operator)
        facts = with_triggers(tx, facts, state)
        return answered(tx.db, event, act, when, decided, facts)


def forbidden(event: EventState, state: StageState, act: Act) -> StageAnswer | None:
    """Somebody whose role this is not. It leaves no trace: a refused GO would hold the next one back."""
    no = roles.forbidden(event.operators, act.operator, "stage")
    if no is None:
        return None
    return StageAnswer(no.message, standing(event, state, act.at or act.now), refused=no.reason, item=act.item)


def moment_of(act: Act, event: EventState, state: StageState) -> Moment:
    """Without a time said, a clock that is behind the stage's latest act does not keep the operator from acting."""
    at = act.at or max(act.now, state.last_act or act.now)
    guard = event.event.guard if event.event else 1.0
    return Moment(at, act.at or act.now, guard, event.mode, event.state, act.source)


def refused(
    tx: Transaction, event: EventState, state: StageState, act: Act, when: Moment, refusal: Refusal
) -> StageAnswer:
    """A refused act leaves its refusal and no other trace."""
    draft = running.refused(state, act.verb, refusal, act.item, when)
    facts = tx.append([draft], at=when.at, operator=act.operator)
    return StageAnswer(
        refusal.message, standing(event, state, when.at), refused=refusal.reason, item=act.item, fact=facts[0].id
    )


def answered(
    db: Connection,
    event: EventState,
    act: Act,
    when: Moment,
    decided: Done,
    facts: Sequence[Fact],
    *,
    cue: str | None = None,
    cues: tuple[str, ...] = (),
    note: str = "",
    before: Standing | None = None,
) -> StageAnswer:
    stage = facts[0].subject.removeprefix("stage/")
    return StageAnswer(
        message=f"{decided.said} {note}".rstrip(),
        standing=standing(event, tables.stage(db, stage), when.at),
        did=act.verb,
        item=decided.item,
        fact=facts[0].id,
        cue=cue,
        cues=cues,
        was=before,
        to_fire=cuestack.to_fire(facts),
    )


def standing(event: EventState, state: StageState, at: datetime) -> Standing:
    stage = event.stages.get(state.stage) or Stage(state.stage)
    return Standing(state, stage, event.zone_name, at)
