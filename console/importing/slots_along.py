"""Speakers go along with an item that a list has on another stage now, with all that the day knows of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import get_args

from data.facts import Draft, SlotAdded, SlotPlanned, SlotRemoved, SpeakerSet
from data.kinds.speakers import KitSet, SlotDropped, SlotEdited
from data.records import KitPiece, Slot
from data.states import SlotState, SpeakersState


def slots_along(
    moved: Mapping[str, tuple[str, str]], speakers: Mapping[str, SpeakersState], listed: Mapping[str, Slot]
) -> Iterable[Draft]:
    """For every item that goes from one stage to another; `listed` is what the lists say of the slots."""
    for old, state in speakers.items():
        for one in state.slots.values():
            came, goes = moved.get(one.slot.item, ("", ""))
            if came == old and goes:
                yield Draft(f"speakers/{old}", SlotRemoved(one.slot.id))
                yield from _again(f"speakers/{goes}", one, listed.get(one.slot.id))


def _again(subject: str, one: SlotState, listed: Slot | None) -> Iterable[Draft]:
    slot = one.slot
    yield Draft(subject, SlotAdded(slot) if listed is None else SlotPlanned(listed))
    if listed is not None:
        by_hand = tuple(name for name in Slot.__struct_fields__ if getattr(listed, name) != getattr(slot, name))
        if by_hand:
            yield Draft(subject, SlotEdited(slot, by_hand))
    if one.since is not None:
        yield Draft(subject, SpeakerSet(slot.id, one.state, one.expected))
    for what in get_args(KitPiece):
        if (mark := one.kit.get(what)) is not None:
            yield Draft(subject, KitSet(slot.id, what, mark.state, mark.number))
    if one.dropped is not None:
        yield Draft(subject, SlotDropped(slot.id))
