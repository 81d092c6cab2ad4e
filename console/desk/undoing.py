"""Undo: an act is taken back by one fact on every subject it touched; undo the undo, and the act stands again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from msgspec import Struct, structs

from console.desk.answers import UndoAnswer
from console.rules import roles
from console.rules.refusals import Refusal
from data import reading, tables
from data.clean import harmless
from data.facts import NOT_UNDONE_UNNAMED, PLAN, Draft, Fact, ItemAdded, Undone
from data.folding import mode_of
from data.folds import event as event_fold
from data.folds.standing import counted
from data.journal import EventFile, Transaction
from data.reading import Connection
from data.records import Operator
from data.words import _

_NEVER = frozenset({
    "event_made", "import_began", "import_ended", "action_answered", "cue_ended", "pin_refused", "forgotten",
    "triggered", "trigger_answered", "signalled",
})  # fmt: skip
_OF_A_LEAD = frozenset({"operator_set", "operator_removed"})
Describe = Callable[[Connection, Fact], str]


class Undoable(Struct, frozen=True):
    """The act an undo without a name would take back, in words, and in few enough for a key bar."""

    act: str
    what: str
    brief: str


def undo(
    file: EventFile,
    *,
    now: datetime,
    operator: str,
    describe: Describe,
    act: str | None = None,
    reason: str = "",
    kinds: Iterable[str] | None = None,
) -> UndoAnswer | Refusal:
    """Takes an act back: the one named, or this operator's latest standing one at this station, of `kinds` if given."""
    with file.transaction() as tx:
        if (no := roles.forbidden(tables.event(tx.db).operators, operator, "undo")) is not None:
            return no
        tx.claim()
        name = act if act is not None else _latest(tx, operator, kinds)
        if name is None:
            return Refusal("nothing_to_undo", _("There is nothing of yours to undo here."))
        first = reading.by_id(tx.db, name)
        if first is None:
            return Refusal("no_such_act", _("There is no act {act} in this file.").format(act=name))
        return undo_within(tx, first.act, now=now, operator=operator, describe=describe, reason=reason)


def undo_within(
    tx: Transaction, act: str, *, now: datetime, operator: str, describe: Describe, reason: str = ""
) -> UndoAnswer | Refusal:
    """The same inside a transaction of the caller's."""
    facts = reading.of_act(tx.db, act)
    if not facts:
        return Refusal("no_such_act", _("There is no act {act} in this file.").format(act=act))
    first = facts[0]
    if (no := _forbidden(tx.db, facts, operator)) is not None:
        return no
    if first.kind in _NEVER:
        return Refusal("not_undoable", _("This can't be taken back: it is a record of what happened."))
    # An act still going on at another station may have been taken back in part: the rest can be too.
    subjects = [name for name in dict.fromkeys(fact.subject for fact in facts) if _stands(tx.db, act, name)]
    if not subjects:
        return Refusal("already_undone", _("This was taken back already."))
    if (other := _of_another_mode(tx.db, facts) or _ran_since(tx.db, facts)) is not None:
        return other
    what = describe(tx.db, first)
    drafts = [Draft(subject, Undone(act, reason, what)) for subject in subjects]
    if _of_operators(tx.db, facts) and not roles.leads(_operators_without(tx.db, act, operator)):
        return Refusal("last_lead", _("Then this event would have no lead; make somebody else one first."))
    return UndoAnswer(act, what, tx.append(drafts, at=now, operator=operator)[0].id)


def _stands(db: Connection, act: str, subject: str) -> bool:
    return act not in reading.undone_of(db, subject)


def _forbidden(db: Connection, facts: Sequence[Fact], operator: str) -> Refusal | None:
    """Whose undo this is not. What is undone of an undo is what that undo had taken back."""
    event = tables.event(db)
    first = facts[0]
    no = roles.undo_forbidden(event.operators, operator, first.operator) or roles.barred(event, operator, "undo")
    return no or (roles.forbidden(event.operators, operator, "operators") if _of_operators(db, facts) else None)


def _of_operators(db: Connection, facts: Sequence[Fact]) -> bool:
    """Does the act, or what it took back, and so on, say who the operators are?"""
    return any(fact.kind in _OF_A_LEAD for fact in _at_bottom(db, facts))


def _of_another_mode(db: Connection, facts: Sequence[Fact]) -> Refusal | None:
    """A rehearsal changes nothing of the day, nor the day anything of its rehearsal: not by an undo either. The plan is
    one for both."""
    mode = mode_of(db)
    if all(fact.kind in PLAN or fact.mode == mode for fact in _at_bottom(db, facts)):
        return None
    if mode == "live":
        return Refusal("other_mode", _("This was in the rehearsal and does not count now: nothing to take back."))
    return Refusal("other_mode", _("This was done while the event was open; end the rehearsal to take it back."))


def _ran_since(db: Connection, facts: Sequence[Fact]) -> Refusal | None:
    """An item made by hand that ran since: the day can't forget it while its GO stands."""
    for fact in _at_bottom(db, facts):
        if isinstance(fact.known, ItemAdded):
            item, state = fact.known.item, tables.stage(db, fact.subject.removeprefix("stage/"))
            if item.id in state.items and any(run.item == item.id for run in state.runs):
                said = _("{title} has run since: take its GO back first.")
                return Refusal("already_running", said.format(title=harmless(state.items[item.id].title)))
    return None


def _at_bottom(db: Connection, facts: Sequence[Fact]) -> list[Fact]:
    """The facts of the act itself or, of an undo, of what it took back, and so on."""
    ahead, seen, found = list(facts), set[str](), list[Fact]()
    while ahead:
        fact = ahead.pop()
        if not isinstance(fact.known, Undone):
            found.append(fact)
        elif fact.known.act not in seen:
            seen.add(fact.known.act)
            ahead += reading.of_act(db, fact.known.act)
    return found


def _operators_without(db: Connection, act: str, operator: str) -> dict[str, Operator]:
    """The operators as they would be with that act taken back."""
    facts = reading.of_subject(db, "event")
    undo = structs.replace(facts[-1], act="", kind="undone", known=Undone(act), operator=operator)
    state = event_fold.empty()
    for fact in counted([*facts, undo], mode_of(db)):
        state = event_fold.step(state, fact)
    return state.operators


def taken_back(file: EventFile, facts: Iterable[str]) -> frozenset[str]:
    """Those of these facts whose acts do not stand any more, whoever undid them and wherever."""
    with file.reading() as db:
        gone = reading.undone(db)
        known = {fact: reading.by_id(db, fact) for fact in facts} if gone else {}
    return frozenset(name for name, fact in known.items() if fact is not None and fact.act in gone)


def undoable(
    file: EventFile, operator: str, describe: Describe, brief: Describe, kinds: Iterable[str] | None = None
) -> Undoable | None:
    """What `undo` without a name would take back now: for the key bar to name."""
    with file.reading() as db:
        fact = _latest_of(db, file.claim.peek(db), operator, kinds)
        return Undoable(fact.act, describe(db, fact), brief(db, fact)) if fact else None


def _latest(tx: Transaction, operator: str, kinds: Iterable[str] | None) -> str | None:
    fact = _latest_of(tx.db, tx.station, operator, kinds)
    return fact.act if fact else None


def _latest_of(db: Connection, station: str, operator: str, kinds: Iterable[str] | None) -> Fact | None:
    wanted = frozenset(kinds) if kinds is not None else None
    mode = mode_of(db)
    for fact in reading.acts_of(db, station, operator, NOT_UNDONE_UNNAMED):
        if wanted is not None and fact.kind not in wanted:
            continue
        # What was done in rehearsal does not count now: there is nothing in it to take back.
        if fact.mode != mode and fact.kind not in PLAN:
            continue
        if _stands(db, fact.act, fact.subject):
            return fact
    return None
