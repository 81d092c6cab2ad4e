"""The speakers on the command line: who is on when, where they are, with what, and their order."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from console.cli import output
from console.cli.asked import FILE, Asked, asking
from console.cli.places import stage_named
from console.cli.troubles import wrong_use
from console.rules.refusals import Refusal
from data.words import _

if TYPE_CHECKING:
    from console.rules.speakers.kit import Kit
    from console.speakers import Details, Preview, SlotShown, SpeakerAnswer, SpeakersView
    from data.journal import EventFile

STATES = ("away", "coming", "here", "miked", "ready", "on", "off", "absent")
WAYS = ("wait", "swap", "end", "drop")
DETAILS = ("length", "rank", "say", "role", "kind", "interpreting", "mic", "slides")
VERBS = (
    "state", "before", "last", "replace", "by_rank", "drop", "take_back", "add", "late", "deputy", "calling",
    "no_answer", "reached", "kit",
)  # fmt: skip


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


@click.command(short_help=_("one speaker: where, order, length, kit, who instead"))
@click.argument("file", type=FILE)
@click.argument("slot")
@click.argument("state", type=click.Choice(STATES), required=False)
@click.option("--expected", metavar="TIME", help=_("coming: when they will be here"))
@click.option("--before", metavar="SLOT", help=_("moves the slot before this one, within its item"))
@click.option("--last", is_flag=True, help=_("moves the slot to the end of its item"))
@click.option("--by-rank", is_flag=True, help=_("puts the speakers of SLOT, or of its item, in order of rank"))
@click.option("--replace", metavar="NAME", help=_("somebody else takes the slot; with --late, who then comes late"))
@click.option("--guest", metavar="ID", default="", help=_("--replace, --add: who that is on the guest list"))
@click.option("--alt", metavar="NAME", default="", help=_("--replace, --add: the name in the other script"))
@click.option("--deputy", is_flag=True, help=_("who comes instead of the speaker speaks instead of them too"))
@click.option("--late", metavar="TIME", help=_("they come then: what it does to the times, and the way to go"))
@click.option("--way", type=click.Choice(WAYS), default="wait", help=_("--late: which way to go (wait)"))
@click.option("--dry-run", is_flag=True, help=_("--late: shows every way, and stores nothing"))
@click.option("--drop", is_flag=True, help=_("takes the slot out of the day"))
@click.option("--take-back", is_flag=True, help=_("puts a slot that was dropped in again"))
@click.option("--add", metavar="NAME", help=_("one more speaker in the item SLOT"))
@click.option("--kit", metavar="WHAT=HOW", multiple=True, help=_("mic=3, mic=returned, slides=checked, text=given"))
@click.option("--calling", is_flag=True, help=_("the desk is calling the speaker"))
@click.option("--no-answer", is_flag=True, help=_("the speaker does not answer the desk"))
@click.option("--reached", metavar="TIME", help=_("the desk reached the speaker, who comes then"))
@click.option("--length", metavar="TIME", help=_("how long they speak; 0: what the others leave"))
@click.option("--rank", type=click.IntRange(min=0), help=_("their place in the order of protocol, 1 first; 0: none"))
@click.option("--say", metavar="TEXT", help=_("how the name is said"))
@click.option("--role", metavar="TEXT", help=_("as what they speak"))
@click.option("--kind", type=click.Choice(("speaker", "moderator", "interpreter")), help=_("what they do in the item"))
@click.option("--interpreting", type=click.Choice(("item", "none", "consecutive", "simultaneous")),
              help=_("consecutive doubles their time; item: as the item has it"))  # fmt: skip
@click.option("--mic", metavar="TEXT", help=_("the microphone meant for them"))
@click.option("--slides/--no-slides", default=None, help=_("they show slides, or none"))
@asking(at=True, act=True)
def speaker(asked: Asked, file: Path, slot: str, **given: Any) -> None:
    """Says where the speaker of SLOT is and with what, changes their slot, its order or its times, or gives it to
    somebody else."""
    verb = _verb(given)
    with asked.open(file) as event:
        if verb == "late" and given["dry_run"]:
            shown = asked.accepted(_previewed(asked, event, slot, given))
            asked.answer(shown, _ways(shown))
            return
        answer = _done(asked, event, slot, verb, given)
        if answer.refused is not None:
            asked.accepted(Refusal(answer.refused, answer.message))
        told = {"did": answer.did, "slot": answer.slot, "message": answer.message, "fact": answer.fact}
        asked.answer(told, [answer.message])


def _verb(given: dict[str, Any]) -> str:
    """The one thing that is to be done."""
    said = [verb for verb in VERBS if given[verb] not in (None, False, ())]
    if "add" in said:
        said = [verb for verb in said if verb != "before"]
    elif any(given[name] is not None for name in DETAILS):
        said.append("details")
    if "late" in said:
        said = [verb for verb in said if verb != "replace"]
    if len(said) != 1:
        raise wrong_use(_("give a state, --before SLOT, --last, --replace NAME or another act of --help, one of them"))
    if given["expected"] is not None and given["state"] != "coming":
        raise wrong_use(_("--expected belongs to coming"))
    if given["dry_run"] and said != ["late"]:
        raise wrong_use(_("--dry-run belongs to --late"))
    return said[0]


def _done(asked: Asked, event: EventFile, slot: str, verb: str, given: dict[str, Any]) -> SpeakerAnswer:
    from console import speakers as acts

    now, who = asked.now(), asked.operator
    match verb:
        case "state":
            due = asked.moment(given["expected"]) if given["expected"] is not None else None
            return acts.set_state(event, slot, given["state"], now=now, operator=who, expected=due)
        case "replace":
            other, name = {"name_alt": given["alt"], "guest": given["guest"]}, given["replace"]
            return acts.replace(event, slot, name, now=now, operator=who, **other)
        case "before" | "last":
            return acts.move(event, slot, given["before"], now=now, operator=who)
        case "by_rank":
            return acts.by_rank(event, _item_of(event, slot), now=now, operator=who)
        case "details":
            return acts.edit(event, slot, _details(given), now=now, operator=who)
        case "add":
            return acts.add(
                event, slot, given["add"], now=now, operator=who, name_alt=given["alt"], guest=given["guest"],
                details=_details(given), before=given["before"],
            )  # fmt: skip
        case "kit":
            return acts.see_to(event, slot, tuple(map(_piece, given["kit"])), now=now, operator=who)
        case "late":
            due, person = asked.moment(given["late"]), _person(given)
            return acts.late(event, slot, due, given["way"], now=now, operator=who, person=person)
        case "calling" | "no_answer":
            return acts.chase(event, slot, "calling" if verb == "calling" else "no_answer", now=now, operator=who)
        case "reached":
            return acts.chase(event, slot, "reached", due=asked.moment(given["reached"]), now=now, operator=who)
        case _:
            plain = {"drop": acts.drop, "take_back": acts.take_back, "deputy": acts.deputise}[verb]
            return plain(event, slot, now=now, operator=who)


def _previewed(asked: Asked, event: EventFile, slot: str, given: dict[str, Any]) -> Preview | Refusal:
    from console import speakers as acts

    return acts.preview_late(event, slot, asked.moment(given["late"]), asked.now(), _person(given))


def _person(given: dict[str, Any]) -> Any:
    from console.speakers import Person

    return Person(given["replace"], given["alt"], given["guest"]) if given["replace"] is not None else None


def _item_of(event: EventFile, slot: str) -> str:
    """The item of a slot; what is no slot is an item itself."""
    from console.speakers import stage_of
    from data import tables

    with event.reading() as db:
        stage = stage_of(db, slot)
        return tables.speakers(db, stage).slots[slot].slot.item if stage is not None else slot


def _details(given: dict[str, Any]) -> Details:
    from console.speakers import Details
    from data.moments import MomentError, length

    known = {name: given[name] for name in DETAILS if given[name] is not None}
    if known.get("interpreting") == "item":
        known["interpreting"] = ""
    try:
        return Details(**known | ({"length": length(known["length"])} if "length" in known else {}))
    except MomentError as fault:
        raise wrong_use(str(fault)) from None


def _piece(text: str) -> Kit:
    from console.rules.speakers.kit import read_kit

    kit = read_kit(text)
    if isinstance(kit, Refusal):
        raise wrong_use(kit.message)
    return kit


def _ways(preview: Preview) -> list[str]:
    from console.rules.speakers.late_speakers import way_words

    words = way_words()
    return output.table((each.way, words[each.way], each.message) for each in preview.outcomes)


def _lineup(asked: Asked, view: SpeakersView) -> list[str]:
    soonest = sorted(view.slots, key=lambda slot: slot.id not in view.at_risk)
    return output.table(
        (
            "!!" if slot.at_risk else "=>" if slot.id == view.on else " >" if slot.id == view.next else "",
            slot.id, asked.clock(slot.expected_start, seconds=False), _state(slot),
            _("all") if slot.with_all else output.span(slot.length), slot.item, slot.name, slot.name_alt, slot.role,
            _kit(slot),
        )
        for slot in soonest
    )  # fmt: skip


def _state(slot: SlotShown) -> str:
    if slot.dropped:
        return _("dropped")
    calling = {"calling": _("called"), "no_answer": _("no answer"), "reached": _("reached")}
    return f"{slot.state}, {calling[slot.calling.how]}" if slot.calling is not None else slot.state


def _kit(slot: SlotShown) -> str:
    """`mic 3 slides !!`."""
    pieces = (f"{piece.what} {piece.number}".rstrip() + (" !!" if piece.missing else "") for piece in slot.kit)
    return " ".join(pieces)
