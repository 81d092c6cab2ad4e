"""Writing figures and tables to files: the summary as a paper or as JSON, and one table at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, tzinfo
from pathlib import Path

from msgspec import Struct

from console.evacuation import evacuation_list
from console.paper_list import guest_list
from console.rules import roles
from console.rules.figures import Summary
from console.rules.refusals import Refusal
from console.rules.timing import timeline
from console.summary_page import summary_page
from data import tables
from data.journal import EventFile
from data.records import Guest, Stage
from data.words import _
from data.writers import NOT_YET, PAGES, TABLES
from data.writers.fonts import FontError
from data.writers.json_text import as_json
from data.writers.pages import Cell, Table
from data.writers.pdf_page import without_font
from data.writers.whole import make_folder, write_whole

SUMMARY_FORMATS = ("json", *PAGES)
EXPORTS_NOT_YET = frozenset({"programme", "ics"})
NAMES = frozenset({"guests", "entries"})
"""Exports that carry the names of guests."""
_PAPERS = ("paper", "evacuation")
_GUEST = tuple(field for field in Guest.__struct_fields__ if field != "extra")

_BECAME = ("number", "how", "arrived", "inside")


class Written(Struct, frozen=True):
    """The files that were written, how many rows the table has (None for a paper), and the signs that no font of this
    machine has, which stand as hollow boxes in a PDF."""

    files: tuple[str, ...]
    rows: int | None = None
    without_font: tuple[str, ...] = ()


def write_summary(made: Summary, folder: Path, formats: Iterable[str]) -> Written | Refusal:
    """The summary as `summary.json`, `summary.md` … in a folder, made if it is not there. Raises WriteError."""
    wanted = tuple(dict.fromkeys(formats))
    for name in wanted:
        if name not in SUMMARY_FORMATS:
            known = ", ".join(SUMMARY_FORMATS)
            words = _("The summary is not written as {format} yet: {known}.")
            reason = "not_yet" if name in NOT_YET else "no_such_format"
            return Refusal(reason, words.format(format=name, known=known))
    page = summary_page(made)
    try:
        content = {name: as_json(made) if name == "json" else PAGES[name](page) for name in wanted}
    except FontError as fault:
        return Refusal("no_font", str(fault))
    make_folder(folder)
    hollow = without_font(page) if "pdf" in content else ()
    return Written(
        tuple(str(write_whole(folder / f"summary.{name}", data)) for name, data in content.items()),
        without_font=hollow,
    )


def put_summary(
    file: EventFile, made: Summary, folder: Path, formats: Iterable[str], *, operator: str
) -> Written | Refusal:
    """The same by somebody at the console: it names who came and who did not."""
    with file.reading() as db:
        no = roles.forbidden(tables.event(db).operators, operator, "lists")
    return no or write_summary(made, folder, formats)


def export(file: EventFile, what: str, path: Path, *, now: datetime, operator: str) -> Written | Refusal:
    """One table as CSV at `path`: guests, entries or asrun; or a paper in the format that the ending of `path` names.
    Raises WriteError."""
    if what in _PAPERS:
        return _paper(file, what, path, now, operator)
    make = _TABLES.get(what)
    if make is None:
        known = ", ".join([*_TABLES, *_PAPERS])
        reason = "not_yet" if what in EXPORTS_NOT_YET else "no_such_table"
        return Refusal(reason, _("There is no export of {what} yet: {known}.").format(what=what, known=known))
    with file.reading():
        if what in NAMES and (no := roles.forbidden(tables.event(file.db).operators, operator, "lists")) is not None:
            return no
        table = make(file, tables.event(file.db).zone, now)
    target = write_whole(path, TABLES["csv"](table))
    return Written((str(target),), len(table.rows))


def _paper(file: EventFile, what: str, path: Path, now: datetime, operator: str) -> Written | Refusal:
    ending = path.suffix.lower().removeprefix(".") or "html"
    if ending not in PAGES:
        words = _("A paper is written as {known}; name a file that ends so, not in .{format}.")
        return Refusal("no_such_format", words.format(known=", ".join(PAGES), format=ending))
    # Who may not write lists may still write the one that counts people out of a burning house.
    page = evacuation_list(file, now=now) if what == "evacuation" else guest_list(file, now=now, operator=operator)
    if isinstance(page, Refusal):
        return page
    rows = sum(len(section.table.rows) for section in page.sections if section.table is not None)
    try:
        content = PAGES[ending](page)
    except FontError as fault:
        return Refusal("no_font", str(fault))
    hollow = without_font(page) if ending == "pdf" else ()
    return Written((str(write_whole(path, content)),), rows, hollow)


def guests_table(file: EventFile, zone: tzinfo, now: datetime) -> Table:
    """The guest list as it stands, with the columns of `guests.csv` first and what became of each after them."""
    states = list(tables.guests(file.db))
    # A list that was exported before brings what became of its guests back as extra columns.
    extra = tuple(dict.fromkeys(n for state in states for n in state.guest.extra if n not in _BECAME))
    rows = []
    for state in states:
        guest = state.guest
        own: list[Cell] = [_cell(getattr(guest, field), zone) for field in _GUEST]
        rows.append(
            (
                *own,
                *(guest.extra.get(name, "") for name in extra),
                state.number,
                state.how,
                _cell(state.arrived, zone),
                " ".join(state.inside),
            )
        )
    return Table((*_GUEST, *extra, *_BECAME), tuple(rows))


def entries_table(file: EventFile, zone: tzinfo, now: datetime) -> Table:
    """Every standing entry and exit, in the order they happened."""
    passed = sorted(
        ((passage, state.guest) for state in tables.guests(file.db) for passage in state.passages),
        key=lambda pair: (pair[0].at, pair[0].fact),
    )
    rows = tuple(
        (
            _cell(p.at, zone), p.way, p.door, guest.id, guest.name, guest.name_alt, guest.organisation, guest.category,
            p.operator, "yes" if p.forced else "", " ".join(p.marks), p.fact,
        )
        for p, guest in passed
    )  # fmt: skip
    columns = (
        "at", "way", "door", "guest", "name", "name_alt", "organisation", "category", "operator", "forced", "marks",
        "fact",
    )  # fmt: skip
    return Table(columns, rows)


def asrun_table(file: EventFile, zone: tzinfo, now: datetime) -> Table:
    """The running order of every stage as it was planned and as it ran; lengths and lateness in seconds."""
    event = tables.event(file.db)
    rows: list[tuple[Cell, ...]] = []
    for stage in dict.fromkeys([*event.stages, *tables.stages_holding(file.db)]):
        zone_name = event.zone_name
        line = timeline(tables.stage(file.db, stage), event.stages.get(stage) or Stage(id=stage), zone_name, now)
        for item in line.items:
            rows.append(
                (
                    stage, item.id, item.title, item.title_alt, item.kind, item.status, _cell(item.planned_start, zone),
                    _cell(item.planned_end, zone), _cell(item.actual_start, zone), _cell(item.actual_end, zone),
                    _seconds(item.planned_start, item.planned_end), _seconds(item.actual_start, item.actual_end),
                    _seconds(item.planned_start, item.actual_start), item.added, item.held, item.overrun,
                )
            )  # fmt: skip
    columns = (
        "stage", "item", "title", "title_alt", "kind", "status", "planned_start", "planned_end", "actual_start",
        "actual_end", "planned_length", "actual_length", "late", "added", "held", "overrun",
    )  # fmt: skip
    return Table(columns, tuple(rows))


_TABLES: dict[str, Callable[[EventFile, tzinfo, datetime], Table]] = {
    "guests": guests_table,
    "entries": entries_table,
    "asrun": asrun_table,
}


def _cell(value: object, zone: tzinfo) -> Cell:
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.astimezone(zone).isoformat(timespec="milliseconds" if value.microsecond else "seconds")
    return str(value)


def _seconds(start: datetime | None, end: datetime | None) -> float | None:
    return None if start is None or end is None else (end - start).total_seconds()
