"""Running orders side by side: how it stands, and each way it could go, with the new times of every item to come."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo
from time import monotonic

from msgspec import Struct
from rich.cells import cell_len
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from data.words import _
from screens.widgets.lines import DIM, clock, fit_content, ruled, signed, span, stacked
from screens.widgets.plain import shown, two_scripts

PAUSE = 0.3
"""Seconds in which Enter is no answer, after the ways were shown and after they became others."""
WIDE = 120
NUMBER = 6


class Cell(Struct, frozen=True):
    """An item's times in one column; without a start it is left out. `by` is how much longer it is than it stands."""

    start: datetime | None = None
    length: float = 0
    by: float = 0


class Column(Struct, frozen=True):
    """One way: its name, whether it does what is wanted, when all is over, and the time to spare."""

    name: str
    verdict: str = ""
    good: bool = True
    ends: datetime | None = None
    spare: float | None = None
    cells: Mapping[str, Cell] = {}


class Row(Struct, frozen=True):
    """An item to come."""

    item: str
    title: str
    title_alt: str = ""


class SideView(Struct, frozen=True):
    """What stands side by side: `columns[0]` is how it stands, the others can be picked; `out` is the hard out, `foot`
    what the keys do."""

    title: str
    out: datetime | None
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    foot: str


class SideBySide(Widget, can_focus=True):
    """Draws what it is told and says which way was chosen. It takes the arrows, the figures, Enter and Esc only: every
    other key is the room's, and GO first of all."""

    DEFAULT_CSS = """
    SideBySide { height: 1fr; min-height: 6; text-wrap: nowrap; }
    """
    BINDINGS = [
        *(Binding(str(n), f"pick({n})", "") for n in range(1, 10)),
        Binding("left", "turn(-1)", ""),
        Binding("right", "turn(1)", ""),
        Binding("up", "scroll_rows(-1)", ""),
        Binding("down", "scroll_rows(1)", ""),
        Binding("enter", "choose", ""),
        Binding("escape", "leave", ""),
    ]

    class Chosen(Message):
        """Enter, on the way with this number (from 1)."""

        def __init__(self, way: int) -> None:
            super().__init__()
            self.way = way

    class Left(Message):
        """Esc."""

    def __init__(self, zone: tzinfo) -> None:
        super().__init__()
        self.zone = zone
        self.view: SideView | None = None
        self.picked = 1
        self._top = 0
        self._since = 0.0

    # -- to use -------------------------------------------------------------------------------------------------------
    def open(self, view: SideView) -> None:
        """Shows it anew, with the first way picked."""
        self.picked, self._top = 1, 0
        self.wait()
        self.show(view)

    def show(self, view: SideView) -> None:
        self.view = view
        self.picked = max(1, min(self.picked, len(view.columns) - 1))
        self.refresh()

    def wait(self) -> None:
        """What stands here has become something else: an Enter on its way was meant for what stood before."""
        self._since = monotonic()

    # -- keys ---------------------------------------------------------------------------------------------------------
    def action_pick(self, way: int) -> None:
        if self.view is not None and way < len(self.view.columns):
            self.picked = way
            self.refresh()

    def action_turn(self, by: int) -> None:
        if self.view is not None:
            self.action_pick(max(1, min(self.picked + by, len(self.view.columns) - 1)))

    def action_scroll_rows(self, by: int) -> None:
        if self.view is not None:
            self._top = max(0, min(self._top + by, len(self.view.rows) - self._room(self.view)))
            self.refresh()

    def action_choose(self) -> None:
        if monotonic() - self._since >= PAUSE:
            self.post_message(self.Chosen(self.picked))

    def action_leave(self) -> None:
        self.post_message(self.Left())

    # -- drawing ------------------------------------------------------------------------------------------------------
    def _room(self, view: SideView) -> int:
        """How many items have a line."""
        return max(1, self.size.height - 2 - len(_head(view, self.zone, 80, 0)))

    def render(self) -> Content:
        if self.view is None:
            return Content("")
        view, width = self.view, self.size.width
        room = self._room(view)
        top = max(0, min(self._top, len(view.rows) - room))
        right = ""
        if len(view.rows) > room:
            right = _("items {a} to {b} of {n}, Up Down").format(a=top + 1, b=top + room, n=len(view.rows))
        lines = [ruled(Content(shown(view.title)), Content(right), width, "-")]
        lines += _head(view, self.zone, width, self.picked)
        lines += [_row(view, row, self.zone, width, self.picked) for row in view.rows[top : top + room]]
        lines += [Content("")] * (self.size.height - 1 - len(lines))
        lines.append(fit_content(Content.styled(f" {shown(view.foot)}", "bold"), width))
        return stacked(lines)


def _cell_width(view: SideView, width: int) -> int:
    most = 26 if width >= WIDE else 14
    return min(most, (width - 24) // max(1, len(view.columns)))


def _line(view: SideView, width: int, left: Content, cells: list[Content], picked: int) -> Content:
    """A line of the table; what is picked stands out over its whole height."""
    each = _cell_width(view, width)
    parts = [fit_content(left, width - each * len(cells))]
    for place, cell in enumerate(cells):
        padded = fit_content(Content.assemble(" ", cell), each)
        parts.append(padded.stylize("on $primary 25%") if place == picked and place else padded)
    return Content.assemble(*parts)


def _head(view: SideView, zone: tzinfo, width: int, picked: int) -> list[Content]:
    """The names, what each way comes to, when all is over and what is spare."""
    names, verdicts, ends = [], [], []
    for place, column in enumerate(view.columns):
        name = shown(column.name)
        if place:
            name = f"[{place} {name}]" if place == picked else f" {place} {name}"
        names.append(Content.styled(name, "bold"))
        verdicts.append(Content.styled(shown(column.verdict), "bold $tone-in" if column.good else "bold $tone-over"))
        spare = "" if column.spare is None else signed(column.spare)
        tone = "" if column.spare is None or column.spare >= 0 else "$tone-over"
        at = clock(column.ends, zone, seconds=_cell_width(view, width) >= 22)
        ends.append(Content.assemble(at, "  ", (spare, tone)))
    out = _("ends, spare to {time}").format(time=clock(view.out, zone)) if view.out is not None else _("ends")
    lines = [_line(view, width, Content(""), names, picked)]
    if any(column.verdict for column in view.columns):
        lines.append(_line(view, width, Content(""), verdicts, picked))
    return [*lines, _line(view, width, Content.styled(f" {out}", DIM), ends, picked)]


def _row(view: SideView, row: Row, zone: tzinfo, width: int, picked: int) -> Content:
    cells = [_cell(view, column.cells.get(row.item, Cell()), zone, width, place)
             for place, column in enumerate(view.columns)]  # fmt: skip
    number = shown(row.item, min(NUMBER, max(cell_len(each.item) for each in view.rows)))
    return _line(view, width, Content(f" {number} {two_scripts(row.title, row.title_alt)}"), cells, picked)


def _cell(view: SideView, cell: Cell, zone: tzinfo, width: int, place: int) -> Content:
    """`15:32 *12:30`: the sign says that the length is another; where there is room, by how much."""
    if cell.start is None:
        return Content.styled(_("left out"), "bold $tone-warning")
    wide = _cell_width(view, width) >= 22
    changed = bool(round(cell.by))
    at = clock(cell.start, zone, seconds=wide)
    length = ("*" if changed else " ") + span(round(cell.length))
    by = f" {signed(cell.by)}" if wide and changed else ""
    tone = "bold $tone-warning" if changed else "" if place else DIM
    return Content.assemble((at, "" if place else DIM), (length.rjust(8 if wide else 0), tone), (by, tone))
