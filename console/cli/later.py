"""Commands that are promised and not there yet: each says so and exits 2."""

from __future__ import annotations

import click

from console.cli.troubles import not_yet
from data.words import _

ANYTHING = {"ignore_unknown_options": True}


def _promised(name: str, said: str) -> click.Command:
    @click.command(name, context_settings=ANYTHING, help=said, short_help=said)
    @click.argument("words", nargs=-1, type=click.UNPROCESSED)
    def command(words: tuple[str, ...]) -> None:
        raise not_yet(name)

    return command


deputy = _promised("deputy", _("Somebody comes instead of a guest. Not yet."))
merge = _promised("merge", _("A guest who is listed twice becomes one. Not yet."))
handout = _promised("handout", _("Headsets, badges and bags, given and returned. Not yet."))
expect = _promised("expect", _("A guest is on the way: when, where, met by whom. Not yet."))
headcount = _promised("headcount", _("A head count by eye at a door. Not yet."))
