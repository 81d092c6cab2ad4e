"""What stands beside the verdict's letters: as much of it as there are rows for, the weightiest first."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace
from rich.cells import cell_len
from textual.content import Content

from screens.widgets.lines import fit_content, spread
from screens.widgets.plain import shown

LABEL = 10
"""Cells of a label, with the one that parts it from its words."""
SEVERAL = ",  "
"""What parts names that are told one after the other."""
LONGEST = 2
"""Rows that one thing may fill where there are few."""


class VerdictPart(Struct, frozen=True):
    """One thing the desk must know, harmless already. The least weight comes first; a `beside` may stand at the right
    of another's row; `key` is what can be done about it. `loud` is bold in the verdict's colour, or its own `tone`."""

    label: str
    text: str
    weight: int
    loud: bool = False
    beside: bool = False
    key: str = ""
    tone: str = ""
    rows: int = 0
    """How many rows it may take; 0: as many as there are for such things."""


class Line(Struct):
    """A row being filled: what stands at its left, and at its right."""

    left: VerdictPart
    right: VerdictPart | None = None

    def cells(self) -> int:
        return _cells(self.left) + (_cells(self.right) + 3 if self.right else 0)


def _cells(part: VerdictPart) -> int:
    label = LABEL if part.label and not part.beside else cell_len(part.label) + 2 if part.label else 0
    return label + cell_len(part.text) + (cell_len(part.key) + 3 if part.key else 0)


def broken(text: str, width: int, most: int = LONGEST) -> list[str]:
    """A sentence over rows of that width, broken between words where there are any; the last row is cut, and of several
    names it says how many are missing."""
    rows: list[str] = []
    rest = text
    while rest and len(rows) < most - 1 and cell_len(rest) > width:
        end = next((n for n in range(len(rest), 0, -1) if cell_len(rest[:n]) <= width), len(rest))
        # Names are parted by two spaces, and are not broken in two where it can be helped.
        space = max(rest.rfind("  ", 1, end + 1), 0) or rest.rfind(" ", 1, end + 1)
        cut = space if space > 0 else end
        rows.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    if cell_len(rest) > width and SEVERAL in rest:
        rest = _counted(rest.split(SEVERAL), width)
    return [*rows, rest] if rest else rows


def _counted(names: Sequence[str], width: int) -> str:
    """As many whole names as fit, and how many are left."""
    for kept in range(len(names) - 1, 0, -1):
        said = f"{SEVERAL.join(names[:kept])}  +{len(names) - kept}"
        if cell_len(said) <= width:
            return said
    return f"+{len(names)}"


def _lines(part: VerdictPart, width: int, most: int) -> list[VerdictPart]:
    """A part as the rows it takes; its label stands at the first, its key at the last."""
    if part.beside:
        return [part]
    room = width - (LABEL if part.label else 0)
    most = part.rows or most
    texts = broken(part.text, room, most)
    if part.key and texts and cell_len(texts[-1]) + cell_len(part.key) + 3 > room:
        texts = [*texts, ""] if len(texts) < most else texts
    rows = []
    for n, text in enumerate(texts or [""]):
        label = part.label if not n else " " if part.label else ""
        key = part.key if n == len(texts) - 1 else ""
        rows.append(replace(part, label=label, text=text, key=key))
    return rows


def _placed(parts: Sequence[VerdictPart], height: int, width: int) -> list[Line] | None:
    """The parts in their rows, in the order given; None where they do not all fit."""
    most = LONGEST if height < 7 else LONGEST + 1
    rows = [Line(line) for part in parts if not part.beside for line in _lines(part, width, most)]
    for part in parts:
        if not part.beside:
            continue
        free = (
            row for row in rows if row.right is None and not row.left.key and row.cells() + _cells(part) + 3 <= width
        )
        place = next(free, None)
        if place is None:
            rows.append(Line(part))
        else:
            place.right = part
    return rows if len(rows) <= height else None


def arranged(parts: Sequence[VerdictPart], height: int, width: int) -> tuple[list[Line], int]:
    """As many parts as `height` rows hold, and how many had to be left out. What has no room for all of its sentence is
    cut row by row before it is left out."""
    kept: dict[int, VerdictPart] = {}
    rows: list[Line] = []
    for n in sorted(range(len(parts)), key=lambda place: (parts[place].weight, place)):
        shorter = (replace(parts[n], rows=most) for most in range(min(height, parts[n].rows or LONGEST), 0, -1))
        for part in (parts[n], *shorter):
            tried = _placed([({n: part} | kept)[place] for place in sorted([*kept, n])], height, width)
            if tried is not None:
                kept, rows = {**kept, n: part}, tried
                break
    return rows, len(parts) - len(kept)


def drawn_rows(rows: Sequence[Line], loud: str, width: int) -> list[Content]:
    """The rows as they are drawn, `width` cells each."""
    lines = []
    for row in rows:
        right = row.right
        beside = Content("") if right is None else _words(right, loud, right=True)
        if row.left.key:
            beside = Content.styled(row.left.key, "bold $primary")
        lines.append(spread(_words(row.left, loud), beside, width))
    return [fit_content(line, width) for line in lines]


def _words(part: VerdictPart, loud: str, *, right: bool = False) -> Content:
    tone = part.tone or loud
    style = tone if part.loud else "bold" if right else ""
    if right:
        return Content.assemble((f"{part.label}  " if part.label else "", "$tone-dim"), (part.text, style))
    label = shown(part.label, LABEL - 1) + " " if part.label else ""
    return Content.assemble((label, "$tone-dim"), (part.text, style))
