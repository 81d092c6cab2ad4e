"""`import` on the command line: a list or a folder brought in, with every row of it told that needs a look."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from console.cli import output
from console.cli.asked import FILE, Asked, asking
from console.cli.troubles import wrong_use
from data.words import _, ngettext

if TYPE_CHECKING:
    from console.importing.guests_told import GuestChange, GuestsTold, Person
    from console.importing.imports import Imported, Looked
    from data.journal import EventFile
    from data.readers.plan import Choices, Recognised

LISTS = ("guests", "programme", "speakers", "films", "cues")
SHOWN = 20
"""People of a kind that are named on a terminal; `--all` and `--json` name all."""
LONG = 500
"""Facts from which on a bar says how far it is."""
STOPPED = 130


@click.command("import", short_help=_("adds or updates from a list or an event folder"))
@click.argument("file", type=FILE)
@click.argument("source", type=FILE)
@click.option("--as", "kind", type=click.Choice(LISTS), help=_("what the list holds, where its name does not say"))
@click.option("--map", "columns", multiple=True, metavar="COLUMN=FIELD", help=_("what a column is; may be repeated"))
@click.option("--stage", "rooms", multiple=True, metavar="ROOM=STAGE",
              help=_("the stage that a programme's room is; may be repeated"))  # fmt: skip
@click.option("--date", "day", metavar="DATE|all", help=_("the one day of a programme that is taken; else all are"))
@click.option("--dry-run", is_flag=True, help=_("says what it would do, and writes nothing"))
@click.option("--leave-odd", is_flag=True, help=_("leaves rows with a problem out and brings the others in"))
@click.option("--all", "everybody", is_flag=True, help=_("names everybody who is new, changed or gone"))
@asking(act=True)
def import_(
    asked: Asked, file: Path, source: Path, kind: str | None, columns: tuple[str, ...], rooms: tuple[str, ...],
    day: str | None, dry_run: bool, leave_odd: bool, everybody: bool,
) -> None:  # fmt: skip
    """Adds and updates from SOURCE: one list, or a whole event folder. Guest lists of pretix, Eventbrite and Luma are
    known by their headers, others by theirs or by --map; programmes may be tables of any layout, calendars, or
    schedule.json and schedule.xml as frab and pretalx write them. Says what is new, changed, same, gone and odd, and
    who may be there twice. What was done on the day is never undone, and what a list no longer has stays."""
    import msgspec

    from console.importing import imports
    from data.readers.plan import Table

    with asked.open(file) as event:
        table = msgspec.convert(kind, Table | None)
        looked = asked.accepted(
            imports.look(
                event,
                source,
                table,
                choices=chosen(columns, rooms, day),
                leave_odd=leave_odd,
                now=asked.now(),
                operator=asked.operator,
            )
        )
        made = looked.imported if dry_run else _carried_out(asked, event, looked)
        asked.answer(made, lines_of(made, None if everybody else SHOWN))
        if made.stopped:
            raise SystemExit(STOPPED)


def _carried_out(asked: Asked, event: EventFile, looked: Looked) -> Imported:
    """Writes it, with a bar on a terminal where it takes long; Ctrl-C stops it between two batches."""
    from console.importing import imports

    long = looked.imported.drafts >= LONG and sys.stderr is not None and sys.stderr.isatty()
    shown: Any = nullcontext()
    if long:
        shown = click.progressbar(length=looked.imported.drafts, label=_("importing"), file=sys.stderr)
    with shown as bar, _interrupted() as stop:

        def told(written: int) -> None:
            if bar is not None:
                bar.update(written - bar.pos)

        return asked.accepted(
            imports.carry_out(event, looked, now=asked.now(), operator=asked.operator, told=told, stop=stop)
        )


@contextmanager
def _interrupted() -> Iterator[Callable[[], bool]]:
    """Ctrl-C is noted and asked for between batches; it breaks no batch off."""
    pressed: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: pressed.append(number))
    try:
        yield lambda: bool(pressed)
    finally:
        signal.signal(signal.SIGINT, before)


def mapping(columns: tuple[str, ...]) -> dict[str, str]:
    """`--map COLUMN=FIELD` as a dictionary."""
    found = {}
    for text in columns:
        column, sign, field = text.rpartition("=")
        if not sign or not column or not field:
            raise wrong_use(_("write --map COLUMN=FIELD, not {text}").format(text=repr(text)))
        found[column] = field
    return found


def chosen(columns: tuple[str, ...], rooms: tuple[str, ...], day: str | None) -> Choices:
    """What the options say of the list. `--stage STAGE` alone is for items that name no room."""
    from data.readers.plan import Choices

    stages = {}
    for text in rooms:
        room, sign, stage = text.rpartition("=")
        if not stage.strip():
            raise wrong_use(_("write --stage ROOM=STAGE, not {text}").format(text=repr(text)))
        stages[room if sign else ""] = stage.strip()
    return Choices(mapping(columns), stages, _day(day))


def _day(text: str | None) -> date | Literal["all"] | None:
    if text is None or text.casefold() == "all":
        return None if text is None else "all"
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise wrong_use(_("write --date 2026-10-25 or --date all, not {text}").format(text=repr(text))) from None


def lines_of(made: Imported, most: int | None = 0) -> list[str]:
    """What an import did, in lines: the counts, then up to `most` people of each kind (None: all)."""
    lines = [line for read in made.recognised for line in _read_as(read)]
    head = ("", _("new"), _("changed"), _("same"), _("gone"), _("odd"))
    rows = [(t.table, t.new, t.changed, t.same, len(t.gone), len(t.odd)) for t in made.tables]
    lines += output.table([head, *rows]) if rows else []
    if made.guests is not None:
        lines += _people(made.guests, most)
    if made.items is not None:
        from console.cli.item_lines import item_lines

        lines += item_lines(made.items, made.recognised, most, _named)
    if made.problems:
        lines.append(ngettext("{n} odd, left out:", "{n} odd, left out:", made.odd).format(n=made.odd))
    lines += [f"  {problem}" for problem in made.problems]
    if made.stopped:
        stopped = _("Stopped: {n} of {all} are written and stay; the same list again writes the rest.")
        lines.append(stopped.format(n=made.written, all=made.drafts))
    if made.unfinished:
        lines.append(_("An import that had been cut off is complete now."))
    if made.dry_run:
        lines.append(_("A dry run: nothing was written."))
    return lines


def _read_as(read: Recognised) -> Iterable[str]:
    """Whose list it is and what its columns were taken for."""
    whose = _("recognised as {dialect}; {form}") if read.dialect else "{form}"
    yield f"{read.file}: " + whose.format(dialect=read.dialect, form=read.form)
    known = [f"{column.column} = {column.field}" for column in read.columns if column.field]
    kept = [column.column for column in read.columns if not column.field]
    if known:
        yield _("  columns: {columns}").format(columns=", ".join(known))
    if kept and read.table == "programme":
        from data.readers.departments import department_of

        for who in (column for column in kept if department_of(column)):
            yield _("  notes for a department: {column}").format(column=who)
        kept = [column for column in kept if not department_of(column)]
        if kept:
            yield _("  left out: {columns}").format(columns=", ".join(kept))
    elif kept:
        yield _("  kept as they are: {columns}").format(columns=", ".join(kept))
    for note in read.notes:
        yield f"  {note}"


def _people(guests: GuestsTold, most: int | None) -> Iterable[str]:
    from console.importing.alike import reasons

    yield from _named(_("new"), [_person(one) for one in guests.new], most)
    yield from _named(_("changed"), [_changed(one) for one in guests.changed], most)
    yield from _named(_("gone from the list, and still guests"), [_person(one) for one in guests.gone], most)
    why = reasons()
    near = [
        f"{pair.name} ({pair.id}) - {pair.other_name} ({pair.other}): {why[pair.why]}" for pair in guests.near.pairs
    ]
    yield from _named(_("perhaps there twice"), near, most, guests.near.more)


def _person(person: Person) -> str:
    more = ", ".join(part for part in (person.organisation, person.category) if part)
    return f"{person.name} ({person.id})" + (f"  {more}" if more else "")


def _changed(guest: GuestChange) -> str:
    parts = []
    for field in guest.fields:
        part = f"{field.field}: {field.old or '-'} → {field.new or '-'}"
        if field.desk is not None:
            part += " " + _("(the desk's {text} stands)").format(text=field.desk or "-")
        parts.append(part)
    return f"{guest.name} ({guest.id})  " + "; ".join(parts)


def _named(title: str, lines: Sequence[str], most: int | None, more: int = 0) -> Iterable[str]:
    count = len(lines) + more
    if not count or most == 0:
        return
    yield f"{title}: {count}"
    kept = lines if most is None else lines[:most]
    yield from (f"  {line}" for line in kept)
    if count > len(kept):
        yield "  " + _("and {n} more").format(n=count - len(kept))
