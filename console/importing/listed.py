"""What earlier imports said: the plan as the lists had it, before anything was changed by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct, field

from console.rules.lists.item_changes import Here
from console.rules.times.order import items_in_order
from data import reading, tables
from data.facts import (
    CuePlanned,
    CueRemoved,
    Fact,
    GuestAdded,
    GuestChanged,
    GuestListed,
    ImportBegan,
    ItemPlanned,
    MergedInto,
    SlotAdded,
    SlotPlanned,
    SlotRemoved,
)
from data.readers.folder import Known
from data.records import Cue, Event, Guest, Item, Slot
from data.states import EventState, SpeakersState, StageState

if TYPE_CHECKING:
    from data.journal import EventFile

_KINDS = (
    "guest_listed", "guest_added", "item_planned", "slot_planned", "slot_removed", "slot_added",
    "cue_planned", "cue_removed", "import_began", "guest_changed", "merged_into",
)  # fmt: skip


class Listed(Struct):
    """By id or number: what the lists said last, and who was added otherwise. `here` and `speakers` are what stands,
    `corrected` the fields that operators corrected, `merged` the guests who are somebody else of the list."""

    state: EventState
    guests: dict[str, Guest] = field(default_factory=dict)
    added: dict[str, Guest] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    slots: dict[str, Slot] = field(default_factory=dict)
    cues: dict[str, Cue] = field(default_factory=dict)
    here: dict[str, Here] = field(default_factory=dict)
    speakers: dict[str, SpeakersState] = field(default_factory=dict)
    imports: set[str] = field(default_factory=set)
    corrected: dict[str, dict[str, str]] = field(default_factory=dict)
    merged: set[str] = field(default_factory=set)

    def known(self, event: Event) -> Known:
        """What a list may speak of."""
        return Known(
            event, tuple(self.state.stages), tuple(self.state.stages.values()), self.state.outputs,
            frozenset(self.guests) | frozenset(self.added), frozenset(self.items), frozenset(self.state.films),
        )  # fmt: skip


def listed(file: EventFile) -> Listed:
    """The plan of an event file as its lists had it."""
    with file.reading() as db:
        found = Listed(tables.event(db))
        for fact in _in_order(reading.facts(db, kinds=_KINDS)):
            _take(found, fact)
        for stage in dict.fromkeys((*found.state.stages, *tables.stages_holding(db))):
            _stand(found, tables.stage(db, stage))
            found.speakers[stage] = tables.speakers(db, stage)
    return found


def _stand(found: Listed, stage: StageState) -> None:
    """The items of a stage as they stand, those taken out by hand too."""
    ran: dict[str, datetime] = {}
    for run in stage.runs:
        ran.setdefault(run.item, run.start)
    for ident in stage.removed:
        if ident not in stage.items:
            found.here.setdefault(ident, Here(stage.stage, removed=True))
    for item in items_in_order(stage):
        found.here[item.id] = Here(
            stage.stage, item, stage.by_hand.get(item.id, ()), ran.get(item.id), item.id in stage.added
        )


def _in_order(rows: Iterator[reading.Row]) -> list[Fact]:
    facts = [row.fact for row in rows if row.standing]
    return sorted(facts, key=lambda fact: (fact.stamp, fact.station, fact.seq))


def _take(found: Listed, fact: Fact) -> None:
    match fact.known:
        case GuestListed(guest=guest, number=number):
            found.guests[guest.id] = guest
            found.numbers.setdefault(guest.id, number)
        case GuestAdded(guest=guest, number=number):
            found.added[guest.id] = guest
            found.numbers.setdefault(guest.id, number)
        case GuestChanged(fields=fields):
            found.corrected.setdefault(fact.subject.partition("/")[2], {}).update(fields)
        case MergedInto():
            found.merged.add(fact.subject.partition("/")[2])
        case ImportBegan():
            found.imports.add(fact.act)
        case ItemPlanned(item=item) if fact.act in found.imports or item.id not in found.items:
            # A plan changed by hand is no list: the same list again must not change it back.
            found.items[item.id] = item
        case SlotPlanned(slot=slot) | SlotAdded(slot=slot):
            found.slots[slot.id] = slot
        case SlotRemoved(slot=ident):
            found.slots.pop(ident, None)
        case CuePlanned(cue=cue, by_hand=by_hand) if not by_hand or cue.number not in found.cues:
            found.cues[cue.number] = cue
        case CueRemoved():
            found.cues.pop(fact.subject.partition("/")[2], None)
        case _:
            pass
