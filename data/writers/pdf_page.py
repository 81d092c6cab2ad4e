"""Pages as PDF on A4: headed tables that go on from sheet to sheet, boxes to tick drawn as boxes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING
from unicodedata import combining

from data.clean import harmless
from data.words import _
from data.writers.badges.scripts import needs_shaping
from data.writers.fonts import FontError, Stack, stack
from data.writers.pages import BOX, TICKED, Cell, Page, Section, Table, number_columns

if TYPE_CHECKING:
    from fpdf import FPDF

WIDTH, HEIGHT, MARGIN, FOOT = 210.0, 297.0, 12.0, 14.0
LINE = 1.32
"""Height of a line in parts of its type's size."""
POINT = 25.4 / 72
PAD = 1.2
SMALL = 8.5
"""The size of a table's type, in points; widths and pads are millimetres."""
MOST_LINES = 4
SAMPLE = 500
"""How many rows are measured to set the columns."""
BY_HAND = 16.0
HOLLOW = 0.6
"""The width of a sign that no font has, in parts of its type's size."""


def as_pdf(page: Page) -> bytes:
    """The page as PDF, with fonts of this machine. Signs that none of them has stand as a hollow box, and the page says
    so: one name must not keep a list of all others from the printer. Raises FontError where there is no font."""
    fonts = stack(_signs(page))
    if not fonts.pairs or " " in fonts.missing:
        raise FontError(_("there is no font on this machine; install one, such as Noto Sans, or write .html instead"))
    return _Sheets(page, fonts).written()


def without_font(page: Page) -> tuple[str, ...]:
    """The signs of the page that no font of this machine has."""
    return tuple(sorted(stack(_signs(page)).missing))


def _signs(page: Page) -> set[str]:
    texts = [page.title, *page.lines, "0123456789/ –", _hollow_words()]
    for section in page.sections:
        texts += [section.title, *section.lines]
        if section.table is not None:
            texts += [*section.table.columns, *(_shown(cell) for row in section.table.rows for cell in row)]
    return {sign for text in texts for sign in harmless(text)} - {BOX, TICKED}


def _hollow_words() -> str:
    return _("A hollow box stands for a sign that no font of this machine has; the same list as .html has them all.")


def _shown(cell: Cell) -> str:
    if cell is None:
        return "–"
    return harmless(cell) if isinstance(cell, str) else str(cell)


class _Sheets:
    """The sheets as they fill; `y` is where the next line begins, in millimetres from the top."""

    def __init__(self, page: Page, fonts: Stack) -> None:
        from fpdf import FPDF

        self.page, self.fonts = page, fonts
        self.pdf: FPDF = FPDF(unit="mm", format="A4")
        self.pdf.set_auto_page_break(False)
        self.pdf.set_title(page.title)
        self.pdf.set_creator("Callboard")
        for n, pair in enumerate(fonts.pairs):
            for bold, face in ((False, pair.plain), (True, pair.bold)):
                self.pdf.add_font(_family(n, bold), fname=face.path, collection_font_number=face.number)
        self.y = MARGIN
        self.sheets = 0

    def written(self) -> bytes:
        self._sheet()
        self._wrapped(self.page.title, 15, bold=True)
        for line in (*self.page.lines, *([_hollow_words()] if self.fonts.missing else [])):
            self._wrapped(line, 9.5)
        for section in self.page.sections:
            self._section(section)
        self.pdf.set_font(_family(0, False), size=8)
        for number in range(1, self.sheets + 1):
            self.pdf.page = number
            self._text(f"{number} / {self.sheets}", WIDTH - MARGIN - 20, HEIGHT - 8, 8, right=20)
        return bytes(self.pdf.output())

    def _sheet(self) -> None:
        self.pdf.add_page()
        self.sheets += 1
        self.y = MARGIN

    def _section(self, section: Section) -> None:
        self.y += 4
        if self.y > HEIGHT - FOOT - 25:
            self._sheet()
        self._wrapped(section.title, 12, bold=True)
        for line in section.lines:
            self._wrapped(line, 9.5)
        if section.table is not None:
            self._table(section.table)

    # -- tables -------------------------------------------------------------------------------------------------------
    def _table(self, table: Table) -> None:
        rows = [[_shown(cell) for cell in row] for row in table.rows]
        widths = self._widths(table, rows)
        right = number_columns(table)
        self._head(table.columns, widths, right)
        for row in rows:
            cells = [self._broken(text, width) for text, width in zip(row, widths, strict=True)]
            height = max(len(lines) for lines in cells) * SMALL * POINT * LINE + PAD
            if self.y + height > HEIGHT - FOOT:
                self._sheet()
                self._head(table.columns, widths, right)
            self._row(cells, widths, right, height)

    def _head(self, columns: Sequence[str], widths: Sequence[float], right: Sequence[bool]) -> None:
        cells = [self._broken(text, width, bold=True) for text, width in zip(columns, widths, strict=True)]
        height = max(len(lines) for lines in cells) * SMALL * POINT * LINE + PAD
        self._row(cells, widths, right, height, bold=True)
        self.pdf.set_line_width(0.4)
        self.pdf.line(MARGIN, self.y - 0.2, WIDTH - MARGIN, self.y - 0.2)

    def _row(
        self,
        cells: Sequence[Sequence[str]],
        widths: Sequence[float],
        right: Sequence[bool],
        height: float,
        *,
        bold: bool = False,
    ) -> None:
        x, step = MARGIN, SMALL * POINT * LINE
        for lines, width, to_the_right in zip(cells, widths, right, strict=True):
            for n, line in enumerate(lines):
                base = self.y + PAD / 2 + n * step + SMALL * POINT * 0.95
                if line in (BOX, TICKED):
                    self._box(x + PAD / 2, base - 2.9, ticked=line == TICKED)
                else:
                    room = width - PAD if to_the_right else 0.0
                    self._text(line, x + PAD / 2, base, SMALL, bold=bold, right=room)
            x += width
        self.y += height
        self.pdf.set_line_width(0.1)
        self.pdf.line(MARGIN, self.y, WIDTH - MARGIN, self.y)

    def _box(self, x: float, y: float, *, ticked: bool) -> None:
        self.pdf.set_line_width(0.3)
        self.pdf.rect(x, y, 3.4, 3.4)
        if ticked:
            self.pdf.line(x + 0.6, y + 1.8, x + 1.4, y + 2.8)
            self.pdf.line(x + 1.4, y + 2.8, x + 3.0, y + 0.5)

    def _widths(self, table: Table, rows: Sequence[Sequence[str]]) -> list[float]:
        """What each column needs for most of its rows; where the sheet is too narrow, the widest give first."""
        sample = rows[:: max(1, len(rows) // SAMPLE)]
        needs: list[float] = []
        for n, head in enumerate(table.columns):
            wide = sorted(self._wide(row[n]) for row in sample)
            most = wide[int(0.95 * (len(wide) - 1))] if wide else 0.0
            needs.append(max(self._wide(head, bold=True), most, BY_HAND * (n in table.by_hand)) + 2 * PAD)
        room = WIDTH - 2 * MARGIN
        level = max(needs, default=0.0)
        while sum(min(need, level) for need in needs) > room:
            level -= 0.5
        widths = [min(need, level) for need in needs]
        # What is left over goes to the last column, where notes are written by hand.
        widths[-1] += room - sum(widths)
        return widths

    def _wide(self, text: str, *, bold: bool = False) -> float:
        if text in (BOX, TICKED):
            return 4.0
        hollow = sum(sign in self.fonts.missing and not combining(sign) for sign in text)
        return (self.fonts.width(text, bold) + HOLLOW * hollow) * SMALL * POINT

    def _broken(self, text: str, width: float, *, bold: bool = False) -> list[str]:
        """The text in lines that fit, broken between words where it can be; what is longer than four lines ends in …"""
        room = (width - PAD) / (SMALL * POINT)
        lines = list(self._lines(text, room, bold))
        return lines if len(lines) <= MOST_LINES else [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1][:-1] + "…"]

    def _lines(self, text: str, room: float, bold: bool) -> Iterable[str]:
        line, wide, space = "", 0.0, 0
        for sign in text:
            step = HOLLOW if sign in self.fonts.missing else self.fonts.width(sign, bold)
            if line and wide + step > room:
                at = space or len(line)
                yield line[:at].rstrip()
                line = line[at:].lstrip()
                wide, space = self.fonts.width(line, bold), 0
            line, wide = line + sign, wide + step
            if sign in " -/":
                space = len(line)
        yield line

    # -- text ---------------------------------------------------------------------------------------------------------
    def _wrapped(self, text: str, size: float, *, bold: bool = False) -> None:
        for line in self._lines(harmless(text), (WIDTH - 2 * MARGIN) / (size * POINT), bold):
            self._text(line, MARGIN, self.y + size * POINT, size, bold=bold)
            self.y += size * POINT * LINE

    def _text(self, text: str, x: float, base: float, size: float, *, bold: bool = False, right: float = 0.0) -> None:
        """Text from `x` on its base line; with `right` it ends that far from `x`."""
        if right:
            x += max(0.0, right - self.fonts.width(text, bold) * size * POINT)
        if self.fonts.missing.intersection(text):
            self._with_hollows(text, x, base, size, bold)
        elif needs_shaping(text):
            self._shaped(text, x, base, size, bold)
        else:
            self._set(text, x, base, size, bold)

    def _set(self, text: str, x: float, base: float, size: float, bold: bool) -> float:
        """Text letter by letter; where it ends."""
        for n, run in self.fonts.runs(text):
            self.pdf.set_font(_family(n, bold), size=size)
            self.pdf.text(x, base, run)
            x += self.fonts.width(run, bold) * size * POINT
        return x

    def _shaped(self, text: str, x: float, base: float, size: float, bold: bool) -> None:
        """Letters that join, and words from the right: fpdf2 sets those in a cell only, the base line at half its
        height and three tenths of the size."""
        high = size * POINT
        self.pdf.set_text_shaping(True)
        others = [_family(n, bold) for n in range(1, len(self.fonts.pairs))]
        self.pdf.set_fallback_fonts(others, exact_match=False)
        self.pdf.set_font(_family(0, bold), size=size)
        self.pdf.set_xy(x - self.pdf.c_margin, base - 0.8 * high)
        self.pdf.cell(self.fonts.width(text, bold) * high + 2 * self.pdf.c_margin, high, text)
        self.pdf.set_text_shaping(False)
        self.pdf.set_fallback_fonts([])

    def _with_hollows(self, text: str, x: float, base: float, size: float, bold: bool) -> None:
        high = size * POINT
        for missing, signs in groupby(text, self.fonts.missing.__contains__):
            part = "".join(signs)
            if not missing:
                x = self._set(part, x, base, size, bold)
                continue
            self.pdf.set_line_width(0.15)
            for sign in part:
                if not combining(sign):
                    self.pdf.rect(x + 0.06 * high, base - 0.62 * high, HOLLOW * 0.8 * high, 0.62 * high)
                    x += HOLLOW * high


def _family(n: int, bold: bool) -> str:
    return f"f{n}{'b' if bold else ''}"
