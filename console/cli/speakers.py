"""The speakers on the command line: who is on when, where they are, and their order."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from console.cli import output
from console.cli.asked import FILE, Asked, asking
from console.cli.places import stage_named
from console.cli.troubles import wrong_use
from console.rules.refusals import Refusal
from data.words import _

if TYPE_CHECKING:
    from console.speakers import SpeakersView

STATES = ("away", "coming", "here", "miked", "ready", "on", "off", "absent")


@click.command(short_help=_("the speakers and their times"))
@click.argument("file", type=FILE)
@click.argument("name", metavar="[STAGE]", required=False)
@asking(at=True)
def speakers(asked: Asked, file: Path, name: str | None) -> None:
    """The speakers of a stage, left out: of all, with where they are and when they are on; first who is at risk."""
    from console import speakers as acts

    with asked.open(file) as event:
        where = None if name is None else stage_named(event, name)
        view = acts.lineup(event, where, datetime.now(UTC), at=asked.asked_at())
        asked.answer(view, _lineup(asked, view))


@click.command(short_help=_("where a speaker is, or their place in the order"))
@click.argument("file", type=FILE)
@click.argument("slot")
@click.argument("state", type=click.Choice(STATES), required=False)
@click.option("--expected", metavar="TIME", help=_("coming: when they will be here"))
@click.option("--before", metavar="SLOT", help=_("moves the slot before this one, within its item"))
@click.option("--last", is_flag=True, help=_("moves the slot to the end of its item"))
@click.option("--replace", metavar="NAME", help=_("somebody else takes the slot"))
@asking(at=True, act=True)
def speaker(
    asked: Asked,
    file: Path,
    slot: str,
    state: str | None,
    expected: str | None,
    before: str | None,
    last: bool,
    replace: str | None,
) -> None:
    """Says where the speaker of SLOT is, moves the slot within its item, or gives it to somebody else."""
    import msgspec

    from console import speakers as acts
    from data.records import SpeakerState

    if [state is not None, before is not None, last, replace is not None].count(True) != 1:
        raise wrong_use(_("give a state, --before SLOT, --last or --replace NAME, one of them"))
    if expected is not None and state != "coming":
        raise wrong_use(_("--expected belongs to coming"))
    with asked.open(file) as event:
        now, who = asked.now(), asked.operator
        if state is not None:
            chosen = msgspec.convert(state, SpeakerState)
            due = asked.moment(expected) if expected is not None else None
            answer = acts.set_state(event, slot, chosen, now=now, operator=who, expected=due)
        elif replace is not None:
            answer = acts.replace(event, slot, replace, now=now, operator=who)
        else:
            answer = acts.move(event, slot, before, now=now, operator=who)
        if answer.refused is not None:
            asked.accepted(Refusal(answer.refused, answer.message))
        shown = {"did": answer.did, "slot": answer.slot, "message": answer.message, "fact": answer.fact}
        asked.answer(shown, [answer.message])


def _lineup(asked: Asked, view: SpeakersView) -> list[str]:
    soonest = sorted(view.slots, key=lambda slot: slot.id not in view.at_risk)
    return output.table(
        (
            "!!" if slot.at_risk else "=>" if slot.id == view.on else " >" if slot.id == view.next else "",
            slot.id, asked.clock(slot.expected_start, seconds=False), slot.state, output.span(slot.length), slot.item,
            slot.name, slot.name_alt, slot.role,
        )
        for slot in soonest
    )  # fmt: skip
