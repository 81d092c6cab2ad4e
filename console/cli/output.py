"""Answers on standard output: one JSON object with `--json`, else short aligned lines, harmless to a terminal."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TextIO
from zoneinfo import ZoneInfo

from data.clean import harmless
from data.words import _
from data.writers.json_text import escaped
from data.writers.plain import instant as instant
from data.writers.plain import plain as plain

if TYPE_CHECKING:
    from data.writers.pages import Page

GAP = "  "


class UnheardError(Exception):
    """Whoever read standard output has gone. click would make a failure of a BrokenPipeError."""


class UnwrittenError(Exception):
    """Standard output takes nothing; the text says why."""


def speak_utf8() -> None:
    """Whatever the locale, the streams take every name; what cannot be written is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        plain = (stream.encoding or "ascii").lower().replace("_", "-") in ("ascii", "us-ascii", "ansi-x3.4-1968")
        reconfigure(encoding="utf-8" if plain else stream.encoding, errors="backslashreplace")


def as_json(value: object, zone: ZoneInfo | None = None) -> str:
    utf8 = (sys.stdout.encoding or "").lower().replace("_", "-") == "utf-8"
    return escaped(json.dumps(plain(value, zone), ensure_ascii=not utf8))


def clock(at: datetime | None, zone: ZoneInfo | None, *, seconds: bool = True) -> str:
    """The time of day there, or a dash; in an hour that the clocks show twice it says which."""
    from data.moments import told_apart

    if at is None:
        return "-"
    there = at.astimezone(zone)
    return (f"{there:%H:%M:%S}" if seconds else f"{there:%H:%M}") + (told_apart(at, zone) if zone is not None else "")


def span(seconds: float | None) -> str:
    """A length as `M:SS` or `H:MM:SS`, with a minus where it is one; a dash for none."""
    if seconds is None:
        return "-"
    whole = round(abs(seconds))
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    sign = "-" if seconds < 0 and whole else ""
    return f"{sign}{hours}:{minutes:02}:{rest:02}" if hours else f"{sign}{minutes}:{rest:02}"


def table(rows: Iterable[Sequence[object]], *, widest: int = 44) -> list[str]:
    """Rows as lines whose columns stand under each other, by terminal cells; the last column runs on."""
    from rich.cells import cell_len, set_cell_size

    cells = [[harmless(str(cell)) for cell in row] for row in rows]
    count = max((len(row) for row in cells), default=0)
    widths = [min(widest, max((cell_len(row[at]) for row in cells if at < len(row)), default=0)) for at in range(count)]
    return [
        GAP.join(set_cell_size(cell, widths[at]) if at < count - 1 else cell for at, cell in enumerate(row)).rstrip()
        for row in cells
    ]


def page(whole: Page) -> list[str]:
    """A paper for the terminal: its title, its sections, their tables; as wide as the terminal is, and no text cut."""
    from data.writers.pages import number_columns, told
    from data.writers.text_table import laid_out

    width = shutil.get_terminal_size().columns if sys.stdout is not None and sys.stdout.isatty() else None
    lines = [whole.title, *whole.lines]
    for section in whole.sections:
        lines += ["", section.title.upper(), *section.lines]
        table = section.table
        if table is not None and table.rows:
            rows = [["-" if cell is None else harmless(" ".join(told(cell))) for cell in row] for row in table.rows]
            made = laid_out([[harmless(column) for column in table.columns], *rows], number_columns(table), width)
            lines += [line for row in made for line in row]
    return lines


def say(lines: Iterable[str], *, error: bool = False) -> None:
    """Lines for a person. Each is cleaned of what could move a cursor, layout spaces kept."""
    _write("".join(told(line) + "\n" for line in lines), sys.stderr if error else sys.stdout)


def give(text: str) -> None:
    """Text for a program, as it is."""
    _write(text if text.endswith("\n") else text + "\n", sys.stdout)


def _write(text: str, stream: TextIO | None) -> None:
    """Writes, unless that stream was closed before the program began."""
    if stream is None:
        return
    try:
        stream.write(text)
        stream.flush()
    except OSError as why:
        # What is still in the buffer must not complain when Python closes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if isinstance(why, BrokenPipeError):
            raise UnheardError from why
        said = _("the answer can't be written: {why}; what was done is done")
        raise UnwrittenError(said.format(why=why.strerror)) from why


def told(line: str) -> str:
    """The line as a terminal may have it, with its runs of spaces kept, since they are its columns."""
    if line.isprintable() and line.isascii():
        return line
    return " ".join(harmless(part) for part in line.split(" "))
