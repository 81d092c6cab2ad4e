"""The speaker timer: digits as large as the terminal lets them be, a word that reads without colour, no names."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from console.rules.times.timeline import Phase
from data.words import _
from screens.widgets.bigtext import GLYPHS, HEIGHT, big, big_width
from screens.widgets.lines import DIM, fit_content, span, stacked
from screens.widgets.plain import shown


class TimerView(Struct, frozen=True):
    """What the speaker sees. `figure` is seconds (negative: over) or None; `clock` the time of day; `word` what the
    figure means when nothing is live; `messages` the stage's own words to whoever speaks, `turned` over while they
    blink; `hidden` where the time is not shown; `timer` a free timer that was put here, in words."""

    state: Literal["before", "running", "held", "between", "ended"]
    figure: float | None = None
    phase: Phase | None = None
    clock: str = ""
    word: str = ""
    messages: tuple[str, ...] = ()
    foot: str = ""
    turned: bool = False
    hidden: bool = False
    timer: str = ""
    timer_over: bool = False


TONES = {
    "normal": "$tone-normal",
    "warning": "$tone-warning",
    "danger": "$tone-danger",
    "over": "$tone-over",
}


def timer_word(view: TimerView) -> str:
    """The one word over the figure."""
    if view.state == "held":
        return _("HOLD")
    words = {"warning": _("WARNING"), "danger": _("WRAP"), "over": _("OVER")}
    return words.get(view.phase or "", view.word)


def timer_lines(view: TimerView, width: int, height: int, ascii: bool = False) -> list[Content]:
    """Exactly `height` lines: word, figure, messages, foot, in the middle of the terminal."""
    if view.hidden:
        return _in_the_middle(_messages(view, width, height - 2, ascii), width, height)
    tone = f"bold {_tone(view)}"
    figure = span(view.figure) if view.figure is not None else view.clock
    word = timer_word(view)
    message = _messages(view, width, height // 3, ascii)
    foot = [Content.styled(shown(view.foot), DIM)] if view.foot else []
    if view.timer:
        foot.insert(0, Content.styled(shown(view.timer), "bold $tone-over" if view.timer_over else "bold"))
    rest = len(foot) + (len(message) + 1 if message else 0)
    shout = view.state == "held" or view.phase in ("danger", "over", "warning")
    over = _word_rows(word, width, height, shout, ascii)
    scale = _scale(figure, width, height - len(over) - rest - 2)
    digits = big(figure, ascii=ascii, scale=scale) if scale else [figure]
    body = [(row, tone) for row in over] + ([("", "")] if over else []) + [(row, tone) for row in digits]
    lines = [Content.styled(text, style) for text, style in body] + ([Content("")] if message else []) + message
    return (_in_the_middle(lines, width, height - len(foot)) + [_middle(line, width) for line in foot])[:height]


def _in_the_middle(lines: list[Content], width: int, height: int) -> list[Content]:
    """Exactly `height` lines, these in the middle of them."""
    blank = Content(" " * width)
    above = max(0, (height - len(lines)) // 2)
    whole = [blank] * above + [_middle(line, width) for line in lines]
    return (whole + [blank] * (height - len(whole)))[:height]


def _messages(view: TimerView, width: int, height: int, ascii: bool) -> list[Content]:
    """What is said to whoever speaks, the oldest first, in letters as large as there is room for."""
    style = "bold reverse" if view.turned else "bold"
    for scale in (3, 2, 1) if view.hidden else (1,):
        large = [_large(shown(each), width - 4, scale, ascii) for each in view.messages]
        blocks = [rows or _wrapped(shown(each), width - 4, 3) for rows, each in zip(large, view.messages, strict=True)]
        if any(large) and sum(len(block) + 1 for block in blocks) <= height:
            whole = [row for block in blocks for row in ("", *block)][1:]
            return [Content.styled(f"  {row}  ", style) if row else Content("") for row in whole]
    lines = [line for each in view.messages for line in _wrapped(shown(each), width - 4, 3)]
    over = len(lines) - max(3, height)
    kept = [*lines[: max(3, height) - 1], _("+{n} more").format(n=over + 1)] if over > 0 else lines
    return [Content.styled(f" {line} ", style) for line in kept]


def _large(text: str, width: int, scale: int, ascii: bool) -> list[str]:
    """The text in large letters, in as many lines as it needs; nothing where a word is too wide or in other letters."""
    if any(letter.upper() not in GLYPHS for letter in text):
        return []
    lines: list[str] = []
    for word in text.split():
        if lines and big_width(f"{lines[-1]} {word}", scale) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    rows: list[str] = []
    widest = max((big_width(line, scale) for line in lines), default=0)
    if widest > width:
        return []
    for line in lines:
        rows += [
            *([" " * widest] if rows else []),
            *(row.center(widest) for row in big(line, ascii=ascii, scale=scale)),
        ]
    return rows


def _tone(view: TimerView) -> str:
    if view.state == "held":
        return TONES["warning"]
    return TONES.get(view.phase or "", "$tone-dim" if view.figure is None else "$tone-out")


def _word_rows(word: str, width: int, height: int, shout: bool, ascii: bool) -> list[str]:
    """The word in large letters where there is room and cause for it."""
    if not word:
        return []
    can = word.isascii() and height >= 18
    if not (shout and can):
        return [word]
    scale = 2 if height >= 36 and big_width(word, 2) <= width - 4 else 1
    return big(word, ascii=ascii, scale=scale) if big_width(word, scale) <= width - 4 else [word]


def _scale(figure: str, width: int, height: int) -> int:
    """The largest whole scale that fits; 0 where not even five rows do."""
    return max(0, min((width - 4) // max(1, big_width(figure)), height // HEIGHT))


def _middle(line: Content, width: int) -> Content:
    room = max(0, width - line.cell_length)
    return fit_content(Content.assemble(" " * (room // 2), line), width)


def _wrapped(text: str, width: int, most: int) -> list[str]:
    """Words on at most so many lines; a word too long for a line is cut by `shown` when it is fitted."""
    lines: list[str] = []
    for word in text.split():
        if lines and cell_len(lines[-1]) + 1 + cell_len(word) <= width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [shown(line, width).rstrip() if cell_len(line) > width else line for line in lines]


class TimerFace(Widget):
    """The whole terminal but for the bars."""

    def __init__(self, *, ascii: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self.ascii = ascii
        self.view = TimerView("before")

    def show(self, view: TimerView) -> None:
        if view != self.view:
            self.view = view
            self.refresh()

    def render(self) -> Content:
        return stacked(timer_lines(self.view, self.size.width, self.size.height, self.ascii))
