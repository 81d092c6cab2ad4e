"""The cues on the command line: the board, one act on one cue, and panic."""

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
    from console.cueing.board import CueShown, CuesView
    from console.rules.panic import How

VERBS = ("go", "standby", "skip", "retry", "done", "leave", "arm", "disarm")


@click.command(short_help=_("the cues and the outputs"))
@click.argument("file", type=FILE)
@click.argument("name", metavar="[STAGE]", required=False)
@asking(at=True)
def cues(asked: Asked, file: Path, name: str | None) -> None:
    """The cues of a stage, left out: the first, as they stand, and how each output is."""
    from console.cues import board

    with asked.open(file) as event:
        view = asked.accepted(board(event, stage_named(event, name), asked.now(), at=asked.asked_at()))
        asked.answer(view, _board(view))


@click.command(short_help=_("one cue: go, standby, skip, retry, done, leave, arm, disarm"))
@click.argument("file", type=FILE)
@click.argument("number")
@click.argument("verb", type=click.Choice(VERBS))
@asking(at=True, act=True)
def cue(asked: Asked, file: Path, number: str, verb: str) -> None:
    """Tells one cue what to do. After go and retry this stays until the cue's chain has ended."""
    from console import cues as acts
    from console.cli.firing import send

    act = {"go": acts.go, "retry": acts.retry, "standby": acts.standby, "skip": acts.skip, "done": acts.done,
           "leave": acts.leave, "arm": acts.arm, "disarm": acts.disarm}[verb]  # fmt: skip
    with asked.open(file) as event:
        answer = act(event, number, now=asked.now(), operator=asked.operator)
        shown = {
            "number": answer.number,
            "did": answer.did,
            "state": answer.state,
            "message": answer.message,
            "fact": answer.fact,
        }
        if answer.refused is not None:
            asked.refuse(shown | {"refused": answer.refused}, answer.message)
        send(event, asked.operator, answer.to_fire, at=asked.asked_at(), prepare=number if verb == "standby" else None)
        asked.answer(shown, [answer.message])


@click.command(short_help=_("media fade and stop; again, at once"))
@click.argument("file", type=FILE)
@click.option("--hard", is_flag=True, help=_("at once, without a fade"))
@click.option("--resume", is_flag=True, help=_("goes on from where it stopped"))
@asking(at=True, act=True)
def panic(asked: Asked, file: Path, hard: bool, resume: bool) -> None:
    """Stops what plays: media fade and stop. Lights, shutters and interpreters stay, unless the event names them."""
    from console import cues as acts
    from console.cli.firing import stop

    if hard and resume:
        raise wrong_use(_("--hard or --resume, one of the two"))
    with asked.open(file) as event:
        how: How | None = "cut" if hard else "resume" if resume else None
        answer = acts.panic(event, how, now=asked.now(), operator=asked.operator)
        if answer.refused is not None:
            asked.refuse({"refused": answer.refused, "message": answer.message}, answer.message)
        stop(event, asked.operator, answer, at=asked.asked_at())
        shown = {"how": answer.how, "outputs": answer.outputs, "cues": answer.cues, "message": answer.message,
                 "fact": answer.fact}  # fmt: skip
        asked.answer(shown, [answer.message])


def _board(view: CuesView) -> list[str]:
    rows = [
        (each.number, each.item, each.state.upper() if each.state != "waiting" else each.state, each.name,
         " + ".join(f"{a.output}: {a.text}" for a in each.actions), _came_back(each))
        for each in view.cues
    ]  # fmt: skip
    outputs = [(_("output"), each.name, each.type, each.health, each.detail) for each in view.outputs]
    return [f"{view.stage}  {view.mode}", *output.table(rows), *output.table(outputs)]


def _came_back(cue: CueShown) -> str:
    """What the actions got back, the worst said in full."""
    failed = [f"!! {each.output} {each.detail}" for each in cue.actions if each.result == "failed"]
    results = dict.fromkeys(each.result for each in cue.actions if each.result is not None)
    return "; ".join(failed) or ", ".join(results)
