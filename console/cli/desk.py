"""The front desk on the command line: find, admit, undo."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from console.cli import output
from console.cli.asked import FILE, Asked, asking
from console.cli.places import door_named
from console.cli.troubles import not_yet, wrong_use
from data.words import _, ngettext

if TYPE_CHECKING:
    from console.desk import Answer


@click.command(short_help=_("guests, best first"))
@click.argument("file", type=FILE)
@click.argument("query")
@click.option("--limit", type=click.IntRange(1, 500), default=20, show_default=True)
@asking(at=True)
def find(asked: Asked, file: Path, query: str, limit: int) -> None:
    """Guests who match QUERY, best first: a name in either script and order, pinyin or its initials, an organisation,
    a delegation, a seat, or the tail of a ticket code."""
    from console import desk

    with asked.open(file) as event:
        found = desk.find(event, query, limit=limit, at=asked.asked_at())
        rows = [
            (
                match.id, match.name, match.name_alt, match.category, match.organisation,
                _("in {since}").format(since=asked.clock(match.since, seconds=False)) if match.in_ else _("not in"),
                ngettext("", "!! {n} of this name", match.same_name).format(n=match.same_name),
            )
            for match in found.matches
        ]  # fmt: skip
        asked.answer(found, output.table(rows) or [_("Nobody matches {query}.").format(query=query)])


@click.command(short_help=_("one entry or exit"))
@click.argument("file", type=FILE)
@click.argument("code", required=False)
@click.option("--guest", metavar="ID", help=_("the guest instead of a code"))
@click.option("--delegation", metavar="NAME", help=_("the rest of a delegation (not yet)"))
@click.option("--door", metavar="DOOR", help=_("the door; left out: the first"))
@click.option("--out", is_flag=True, help=_("an exit"))
@click.option("--nonce", help=_("a word of your own: the same request again stores nothing new"))
@click.option("--force", is_flag=True, help=_("override an ASK; wants --reason and --supervisor"))
@click.option("--reason", default="")
@click.option("--supervisor", metavar="NAME", default="")
@asking(at=True, act=True)
def admit(
    asked: Asked, file: Path, code: str | None, guest: str | None, delegation: str | None, door: str | None,
    out: bool, nonce: str | None, force: bool, reason: str, supervisor: str,
) -> None:  # fmt: skip
    """Admits the ticket CODE, or the guest of --guest, at a door; with --out, lets them out. Exit 3 when refused."""
    from console import desk

    if delegation is not None:
        raise not_yet("admit --delegation")
    if (code is None) == (guest is None):
        raise wrong_use(_("give a CODE or --guest ID, one of the two"))
    if force and not (reason.strip() and supervisor.strip()):
        raise wrong_use(_("--force wants --reason and --supervisor"))
    with asked.open(file) as event:
        answer = desk.admit(
            event,
            code=code,
            guest=guest,
            door=door_named(event, door),
            now=asked.now(),
            operator=asked.operator,
            way="out" if out else "in",
            nonce=nonce,
            force=desk.Override(reason.strip(), supervisor.strip()) if force else None,
        )
        line = _verdict(asked, answer)
        if answer.verdict == "refused":
            asked.refuse(answer, line)
        asked.answer(answer, [line])


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
