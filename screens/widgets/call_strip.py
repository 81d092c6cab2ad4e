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
    """`call` and `auto` are words with their tones; `counts` are words for wide terminals. `bright` is whether what
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
    lines: list[Content] = []
    if view.call or view.auto:
        call = Content.styled(shown(view.call), view.call_tone)
        auto = Content.styled(shown(view.auto), view.auto_tone)
        # Where both have no room, what is due stands above what will happen by itself.
        if view.call and view.auto and call.cell_length + auto.cell_length + 4 > width:
            lines += [spread(call, Content(""), width), spread(auto, Content(""), width)]
        else:
            lines.append(spread(call, auto, width) if view.call else spread(auto, Content(""), width))
    timers = _timers(view)
    counts = Content.styled("   ".join(map(shown, view.counts)), DIM)
    if tall and view.counts:
        lines.append(spread(counts, timers, width))
    elif view.timers:
        lines.append(spread(timers, Content(""), width))
    lines += _notes(view, width, tall=tall)
    return [fit_content(line, width) for line in lines]


def _timers(view: CallView) -> Content:
    parts: list[Content] = []
    for each in view.timers:
        tone = "bold $tone-over" if each.over else "bold" if each.running else DIM
        if each.over and each.running and not view.bright:
            tone += " reverse"
        word = _("OVER ") if each.over else ""
        stands = "" if each.running else " " + _("(stands)")
        parts.append(Content.assemble((shown(each.name) + " ", DIM), (f"{word}{span(each.figure)}{stands}", tone)))
    return Content("   ").join(parts)


def _notes(view: CallView, width: int, *, tall: bool) -> list[Content]:
    if not view.notes:
        return []
    if tall:
        widest = max(cell_len(shown(each.department)) for each in view.notes)
        return [
            Content.assemble(
                (" " + shown(each.item, max(4, cell_len(shown(each.item)))) + " ", "bold" if each.live else DIM),
                (shown(each.department.upper(), widest) + "  ", "bold"),
                (shown(each.text), "" if each.live else DIM),
            )
            for each in view.notes[:MOST_NOTES]
        ]
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
    return [Content.assemble(" ", Content("   ").join(parts))]


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
