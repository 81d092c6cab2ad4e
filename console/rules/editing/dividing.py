"""What hangs on an item when it is split or merged: which speakers' turns and cues go where, in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from console.rules import cuestack
from console.rules.editing.edits import Known
from console.rules.editing.rearranging import moves_to
from console.rules.speakers.slots import in_items
from data.facts import CuePlanned, CueRemoved, Draft, SlotEdited, SlotMoved, SlotRemoved
from data.states import CueState, SlotState, SpeakersState


def slots_of(known: Known, item: str) -> tuple[SlotState, ...]:
    """The item's turns in their order."""
    return in_items(known.speakers).get(item, ())


def cues_of(known: Known, item: str) -> list[CueState]:
    """The item's cues in their order."""
    return cuestack.of_item(known.cues, item)


def slots_to(known: Known, orders: Mapping[str, Sequence[SlotState]]) -> tuple[Draft, ...]:
    """Gives each item exactly those turns, in that order; only what changes is written."""
    subject = f"speakers/{known.speakers.stage}"
    after = dict(known.speakers.slots)
    drafts = []
    for item, slots in orders.items():
        for each in slots:
            if each.slot.item != item:
                slot = replace(each.slot, item=item)
                after[slot.id] = replace(each, slot=slot)
                drafts.append(Draft(subject, SlotEdited(slot, ("item",))))
    there = in_items(_settled(known.speakers, after))
    for item, slots in orders.items():
        now = [each.slot.id for each in there.get(item, ())]
        drafts += [Draft(subject, SlotMoved(*move)) for move in moves_to(now, [each.slot.id for each in slots])]
    return tuple(drafts)


def cues_to(cues: Sequence[CueState], item: str, *, joining: str | None = None) -> tuple[Draft, ...]:
    """Gives the item these cues. Those that fired with the GO of their own item (`joining`) want a GO of their own."""
    drafts = []
    for each in cues:
        cue, by_hand = replace(each.cue, item=item), ["item"]
        if joining is not None and cue.at == "start":
            cue = replace(cue, at="go")
            by_hand.append("at")
        drafts.append(Draft(f"cue/{cue.number}", CuePlanned(cue, tuple(by_hand))))
    return tuple(drafts)


def without(known: Known, item: str) -> tuple[Draft, ...]:
    """Takes out what hangs on an item that is taken out."""
    subject = f"speakers/{known.speakers.stage}"
    slots = [Draft(subject, SlotRemoved(each.slot.id)) for each in slots_of(known, item)]
    return (*slots, *(Draft(f"cue/{each.cue.number}", CueRemoved()) for each in cues_of(known, item)))


def _settled(speakers: SpeakersState, slots: dict[str, SlotState]) -> SpeakersState:
    """As the fold has them: in plan order, before every move."""
    order = sorted(slots.items(), key=lambda pair: (pair[1].slot.item, pair[1].slot.pos, pair[0]))
    return replace(speakers, slots=dict(order))
