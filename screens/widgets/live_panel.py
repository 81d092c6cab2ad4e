"""What is on now, and the time it has left in digits that read from four metres."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import Literal

from msgspec import Struct
from textual.content import Content
from textual.widget import Widget

from console.rules.times.timeline import Phase
from data.words import _
from screens.widgets.bigtext import big, big_width
from screens.widgets.lines import clock, fit_content, ruled, span, stacked
from screens.widgets.plain import shown

ROWS = 6
Is = Literal["before", "running", "held", "between", "ended"]


class Said(Struct, frozen=True):
    """One line beside the digits: its words, made of what `shown` gave, and its tone (a style, or none)."""

    words: str
    tone: str = ""


class LiveView(Struct, frozen=True):
    """What the panel shows. `remaining` is seconds left of the live item (negative: over); `said` the lines under its
    title. With nothing live, `next_start` and `wait` say what comes when."""

    state: Is
    number: str = ""
    title: str = ""
    title_alt: str = ""
    since: datetime | None = None
    ends: datetime | None = None
    remaining: float | None = None
    phase: Phase | None = None
    held_since: datetime | None = None
    held: float = 0
    reason: str = ""
    wait: float | None = None
    said: tuple[Said, ...] = ()


TONES = {"normal": "$tone-normal", "warning": "$tone-warning", "danger": "$tone-danger", "over": "$tone-over"}


def sign(view: LiveView) -> str:
    """The word for the time left, so that it reads without colour."""
    if view.state == "held":
        return _("HOLD")
    words = {"warning": _("WARNING"), "danger": _("WRAP"), "over": _("OVER")}
    return words.get(view.phase or "", _("LEFT"))


def tone(view: LiveView) -> str:
    """The colour of the state."""
    if view.state == "held":
        return TONES["warning"]
    if view.remaining is None:
        return "$tone-out" if view.state != "ended" else "$tone-dim"
    return TONES[view.phase or "normal"]


def live_lines(view: LiveView, zone: tzinfo, width: int, ascii: bool = True, height: int = ROWS) -> list[Content]:
    """The rule with the words and the five rows under it."""
    colour = f"bold {tone(view)}"
    left, right = _ends(view, zone)
    head = ruled(Content.styled(left, colour), Content.styled(right, colour), width, "=", colour)
    figures = _figures(view)
    scale = 2 if height >= 11 and width >= WIDE and big_width(figures, 2) + WORDS <= width else 1
    rows = big(figures, ascii=ascii, scale=scale) if figures else [""] * 5
    at_right = len(rows[0])
    room = max(20, width - at_right - 4) if at_right else width - 2
    words = _words(view, room, len(rows))
    lines = [head]
    for said, row in zip(words, rows, strict=True):
        body = fit_content(said, room)
        gap = max(0, width - 1 - room - at_right - 1)
        lines.append(fit_content(Content.assemble(" ", body, " " * gap, (row, colour), " "), width))
    return lines


WIDE = 120
WORDS = 56
"""Cells that the words beside large digits want."""


def _figures(view: LiveView) -> str:
    if view.remaining is not None:
        return span(view.remaining)
    return span(view.wait) if view.wait is not None else ""


def _ends(view: LiveView, zone: tzinfo) -> tuple[str, str]:
    """What stands in the rule, left and right."""
    if view.state == "held" and view.remaining is None:
        since = clock(view.held_since, zone, seconds=True)
        return _("HOLD  since {time}").format(time=since), _("TO NEXT") if view.wait is not None else ""
    if view.state in ("running", "held") and view.remaining is not None:
        on = _("HOLD") if view.state == "held" else _("ON")
        left = _("{on}  {number}  since {time}").format(
            on=on, number=shown(view.number), time=clock(view.since, zone, seconds=True)
        )
        ends = clock(view.ends, zone, seconds=True)
        if view.state == "held":
            return left, _("ON HOLD {time}, would end {ends}").format(time=span(view.held), ends=ends)
        if view.phase == "over":
            return left, _("OVER, was to end {ends}").format(ends=ends)
        return left, _("{sign}, ends {ends}").format(sign=sign(view), ends=ends)
    if view.state == "ended":
        return _("ENDED"), ""
    word = _("BEFORE THE START") if view.state == "before" else _("NOTHING ON")
    if view.wait is None:
        return word, ""
    return word, _("NEXT IN") if view.wait >= 0 else _("NEXT WAS DUE")


def _words(view: LiveView, width: int, rows: int) -> list[Content]:
    title = shown(f"{view.title}  {view.title_alt}" if view.title_alt else view.title)
    lines = [Content.styled(title, "bold")]
    if view.state == "held":
        reason = shown(view.reason) or _("no reason given")
        words = _("ON HOLD {time}: {reason}").format(time=span(view.held), reason=reason)
        lines.append(Content.styled(words, "bold $tone-warning"))
    lines += [Content.styled(each.words, each.tone) for each in view.said]
    return [fit_content(line, width) for line in (lines + [Content("")] * rows)[:rows]]


class LivePanel(Widget):
    """The panel. It draws what it was last shown; a second that changes nothing costs no layout."""

    def __init__(self, zone: tzinfo, *, ascii: bool = True, id: str | None = None) -> None:
        super().__init__(id=id)
        self.zone = zone
        self.ascii = ascii
        self.view = LiveView("before")

    def show(self, view: LiveView) -> None:
        if view != self.view:
            self.view = view
            self.refresh()

    def render(self) -> Content:
        return stacked(live_lines(self.view, self.zone, self.size.width, self.ascii, self.size.height))
