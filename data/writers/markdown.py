"""Pages as Markdown: whatever a guest is called, it is shown as it is and never becomes a link, a heading or a row."""

from __future__ import annotations

import re

from data.clean import clean
from data.writers.pages import Cell, Page, Table, number_columns, told

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&$^@])")
_START = re.compile(r"^(\d+)([.)])(?=\s|$)|^([-+=:])")
_LINK = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp)(:)|\b(www)(\.)")


def escaped(text: str) -> str:
    """One harmless line: nothing in it is read as Markdown, HTML or an address to follow."""
    plain = _MARKS.sub(r"\\\1", clean(text))
    plain = _LINK.sub(lambda m: f"{m[1] or m[3]}\\{m[2] or m[4]}", plain)
    return _START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", plain)


def as_markdown(page: Page) -> bytes:
    """The page as Markdown in UTF-8."""
    out = [f"# {escaped(page.title)}", "", *_lines(page.lines)]
    for section in page.sections:
        out += [f"## {escaped(section.title)}", "", *_lines(section.lines)]
        if section.table is not None:
            out += [*_table(section.table), ""]
    return ("\n".join(out).rstrip() + "\n").encode()


def _lines(lines: tuple[str, ...]) -> list[str]:
    out: list[str] = []
    for line in lines:
        out += [f"- {escaped(line)}"]
    return [*out, ""] if out else []


def _table(table: Table) -> list[str]:
    numbers = number_columns(table)
    head = "| " + " | ".join(escaped(column) for column in table.columns) + " |"
    rule = "| " + " | ".join("---:" if number else "---" for number in numbers) + " |"
    return [head, rule, *("| " + " | ".join(_cell(cell) for cell in row) + " |" for row in table.rows)]


def _cell(cell: Cell) -> str:
    return "<br>".join(escaped(line) if isinstance(cell, str | tuple) else line for line in told(cell))
