"""The house on the command line: what desk and stage ask and tell each other about it, and how it stands."""

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
    from console.rules.house import HouseView
    from data.journal import EventFile
    from data.kinds.house import Side

STEPS = ("open", "count", "hold", "held", "admit", "clear", "closed")
ANSWER = "ok"
NUMBERS = ("count", "held")
OF_THE_STAGE = frozenset({"hold", "admit"})
"""Steps that are mostly the stage's word; the others are the front of house's."""


@click.command(short_help=_("the house: open, clear, hold latecomers, admit, closed"))
@click.argument("file", type=FILE)
@click.argument("name", metavar="STAGE")
@click.argument("step", metavar="[STEP]", type=click.Choice((*STEPS, ANSWER)), required=False)
@click.argument("count", metavar="[N]", type=int, required=False)
@click.option("--as", "side", type=click.Choice(("desk", "stage")), help=_("which side says it"))
@click.option("--at-go", is_flag=True, help=_("hold: the next GO of an item without a flag lets them in"))
@asking(at=True, act=True)
def house(
    asked: Asked, file: Path, name: str, step: str | None, count: int | None, side: str | None, at_go: bool
) -> None:
    """How the house of STAGE stands, or a step of it, which the other side then confirms.

    \b
    open      the auditorium's doors are open; with --as stage: asks for it
    count N   so many people are in
    hold      latecomers wait at the doors; held N says how many, by eye
    admit     latecomers are let in
    clear     cleared to start; with --as stage: asks for it
    closed    the doors are closed
    ok        confirms what the other side said and waits longest

    Left out, --as is the operator's role; without roles hold and admit are the stage's word, the others the desk's.
    """
    import msgspec

    from console import house as acts
    from data.kinds.house import HouseStep

    if (count is not None) and step not in NUMBERS:
        raise wrong_use(_("a number belongs to count and held"))
    if at_go and step != "hold":
        raise wrong_use(_("--at-go belongs to hold"))
    with asked.open(file) as event:
        stage = stage_named(event, name)
        if step is None:
            view = acts.view(event, stage, asked.now(), asked.asked_at())
            asked.answer(view, _lines(asked, view))
            return
        who, now = asked.operator, asked.now()
        whose = _side(event, stage, step, side, who)
        if step == ANSWER:
            answer = asked.accepted(acts.answer(event, stage, side=whose, now=now, operator=who))
        else:
            word = msgspec.convert(step, HouseStep)
            said = acts.say(event, stage, word, side=whose, count=count, at_go=at_go, now=now, operator=who)
            answer = asked.accepted(said)
        asked.answer(answer, [answer.message, *_lines(asked, answer.house)])


def _side(event: EventFile, stage: str, step: str, named: str | None, operator: str) -> Side:
    """Who speaks: as was said, else by the operator's role, else whose word the step mostly is."""
    import msgspec

    from console.rules import roles
    from data import heard, tables
    from data.kinds.house import Side

    if named is not None:
        whose: Side = msgspec.convert(named, Side)
        return whose
    role = roles.role_of(tables.event(event.db).operators, operator)
    if role == "desk" or role == "stage":
        return role
    if step == ANSWER:
        first = next(iter(heard.house(event.db, stage).waiting.values()), None)
        return "stage" if first is not None and first.side == "desk" else "desk"
    return "stage" if step in OF_THE_STAGE else "desk"


def _lines(asked: Asked, view: HouseView) -> list[str]:
    from console.rules.house import worded

    doors = {"shut": _("not opened yet"), "open": _("open"), "closed": _("closed")}[view.doors]
    lines = [(_("doors"), doors, asked.clock(view.since) if view.since else "", "")]
    if view.count is not None:
        lines.append((_("count"), str(view.count), asked.clock(view.counted), view.counted_by))
    cleared = _("cleared to start") if view.cleared else _("not cleared")
    lines.append((_("clearance"), cleared, asked.clock(view.cleared) if view.cleared else "", view.cleared_by))
    if view.holding is not None:
        said = _("{n} held until {item} ends") if view.until else _("{n} held")
        lines.append((_("latecomers"), said.format(n=view.held, item=view.until), asked.clock(view.holding), ""))
    for each in view.waiting:
        waits = _("not confirmed for {time}").format(time=output.span(each.waited))
        lines.append((each.side, worded(each.step, each.side, each.count, each.item), asked.clock(each.at), waits))
    return output.table(lines)
