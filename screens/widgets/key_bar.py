"""The last rows of every room: the acts that can be done now with their keys, or the one line just said.

A stock Footer makes new widgets at every focus change and keeps them; this one draws a text.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from screens.widgets.lines import fit_content
from screens.widgets.plain import shown

ROWS = 2
GAPS = (3, 2)
"""Cells between two acts: fewer where not all would have room."""


class KeyShown(Struct, frozen=True):
    """One act in the bar; `able` False draws it dim, its reason is said when it is pressed."""

    key: str
    label: str
    able: bool = True


class KeyBar(Widget):
    """Shows what it is told; `say` lays one line over its last row, so that the first acts stay readable, or over its
    first row while the last is `covered` by a question; else what is `beside` the question stands there."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: auto; max-height: 2; color: $foreground; text-wrap: nowrap; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._keys: tuple[KeyShown, ...] = ()
        self._tail: tuple[KeyShown, ...] = ()
        self._said = ""
        self._tone = "normal"
        self._covered = False
        self._beside = ""

    def cover(self, covered: bool, beside: str = "") -> None:
        self._covered, self._beside = covered, beside
        self._draw()

    def tell(self, keys: Sequence[KeyShown], tail: Sequence[KeyShown]) -> None:
        """The room's acts, and those that always stand at the end."""
        if (tuple(keys), tuple(tail)) != (self._keys, self._tail):
            self._keys, self._tail = tuple(keys), tuple(tail)
            self._draw()

    def say(self, text: str, tone: str = "normal") -> None:
        self._said, self._tone = shown(text), tone
        self._draw()

    def _draw(self) -> None:
        """The whole room is laid out anew only where the bar has more rows or fewer."""
        self.refresh(layout=self._height(self.size.width) != self.size.height)

    def _height(self, width: int) -> int:
        return max(len(self._rows(width)[0]), 1 + bool(self._said or self._beside))

    @property
    def said(self) -> str:
        return self._said

    def _rows(self, width: int) -> tuple[list[list[KeyShown]], int]:
        """The rows, and how far apart the acts stand in them."""
        rows, placed = _placed(self._keys, self._tail, width, GAPS[0])
        if placed:
            return rows, GAPS[0]
        return _placed(self._keys, self._tail, width, GAPS[1])[0], GAPS[1]

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        return self._height(width)

    def render(self) -> Content:
        width = self.size.width
        placed, gap = self._rows(width)
        rows = [_line(row, gap) for row in placed]
        if self._said:
            # The blank apart: what is harmless begins with a sign.
            line = Content.styled(f" {shown(self._said, width - 1)}", f"bold $tone-{self._tone}")
            rows = [line, *rows[-1:]] if self._covered else [*rows[:1], line]
        elif self._covered and self._beside:
            rows = [fit_content(Content.styled(f" {shown(self._beside)}", "$primary"), width), *rows[-1:]]
        return Content("\n").join(rows)


def _placed(
    keys: Sequence[KeyShown], tail: Sequence[KeyShown], width: int, gap: int
) -> tuple[list[list[KeyShown]], bool]:
    """The rows with what has room in them, the tail always, and whether that is everything."""
    rows: list[list[KeyShown]] = [[]]
    used = 1
    last = sum(_cells(key, gap) for key in tail)
    everything = True
    for key in keys:
        room = width + gap - (last if len(rows) == ROWS else 0)
        if used + _cells(key, gap) > room:
            if len(rows) == ROWS:
                everything = False
                break
            rows.append([])
            used = 1
        rows[-1].append(key)
        used += _cells(key, gap)
    if used + last > width + gap and len(rows) < ROWS:
        rows.append([])
    rows[-1].extend(tail)
    return rows, everything


def _cells(key: KeyShown, gap: int) -> int:
    return cell_len(key.key) + bool(key.label) + cell_len(key.label) + gap


def _line(keys: Sequence[KeyShown], gap: int) -> Content:
    parts: list[tuple[str, str]] = []
    for key in keys:
        dim = "" if key.able else "$tone-dim strike"
        label = f" {key.label}" if key.label else ""
        before = " " * gap if parts else " "
        parts += [(before, ""), (key.key, dim or "bold $primary"), (label, dim or "$foreground")]
    return Content.assemble(*parts)
