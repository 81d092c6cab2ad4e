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


