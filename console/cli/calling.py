"""The calls of a stage on the command line: what is due, what was given, what goes on by itself, how long to lunch."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from console.cli import output
from console.cli.asked import FILE, Asked, asking
from console.cli.places import stage_named
from data.words import _

if TYPE_CHECKING:
    from console.stage import Prompts


@click.command(short_help=_("the calls of a stage, and counts to the next break"))
@click.argument("file", type=FILE)
@click.argument("name", metavar="[STAGE]", required=False)
@asking(at=True)
def calls(asked: Asked, file: Path, name: str | None) -> None:
    """What is to be called on a stage, left out: the first; `stage FILE STAGE call` says that it was."""
    from console.stage import prompts

    with asked.open(file) as event:
        found = prompts(event, stage_named(event, name), datetime.now(UTC), at=asked.asked_at())
        asked.answer(found, _lines(asked, found))


def _lines(asked: Asked, found: Prompts) -> list[str]:
    status = {"due": _("DUE"), "given": _("given"), "missed": _("missed"), "coming": ""}
    rows = [
        (
            asked.clock(each.due), status[each.status], each.item, each.title,
            output.span(each.before) if each.edge == "start" else _("{time} before its end").format(
                time=output.span(each.before)
            ),
            each.by,
        )
        for each in found.calls
    ]  # fmt: skip
    lines = output.table(rows) or [_("Nothing is to be called yet.")]
    if found.auto is not None:
        lines.append(
            _("auto GO of {item} at {time}: {status}").format(
                item=found.auto.item, time=asked.clock(found.auto.at), status=found.auto.status.replace("_", " ")
            )
        )
    for each in found.counts:
        words = {"break": _("break"), "lunch": _("lunch"), "flag": _("flag"), "item": _("item")}
        lines.append(
            _("{what} {item} {title} in {time}").format(
                what=words[each.to], item=each.item, title=each.title, time=output.span(each.seconds)
            )
        )
    return lines
