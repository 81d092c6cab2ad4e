"""The plan of an item's slots on the day: their order by hand or by protocol, a slot's details, one more speaker."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from console.rules.refusals import Refusal
from console.rules.spans import span
from console.rules.speakers.slots import Done, in_items, name_of, no_such_slot, subject
from data.facts import Draft, SlotAdded, SlotEdited, SlotMoved
from data.records import Interpreting, Slot, SlotKind
from data.states import SlotState, SpeakersState
from data.words import _

LONGEST = 24 * 3600.0


class Details(Struct, frozen=True, omit_defaults=True):
    """What of a slot is to be different; None leaves it as it is. A `length` of 0 shares what the others leave, a
    `rank` of 0 is none."""

    length: float | None = None
    rank: int | None = None
    say: str | None = None
    role: str | None = None
    kind: SlotKind | None = None
    interpreting: Interpreting | None = None
    mic: str | None = None
    slides: bool | None = None


def move(state: SpeakersState, slot: str, before: str | None) -> Done | Refusal:
    """Moves a slot within its item, before another or to its end (`before` None)."""
    for each in (slot, before):
        if each is not None and each not in state.slots:
            return no_such_slot(each)
    if before is not None and (before == slot or state.slots[before].slot.item != state.slots[slot].slot.item):
        said = _("{name} can only be moved before another speaker of the same item.")
        return Refusal("no_such_slot", said.format(name=name_of(state, slot)))
    if before is None:
        said = _("{name} speaks last in the item now.").format(name=name_of(state, slot))
    else:
        said = _("{name} speaks before {other} now.").format(name=name_of(state, slot), other=name_of(state, before))
    return Done((Draft(subject(state), SlotMoved(slot, before)),), said)


def by_rank(state: SpeakersState, item: str) -> Done | Refusal:
    """Puts an item's speakers who are to come in the order of protocol; those of no rank after them as they stand. Who
    has spoken, who is on, and who leads or interprets stay where they are."""
    slots = in_items(state).get(item, ())
    if not slots:
        return Refusal("no_such_slot", _("Nobody speaks in item {item}.").format(item=item))
    movable = [each for each in slots if _waits(each)]
    if not any(each.slot.rank for each in movable):
        said = _("Nobody who is to speak in item {item} has a rank; the column rank says it, or the slot's details.")
        return Refusal("no_rank", said.format(item=item))
    ranked = iter(sorted(movable, key=lambda each: each.slot.rank or float("inf")))
    wanted = [next(ranked).slot.id if _waits(each) else each.slot.id for each in slots]
    drafts = tuple(_moves(state, [each.slot.id for each in slots], wanted))
    if not drafts:
        return Refusal("in_order", _("Item {item} stands in the order of protocol already.").format(item=item))
    said = _("Item {item} stands in the order of protocol: {names}.")
    first = ", ".join(name_of(state, each) for each in wanted[:3]) + (" …" if len(wanted) > 3 else "")
    return Done(drafts, said.format(item=item, names=first))


def edit(state: SpeakersState, slot: str, details: Details) -> Done | Refusal:
    """Changes a slot's details on the day; no later list takes them back."""
    if slot not in state.slots:
        return no_such_slot(slot)
    before, name = state.slots[slot].slot, name_of(state, slot)
    if (no := _odd(details)) is not None:
        return no
    given: dict[str, Any] = {
        field: value for field in Details.__struct_fields__ if (value := getattr(details, field)) is not None
    }
    given |= {field: None for field in ("length", "rank") if given.get(field) == 0}
    changed = tuple(field for field, value in given.items() if getattr(before, field) != value)
    if not changed:
        return Refusal("same", _("Nothing of {name}'s slot was different.").format(name=name))
    after = replace(before, **{field: given[field] for field in changed})
    said = _("{name}: {what} changed.").format(name=name, what=", ".join(field_words()[each] for each in changed))
    if changed == ("length",):
        length = span(after.length) if after.length is not None else _("what the others leave")
        said = _("{name} has {length} now.").format(name=name, length=length)
    return Done((Draft(subject(state), SlotEdited(after, changed)),), said)


def add(state: SpeakersState, slot: Slot, before: str | None = None) -> Done | Refusal:
    """One more speaker in an item; `slot` has an id that nobody else has."""
    if not slot.name:
        return Refusal("no_name", _("A speaker needs a name."))
    if before is not None and (before not in state.slots or state.slots[before].slot.item != slot.item):
        return no_such_slot(before)
    places = [each.slot.pos for each in state.slots.values() if each.slot.item == slot.item]
    placed = replace(slot, pos=max(places, default=0) + 1)
    said = _("{name} speaks in item {item} too.").format(name=slot.name, item=slot.item)
    return Done((Draft(subject(state), SlotAdded(placed, before)),), said, slot.id)


def field_words() -> dict[str, str]:
    return {
        "length": _("length"), "rank": _("rank"), "say": _("how the name is said"), "role": _("role"),
        "kind": _("kind"), "interpreting": _("interpreting"), "mic": _("microphone"), "slides": _("slides"),
    }  # fmt: skip


def _waits(each: SlotState) -> bool:
    return each.slot.kind == "speaker" and each.state not in ("on", "off") and each.dropped is None


def _moves(state: SpeakersState, now: list[str], wanted: Sequence[str]) -> list[Draft]:
    """The fewest steps from the front on that make one order of the other."""
    drafts = []
    for place, slot in enumerate(wanted):
        if now[place] != slot:
            drafts.append(Draft(subject(state), SlotMoved(slot, now[place])))
            now.remove(slot)
            now.insert(place, slot)
    return drafts


def _odd(details: Details) -> Refusal | None:
    if details.length is not None and not 0 <= details.length <= LONGEST:
        return Refusal("bad_length", _("A slot is between nothing and a day long."))
    if details.rank is not None and details.rank < 0:
        return Refusal("bad_rank", _("A rank is a number from 1 on; 0 is none."))
    return None
