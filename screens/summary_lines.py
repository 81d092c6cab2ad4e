"""The summary as lines of a room: the audience large on top, then each table under its rule, at any width."""

from __future__ import annotations

from itertools import zip_longest

from rich.cells import cell_len
from textual.content import Content

from console.rules.reports.figures import Summary
from console.summary_page import summary_page
from data.words import _, ngettext
from data.writers.pages import Cell, Table, told
from data.writers.text_table import laid_out
from screens.widgets.bigtext import big, big_width
from screens.widgets.lines import DIM, fit_content, ruled, span
from screens.widgets.plain import shown

MOST = 200
"""Rows of a table that the room shows; all of them stand in the files."""


def panel(summary: Summary, width: int, ascii: bool) -> list[Content]:
    """How many came, five rows high, and the figures beside it that must add up to it."""
    guests, about = summary.guests, summary.event
    tone = "$tone-warning" if about.provisional else "$tone-in"
    state = _("PROVISIONAL, the event is not closed") if about.provisional else _("CLOSED, final")
    head = ruled(Content.styled(_("AUDIENCE"), f"bold {tone}"), Content.styled(state, f"bold {tone}"), width, "=", tone)
    digits = big(str(guests.arrived), ascii)
    space = big_width(str(guests.arrived)) + 4
    beside = [
        ngettext(
            "arrived: {came} came + {walk_in} walk-in + {unexpected} unexpected",
            "arrived: {came} came + {walk_in} walk-ins + {unexpected} unexpected",
            guests.walk_in,
        ).format(came=guests.came, walk_in=guests.walk_in, unexpected=guests.unexpected),
        _("expected {expected}, of them absent {absent}").format(expected=guests.expected, absent=guests.no_show),
        _inside(summary),
        _entries(summary),
        _checks(summary),
    ]
    failed = any(not check.holds for check in summary.checks)
    lines = [head]
    for row, (big_row, words) in enumerate(zip_longest(digits, beside, fillvalue="")):
        last = "bold $tone-over" if failed and row == len(beside) - 1 else "bold" if row < 2 else ""
        lines.append(
            Content.assemble(
                ("  " + big_row.ljust(space - 2), f"bold {tone}"), (shown(words, max(0, width - space)), last)
            )
        )
    return [*lines, Content.styled("=" * width, tone)]


def _inside(summary: Summary) -> str:
    guests = summary.guests
    if guests.inside is None:
        return _("inside: not counted, exits are not scanned")
    words = _("inside now {inside}").format(inside=guests.inside)
    if guests.peak is not None:
        most = _("{words}, most {peak} at {time}")
        words = most.format(words=words, peak=guests.peak.count, time=f"{guests.peak.at:%H:%M}")
    if summary.dwell is not None:
        words = _("{words}; median stay {time}").format(words=words, time=span(summary.dwell.median))
    return words


def _entries(summary: Summary) -> str:
    entries = summary.entries
    return _("{entries} entries, {exits} exits, {refused} refusals").format(
        entries=entries.entries, exits=entries.exits, refused=entries.refused
    )


def _checks(summary: Summary) -> str:
    failed = [check.what for check in summary.checks if not check.holds]
    if failed:
        return _("!! DOES NOT ADD UP: {what}").format(what="; ".join(failed))
    n = len(summary.checks)
    return ngettext("the sum agrees ({n} checked)", "all sums agree ({n} checked)", n).format(n=n)


def body(summary: Summary, width: int) -> list[Content]:
    """Every table of the summary, each under its rule."""
    lines: list[Content] = []
    hold = all(check.holds for check in summary.checks)
    for section in summary_page(summary).sections:
        # The panel has said so already.
        if section.id == "audience" or (section.id == "checks" and hold):
            continue
        lines.append(ruled(Content.styled(shown(section.title).upper(), "bold"), Content(""), width, "-"))
        for line in section.lines:
            lines += _wrapped(shown(line), width)
        if section.table is not None and section.table.rows:
            lines += _table(section.table, width)
    return lines


def _wrapped(text: str, width: int) -> list[Content]:
    """A sentence over as many lines as it needs."""
    lines, line = [], ""
    for word in text.split():
        if line and cell_len(line) + 1 + cell_len(word) > width - 4:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    lines.append(line)
    return [fit_content(Content(("   " if place else " ") + each), width) for place, each in enumerate(lines)]


def _table(table: Table, width: int) -> list[Content]:
    numbers = [all(not isinstance(row[i], str) for row in table.rows) for i in range(len(table.columns))]
    rows = [[shown(name) for name in table.columns], *([_text(cell) for cell in row] for row in table.rows[:MOST])]
    head, *body = laid_out(rows, numbers, width - 2)
    lines = [Content.styled(f" {line}", DIM) for line in head]
    lines += [Content(f" {line}") for row in body for line in row]
    if len(table.rows) > MOST:
        lines.append(Content.styled(_(" … and {n} more, in the files").format(n=len(table.rows) - MOST), DIM))
    return [fit_content(line, width) for line in lines]


def _text(cell: Cell) -> str:
    return "-" if cell is None or cell == "" else " ".join(shown(line) for line in told(cell))
