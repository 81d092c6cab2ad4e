"""Making an event file and changing what it is: new, import, state, mode, the demo."""

from __future__ import annotations

import base64
import secrets
from contextlib import suppress
from datetime import date, datetime
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from console.importing.batches import write_at_once
from console.importing.changes import began, changes, ended
from console.importing.enrolling import with_operators
from console.importing.imports import MEDIA, Imported, import_source, said, with_media
from console.importing.listed import Listed
from console.rules import roles
from console.rules.refusals import Refusal
from data import files, moments, tables
from data.clean import clean
from data.facts import Draft, EventMade, ModeSet, StateSet
from data.placing import free
from data.readers.folder import read_folder
from data.readers.plan import Plan, PlanError
from data.records import Door, Event, EventStage, ShowMode, Stage
from data.states import EventState
from data.words import _

if TYPE_CHECKING:
    from data.journal import EventFile

__all__ = [
    "Imported", "WasSet", "demo", "import_source", "new", "new_empty", "set_mode", "set_state",
]  # fmt: skip


class WasSet(Struct, frozen=True):
    """The event's state or mode, and the fact if it was changed."""

    state: EventStage
    mode: ShowMode
    fact: str | None = None


def new(path: Path, folder: Path, *, now: datetime, operator: str) -> Imported:
    """An event file from an event folder. PlanError with every problem of the folder, and then there is no file."""
    plan = read_folder(folder, now)
    return _made(path, with_media(plan, path, folder), folder, now, operator)


def demo(path: Path, *, now: datetime, operator: str) -> Imported:
    """The demo event, dated the day of `now`, with its media made beside it."""
    from fixtures import make_media  # only the demo needs it

    free(path)
    media = path.with_name(f"{path.stem}-{MEDIA}")
    # First, so that a demo that is there has its media; without them it still runs, and the pre-flight says so.
    with suppress(OSError):
        make_media.make(media)
    with resources.as_file(resources.files("fixtures") / "demo") as folder:
        plan = read_folder(folder, now)
        event = plan.event and replace(plan.event, media=media.name)
        return _made(path, replace(plan, event=event), folder, now, operator)


def new_empty(path: Path, *, name: str, zone: str, day: date, now: datetime, operator: str) -> Imported:
    """An event file with one door and one stage, both called main. MomentError for an unknown zone."""
    moments.zone_named(zone)
    event = Event(name=clean(name), date=day, zone=zone)
    plan = Plan(event, None, (Door("main", _("Main entrance")),), (Stage("main", _("Main stage")),))
    return _made(path, plan, path, now, operator)


def _made(path: Path, plan: Plan, source: Path, now: datetime, operator: str) -> Imported:
    """The file, whole or not at all."""
    made = EventMade(event=_random_id(), key=secrets.token_hex(32))
    found = with_operators(changes(plan, Listed(EventState(id=made.event, key=made.key))), plan.operators, {})
    if odd := [problem for table in found.tables for problem in table.odd]:
        raise PlanError(odd)
    name = source.resolve().name
    with files.new_event(path) as file, file.transaction() as tx:
        first = [
            Draft("event", began(name, plan.rows)),
            Draft("event", made),
        ]
        last = [Draft("event", ended(name, found.tables))]
        if plan.state is not None and plan.state != "open":
            last.append(Draft("event", StateSet(plan.state)))
        act = write_at_once(tx, first, found.groups, last, at=now, operator=operator)
    return said(name, plan, found, fact=act)


def set_state(file: EventFile, state: EventStage | None, *, now: datetime, operator: str) -> WasSet | Refusal:
    """Where the day stands; None only asks."""
    with file.transaction() as tx:
        before = tables.event(tx.db)
        if state is None or state == before.state:
            return WasSet(before.state, before.mode)
        if (no := roles.forbidden(before.operators, operator, "setup")) is not None:
            return no
        if before.forgotten:
            return Refusal("forgotten", _("The people of this event were forgotten; it stays closed."))
        fact = tx.append([Draft("event", StateSet(state))], at=now, operator=operator)[0]
        return WasSet(state, before.mode, fact.id)


def set_mode(file: EventFile, mode: ShowMode | None, *, now: datetime, operator: str) -> WasSet | Refusal:
    """What is sent to equipment; None only asks."""
    with file.transaction() as tx:
        before = tables.event(tx.db)
        if mode is None or mode == before.mode:
            return WasSet(before.state, before.mode)
        if (no := roles.forbidden(before.operators, operator, "mode")) is not None:
            return no
        fact = tx.append([Draft("event", ModeSet(mode))], at=now, operator=operator)[0]
        return WasSet(before.state, mode, fact.id)


def _random_id() -> str:
    return base64.b32encode(secrets.token_bytes(5)).decode().lower()
