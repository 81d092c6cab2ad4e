"""Opening rooms: the console on a file, the demo, the dress rehearsal, and the last file used."""

from __future__ import annotations

import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from console.cli import last, output
from console.cli.asked import FILE, Asked, asking
from console.cli.opening import Launch, Opening
from console.cli.places import door_named, stage_named
from console.cli.troubles import wrong_use
from data.records import Remote
from data.words import _

ROOMS = ("desk", "stage", "speakers", "cues", "log", "summary", "timer", "setup", "backstage", "agenda")
PORT = click.IntRange(0, 65535)


@click.command("open", short_help=_("the console"))
@click.argument("file", type=FILE)
@click.option("--room", type=click.Choice(ROOMS), help=_("the room to begin in"))
@click.option("--stage", metavar="STAGE", help=_("the stage; left out: the first"))
@click.option("--door", metavar="DOOR", help=_("the door; left out: the first"))
@click.option("--operator", envvar="CALLBOARD_OPERATOR", metavar="NAME", help=_("who sits there"))
@click.option("--ascii", "plain", is_flag=True, help=_("signs and lines in ASCII"))
@click.option("--lang", type=click.Choice(("en", "zh")), help=_("the language; left out: the machine's"))
@click.option("--read-only", is_flag=True, help=_("only looks: nothing can be written by it"))
@click.option("--department", metavar="NAME", default="", help=_("backstage: whose notes; left out: all"))
@click.option("--listen-osc", type=PORT, metavar="PORT", help=_("takes commands by OSC, of this machine only"))
@click.option("--listen-http", type=PORT, metavar="PORT", help=_("takes commands by HTTP, of this machine only"))
@click.pass_obj
def open_(
    launch: Launch,
    file: Path,
    room: str | None,
    stage: str | None,
    door: str | None,
    operator: str | None,
    plain: bool,
    lang: str | None,
    read_only: bool,
    department: str,
    listen_osc: int | None,
    listen_http: int | None,
) -> None:
    """Opens the console on FILE, in the room named; left out: the desk. The rooms timer, backstage and agenda only
    show, and need nobody to sign in; with --read-only any room does, also of a file that can't be written here."""
    from data.looking import look_at

    asked = Asked(False, None, operator)
    if read_only and (listen_osc, listen_http) != (None, None):
        raise wrong_use(_("a console that only looks takes no commands: leave --listen-osc and --listen-http out"))
    with closing(look_at(file)) if read_only else asked.open(file) as event:
        door, stage = door and door_named(event, door), stage and stage_named(event, stage)
    remote = None if listen_osc is None and listen_http is None else Remote(listen_osc, listen_http)
    _show(launch, Opening(file, asked.operator, room, stage, door, plain, lang, remote, read_only, department))


@click.command(short_help=_("builds the demo event, dated today, and opens it"))
@click.option("--file", type=FILE, help=_("where to build it; left out: with this user's data"))
@click.option("--no-open", is_flag=True, help=_("only build it"))
@asking()
@click.pass_obj
def demo(launch: Launch, asked: Asked, file: Path | None, no_open: bool) -> None:
    """Builds the demo event, dated today, and opens it. Without a terminal the whole day is played on a copy instead,
    and its summary printed. What is there already is never built over: it is opened as it was left."""
    from console import setup
    from data import tables

    path = file or last.demo_path(datetime.now(UTC).astimezone().date())
    built = not path.exists()
    if built:
        setup.demo(path, now=datetime.now(UTC), operator=asked.operator)
    with asked.open(path) as there:
        event = tables.event(there.db).event
    kept = _("{file} was there already, and stays as it was left: {name}, {day}")
    what = {"file": path, "name": event.name if event else "-", "day": event.date if event else "-"}
    said = (_("The demo event is {file}") if built else kept).format(**what)
    if no_open or asked.json:
        asked.answer({"file": str(path), "built": built}, [said])
        return
    if _terminal():
        _show(launch, Opening(path, asked.operator))
        return
    output.say([said, _("No terminal: playing the whole day on a copy.")], error=True)
    _rehearse(asked, path, None, None, headless=True)


@click.command(short_help=_("plays the whole day on a copy, at speed"))
@click.argument("file", type=FILE, required=False)
@click.option("--speed", type=click.FloatRange(min=0, min_open=True), help=_("1 is real time; left out: full speed"))
@click.option("--headless", is_flag=True, help=_("no progress line"))
@click.option("--keep", type=FILE, metavar="PATH", help=_("plays it on this copy, which stays"))
@asking()
def rehearse(asked: Asked, file: Path | None, speed: float | None, headless: bool, keep: Path | None) -> None:
    """Plays the whole day on a copy of FILE (left out: of the demo), at speed: arrivals, refusals, walk-ins, late
    speakers, GO through the order, cues that send nothing. Ends with the summary."""
    _rehearse(asked, file, speed, keep, headless=headless)


def open_last(launch: Launch) -> None:
    """The last event file used, or how to begin."""
    path = last.remembered()
    if path is None or not path.exists():
        output.say(
            [
                _("No event file was used here yet. To begin:"),
                "  callboard demo                " + _("a demo event, dated today"),
                "  callboard new FILE FOLDER     " + _("an event file from an event folder"),
                "  callboard open FILE           " + _("the console on an event file"),
                "  callboard --help              " + _("everything else"),
            ]
        )
        return
    _show(launch, Opening(path, Asked(False, None, None).operator))


def _show(launch: Launch, opening: Opening) -> None:
    if not _terminal():
        raise wrong_use(_("the console needs a terminal; `callboard --help` lists what works without one"))
    last.remember(opening.file)
    raise SystemExit(launch(opening))


def _terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _rehearse(asked: Asked, file: Path | None, speed: float | None, keep: Path | None, *, headless: bool) -> None:
    """Plays FILE, or a demo built for it, on a copy that is thrown away unless it is kept."""
    from console import rehearse as play
    from console import setup
    from console.summary_page import summary_page

    with TemporaryDirectory(prefix="callboard-rehearsal-", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        if file is None:
            file = folder / "demo.callboard"
            setup.demo(file, now=datetime.now(UTC), operator=asked.operator)
        copy = keep or folder / "rehearsal.callboard"
        watched = not headless and sys.stderr.isatty()
        played = play.rehearse(file, copy, speed=speed, tell=_progress if watched else None)
        if watched:
            _progress("")
        asked.zone = played.zone
        whole = output.plain(played.summary, asked.zone) | {"facts": played.facts, "file": str(keep) if keep else None}
        asked.answer(whole, output.page(summary_page(played.summary)))


def _progress(line: str) -> None:
    """One line that is written over, for whoever watches."""
    sys.stderr.write("\r\x1b[2K" + line)
    sys.stderr.flush()
