"""People on the command line who come instead, stand twice in the list or are on the way; things lent; head counts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from console.cli import output
from console.cli.asked import FILE, Asked, asking
from console.cli.guests import nearly, with_fields
from console.cli.places import door_named
from console.cli.troubles import wrong_use
from data.clean import both
from data.words import _

if TYPE_CHECKING:
    from console.desk import Expected, Thing
    from console.desk.answers import GuestShown


@click.command(short_help=_("somebody comes instead of a guest"))
@click.argument("file", type=FILE)
@click.argument("guest_id", metavar="ID")
@click.option("--name", metavar="TEXT", help=_("who comes"))
@with_fields
@click.option("--door", metavar="DOOR", help=_("admits the deputy at this door in the same act"))
@click.option("--speaks", is_flag=True, help=_("the deputy takes the guest's turns to speak too"))
@click.option("--agree", is_flag=True, help=_("ID is a deputy who waits for the lead: the lead agrees"))
@asking(at=True, act=True)
def deputy(
    asked: Asked,
    file: Path,
    guest_id: str,
    name: str | None,
    door: str | None,
    speaks: bool,
    agree: bool,
    **fields: str | None,
) -> None:
    """Adds who comes instead of the guest ID, with their category, delegation, seat and organisation."""
    from console import desk

    if agree == (name is not None):
        raise wrong_use(_("give --name TEXT for who comes, or --agree, one of the two"))
    with asked.open(file) as event:
        if agree:
            agreed = asked.accepted(desk.agree(event, guest_id, now=asked.now(), operator=asked.operator))
            asked.answer(agreed, [_("Expected: {name}").format(name=_who(agreed.guest))])
            return
        given = {"name": name or ""} | {key: text for key, text in fields.items() if text is not None}
        there = None if door is None else door_named(event, door)
        answer = asked.accepted(
            desk.deputy(
                event, guest_id, given, now=asked.now(), operator=asked.operator, door=there,
                speaks="too" if speaks else "no",
            )
        )  # fmt: skip
        said = _("{name} comes instead of {other}  {id}")
        lines = [said.format(name=_who(answer.guest), other=_who(answer.instead_of), id=answer.guest.id)]
        if answer.waits:
            lines.append(_("Waits for the lead, who was called."))
        if answer.slots:
            slots = ", ".join(answer.slots)
            speaking = _("Speaks instead: {slots}") if answer.speaks else _("Speaks not yet: speaker {slots} --deputy")
            lines.append(speaking.format(slots=slots))
        if answer.answer is not None:
            lines.append(answer.answer.message)
        if answer.answer is not None and answer.answer.verdict == "refused":
            asked.refuse(answer, output.GAP.join(lines))
        asked.answer(answer, [*lines, *nearly(answer.near)])


@click.command(short_help=_("a guest who is listed twice becomes one"))
@click.argument("file", type=FILE)
@click.argument("keep", metavar="ID")
@click.argument("other", metavar="ID")
@asking(at=True, act=True)
def merge(asked: Asked, file: Path, keep: str, other: str) -> None:
    """Merges two rows of one guest: the first ID stays, the second's tickets and entries are theirs from then on."""
    from console import desk

    with asked.open(file) as event:
        answer = asked.accepted(desk.merge(event, keep, other, now=asked.now(), operator=asked.operator))
        lines = [_("{other} is {name} from now on.").format(other=_named(answer.other), name=_named(answer.guest))]
        if answer.filled:
            lines.append(_("taken over: {fields}").format(fields=", ".join(answer.filled)))
        if answer.double:
            lines.append(_("double: entries of both stand at one door"))
        asked.answer(answer, lines)


@click.command(short_help=_("headsets, badges and bags, given and returned"))
@click.argument("file", type=FILE)
@click.argument("guest_id", metavar="[ID]", required=False)
@click.argument("item", metavar="[ITEM]", required=False)
@click.option("--number", default="", metavar="N", help=_('as written on it; "next" chooses one'))
@click.option("--back", is_flag=True, help=_("it came back"))
@click.option("--out", "listed", is_flag=True, help=_("lists everything that is out"))
@asking(at=True, act=True)
def handout(
    asked: Asked, file: Path, guest_id: str | None, item: str | None, number: str, back: bool, listed: bool
) -> None:
    """Gives the guest ID an ITEM, or with --back takes it back. Without ID, or with --out, lists what is out."""
    from console import desk

    if listed and (guest_id is not None or back or number):
        raise wrong_use(_("--out lists; it takes neither a guest nor a thing"))
    if not listed and guest_id is not None and item is None:
        raise wrong_use(_("say what is given, as handout FILE ID headset --number 041"))
    with asked.open(file) as event:
        if guest_id is None or item is None:
            things = desk.out(event)
            rows = [
                (
                    t.item, t.number, t.name, t.name_alt, asked.clock(t.since, seconds=False),
                    _("!! with two people") if t.twice else "",
                )
                for t in things
            ]  # fmt: skip
            asked.answer({"out": things}, output.table(rows) or [_("Nothing is out.")])
            return
        if number == "next" and not back:
            number = desk.next_number(event, item)
        act = desk.take_back if back else desk.give
        answer = asked.accepted(act(event, guest_id, item, number, now=asked.now(), operator=asked.operator))
        said = _("{thing} is back from {name}.") if back else _("{thing} to {name}.")
        lines = [said.format(thing=f"{answer.item} {answer.number}".rstrip(), name=_who(answer.guest))]
        if answer.out:
            lines.append(_("has now: {things}").format(things=_things(answer.out)))
        asked.answer(answer, lines)


@click.command(short_help=_("a guest is on the way: when, where, met by whom"))
@click.argument("file", type=FILE)
@click.argument("guest_id", metavar="[ID]", required=False)
@click.option("--place", default="", metavar="TEXT", help=_("where they are met"))
@click.option("--met-by", default="", metavar="NAME", help=_("who meets them; left out: as the list has it"))
@click.option("--told", "step", flag_value="told", help=_("who meets them was told"))
@click.option("--confirmed", "step", flag_value="confirmed", help=_("who meets them is coming"))
@click.option("--clear", is_flag=True, help=_("they are not on the way any more"))
@asking(at=True, act=True)
def expect(
    asked: Asked,
    file: Path,
    guest_id: str | None,
    place: str,
    met_by: str,
    step: Literal["told", "confirmed"] | None,
    clear: bool,
) -> None:
    """The guest ID is expected at the time of --at. Without ID: everybody who is on the way.

    Here --at is when they are expected; with --told, --confirmed and --clear it is when that was.
    """
    from console import desk

    with asked.open(file) as event:
        if guest_id is None:
            awaited = desk.on_the_way(event, asked.now(), 1000)
            rows = [
                (
                    asked.clock(a.due, seconds=False),
                    _("{n} of {delegation}").format(n=a.count, delegation=a.delegation) if a.count > 1 else a.name,
                    "" if a.count > 1 else a.name_alt, a.place,
                    _("met by {host}").format(host=a.met_by) if a.met_by else "",
                    _("confirmed") if a.confirmed else _("told") if a.told else "", _("LATE") if a.late else "",
                )
                for a in awaited
            ]  # fmt: skip
            asked.answer({"on_the_way": awaited}, output.table(rows) or [_("Nobody is on the way.")])
            return
        if step is not None and (clear or place or met_by):
            raise wrong_use(_("--told and --confirmed stand alone"))
        if step is not None:
            met = asked.accepted(desk.meet(event, guest_id, step, now=asked.now(), operator=asked.operator))
            words = {"told": _("{person} was told about {name}."), "confirmed": _("{person} is coming for {name}.")}
            asked.answer(met, [words[step].format(person=met.met_by, name=_who(met.guest))])
            return
        due = None if clear else asked.asked_at()
        if due is None and not clear:
            raise wrong_use(_("give --at TIME, when they are expected; or --told, --confirmed, --clear"))
        now = asked.now() if clear else asked.this_moment()
        answer = asked.accepted(
            desk.expect(event, guest_id, due, place=place, met_by=met_by, now=now, operator=asked.operator)
        )
        asked.answer(answer, [_expected(asked, answer)])


@click.command(short_help=_("a head count by eye at a door"))
@click.argument("file", type=FILE)
@click.argument("door", metavar="DOOR")
@click.argument("count", metavar="N", type=click.IntRange(0, 1_000_000))
@asking(at=True, act=True)
def headcount(asked: Asked, file: Path, door: str, count: int) -> None:
    """So many people are inside the place of DOOR, counted by eye; entries and exits are counted on from there."""
    from console import desk

    with asked.open(file) as event:
        answer = asked.accepted(
            desk.count_heads(event, door_named(event, door), count, now=asked.now(), operator=asked.operator)
        )
        said = (
            _("{n} inside, by eye.")
            if answer.before is None
            else _("{n} inside, by eye; by entries and exits it was {before}.")
        )
        asked.answer(answer, [said.format(n=answer.count, before=answer.before)])


def _expected(asked: Asked, answer: Expected) -> str:
    if answer.due is None:
        return _("{name} is not on the way any more.").format(name=_who(answer.guest))
    parts = [
        _("{name} is expected at {time}").format(name=_who(answer.guest), time=asked.clock(answer.due, seconds=False)),
        answer.place,
        _("met by {host}").format(host=answer.met_by) if answer.met_by else "",
    ]
    return output.GAP.join(part for part in parts if part)


def _things(things: tuple[Thing, ...]) -> str:
    return ", ".join(str(thing) for thing in things)


def _who(guest: GuestShown) -> str:
    return both(guest.name, guest.name_alt)


def _named(guest: GuestShown) -> str:
    return f"{guest.id} {_who(guest)}"
