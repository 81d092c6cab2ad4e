"""One line of a room: text laid out by terminal cells, with a left part, a right part and a rule between."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo
from math import ceil

from textual.content import Content
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual
from textual.widget import Widget

from screens.widgets.plain import dots

DIM = "$tone-dim"


def fit_content(content: Content, width: int) -> Content:
    """Exactly `width` cells of styled text; the style of the last kept cell goes on to the sign of a cut."""
    over = content.cell_length - width
    if over <= 0:
        return content.pad_right(-over)
    kept = content.truncate(max(0, width - 1), pad=True)
    return Content.assemble(kept, dots()) if width > 0 else Content("")


def spread(left: Content, right: Content, width: int) -> Content:
    """`left` at the left, `right` at the right, one cell of margin; the right part is the last to be cut."""
    right = fit_content(right, min(right.cell_length, width - 2))
    room = width - right.cell_length - (2 if right.cell_length else 1)
    return Content.assemble(" ", fit_content(left, room - 1), " ", right, " " if right.cell_length else "")


def ruled(left: Content, right: Content, width: int, fill: str, style: str = "") -> Content:
    """A rule across the room with words in it: `== ON  08 ========= LEFT ==`."""
    ends = 2 * len(fill) * 2 + 2
    right = fit_content(right, min(right.cell_length, max(0, width - ends - 4)))
    tail = Content.assemble(" ", right, " ") if right.cell_length else Content("")
    room = max(0, width - ends - tail.cell_length)
    left = fit_content(left, min(left.cell_length, room))
    head = Content.assemble(" ", left, " ") if left.cell_length else Content("")
    middle = max(0, width - 4 - head.cell_length - tail.cell_length)
    return Content.assemble((fill * 2, style), head, (fill * middle, style), tail, (fill * 2, style))


def stacked(lines: Iterable[Content]) -> Content:
    return Content("\n").join(lines)


def clock(at: datetime | None, zone: tzinfo, *, seconds: bool = False) -> str:
    """The time of day in the event's zone, or as many blanks."""
    form = "%H:%M:%S" if seconds else "%H:%M"
    return at.astimezone(zone).strftime(form) if at is not None else " " * (8 if seconds else 5)


def span(seconds: float | None) -> str:
    """A length or a time left as `M:SS` or `H:MM:SS`, whole seconds rounded down towards the past."""
    if seconds is None:
        return ""
    whole = int(seconds // 1)
    sign, whole = ("-", -whole) if whole < 0 else ("", whole)
    hours, rest = divmod(whole, 3600)
    minutes, last = divmod(rest, 60)
    return f"{sign}{hours}:{minutes:02}:{last:02}" if hours else f"{sign}{minutes}:{last:02}"


def signed(seconds: float) -> str:
    """A difference with its sign: `+4:10`, `-2:00`."""
    return span(round(seconds)) if round(seconds) < 0 else "+" + span(round(seconds))


def between(start: datetime, end: datetime) -> int:
    """Seconds from one time to another as both are shown: the fractions that no clock shows do not count."""
    return round((end.replace(microsecond=0) - start.replace(microsecond=0)).total_seconds())


def spare(seconds: float) -> int:
    """What is left to a whole hour or minute, to be shown: added to the end that is shown, it gives that time."""
    return ceil(round(seconds, 6))


def drawn(widget: Widget, content: Content, width: int, style: Style) -> Strip:
    """One line as the terminal gets it, in the widget's theme."""
    strips = Visual.to_strips(widget, content, width, 1, style, pad=True)
    return strips[0] if strips else Strip.blank(width, style.rich_style)
