"""Badges as PDF: the fonts' own letters inside, text that can be searched, the code drawn as shapes."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from data.words import _
from data.writers.badges.badge import Badge, Box, Code, Words
from data.writers.badges.face import QUIET, face
from data.writers.badges.scripts import needs_shaping
from data.writers.badges.sheets import Sheet
from data.writers.fonts import Stack
from data.writers.qr import bars, modules

if TYPE_CHECKING:
    from fpdf import FPDF

_POINT = 72 / 25.4


def pdf(badges: Sequence[Badge], paper: Sheet, fonts: Stack) -> bytes:
    """The sheets. Every sign must be in `fonts`."""
    from fpdf import FPDF

    # It warns of tables that it leaves out of the fonts it embeds.
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    document = FPDF(unit="mm", format=(paper.width, paper.height))
    document.set_auto_page_break(False)
    document.set_margin(0)
    document.c_margin = 0
    document.set_title(_("Badges"))
    for n, pair in enumerate(fonts.pairs):
        for style, one in (("", pair.plain), ("B", pair.bold)):
            document.add_font(f"f{n}", style, str(one.path), collection_font_number=one.number)
    pen = _Pen(document, fonts)
    for page in paper.pages(badges):
        document.add_page()
        pen.cuts(paper)
        for (x, y), badge in zip(paper.places, page, strict=False):
            pen.draw(badge, paper, x, y)
    return bytes(document.output())


class _Pen:
    def __init__(self, document: FPDF, fonts: Stack) -> None:
        self._pdf, self._fonts = document, fonts

    def cuts(self, paper: Sheet) -> None:
        self._pdf.set_draw_color(0)
        self._pdf.set_line_width(0.1)
        for x1, y1, x2, y2 in paper.cuts():
            self._pdf.line(x1, y1, x2, y2)

    def draw(self, badge: Badge, paper: Sheet, x: float, y: float) -> None:
        for op in face(badge, paper, self._fonts):
            match op:
                case Box():
                    self._box(op, x, y)
                case Words():
                    self._words(op, x + op.x, y + op.y)
                case Code():
                    self._code(op, x + op.x, y + op.y)

    def _box(self, op: Box, x: float, y: float) -> None:
        if op.line:
            self._pdf.set_line_width(op.line)
            self._pdf.set_draw_color(op.colour)
        else:
            self._pdf.set_fill_color(op.colour)
        self._pdf.rect(x + op.x, y + op.y, op.width, op.height, style="D" if op.line else "F")

    def _words(self, op: Words, x: float, y: float) -> None:
        self._pdf.set_text_color(op.colour)
        if needs_shaping(op.text):
            self._shaped(op, x, y)
            return
        if op.anchor == "middle":
            x -= self._fonts.width(op.text, op.bold) * op.size / 2
        for n, run in self._fonts.runs(op.text):
            self._pdf.set_font(f"f{n}", "B" if op.bold else "", op.size * _POINT)
            self._pdf.text(x, y, run)
            x += self._fonts.width(run, op.bold) * op.size

    def _shaped(self, op: Words, x: float, y: float) -> None:
        """Letters that join, and words from the right: fpdf2 sets those in a cell only."""
        self._pdf.set_text_shaping(True)
        self._pdf.set_fallback_fonts([f"f{n}" for n in range(1, len(self._fonts.pairs))], exact_match=False)
        self._pdf.set_font("f0", "B" if op.bold else "", op.size * _POINT)
        left = x - op.room / 2 if op.anchor == "middle" else x
        # A cell puts the baseline at half its height and three tenths of the size.
        self._pdf.set_xy(left, y - 0.8 * op.size)
        self._pdf.cell(op.room, op.size, op.text, align="C" if op.anchor == "middle" else "L")
        self._pdf.set_text_shaping(False)
        self._pdf.set_fallback_fonts([])

    def _code(self, op: Code, x: float, y: float) -> None:
        """As one shape written by hand: through `rect` a hundred and fifty bars a badge take most of the time."""
        unit = op.side / (len(modules(op.text)) + 2 * QUIET)
        left, top = (x + QUIET * unit) * _POINT, (self._pdf.h - y - QUIET * unit) * _POINT
        shape = " ".join([f"{column} {row} {length} 1 re" for column, row, length in bars(op.text)])
        unit *= _POINT
        self._pdf._out(f"q 0 g {unit:.5f} 0 0 {-unit:.5f} {left:.4f} {top:.4f} cm {shape} f Q")
