"""The hard out of a stage as an act: everybody out by a time, said on the day, and taken away again."""

from __future__ import annotations

from typing import Unpack

from msgspec.structs import replace

from console.rules.refusals import Refusal
from console.rules.running import Done, Moment, kept_out
from console.stage.asking import Act, Asked, StageAnswer, forbidden, moment_of, refused, standing
from data import moments, tables
from data.clean import clean
from data.facts import Draft, StageSet
from data.journal import EventFile
from data.moments import MomentError
from data.records import Stage
from data.states import EventState, StageState
from data.words import _


def out_by(file: EventFile, stage: str, text: str, **asked: Unpack[Asked]) -> StageAnswer:
    """A bare time is the first such one after the stage's first start; none, or `-`: there is no hard out."""
    act = Act("out_by", **asked)
    with file.transaction() as tx:
        event, state = tables.event(tx.db), tables.stage(tx.db, stage)
        if (no := forbidden(event, state, act)) is not None:
            return no
        when = moment_of(act, event, state)
        decided = _decided(event, state, text, when)
        if isinstance(decided, Refusal):
            return refused(tx, event, state, act, when, decided)
        fact = tx.append(decided.drafts, at=when.at, operator=act.operator)[0]
        after = standing(tables.event(tx.db), state, when.at)
        return StageAnswer(decided.said, after, did=act.verb, fact=fact.id)


def _decided(event: EventState, state: StageState, text: str, now: Moment) -> Done | Refusal:
    if (barred := kept_out(state, now)) is not None:
        return barred
    typed = clean(text)
    typed = "" if typed == "-" else typed
    try:
        if typed:
            moments.moment(typed, moments.local_date(now.at, event.zone), event.zone)
    except MomentError as why:
        return Refusal("bad_time", f"{str(why).rstrip('.')}.")
    before = event.stages.get(state.stage) or Stage(state.stage, state.stage)
    said = _("Everybody is out by {time}.").format(time=typed) if typed else _("There is no hard out.")
    if before.hard_out == typed:
        return Refusal("nothing_changed", said)
    return Done((Draft("event", StageSet(replace(before, hard_out=typed))),), said)
