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
GAP = "   "


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
        self.refresh(layout=True)

    def tell(self, keys: Sequence[KeyShown], tail: Sequence[KeyShown]) -> None:
        """The room's acts, and those that always stand at the end."""
        if (tuple(keys), tuple(tail)) != (self._keys, self._tail):
            self._keys, self._tail = tuple(keys), tuple(tail)
            self.refresh(layout=True)

    def say(self, text: str, tone: str = "normal") -> None:
        self._said, self._tone = shown(text), tone
        self.refresh(layout=True)

    @property
    def said(self) -> str:
        return self._said

    def _rows(self, width: int) -> list[list[KeyShown]]:
        rows: list[list[KeyShown]] = [[]]
        used = 1
        tail = sum(_cells(key) for key in self._tail)
        for key in self._keys:
            room = width - (tail if len(rows) == ROWS else 0)
            if used + _cells(key) > room:
                if len(rows) == ROWS:
                    break
                rows.append([])
                used = 1
            rows[-1].append(key)
            used += _cells(key)
        if used + tail > width and len(rows) < ROWS:
            rows.append([])
        rows[-1].extend(self._tail)
        return rows

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        return max(len(self._rows(width)), 1 + bool(self._said or self._beside))

    def render(self) -> Content:
        width = self.size.width
        rows = [_line(row) for row in self._rows(width)]
        if self._said:
            line = Content.styled(shown(f" {self._said}", width), f"bold $tone-{self._tone}")
            rows = [line, *rows[-1:]] if self._covered else [*rows[:1], line]
        elif self._covered and self._beside:
            rows = [fit_content(Content.styled(f" {shown(self._beside)}", "$primary"), width), *rows[-1:]]
        return Content("\n").join(rows)


def _cells(key: KeyShown) -> int:
    return cell_len(key.key) + 1 + cell_len(key.label) + len(GAP)


def _line(keys: Sequence[KeyShown]) -> Content:
    parts: list[tuple[str, str]] = [(" ", "")]
    for key in keys:
        dim = "" if key.able else "$tone-dim strike"
        parts += [(key.key, dim or "bold $primary"), (f" {key.label}{GAP}", dim or "$foreground")]
    return Content.assemble(*parts)
