"""Looking after an event file: is it whole, what another station knows, copies; and the figures of this machine."""

from __future__ import annotations

from pathlib import Path

import click

from console.cli import output
from console.cli.asked import FILE, Asked, asking
from console.cli.troubles import BAD_FILE
from data.words import _, ngettext


@click.command(short_help=_("is the file whole: SQLite, chain, no gaps, rows = journal"))
@click.argument("file", type=FILE)
@asking()
def verify(asked: Asked, file: Path) -> None:
    """Checks SQLite's own integrity, the chain of every station, that no fact is missing, and that the rows equal the
    journal folded again. Exit 5 where one does not hold."""
    from data.verify import verify as whole

    with asked.open(file) as event:
        found = whole(event)
    rows = [
        (_("holds") if holds else _("BROKEN"), what)
        for what, holds in (
            (_("SQLite's integrity"), found.integrity),
            (_("the chain of every station"), found.chain),
            (_("no fact is missing"), found.gaps),
            (_("the rows equal the journal"), found.folds),
        )
    ]
    counted = ngettext("{n} fact", "{n} facts", found.facts).format(n=found.facts)
    stations = ngettext("{n} station", "{n} stations", found.stations).format(n=found.stations)
    asked.answer(found, [f"{counted}, {stations}", *output.table(rows), *found.broken])
    if not found.ok:
        raise SystemExit(BAD_FILE)


@click.command(short_help=_("takes in the facts of another station's file"))
@click.argument("file", type=FILE)
@click.argument("other", type=FILE)
@asking(act=True)
def absorb(asked: Asked, file: Path, other: Path) -> None:
    """Takes in what OTHER, another station's file of the same event, knows and FILE does not. Safe to repeat, and to do
    both ways."""
    from console.absorbing import absorb as take_in

    with asked.open(file) as event:
        came = asked.accepted(take_in(event, other, now=asked.now(), operator=asked.operator))
    said = ngettext("{n} fact came in.", "{n} facts came in.", came.facts).format(n=came.facts)
    asked.answer(came, [said, *(f"!! {line}" for line in came.operators)])


@click.command(short_help=_("a whole copy, also while the day goes on"))
@click.argument("file", type=FILE)
@click.argument("dest", type=FILE)
@asking()
def backup(asked: Asked, file: Path, dest: Path) -> None:
    """Copies FILE to DEST as one whole, while others work on it. Opened, the copy is a new station."""
    from data.files import backup as copy

    with asked.open(file) as event:
        copy(event, dest)
    asked.answer({"file": str(dest), "bytes": dest.stat().st_size}, [_("Copied to {dest}.").format(dest=dest)])


@click.command(short_help=_("puts a copy in place, as a new station"))
@click.argument("source", type=FILE)
@click.argument("file", type=FILE)
@asking()
def restore(asked: Asked, source: Path, file: Path) -> None:
    """Puts the copy SOURCE at FILE, where nothing may stand yet. It is a new station."""
    from data.files import restore as put

    put(source, file)
    asked.answer({"file": str(file)}, [_("Restored to {file}.").format(file=file)])


@click.command(short_help=_("the figures of this machine, as JSON"))
@click.option("--guests", type=click.IntRange(1, 1_000_000), default=10_000, show_default=True)
@asking()
def bench(asked: Asked, guests: int) -> None:
    """Measures this machine with an event of that many guests. The answer is always JSON."""
    from console import bench as figures

    output.give(output.as_json(figures.bench(guests)))
