"""The program's front: which command lives where, what is opened without one, and how a command ends."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from importlib import import_module

import click

from console import crash
from console.cli import output
from console.cli.opening import Launch
from console.cli.troubles import BAD_FILE, BAD_INPUT, DONE, FAULT, WRONG_USE, Stop
from data import words
from data.clean import harmless
from data.words import _

WHERE = {
    "demo": "rooms", "new": "events", "open": "rooms", "state": "events", "mode": "events", "import": "imports",
    "find": "desk", "admit": "desk", "walk-in": "guests", "guest": "guests", "deputy": "people", "merge": "people",
    "handout": "people", "expect": "people", "headcount": "people", "undo": "desk",
    "stage": "stage", "item": "items", "timeline": "stage", "speakers": "speakers", "speaker": "speakers",
    "listen": "remote", "remote": "remote",
    "cues": "cues", "cue": "cues", "panic": "cues", "preflight": "events",
    "calls": "calling", "timer": "timers", "message": "messages", "house": "house",
    "note": "reports", "log": "reports", "summary": "reports", "export": "reports", "badges": "badges",
    "ticket": "guests", "verify": "upkeep", "absorb": "upkeep", "backup": "upkeep", "restore": "upkeep",
    "forget": "forgetting", "operator": "operators", "rehearse": "rooms", "bench": "upkeep",
}  # fmt: skip


class Commands(click.Group):
    """Every command of the program; a command's file is read when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(WHERE)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        place = WHERE.get(cmd_name)
        if place is None:
            return None
        for found in vars(import_module(f"console.cli.{place}")).values():
            if isinstance(found, click.Command) and found.name == cmd_name:
                return found
        raise LookupError(cmd_name)


@click.command(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120},
    help=_("Runs an event day from the terminal. Without a command: opens the last event file used."),
)
@click.version_option(package_name="callboard", message="callboard %(version)s")
@click.pass_context
def callboard(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        from console.cli.rooms import open_last

        open_last(ctx.obj)


def run(argv: Sequence[str], launch: Launch) -> int:
    """Runs one command line and gives its exit status; whatever goes wrong is one line."""
    output.speak_utf8()
    words.choose(_language())
    as_json = "--json" in argv
    try:
        return _ended(argv, launch, as_json=as_json)
    except output.UnheardError:
        return DONE
    except output.UnwrittenError:
        return FAULT


def _ended(argv: Sequence[str], launch: Launch, *, as_json: bool) -> int:
    try:
        return _run(argv, launch)
    except click.exceptions.NoArgsIsHelpError as fault:
        return _trouble(Stop(WRONG_USE, "wrong_use", fault.format_message()), as_json=False)
    except click.ClickException as fault:
        return _trouble(Stop(WRONG_USE, "wrong_use", _usage(fault)), as_json=as_json)
    except Stop as stop:
        return _trouble(stop, as_json=as_json)
    except (KeyboardInterrupt, click.Abort):
        return 130
    except output.UnheardError:
        raise
    except output.UnwrittenError as fault:
        return _trouble(Stop(FAULT, "cant_write", str(fault)), as_json=False)
    except Exception as fault:  # noqa: BLE001 - the last net: one line, and never a guest's name in it
        return _trouble(_explained(fault), as_json=as_json)


def _run(argv: Sequence[str], launch: Launch) -> int:
    try:
        ended = callboard.main(list(argv), prog_name="callboard", standalone_mode=False, obj=launch)
    except SystemExit as ended_early:
        return ended_early.code if isinstance(ended_early.code, int) else DONE
    return ended if isinstance(ended, int) else DONE


def _usage(fault: click.ClickException) -> str:
    ctx = getattr(fault, "ctx", None)
    message = harmless(fault.format_message())
    if ctx is None:
        return message
    return _("{message} ({command} --help)").format(message=message, command=ctx.command_path)


def _explained(fault: Exception) -> Stop:
    """What an exception is to the operator. A fault of ours says where it is, not with what data."""
    from data.faults import EventFileError

    if isinstance(fault, EventFileError):
        return Stop(BAD_FILE, "event_file", str(fault))
    known = _of_input(fault)
    if known is not None:
        return known
    if crash.shows_all():
        raise fault
    place = crash.place_of(fault)
    said = _("a fault of ours: {kind} at {place}; CALLBOARD_DEBUG=1 shows all of it").format(
        kind=type(fault).__name__, place=place
    )
    return Stop(FAULT, "fault", said, place)


def _of_input(fault: Exception) -> Stop | None:
    """What is wrong with what came in, or with where something was to be written."""
    from data.moments import MomentError
    from data.readers.plan import PlanError
    from data.writers.whole import WriteError

    if isinstance(fault, PlanError):
        first, more = fault.problems[0], fault.problems[1:]
        where = str(first).removesuffix(f": {first.message}")
        return Stop(BAD_INPUT, "bad_input", first.message, where, tuple(map(str, more)))
    if isinstance(fault, MomentError):
        return Stop(WRONG_USE, "wrong_use", str(fault))
    if isinstance(fault, WriteError):
        return Stop(WRONG_USE, "cant_write", str(fault))
    return None


def _trouble(stop: Stop, *, as_json: bool) -> int:
    if as_json:
        error: dict[str, object] = {"code": stop.code, "message": stop.message, "where": stop.where}
        if stop.more:
            error["more"] = stop.more
        output.give(json.dumps({"error": error}))
    else:
        where = f"{stop.where}: " if stop.where and stop.status == BAD_INPUT else ""
        output.say([f"callboard: {where}{harmless(stop.message)}", *stop.more], error=True)
    return stop.status


def _language() -> str:
    """The language of the machine's locale."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return os.environ[name].partition(".")[0].partition("_")[0]
    return "en"
