"""Who speaks next, and where they are in letters five rows high."""

from __future__ import annotations

from msgspec import Struct
from textual.content import Content
from textual.widget import Widget

from data.words import _
from screens.widgets.bigtext import big, big_width
from screens.widgets.lines import fit_content, ruled, stacked

ROWS = 6


class NextView(Struct, frozen=True):
    """`word` is the state in capitals, `tone` its style; `head` and `beside` stand in the rule, `said` beside the word.
    All words are made of what `shown` gave."""

    word: str = ""
    tone: str = "$tone-dim"
    head: str = ""
    beside: str = ""
    said: tuple[tuple[str, str], ...] = ()


def next_lines(view: NextView, width: int, ascii: bool = True) -> list[Content]:
    """The rule and five rows."""
    tone = f"bold {view.tone}"
    lines = [ruled(Content.styled(view.head or _("NEXT"), tone), Content.styled(view.beside, tone), width, "=", tone)]
    wide = big_width(view.word) if view.word.isascii() else 0
    letters = big(view.word, ascii=ascii) if 0 < wide <= width // 2 else [view.word, "", "", "", ""]
    room = max((len(row) for row in letters), default=0)
    said = [*view.said, *[("", "")] * 5]
    for row, (words, style) in zip(letters, said, strict=False):
        body = Content.assemble("  ", (row, tone), " " * (room - len(row)) + "   ", (words, style))
        lines.append(fit_content(body, width))
    return lines


class NextSpeaker(Widget):
    """The panel over the list of speakers."""

    def __init__(self, *, ascii: bool = True, id: str | None = None) -> None:
        super().__init__(id=id)
        self.ascii = ascii
        self.view = NextView()

    def show(self, view: NextView) -> None:
        if view != self.view:
            self.view = view
            self.refresh()

    def render(self) -> Content:
        return stacked(next_lines(self.view, self.size.width, self.ascii))
