"""The log as a list: problems above, then every line newest first; only what is in view is ever asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, tzinfo
from typing import Protocol

from rich.cells import cell_len
from textual.content import Content
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from console.logbook import LogLine
from data.words import _
from screens.widgets.lines import DIM, drawn, fit_content, ruled
from screens.widgets.plain import fit, shown

WIDE = 110


class Listed(Protocol):
    """The lines under the problems; `line` is None where one can't be had."""

    def __len__(self) -> int: ...

    def line(self, place: int) -> LogLine | None: ...

    def place_of(self, n: int) -> int | None: ...


def log_line(line: LogLine, width: int, zone: tzinfo, day: date | None) -> Content:
    """One fact, exactly `width` cells: when, a sign where it is a problem, what, by whom."""
    at = line.at.astimezone(zone)
    when = f"{at:%H:%M:%S}" if day is None or at.date() == day else f"{at:%m-%d}   "
    tone = DIM if not line.standing else "$tone-over" if line.problem else ""
    tags = [_("rehearsal")] if line.mode != "live" else []
    tags += [_mark(mark) for mark in line.marks]
    text = shown(line.text)
    if tags:
        text = f"{text}  [{', '.join(tags)}]"
    if not line.standing:
        text = _("{text} (taken back)").format(text=text)
    sign = "!!" if line.problem and line.standing else "  "
    who = shown(line.operator, 12 if width >= WIDE else 9)
    tail = f" {who}"
    if width >= WIDE:
        tail = f" {shown(line.title, 24)} {who} {shown(line.fact, 14)}"
    head = f" {when}  {sign} "
    room = max(4, width - cell_len(head) - cell_len(tail) - 1)
    return fit_content(
        Content.assemble(
            (f" {when} ", DIM),
            (f" {sign} ", "bold $tone-over" if sign.strip() else ""),
            (shown(text, room), tone),
            (tail, DIM),
        ),
        width,
    )


def _mark(mark: str) -> str:
    return {"double": _("in twice"), "no_entry": _("no entry before"), "over_capacity": _("over capacity")}.get(
        mark, mark
    )


class LogList(ScrollView, can_focus=True, inherit_bindings=False):
    """Problems, a rule, then the lines. The picked line stays picked, and in its place, when more is written."""

    COMPONENT_CLASSES = {"log--picked"}
    # The room's own keys move the pick; a scroll view's would only move the window.
    BINDINGS = [("pageup", "page(-1)", ""), ("pagedown", "page(1)", "")]

    class EndNear(Message):
        """The end of what was looked for so far is in view."""

    class Opened(Message):
        """A line was picked with the mouse."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.problems: tuple[LogLine, ...] = ()
        self.lines: Listed | None = None
        self.zone: tzinfo | None = None
        self.day: date | None = None
        self.rule = ""
        self.row = 0
        self.end = ""

    def show(
        self, problems: Sequence[LogLine], lines: Listed, zone: tzinfo, day: date | None, rule: str, end: str
    ) -> None:
        """Draw these. `rule` heads the lines, `end` stands under the last of them."""
        picked = self.picked
        in_lines = self.row >= self.first
        offset = self.row - self.scroll_offset.y
        self.problems, self.lines, self.zone, self.day = tuple(problems), lines, zone, day
        self.rule, self.end = rule, end
        self.virtual_size = Size(self.size.width, self.rows)
        row = self._row_of(picked, in_lines) if picked is not None else None
        self.row = min(self.rows - 1, self.first if row is None else row)
        if row is not None and row != offset + self.scroll_offset.y:
            self.scroll_to(y=max(0, row - offset), animate=False, force=True)
        self._look_ahead()
        self.refresh()

    # -- rows ---------------------------------------------------------------------------------------------------------
    @property
    def first(self) -> int:
        """The row of the newest line: under the problems and the rules."""
        return len(self.problems) + 2 if self.problems else 1

    @property
    def rows(self) -> int:
        return self.first + max(1, len(self.lines or ())) + bool(self.end)

    @property
    def picked(self) -> LogLine | None:
        return self.line_at(self.row)

    def line_at(self, row: int) -> LogLine | None:
        if row >= self.first:
            return self.lines.line(row - self.first) if self.lines is not None else None
        return self.problems[row - 1] if 1 <= row <= len(self.problems) else None

    def _row_of(self, line: LogLine, in_lines: bool) -> int | None:
        if not in_lines:
            return next((row for row, each in enumerate(self.problems, 1) if each.n == line.n), None)
        place = self.lines.place_of(line.n) if self.lines is not None else None
        return None if place is None else self.first + place

    # -- moving -------------------------------------------------------------------------------------------------------
    def step(self, by: int) -> None:
        """Picks the line so many further on; rules are passed over."""
        row = self.row + by
        if self.line_at(row) is None and 0 <= row < self.rows:
            row += 1 if by > 0 else -1
        self.pick(row)

    def pick(self, row: int) -> None:
        row = max(0, min(self.rows - 1, row))
        if self.line_at(row) is None:
            row = 1 if self.problems and row < self.first else max(self.first, self.first + len(self.lines or ()) - 1)
            row = row if self.line_at(row) is not None else self.row
        self.row = row
        top = 0 if row <= 1 or row == self.first else row
        self.scroll_to_region(Region(0, top, 1, row - top + 1), animate=False, force=True)
        self._look_ahead()
        self.refresh()

    def action_page(self, by: int) -> None:
        self.pick(self.row + by * max(1, self.size.height - 1))

    def newest(self) -> None:
        self.pick(self.first)

    def _look_ahead(self) -> None:
        if self.end and self.scroll_offset.y + 2 * self.size.height >= self.rows:
            self.post_message(self.EndNear())

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._look_ahead()

    def on_resize(self) -> None:
        self.virtual_size = Size(self.size.width, self.rows)
        self.scroll_to_region(Region(0, self.row, 1, 1), animate=False, force=True)
        self._look_ahead()

    def on_click(self, event: Click) -> None:
        row = event.y + self.scroll_offset.y
        if self.line_at(row) is not None:
            self.pick(row)
            if event.chain == 2:
                self.post_message(self.Opened())

    # -- drawing ------------------------------------------------------------------------------------------------------
    def render_line(self, y: int) -> Strip:
        width, base = self.size.width, self.visual_style
        row = y + self.scroll_offset.y
        line = self.line_at(row)
        if line is not None and self.zone is not None:
            if row == self.row:
                base += Style.from_styles(self.get_component_styles("log--picked"))
            return drawn(self, log_line(line, width, self.zone, self.day), width, base)
        if row == 0 and self.problems:
            words = Content.styled(_("PROBLEMS, the newest"), "bold $tone-over")
            return drawn(self, ruled(words, Content(""), width, "-"), width, base)
        if row == self.first - 1:
            return drawn(self, ruled(Content.styled(self.rule, "bold"), Content(""), width, "-"), width, base)
        if row == self.rows - 1 and self.end:
            return drawn(self, Content.styled(fit(f" {shown(self.end)}", width), DIM), width, base)
        return Strip.blank(width, base.rich_style)
