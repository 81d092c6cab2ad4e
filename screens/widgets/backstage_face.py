"""What the wings must read from two metres: the time left, who is on next and where they are, what comes then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from data.words import _
from screens.widgets.bigtext import big, big_width
from screens.widgets.lines import DIM, fit_content, ruled, span, stacked
from screens.widgets.plain import fit

LARGE = (100, 34)
"""Columns and rows from which the digits are twice as large."""
SIDE = 70
"""Columns from which the digits stand beside the words."""
TALL = 20
"""Rows from which there are large digits at all, and the next one's state in large letters."""


class NextUp(Struct, frozen=True):
    """Who is on next: `word` is where they are, with its tone; `beside` stands in the rule; `said` are lines, the most
    wanted first, each with its tone."""

    head: str
    beside: str = ""
    name: str = ""
    word: str = ""
    tone: str = ""
    said: tuple[tuple[str, str], ...] = ()


class BackstageView(Struct, frozen=True):
    """All of it, in words made of what `shown` gave. `figure` is seconds left (negative: over) or until the next item,
    None for neither; `then` are lines of what comes, `notes` those of one department or of all."""

    head: str = ""
    ends: str = ""
    tone: str = ""
    title: str = ""
    figure: float | None = None
    on: tuple[str, ...] = ()
    next: NextUp | None = None
    messages: tuple[str, ...] = ()
    calls: tuple[tuple[str, str], ...] = ()
    then: tuple[str, ...] = ()
    notes_head: str = ""
    notes: tuple[str, ...] = ()


def backstage_lines(view: BackstageView, width: int, height: int, ascii: bool = False) -> list[Content]:
    """Exactly `height` lines; what is last here goes first where there is no room."""
    air = [Content("")] if height >= LARGE[1] else []
    lines = [*_messages(view, width), *_live(view, width, height, ascii), *air]
    lines += [*_next(view, width, height, ascii), *air]
    lines += [_line(words, width, tone) for words, tone in view.calls[: 2 if height >= TALL else 1]]
    if view.then:
        lines.append(ruled(Content.styled(_("THEN"), "bold"), Content(""), width, "-", DIM))
        for n, each in enumerate(view.then):
            lines += [_line(each, width, "bold" if n == 0 else ""), *air]
    left = height - len(lines) - 1
    if view.notes and left > 0:
        lines.append(ruled(Content.styled(view.notes_head, "bold"), Content(""), width, "-", DIM))
        lines += [_line(each, width, "") for each in _wrapped(view.notes, width - 2, left)]
    return [fit_content(line, width) for line in (lines + [Content("")] * height)[:height]]


def _messages(view: BackstageView, width: int) -> Iterator[Content]:
    for each in view.messages[:2]:
        yield fit_content(Content.styled(f" !! {each}", "bold reverse"), width)


def _live(view: BackstageView, width: int, height: int, ascii: bool) -> Iterator[Content]:
    """What is on, its time left in digits, and who speaks."""
    tone = f"bold {view.tone}"
    yield ruled(Content.styled(view.head, tone), Content.styled(view.ends, tone), width, "=", tone)
    words = [Content.styled(view.title, "bold"), *(Content(each) for each in view.on)]
    figure = span(view.figure) if view.figure is not None else ""
    scale = 2 if width >= LARGE[0] and height >= LARGE[1] and big_width(figure, 2) < width - 30 else 1
    if not figure:
        yield from (_content(each, width) for each in words)
    elif height < TALL or big_width(figure, scale) > width - 2:
        yield fit_content(Content.assemble(" ", (figure, f"{tone} reverse"), "  ", words[0]), width)
        yield from (_content(each, width) for each in words[1:])
    elif width < SIDE:
        yield from (_content(each, width) for each in words[:2])
        yield from (_content(Content.styled(row, tone), width) for row in big(figure, ascii=ascii, scale=scale))
    else:
        rows = big(figure, ascii=ascii, scale=scale)
        room = width - len(rows[0]) - 4
        # In the middle of the digits' height, where the eye is.
        above = max(0, (len(rows) - len(words)) // 2) if scale > 1 else 0
        padded = ([Content("")] * above + words + [Content("")] * len(rows))[: len(rows)]
        for said, row in zip(padded, rows, strict=True):
            yield fit_content(Content.assemble(" ", fit_content(said, room), "  ", (row, tone)), width)


def _next(view: BackstageView, width: int, height: int, ascii: bool) -> Iterator[Content]:
    up = view.next
    if up is None:
        return
    tone = f"bold {up.tone}"
    yield ruled(Content.styled(up.head, tone), Content.styled(up.beside, tone), width, "=", tone)
    scale = 2 if width >= LARGE[0] and height >= LARGE[1] and big_width(up.word, 2) <= width // 2 else 1
    large = up.word if up.word.isascii() and big_width(up.word) <= width // 2 else ""
    said = [(up.name, "bold"), *up.said]
    if height >= TALL and width >= SIDE and large:
        for n, row in enumerate(big(large, ascii=ascii, scale=scale)):
            words, style = said[n // scale] if n % scale == 0 and n // scale < len(said) else ("", "")
            yield fit_content(Content.assemble(" ", (row, tone), "   ", (words, style)), width)
        return
    yield fit_content(Content.assemble(" ", (up.word, tone), "  " if up.word else "", (up.name, "bold")), width)
    yield from (_line(words, width, style) for words, style in up.said[: 5 if height >= TALL else 1])


def _line(words: str, width: int, tone: str) -> Content:
    return _content(Content.styled(words, tone), width)


def _content(words: Content, width: int) -> Content:
    return fit_content(Content.assemble(" ", words), width)


def _wrapped(lines: Sequence[str], width: int, most: int) -> list[str]:
    """Words on at most so many lines; what has no room is cut with a sign."""
    out: list[str] = []
    for line in lines:
        row = ""
        for word in line.split():
            if row and cell_len(row) + 1 + cell_len(word) > width:
                out.append(row)
                row = ""
            row = f"{row} {word}".strip()
        out.append(row)
    if len(out) > most:
        out = [*out[: most - 1], fit(f"{out[most - 1]} {' '.join(out[most:])}", width)]
    return out


class BackstageFace(Widget):
    """The whole terminal but for the bar."""

    def __init__(self, *, ascii: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self.ascii = ascii
        self.view = BackstageView()

    def show(self, view: BackstageView) -> None:
        if view != self.view:
            self.view = view
            self.refresh()

    def render(self) -> Content:
        return stacked(backstage_lines(self.view, self.size.width, self.size.height, self.ascii))
