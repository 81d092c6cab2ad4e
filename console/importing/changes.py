"""What a plan changes in an event file: worked out against what the earlier lists said, before anything is written."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from console.importing.guests_told import GuestsTold, told
from console.importing.items_told import ItemsTold, items_told
from console.importing.listed import Listed
from console.importing.slots_along import slots_along
from console.rules import tickets
from console.rules.lists.item_changes import ItemsCompared, Sign, compare_items
from console.rules.lists.item_names import renamed
from console.rules.lists.listing import match_guests
from console.rules.lists.replanning import Difference, compare, compare_slots
from data.facts import (
    Body,
    CuePlanned,
    DoorSet,
    Draft,
    EventSet,
    FilmSet,
    GuestListed,
    ImportBegan,
    ImportEnded,
    ItemEdited,
    ItemPlanned,
    ItemRemoved,
    OutputSet,
    SlotPlanned,
    StageSet,
)
from data.kinds.triggers import TriggersSet
from data.readers.plan import Plan, Problem, Row
from data.records import Cue, Guest, Item, Slot

T = TypeVar("T")
TICKET_BITS = 36


class Counted(Struct, frozen=True):
    """What an import did to one table; `gone` are those the list no longer has: they stay, and are only told."""

    table: str
    new: int = 0
    changed: int = 0
    same: int = 0
    gone: tuple[str, ...] = ()
    odd: tuple[Problem, ...] = ()


class Changes(Struct, frozen=True):
    """A plan worked out against a file: the counts, and the drafts in groups that belong in one append if they can, the
    guests last, those changed before those new. `guests` is who they are, and `items` what became of the programme,
    where that was asked for; `order` are its items with what becomes of each."""

    tables: tuple[Counted, ...]
    groups: tuple[tuple[Draft, ...], ...]
    guests: GuestsTold | None = None
    items: ItemsTold | None = None
    order: tuple[tuple[Sign, Item], ...] = ()

    @property
    def drafts(self) -> int:
        return sum(map(len, self.groups))


def changes(plan: Plan, listed: Listed, *, tell: bool = False) -> Changes:
    """What the plan adds to and changes in a file; nothing is written. `tell`: and who."""
    films = compare(plan.films, listed.state.films, lambda film: film.id)
    zone = listed.state.zone
    items = compare_items(
        plan.items, listed.items, listed.here, plan.elsewhere, lambda at: f"{at.astimezone(zone):%H:%M}"
    )
    slots = _slots(plan, listed, items)
    cues = compare(_still_wanted(plan, listed), listed.cues, lambda cue: cue.number)
    guests = match_guests(plan.guests, listed.guests, listed.added)
    gone = tuple(f"{guest.id} {guest.name}" for guest in guests.gone)
    settings = list(_settings(plan, listed))
    counted = {
        "event": _event_counted(plan, listed, len(settings)),
        "programme": _items_counted(items),
        "speakers": _counted("speakers", slots),
        "films": _counted("films", films),
        "cues": _counted("cues", cues),
        "guests": Counted("guests", len(guests.new), len(guests.changed), guests.same, gone, guests.odd),
    }
    for table in plan.has if plan.odd else ():  # rows are only left out of a single list
        counted[table] = replace(counted[table], odd=(*plan.odd, *counted[table].odd))
    event: list[Draft] = [*settings, *(Draft("event", FilmSet(film)) for film in films.written)]
    planned = {item.id: item for item in (*listed.items.values(), *items.written)}
    groups: list[Sequence[Draft]] = [event]
    groups += _by_subject(_item_drafts(items.written, listed))
    moved = {
        item.id: (here.stage, item.stage)
        for item in items.written
        if (here := listed.here.get(item.id)) is not None and here.item is not None and here.stage != item.stage
    }
    along = slots_along(moved, listed.speakers, listed.slots)
    groups += _by_subject((*along, *_slot_drafts(slots.written, planned)))
    groups.append([Draft(f"cue/{cue.number}", CuePlanned(cue)) for cue in cues.written])
    groups.append(_guest_drafts([*guests.changed, *guests.new], listed))
    return Changes(
        tuple(counted[table] for table in counted if table in plan.has or (table == "event" and plan.event)),
        tuple(tuple(group) for group in groups if group),
        told(guests, listed) if tell and "guests" in plan.has else None,
        items_told(items, zone) if tell and "programme" in plan.has else None,
        items.order if tell else (),
    )


def _slots(plan: Plan, listed: Listed, items: ItemsCompared) -> Difference[Slot]:
    """The slots of the plan against those of the file. A programme speaks of its own items' people only, and nobody
    comes back with an item that was taken out by hand."""
    out = {item.id for item in items.removed}
    rows = [row for row in renamed(plan.slots, items.names) if row.value.item not in out]
    before = {ident: slot for ident, slot in listed.slots.items() if slot.item not in out}
    if "programme" in plan.has and plan.event is None:
        here = {items.names.get(row.value.id, row.value.id) for row in plan.items} - out
        before = {ident: slot for ident, slot in before.items() if slot.item in here}
    taken = {ident for speakers in listed.speakers.values() for ident in speakers.slots}
    return compare_slots(rows, before, taken)


def _still_wanted(plan: Plan, listed: Listed) -> list[Row[Cue]]:
    """The cues of the plan, less those that went by hand with the item that they are of."""
    out = {ident for ident, here in listed.here.items() if here.removed}
    return [row for row in plan.cues if row.value.item not in out or row.value.number in listed.cues]


def _items_counted(found: ItemsCompared) -> Counted:
    gone = tuple(f"{item.id} {item.title}" for item in found.gone)
    return Counted("programme", len(found.new), len(found.changed), found.same, gone, found.odd)


def _counted(table: str, found: Difference[T]) -> Counted:
    return Counted(table, len(found.new), len(found.changed), found.same, found.gone, found.odd)


def _settings(plan: Plan, listed: Listed) -> Iterable[Draft]:
    """The event's own settings, where they differ."""
    state = listed.state
    if plan.event is not None and plan.event != state.event:
        yield Draft("event", EventSet(plan.event))
    for door in plan.doors:
        if state.doors.get(door.id) != door:
            yield Draft("event", DoorSet(door))
    for stage in plan.stages:
        if state.stages.get(stage.id) != stage:
            yield Draft("event", StageSet(stage))
    for output in plan.outputs:
        if state.outputs.get(output.name) != output:
            yield Draft("event", OutputSet(output))
    if plan.event is not None and plan.triggers != state.triggers:
        yield Draft("event", TriggersSet(plan.triggers))


def _event_counted(plan: Plan, listed: Listed, written: int) -> Counted:
    """The event itself, its doors, stages and outputs."""
    state = listed.state
    pairs = (
        ({door.id for door in plan.doors}, set(state.doors)),
        ({stage.id for stage in plan.stages}, set(state.stages)),
        ({output.name for output in plan.outputs}, set(state.outputs)),
        (({"triggers"} if plan.triggers or state.triggers else set()), {"triggers"} if state.triggers else set()),
    )
    new = sum(len(now - before) for now, before in pairs) + (state.event is None)
    # A folder that says nothing of doors, say, took none away.
    gone = tuple(sorted(name for now, before in pairs if now for name in before - now))
    return Counted("event", new, written - new, 1 + sum(len(now) for now, _before in pairs) - written, gone)


def _item_drafts(items: Iterable[Item], listed: Listed) -> Iterable[Draft]:
    for item in items:
        here = listed.here.get(item.id)
        if here is not None and here.item is not None and here.stage != item.stage:
            yield Draft(f"stage/{here.stage}", ItemRemoved(item.id, to=item.stage))
        yield Draft(f"stage/{item.stage}", ItemPlanned(item))
        if here is not None and here.item is not None and here.stage != item.stage and here.by_hand:
            # What was set by hand goes along to the other stage.
            kept = replace(item, **{name: getattr(here.item, name) for name in here.by_hand if name != "stage"})
            yield Draft(f"stage/{item.stage}", ItemEdited(kept, here.by_hand))


def _slot_drafts(slots: Iterable[Slot], planned: Mapping[str, Item]) -> Iterable[Draft]:
    return (Draft(f"speakers/{planned[slot.item].stage}", SlotPlanned(slot)) for slot in slots)


def _guest_drafts(guests: Iterable[Guest], listed: Listed) -> list[Draft]:
    used = set(listed.numbers.values())
    drafts = []
    for guest in guests:
        number = listed.numbers.get(guest.id) or ticket_number(used)
        tail = tickets.tail(tickets.make(listed.state.id, listed.state.key, guest.id, number))
        drafts.append(Draft(f"guest/{guest.id}", GuestListed(guest, number, tail)))
    return drafts


def ticket_number(used: set[int]) -> int:
    """A ticket's number that nobody has and nobody can guess; it is taken from then on."""
    while True:
        number = secrets.randbits(TICKET_BITS)
        if number and number not in used:
            used.add(number)
            return number


def _by_subject(drafts: Iterable[Draft]) -> list[list[Draft]]:
    """A subject is folded whole at each append, so its facts go together."""
    groups: dict[str, list[Draft]] = {}
    for draft in drafts:
        groups.setdefault(draft.subject, []).append(draft)
    return list(groups.values())


def began(source: str, rows: int) -> Body:
    return ImportBegan(source=source, rows=rows)


def ended(source: str, tables: Sequence[Counted], *, stopped: bool = False) -> Body:
    return ImportEnded(
        source=source, new=sum(t.new for t in tables), changed=sum(t.changed for t in tables),
        same=sum(t.same for t in tables), gone=sum(len(t.gone) for t in tables), odd=sum(len(t.odd) for t in tables),
        stopped=stopped,
    )  # fmt: skip
