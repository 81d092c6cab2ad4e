"""The acts that run the order: each opens a transaction, asks the rules, records, and answers with the new times.

Nothing is sent from here: what a GO fires stands in `to_fire`, for the process that took it to send after the commit.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Unpack

from console.house import not_cleared
from console.process import this_process
from console.rules import autogo, cuestack, running
from console.rules.refusals import Refusal
from console.rules.running import Done, Moment
from console.rules.times.order import called, live_run
from console.rules.times.timing import Timeline
from console.stage.asking import Act, Asked, StageAnswer, answered, forbidden, moment_of, plain, refused, standing
from console.triggering import with_triggers
from data import history, reading, tables
from data.facts import CueFired, CueSkipped, Draft
from data.journal import EventFile, Transaction
from data.kinds.calling import AutoUsed
from data.reading import Connection
from data.states import CueState, EventState, StageState
from data.words import _, ngettext


def go(file: EventFile, stage: str, **asked: Unpack[Asked]) -> StageAnswer:
    """GO: the next cue of the live item, else the item that stands by with its start cues; a called item's GO skips the
    cues still unfired. With `at`, an act that comes before the stage's latest is refused; without, it happens now."""
    act = Act("go", **asked)
    with file.transaction() as tx:
        event, state = tables.event(tx.db), tables.stage(tx.db, stage)
        cues = tables.cues(tx.db, stage)
        live = live_run(state)
        next_cue = cuestack.on_go(cues, live.item if live else None, called(state))
        if (no := forbidden(event, state, act)) is not None:
            return no
        when = moment_of(act, event, state)
        decided = running.go(state, when, next_cue)
        if isinstance(decided, Refusal):
            return refused(tx, event, state, act, when, decided)
        spent = next_cue if live is not None and called(state) is None else None
        return _gone(tx, event, state, act, when, decided, spent)


def auto_go(file: EventFile, stage: str, *, now: datetime, operator: str) -> StageAnswer | None:
    """GO by itself, where the live item's end is due and it goes on by itself; None where it is not the moment, and
    nothing is recorded then. Every open console asks; here one of them gets it. Cues unfired are skipped, as by a call.
    """
    act = Act("go", now=now, operator=operator, source="auto")
    with file.transaction() as tx:
        event, state = tables.event(tx.db), tables.stage(tx.db, stage)
        if (no := forbidden(event, state, act)) is not None:
            return no
        when = moment_of(act, event, state)
        due = autogo.auto(state, standing(event, state, when.at).timeline, event.mode)
        if due is None or not due.now:
            return None
        decided = running.go(state, when)
        if isinstance(decided, Refusal):
            return None
        used = Draft(f"stage/{stage}", AutoUsed(due.run))
        tx.append([used], at=when.at, operator=operator)
        return _gone(tx, event, state, act, when, decided, None)


def _gone(
    tx: Transaction, event: EventState, state: StageState, act: Act, when: Moment, decided: Done, spent: str | None
) -> StageAnswer:
    """A GO that was granted, with all that goes with it: cues fired and skipped. `spent` is the cue it went to."""
    cues, live = tables.cues(tx.db, state.stage), live_run(state)
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
    facts = with_triggers(tx, facts, state)
    passed = _numbers(skipped)
    # Said and not refused: whether the show starts is the stage manager's word, the house is the desk's.
    bare = spent is None and not_cleared(tx.db, event, state)
    note = " ".join(part for part in (_("The house is not cleared.") if bare else "", _skipped_note(passed)) if part)
    return answered(tx.db, event, act, when, decided, facts, cue=spent, cues=passed, note=note)


def back(file: EventFile, stage: str, **asked: Unpack[Asked]) -> StageAnswer:
    """Takes the last GO back, on everything it touched. Cues that went stay gone and are listed."""
    act = Act("back", **asked)
    with file.transaction() as tx:
        event, state = tables.event(tx.db), tables.stage(tx.db, stage)
        if (no := forbidden(event, state, act)) is not None:
            return no
        when = moment_of(act, event, state)
        decided = running.back(state, when)
        if isinstance(decided, Refusal):
            return refused(tx, event, state, act, when, decided)
        last = state.runs[-1]
        gone = _fired_in(tx.db, stage, last.id)
        mine = decided.drafts[0]
        touched = {fact.subject for fact in reading.of_act(tx.db, last.act)} - {mine.subject}
        drafts = [mine, *(Draft(subject, mine.body) for subject in sorted(touched))]
        facts = tx.append(drafts, at=when.at, operator=act.operator)
        return answered(tx.db, event, act, when, decided, facts, cues=gone, note=_gone_note(gone))


def standby(file: EventFile, stage: str, item: str, **asked: Unpack[Asked]) -> StageAnswer:
    """Calls an item to standby, and lists the live item's cues that its GO would skip."""
    act = Act("standby", item=item, **asked)
    with file.transaction() as tx:
        event, state = tables.event(tx.db), tables.stage(tx.db, stage)
        if (no := forbidden(event, state, act)) is not None:
            return no
        when = moment_of(act, event, state)
        decided = running.standby(state, when, item)
        if isinstance(decided, Refusal):
            return refused(tx, event, state, act, when, decided)
        live = live_run(state)
        left = _numbers(cuestack.unfired(tables.cues(tx.db, stage), live.item)) if live else ()
        facts = with_triggers(tx, tx.append(decided.drafts, at=when.at, operator=act.operator), state)
        return answered(tx.db, event, act, when, decided, facts, cues=left, note=_left_note(left))


def hold(file: EventFile, stage: str, reason: str = "", **asked: Unpack[Asked]) -> StageAnswer:
    return plain(file, stage, Act("hold", **asked), lambda state, when: running.hold(state, when, reason))


def resume(file: EventFile, stage: str, **asked: Unpack[Asked]) -> StageAnswer:
    return plain(file, stage, Act("resume", **asked), running.resume)


def end(file: EventFile, stage: str, **asked: Unpack[Asked]) -> StageAnswer:
    """Ends the live item; nothing is live after it."""
    return plain(file, stage, Act("end", **asked), running.end)


def add(file: EventFile, stage: str, seconds: float, **asked: Unpack[Asked]) -> StageAnswer:
    """Gives the live item time; negative seconds take it."""
    return plain(file, stage, Act("add", **asked), lambda state, when: running.add(state, when, seconds))


def skip(file: EventFile, stage: str, item: str, **asked: Unpack[Asked]) -> StageAnswer:
    act = Act("skip", item=item, **asked)
    return plain(file, stage, act, lambda state, when: running.skip(state, when, item))


def unskip(file: EventFile, stage: str, item: str, **asked: Unpack[Asked]) -> StageAnswer:
    act = Act("unskip", item=item, **asked)
    return plain(file, stage, act, lambda state, when: running.unskip(state, when, item))


def move(file: EventFile, stage: str, item: str, before: str | None, **asked: Unpack[Asked]) -> StageAnswer:
    """Moves an item before another; `before` None is the end of the order."""
    act = Act("move", item=item, **asked)
    return plain(file, stage, act, lambda state, when: running.move(state, when, item, before))


def timeline(file: EventFile, stage: str, now: datetime, at: datetime | None = None) -> Timeline:
    """The stage now, or as it was at `at`: what had happened by then, seen from then."""
    with file.reading() as db:
        if at is None:
            return standing(tables.event(db), tables.stage(db, stage), now).timeline
        return standing(tables.event(db), history.stage_at(db, stage, at), at).timeline


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
