"""The acts of the cues room: what may be told to a cue, and what was told. Nothing is sent from here.

Each act takes its decision inside the transaction, records it, and answers. What is to be sent stands in `to_fire`; the
process that took the GO hands it to its `Firing`, after the commit.
"""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from console import outputs as equipment
from console.cueing.board import CuesView, board
from console.process import alive, this_process
from console.rules import cuestack, roles
from console.rules import panic as panicking
from console.rules.cuestack import Shot, Verb
from console.rules.refusals import Refusal
from console.triggering import with_triggers
from data import reading, tables
from data.facts import (
    ActionAnswered,
    Body,
    CueArmed,
    CueEnded,
    CueFired,
    CueMarked,
    CueRefused,
    CueSkipped,
    CueStoodBy,
    Draft,
    Panicked,
)
from data.journal import EventFile, Transaction
from data.reading import Connection
from data.states import CueState, CueStateName
from data.words import _, ngettext

__all__ = ["CueAnswer", "CuesView", "PanicAnswer", "act", "arm", "board", "disarm", "done", "go", "leave", "panic",
           "retry", "skip", "standby"]  # fmt: skip


class CueAnswer(Struct, frozen=True):
    """What became of an act on a cue: `did` or `refused` (one word), the sentence, and what is to be sent now."""

    number: str
    message: str
    did: Verb | None = None
    refused: str | None = None
    state: CueStateName | None = None
    fact: str | None = None
    to_fire: tuple[Shot, ...] = ()


class PanicAnswer(Struct, frozen=True):
    """What panic stopped: the outputs that are told, and the cues that were running on them. `refused` only for who is
    not signed in, or only looks on."""

    how: panicking.How
    message: str
    outputs: tuple[str, ...]
    cues: tuple[str, ...]
    fact: str
    to_fire: tuple[Shot, ...] = ()
    refused: str | None = None


def act(file: EventFile, verb: Verb, number: str, *, now: datetime, operator: str, source: str = "") -> CueAnswer:
    """One act on one cue, by its name on the command line."""
    with file.transaction() as tx:
        state = tables.cue(tx.db, number)
        seen = None if state is None else cuestack.shown(state, now, alive)
        if (no := roles.forbidden(tables.event(tx.db).operators, operator, "cues")) is not None:
            return CueAnswer(number, no.message, refused=no.reason, state=seen)
        refused = cuestack.refusal(verb, number, state, seen) or _closed(tx.db, verb)
        if refused is not None or state is None:
            why = refused or Refusal("no_such_cue", "")
            facts = tx.append([Draft(f"cue/{number}", CueRefused(verb, why.reason, source))], at=now, operator=operator)
            return CueAnswer(number, why.message, refused=why.reason, state=seen, fact=facts[0].id)
        facts = tx.append(_drafts(tx, verb, state, now, operator, source), at=now, operator=operator)
        facts = with_triggers(tx, facts)
        after = tables.cue(tx.db, number) or state
    shown = cuestack.shown(after, now, alive)
    return CueAnswer(number, _said(verb, after), verb, None, shown, facts[0].id, cuestack.to_fire(facts))


def go(file: EventFile, number: str, *, now: datetime, operator: str, source: str = "") -> CueAnswer:
    return act(file, "go", number, now=now, operator=operator, source=source)


def standby(file: EventFile, number: str, *, now: datetime, operator: str) -> CueAnswer:
    """Calls the cue to standby; `Firing.prepare` then makes its devices ready, and records what they worry about."""
    return act(file, "standby", number, now=now, operator=operator)


def retry(file: EventFile, number: str, *, now: datetime, operator: str) -> CueAnswer:
    return act(file, "retry", number, now=now, operator=operator)


def skip(file: EventFile, number: str, *, now: datetime, operator: str) -> CueAnswer:
    return act(file, "skip", number, now=now, operator=operator)


def done(file: EventFile, number: str, *, now: datetime, operator: str) -> CueAnswer:
    """A person did it, or says that it is done."""
    return act(file, "done", number, now=now, operator=operator)


def leave(file: EventFile, number: str, *, now: datetime, operator: str) -> CueAnswer:
    """The trouble was seen, and stays as it is."""
    return act(file, "leave", number, now=now, operator=operator)


def arm(file: EventFile, number: str, *, now: datetime, operator: str) -> CueAnswer:
    """Arms a cue that is passed over, and takes a skipped one back in."""
    return act(file, "arm", number, now=now, operator=operator)


def disarm(file: EventFile, number: str, *, now: datetime, operator: str) -> CueAnswer:
    return act(file, "disarm", number, now=now, operator=operator)


def _closed(db: Connection, verb: Verb) -> Refusal | None:
    if tables.event(db).state != "closed" or verb in ("done", "leave"):
        return None
    return Refusal("closed", _("The event is closed."))


def _drafts(tx: Transaction, verb: Verb, state: CueState, now: datetime, operator: str, source: str) -> list[Draft]:
    bodies: list[Body]
    match verb:
        case "go" | "retry":
            event = tables.event(tx.db)
            deadline = event.event.deadline if event.event else 0.5
            run = live_run(tx.db, state.cue.item)
            return [cuestack.fire_draft(state, event.mode, this_process(), deadline, run, source or verb)]
        case "standby":
            bodies = [CueStoodBy(source=source)]
        case "skip":
            bodies = [CueSkipped(source)]
        case "arm" | "disarm":
            bodies = [CueArmed(verb == "arm", source)]
        case "leave":
            bodies = [CueMarked("left", source)]
        case "done":
            bodies = [CueMarked("done", source), *_confirmed(tx.db, state, now, operator)]
    return [Draft(f"cue/{state.cue.number}", body) for body in bodies]


def _confirmed(db: Connection, state: CueState, now: datetime, operator: str) -> list[ActionAnswered]:
    """A person says that it is done: what was told to people is confirmed with it."""
    known = tables.event(db).outputs
    ms = max(0.0, (now - state.fired_at).total_seconds() * 1000) if state.fired_at else 0.0
    said = _("confirmed by {operator}").format(operator=operator) if operator else _("confirmed by hand")
    return [
        ActionAnswered(state.fired, index, "confirmed", ms, said)
        for index, each in enumerate(state.answers)
        if each.result == "sent" and each.output in known and known[each.output].type == "manual"
    ]


def live_run(db: Connection, item: str) -> str:
    """The id of the run in which the item is live now, "" where it is not."""
    for stage_id in tables.stages_holding(db):
        runs = tables.stage(db, stage_id).runs
        if runs and runs[-1].end is None and runs[-1].item == item:
            return runs[-1].id
    return ""


def _said(verb: Verb, state: CueState) -> str:
    number = state.cue.number
    said = {
        "go": _("Cue {number} fires."),
        "retry": _("Cue {number} fires again."),
        "standby": _("Cue {number} stands by."),
        "skip": _("Cue {number} is skipped."),
        "done": _("Cue {number} is marked done."),
        "leave": _("Cue {number} is left as it is."),
        "arm": _("Cue {number} is armed."),
        "disarm": _("Cue {number} is disarmed; the sequence passes over it."),
    }
    return said[verb].format(number=number)


def panic(
    file: EventFile, how: panicking.How | None = None, *, now: datetime, operator: str, source: str = ""
) -> PanicAnswer:
    """Panic, recorded: media fade and stop, a second press (or `cut`) stops at once, `resume` goes on. Refused to
    nobody who does anything here.

    The presser's `Firing` tells the devices; chains that other processes follow see the fact and stop.
    """
    with file.transaction() as tx:
        event = tables.event(tx.db)
        if (no := roles.forbidden(event.operators, operator, "panic")) is not None:
            return PanicAnswer(how or "fade", no.message, (), (), "", refused=no.reason)
        named = event.event.panic_stops if event.event else ()
        what = [each.name for each in panicking.stops(event.outputs.values(), equipment.media(), named)]
        last = next(reading.facts(tx.db, subject="event", kinds=["panicked"], newest_first=True, limit=1), None)
        if how is None:
            pressed = last.fact.known if last is not None and isinstance(last.fact.known, Panicked) else None
            how = panicking.how(pressed, last.fact.at if last else None, now)
        cues = tables.cues(tx.db)
        drafts = [Draft("event", Panicked(how, source))]
        hit = panicking.resumable(cues, what) if how == "resume" else panicking.stopped(cues, what)
        for state in hit:
            body: Body
            if how == "resume":
                deadline = event.event.deadline if event.event else 0.5
                body = CueFired(state.cue.actions, event.mode, this_process(), deadline, source="resume")
            else:
                played = (now - state.fired_at).total_seconds() - state.cue.pre_wait if state.fired_at else 0.0
                body = CueEnded(state.fired, "stopped", max(0.0, played))
            drafts.append(Draft(f"cue/{state.cue.number}", body))
        facts = tx.append(drafts, at=now, operator=operator)
    numbers = tuple(state.cue.number for state in hit)
    return PanicAnswer(how, _panic_said(how, what, numbers), tuple(what), numbers, facts[0].id, cuestack.to_fire(facts))


def _panic_said(how: panicking.How, what: list[str], numbers: tuple[str, ...]) -> str:
    told = ", ".join(what) or _("no output")
    if how == "resume":
        said = ngettext("{n} cue goes on.", "{n} cues go on.", len(numbers))
    elif how == "cut":
        said = ngettext("PANIC: {told} cut; {n} cue stopped.", "PANIC: {told} cut; {n} cues stopped.", len(numbers))
    else:
        said = ngettext("PANIC: {told} fade; {n} cue stopped.", "PANIC: {told} fade; {n} cues stopped.", len(numbers))
    return said.format(n=len(numbers), told=told)
