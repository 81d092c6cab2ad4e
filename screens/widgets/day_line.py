"""How late the day is and why, and how much is spare before everybody must be out: one rule across the room."""

from __future__ import annotations

from datetime import tzinfo

from textual.content import Content
from textual.widget import Widget

from console.rules.times.timeline import Timeline
from console.rules.times.whole import whole
from data.words import _
from screens.widgets.lines import clock, ruled, signed, span, spare
from screens.widgets.plain import dots


def day_line(timeline: Timeline, zone: tzinfo, width: int) -> Content:
    """`DAY 2:10 LATE  =  began +4:10   took -2:00 ---- OUT BY 17:30   spare 10:00`; where it is too long for the
    terminal, the smallest reasons go and a sign says so."""
    long, short = _out(timeline, zone), _out(timeline, zone, short=True)
    ways = [("   ", long, REASONS), ("  ", long, REASONS), ("  ", short, REASONS)]
    ways += [(" ", short, most) for most in range(REASONS, -1, -1)]
    for gap, right, most in ways:
        left = _day(timeline, gap, most)
        if left.cell_length + right.cell_length + ENDS <= width:
            return ruled(left, right, width, "-")
    return ruled(_day(timeline, " ", 0), short, width, "-")


REASONS = 4
"""How many reasons a day's lateness has."""
ENDS = 10
"""Cells of the rule itself."""


def _day(timeline: Timeline, gap: str, most: int) -> Content:
    figures = whole(timeline.offset, timeline.why)
    late = figures.late
    if timeline.live is None and timeline.standby is None and timeline.state != "ended":
        return Content(_("DAY  nothing planned"))
    if late > 0:
        word, tone = _("DAY {time} LATE").format(time=span(late)), "bold $tone-warning"
    elif late < 0:
        word, tone = _("DAY {time} EARLY").format(time=span(-late)), "bold $tone-out"
    else:
        word, tone = _("DAY ON TIME"), "bold $tone-in"
    reasons = [(_("began"), figures.began), (_("gave") if figures.added > 0 else _("took"), figures.added)]
    reasons += [(_("held"), figures.held), (_("over"), figures.overrun)]
    kept = sorted((each for each in reasons if each[1]), key=lambda each: -abs(each[1]))[:most]
    parts = [f"{name} {signed(seconds)}" for name, seconds in reasons if (name, seconds) in kept]
    if not parts:
        return Content.styled(word, tone)
    if len(parts) < sum(1 for _name, seconds in reasons if seconds):
        parts.append(dots())
    return Content.assemble((word, tone), "  =  " if len(gap) > 1 else " = ", gap.join(parts))


def _out(timeline: Timeline, zone: tzinfo, *, short: bool = False) -> Content:
    hard = timeline.hard_out
    if hard is None:
        if timeline.expected_end is None:
            return Content("")
        return Content(_("ends {time}").format(time=clock(timeline.expected_end, zone)))
    words = (_("OUT {time}") if short else _("OUT BY {time}")).format(time=clock(hard.at, zone))
    if hard.spare is None:
        return Content(words)
    before = words + (" " if short else "   ")
    if spare(hard.spare) < 0:
        over = _("!! {time} PAST IT").format(time=span(-spare(hard.spare)))
        return Content.assemble(before, (over, "bold $tone-over"))
    return Content.assemble(before, _("spare {time}").format(time=span(spare(hard.spare))))


class DayLine(Widget):
    """The rule between the panels and the list."""

    def __init__(self, zone: tzinfo, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.zone = zone
        self.timeline: Timeline | None = None

    def show(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.refresh()

    def render(self) -> Content:
        return day_line(self.timeline, self.zone, self.size.width) if self.timeline is not None else Content("")
