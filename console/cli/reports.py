"""What the day leaves on paper: notes, the log, the summary, one table or list."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from console.cli import output
from console.cli.asked import FILE, Asked, asking
from console.cli.places import stage_named
from console.cli.troubles import WRONG_USE, Stop, wrong_use
from console.rules.refusals import Refusal
from data.words import _

if TYPE_CHECKING:
    from console.exporting import Written
    from console.logbook import LogLine

LOOK = 0.25
"""Seconds between two looks at the file while it is followed."""
EXPORTS = ("guests", "entries", "programme", "asrun", "ics", "paper", "evacuation")
SIGNED_FOR = ("guests", "entries", "paper")
"""Exports with the names of guests: where there are operators, somebody answers for them."""
FORMATS = ("csv", "xlsx", "html", "pdf", "md", "json", "ics")


@click.command(short_help=_("a timed note, in the log and the report"))
@click.argument("file", type=FILE)
@click.argument("text")
@click.option("--incident", is_flag=True, help=_("it was an incident"))
@asking(at=True, act=True)
def note(asked: Asked, file: Path, text: str, incident: bool) -> None:
    """Writes a timed note down, in the log and in the report."""
    from console import logbook

    with asked.open(file) as event:
        taken = asked.accepted(logbook.note(event, text, now=asked.now(), operator=asked.operator, incident=incident))
        asked.answer(taken, [_("Noted at {at}: {text}").format(at=asked.clock(taken.at), text=taken.text)])


@click.command(short_help=_("the journal, readable"))
@click.argument("file", type=FILE)
@click.option("--since", metavar="TIME", help=_("only what happened from then on"))
@click.option("--subject", metavar="S", help=_("only about this: guest/ID, stage/ID, guest/ for all guests"))
@click.option("--follow", is_flag=True, help=_("stays, and tells what is new; with --json one object a line"))
@asking()
def log(asked: Asked, file: Path, since: str | None, subject: str | None, follow: bool) -> None:
    """The journal, oldest first: one line a fact. What was taken back stays, and says so."""
    from console import logbook

    with asked.open(file) as event:
        wanted = logbook.Wanted(subject=subject, since=asked.moment(since) if since is not None else None)
        place, version = 0, -1
        found: list[LogLine] = []
        while True:
            page = logbook.after(event, wanted, place=place)
            if page.next != place and page.next is not None:
                place = page.next
                if asked.json and not follow:
                    found += page.lines
                elif asked.json:
                    for line in page.lines:
                        output.give(output.as_json(line, asked.zone))
                else:
                    output.say(_lines(asked, page.lines))
                continue
            if not follow:
                break
            while (now := event.data_version()) == version:
                time.sleep(LOOK)
            version = now
        if asked.json:
            output.give(output.as_json({"lines": found}, asked.zone))


def _lines(asked: Asked, lines: tuple[LogLine, ...]) -> list[str]:
    return [
        output.GAP.join(filter(None, (
            asked.clock(line.at), line.fact, line.operator, "!!" if line.problem else "", line.text,
            "" if line.standing else _("(taken back)"),
        )))
        for line in lines
    ]  # fmt: skip


@click.command(short_help=_("the end-of-day summary"))
@click.argument("file", type=FILE)
@click.option("--out", type=FILE, metavar="DIR", help=_("writes it there as files"))
@click.option("--format", "formats", metavar="md,html,pdf,csv,xlsx,json", help=_("which files; left out: md,json"))
@asking(at=True, act=True)
def summary(asked: Asked, file: Path, out: Path | None, formats: str | None) -> None:
    """The figures of the day, provisional until the event is closed; as of --at, what had happened by then."""
    from console.exporting import put_summary
    from console.summary import summary as made_of
    from console.summary_page import summary_page

    with asked.open(file) as event:
        made = made_of(event, datetime.now(UTC), asked.asked_at())
        if out is None and formats is None:
            asked.answer(made, output.page(summary_page(made)))
            return
        wanted = [name.strip() for name in (formats or "md,json").split(",") if name.strip()]
        written = _put(asked, put_summary(event, made, out or Path(), wanted, operator=asked.operator))
        whole = output.plain(made, asked.zone) | {"files": list(written.files)} if asked.json else None
        asked.answer(whole, [_("Written: {path}").format(path=path) for path in written.files] + _hollow(written))


@click.command(short_help=_("one table or list as a file"))
@click.argument("file", type=FILE)
@click.argument("what", type=click.Choice(EXPORTS))
@click.option("-o", "path", type=FILE, required=True, metavar="PATH", help=_("the file to write"))
@click.option("--format", "form", type=click.Choice(FORMATS), help=_("left out: by the ending of PATH"))
@click.option("--stage", metavar="STAGE", help=_("programme and ics: only this stage"))
@click.option("--department", metavar="NAME", help=_("the printed programme with the notes for this one only"))
@click.option("--large", is_flag=True, help=_("the printed programme in large type"))
@click.option("--all", "everything", is_flag=True, help=_("ics: what is not public too, with notes and speakers"))
@asking(act=True)
def export(
    asked: Asked,
    file: Path,
    what: str,
    path: Path,
    form: str | None,
    stage: str | None,
    department: str | None,
    large: bool,
    everything: bool,
) -> None:
    """Writes one table, list or calendar to PATH, in the format that its ending names.

    \b
    guests, entries   .csv .xlsx .json
    programme         .csv and .xlsx to import again; .pdf .html .md the running order to print; .json
    asrun             the programme as it ran, or had run by --at: .csv .xlsx .html .pdf .md .json
    ics               the public programme as a calendar, to be imported again as often as it changes
    paper             every guest with a box to tick: .html .pdf .md
    evacuation        who is inside: .html .pdf .md
    """
    from console.exporting import Wish
    from console.exporting import export as write
    from console.exports.running_order import LARGE

    with asked.open(file) as event:
        if what != "asrun" and asked.asked_at() is not None:
            raise wrong_use(_("--at is for asrun: {what} is written as it stands now").format(what=what))
        who = asked.operator if what in SIGNED_FOR else ""
        wish = Wish(
            format=form or "",
            stage=stage_named(event, stage) if stage is not None else None,
            department=department,
            type=LARGE if large else 1.0,
            everything=everything,
            at=asked.asked_at(),
        )
        written = _put(asked, write(event, what, path, now=asked.now(), operator=who, wish=wish))
        asked.answer(written, [_("Written: {path}").format(path=written.files[0]), *_hollow(written)])


def _hollow(written: Written) -> list[str]:
    """What a PDF shows as hollow boxes, and what would do."""
    if not written.without_font:
        return []
    from data.writers.fonts import to_install

    words = _("No font here has {signs}: hollow boxes stand for them. Install {font}, or write .html.")
    return [words.format(signs=" ".join(written.without_font[:12]), font=to_install(written.without_font))]


def _put(asked: Asked, written: Written | Refusal) -> Written:
    """The files, unless the format is not there, or a role forbids it."""
    if isinstance(written, Refusal) and written.reason in ("not_allowed", "not_signed_in"):
        return asked.accepted(written)
    if isinstance(written, Refusal):
        raise Stop(WRONG_USE, written.reason, written.message)
    return written
