"""Pages as PDF on A4, upright or lying: headed tables that go on from sheet to sheet, boxes to tick drawn as boxes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING
from unicodedata import combining

from data.clean import harmless
from data.words import _
from data.writers.badges.scripts import needs_shaping
from data.writers.fonts import FontError, Stack, stack
from data.writers.pages import BOX, TICKED, Cell, Page, Section, Table, number_columns, told

if TYPE_CHECKING:
    from fpdf import FPDF

WIDTH, HEIGHT, MARGIN, FOOT = 210.0, 297.0, 12.0, 14.0
LINE = 1.32
"""Height of a line in parts of its type's size."""
POINT = 25.4 / 72
PAD = 1.2
TITLE, HEADING, WORDS, SMALL, NUMBER = 15.0, 12.0, 9.5, 8.5, 8.0
"""Sizes of type in points, the table's is SMALL; widths and pads are millimetres."""
HEAD = 7.0
"""What the line at the head of a sheet takes."""
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
    texts = [page.title, *page.lines, page.sheet.head, page.sheet.foot, "0123456789/ –…", _hollow_words()]
    for section in page.sections:
        texts += [section.title, *section.lines]
        if section.table is not None:
            texts += [
                *section.table.columns,
                *(line for row in section.table.rows for cell in row for line in _shown(cell)),
            ]
    return {sign for text in texts for sign in harmless(text)} - {BOX, TICKED}


def _hollow_words() -> str:
    return _("A hollow box stands for a sign that no font of this machine has; the same list as .html has them all.")


def _shown(cell: Cell) -> list[str]:
    return [harmless(line) for line in told(cell)]


class _Sheets:
    """The sheets as they fill; `y` is where the next line begins, in millimetres from the top."""

    def __init__(self, page: Page, fonts: Stack) -> None:
        from fpdf import FPDF

        self.page, self.fonts = page, fonts
        lying, self.type = page.sheet.lying, page.sheet.type
        self.width, self.height = (HEIGHT, WIDTH) if lying else (WIDTH, HEIGHT)
        self.small = SMALL * self.type
        self.top = MARGIN + HEAD if page.sheet.head or any(section.new_sheet for section in page.sections) else MARGIN
        self.pdf: FPDF = FPDF(orientation="landscape" if lying else "portrait", unit="mm", format="A4")
        self.pdf.set_auto_page_break(False)
        self.pdf.set_title(page.title)
        self.pdf.set_creator("Callboard")
        for n, pair in enumerate(fonts.pairs):
            for bold, face in ((False, pair.plain), (True, pair.bold)):
                self.pdf.add_font(_family(n, bold), fname=face.path, collection_font_number=face.number)
        self.y = MARGIN
        self.headings: list[str] = []

    def written(self) -> bytes:
        first = self.page.sections[0] if self.page.sections else None
        self._sheet(first.title if first is not None and first.new_sheet else "")
        self._wrapped(self.page.title, TITLE, bold=True)
        for line in (*self.page.lines, *([_hollow_words()] if self.fonts.missing else [])):
            self._wrapped(line, WORDS)
        for section in self.page.sections:
            self._section(section, begun=section is first)
        for number, heading in enumerate(self.headings, 1):
            self.pdf.page = number
            self._edges(number, heading)
        return bytes(self.pdf.output())

    def _edges(self, number: int, heading: str) -> None:
        """What stands at the head and the foot of a sheet, once it is known how many there are."""
        sheet, wide = self.page.sheet, self.width - 2 * MARGIN
        # fpdf2 says a font only where it differs from the last one said, which stands on another sheet.
        self.pdf.set_font(_family(0, False), size=1)
        for text, x, base, right in (
            (sheet.head, MARGIN, MARGIN, 0.0),
            (heading, MARGIN, MARGIN, wide),
            (sheet.foot, MARGIN, self.height - 8, 0.0),
            (f"{number} / {len(self.headings)}", MARGIN, self.height - 8, wide),
        ):
            fitting = next(iter(self._lines(harmless(text), wide * 0.6 / (NUMBER * POINT), bold=False)), "")
            self._text(fitting, x, base, NUMBER, right=right)

    def _sheet(self, heading: str | None = None) -> None:
        """The next sheet, of the same part as the one before unless it is said."""
        self.pdf.add_page()
        self.headings.append(self.headings[-1] if heading is None and self.headings else heading or "")
        self.y = self.top

    def _section(self, section: Section, *, begun: bool) -> None:
        self.y += 4
        if section.new_sheet and not begun:
            self._sheet(section.title)
        elif self.y > self.height - FOOT - 25:
            self._sheet()
        self._wrapped(section.title, HEADING, bold=True)
        for line in section.lines:
            self._wrapped(line, WORDS)
        if section.table is not None:
            self._table(section.table)

    # -- tables -------------------------------------------------------------------------------------------------------
    def _table(self, table: Table) -> None:
        rows = [[_shown(cell) for cell in row] for row in table.rows]
        widths = self._widths(table, rows)
        right = number_columns(table)
        self._head(table.columns, widths, right)
        # A row stands on one sheet, under the head of its table.
        room = self.height - FOOT - self.top - 4 * self.small * POINT * LINE
        most = min(table.most_lines, int(room / (self.small * POINT * LINE)))
        for row in rows:
            cells = [self._broken(lines, width, most) for lines, width in zip(row, widths, strict=True)]
            height = max(len(lines) for lines in cells) * self.small * POINT * LINE + PAD
            if self.y + height > self.height - FOOT:
                self._sheet()
                self._head(table.columns, widths, right)
            self._row(cells, widths, right, height)

    def _head(self, columns: Sequence[str], widths: Sequence[float], right: Sequence[bool]) -> None:
        cells = [self._broken([text], width, 3, bold=True) for text, width in zip(columns, widths, strict=True)]
        height = max(len(lines) for lines in cells) * self.small * POINT * LINE + PAD
        self._row(cells, widths, right, height, bold=True)
        self.pdf.set_line_width(0.4)
        self.pdf.line(MARGIN, self.y - 0.2, self.width - MARGIN, self.y - 0.2)

    def _row(
        self,
        cells: Sequence[Sequence[str]],
        widths: Sequence[float],
        right: Sequence[bool],
        height: float,
        *,
        bold: bool = False,
    ) -> None:
        x, step = MARGIN, self.small * POINT * LINE
        for lines, width, to_the_right in zip(cells, widths, right, strict=True):
            for n, line in enumerate(lines):
                base = self.y + PAD / 2 + n * step + self.small * POINT * 0.95
                if line in (BOX, TICKED):
                    self._box(x + PAD / 2, base - 2.9, ticked=line == TICKED)
                else:
                    room = width - PAD if to_the_right else 0.0
                    self._text(line, x + PAD / 2, base, self.small, bold=bold, right=room)
            x += width
        self.y += height
        self.pdf.set_line_width(0.1)
        self.pdf.line(MARGIN, self.y, self.width - MARGIN, self.y)

    def _box(self, x: float, y: float, *, ticked: bool) -> None:
        self.pdf.set_line_width(0.3)
        self.pdf.rect(x, y, 3.4, 3.4)
        if ticked:
            self.pdf.line(x + 0.6, y + 1.8, x + 1.4, y + 2.8)
            self.pdf.line(x + 1.4, y + 2.8, x + 3.0, y + 0.5)

    def _widths(self, table: Table, rows: Sequence[Sequence[Sequence[str]]]) -> list[float]:
        """What each column needs for most of its rows; where the sheet is too narrow, the widest give first."""
        sample = rows[:: max(1, len(rows) // SAMPLE)]
        needs: list[float] = []
        for n, head in enumerate(table.columns):
            wide = sorted(max(self._wide(line) for line in row[n]) for row in sample)
            most = wide[ceil(0.95 * len(wide)) - 1] if wide else 0.0
            needs.append(max(self._wide(head, bold=True), most, BY_HAND * (n in table.by_hand)) + 2 * PAD)
        room = self.width - 2 * MARGIN
        level = max(needs, default=0.0)
        while sum(min(need, level) for need in needs) > room:
            level -= 0.5
        widths = [min(need, level) for need in needs]
        # What is left over goes to the last column, where notes are written by hand; a number stays beside its row.
        if not number_columns(table)[-1]:
            widths[-1] += room - sum(widths)
        return widths

    def _wide(self, text: str, *, bold: bool = False) -> float:
        if text in (BOX, TICKED):
            return 4.0
        hollow = sum(sign in self.fonts.missing and not combining(sign) for sign in text)
        return (self.fonts.width(text, bold) + HOLLOW * hollow) * self.small * POINT

    def _broken(self, texts: Sequence[str], width: float, most: int, *, bold: bool = False) -> list[str]:
        """The lines broken into ones that fit, between words where it can be; more than `most` end in …"""
        room = (width - PAD) / (self.small * POINT)
        lines = [line for text in texts for line in self._lines(text, room, bold)]
        return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1][:-1] + "…"]

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
        size *= self.type
        for line in self._lines(harmless(text), (self.width - 2 * MARGIN) / (size * POINT), bold):
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
