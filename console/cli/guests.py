"""Guests on the command line: a walk-in, a correction, a ticket."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from console.cli import output
from console.cli.asked import FILE, Asked, Command, asking
from console.cli.places import door_named
from console.cli.troubles import wrong_use
from console.rules import masks, things
from console.rules.refusals import Refusal
from data.records import Guest
from data.states import EventState, GuestState
from data.words import _, ngettext

if TYPE_CHECKING:
    from console.desk.newcomers import Near

WALK_IN_FIELDS = (
    "name-alt", "organisation", "title", "category", "delegation", "email", "phone", "seat", "host", "attention",
    "plus-one-of", "say", "family", "give", "assistance", "photo", "flag", "code",
)  # fmt: skip


def with_fields(command: Command) -> Command:
    for name in reversed(WALK_IN_FIELDS):
        command = click.option(f"--{name}", default=None, metavar="TEXT")(command)
    return command


@click.command("walk-in", short_help=_("adds a guest who is not on the list"))
@click.argument("file", type=FILE)
@click.option("--name", metavar="TEXT", help=_("may come later for a plus-one"))
@with_fields
@click.option("--door", metavar="DOOR", help=_("admits the walk-in at this door in the same act"))
@click.option("--reason", default="", help=_("a closed event: why a lead adds somebody all the same"))
@asking(at=True, act=True)
def walk_in(asked: Asked, file: Path, name: str | None, door: str | None, reason: str, **fields: str | None) -> None:
    """Adds a guest at the desk, marked as a walk-in, and names people of nearly that name. With --plus-one-of ID they
    are that guest's plus-one."""
    from console import desk

    if not (name or fields.get("plus_one_of")):
        raise wrong_use(_("give --name, or --plus-one-of for somebody to be named later"))
    given = {"name": name or ""} | {key: text for key, text in fields.items() if text is not None}
    with asked.open(file) as event:
        there = None if door is None else door_named(event, door)
        forced = asked.override(reason, asked.operator) if reason.strip() else None
        who = asked.operator
        answer = asked.accepted(desk.walk_in(event, given, now=asked.now(), operator=who, door=there, force=forced))
        lines = [_("Added: {name}  {id}").format(name=answer.guest.name, id=answer.guest.id)]
        if answer.answer is not None:
            lines.append(answer.answer.message)
        lines += nearly(answer.near)
        if answer.answer is not None and answer.answer.verdict == "refused":
            asked.refuse(answer, "  ".join(lines[:2]))
        asked.answer(answer, lines)


def nearly(people: Sequence[Near]) -> list[str]:
    """People of nearly that name, for whoever was just added twice perhaps."""
    if not people:
        return []
    said = ngettext("{n} person of nearly that name:", "{n} people of nearly that name:", len(people))
    rows = [("", p.id, p.name, p.name_alt, p.category, p.organisation) for p in people]
    return [said.format(n=len(people)), *output.table(rows)]


@click.command(short_help=_("a guest's details, shown or corrected"))
@click.argument("file", type=FILE)
@click.argument("guest_id", metavar="ID")
@click.option("--set", "changes", multiple=True, metavar="FIELD=VALUE", help=_("corrects a field; may be repeated"))
@asking(at=True, act=True)
def guest(asked: Asked, file: Path, guest_id: str, changes: tuple[str, ...]) -> None:
    """Shows a guest, or corrects fields. A correction stands above what a later list says."""
    from console import desk
    from data import history, tables

    fields = _fields(changes)
    with asked.open(file) as event:
        if fields:
            answer = asked.accepted(desk.change(event, guest_id, fields, now=asked.now(), operator=asked.operator))
            said = ", ".join(answer.changed) or _("nothing was different")
            asked.answer(answer, [f"{answer.guest.id}  {answer.guest.name}  {said}"])
            return
        at = asked.asked_at()
        state = tables.stays(event.db, guest_id) if at is None else history.stays_at(event.db, guest_id, at)
        if state is None:
            asked.accepted(Refusal("no_such_guest", _("There is no guest {guest} here.").format(guest=guest_id)))
            return
        shown = output.plain(_as_seen(asked, tables.event(event.db), state.guest), asked.zone)
        passages = [
            {"way": p.way, "door": p.door, "at": p.at, "operator": p.operator, "fact": p.fact, "marks": p.marks}
            for p in state.passages
        ]
        whole = {
            "guest": shown, "how": state.how, "in": state.inside, "arrived": state.arrived, "passages": passages,
            "took": state.took, "deputy": state.deputy, "handouts": [things.of(have) for have in state.handouts],
            "coming": state.coming, "told": state.told, "confirmed": state.confirmed, "lead": state.lead,
        }  # fmt: skip
        lines = [
            *output.table([(key, value) for key, value in shown.items() if value]),
            *output.table(_open(asked, state)),
            *output.table([(p.way.upper(), asked.clock(p.at), p.door, p.operator, *p.marks) for p in state.passages]),
        ]
        asked.answer(whole, lines)


def _open(asked: Asked, state: GuestState) -> Iterable[tuple[str, str]]:
    """Who else they are, who comes instead, and what is open about them."""
    coming = state.coming
    if state.took:
        yield _("listed twice"), ", ".join(state.took)
    if state.deputy:
        yield _("deputy"), state.deputy
    if state.handouts:
        yield _("has"), ", ".join(str(things.of(have)) for have in state.handouts)
    if coming is not None:
        yield _("on the way"), output.GAP.join(filter(None, (asked.clock(coming.due, seconds=False), coming.place)))
    if state.lead is not None:
        yield _("lead wanted"), state.lead.why


@click.command(short_help=_("a guest's ticket code, as text and as QR"))
@click.argument("file", type=FILE)
@click.option("--guest", "guest_id", required=True, metavar="ID")
@click.option("--replace", is_flag=True, help=_("a new code; the older ones are refused from now on"))
@asking(at=True, act=True)
def ticket(asked: Asked, file: Path, guest_id: str, replace: bool) -> None:
    """A guest's ticket code as text, and as a QR code in the terminal."""
    from console import desk

    with asked.open(file) as event:
        shown = asked.accepted(desk.ticket(event, guest_id, replace=replace, now=asked.now(), operator=asked.operator))
        lines = [f"{shown.guest}  {shown.name}", shown.code]
        if not asked.json:
            from console.qr import terminal_qr

            lines += terminal_qr(shown.code)
        asked.answer(shown, lines)


def _as_seen(asked: Asked, event: EventState, guest: Guest) -> Guest:
    """The guest as this operator may read them: where there are operators, addresses and numbers are a lead's."""
    if not event.operators or masks.full(event.operators, asked.signed()):
        return guest
    return masks.as_seen(guest)


def _fields(changes: Iterable[str]) -> dict[str, str]:
    fields = {}
    for change in changes:
        name, sign, text = change.partition("=")
        if not sign or not name.strip():
            raise wrong_use(_("write --set FIELD=VALUE, not {text}").format(text=repr(change)))
        fields[name.strip().replace("-", "_")] = text
    return fields
