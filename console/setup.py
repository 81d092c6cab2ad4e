"""Making an event file and changing what it is: new, import, state, mode, the demo."""

from __future__ import annotations

import base64
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from console.importing import Changes, Counted, began, changes, ended, write_at_once, write_in_batches
from console.listed import Listed, listed
from data import files, moments, tables
from data.clean import clean
from data.facts import Draft, EventMade, ModeSet, StateSet
from data.placing import free
from data.readers.folder import read_folder, read_list, table_of
from data.readers.plan import Plan, PlanError, Problem, Table
from data.records import Door, Event, EventStage, ShowMode, Stage
from data.states import EventState
from data.words import _

if TYPE_CHECKING:
    from data.journal import EventFile

MEDIA = "media"


class Imported(Struct, frozen=True):
    """What an import did, or with `dry_run` would do. `problems` are the odd rows, which were left out; `unfinished`:
    it completed one that had been cut off; `fact` is None where there was nothing to write."""

    source: str
    dry_run: bool
    new: int
    changed: int
    same: int
    gone: int
    odd: int
    tables: tuple[Counted, ...]
    problems: tuple[Problem, ...]
    unfinished: bool = False
    fact: str | None = None


class WasSet(Struct, frozen=True):
    """The event's state or mode, and the fact if it was changed."""

    state: EventStage
    mode: ShowMode
    fact: str | None = None


def new(path: Path, folder: Path, *, now: datetime, operator: str) -> Imported:
    """An event file from an event folder. PlanError with every problem of the folder, and then there is no file."""
    plan = read_folder(folder, now)
    return _made(path, _with_media(plan, path, folder), folder, now, operator)


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
    found = changes(plan, Listed(EventState(id=made.event, key=made.key)))
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
    return _imported(name, found, dry_run=False, unfinished=False, fact=act)


def import_source(
    file: EventFile,
    source: Path,
    kind: Table | None = None,
    mapping: Mapping[str, str] | None = None,
    *,
    dry_run: bool = False,
    now: datetime,
    operator: str,
) -> Imported:
    """Adds and updates from a list or a folder. PlanError with every problem in it, and then nothing was written.

    Rows that were the same before write nothing, what was done on the day stands, and rows that could be several
    guests are left out and told. Running it again completes one that was cut off.
    """
    before = listed(file)
    event = before.state.event
    if event is None:
        raise PlanError([Problem(file.path.name, None, "", _("this file has no event yet"))])
    plan = _read(source, kind, mapping or {}, before, event, now)
    if source.is_dir():
        plan = _with_media(plan, file.path, source, event.media)
    found = changes(plan, before)
    name = source.resolve().name
    unfinished = any(importing.source == name for importing in before.state.importing)
    if dry_run or not (found.drafts or unfinished):
        return _imported(name, found, dry_run=dry_run, unfinished=unfinished, fact=None)
    first, last = Draft("event", began(name, plan.rows)), Draft("event", ended(name, found.tables))
    act = write_in_batches(file, first, found.groups, last, at=now, operator=operator)
    return _imported(name, found, dry_run=False, unfinished=unfinished, fact=act)


def _read(
    source: Path, kind: Table | None, mapping: Mapping[str, str], before: Listed, event: Event, now: datetime
) -> Plan:
    known = before.known(event)
    if source.is_dir():
        if mapping or kind:
            message = _("say --as and --map with one list, not with a folder")
            raise PlanError([Problem(source.name, None, "", message)])
        return read_folder(source, now, known)
    table = kind or table_of(source)
    if table is None:
        message = _("the name does not say what it lists: say --as guests, programme, speakers, films or cues")
        raise PlanError([Problem(source.name, None, "", message)])
    return read_list(source, table, known, mapping)


def _imported(name: str, found: Changes, *, dry_run: bool, unfinished: bool, fact: str | None) -> Imported:
    problems = tuple(problem for table in found.tables for problem in table.odd)
    return Imported(
        name, dry_run, sum(t.new for t in found.tables), sum(t.changed for t in found.tables),
        sum(t.same for t in found.tables), sum(len(t.gone) for t in found.tables), len(problems), found.tables,
        problems, unfinished, fact,
    )  # fmt: skip


def _with_media(plan: Plan, path: Path, folder: Path, before: str = "") -> Plan:
    """The plan with its media folder as seen from the event file, so that the two can move together; a folder without
    one leaves the media where they were `before`."""
    media = folder.resolve() / MEDIA
    if plan.event is None:
        return plan
    if not media.is_dir():
        return replace(plan, event=replace(plan.event, media=before))
    try:
        seen = Path(os.path.relpath(media, path.resolve().parent)).as_posix()
    except ValueError:  # another drive
        seen = media.as_posix()
    return replace(plan, event=replace(plan.event, media=seen))


def set_state(file: EventFile, state: EventStage | None, *, now: datetime, operator: str) -> WasSet:
    """Where the day stands; None only asks."""
    with file.transaction() as tx:
        before = tables.event(tx.db)
        if state is None or state == before.state:
            return WasSet(before.state, before.mode)
        fact = tx.append([Draft("event", StateSet(state))], at=now, operator=operator)[0]
        return WasSet(state, before.mode, fact.id)


def set_mode(file: EventFile, mode: ShowMode | None, *, now: datetime, operator: str) -> WasSet:
    """What is sent to equipment; None only asks."""
    with file.transaction() as tx:
        before = tables.event(tx.db)
        if mode is None or mode == before.mode:
            return WasSet(before.state, before.mode)
        fact = tx.append([Draft("event", ModeSet(mode))], at=now, operator=operator)[0]
        return WasSet(before.state, mode, fact.id)


def _random_id() -> str:
    return base64.b32encode(secrets.token_bytes(5)).decode().lower()
