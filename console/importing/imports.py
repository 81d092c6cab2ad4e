"""Lists and folders brought into an event file: looked at first, then written in batches while the desk goes on."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from console.importing.batches import Stop, Told, write_in_batches
from console.importing.changes import Changes, Counted, began, changes, ended
from console.importing.enrolling import with_operators
from console.importing.guests_told import GuestsTold
from console.importing.items_told import ItemsTold
from console.importing.listed import Listed, listed
from console.rules import roles
from console.rules.lists.item_changes import Sign
from console.rules.refusals import Refusal
from data import tables
from data.facts import Draft, GuestListed
from data.readers.event import FILE as EVENT_TOML
from data.readers.folder import read_folder, read_list, table_of
from data.readers.plan import Choices, Plan, PlanError, Problem, Recognised, Table
from data.records import Event, Item
from data.words import _

if TYPE_CHECKING:
    from data.journal import EventFile

MEDIA = "media"


class Imported(Struct, frozen=True):
    """What an import did, or with `dry_run` would do. `problems` are the odd rows, which were left out; `unfinished`:
    it completed one that had been cut off; `stopped`: whoever ran it ended it, and `written` of `drafts` facts are in
    the file; `fact` is None where there was nothing to write. `recognised` is how each list was read, `guests` who is
    new, changed and gone, `items` what becomes of the programme."""

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
    recognised: tuple[Recognised, ...] = ()
    guests: GuestsTold | None = None
    items: ItemsTold | None = None
    drafts: int = 0
    written: int = 0
    stopped: bool = False


class Looked(Struct, frozen=True):
    """A list or folder that was read, and what it would do; nothing is written yet. `order` are the items of a
    programme with what becomes of each."""

    name: str
    plan: Plan
    imported: Imported
    order: tuple[tuple[Sign, Item], ...] = ()


def look(
    file: EventFile,
    source: Path,
    kind: Table | None = None,
    mapping: Mapping[str, str] | None = None,
    *,
    choices: Choices | None = None,
    leave_odd: bool = False,
    now: datetime,
    operator: str,
) -> Looked | Refusal:
    """Reads a list or a folder and says what it would do. PlanError with every problem in it; with `leave_odd`, rows
    with a problem are left out and told. `choices` say more of the list than the fields of its columns."""
    before = listed(file)
    if (no := roles.forbidden(before.state.operators, operator, "setup")) is not None:
        return no
    event = before.state.event
    if event is None:
        raise PlanError([Problem(file.path.name, None, "", _("this file has no event yet"))])
    chosen = choices or Choices(columns=mapping or {})
    plan = _read(source, kind, chosen, before, event, now, leave_odd)
    if source.is_dir():
        plan = with_media(plan, file.path, source, event.media)
    name = source.resolve().name
    found = _worked_out(plan, before)
    return Looked(name, plan, said(name, plan, found, _cut_off(before, name), dry_run=True), found.order)


def carry_out(
    file: EventFile,
    looked: Looked,
    *,
    now: datetime,
    operator: str,
    told: Told | None = None,
    stop: Stop | None = None,
) -> Imported | Refusal:
    """Writes what was looked at, worked out anew against what the file has by now.

    Rows that were the same before write nothing and what was done on the day stands. `stop` is asked between batches:
    what is written by then stays, and the import is over. One that is cut off instead is completed by running it again.
    """
    name, plan = looked.name, looked.plan
    before = listed(file)
    found, unfinished = _worked_out(plan, before), _cut_off(before, name)
    with file.transaction() as tx:
        if (no := roles.forbidden(tables.event(tx.db).operators, operator, "setup")) is not None:
            return no
        if not (found.drafts or unfinished):
            return said(name, plan, found, unfinished)
        act = tx.append([Draft("event", began(name, plan.rows))], at=now, operator=operator)[0].act
    written = write_in_batches(file, found.groups, act=act, at=now, operator=operator, told=told, stop=stop)
    made = said(name, plan, found, unfinished, fact=act, written=written)
    with file.transaction() as tx:
        last = ended(name, made.tables, stopped=made.stopped)
        tx.append([Draft("event", last)], at=now, operator=operator, act=act)
    return made


def import_source(
    file: EventFile,
    source: Path,
    kind: Table | None = None,
    mapping: Mapping[str, str] | None = None,
    *,
    choices: Choices | None = None,
    dry_run: bool = False,
    leave_odd: bool = False,
    now: datetime,
    operator: str,
    told: Told | None = None,
    stop: Stop | None = None,
) -> Imported | Refusal:
    """Looks at a list or a folder and, unless it is a dry run, carries it out."""
    looked = look(file, source, kind, mapping, choices=choices, leave_odd=leave_odd, now=now, operator=operator)
    if isinstance(looked, Refusal) or dry_run:
        return looked if isinstance(looked, Refusal) else looked.imported
    return carry_out(file, looked, now=now, operator=operator, told=told, stop=stop)


def said(
    name: str,
    plan: Plan,
    found: Changes,
    unfinished: bool = False,
    *,
    dry_run: bool = False,
    fact: str | None = None,
    written: int | None = None,
) -> Imported:
    """What is answered of these changes; `written` says how far it came."""
    stopped = written is not None and written < found.drafts
    told = _until(found, written or 0) if stopped else found.tables
    problems = tuple(problem for table in told for problem in table.odd)
    return Imported(
        name, dry_run, sum(t.new for t in told), sum(t.changed for t in told), sum(t.same for t in told),
        sum(len(t.gone) for t in told), len(problems), told, problems, unfinished, fact, plan.recognised, found.guests,
        found.items, found.drafts, found.drafts if written is None and fact is not None else written or 0, stopped,
    )  # fmt: skip


def with_media(plan: Plan, path: Path, folder: Path, before: str = "") -> Plan:
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


def _worked_out(plan: Plan, before: Listed) -> Changes:
    return with_operators(changes(plan, before, tell=True), plan.operators, before.state.operators)


def _cut_off(before: Listed, name: str) -> bool:
    return any(importing.source == name for importing in before.state.importing)


def _until(found: Changes, written: int) -> tuple[Counted, ...]:
    """The counts of an import that was stopped; the guests are written last, those changed before those new."""
    guests = sum(isinstance(draft.body, GuestListed) for group in found.groups for draft in group)
    done = max(0, written - (found.drafts - guests))
    return tuple(
        replace(table, changed=min(done, table.changed), new=max(0, done - table.changed))
        if table.table == "guests"
        else table
        for table in found.tables
    )


def _read(
    source: Path,
    kind: Table | None,
    choices: Choices,
    before: Listed,
    event: Event,
    now: datetime,
    leave_odd: bool,
) -> Plan:
    known = before.known(event)
    if not source.exists():
        raise PlanError([Problem(source.name, None, "", _("there is no such file"))])
    if source.is_dir():
        if choices != Choices() or kind:
            message = _("say --as and --map with one list, not with a folder")
            raise PlanError([Problem(source.name, None, "", message)])
        if not (source / EVENT_TOML).is_file():
            message = _("this is no event folder, for it holds no event.toml; name the list itself")
            raise PlanError([Problem(source.name, None, "", message)])
        return read_folder(source, now, known)
    table = kind or table_of(source)
    if table is None:
        message = _("the name does not say what it lists: say --as guests, programme, speakers, films or cues")
        raise PlanError([Problem(source.name, None, "", message)])
    return read_list(source, table, known, choices, leave_odd=leave_odd)
