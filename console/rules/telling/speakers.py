"""What is said of facts about the speakers of a stage."""

from __future__ import annotations

from console.rules.speakers.kit import piece_words, state_words
from console.rules.speakers.slot_plan import field_words
from console.rules.telling.names import Names, span
from data.facts import (
    AnyBody,
    KitSet,
    SlotAdded,
    SlotDropped,
    SlotEdited,
    SlotMoved,
    SlotPlanned,
    SlotRemoved,
    SlotReplaced,
    SlotTakenBack,
    SpeakerChased,
    SpeakerSet,
)
from data.words import _


def of_a_speaker(body: AnyBody, names: Names) -> str | None:
    """The sentence, or None where the fact is about something else."""
    match body:
        case SlotPlanned(slot=slot):
            return _("speaker planned: {name}").format(name=slot.name)
        case SlotRemoved(slot=slot_id):
            return _("speaker taken out: {name}").format(name=names.slot(slot_id))
        case SlotAdded(slot=slot):
            return _("speaker added: {name}, in {item}").format(name=slot.name, item=names.item(slot.item))
        case SlotMoved(slot=slot_id, before=None):
            return _("{name} speaks last in the item").format(name=names.slot(slot_id))
        case SlotMoved(slot=slot_id, before=str(before)):
            return _("{name} speaks before {other}").format(name=names.slot(slot_id), other=names.slot(before))
        case SlotReplaced(slot=slot_id, name=name):
            return _("{name} takes the slot {slot}").format(name=name, slot=slot_id)
        case SpeakerSet(slot=slot_id, state=state, expected=None):
            return _("{name} is {state}").format(name=names.slot(slot_id), state=state)
        case SpeakerSet(slot=slot_id, state=state, expected=expected) if expected is not None:
            said = _("{name} is {state}, here {time}")
            return said.format(name=names.slot(slot_id), state=state, time=names.clock(expected))
        case _:
            return _of_the_day(body, names)


def _of_the_day(body: AnyBody, names: Names) -> str | None:
    match body:
        case SlotEdited(slot=slot, fields=("length",)) if slot.length is not None:
            return _("{name} has {length} to speak").format(name=names.slot(slot.id), length=span(slot.length))
        case SlotEdited(slot=slot, fields=fields):
            known = field_words()
            what = ", ".join(known.get(each, each) for each in fields)
            return _("{name} changed: {what}").format(name=names.slot(slot.id), what=what)
        case SlotDropped(slot=slot_id):
            return _("{name} is taken out of the day").format(name=names.slot(slot_id))
        case SlotTakenBack(slot=slot_id):
            return _("{name} is in the day again").format(name=names.slot(slot_id))
        case KitSet(slot=slot_id, what=what, state=state, number=number):
            piece = f"{piece_words()[what]} {number}".rstrip()
            return _("{name}: {piece} {state}").format(
                name=names.slot(slot_id), piece=piece, state=state_words(what)[state]
            )
        case SpeakerChased(slot=slot_id, how=how):
            said = {
                "calling": _("the desk is calling {name}"),
                "no_answer": _("{name} does not answer the desk"),
                "reached": _("the desk reached {name}"),
            }
            return said[how].format(name=names.slot(slot_id))
        case _:
            return None


def in_brief(body: AnyBody, names: Names) -> str:
    """What an act was in two or three words; "" where it is about something else."""
    match body:
        case SpeakerSet(slot=slot, state=state):
            return f"{state} {names.slot(slot)}"
        case SlotMoved(slot=slot):
            return _("move {item}").format(item=names.slot(slot))
        case SlotReplaced(name=name):
            return _("replace {name}").format(name=name)
        case SlotAdded(slot=added):
            return _("add {name}").format(name=added.name)
        case SlotEdited(slot=edited, fields=("length",)) if edited.length is not None:
            return _("{time} for {name}").format(time=span(edited.length), name=names.slot(edited.id))
        case SlotDropped(slot=slot):
            return _("out {name}").format(name=names.slot(slot))
        case SlotTakenBack(slot=slot):
            return _("back in {name}").format(name=names.slot(slot))
        case KitSet(slot=slot, what=what):
            return _("{piece} {name}").format(piece=piece_words()[what], name=names.slot(slot))
        case SpeakerChased(slot=slot):
            return _("calling {name}").format(name=names.slot(slot))
        case _:
            return ""
