"""How a badge looks: its words fitted to their places, in a wide form for sheets and a tall one for A6 and labels.

In both the name is the largest, the category is a band with its word, the delegation its colour with its word.
"""

from __future__ import annotations

from collections.abc import Iterator

from data.writers.badges.badge import Anchor, Badge, Box, Code, Op, Widths, Words
from data.writers.badges.fitting import LEADING, Fitted, fit
from data.writers.badges.livery import Livery, livery
from data.writers.badges.sheets import Sheet

INK, GREY, PAPER = "#000000", "#444444", "#ffffff"
PLAIN = Livery(PAPER, INK)
"""A delegation's colours on a printer that knows black only: its word in a frame."""
RISE = 0.86
"""From the top of a line to its baseline, in parts of the size."""
_NOTES = " · "
QUIET = 4
"""Modules of white around a code, as its standard asks."""


def face(badge: Badge, paper: Sheet, widths: Widths) -> tuple[Op, ...]:
    """Everything drawn on one badge, from its upper left corner."""
    drawing = _Drawing(paper.badge_width, paper.badge_height, widths, paper.plain)
    return tuple(drawing.wide(badge) if paper.badge_width > paper.badge_height else drawing.tall(badge))


class _Drawing:
    """Badges of one size. `plain` draws no colours but black."""

    def __init__(self, width: float, height: float, widths: Widths, plain: bool) -> None:
        self._w, self._h, self._widths, self._plain = width, height, widths, plain

    def wide(self, badge: Badge) -> Iterator[Op]:
        """Lying: the delegation's colour down the left edge, the code at the right."""
        left, right, foot, side = 7.0, self._w - 4.0, self._h - 8.0, 20.0
        room = right - side - 1.0 - left
        chip = 4.4 if badge.delegation else 0.0
        notes = _NOTES.join(badge.notes)
        if badge.delegation and not self._plain:
            yield from self._edge(livery(badge.delegation), foot)
        yield from self._one(badge.event, left, 2.4, right - left, 2.9, GREY)
        yield from self._names(badge, left, 6.2, right - left, 20.0, "start")
        top = 27.2
        under = foot - top - chip - (4.0 if notes else 0.0) - 1.2
        yield from self._work(badge, left, top, room, under, "start", 3.5)
        yield from self._one(notes, left, foot - chip - 4.6, room, 3.1, INK, bold=True)
        yield from self._chip(badge.delegation, left, foot - chip - 0.8, room, chip, "start")
        yield Code(right - side + 2, foot - side + 0.3, side, badge.code)
        yield from self._band(badge.category, foot, self._h - foot)

    def tall(self, badge: Badge) -> Iterator[Op]:
        """Standing: all in the middle, the code under the words."""
        unit = self._w / (62 if self._plain else 70)
        left, room, middle = 4.0 * unit, self._w - 8.0 * unit, self._w / 2
        foot, side, words = self._h - 9.0 * unit, 27.0 * unit, 7.4 * unit
        code = foot - side - 0.5 * unit
        notes = _NOTES.join(badge.notes)
        tag = 4.6 * unit if notes else 0.0
        chip = 7.0 * unit if badge.delegation else 0.0
        space = code - chip - tag - words
        names = space * 0.64
        yield from self._one(badge.event, middle, 2.6 * unit, room, 3.0 * unit, GREY, anchor="middle")
        yield from self._names(badge, left, words, room, names, "middle")
        top = words + names + 0.5 * unit
        yield from self._work(badge, left, top, room, space - names - unit, "middle", 4.2 * unit)
        yield from self._chip(badge.delegation, left, code - tag - chip, room, chip - unit, "middle")
        yield from self._one(notes, middle, code - tag, room, 3.6 * unit, INK, bold=True, anchor="middle")
        yield Code(middle - side / 2, code, side, badge.code)
        yield from self._band(badge.category, foot, self._h - foot)

    # -- the parts ----------------------------------------------------------------------------------------------------
    def _names(self, badge: Badge, x: float, y: float, width: float, height: float, anchor: Anchor) -> Iterator[Words]:
        """The name as the guest writes it, and under it, smaller, the same in the other script."""
        most = height * 0.55
        first = fit(badge.first, width, height * (0.66 if badge.second else 1), most, self._widths, bold=True)
        second = fit(badge.second, width, height - first.height, min(most * 0.6, first.size), self._widths)
        top = y + max(0.0, height - first.height - second.height) / 2
        yield from _set(first, x, top, width, anchor, INK, bold=True)
        yield from _set(second, x, top + first.height, width, anchor, INK)

    def _work(
        self, badge: Badge, x: float, y: float, width: float, height: float, anchor: Anchor, size: float
    ) -> Iterator[Words]:
        """What the guest does, and where."""
        share = height / 2 if badge.title and badge.organisation else height
        title = fit(badge.title, width, share, size, self._widths)
        organisation = fit(badge.organisation, width, height - title.height, size, self._widths, bold=True)
        yield from _set(title, x, y, width, anchor, INK)
        yield from _set(organisation, x, y + title.height, width, anchor, INK, bold=True)

    def _one(
        self, text: str, x: float, y: float, width: float, size: float, colour: str, *, bold: bool = False,
        anchor: Anchor = "start",
    ) -> Iterator[Words]:  # fmt: skip
        """One line, as small as it must be; none for no text."""
        if text:
            made = fit(text, width, size * LEADING, size, self._widths, bold=bold, most=1)
            yield Words(x, y + made.size * RISE, text, made.size, width, colour, bold, anchor)

    def _chip(self, word: str, x: float, y: float, width: float, height: float, anchor: Anchor) -> Iterator[Op]:
        """The delegation's word on its colour; in a frame where there is no colour."""
        if not word:
            return
        colours = PLAIN if self._plain else livery(word)
        yield Box(x, y, width, height, colours.ground)
        for stripe in range(colours.stripes):
            yield Box(x + width - 1.6 - 1.6 * stripe, y, 0.5, height, colours.ink)
        if self._plain:
            yield Box(x, y, width, height, INK, 0.4)
        made = fit(word, width - 9, height, height * 0.72, self._widths, bold=True)
        top, inside = y + (height - made.height) / 2, x + (2 if anchor == "start" else 4.5)
        yield from _set(made, inside, top, width - 9, anchor, colours.ink, bold=True)

    def _edge(self, colours: Livery, height: float) -> Iterator[Box]:
        yield Box(0, 0, 4, height, colours.ground)
        for stripe in range(colours.stripes):
            yield Box(0, 4 + 2.4 * stripe, 4, 0.9, PAPER)

    def _band(self, word: str, y: float, height: float) -> Iterator[Op]:
        """The category's word, white on a black band."""
        yield Box(0, y, self._w, height, INK)
        made = fit(word, self._w - 8, height, height * 0.6, self._widths, bold=True)
        yield from _set(made, 4, y + (height - made.height) / 2, self._w - 8, "middle", PAPER, bold=True)


def _set(
    made: Fitted, x: float, y: float, width: float, anchor: Anchor, colour: str, *, bold: bool = False
) -> Iterator[Words]:
    """The fitted lines under each other, from the top of the first."""
    at = x + width / 2 if anchor == "middle" else x
    for n, line in enumerate(made.lines):
        base = y + made.size * (LEADING * n + (LEADING - 1) / 2 + RISE)
        yield Words(at, base, line, made.size, width, colour, bold, anchor)
