"""The acts of calling: a call is given, the live item goes on by itself or does not."""

from __future__ import annotations

from typing import Unpack

from console.rules import autogo, calling
from console.rules.refusals import Refusal
from console.stage.asking import Act, Asked, StageAnswer, answered, forbidden, moment_of, plain, refused, standing
from data import tables
from data.journal import EventFile


def call(file: EventFile, stage: str, item: str | None = None, **asked: Unpack[Asked]) -> StageAnswer:
    """Gives the calls that are due, or the one of an item that is named: who called it, and when."""
    act = Act("call", item=item, **asked)
    with file.transaction() as tx:
        event, state = tables.event(tx.db), tables.stage(tx.db, stage)
        if (no := forbidden(event, state, act)) is not None:
            return no
        when = moment_of(act, event, state)
        times = standing(event, state, when.at).timeline
        decided = calling.give(state, times, calling.usual(event.event), when, item)
        if isinstance(decided, Refusal):
            return refused(tx, event, state, act, when, decided)
        facts = tx.append(decided.drafts, at=when.at, operator=act.operator)
        return answered(tx.db, event, act, when, decided, facts)


def auto(file: EventFile, stage: str, on: bool, **asked: Unpack[Asked]) -> StageAnswer:
    """Whether the live item starts the next by itself: for this run only."""
    return plain(file, stage, Act("auto", **asked), lambda state, when: autogo.set_auto(state, when, on))
