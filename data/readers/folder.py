"""A whole event folder as one plan: every file read, then what one file says of another checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from data import moments
from data.readers.cues import read_cues
from data.readers.dialects import recognised
from data.readers.event import FILE, read_event
from data.readers.films import read_films
from data.readers.guests import read_guests
from data.readers.headers import headers_of
from data.readers.plan import TABLES, Choices, Plan, PlanError, Problem, Table
from data.readers.programme import read_programme
from data.readers.programme_file import is_schedule, lists_items, read_programme_file
from data.readers.speakers import read_speakers
from data.readers.table import read_sheets
from data.records import Door, Event, Output, Stage
from data.words import _

ENDINGS = (".csv", ".xlsx", ".tsv", ".txt")


class Known(Struct, frozen=True):
    """What an event has already, for reading a list that speaks of it; `halls` are its stages in full."""

    event: Event
    stages: tuple[str, ...] = ()
    halls: tuple[Stage, ...] = ()
    outputs: Mapping[str, Output] = {}
    guests: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()
    films: frozenset[str] = frozenset()


def read_folder(folder: Path, now: datetime, known: Known | None = None) -> Plan:
    """The plan of an event folder, or PlanError with every problem in it. With `known`, an event that it updates."""
    if not folder.is_dir():
        raise PlanError([Problem(str(folder), None, "", _("there is no such folder"))])
    settings, problems = read_event(folder / FILE, now, known.event.date if known else None)
    if any(not problem.column for problem in problems):
        # Without its stages and outputs every row of the lists would look odd.
        raise PlanError(problems)
    stages, doors = settings.stages, settings.doors
    if known is None:
        stages = stages or (Stage("main", _("Main stage")),)
        doors = doors or (Door("main", _("Main entrance")),)
    # The lists are read, and their problems told, even where the event's own name or day can't be used.
    event = settings.event or Event(name="?", date=now.date(), zone="UTC")
    base = known or Known(event)
    known = replace(
        base,
        event=event,
        stages=tuple(dict.fromkeys([*(stage.id for stage in stages), *base.stages])),
        outputs={**base.outputs, **{output.name: output for output in settings.outputs}},
    )
    plan = Plan(settings.event, settings.state, doors, stages, settings.outputs, settings.operators, settings.triggers)
    for table in TABLES:
        if path := _file_of(folder, table, problems):
            plan = _with(plan, table, path, known, {}, problems)
    problems += _crossed(plan, known)
    problems += _doors_crossed(plan, known)
    problems += _triggers_crossed(plan, known)
    if problems:
        raise PlanError(problems)
    return plan


def read_list(path: Path, table: Table, known: Known, choices: Choices, *, leave_odd: bool = False) -> Plan:
    """The plan that one list is, or PlanError with every problem in it. With `leave_odd`, rows with a problem are left
    out and told, as long as the rest can be used without them."""
    problems: list[Problem] = []
    if table == "programme":
        plan = _programme(path, known, choices, problems)
    else:
        plan = _with(Plan(), table, path, known, choices.columns, problems)
        problems += _only_of_programmes(path, choices)
    while found := problems + _crossed(plan, known):
        if not leave_odd or any(problem.whole or problem.row is None for problem in found):
            raise PlanError(found, plan.recognised)
        plan = _without(plan, found)
        problems = []
    return plan


def _without(plan: Plan, problems: Sequence[Problem]) -> Plan:
    """The plan without the rows that have a problem; what speaks of them may be odd in its turn."""
    rows = {(problem.file, problem.row) for problem in problems}
    return replace(
        plan,
        guests=tuple(row for row in plan.guests if (row.file, row.row) not in rows),
        items=tuple(row for row in plan.items if (row.file, row.row) not in rows),
        slots=tuple(row for row in plan.slots if (row.file, row.row) not in rows),
        films=tuple(row for row in plan.films if (row.file, row.row) not in rows),
        cues=tuple(row for row in plan.cues if (row.file, row.row) not in rows),
        odd=(*plan.odd, *problems),
    )


def table_of(path: Path) -> Table | None:
    """Which table a file is by its name: `guests.csv`, `2026 guests.xlsx`, or by the headers of a known export; None
    where neither says."""
    words = path.stem.casefold().replace("_", " ").replace("-", " ").replace(".", " ").split()
    found = [table for table in TABLES if table in words]
    return found[0] if len(found) == 1 else _told_by_headers(path)


def _told_by_headers(path: Path) -> Table | None:
    """A guest list that another system exported, or a programme, whatever its file is called."""
    if not path.is_file():
        return None
    if is_schedule(path):
        return "programme"
    if path.suffix.casefold() not in ENDINGS:
        return None
    sheets = read_sheets(path)
    if any(recognised(headers_of(sheet)) for sheet in sheets):
        return "guests"
    return "programme" if lists_items(sheets) else None


def _file_of(folder: Path, table: Table, problems: list[Problem]) -> Path | None:
    endings: Sequence[str] = (".toml",) if table == "cues" else ENDINGS
    found = [path for ending in endings if (path := folder / f"{table}{ending}").is_file()]
    if len(found) > 1:
        message = _("{first} is there too: keep one").format(first=found[0].name)
        problems.append(Problem(found[1].name, None, "", message))
    return found[0] if found else None


def _programme(path: Path, known: Known, choices: Choices, problems: list[Problem]) -> Plan:
    """A programme in whatever form it comes; the stages of its rooms are made, and who speaks is in it too."""
    day, zone = _day_and_zone(known.event)
    stages = known.halls or tuple(Stage(ident, ident) for ident in known.stages)
    read = read_programme_file(path, day, zone, stages, choices)
    problems += read.problems
    return Plan(
        stages=read.stages,
        items=read.items,
        slots=read.slots,
        has=frozenset({"programme", "speakers"} if read.speaks else {"programme"}),
        recognised=() if read.recognised is None else (read.recognised,),
        elsewhere=read.elsewhere,
    )


def _only_of_programmes(path: Path, choices: Choices) -> list[Problem]:
    if not choices.stages and choices.day is None:
        return []
    return [Problem(path.name, None, "", _("--stage and --date are for programmes only"), whole=True)]


def _with(
    plan: Plan, table: Table, path: Path, known: Known, mapping: Mapping[str, str], problems: list[Problem]
) -> Plan:
    """The plan with one more table read into it."""
    day, zone = _day_and_zone(known.event)
    plan = replace(plan, has=plan.has | {table})
    match table:
        case "guests":
            read = read_guests(path, day, zone, mapping)
            odd = list(read.problems)
            plan = replace(plan, guests=read.rows, recognised=(*plan.recognised, read.recognised))
        case "programme":
            items, odd = read_programme(path, day, zone, known.stages, mapping)
            plan = replace(plan, items=tuple(items))
        case "speakers":
            slots, odd = read_speakers(path, mapping)
            plan = replace(plan, slots=tuple(slots))
        case "films":
            films, odd = read_films(path, day, zone, mapping)
            plan = replace(plan, films=tuple(films))
        case "cues":
            cues, odd = read_cues(path, known.outputs)
            plan = replace(plan, cues=tuple(cues))
    problems += odd
    return plan


def _day_and_zone(event: Event) -> tuple[date, ZoneInfo]:
    return event.date, moments.zone_named(event.zone)


def _crossed(plan: Plan, known: Known) -> list[Problem]:
    """What rows say of other lists: items, guests and films must be there."""
    items = known.items | {row.value.id for row in plan.items}
    guests = known.guests | {row.value.id for row in plan.guests if row.value.id}
    films = known.films | {row.value.id for row in plan.films}
    no_item, no_guest = _("there is no item {name}"), _("there is no guest with the id {name}")
    found: list[Problem] = []

    def check(file: str, row: int, column: str, name: str, names: frozenset[str] | set[str], message: str) -> None:
        if name and name not in names:
            found.append(Problem(file, row, column, message.format(name=repr(name))))

    for guest in plan.guests:
        check(guest.file, guest.row, "plus_one_of", guest.value.plus_one_of, guests, no_guest)
    for item in plan.items:
        check(item.file, item.row, "film", item.value.film, films, _("there is no film {name}"))
    for slot in plan.slots:
        check(slot.file, slot.row, "item", slot.value.item, items, no_item)
        check(slot.file, slot.row, "guest", slot.value.guest, guests, no_guest)
    for cue in plan.cues:
        check(cue.file, cue.row, "item", cue.value.item, items, no_item)
    return found


def _doors_crossed(plan: Plan, known: Known) -> list[Problem]:
    items = known.items | {row.value.id for row in plan.items}
    message = _("there is no item {name}")
    return [
        Problem(FILE, None, f"door.{door.id}.item", message.format(name=repr(door.item)))
        for door in plan.doors
        if door.item and door.item not in items
    ]


def _triggers_crossed(plan: Plan, known: Known) -> list[Problem]:
    """What triggers say of stages, items and cues: they must be there."""
    items = known.items | {row.value.id for row in plan.items}
    cues = {row.value.number for row in plan.cues}
    found = []
    for number, trigger in enumerate(plan.triggers, 1):
        for column, name, names, words in (
            ("stage", trigger.stage, set(known.stages), _("there is no stage {name}")),
            ("item", trigger.item, items, _("there is no item {name}")),
            ("cue", trigger.cue, cues if "cues" in plan.has else {trigger.cue}, _("there is no cue {name}")),
        ):
            if name and name not in names:
                found.append(Problem(FILE, None, f"trigger {number}.{column}", words.format(name=repr(name))))
    return found
