"""Commands from outside on the command line: listening for them as a process of its own, and the tokens they need."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from console.cli.asked import FILE, Asked, asking
from console.cli.troubles import WRONG_USE, Stop, wrong_use
from console.rules.refusals import Refusal
from console.rules.remote_addresses import shown
from data.faults import EventFileError
from data.words import _

if TYPE_CHECKING:
    from console.cueing.firing import Firing
    from console.remote.doorman import Doors
    from console.remote.listener import Listening
    from data.journal import EventFile

VERBS = ("tokens", "token", "forget")
TURN = 0.1
PORT = click.IntRange(0, 65535)


@click.command("listen", short_help=_("takes commands by OSC and HTTP"), epilog=shown())
@click.argument("file", type=FILE)
@click.option("--osc", type=PORT, metavar="PORT", help=_("OSC, by UDP and by TCP with SLIP; 0: any free port"))
@click.option("--http", type=PORT, metavar="PORT", help=_("HTTP, with a token; 0: any free port"))
@click.option("--bind", default="127.0.0.1", metavar="ADDRESS", help=_("left out: this machine alone"))
@click.option("--allow", multiple=True, metavar="ADDRESS", help=_("OSC from there without a token, like 10.0.0.0/24"))
@asking(act=True)
def listen(asked: Asked, file: Path, osc: int | None, http: int | None, bind: str, allow: tuple[str, ...]) -> None:
    """Takes commands for FILE from outside, until it is stopped (Ctrl+C, or SIGTERM).

    OSC sends the addresses below as messages, HTTP as POST; GET /callboard/state, /callboard/timeline and
    /callboard/events show the day. Without ports those of [remote] in event.toml are used. Guard, roles and rules are
    those of a key. What it takes, it fires itself, and it sends the triggers; every command is in the log with where it
    came from.
    """
    from console.remote.doorman import Doors
    from data import tables

    with asked.open(file) as event:
        known = tables.event(event.db).event
        remote = known.remote if known is not None and osc is None and http is None else None
        doors = Doors(osc, http, bind, allow) if remote is None else Doors(remote.osc, remote.http, bind, allow)
        if doors.osc is None and doors.http is None:
            raise wrong_use(_("say --osc PORT, --http PORT or both"))
        _listen(asked, event, doors)


def _listen(asked: Asked, event: EventFile, doors: Doors) -> None:
    from console.cli.saying import Saying
    from console.crash import hold_asyncio
    from console.cueing.firing import Firing
    from console.remote.listener import Listener
    from console.signals import Watch

    hold_asyncio()
    over = threading.Event()
    who, saying = asked.operator, Saying(sys.stderr if asked.json else sys.stdout)

    def stop(_number: int, _frame: FrameType | None) -> None:
        over.set()

    before = {each: signal.signal(each, stop) for each in (signal.SIGTERM, signal.SIGINT)}
    firing = Firing(event.path, who)
    listener = Listener(event.path, doors, firing, lambda: who, told=saying.say, trouble=saying.say)
    watch = Watch(event.path, firing.fire)
    try:
        begun = listener.start()
        if isinstance(begun, Refusal):
            if begun.reason in ("port_taken", "no_token", "weak_token", "bad_address"):
                raise Stop(WRONG_USE, begun.reason, begun.message)
            asked.accepted(begun)
            return
        asked.answer(begun, [_on(begun)])
        watch.start()
        _go_on(event, firing, who, over, saying.say)
        saying.say(_("No longer listening."))
    finally:
        listener.close()
        watch.close()
        firing.close()
        saying.close()
        for each, handler in before.items():
            signal.signal(each, handler)


def _go_on(event: EventFile, firing: Firing, who: str, over: threading.Event, say: Callable[[str], None]) -> None:
    """Until it is over: items that go on by themselves do so here too, where no console is open. A file that is held
    for a moment, or a disk that is full, ends nothing: it is said, and looked at again."""
    from console import stage

    coming, trouble = stage.Watch(event), ""
    while not over.wait(TURN):
        try:
            for name, _left in coming.soon(datetime.now(UTC), 0.0):
                answer = stage.auto_go(event, name, now=datetime.now(UTC), operator=who)
                if answer is not None:
                    firing.fire(answer.to_fire)
            trouble = ""
        except EventFileError as why:
            if str(why) != trouble:
                trouble = str(why)
                say(trouble)


def _on(begun: Listening) -> str:
    ports = [
        words.format(bind=begun.bind, port=port)
        for port, words in (
            (begun.osc, _("OSC on {bind}:{port} (UDP and TCP)")),
            (begun.http, _("HTTP on {bind}:{port}")),
        )
        if port is not None
    ]
    return _("Listening: {ports}.").format(ports=", ".join(ports))


@click.command("remote", short_help=_("the tokens for commands from outside"))
@click.argument("file", type=FILE)
@click.argument("verb", type=click.Choice(VERBS), default="tokens")
@click.argument("name", required=False)
@asking(act=True)
def remote(asked: Asked, file: Path, verb: str, name: str | None) -> None:
    """The tokens with which commands for FILE are taken from outside.

    \b
    tokens        for whom there are any
    token NAME    makes one for somebody, like companion, in place of the one they had; it is shown once
    forget NAME   takes one away

    They are kept as hashes in this user's own folder, and never in the event file. One more may stand in the
    environment, in CALLBOARD_REMOTE_TOKEN. NAME stands in the log beside what came with that token.
    """
    from console.remote import tokens
    from console.rules import roles
    from data import tables

    if (name is None) != (verb == "tokens"):
        raise wrong_use(_("say for whom: remote FILE {verb} NAME").format(verb=verb if verb != "tokens" else "token"))
    with asked.open(file) as event:
        known = tables.event(event.db)
        if name is None:
            there = tokens.Tokens(known.id).names()
            shown = [each or tokens.VARIABLE for each in there]
            asked.answer({"tokens": shown}, shown or [_("No tokens: HTTP takes nothing.")])
            return
        if (no := roles.forbidden(known.operators, asked.operator, "stage")) is not None:
            asked.accepted(no)
        if verb == "forget":
            gone = tokens.forget(known.id, name)
            if gone is not None:
                raise Stop(WRONG_USE, gone.reason, gone.message)
            asked.answer({"forgot": name}, [_("The token of {name} no longer counts.").format(name=name)])
            return
        made = tokens.make(known.id, name)
        if isinstance(made, Refusal):
            raise Stop(WRONG_USE, made.reason, made.message)
    asked.answer({"name": name, "token": made}, [made, _("Shown once. It goes in a header: Authorization: Bearer …")])
