"""The cues that run: since when, how much is left where that is known, and what comes after them by itself."""

from __future__ import annotations

from msgspec import Struct
from textual.content import Content
from textual.widget import Widget

from data.words import _
from screens.widgets.lines import DIM, fit_content, ruled, span, spread, stacked
from screens.widgets.plain import shown

BAR = 24


class OnLine(Struct, frozen=True):
    """One cue: its state's word and words, and at the end how long it has run, of how much (both seconds)."""

    word: str
    words: str
    ran: float | None = None
    length: float | None = None
    tone: str = "$tone-in"
    tail: str = ""


class OnView(Struct, frozen=True):
    """`head` and `then` stand in the rule, the newest running cue comes first."""

    head: str = ""
    then: str = ""
    tone: str = "$tone-dim"
    lines: tuple[OnLine, ...] = ()


def on_lines(view: OnView, width: int, height: int = 2) -> list[Content]:
    """The rule and as many cues as there is room for."""
    tone = f"bold {view.tone}"
    head, then = Content.styled(shown(view.head), tone), Content.styled(shown(view.then), tone)
    lines = [ruled(head, then, width, "=", tone)]
    fitting = view.lines[: height - 1]
    more = len(view.lines) - len(fitting)
    for place, line in enumerate(fitting):
        last = more and place == len(fitting) - 1
        lines.append(_line(line, _("and {n} more").format(n=more) if last else "", width))
    return (lines + [Content("")] * height)[:height]


def _line(line: OnLine, more: str, width: int) -> Content:
    left = Content.assemble((f"{shown(line.word)}  ", f"bold {line.tone}"), (shown(line.words), "bold"))
    parts: list[Content] = []
    if line.ran is not None and line.length:
        done = max(0, min(BAR, round(BAR * line.ran / line.length)))
        bar = "[" + "=" * done + "." * (BAR - done) + "]"
        left_over = _("{time} left").format(time=span(max(0.0, line.length - line.ran)))
        parts.append(Content.styled(f"{bar} {left_over}", f"bold {line.tone}"))
    elif line.ran is not None:
        parts.append(Content.styled(span(line.ran), f"bold {line.tone}"))
    for words in (line.tail, more):
        if words:
            parts.append(Content.styled(shown(words), DIM))
    return fit_content(spread(left, Content("  ").join(parts), width), width)


class OnCue(Widget):
    """Under the panel of the next GO, and smaller."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.view = OnView()

    def show(self, view: OnView) -> None:
        if view != self.view:
            self.view = view
            self.refresh()

    def render(self) -> Content:
        return stacked(on_lines(self.view, self.size.width, self.size.height or 2))
