"""What things are called, asked of the file once each: for the log, which names every subject of every line."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from data import tables
from data.clean import both, harmless
from data.reading import Connection
from data.states import EventState, StageState


class NamesOf:
    """The names as they are now; made anew whenever the file has changed. Unknown ids are shown as they are."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._guests: dict[str, str] = {}
        self._cues: dict[str, str] = {}
        self._items: dict[str, str] = {}

    def guest(self, guest: str) -> str:
        if guest not in self._guests:
            state = tables.guest(self._db, guest)
            self._guests[guest] = guest if state is None else both(state.guest.name, state.guest.name_alt)
        return self._guests[guest]

    def door(self, door: str) -> str:
        known = self._event.doors.get(door)
        return harmless(known.title) or door if known is not None else door

    def stage(self, stage: str) -> str:
        known = self._event.stages.get(stage)
        return harmless(known.title) or stage if known is not None else stage

    def item(self, item: str) -> str:
        if item not in self._items:
            found = next((each.items[item] for each in reversed(self._stages) if item in each.items), None)
            name = f"{item} {both(found.title, found.title_alt)}".rstrip() if found is not None else item
            self._items[item] = name
        return self._items[item]

    def slot(self, slot: str) -> str:
        return self._slots.get(slot, slot)

    def cue(self, number: str) -> str:
        if number not in self._cues:
            state = tables.cue(self._db, number)
            name = harmless(state.cue.name) if state is not None else ""
            self._cues[number] = f"{number} {name}" if name else number
        return self._cues[number]

    def clock(self, at: datetime) -> str:
        event = self._event.event
        local = at.astimezone(self._event.zone)
        return f"{local:%H:%M}" if event is None or local.date() == event.date else f"{local:%Y-%m-%d %H:%M}"

    @cached_property
    def _event(self) -> EventState:
        return tables.event(self._db)

    @cached_property
    def _stages(self) -> tuple[StageState, ...]:
        stages = dict.fromkeys([*self._event.stages, *tables.stages_holding(self._db)])
        return tuple(tables.stage(self._db, stage) for stage in stages)

    @cached_property
    def _slots(self) -> dict[str, str]:
        return {
            slot_id: both(state.slot.name, state.slot.name_alt) or slot_id
            for stage in tables.speaking_stages(self._db)
            for slot_id, state in tables.speakers(self._db, stage).slots.items()
        }
