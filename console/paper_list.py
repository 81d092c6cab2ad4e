"""Lists for paper: every guest by surname in both orders, with boxes to tick where a screen fails."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo

from msgspec import Struct

from console.rules import roles
from console.rules.lists.filing import Filed, filed
from console.rules.refusals import Refusal
from data import tables
from data.facts import Draft, PaperNumbered
from data.journal import EventFile, Transaction
from data.states import EventState, GuestState
from data.whereabouts import came_in
from data.words import _, ngettext
from data.writers.pages import BOX, TICKED, Cell, Page, Section, Table

PAPER = "paper"
"""The subject of what was printed."""


BY_HAND = (7,)
"""The column of the time."""


class _Line(Struct, frozen=True):
    """A guest as one row of both lists."""

    number: int
    filed: Filed
    state: GuestState


def guest_list(file: EventFile, *, now: datetime, operator: str) -> Page | Refusal:
    """Everybody twice, by family name and by given name, under the number that is typed back in. Who is in already is
    ticked, with the time; who must not just walk in has no box but the reason. A guest keeps the number of the first
    list printed, so that no sheet in use turns wrong."""
    with file.transaction() as tx:
        event = tables.event(tx.db)
        if (no := roles.forbidden(event.operators, operator, "lists")) is not None:
            return no
        people = sorted(
            ((filed(state.guest), state) for state in tables.guests(tx.db)), key=lambda each: each[0].by_family
        )
        numbers = _numbered(tx, [state.guest.id for _filed, state in people], now, operator)
    lines = [_Line(numbers[state.guest.id], where, state) for where, state in people]
    zone = event.zone
    return Page(
        title=_title(event, _("Guest list for paper")),
        lines=(
            _("Printed {moment}.").format(moment=f"{now.astimezone(zone):%Y-%m-%d %H:%M} {zone}"),
            ngettext("{n} guest, each in both lists.", "{n} guests, each in both lists.", len(lines)).format(
                n=len(lines)
            ),
            _("Tick who comes in and write the time beside it; type numbers and times in later, in Paper ticks."),
        ),
        sections=(
            Section("family", _("By family name"), table=_by_family(lines, zone)),
            Section("given", _("By given name"), table=_by_given(lines, zone)),
        ),
    )


def _numbered(tx: Transaction, guests: list[str], now: datetime, operator: str) -> dict[str, int]:
    """The number of each guest; those who have none yet get the next ones, in this order."""
    known = tables.paper(tx.db).numbers
    first = 1 + max((number for numbers in known.values() for number in numbers), default=0)
    new = tuple(guest for guest in guests if guest not in known)
    if new:
        tx.append([Draft(PAPER, PaperNumbered(first, new))], at=now, operator=operator)
    numbers = dict(zip(new, range(first, first + len(new)), strict=True))
    return {guest: known[guest][0] if guest in known else numbers[guest] for guest in guests}


def _title(event: EventState, what: str) -> str:
    return f"{what}: {event.event.name}" if event.event else what


def _by_family(lines: Iterable[_Line], zone: tzinfo) -> Table:
    rows = [
        _row(line, (line.filed.family, line.filed.given), zone)
        for line in sorted(lines, key=lambda line: (*line.filed.by_family, line.number))
    ]
    return Table(_columns(_("family name"), _("given name")), tuple(rows), BY_HAND)


def _by_given(lines: Iterable[_Line], zone: tzinfo) -> Table:
    rows = [
        _row(line, (line.filed.given, line.filed.family), zone)
        for line in sorted(lines, key=lambda line: (*line.filed.by_given, line.number))
    ]
    return Table(_columns(_("given name"), _("family name")), tuple(rows), BY_HAND)


def _columns(first: str, second: str) -> tuple[str, ...]:
    return ("", _("no."), first, second, _("other script"), _("organisation"), _("category"), _("time"), _("note"))


def _row(line: _Line, names: tuple[str, str], zone: tzinfo) -> tuple[Cell, ...]:
    guest = line.state.guest
    since = came_in(line.state.passages) or line.state.arrived
    held = _held(line.state)
    return (
        "" if held else TICKED if since else BOX,
        line.number,
        *names,
        line.filed.other,
        guest.organisation,
        guest.category,
        f"{since.astimezone(zone):%H:%M}" if since else "",
        held or guest.attention,
    )


def _held(state: GuestState) -> str:
    """Why this guest has no box: somebody has to look first."""
    return {
        "cancelled": _("cancelled"),
        "regrets": _("sent regrets"),
        "blocked": _("STOP, fetch the lead"),
        "pending": _("ASK, not confirmed"),
    }.get(state.guest.status, "")
