"""Scrollbars that end on whole cells, where the signs of a part of a cell may be drawn two cells wide."""

from __future__ import annotations

from typing import ClassVar

from textual.scrollbar import ScrollBar, ScrollBarRender


class WholeCells(ScrollBarRender):
    """Drawn with nothing but coloured spaces."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "] * 8
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "] * 8


def draw_bars(ascii: bool) -> None:
    """Bars of whole cells from now on, or the usual ones; set once, at start."""
    ScrollBar.renderer = WholeCells if ascii else ScrollBarRender
