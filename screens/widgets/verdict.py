"""The last verdict: IN, ASK, STOP or OUT in letters five rows high, then who, and what the desk must do or say."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from textual.content import Content
from textual.widget import Widget

from screens.widgets.bigtext import HEIGHT, big, big_width
from screens.widgets.lines import fit_content, ruled, spread, stacked
from screens.widgets.plain import shown


class VerdictRow(Struct, frozen=True):
    """One row beside the letters, harmless already: a label, what it says, what stands at the right. `loud` is bold."""

    label: str
    text: str
    right: str = ""
    loud: bool = False


class VerdictShown(Struct, frozen=True):
    """What the panel is told. `tone` is in, out, ask or stop; `sign` stands beside the time for who sees no colour."""

    tone: str
    word: str
    sign: str
    began: str
    ended: str
    rows: tuple[VerdictRow, ...]


class Verdict(Widget):
    """Drawn from what it is told, nothing asked."""

    DEFAULT_CSS = """
    Verdict { height: 7; text-wrap: nowrap; }
    """

    def __init__(self, ascii: bool = False) -> None:
        super().__init__()
        self._ascii = ascii
        self._shown: VerdictShown | None = None
        self._idle: tuple[str, ...] = ()

    def tell(self, shown: VerdictShown | None, idle: Sequence[str] = ()) -> None:
        """The verdict, or before the first one the sentences that say how to begin."""
        if (shown, tuple(idle)) != (self._shown, self._idle):
            self._shown, self._idle = shown, tuple(idle)
            self.refresh()

    def render(self) -> Content:
        width = self.size.width
        if self._shown is None:
            rows = [Content.styled(f"  {shown(line)}", "bold" if not n else "") for n, line in enumerate(self._idle)]
            rows = [fit_content(row, width) for row in [Content(""), *rows]][:HEIGHT]
            blank = [Content(" " * width)] * (HEIGHT - len(rows))
            edge = Content.styled("=" * width, "$tone-dim")
            return stacked([edge, *rows, *blank, edge])
        return self._verdict(self._shown, width)

    def _verdict(self, told: VerdictShown, width: int) -> Content:
        loud = f"bold $tone-{told.tone}"
        letters = big(told.word, self._ascii)
        left = big_width(told.word) + 2
        lines = [ruled(Content(f"{told.sign} {told.began}"), Content(told.ended), width, "=", loud).stylize(loud)]
        for number in range(HEIGHT):
            row = told.rows[number] if number < len(told.rows) else VerdictRow("", "")
            label = f"{shown(row.label, 9)} " if row.label else ""
            words = Content.assemble((label, "$tone-dim"), (row.text, loud if row.loud else ""))
            right = Content.styled(row.right, "bold")
            rest = spread(words, right, width - left - 2)
            lines.append(Content.assemble("  ", Content.styled(f"{letters[number]}  ", loud), rest))
        lines.append(Content.styled("=" * width, loud))
        return stacked(fit_content(line, width) for line in lines)
