"""The slots of a stage: their order, where each speaker is, and what an operator may do with them (RULES §2)."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from console.rules.refusals import Refusal
from data.facts import Draft, SlotMoved, SlotReplaced, SpeakerSet
from data.records import SpeakerState
from data.states import GuestState, SlotState, SpeakersState
from data.words import _

STATES: tuple[SpeakerState, ...] = ("away", "coming", "here", "miked", "ready", "on", "off", "absent")
NOT_HERE: frozenset[SpeakerState] = frozenset({"away", "coming", "absent"})


class Done(Struct, frozen=True):
    """What is to be recorded, and what the operator reads."""

    drafts: tuple[Draft, ...]
    said: str


def in_items(state: SpeakersState) -> dict[str, tuple[SlotState, ...]]:
    """The slots of each item in their order: as planned, then every move in turn; an anchor gone means the end."""
    grouped: dict[str, list[str]] = {}
    for slot_id, each in state.slots.items():
        grouped.setdefault(each.slot.item, []).append(slot_id)
    for moved, before in state.moves:
        if moved not in state.slots or moved == before:
            continue
        ids = grouped[state.slots[moved].slot.item]
        ids.remove(moved)
        ids.insert(ids.index(before) if before in ids else len(ids), moved)
    return {item: tuple(state.slots[each] for each in ids) for item, ids in grouped.items()}


def where(slot: SlotState, guest: GuestState | None) -> tuple[SpeakerState, datetime | None]:
    """Where the speaker is and since when: what was set by hand, or `here` where the guest came in after that."""
    if slot.state not in NOT_HERE or guest is None:
        return slot.state, slot.since
    came = (each.at for each in guest.passages if each.way == "in" and (slot.since is None or each.at > slot.since))
    arrived = min(came, default=None)
    return (slot.state, slot.since) if arrived is None else ("here", arrived)


def set_state(state: SpeakersState, slot: str, to: SpeakerState, expected: datetime | None = None) -> Done | Refusal:
    """Says where a speaker is; one who goes on takes the stage from the one who was on."""
    if slot not in state.slots:
        return no_such_slot(slot)
    drafts = [Draft(_subject(state), SpeakerSet(slot, to, expected))]
    if to == "on":
        was = [each for each, known in state.slots.items() if known.state == "on" and each != slot]
        drafts += [Draft(_subject(state), SpeakerSet(each, "off")) for each in was]
    return Done(tuple(drafts), _("{name}: {state}.").format(name=_name(state, slot), state=words()[to]))


def move(state: SpeakersState, slot: str, before: str | None) -> Done | Refusal:
    """Moves a slot within its item, before another or to its end (`before` None)."""
    for each in (slot, before):
        if each is not None and each not in state.slots:
            return no_such_slot(each)
    if before is not None and (before == slot or state.slots[before].slot.item != state.slots[slot].slot.item):
        said = _("{name} can only be moved before another speaker of the same item.")
        return Refusal("no_such_slot", said.format(name=_name(state, slot)))
    if before is None:
        said = _("{name} speaks last in the item now.").format(name=_name(state, slot))
    else:
        said = _("{name} speaks before {other} now.").format(name=_name(state, slot), other=_name(state, before))
    return Done((Draft(_subject(state), SlotMoved(slot, before)),), said)


def put_in(state: SpeakersState, slot: str, name: str, name_alt: str = "", guest: str = "") -> Done | Refusal:
    """Somebody else takes the slot."""
    if slot not in state.slots:
        return no_such_slot(slot)
    said = _("{name} speaks instead of {other}.").format(name=name, other=_name(state, slot))
    return Done((Draft(_subject(state), SlotReplaced(slot, name, name_alt, guest)),), said)


def no_such_slot(slot: str) -> Refusal:
    return Refusal("no_such_slot", _("There is no slot {slot}.").format(slot=slot))


def words() -> dict[SpeakerState, str]:
    """The states as people say them."""
    return {
        "away": _("away"),
        "coming": _("coming"),
        "here": _("here"),
        "miked": _("miked"),
        "ready": _("ready"),
        "on": _("on"),
        "off": _("off"),
        "absent": _("absent"),
    }


def _subject(state: SpeakersState) -> str:
    return f"speakers/{state.stage}"


def _name(state: SpeakersState, slot: str) -> str:
    return state.slots[slot].slot.name
