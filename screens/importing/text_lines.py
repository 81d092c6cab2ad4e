"""A list of lines that were made before."""

from __future__ import annotations

from textual.content import Content

from screens.widgets.line_list import LineList
from screens.widgets.lines import fit_content


class TextLines(LineList):
    """Lines that were made before."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Content] = []

    def show(self, made: list[Content]) -> None:
        self._lines = made
        self.tell([str(place) for place in range(len(made))])

    @property
    def place(self) -> int | None:
        return int(self.picked) if self.picked is not None else None

    def line(self, place: int, width: int) -> Content:
        return fit_content(self._lines[place], width)
