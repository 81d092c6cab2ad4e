"""What the next press of Space does, larger than anything else: the cue's number, its words, its outputs' state."""

from __future__ import annotations

from msgspec import Struct
from textual.content import Content
from textual.widget import Widget

from data.words import _, ngettext
from screens.widgets.bigtext import big, big_width
from screens.widgets.lines import DIM, fit_content, ruled, spread, stacked
from screens.widgets.plain import shown

ROWS = 5
NAME = 12
WARNS = "!!"
"""What stands for an output where a line is a warning."""


class ActionLine(Struct, frozen=True):
    """One action: its output, what it is told, and how ready that is."""

    output: str
    text: str
    ready: str = ""
    tone: str = ""


class NextCueView(Struct, frozen=True):
    """`figure` stands in large digits, `title` beside it with `after` at its end; `lines` under it; `beside` is in the
    rule. `tone` is a style."""

    figure: str = ""
    title: str = ""
    after: str = ""
    beside: str = ""
    tone: str = "$tone-dim"
    lines: tuple[ActionLine, ...] = ()


def next_lines(view: NextCueView, width: int, ascii: bool = True, height: int = ROWS + 1) -> list[Content]:
    """The rule and the rows under it."""
    tone = f"bold {view.tone}"
    rule = ruled(Content.styled(_("SPACE GO"), tone), Content.styled(shown(view.beside), tone), width, "=", tone)
    scale = 2 if height > 10 and width >= 120 and big_width(view.figure, 2) <= width // 3 else 1
    large = view.figure if view.figure and big_width(view.figure, scale) <= width // 2 - 4 else ""
    figure = big(large, ascii=ascii, scale=scale) if large else []
    taken = len(figure[0]) + 3 if figure else 1
    figure += [" " * (taken - 3)] * (height - 1 - len(figure)) if figure else [""] * (height - 1)
    words = _words(view, width - taken, height - 1, large)
    return [rule, *(_row(row, line, taken, width, tone) for row, line in zip(figure, words, strict=True))]


def _row(figure: str, line: Content, taken: int, width: int, tone: str) -> Content:
    return fit_content(Content.assemble((f" {figure}".ljust(taken), tone), line), width)


def _words(view: NextCueView, width: int, rows: int, large: str) -> list[Content]:
    title = shown(view.title) if large or not view.figure else f"{shown(view.figure)}  {shown(view.title)}"
    lines = [spread(Content.styled(title, f"bold {view.tone}"), Content.styled(shown(view.after), DIM), width)]
    fitting = view.lines
    if len(fitting) > rows - 1:
        n = len(view.lines) - rows + 2
        more = ngettext("and {n} line more", "and {n} lines more", n).format(n=n)
        fitting = (*view.lines[: rows - 2], ActionLine("", more, tone=DIM))
    lines += [_action(line, width) for line in fitting]
    return (lines + [Content("")] * rows)[:rows]


def _action(line: ActionLine, width: int) -> Content:
    bad = line.tone if line.output == WARNS else ""
    words = Content.styled(shown(line.text), bad or ("" if line.output else line.tone))
    left = Content.assemble((shown(line.output, NAME) + " ", f"bold {bad}"), words) if line.output else words
    return spread(left, Content.styled(shown(line.ready), f"bold {line.tone}" if line.tone else ""), width)


class NextCue(Widget):
    """It draws what it was last shown; a second that changes nothing costs nothing."""

    def __init__(self, *, ascii: bool = True, id: str | None = None) -> None:
        super().__init__(id=id)
        self.ascii = ascii
        self.view = NextCueView()

    def show(self, view: NextCueView) -> None:
        if view != self.view:
            self.view = view
            self.refresh()

    def render(self) -> Content:
        return stacked(next_lines(self.view, self.size.width, self.ascii, self.size.height or ROWS + 1))
