"""The free timers on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from console.cli import output
from console.cli.asked import FILE, Asked, asking
from console.cli.places import stage_named
from console.cli.troubles import wrong_use
from data.words import _

if TYPE_CHECKING:
    from console.rules.timers import TimerNow
    from console.timers import TimersAnswer
    from data.journal import EventFile

NAMED = ("start", "stop", "reset", "remove")
VERBS = ("list", "add", "run", *NAMED, "show", "hide")


@click.command(short_help=_("free timers, up and down"))
@click.argument("file", type=FILE)
@click.argument("verb", type=click.Choice(VERBS), default="list")
@click.argument("name", required=False)
@click.argument("length", metavar="[LENGTH]", required=False)
@click.option("--stage", "stage", metavar="STAGE", help=_("show, hide: on this stage's timer room; else the first"))
@asking(at=True, act=True)
def timer(asked: Asked, file: Path, verb: str, name: str | None, length: str | None, stage: str | None) -> None:
    """Free timers, as many as are wanted, each by its name.

    \b
    list                  what each shows
    add NAME [LENGTH]     one that counts down from LENGTH, or up; it stands
    run NAME [LENGTH]     the same, and it runs
    start NAME            it runs on; stop NAME, reset NAME, remove NAME
    show NAME             on the timer room too; hide takes it from there
    """
    if length is not None and verb not in ("add", "run"):
        raise wrong_use(_("a length belongs to add and run"))
    if (name is None) != (verb in ("list", "hide")):
        said = _("{verb} stands alone") if name else _("{verb} wants a timer's name")
        raise wrong_use(said.format(verb=verb))
    with asked.open(file) as event:
        if verb == "list":
            from console.timers import list_timers

            found = list_timers(event, asked.now())
            asked.answer({"timers": found}, _lines(found))
            return
        answer = _done(asked, event, verb, name or "", length, stage)
        shown = {"message": answer.message, "timers": answer.timers, "fact": answer.fact}
        if answer.refused is not None:
            asked.refuse({"refused": answer.refused, **shown}, answer.message)
        asked.answer(shown, [answer.message, *_lines(answer.timers)])


def _done(asked: Asked, event: EventFile, verb: str, name: str, length: str | None, stage: str | None) -> TimersAnswer:
    from console import timers as acts

    now, operator = asked.now(), asked.operator
    if verb == "show":
        return acts.show(event, name, stage_named(event, stage), now=now, operator=operator)
    if verb == "hide":
        return acts.hide(event, stage_named(event, stage), now=now, operator=operator)
    if verb in NAMED:
        act = {"start": acts.start, "stop": acts.stop, "reset": acts.reset, "remove": acts.remove}[verb]
        return act(event, name, now=now, operator=operator)
    made = acts.add if verb == "add" else acts.begin
    return made(event, name, _length(length), now=now, operator=operator)


def _length(text: str | None) -> float | None:
    from data.moments import MomentError, length

    try:
        return length(text) if text is not None else None
    except MomentError as fault:
        raise wrong_use(str(fault)) from None


def _lines(found: tuple[TimerNow, ...]) -> list[str]:
    if not found:
        return [_("There is no timer.")]
    rows = [
        (
            each.name, output.span(each.figure), _("over") if each.over else _("left") if each.way == "down" else "",
            "" if each.running else _("stands"), " ".join(each.shown_on),
        )
        for each in found
    ]  # fmt: skip
    return output.table(rows)
