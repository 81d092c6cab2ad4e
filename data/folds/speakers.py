"""The fold of a stage's speakers: their slots, order, replacements, and the state set by hand."""

from __future__ import annotations

from msgspec.structs import replace

from data.facts import Fact, SlotMoved, SlotPlanned, SlotRemoved, SlotReplaced, SpeakerSet
from data.states import SlotState, SpeakersState


def empty(stage: str) -> SpeakersState:
    return SpeakersState(stage=stage)


def step(state: SpeakersState, fact: Fact) -> SpeakersState:
    """The state after one more counted fact; the dict of the state handed in is written in place."""
    slots = state.slots
    match fact.known:
        case SlotPlanned(slot=slot):
            before = slots.get(slot.id)
            if before is None:
                slots[slot.id] = SlotState(slot=slot)
            elif before.replaced:
                # A person put in on the day stays, whatever a later list says of the slot.
                kept = replace(slot, name=before.slot.name, name_alt=before.slot.name_alt, guest=before.slot.guest)
                slots[slot.id] = replace(before, slot=kept, replaced=slot.name)
            else:
                slots[slot.id] = replace(before, slot=slot)
        case SlotRemoved(slot=slot_id):
            slots.pop(slot_id, None)
        case SlotMoved(slot=slot_id, before=anchor):
            return replace(state, moves=(*state.moves, (slot_id, anchor)))
        case SlotReplaced(slot=slot_id, name=name, name_alt=name_alt, guest=guest) if slot_id in slots:
            old = slots[slot_id]
            slot = replace(old.slot, name=name, name_alt=name_alt, guest=guest)
            slots[slot_id] = SlotState(slot=slot, replaced=old.replaced or old.slot.name)
        case SpeakerSet(slot=slot_id, state=name, expected=expected) if slot_id in slots:
            slots[slot_id] = replace(slots[slot_id], state=name, since=fact.at, expected=expected, by=fact.operator)
        case _:
            pass
    return state


def settle(state: SpeakersState) -> SpeakersState:
    """Slots in plan order."""
    slots = dict(sorted(state.slots.items(), key=lambda pair: (pair[1].slot.item, pair[1].slot.pos, pair[0])))
    return replace(state, slots=slots)
