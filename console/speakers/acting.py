"""How an act about a slot is asked for and answered: what all of them have in common."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from msgspec import Struct

from console.rules import roles
from console.rules.refusals import Refusal
from console.rules.roles import Act
from console.rules.speakers import slots
from console.rules.speakers.slots import Done
from console.rules.speakers.speaking import SlotShown, SpeakersView
from console.speakers.seen import stage_of, view
from data import tables
from data.journal import EventFile
from data.reading import Connection
from data.states import EventState, SpeakersState
from data.words import _


class SpeakerAnswer(Struct, frozen=True):
    """What became of an act: `did` or `refused` (one word), the sentence, and the slot after it."""

    message: str
    did: str | None = None
    refused: str | None = None
    slot: SlotShown | None = None
    fact: str | None = None
    view: SpeakersView | None = None


class Doing(Struct, frozen=True):
    """An act as it was asked for: about which slot, when and by whom. `allowed` are the acts of the roles one of which
    the operator must have."""

    slot: str
    verb: str
    now: datetime
    operator: str
    allowed: tuple[Act, ...] = ("speakers",)


def act(file: EventFile, doing: Doing, rule: Callable[[SpeakersState], Done | Refusal]) -> SpeakerAnswer:
    """An act that a rule over the speakers of the slot's stage decides."""

    def decide(db: Connection, stage: str) -> Done | Refusal:
        return rule(tables.speakers(db, stage))

    return act_in(file, doing, stage_of, decide)


def act_in(
    file: EventFile,
    doing: Doing,
    find: Callable[[Connection, str], str | None],
    rule: Callable[[Connection, str], Done | Refusal],
) -> SpeakerAnswer:
    """The same, where the stage is found another way and the rule wants more of the file."""
    with file.transaction() as tx:
        event = tables.event(tx.db)
        if (no := barred(event, doing)) is not None:
            return refused(no)
        stage = find(tx.db, doing.slot)
        if stage is None:
            return refused(slots.no_such_slot(doing.slot))
        decided = rule(tx.db, stage)
        if isinstance(decided, Refusal):
            return refused(decided)
        facts = tx.append(decided.drafts, at=doing.now, operator=doing.operator)
        seen = view(tx.db, stage, doing.now, None)
    slot = decided.slot or doing.slot
    shown = next((each for each in seen.slots if each.id == slot), None)
    return SpeakerAnswer(decided.said, doing.verb, None, shown, facts[0].id, seen)


def barred(event: EventState, doing: Doing) -> Refusal | None:
    """Why this operator can't do it: it is another role's, or the event is closed."""
    no = [roles.forbidden(event.operators, doing.operator, each) for each in doing.allowed]
    if all(no):
        return no[0]
    if event.state == "closed" and doing.operator not in roles.leads(event.operators):
        return Refusal("closed", _("The event is closed. Open it again to change the speakers."))
    return None


def refused(refusal: Refusal) -> SpeakerAnswer:
    return SpeakerAnswer(refusal.message, refused=refusal.reason)
