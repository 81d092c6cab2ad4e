"""The slots of a stage: their order, where each speaker is, and what an operator may say of them (RULES §2)."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from console.rules.refusals import Refusal
from console.rules.speakers.kit import Kit
from data.facts import Draft, KitSet, SlotDropped, SlotReplaced, SlotTakenBack, SpeakerChased, SpeakerSet
from data.records import Chasing, SpeakerState
from data.states import GuestState, SlotState, SpeakersState
from data.words import _

STATES: tuple[SpeakerState, ...] = ("away", "coming", "here", "miked", "ready", "on", "off", "absent")
NOT_HERE: frozenset[SpeakerState] = frozenset({"away", "coming", "absent"})


class Done(Struct, frozen=True):
    """What is to be recorded, and what the operator reads; `slot` is the one it is about, where that is a new one."""

    drafts: tuple[Draft, ...]
    said: str
    slot: str = ""


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
    """Says where a speaker is; one who goes on takes the stage from the one who was on. Who leads or interprets stays
    on with the speakers of their own item."""
    if slot not in state.slots:
        return no_such_slot(slot)
    drafts = [Draft(subject(state), SpeakerSet(slot, to, expected))]
    if to == "on":
        goes = state.slots[slot].slot
        for each, known in state.slots.items():
            beside = known.slot.item == goes.item and (known.slot.kind, goes.kind) != ("speaker", "speaker")
            if known.state == "on" and each != slot and not beside:
                drafts.append(Draft(subject(state), SpeakerSet(each, "off")))
    return Done(tuple(drafts), _("{name}: {state}.").format(name=name_of(state, slot), state=words()[to]))


def put_in(
    state: SpeakersState, slot: str, name: str, name_alt: str = "", guest: str = "", say: str = ""
) -> Done | Refusal:
    """Somebody else takes the slot."""
    if slot not in state.slots:
        return no_such_slot(slot)
    said = _("{name} speaks instead of {other}.").format(name=name, other=name_of(state, slot))
    return Done((Draft(subject(state), SlotReplaced(slot, name, name_alt, guest, say)),), said)


def drop(state: SpeakersState, slot: str) -> Done | Refusal:
    """Takes a slot out of the day: it takes no time any more, and can be taken back."""
    if slot not in state.slots:
        return no_such_slot(slot)
    known, name = state.slots[slot], name_of(state, slot)
    if known.dropped is not None:
        return Refusal("dropped_already", _("{name} is taken out already.").format(name=name))
    if known.state in ("on", "off"):
        return Refusal("spoke_already", _("{name} has had the stage already.").format(name=name))
    said = _("{name} is taken out of item {item}.").format(name=name, item=known.slot.item)
    return Done((Draft(subject(state), SlotDropped(slot)),), said)


def take_back(state: SpeakersState, slot: str) -> Done | Refusal:
    """Puts a dropped slot in again."""
    if slot not in state.slots:
        return no_such_slot(slot)
    if state.slots[slot].dropped is None:
        return Refusal("not_dropped", _("{name} was not taken out.").format(name=name_of(state, slot)))
    said = _("{name} speaks in item {item} again.").format(name=name_of(state, slot), item=state.slots[slot].slot.item)
    return Done((Draft(subject(state), SlotTakenBack(slot)),), said)


def see_to(state: SpeakersState, slot: str, kit: tuple[Kit, ...]) -> Done | Refusal:
    """Says how pieces of a speaker's kit are; a microphone that somebody else has is said."""
    if slot not in state.slots:
        return no_such_slot(slot)
    drafts = tuple(Draft(subject(state), KitSet(slot, each.what, each.state, each.number)) for each in kit)
    twice = [who for each in kit if each.what == "mic" and each.state == "given" for who in _has(state, slot, each)]
    said = _("{name}: kit written down.").format(name=name_of(state, slot))
    if twice:
        said += " " + _("!! {other} has that microphone too.").format(other=twice[0])
    return Done(drafts, said)


def _has(state: SpeakersState, slot: str, kit: Kit) -> list[str]:
    """Who else has the microphone of that number and has not given it back."""
    me = state.slots[slot]
    number = kit.number or (me.kit["mic"].number if "mic" in me.kit else "") or me.slot.mic
    return [
        each.slot.name
        for other, each in state.slots.items()
        if other != slot and each.slot.name != me.slot.name and number and "mic" in each.kit
        if each.kit["mic"].number == number and each.kit["mic"].state in ("given", "checked")
    ]


def chase(state: SpeakersState, slot: str, how: Chasing, due: datetime | None = None) -> Done | Refusal:
    """The desk calls a speaker who is not here, or says what came of it: `due` is when they said that they come."""
    if slot not in state.slots:
        return no_such_slot(slot)
    drafts = [Draft(subject(state), SpeakerChased(slot, how))]
    if due is not None:
        drafts.append(Draft(subject(state), SpeakerSet(slot, "coming", due)))
    said = {
        "calling": _("The stage sees that you are calling {name}."),
        "no_answer": _("{name} does not answer; the stage sees it."),
        "reached": _("{name} was reached; the stage sees it."),
    }
    return Done(tuple(drafts), said[how].format(name=name_of(state, slot)))


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


def subject(state: SpeakersState) -> str:
    return f"speakers/{state.stage}"


def name_of(state: SpeakersState, slot: str) -> str:
    return state.slots[slot].slot.name
