"""The last verdict: IN, ASK, STOP or OUT in letters five rows high, then who, and what the desk must do or say."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from textual.content import Content
from textual.widget import Widget

from data.words import _
from screens.widgets.bigtext import HEIGHT, big, big_width
from screens.widgets.lines import fit_content, ruled, spread, stacked
from screens.widgets.plain import shown
from screens.widgets.verdict_rows import VerdictPart, arranged, drawn_rows

WIDEST = 104
"""Cells beside the letters: on a wide terminal the eye need not go to its edge."""


class VerdictShown(Struct, frozen=True):
    """What the panel is told. `tone` is in, out, ask or stop; `sign` stands beside the time for who sees no colour;
    `name` and `kind` are the first row, `parts` the others in the order they are drawn."""

    tone: str
    word: str
    sign: str
    began: str
    ended: str
    name: str
    kind: str = ""
    parts: tuple[VerdictPart, ...] = ()


class Verdict(Widget):
    """Drawn from what it is told, nothing asked. Higher than seven rows, it says more."""

    DEFAULT_CSS = """
    Verdict { height: 7; text-wrap: nowrap; }
    """

    def __init__(self, ascii: bool = False) -> None:
        super().__init__()
        self._ascii = ascii
        self._shown: VerdictShown | None = None
        self._idle: tuple[str | Content, ...] = ()

    def tell(self, shown: VerdictShown | None, idle: Sequence[str | Content] = ()) -> None:
        """The verdict, or before the first one what is to be done instead, the first line bold."""
        if (shown, tuple(idle)) != (self._shown, self._idle):
            self._shown, self._idle = shown, tuple(idle)
            self.refresh()

    def render(self) -> Content:
        width, rows = self.size.width, max(HEIGHT, self.size.height - 2)
        if self._shown is None:
            words = [
                Content.assemble("  ", (shown(line), "bold" if not n else "") if isinstance(line, str) else line)
                for n, line in enumerate(self._idle)
            ]
            above = [Content("")] if len(words) < rows else []
            lines = [fit_content(row, width) for row in [*above, *words]][:rows]
            blank = [Content(" " * width)] * (rows - len(lines))
            edge = Content.styled("=" * width, "$tone-dim")
            return stacked([edge, *lines, *blank, edge])
        return stacked(verdict_lines(self._shown, width, rows, self._ascii))


def verdict_lines(told: VerdictShown, width: int, rows: int, ascii: bool = True) -> list[Content]:
    """The panel line by line: a rule, `rows` rows, a rule that says how much there was no room for."""
    loud = f"bold $tone-{told.tone}"
    letters = big(told.word, ascii)
    left = big_width(told.word) + 2
    room = min(WIDEST, width - left - 2)
    parts, hidden = arranged(told.parts, rows - 1, room - 3)
    beside = [spread(Content.styled(told.name, loud), Content.styled(told.kind, "bold"), room)]
    beside += drawn_rows(parts, loud, room)
    lines = [ruled(Content(f"{told.sign} {told.began}"), Content(told.ended), width, "=", loud).stylize(loud)]
    for number in range(rows):
        letter = letters[number] if number < len(letters) else " " * (left - 2)
        rest = beside[number] if number < len(beside) else Content("")
        lines.append(Content.assemble("  ", Content.styled(f"{letter}  ", loud), rest))
    more = Content(_("{n} more: ^D the card").format(n=hidden)) if hidden else Content("")
    lines.append(ruled(Content(""), more, width, "=", loud).stylize(loud))
    return [fit_content(line, width) for line in lines]
