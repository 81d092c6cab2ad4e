"""What the caller must say and know now: the call that is due, what goes on by itself, timers, departments' notes."""

from __future__ import annotations

from msgspec import Struct
from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from data.words import _
from screens.widgets.lines import DIM, fit_content, span, spread, stacked
from screens.widgets.plain import shown

MOST_NOTES = 6
BLINKS = 60
"""Seconds that a timer blinks once it has run down; it goes on over in its colour and with its word."""


class NoteShown(Struct, frozen=True):
    """What a department must know: of which item, which department, what. `live` for the item that is on."""

    item: str
    department: str
    text: str
    live: bool = False


class TimerShown(Struct, frozen=True):
    """One free timer; `figure` is seconds left or gone by (negative: over)."""

    name: str
    figure: float
    running: bool = True

    @property
    def over(self) -> bool:
        return self.figure < 0


class CallView(Struct, frozen=True):
    """`call` and `auto` are words with their tones, made of what `shown` gave; `counts` are words for tall terminals.
    `bright` is whether what
    blinks is to be seen in this second."""

    call: str = ""
    call_tone: str = ""
    auto: str = ""
    auto_tone: str = ""
    timers: tuple[TimerShown, ...] = ()
    notes: tuple[NoteShown, ...] = ()
    counts: tuple[str, ...] = ()
    bright: bool = True


def strip_lines(view: CallView, width: int, *, tall: bool) -> list[Content]:
    """As many lines as there is something to say; a tall terminal gives every note a line of its own."""
    calls = _together(Content.styled(view.call, view.call_tone), Content.styled(view.auto, view.auto_tone), width)
    timers = _timers(view)
    if not tall:
        return calls + _together(_notes(view), timers, width)
    lines = calls + _together(Content.styled("   ".join(view.counts), DIM), timers, width)
    return lines + [fit_content(line, width) for line in _every_note(view)]


def _together(left: Content, right: Content, width: int) -> list[Content]:
    """On one line where both have room, else what is left stands above."""
    both = [each for each in (left, right) if each.cell_length]
    if len(both) == 2 and left.cell_length + right.cell_length + 3 <= width:
        return [spread(left, right, width)]
    return [spread(each, Content(""), width) for each in both]


def _timers(view: CallView) -> Content:
    parts: list[Content] = []
    for each in view.timers:
        tone = "bold $tone-over" if each.over else "bold" if each.running else DIM
        if -BLINKS < each.figure < 0 and each.running and not view.bright:
            tone += " reverse"
        word = _("OVER ") if each.over else ""
        stands = "" if each.running else " " + _("(stands)")
        parts.append(Content.assemble((shown(each.name) + " ", DIM), (f"{word}{span(each.figure)}{stands}", tone)))
    return Content("   ").join(parts)


def _every_note(view: CallView) -> list[Content]:
    widest = max((cell_len(shown(each.department)) for each in view.notes), default=0)
    item = max((cell_len(shown(each.item)) for each in view.notes), default=0)
    return [
        Content.assemble(
            (f" {shown(each.item, item)}  ", "bold" if each.live else DIM),
            (shown(each.department.upper(), widest) + "  ", "bold"),
            (shown(each.text), "" if each.live else DIM),
        )
        for each in view.notes[:MOST_NOTES]
    ]


def _notes(view: CallView) -> Content:
    """All of them one after the other; a narrow terminal cuts the end, which is of the item to come."""
    parts: list[Content] = []
    item = ""
    for each in view.notes:
        name = shown(each.item) + " " if each.item != item else ""
        item = each.item
        parts.append(
            Content.assemble(
                (name, "bold" if each.live else DIM),
                (shown(each.department.upper()) + " ", "bold"),
                (shown(each.text), "" if each.live else DIM),
            )
        )
    return Content("   ").join(parts) if parts else Content("")


class CallStrip(Widget):
    """Takes no room while there is nothing to say."""

    DEFAULT_CSS = "CallStrip { height: 0; text-wrap: nowrap; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.view = CallView()
        self.tall = False

    def show(self, view: CallView, *, width: int, tall: bool) -> None:
        """A second that changes nothing costs no layout."""
        if (view, tall) == (self.view, self.tall):
            return
        self.view, self.tall = view, tall
        height = len(strip_lines(view, width, tall=tall))
        if self.styles.height is None or self.styles.height.value != height:
            self.styles.height = height
        self.refresh()

    def render(self) -> Content:
        return stacked(strip_lines(self.view, self.size.width, tall=self.tall))
