"""The fold of a stage's speakers: their slots, order, replacements, kit, and the states set by hand."""

from __future__ import annotations

from msgspec.structs import replace

from data.facts import (
    Fact,
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
from data.records import Slot
from data.states import Chase, KitMark, Mark, SlotState, SpeakersState

PERSON = ("name", "name_alt", "guest", "say")
"""The fields of a slot that are about who speaks."""


def empty(stage: str) -> SpeakersState:
    return SpeakersState(stage=stage)


def step(state: SpeakersState, fact: Fact) -> SpeakersState:
    """The state after one more counted fact; the dict of the state handed in is written in place."""
    slots, mark = state.slots, Mark(fact.at, fact.operator)
    match fact.known:
        case SlotPlanned(slot=slot):
            slots[slot.id] = _planned(slots.get(slot.id), slot)
        case SlotRemoved(slot=slot_id):
            slots.pop(slot_id, None)
        case SlotAdded(slot=slot, before=before):
            slots[slot.id] = SlotState(slot=slot, marks={"added": mark})
            return replace(state, moves=(*state.moves, (slot.id, before)))
        case SlotMoved(slot=slot_id, before=anchor):
            if slot_id in slots:
                slots[slot_id] = _marked(slots[slot_id], mark, "order")
            return replace(state, moves=(*state.moves, (slot_id, anchor)))
        case SlotEdited(slot=slot, fields=fields) if slot.id in slots:
            old = slots[slot.id]
            now = _with(old.slot, slot, fields)
            slots[slot.id] = replace(_by_hand(_marked(old, mark, *fields), fields), slot=now)
        case SlotReplaced(slot=slot_id) as body if slot_id in slots:
            slots[slot_id] = _replaced(slots[slot_id], body, mark)
        case _:
            _day(slots, fact, mark)
    return state


def _day(slots: dict[str, SlotState], fact: Fact, mark: Mark) -> None:
    """What happens to a slot on the day."""
    match fact.known:
        case SpeakerSet(slot=slot_id, state=name, expected=expected) if slot_id in slots:
            old = slots[slot_id]
            chased = old.chased if name in ("away", "coming") else None
            slots[slot_id] = replace(old, state=name, since=fact.at, expected=expected, by=fact.operator, chased=chased)
        case SlotDropped(slot=slot_id) if slot_id in slots:
            slots[slot_id] = replace(slots[slot_id], dropped=mark)
        case SlotTakenBack(slot=slot_id) if slot_id in slots:
            slots[slot_id] = replace(_marked(slots[slot_id], mark, "taken_back"), dropped=None)
        case KitSet(slot=slot_id, what=what, state=name, number=number) if slot_id in slots:
            old = slots[slot_id]
            was = old.kit[what].number if what in old.kit else ""
            kit = old.kit | {what: KitMark(name, fact.at, fact.operator, number or was)}
            slots[slot_id] = replace(old, kit=kit)
        case SpeakerChased(slot=slot_id, how=how) if slot_id in slots:
            slots[slot_id] = replace(slots[slot_id], chased=Chase(how, fact.at, fact.operator))
        case _:
            pass


def _planned(before: SlotState | None, slot: Slot) -> SlotState:
    """What was set by hand stays, whatever a later list says of the slot."""
    if before is None:
        return SlotState(slot=slot)
    kept = _with(slot, before.slot, before.by_hand)
    return replace(before, slot=kept, replaced=slot.name if before.replaced else "")


def _replaced(old: SlotState, body: SlotReplaced, mark: Mark) -> SlotState:
    """Somebody else begins: away, and with nothing in their hands yet."""
    slot = replace(old.slot, name=body.name, name_alt=body.name_alt, guest=body.guest, say=body.say)
    anew = SlotState(
        slot=slot, replaced=old.replaced or old.slot.name, by_hand=old.by_hand, marks=old.marks, dropped=old.dropped
    )
    return _by_hand(_marked(anew, mark, "replaced"), PERSON)


def _marked(state: SlotState, mark: Mark, *what: str) -> SlotState:
    return replace(state, marks=state.marks | dict.fromkeys(what, mark))


def _by_hand(state: SlotState, fields: tuple[str, ...]) -> SlotState:
    return replace(state, by_hand=(*state.by_hand, *(name for name in fields if name not in state.by_hand)))


def _with(slot: Slot, other: Slot, fields: tuple[str, ...]) -> Slot:
    """The slot with those fields as the other has them; a field of a newer program is left alone."""
    known = Slot.__struct_fields__
    return replace(slot, **{name: getattr(other, name) for name in fields if name in known and name != "id"})


def settle(state: SpeakersState) -> SpeakersState:
    """Slots in plan order."""
    slots = dict(sorted(state.slots.items(), key=lambda pair: (pair[1].slot.item, pair[1].slot.pos, pair[0])))
    return replace(state, slots=slots)
