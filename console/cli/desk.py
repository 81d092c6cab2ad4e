"""The front desk on the command line: find, admit, undo."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from console.cli import output
from console.cli.asked import FILE, Asked, asking
from console.cli.places import door_named
from console.cli.troubles import wrong_use
from data.clean import harmless
from data.words import _, ngettext

if TYPE_CHECKING:
    from console.desk.answers import Answer
    from console.desk.finding import Shown
    from data.journal import EventFile


@click.command(short_help=_("guests, best first"))
@click.argument("file", type=FILE)
@click.argument("query")
@click.option("--limit", type=click.IntRange(1, 500), default=20, show_default=True)
@asking(at=True)
def find(asked: Asked, file: Path, query: str, limit: int) -> None:
    """Guests who match QUERY, best first: a name in either script and order, pinyin or its initials, an organisation,
    a delegation, a seat, the start of an e-mail address, the last digits of a telephone or the end of a ticket code."""
    from console import desk
    from console.rules import found_by

    with asked.open(file) as event:
        found = desk.find(event, query, limit=limit, at=asked.asked_at())
        rows = [
            (
                match.id, match.name, match.name_alt, match.category, match.organisation,
                _("in {since}").format(since=asked.clock(match.since, seconds=False)) if match.in_ else _("not in"),
                _same_name(match),
                found_by.words(match.how, match.by, match.hint),
            )
            for match in found.matches
        ]  # fmt: skip
        asked.answer(found, output.table(rows) or [_("Nobody matches {query}.").format(query=query)])


@click.command(short_help=_("one entry or exit"))
@click.argument("file", type=FILE)
@click.argument("code", required=False)
@click.option("--guest", metavar="ID", help=_("the guest instead of a code"))
@click.option("--delegation", metavar="NAME", help=_("the rest of a delegation, in one act"))
@click.option("--door", metavar="DOOR", help=_("the door; left out: the first"))
@click.option("--out", is_flag=True, help=_("an exit"))
@click.option("--nonce", help=_("a word of your own: the same request again stores nothing new"))
@click.option("--force", is_flag=True, help=_("override an ASK; wants --reason and --supervisor"))
@click.option("--reason", default="")
@click.option("--supervisor", metavar="NAME", default="")
@asking(at=True, act=True)
def admit(
    asked: Asked,
    file: Path,
    code: str | None,
    guest: str | None,
    delegation: str | None,
    door: str | None,
    out: bool,
    nonce: str | None,
    force: bool,
    reason: str,
    supervisor: str,
) -> None:
    """Admits the ticket CODE, or the guest of --guest, at a door; with --out, lets them out. Exit 3 when refused.

    With --delegation NAME everybody of it who is not in yet, each decided alone; exit 3 when nobody could be let in.
    """
    from console import desk

    if delegation is not None:
        if code is not None or guest is not None or out or nonce is not None or force:
            raise wrong_use(_("--delegation takes a --door and nothing else"))
        _admit_party(asked, file, delegation, door)
        return
    if (code is None) == (guest is None):
        raise wrong_use(_("give a CODE or --guest ID, one of the two"))
    if nonce is not None and (not nonce or not nonce.isprintable()):
        raise wrong_use(_("--nonce wants a word"))
    with asked.open(file) as event:
        forced = asked.override(reason, supervisor) if force else None
        answer = asked.accepted(
            desk.admit(
                event,
                code=code,
                guest=guest,
                door=door_named(event, door),
                now=asked.now(),
                operator=asked.operator,
                way="out" if out else "in",
                nonce=nonce,
                force=forced,
            )
        )
        if answer.verdict == "admitted":
            answer = _speaking(event, answer)
        line = _verdict(answer)
        if answer.verdict == "refused":
            asked.refuse(answer, line)
        asked.answer(answer, [line])


def _speaking(event: EventFile, answer: Answer) -> Answer:
    """The answer with when its guest speaks: worked out after the entry is stored, so that it holds nobody up."""
    from msgspec.structs import replace

    from console.speakers import next_turn

    turn = next_turn(event, answer.guest.id, answer.at) if answer.guest is not None else None
    if answer.guest is None or turn is None:
        return answer
    start = turn.expected_start
    at = start.astimezone(answer.at.tzinfo) if start is not None else None
    return replace(answer, guest=replace(answer.guest, speaks=at, item=turn.item))


def _admit_party(asked: Asked, file: Path, delegation: str, door: str | None) -> None:
    """The rest of a delegation."""
    from console import desk

    with asked.open(file) as event:
        there = door_named(event, door)
        answer = asked.accepted(
            desk.admit_party(event, delegation, door=there, now=asked.now(), operator=asked.operator)
        )
        lines = [_verdict(each) for each in (*answer.admitted, *answer.refused)]
        count = len(answer.admitted)
        said = ngettext("{n} of {delegation} let in", "{n} of {delegation} let in", count)
        lines.append(harmless(said.format(n=count, delegation=answer.delegation)))
        if answer.refused and not answer.admitted:
            output.say([] if asked.json else lines[:-1])
            asked.refuse(answer, lines[-1])
        asked.answer(answer, lines)


@click.command(short_help=_("takes an act back"))
@click.argument("file", type=FILE)
@click.option("--act", metavar="STATION:SEQ", help=_("which act; left out: your latest here"))
@click.option("--reason", default="", help=_("kept with the undo"))
@asking(at=True, act=True)
def undo(asked: Asked, file: Path, act: str | None, reason: str) -> None:
    """Takes an act back: the latest of this operator at this station, or the one named. Undoing an undo brings the act
    back."""
    from console import desk

    with asked.open(file) as event:
        answer = asked.accepted(desk.undo(event, act=act, now=asked.now(), operator=asked.operator, reason=reason))
        asked.answer(answer, [_("Undone: {what}").format(what=answer.what)])


def _same_name(match: Shown) -> str:
    if match.same_name < 2:
        return ""
    return _("!! {n} of this name: {apart}").format(n=match.same_name, apart=match.apart)


def _verdict(answer: Answer) -> str:
    """The verdict in one line: the word, who, what the desk needs to know."""
    words = {
        "admitted": _("IN"), "left": _("OUT"), "undone": _("UNDONE"), "ask": _("ASK"), "stop": _("STOP"),
    }  # fmt: skip
    said = [words[answer.class_ or answer.verdict] if answer.verdict == "refused" else words[answer.verdict]]
    guest = answer.guest
    if guest is not None:
        said.append(" ".join(filter(None, (guest.name, guest.name_alt))))
    said.append(answer.message)
    if answer.notice and answer.notice not in answer.message:
        said.append(answer.notice)
    if guest is not None and answer.verdict == "admitted":
        said += [
            guest.attention,
            _("seat {seat}").format(seat=guest.seat) if guest.seat else "",
            _("met by {host}").format(host=guest.host) if guest.host else "",
            _("speaks {time}, item {item}").format(time=f"{guest.speaks:%H:%M}", item=guest.item)
            if guest.speaks
            else "",
            _("give {things}").format(things=guest.give) if guest.give else "",
            _("do not photograph") if guest.photo.casefold() == "no" else "",
        ]
    if answer.delegation is not None and guest is not None:
        said.append(
            _("{party} {n} of {all} in").format(
                party=guest.delegation, n=answer.delegation.in_, all=answer.delegation.of
            )
        )
    return output.GAP.join(harmless(part) for part in said if part)
