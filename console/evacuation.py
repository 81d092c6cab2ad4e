"""The evacuation list: who is inside, place by place, who needs assistance first."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo
from pathlib import Path

from msgspec import Struct

from console.cups import Sent, Waits, print_file
from console.rules.lists.filing import Filed, filed
from console.rules.places import places
from data import occupancy, tables
from data.journal import EventFile
from data.states import EventState, GuestState, HeadCount
from data.whereabouts import inside
from data.words import _, ngettext
from data.writers.fonts import FontError
from data.writers.html_page import as_html
from data.writers.pages import BOX, Cell, Page, Section, Table
from data.writers.pdf_page import as_pdf
from data.writers.whole import write_whole

ASSISTANCE = "assistance"
"""The section of those who need help: they stand in their place's section too."""

ON_A_SHEET = 35
"""Rows of a sheet of A4: how long the printer may take is reckoned by sheets."""


class _Inside(Struct, frozen=True):
    """Somebody inside: where they were seen to go last, and since when."""

    state: GuestState
    filed: Filed
    record: str
    since: datetime


def evacuation_list(file: EventFile, *, now: datetime) -> Page:
    """Everybody who is inside, each once, at the place they entered last; with a box for the roll call outside. Where
    exits are not scanned somebody listed may have left, and the list says so."""
    with file.reading() as db:
        event = tables.event(db)
        people = sorted(_inside(tables.guests(db)), key=lambda each: (*each.filed.by_family, each.state.number))
        records = dict.fromkeys([*places(event.doors).record_of.values(), *(each.record for each in people)])
        counts = {record: occupancy.head_counts(db, record) for record in records}
    zone = event.zone
    helped = [each for each in people if each.state.guest.assistance]
    told = ngettext("{n} guest inside.", "{n} guests inside.", len(people)).format(n=len(people))
    sections = [_section(ASSISTANCE, _("Need assistance"), helped, event, zone, place=True)] if helped else []
    for record in records:
        there = [each for each in people if each.record == record]
        title = f"{_place(event, record)}: {len(there)}"
        sections.append(_section(record, title, there, event, zone, lines=_notes(event, record, counts[record], zone)))
    return Page(
        title=_("EVACUATION: who is inside") + (f", {event.event.name}" if event.event else ""),
        lines=(
            _("Made {moment}.").format(moment=f"{now.astimezone(zone):%Y-%m-%d %H:%M:%S} {zone}"),
            told,
            _("Walk-ins are in it; staff without a guest's ticket are not."),
        ),
        sections=tuple(sections),
    )


def _inside(states: Iterable[GuestState]) -> Iterable[_Inside]:
    for state in states:
        if not state.inside:
            continue
        since = inside(state.passages)
        last = next((p for p in reversed(state.passages) if p.way == "in" and p.record in since), None)
        if last is not None:
            yield _Inside(state, filed(state.guest), last.record, last.at)


def _place(event: EventState, record: str) -> str:
    """A place by the door whose record it is."""
    door = event.doors.get(record)
    return door.title or door.id if door else record


def _notes(event: EventState, record: str, counts: Sequence[HeadCount], zone: tzinfo) -> tuple[str, ...]:
    notes: list[str] = []
    if record not in places(event.doors).records:
        notes.append(_("Exits are not scanned here: somebody listed may have left."))
    if counts:
        last = counts[-1]
        time, who = f"{last.at.astimezone(zone):%H:%M}", last.operator or "?"
        notes.append(_("By eye: {n} at {time}, {who}.").format(n=last.count, time=time, who=who))
    return tuple(notes)


def _section(
    name: str,
    title: str,
    people: Iterable[_Inside],
    event: EventState,
    zone: tzinfo,
    *,
    place: bool = False,
    lines: tuple[str, ...] = (),
) -> Section:
    where = (_("place"),) if place else ()
    columns = (
        "", _("family name"), _("given name"), _("other script"), _("organisation"), _("category"), *where,
        _("assistance"), _("since"),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for each in people:
        guest = each.state.guest
        at = (_place(event, each.record),) if place else ()
        rows.append(
            (
                BOX, each.filed.family, each.filed.given, each.filed.other, guest.organisation, guest.category, *at,
                guest.assistance, f"{each.since.astimezone(zone):%H:%M}",
            )
        )  # fmt: skip
    return Section(name, title, lines, Table(columns, tuple(rows)) if rows else None)


class Evacuation(Struct, frozen=True):
    """The list that was written: where it is, and how many people stand on it."""

    path: Path
    people: int


def put_evacuation_list(file: EventFile, folder: Path, *, now: datetime) -> Evacuation:
    """Writes the list into a folder: as PDF, or as HTML where there is no font at all. Never refused for a role: it
    counts people out of a house on fire. Raises WriteError."""
    page = evacuation_list(file, now=now)
    stamp = now.astimezone(tables.event(file.db).zone)
    name = f"{file.path.stem}-evacuation-{stamp:%H%M%S}"
    try:
        target = write_whole(folder / f"{name}.pdf", as_pdf(page))
    except FontError:
        target = write_whole(folder / f"{name}.html", as_html(page))
    people = sum(len(s.table.rows) for s in page.sections if s.table is not None and s.id != ASSISTANCE)
    return Evacuation(target, people)


def print_evacuation_list(written: Evacuation, waits: Waits) -> Sent:
    """Hands the list to CALLBOARD_PAPER_PRINTER, else to the default printer, and follows it until it is out."""
    if written.path.suffix != ".pdf":
        return Sent(False, _("only a PDF is printed, and there is no font for one here"))
    sheets = 1 + written.people // ON_A_SHEET
    return print_file(
        written.path, os.environ.get("CALLBOARD_PAPER_PRINTER", ""), "A4", sheets, waits, title="evacuation"
    )
