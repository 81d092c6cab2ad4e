"""The papers that badges are printed on: the page, how many badges it holds and where they are cut or folded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

T = TypeVar("T")
Layout = Literal["a4", "a6", "62mm"]
LAYOUTS: tuple[Layout, ...] = ("a4", "a6", "62mm")
MARK = 4.0
"""Millimetres of a cut mark."""


class Sheet(Struct, frozen=True):
    """Sizes in millimetres. `plain` is for printers that know black only: no colour carries anything there. `copies`
    of a badge stand beside each other, to be folded; `media` is the page as CUPS calls it."""

    layout: Layout
    width: float
    height: float
    badge_width: float
    badge_height: float
    columns: int = 1
    rows: int = 1
    marks: bool = False
    copies: int = 1
    plain: bool = False
    media: str = ""

    @property
    def places(self) -> tuple[tuple[float, float], ...]:
        """The upper left corners of the badges, in the middle of the page, row by row."""
        left, top = self.left, self.top
        return tuple(
            (left + column * self.badge_width, top + row * self.badge_height)
            for row in range(self.rows)
            for column in range(self.columns)
        )

    @property
    def left(self) -> float:
        return (self.width - self.columns * self.badge_width) / 2

    @property
    def top(self) -> float:
        return (self.height - self.rows * self.badge_height) / 2

    def cuts(self) -> Iterator[tuple[float, float, float, float]]:
        """The cut marks, outside the badges; between two badges that are folded, the fold's."""
        if not self.marks:
            return
        right, bottom = self.left + self.columns * self.badge_width, self.top + self.rows * self.badge_height
        for column in range(self.columns + 1):
            x = self.left + column * self.badge_width
            yield x, max(0.0, self.top - 1 - MARK), x, max(0.0, self.top - 1)
            yield x, min(self.height, bottom + 1), x, min(self.height, bottom + 1 + MARK)
        for row in range(self.rows + 1):
            y = self.top + row * self.badge_height
            yield max(0.0, self.left - 1 - MARK), y, max(0.0, self.left - 1), y
            yield min(self.width, right + 1), y, min(self.width, right + 1 + MARK), y

    def pages(self, badges: Sequence[T]) -> Iterator[list[T]]:
        """The badges page by page, each so often as it has copies."""
        each = self.columns * self.rows // self.copies
        for at in range(0, len(badges), each):
            yield [badge for badge in badges[at : at + each] for _copy in range(self.copies)]


_SHEETS = {
    # The size of the common badge holder; margins that any office printer can keep.
    "a4": Sheet("a4", 210, 297, 90, 55, columns=2, rows=5, marks=True, media="A4"),
    "a6": Sheet("a6", 105, 148, 105, 148, media="A6"),
    # The continuous roll of label printers, cut after each.
    "62mm": Sheet("62mm", 62, 100, 62, 100, plain=True, media="Custom.62x100mm"),
}


def sheet(layout: Layout, *, fold: bool = False) -> Sheet:
    """The sheet of a layout. `fold`, for A6: the badge twice on A5, front and back."""
    made = _SHEETS[layout]
    if fold and layout == "a6":
        return replace(made, width=210, columns=2, copies=2, media="A5")
    return made


def single(layout: Layout) -> Sheet:
    """One badge of that layout as a page of its own."""
    made = _SHEETS[layout]
    return replace(made, width=made.badge_width, height=made.badge_height, columns=1, rows=1, marks=False)
