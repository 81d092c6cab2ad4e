"""A table as lines of a terminal: columns under each other by cells, and what is too long goes on in the next line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len, chop_cells

GAP = 2
LEAST = 8
"""Cells that a column of words keeps, however narrow the terminal is."""


def laid_out(rows: Sequence[Sequence[str]], right: Sequence[bool], width: int | None) -> list[list[str]]:
    """Each row as its lines, at most `width` cells wide where that can be; no text is cut. Columns of `right` are set
    to the right, and are never broken."""
    count = max((len(row) for row in rows), default=0)
    widths = [max((cell_len(row[at]) for row in rows if at < len(row)), default=0) for at in range(count)]
    if width is not None:
        widths = squeezed(widths, right, width)
    return [_lines(row, widths, right) for row in rows]


def squeezed(widths: Sequence[int], right: Sequence[bool], room: int) -> list[int]:
    """The widths made to fit: the widest column of words gives first."""
    fitted = list(widths)
    while sum(fitted) + GAP * (len(fitted) - 1) > room:
        words = [i for i, number in enumerate(right) if not number and fitted[i] > LEAST]
        if not words:
            break
        widest = max(words, key=lambda i: fitted[i])
        fitted[widest] -= 1
    return fitted


def _lines(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> list[str]:
    cells = [
        [cell] if number else list(broken(cell, wide)) for cell, wide, number in zip(row, widths, right, strict=False)
    ]
    lines = []
    for n in range(max((len(each) for each in cells), default=0)):
        parts = []
        for each, wide, number in zip(cells, widths, right, strict=False):
            text = each[n] if n < len(each) else ""
            space = " " * max(0, wide - cell_len(text))
            parts.append(space + text if number else text + space)
        lines.append((" " * GAP).join(parts).rstrip())
    return lines


def broken(text: str, width: int) -> Iterator[str]:
    """The text in lines of at most so many cells, between words where it can be."""
    line = ""
    for word in text.split(" "):
        for part in chop_cells(word, max(2, width)) or [""]:
            if line and cell_len(line) + 1 + cell_len(part) > width:
                yield line
                line = ""
            line = f"{line} {part}" if line else part
    yield line
