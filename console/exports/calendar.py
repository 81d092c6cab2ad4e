"""The programme as a calendar: what is public, at the times now planned, so that importing it again updates it."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from console.rules.speakers import slots
from console.rules.times.plan import Planned, walk
from data import reading, tables
from data.clean import both
from data.facts import PLAN
from data.readers.schedules.own_calendar import own_properties
from data.reading import Connection
from data.records import Item, Stage
from data.states import EventState, SlotState, StageState
from data.words import _
from data.writers.calendar import Calendar, Entry

DAY = ("item_moved", "item_skipped", "item_unskipped", "replanned", "recovered", "undone")
"""Facts of the day that move what is planned."""


def calendar(db: Connection, *, now: datetime, stage: str | None = None, everything: bool = False) -> Calendar:
    """What is public, with titles and places only; `everything`: items that are not, and notes and speakers too."""
    event = tables.event(db)
    names = [stage] if stage is not None else list(dict.fromkeys([*event.stages, *tables.stages_holding(db)]))
    changed, modified = _changes(db, now)
    there = {item for name in tables.stages_holding(db) for item in tables.stage(db, name).items}
    entries = [
        _entry(each, event, state, changed, modified, speaking.get(each.item.id, ()) if everything else None)
        for name in names
        for state, speaking in [(tables.stage(db, name), slots.in_items(tables.speakers(db, name)))]
        for each in (*walk(state, now), *walk(_taken_out(state, there), now))
        if each.item.public or everything
    ]
    about = event.event
    name = both(about.name, about.name_alt) if about else _("Event")
    return Calendar(name, event.zone_name, now.astimezone(UTC), tuple(entries))


def _entry(
    each: Planned,
    event: EventState,
    state: StageState,
    changed: int,
    modified: datetime,
    speaking: tuple[SlotState, ...] | None,
) -> Entry:
    """`speaking` are the item's speakers; None where only what is public is told."""
    item, stage = each.item, event.stages.get(state.stage) or Stage(state.stage)
    return Entry(
        uid=str(uuid5(NAMESPACE_URL, f"callboard:{event.id}/{item.id}")), changed=changed, modified=modified,
        start=each.start, end=each.end, title=both(item.title, item.title_alt),
        place=both(stage.title, stage.title_alt) or stage.id, kind=item.kind,
        notes=_notes(item, speaking) if speaking is not None else "",
        cancelled=each.skipped or item.id not in state.items,
        own=own_properties(item, each.start, each.end),
    )  # fmt: skip


def _taken_out(state: StageState, there: set[str]) -> StageState:
    """The items that are in no plan any more: a calendar that has them must hear of it."""
    gone = {name: state.listed[name] for name in state.removed if name in state.listed and name not in there}
    return StageState(state.stage, items=gone)


def _changes(db: Connection, now: datetime) -> tuple[int, datetime]:
    """How many acts changed the programme since it was first there, and when the last one did. Undoing is one too: the
    number never goes down."""
    kinds = [*(kind for kind in PLAN if kind.startswith("item_")), *DAY]
    facts = [row.fact for row in reading.facts(db, subject="stage/", kinds=kinds)]
    acts = {fact.act for fact in facts}
    return max(0, len(acts) - 1), max((fact.at for fact in facts), default=now)


def _notes(item: Item, speaking: tuple[SlotState, ...]) -> str:
    names = [both(state.slot.name, state.slot.name_alt) for state in speaking]
    return "\n".join(filter(None, (*names, item.notes, *(f"{who}: {note}" for who, note in item.notes_for.items()))))
