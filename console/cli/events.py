"""Event files on the command line: made, where the day stands, and whether everything is there."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from console.cli import output
from console.cli.asked import FILE, Asked, asking
from console.cli.imports import lines_of
from console.cli.troubles import REFUSED, wrong_use
from data.clean import clean
from data.words import _

STATES = ("setup", "rehearsal", "open", "closed")
MODES = ("edit", "dry", "rehearse", "show")


@click.command(short_help=_("an event file from an event folder, or an empty one"))
@click.argument("file", type=FILE)
@click.argument("folder", type=FILE, required=False)
@click.option("--name", help=_("an empty event: its name"))
@click.option("--zone", help=_("an empty event: its time zone, like Europe/London"))
@click.option("--date", "day", metavar="YYYY-MM-DD", help=_("an empty event: its day; left out: today"))
@asking(act=True)
def new(asked: Asked, file: Path, folder: Path | None, name: str | None, zone: str | None, day: str | None) -> None:
    """Makes FILE from the event folder FOLDER, or with --name, --zone and --date an empty one with a door and a stage
    called main."""
    from console import setup
    from data.moments import YEARS, MomentError, zone_named

    if (folder is None) == (name is None):
        raise wrong_use(_("give an event FOLDER or --name, one of the two"))
    if folder is not None and (zone is not None or day is not None):
        raise wrong_use(_("--zone and --date belong to --name; a folder says its own"))
    if name is not None and not clean(name):
        raise wrong_use(_("an event needs a name"))
    now = asked.now()
    if folder is not None:
        made = setup.new(file, folder, now=now, operator=asked.operator)
    else:
        try:
            place = zone_named(zone or "UTC")
            on = datetime.now(place).date() if day is None else date.fromisoformat(day)
            if on.year not in YEARS:
                raise ValueError(day)
        except MomentError as fault:
            raise wrong_use(str(fault)) from None
        except ValueError:
            raise wrong_use(_("{text} is no day: write YYYY-MM-DD").format(text=repr(day))) from None
        made = setup.new_empty(file, name=name or "", zone=zone or "UTC", day=on, now=now, operator=asked.operator)
    asked.answer(made, [_("Made {file}.").format(file=file), *lines_of(made)])


@click.command(short_help=_("where the day stands: shown, or set"))
@click.argument("file", type=FILE)
@click.argument("wanted", metavar="[setup|rehearsal|open|closed]", type=click.Choice(STATES), required=False)
@asking(at=True, act=True)
def state(asked: Asked, file: Path, wanted: str | None) -> None:
    """Shows or sets where the day stands. What happens in rehearsal is kept and never counted; closed takes only
    corrections."""
    import msgspec

    from console import setup
    from data.records import EventStage

    with asked.open(file) as event:
        chosen = msgspec.convert(wanted, EventStage | None)
        who = asked.operator if chosen else ""
        answer = asked.accepted(setup.set_state(event, chosen, now=asked.now(), operator=who))
        asked.answer(answer, [answer.state])


@click.command(short_help=_("what is sent to equipment: shown, or set"))
@click.argument("file", type=FILE)
@click.argument("wanted", metavar="[edit|dry|rehearse|show]", type=click.Choice(MODES), required=False)
@asking(at=True, act=True)
def mode(asked: Asked, file: Path, wanted: str | None) -> None:
    """Shows or sets the mode: edit and dry send nothing, rehearse all but what is marked live only, show everything."""
    import msgspec

    from console import setup
    from data.records import ShowMode

    with asked.open(file) as event:
        chosen = msgspec.convert(wanted, ShowMode | None)
        who = asked.operator if chosen else ""
        answer = asked.accepted(setup.set_mode(event, chosen, now=asked.now(), operator=who))
        asked.answer(answer, [answer.mode])


@click.command(short_help=_("is everything there: files and outputs"))
@click.argument("file", type=FILE)
@asking()
def preflight(asked: Asked, file: Path) -> None:
    """Looks for every file the cues play, asks every output, and reads every action. Exit 3 where something is not
    there that the day needs."""
    from console.preflight import preflight as look

    with asked.open(file) as event:
        found = look(event)
    rows = [
        ("!!" if check.fails else "", check.state, check.what, check.name, ", ".join(check.cues), check.detail)
        for check in found.checks
    ]
    asked.answer(found, output.table(rows) or [_("Nothing to check: no outputs, no cues.")])
    if not found.ok:
        raise SystemExit(REFUSED)
