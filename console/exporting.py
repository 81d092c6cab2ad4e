"""Writing figures and tables to files: the summary as a paper or as JSON, and one table, list or calendar at a time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from console.evacuation import evacuation_list
from console.exports import running_order
from console.exports.as_run import as_run, as_run_table
from console.exports.as_run_page import apart, as_run_page
from console.exports.calendar import calendar
from console.exports.guests import entries_table, guests_table
from console.exports.programme import by_the_clock, programme_table
from console.paper_list import guest_list
from console.rules import roles
from console.rules.refusals import Refusal
from console.rules.reports.figures import Summary
from console.summary_page import summary_page
from data import tables
from data.journal import EventFile
from data.moments import zone_named
from data.words import _
from data.writers.calendar import as_ics
from data.writers.fonts import FontError
from data.writers.formats import PAGES, TABLES
from data.writers.json_text import as_json
from data.writers.pages import Page, Table
from data.writers.pdf_page import without_font
from data.writers.whole import make_folder, write_whole
from data.writers.workbook import workbook

SUMMARY_FORMATS = ("json", *PAGES)
FORMATS: dict[str, tuple[str, ...]] = {
    "guests": tuple(TABLES), "entries": tuple(TABLES), "programme": ("csv", "xlsx", "html", "pdf", "md", "json"),
    "asrun": ("csv", "xlsx", "html", "pdf", "md", "json"), "ics": ("ics",), "paper": ("html", "pdf", "md"),
    "evacuation": ("html", "pdf", "md"),
}  # fmt: skip
"""What can be exported, and in which formats: the first is for a file whose ending says nothing."""
NAMES = frozenset({"guests", "entries"})
"""Exports that carry the names of guests."""


class Written(Struct, frozen=True):
    """The files that were written, how many rows the table has (None for a paper), and the signs that no font of this
    machine has, which stand as hollow boxes in a PDF."""

    files: tuple[str, ...]
    rows: int | None = None
    without_font: tuple[str, ...] = ()


class Wish(Struct, frozen=True):
    """How somebody wants an export: the format ("": by the ending of the file), of one stage or (None) of all, with the
    notes of one department or (None) of all, in type so many times as large as usual; `everything`: with what is not
    public; `at`: as it stood then."""

    format: str = ""
    stage: str | None = None
    department: str | None = None
    type: float = 1.0
    everything: bool = False
    at: datetime | None = None


AS_USUAL = Wish()


class _Made(Struct, frozen=True):
    """What is to be written, and how many rows it has."""

    content: bytes
    rows: int | None
    hollow: tuple[str, ...] = ()


def write_summary(made: Summary, folder: Path, formats: Iterable[str]) -> Written | Refusal:
    """The summary as `summary.json`, `summary.md` … in a folder, made if it is not there. Raises WriteError."""
    wanted = tuple(dict.fromkeys(formats))
    for name in wanted:
        if name not in SUMMARY_FORMATS:
            return _no_such_format(_("the summary"), name, SUMMARY_FORMATS)
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


def export(
    file: EventFile, what: str, path: Path, *, now: datetime, operator: str, wish: Wish = AS_USUAL
) -> Written | Refusal:
    """One table, list or calendar at `path`, in the format wished for, else the one that the ending of `path` names.
    Raises WriteError."""
    if what not in FORMATS:
        words = _("There is no export of {what}: {known}.")
        return Refusal("no_such_table", words.format(what=what, known=", ".join(FORMATS)))
    known = FORMATS[what]
    ending = path.suffix.lower().removeprefix(".")
    ending = "html" if ending == "htm" else ending
    named = wish.format or (ending if ending in ALL_FORMATS or what in _PAPERS else "")
    chosen = named or known[0]
    if chosen not in known:
        return _no_such_format(what, chosen, known)
    try:
        made = _made(file, what, chosen, now, operator, wish)
    except FontError as fault:
        return Refusal("no_font", str(fault))
    if isinstance(made, Refusal):
        return made
    return Written((str(write_whole(path, made.content)),), made.rows, made.hollow)


_PAPERS = ("paper", "evacuation")
ALL_FORMATS = frozenset(each for formats in FORMATS.values() for each in formats)


def _no_such_format(what: str, name: str, known: Iterable[str]) -> Refusal:
    words = _("{what} is not written as {format}, but as {known}.")
    return Refusal("no_such_format", words.format(what=what, format=name, known=", ".join(known)))


def _made(file: EventFile, what: str, chosen: str, now: datetime, operator: str, wish: Wish) -> _Made | Refusal:
    match what:
        case "guests" | "entries":
            with file.reading() as db:
                if (no := roles.forbidden(tables.event(db).operators, operator, "lists")) is not None:
                    return no
                return _table(guests_table(db) if what == "guests" else entries_table(db), chosen)
        case "programme":
            return _programme(file, chosen, now, wish)
        case "asrun":
            return _as_run(file, chosen, now, wish)
        case "ics":
            with file.reading() as db:
                told = calendar(db, now=now, stage=wish.stage, everything=wish.everything)
            return _Made(as_ics(told), len(told.entries))
        case "evacuation":
            # Who may not write lists may still write the one that counts people out of a burning house.
            return _page(evacuation_list(file, now=now), chosen)
        case _:
            page = guest_list(file, now=now, operator=operator)
            return page if isinstance(page, Refusal) else _page(page, chosen)


def _programme(file: EventFile, chosen: str, now: datetime, wish: Wish) -> _Made:
    with file.reading() as db:
        if chosen in TABLES:
            table = programme_table(db, wish.stage)
            return _table(by_the_clock(table) if chosen == "csv" else table, chosen)
        wanted = running_order.Wanted(wish.stage, wish.department, wish.type)
        return _page(running_order.running_order(db, wanted, now=now), chosen)


def _as_run(file: EventFile, chosen: str, now: datetime, wish: Wish) -> _Made:
    told = as_run(file, now=now, at=wish.at)
    table = as_run_table(told)
    match chosen:
        case "json":
            return _Made(as_json(told), len(table.rows))
        case "csv":
            return _table(table, "csv")
        case "xlsx":
            page = as_run_page(told)
            rest = [(each.title, each.table) for each in page.sections if each.table is not None]
            return _Made(workbook([(_("as run"), apart(table, zone_named(told.zone))), *rest]), len(table.rows))
        case _:
            return _page(as_run_page(told), chosen)


def _table(table: Table, chosen: str) -> _Made:
    return _Made(TABLES[chosen](table), len(table.rows))


def _page(page: Page, chosen: str) -> _Made:
    rows = sum(len(section.table.rows) for section in page.sections if section.table is not None)
    return _Made(PAGES[chosen](page), rows, without_font(page) if chosen == "pdf" else ())
