"""The public agenda: what is on and what comes, stage beside stage where there is room for that."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from screens.widgets.bigtext import big, big_width
from screens.widgets.lines import DIM, fit_content, ruled, spread, stacked

BESIDE = 100
"""Columns from which two stages stand beside each other."""
WIDE = 70
"""Columns of a stage from which a delay stands beside its item."""
LOW = 9
"""Rows of a stage below which what is on takes one line."""
GAP = 3


class Row(Struct, frozen=True):
    """One item: its status ("" where nothing is on), its time, what is said of it in both languages, its title."""

    status: str
    time: str
    said: tuple[str, str]
    title: str = ""


class StageRows(Struct, frozen=True):
    """A stage: its name, what is on, what comes."""

    name: str
    on: Row
    rows: tuple[Row, ...]


class AgendaView(Struct, frozen=True):
    """The whole board, in words made of what `shown` gave. `now` and `following` are the words for what is on and what
    is next, `empty` those for no programme, in both languages."""

    title: str = ""
    clock: str = ""
    stages: tuple[StageRows, ...] = ()
    empty: tuple[str, str] = ("", "")
    now: tuple[str, str] = ("NOW", "现在")
    following: tuple[str, str] = ("NEXT", "接下来")


def agenda_lines(view: AgendaView, width: int, height: int, ascii: bool = False) -> list[Content]:
    """Exactly `height` lines."""
    lines = list(_head(view, width, height, ascii))
    room = height - len(lines)
    stages = view.stages
    if not stages:
        words = "   ".join(filter(None, view.empty))
        lines += [Content(""), fit_content(Content.assemble(" ", (words, "bold")), width)]
    elif len(stages) > 1 and width >= BESIDE:
        each = (width - GAP * (len(stages) - 1)) // len(stages)
        columns = [_stage(view, stage, each, room) for stage in stages]
        lines += [_beside(row, each) for row in zip(*columns, strict=True)]
    else:
        for n, stage in enumerate(stages):
            share = (room + len(stages) - 1 - n) // len(stages)
            lines += _stage(view, stage, width, share)
    blank = Content(" " * width)
    return [fit_content(line, width) for line in (lines + [blank] * height)[:height]]


def _head(view: AgendaView, width: int, height: int, ascii: bool) -> Iterator[Content]:
    """The event and the time of day, in large digits where there is room for both."""
    title = Content.styled(view.title, "bold")
    large = big_width(view.clock)
    if height >= 30 and width >= large + 40:
        rows = big(view.clock, ascii=ascii)
        for n, row in enumerate(rows):
            left = title if n == 2 else Content("")
            yield spread(left, Content.styled(row, "bold $tone-out"), width)
    else:
        yield spread(title, Content.styled(view.clock, "bold $tone-out"), width)


def _stage(view: AgendaView, stage: StageRows, width: int, height: int) -> list[Content]:
    """One stage in exactly `height` lines."""
    lines = [ruled(Content.styled(stage.name, "bold"), Content(""), width, "=", "bold $tone-out")]
    low = height < LOW
    lines += _on_low(view, stage.on, width) if low else _on(view, stage.on, width)
    rows = [_item(view, row, width, first=n == 0 and not low) for n, row in enumerate(stage.rows[:height])]
    # An empty line after each, where all of them have room so.
    air = [Content("")] if len(lines) + sum(len(row) + 1 for row in rows) <= height else []
    for row in rows:
        if len(lines) + len(row) > height:
            break
        lines += [*row, *air]
    return (lines + [Content("")] * height)[:height]


def _on(view: AgendaView, on: Row, width: int) -> Iterator[Content]:
    said = _said(on.said, "$tone-dim" if not on.status else "")
    if not on.status:
        if any(on.said):
            yield _fitted(Content.assemble(" ", said), width)
        return
    word = Content.styled("  ".join(view.now), "bold $tone-in")
    yield spread(word, said, width)
    yield _fitted(Content.assemble(" ", (on.title, "bold $tone-in")), width)
    yield Content("")


def _on_low(view: AgendaView, on: Row, width: int) -> Iterator[Content]:
    """In one line, so that what is next has room too."""
    words = on.title if on.status else "  ".join(filter(None, on.said))
    if words:
        word = f"{view.now[0]} {view.now[1]}  " if on.status else ""
        yield _fitted(Content.assemble(" ", (word, "bold $tone-in"), (words, "bold")), width)


def _item(view: AgendaView, row: Row, width: int, *, first: bool) -> list[Content]:
    """One line where the delay has room beside the title, else two."""
    tones = {"cancelled": DIM, "next": "bold"}
    tone = tones.get(row.status, "")
    style = f"{tone} strike".strip() if row.status == "cancelled" else tone
    late = _said(row.said, "bold $tone-warning" if row.status != "cancelled" else DIM)
    left = Content.assemble((row.time, "bold"), "  ", (row.title, style))
    lines = (
        [Content.styled(" " + "  ".join(view.following), "bold $tone-out")] if first and row.status == "next" else []
    )
    if not any(row.said):
        return [*lines, _fitted(Content.assemble(" ", left), width)]
    if width >= WIDE and left.cell_length + late.cell_length + 4 <= width:
        return [*lines, spread(left, late, width)]
    indent = " " * (1 + cell_len(row.time) + 2)
    return [*lines, _fitted(Content.assemble(" ", left), width), _fitted(Content.assemble(indent, late), width)]


def _said(said: tuple[str, str], tone: str) -> Content:
    return Content.styled("  ".join(filter(None, said)), tone)


def _fitted(content: Content, width: int) -> Content:
    return fit_content(content, width)


def _beside(row: tuple[Content, ...], width: int) -> Content:
    parts: list[Content | str] = []
    for n, part in enumerate(row):
        parts += [" " * GAP] if n else []
        parts.append(fit_content(part, width))
    return Content.assemble(*parts)


class AgendaFace(Widget):
    """The whole terminal."""

    def __init__(self, *, ascii: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self.ascii = ascii
        self.view = AgendaView()

    def show(self, view: AgendaView) -> None:
        if view != self.view:
            self.view = view
            self.refresh()

    def render(self) -> Content:
        return stacked(agenda_lines(self.view, self.size.width, self.size.height, self.ascii))
