"""The acts of the stage: each opens a transaction, asks the running rules, records, and answers with the new times.

Nothing is sent from here: what a GO fires stands in `to_fire`, for the process that took it to send after the commit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Required, TypedDict, Unpack

from msgspec import Struct

from console.process import this_process
from console.rules import cuestack, roles, running
from console.rules.cuestack import ToFire
from console.rules.order import called, live_run
from console.rules.refusals import Refusal
from console.rules.running import Done, Moment, Verb
from console.rules.timing import Timeline
from console.rules.timing import timeline as times
from data import history, reading, tables
from data.facts import CueFired, CueSkipped, Draft, Fact
from data.journal import EventFile, Transaction
from data.reading import Connection
from data.records import Stage
from data.states import CueState, EventState, StageState
from data.words import ngettext

__all__ = ["StageAnswer", "ToFire", "add", "back", "end", "go", "hold", "move", "resume", "skip", "standby",
           "timeline", "unskip"]  # fmt: skip


class StageAnswer(Struct, frozen=True):
    """What became of an act: `did` or `refused` (one word of the rules), the sentence, and the stage after it.

    `cue` is the one the GO was spent on; `cues` those the act is about: skipped by a GO, still unfired at a standby,
    already fired at a back.
    """

    message: str
    timeline: Timeline
    did: Verb | None = None
    refused: str | None = None
    item: str | None = None
    fact: str | None = None
    cue: str | None = None
    cues: tuple[str, ...] = ()
    to_fire: tuple[ToFire, ...] = ()


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


def go(file: EventFile, stage: str, **asked: Unpack[Asked]) -> StageAnswer:
    """GO: the next cue of the live item, else the item that stands by with its start cues; a called item's GO skips the
    cues still unfired. With `at`, an act that comes before the stage's latest is refused; without, it happens now."""
    act = Act("go", **asked)
    with file.transaction() as tx:
        event, state = tables.event(tx.db), tables.stage(tx.db, stage)
        cues = tables.cues(tx.db, stage)
        live = live_run(state)
        next_cue = cuestack.on_go(cues, live.item if live else None, called(state))
        if (no := _forbidden(event, state, act)) is not None:
            return no
        when = _moment(act, event, state)
        decided = running.go(state, when, next_cue)
        if isinstance(decided, Refusal):
            return _refused(tx, event, state, act, when, decided)
        spent = next_cue if live is not None and called(state) is None else None
        facts = tx.append(decided.drafts, at=when.at, operator=act.operator)
        fired = [each for each in cues if each.cue.number == spent] if spent else []
        skipped: list[CueState] = []
        if not spent and decided.item is not None:
            fired = cuestack.starts(cues, decided.item)
            # Also those that were jumped over: nothing of an item that is past may still wait unsaid.
            skipped = cuestack.unfired(cues, live.item) if live else []
        run = live.id if live and spent else facts[0].id
        deadline = event.event.deadline if event.event else 0.5
        drafts = [Draft(f"cue/{each.cue.number}", CueSkipped()) for each in skipped]
        drafts += [cuestack.fire_draft(c, event.mode, this_process(), deadline, run, act.source or "go") for c in fired]
        facts += tx.append(drafts, at=when.at, operator=act.operator, act=facts[0].act)
        passed = _numbers(skipped)
        return _answer(tx.db, event, act, when, decided, facts, cue=spent, cues=passed, note=_skipped_note(passed))


def back(file: EventFile, stage: str, **asked: Unpack[Asked]) -> StageAnswer:
    """Takes the last GO back, on everything it touched. Cues that went stay gone and are listed."""
    act = Act("back", **asked)
    with file.transaction() as tx:
        event, state = tables.event(tx.db), tables.stage(tx.db, stage)
        if (no := _forbidden(event, state, act)) is not None:
            return no
        when = _moment(act, event, state)
        decided = running.back(state, when)
        if isinstance(decided, Refusal):
            return _refused(tx, event, state, act, when, decided)
        last = state.runs[-1]
        gone = _fired_in(tx.db, stage, last.id)
        mine = decided.drafts[0]
        touched = {fact.subject for fact in reading.of_act(tx.db, last.act)} - {mine.subject}
        drafts = [mine, *(Draft(subject, mine.body) for subject in sorted(touched))]
        facts = tx.append(drafts, at=when.at, operator=act.operator)
        return _answer(tx.db, event, act, when, decided, facts, cues=gone, note=_gone_note(gone))


def standby(file: EventFile, stage: str, item: str, **asked: Unpack[Asked]) -> StageAnswer:
    """Calls an item to standby, and lists the live item's cues that its GO would skip."""
    act = Act("standby", item=item, **asked)
    with file.transaction() as tx:
        event, state = tables.event(tx.db), tables.stage(tx.db, stage)
        if (no := _forbidden(event, state, act)) is not None:
            return no
        when = _moment(act, event, state)
        decided = running.standby(state, when, item)
        if isinstance(decided, Refusal):
            return _refused(tx, event, state, act, when, decided)
        live = live_run(state)
        left = _numbers(cuestack.unfired(tables.cues(tx.db, stage), live.item)) if live else ()
        facts = tx.append(decided.drafts, at=when.at, operator=act.operator)
        return _answer(tx.db, event, act, when, decided, facts, cues=left, note=_left_note(left))


def hold(file: EventFile, stage: str, reason: str = "", **asked: Unpack[Asked]) -> StageAnswer:
    return _plain(file, stage, Act("hold", **asked), lambda state, when: running.hold(state, when, reason))


def resume(file: EventFile, stage: str, **asked: Unpack[Asked]) -> StageAnswer:
    return _plain(file, stage, Act("resume", **asked), running.resume)


def end(file: EventFile, stage: str, **asked: Unpack[Asked]) -> StageAnswer:
    """Ends the live item; nothing is live after it."""
    return _plain(file, stage, Act("end", **asked), running.end)


def add(file: EventFile, stage: str, seconds: float, **asked: Unpack[Asked]) -> StageAnswer:
    """Gives the live item time; negative seconds take it."""
    return _plain(file, stage, Act("add", **asked), lambda state, when: running.add(state, when, seconds))


def skip(file: EventFile, stage: str, item: str, **asked: Unpack[Asked]) -> StageAnswer:
    act = Act("skip", item=item, **asked)
    return _plain(file, stage, act, lambda state, when: running.skip(state, when, item))


def unskip(file: EventFile, stage: str, item: str, **asked: Unpack[Asked]) -> StageAnswer:
    act = Act("unskip", item=item, **asked)
    return _plain(file, stage, act, lambda state, when: running.unskip(state, when, item))


def move(file: EventFile, stage: str, item: str, before: str | None, **asked: Unpack[Asked]) -> StageAnswer:
    """Moves an item before another; `before` None is the end of the order."""
    act = Act("move", item=item, **asked)
    return _plain(file, stage, act, lambda state, when: running.move(state, when, item, before))


def timeline(file: EventFile, stage: str, now: datetime, at: datetime | None = None) -> Timeline:
    """The stage now, or as it was at `at`: what had happened by then, seen from then."""
    with file.reading() as db:
        if at is None:
            return _times(tables.event(db), tables.stage(db, stage), now)
        return _times(tables.event(db), history.stage_at(db, stage, at), at)


def _plain(file: EventFile, stage: str, act: Act, rule: Callable[[StageState, Moment], Done | Refusal]) -> StageAnswer:
    """An act that touches nothing but the stage."""
    with file.transaction() as tx:
        event, state = tables.event(tx.db), tables.stage(tx.db, stage)
        if (no := _forbidden(event, state, act)) is not None:
            return no
        when = _moment(act, event, state)
        decided = rule(state, when)
        if isinstance(decided, Refusal):
            return _refused(tx, event, state, act, when, decided)
        facts = tx.append(decided.drafts, at=when.at, operator=act.operator)
        return _answer(tx.db, event, act, when, decided, facts)


def _forbidden(event: EventState, state: StageState, act: Act) -> StageAnswer | None:
    """Somebody whose role this is not. It leaves no trace: a refused GO would hold the next one back."""
    no = roles.forbidden(event.operators, act.operator, "stage")
    if no is None:
        return None
    return StageAnswer(no.message, _times(event, state, act.at or act.now), refused=no.reason, item=act.item)


def _moment(act: Act, event: EventState, state: StageState) -> Moment:
    """Without a time said, a clock that is behind the stage's latest act does not keep the operator from acting."""
    at = act.at or max(act.now, state.last_act or act.now)
    guard = event.event.guard if event.event else 1.0
    return Moment(at, act.at or act.now, guard, event.mode, event.state, act.source)


def _refused(
    tx: Transaction, event: EventState, state: StageState, act: Act, when: Moment, refusal: Refusal
) -> StageAnswer:
    """A refused act leaves its refusal and no other trace."""
    draft = running.refused(state, act.verb, refusal, act.item, when)
    facts = tx.append([draft], at=when.at, operator=act.operator)
    shown = _times(event, state, when.at)
    return StageAnswer(refusal.message, shown, refused=refusal.reason, item=act.item, fact=facts[0].id)


def _answer(
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
) -> StageAnswer:
    stage = facts[0].subject.removeprefix("stage/")
    return StageAnswer(
        message=f"{decided.said} {note}".rstrip(),
        timeline=_times(event, tables.stage(db, stage), when.at),
        did=act.verb,
        item=decided.item,
        fact=facts[0].id,
        cue=cue,
        cues=cues,
        to_fire=cuestack.to_fire(facts),
    )


def _times(event: EventState, state: StageState, at: datetime) -> Timeline:
    stage = event.stages.get(state.stage) or Stage(state.stage)
    return times(state, stage, event.zone_name, at)


def _fired_in(db: Connection, stage: str, run: str) -> tuple[str, ...]:
    """The cues that went in a run."""
    fired = []
    for state in cuestack.in_order(tables.cues(db, stage)):
        fact = reading.by_id(db, state.fired) if state.fired else None
        if fact is not None and isinstance(fact.known, CueFired) and fact.known.run == run:
            fired.append(state)
    return _numbers(fired)


def _numbers(cues: Sequence[CueState]) -> tuple[str, ...]:
    return tuple(each.cue.number for each in cues)


def _skipped_note(cues: tuple[str, ...]) -> str:
    said = ngettext("Cue {numbers} is skipped.", "Cues {numbers} are skipped.", len(cues))
    return said.format(numbers=", ".join(cues)) if cues else ""


def _left_note(cues: tuple[str, ...]) -> str:
    said = ngettext("Its GO skips cue {numbers}.", "Its GO skips cues {numbers}.", len(cues))
    return said.format(numbers=", ".join(cues)) if cues else ""


def _gone_note(cues: tuple[str, ...]) -> str:
    said = ngettext("Cue {numbers} has gone already.", "Cues {numbers} have gone already.", len(cues))
    return said.format(numbers=", ".join(cues)) if cues else ""
