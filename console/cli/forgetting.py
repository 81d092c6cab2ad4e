"""Retention on the command line: the people of an event are forgotten, once it is over and somebody says yes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from console.cli.asked import FILE, Asked, asking
from console.cli.troubles import wrong_use
from data.words import _, ngettext


@click.command(short_help=_("forgets the people of a closed event; its figures stay"))
@click.argument("file", type=FILE)
@click.option("--before", metavar="YYYY-MM-DD", help=_("only if the event was before this day"))
@click.option("--yes", is_flag=True, help=_("really: it can't be taken back"))
@asking(act=True)
def forget(asked: Asked, file: Path, before: str | None, yes: bool) -> None:
    """Drops what FILE keeps of guests and speakers, every note, the codes that were refused and the operators' PINs,
    for good. The figures of the day stay without names; so do the running order with its times and the reasons of its
    holds, and who did what. Only for an event that is closed, and where there are operators only for a lead.

    Backups, exports, printed lists and the files of other stations keep what they have: they are yours to delete."""
    from console import forgetting

    day = None if before is None else _day(before)
    with asked.open(file) as event:
        if not yes:
            found = forgetting.to_forget(event)
            guests = ngettext("{n} guest", "{n} guests", found.guests).format(n=found.guests)
            words = _("this would forget {guests} in {facts} facts, for good; --yes does it")
            raise wrong_use(words.format(guests=guests, facts=found.facts))
        answer = asked.accepted(forgetting.forget(event, before=day, now=asked.now(), operator=asked.operator))
        words = ngettext("{n} guest forgotten, {facts} facts dropped.", "{n} guests forgotten, {facts} facts dropped.",
                         answer.guests)  # fmt: skip
        lines = [answer.message or words.format(n=answer.guests, facts=answer.facts)]
        lines += [_("!! still there, with names: {path}").format(path=path) for path in answer.beside]
        asked.answer(answer, lines)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise wrong_use(_("{text} is no day: write YYYY-MM-DD").format(text=repr(text))) from None
