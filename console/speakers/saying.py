"""The acts that say how a speaker is: where, with what in their hands, called by the desk, and who comes instead."""

from __future__ import annotations

from datetime import datetime

from console.rules.refusals import Refusal
from console.rules.speakers import slots
from console.rules.speakers.kit import Kit
from console.rules.speakers.slots import Done
from console.speakers.acting import Doing, SpeakerAnswer, act, act_in
from console.speakers.seen import stage_of, view
from data.journal import EventFile
from data.reading import Connection
from data.records import Chasing, SpeakerState
from data.tables import speakers
from data.words import _


def set_state(
    file: EventFile,
    slot: str,
    state: SpeakerState,
    *,
    now: datetime,
    operator: str,
    expected: datetime | None = None,
) -> SpeakerAnswer:
    """Says where a speaker is; `expected` is when one who is coming will be here. Only one is on at a time."""
    doing = Doing(slot, state, now, operator)
    return act(file, doing, lambda known: slots.set_state(known, slot, state, expected))


def replace(
    file: EventFile,
    slot: str,
    name: str,
    *,
    now: datetime,
    operator: str,
    name_alt: str = "",
    guest: str = "",
    say: str = "",
) -> SpeakerAnswer:
    """Somebody else takes the slot; `guest` ties them to the guest list."""
    doing = Doing(slot, "replace", now, operator)
    return act(file, doing, lambda known: slots.put_in(known, slot, name, name_alt, guest, say))


def deputise(file: EventFile, slot: str, *, now: datetime, operator: str) -> SpeakerAnswer:
    """The guest who comes instead of the slot's speaker speaks instead of them too."""

    def decide(db: Connection, stage: str) -> Done | Refusal:
        shown = next(each for each in view(db, stage, now, None).slots if each.id == slot)
        if (who := shown.deputy) is None:
            return Refusal("no_deputy", _("Nobody comes instead of {name}.").format(name=shown.name))
        return slots.put_in(speakers(db, stage), slot, who.name, who.name_alt, who.guest, who.say)

    return act_in(file, Doing(slot, "replace", now, operator), stage_of, decide)


def see_to(file: EventFile, slot: str, kit: tuple[Kit, ...], *, now: datetime, operator: str) -> SpeakerAnswer:
    """Says how pieces of a speaker's kit are, all in one act."""
    return act(file, Doing(slot, "kit", now, operator), lambda known: slots.see_to(known, slot, kit))


def chase(
    file: EventFile, slot: str, how: Chasing, *, now: datetime, operator: str, due: datetime | None = None
) -> SpeakerAnswer:
    """The desk calls a speaker who is not here, or says what came of it; `due` is when they will be here. The stage
    and the desk both see it, and either may say it."""
    doing = Doing(slot, how, now, operator, ("expect", "speakers"))
    return act(file, doing, lambda known: slots.chase(known, slot, how, due))
