"""Messages between rooms on the command line: sent, seen, taken away, listed; and the time on a timer hidden."""

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
    from console.messages import MessageAnswer, MessageShown
    from console.rules.refusals import Refusal
    from data.journal import EventFile

ROOMS = ("timer", "desk", "stage", "speakers", "backstage", "cues", "all")


@click.command(short_help=_("a message to a room or the timer: sent, seen, listed"))
@click.argument("file", type=FILE)
@click.argument("text", required=False)
@click.option("--to", "to", type=click.Choice(ROOMS), help=_("where it goes; left out: every room"))
@click.option("--stage", "name", metavar="STAGE", help=_("whose timer, stage, speakers or cues; left out: the first"))
@click.option("--from", "sender", metavar="ROOM", default="", help=_("which room says it"))
@click.option("--blink", is_flag=True, help=_("it must be seen from afar"))
@click.option("--ready", type=click.IntRange(1, 9), help=_("the text that lies ready under this number"))
@click.option("--seen", metavar="ID", help=_("this message was seen, in --room"))
@click.option("--room", type=click.Choice(ROOMS[:-1]), help=_("seen: in which room; left out: where it was sent"))
@click.option("--take", metavar="ID", help=_("takes this message away"))
@click.option("--hide", is_flag=True, help=_("no time on the stage's timer; messages stand there all the same"))
@click.option("--show", is_flag=True, help=_("the time on the stage's timer again"))
@click.option("--list", "listed", is_flag=True, help=_("every message that waits, and the last that do not"))
@asking(at=True, act=True)
def message(
    asked: Asked,
    file: Path,
    text: str | None,
    to: str | None,
    name: str | None,
    sender: str,
    blink: bool,
    ready: int | None,
    seen: str | None,
    room: str | None,
    take: str | None,
    hide: bool,
    show: bool,
    listed: bool,
) -> None:
    """Sends TEXT to a room, or before whoever speaks; says that one was seen; takes one away; or lists them."""
    from console import messages as acts

    chosen = [text is not None or ready is not None, seen is not None, take is not None, hide, show, listed]
    if chosen.count(True) != 1 or (text is not None and ready is not None):
        raise wrong_use(_("give TEXT or --ready, --seen, --take, --hide, --show or --list, one of them"))
    if (to is not None or blink or sender) and not chosen[0]:
        raise wrong_use(_("--to, --from and --blink belong to TEXT"))
    if room is not None and seen is None:
        raise wrong_use(_("--room belongs to --seen"))
    with asked.open(file) as event:
        if listed:
            whole = acts.listing(event, asked.now())
            asked.answer(whole, output.table(_row(asked, each) for each in whole.messages) or [_("No messages.")])
            return
        now, who = asked.now(), asked.operator
        answer: MessageAnswer | Refusal
        if seen is not None:
            answer = acts.see(event, seen, room=room or _room_of(event, seen), now=now, operator=who)
        elif take is not None:
            answer = acts.take(event, take, now=now, operator=who)
        elif hide:
            answer = acts.hide_time(event, stage_named(event, name), now=now, operator=who)
        elif show:
            answer = acts.show_time(event, stage_named(event, name), now=now, operator=who)
        else:
            answer = _send(event, asked, text or "", to, name, sender, ready, blink)
        done = asked.accepted(answer)
        asked.answer(done, [done.message])


def _send(
    event: EventFile,
    asked: Asked,
    text: str,
    to: str | None,
    name: str | None,
    sender: str,
    ready: int | None,
    blink: bool,
) -> MessageAnswer | Refusal:
    import msgspec

    from console import messages as acts
    from data import tables
    from data.kinds.messages import Address

    settings = tables.event(event.db).event
    texts = settings.messages if settings is not None else ()
    if ready is not None:
        if ready > len(texts):
            raise wrong_use(_("no text lies ready under {n}; there are {most}").format(n=ready, most=len(texts)))
        text = texts[ready - 1]
    address = msgspec.convert(to or "all", Address)
    # A timer is one stage's; the others' rooms hear it everywhere where no stage is named.
    stage = stage_named(event, name) if name is not None or address == "timer" else ""
    return acts.send(
        event, text, to=address, stage=stage, sender=sender, blink=blink, now=asked.now(), operator=asked.operator
    )


def _room_of(event: EventFile, message: str) -> str:
    """The room that a message waits in: where it was sent, and of one to all the desk."""
    from data import heard

    found = heard.messages(event.db).open.get(message)
    return "desk" if found is None or found.to == "all" else found.to


def _row(asked: Asked, each: MessageShown) -> tuple[str, ...]:
    seen = ", ".join(
        _("{room} {name} {time}").format(room=one.room, name=one.by, time=asked.clock(one.at)) for one in each.seen
    )
    state = _("waiting") if each.waiting else _("gone") if each.gone else _("taken away") if each.taken else ""
    said = " ".join(part for part in (state, _("seen: {who}").format(who=seen) if seen else "") if part)
    where = f"{each.to} {each.stage}".rstrip()
    return asked.clock(each.at), each.id, each.by, where, "!!" if each.blink else "", said, each.text
