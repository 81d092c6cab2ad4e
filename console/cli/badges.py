"""Badges on the command line: written to a file or a folder, sent to a printer, and what of that is not out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from console.cli import output
from console.cli.asked import FILE, Asked, asking
from console.cli.troubles import BAD_INPUT, WRONG_USE, Stop, wrong_use
from console.rules.refusals import Refusal
from data.words import _, ngettext

if TYPE_CHECKING:
    from console.badges.badges import Look, Wanted
    from console.badges.printing import Batch, Queued
    from data.journal import EventFile

LAYOUTS = ("a4", "a6", "62mm")
FORMATS = ("html", "pdf", "svg", "png")


@click.command(short_help=_("badges to print: as a file, or on a printer"))
@click.argument("file", type=FILE)
@click.option("-o", "path", type=FILE, metavar="PATH", help=_("the file to write; a folder for svg and png"))
@click.option("--format", "form", type=click.Choice(FORMATS), help=_("where the ending of PATH does not say"))
@click.option("--layout", type=click.Choice(LAYOUTS), help=_("the paper: ten on A4, one on A6, the 62 mm roll"))
@click.option("--fold", is_flag=True, help=_("with --layout a6: front and back on A5, to be folded"))
@click.option("--font", type=FILE, metavar="FILE", help=_("a font file to use before this machine's"))
@click.option("--guest", "guests", multiple=True, metavar="ID", help=_("this guest's; may be repeated"))
@click.option("--category", "categories", multiple=True, metavar="NAME", help=_("only these; may be repeated"))
@click.option("--delegation", "delegations", multiple=True, metavar="NAME", help=_("only these; may be repeated"))
@click.option("--not-printed", is_flag=True, help=_("only those that no printer has printed"))
@click.option("--print", "printer", metavar="PRINTER", help=_("prints them by CUPS; default is its default printer"))
@click.option("--queue", "asks_queue", is_flag=True, help=_("what was asked for and is not out"))
@asking(act=True)
def badges(
    asked: Asked, file: Path, path: Path | None, form: str | None, layout: str | None, fold: bool, font: Path | None,
    guests: tuple[str, ...], categories: tuple[str, ...], delegations: tuple[str, ...], not_printed: bool,
    printer: str | None, asks_queue: bool,
) -> None:  # fmt: skip
    """Badges of all who are expected, by surname, or of those named: with -o as HTML, PDF, SVG or PNG, with --print on
    a printer. With --queue, what was sent to a printer and did not come out."""
    from msgspec import convert

    from console.badges.badges import Look, Wanted
    from data.writers.badges.sheets import Layout

    if sum((path is not None, printer is not None, asks_queue)) != 1:
        raise wrong_use(_("name a file with -o, or a printer with --print, or ask for the --queue"))
    if fold and layout != "a6":
        raise wrong_use(_("--fold goes with --layout a6"))
    if printer is not None and form is not None:
        raise wrong_use(_("--format goes with -o"))
    wanted = Wanted(guests, categories, delegations, not_printed)
    with asked.open(file) as event:
        if path is not None:
            _write(asked, event, path, wanted, Look(convert(layout or "a4", Layout), fold, font), form)
        elif printer is not None:
            _print(asked, event, wanted, Look(convert(layout or "62mm", Layout), fold, font), printer)
        else:
            _queue(asked, event)


def _write(asked: Asked, event: EventFile, path: Path, wanted: Wanted, look: Look, form: str | None) -> None:
    from msgspec import convert

    from console.badges.badges import Format, write

    written = write(event, path, wanted, look, convert(form, Format | None), operator=asked.operator)
    if isinstance(written, Refusal):
        _raise_known(written)
        asked.accepted(written)
        return
    said = ngettext("{n} badge written: {path}", "{n} badges written: {path}", written.badges)
    lines = [said.format(n=written.badges, path=written.path)]
    if written.left_out:
        words = ngettext(
            "{n} guest is not to come and has none; --guest ID makes one all the same.",
            "{n} guests are not to come and have none; --guest ID makes one all the same.",
            written.left_out,
        )
        lines.append(words.format(n=written.left_out))
    asked.answer(written, lines)


def _print(asked: Asked, event: EventFile, wanted: Wanted, look: Look, printer: str) -> None:
    from console.badges.printing import print_now

    named = "" if printer == "default" else printer
    done = print_now(event, wanted, look, named, now=asked.now(), operator=asked.operator)
    if isinstance(done, Refusal):
        _raise_known(done)
        asked.accepted(done)
        return
    lines = _printed(done)
    if done.failed or not done.printed:
        asked.refuse(done, "  ".join(lines))
    asked.answer(done, lines)


def _printed(done: Batch) -> list[str]:
    lines = list(done.skipped)
    if done.printed:
        said = ngettext("{n} badge printed.", "{n} badges printed.", len(done.printed)).format(n=len(done.printed))
        lines.append(f"{said}  {done.detail}".rstrip())
    if done.failed:
        said = ngettext("{n} badge not printed: {why}", "{n} badges not printed: {why}", len(done.failed))
        lines.append(said.format(n=len(done.failed), why=done.detail))
    return lines


def _queue(asked: Asked, event: EventFile) -> None:
    from console.badges.printing import queue

    rows = queue(event)
    lines = output.table([
        (asked.clock(row.asked), row.guest, f"{row.name} {row.name_alt}".strip(), row.printer or "-", _stand(row))
        for row in rows
    ])  # fmt: skip
    asked.answer({"queue": rows}, lines or [_("Nothing waits for a printer.")])


def _stand(row: Queued) -> str:
    return {
        "waiting": _("being printed"),
        "elsewhere": _("asked for at another machine"),
        "cut_off": _("its console is gone: look whether it came out, then print again"),
        "failed": _("not printed: {why}").format(why=row.detail),
    }[row.stand]


def _raise_known(no: Refusal) -> None:
    """What no rule of the day says: signs that no font has are input that can't be used, a bad --font is wrong use."""
    if no.reason == "no_signs":
        raise Stop(BAD_INPUT, no.reason, no.message)
    if no.reason in ("no_font", "no_such_format"):
        raise Stop(WRONG_USE, no.reason, no.message)
