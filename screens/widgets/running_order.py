"""The running order as a list: what is on, what is next, when each item comes; drawn by the line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cached_property

from msgspec import Struct
from rich.cells import cell_len
from textual.content import Content

from console.rules.kept import Kept
from console.rules.times.timeline import Line, Timeline
from data.words import _
from screens.widgets.line_list import LineList
from screens.widgets.lines import DIM, between, clock, fit_content, signed, span, spare
from screens.widgets.plain import shown, two_scripts

WIDE = 120


_longest: Kept[int] = Kept(2)


class OrderView(Struct, frozen=True, dict=True):
    """What the list shows: the timeline, the event's zone, and what is known of items beside their times."""

    timeline: Timeline
    zone: tzinfo
    called: str | None = None
    droppable: frozenset[str] = frozenset()
    cues: Mapping[str, str] = {}
    remarks: Mapping[str, str] = {}
    changed: frozenset[str] = frozenset()
    """Items whose times an edit that is not stored yet would change."""

    @cached_property
    def longest(self) -> int:
        """Cells of the longest number: asked at every line that is drawn and every second."""
        ids = tuple([line.id for line in self.timeline.items])
        return _longest.of(lambda: max(map(cell_len, ids), default=2), (), ids)


class Columns(Struct, frozen=True):
    """How many cells the number and the words take, and whether the wide columns are shown."""

    number: int
    words: int
    wide: bool


def columns(view: OrderView, width: int) -> Columns:
    """The widths at this width of the terminal."""
    wide = width >= WIDE
    longest = view.longest
    number = max(2, min(longest, 14 if wide else 8))
    times = (5 + 3) * 2 + 7 + ((8 + 8 + 8 + 12) if wide else 0)
    return Columns(number, max(8, width - (4 + number + 1 + 5) - times - 2), wide)


def heading(view: OrderView, width: int, beside: str = "") -> Content:
    """The words above the columns; `beside` stands where the items' titles leave room: what is counted to."""
    at = columns(view, width)
    words = shown(_("item"), at.words + 5)
    if beside:
        # Under the titles, which stand behind the number and the one word of what an item is.
        words = shown(_("item"), 8) + shown(beside, max(0, at.words - 3))
    left = " " * (4 + at.number + 1) + words
    cells = [shown(_("plan"), 5), shown(_("now"), 5)]
    if at.wide:
        cells += [shown(_("ends"), 5), shown(_("late"), 6).rjust(6), shown(_("latest"), 6)]
    tail = "   ".join(cells) + "  " + shown(_("length"), 6).rjust(6)
    if at.wide:
        tail += "  " + shown(_("cues"), 9)
    return fit_content(Content.styled(left + " " + tail, DIM), width)


def order_line(view: OrderView, line: Line, width: int) -> Content:
    """One item, exactly `width` cells."""
    at = columns(view, width)
    tone = _tone(view, line)
    muted = DIM if line.status in ("done", "skipped") or _passed_over(view, line) else ""
    bold = "bold " if line.id in (view.timeline.live, view.timeline.standby) else ""
    words = _words(view, line, at)
    head = Content.assemble(
        (f" {_sign(view, line)} ", f"{bold}{tone}"),
        (shown(line.id, at.number) + " ", f"{bold}{tone or muted}"),
        (shown(_word(view, line), 5), f"{bold}{tone or muted}"),
    )
    begins = line.actual_start or line.expected_start
    late_by = between(line.planned_start, begins) if begins is not None else 0
    plan = DIM
    if line.id in view.changed:
        # Times of an edit that is not stored yet are another colour in both columns, beside their sign.
        plan = bold = "bold $tone-ask "
    times = Content.assemble(
        (clock(line.planned_start, view.zone), plan),
        "   ",
        (clock(begins, view.zone), f"{bold}{'$tone-warning' if late_by >= 60 and not muted else muted}"),
    )
    if at.wide:
        ends = line.actual_end or line.expected_end
        late_words = signed(late_by) if late_by else ""
        times = Content.assemble(
            times, "   ", (clock(ends, view.zone), muted), "   ", (late_words.rjust(6)[:6], muted or DIM), "   ",
            (clock(line.latest_start, view.zone) + " ", muted or DIM),
        )  # fmt: skip
    times = Content.assemble(times, "  ", (span(_length(line, view.timeline.now)).rjust(6), muted))
    if at.wide:
        times = Content.assemble(times, "  ", (shown(view.cues.get(line.id, ""), 9), muted or DIM))
    body = Content.assemble(fit_content(words.stylize(muted) if muted else words, at.words), " ", times)
    return fit_content(Content.assemble(head, body), width)


def _words(view: OrderView, line: Line, at: Columns) -> Content:
    """Title, title in the other script, and what there is to say, which yields to the title."""
    title = two_scripts(line.title_alt, line.title) if not line.title_alt else shown(f"{line.title} {line.title_alt}")
    remark, tone = _remark(view, line, at.wide)
    if not remark:
        return Content(title)
    room = at.words - cell_len(remark) - 2
    if room < min(cell_len(title), 12):
        return Content(title)
    if cell_len(title) > room:
        short = shown(line.title, min(room, cell_len(shown(line.title))))
        return Content.assemble(short, "  ", (remark, tone))
    return Content.assemble(title, "  ", (remark, tone))


def _remark(view: OrderView, line: Line, wide: bool) -> tuple[str, str]:
    """What to say of an item beside its times, the most pressing only."""
    if line.conflict is not None:
        return _("!! {time} lost to its fixed end").format(time=span(line.conflict.seconds)), "$tone-danger"
    if line.hard_out is not None and line.hard_out.spare is not None and line.hard_out.spare < 0:
        return _("!! {time} past its hard out").format(time=span(-spare(line.hard_out.spare))), "$tone-danger"
    if line.gap <= -1 and line.status not in ("done", "skipped"):
        return _("!! overlaps {time}").format(time=span(-line.gap)), "$tone-warning"
    if (past := _past_the_day(view, line)) > 0:
        return _("!! {time} past the hard out").format(time=span(past)), "$tone-danger"
    if line.id in view.remarks:
        return shown(view.remarks[line.id]), "$tone-warning"
    if line.status in ("done", "skipped") or line.id == view.timeline.live:
        return "", ""
    if line.end_rule == "fixed" and line.expected_start is not None and line.expected_end is not None:
        taken = (line.expected_start - line.planned_start).total_seconds()
        ends = _("ends {time}").format(time=clock(line.expected_end, view.zone))
        if taken >= 1 and line.expected_end == line.planned_end:
            return _("{ends}, takes the {time}").format(ends=ends, time=span(round(taken))), DIM
        return ends, DIM
    if not wide and line.id == view.timeline.standby and line.id in view.cues:
        return _("cues {numbers}").format(numbers=view.cues[line.id]), DIM
    if not wide and line.latest_start is not None and line is _last(view):
        return _("latest start {time}").format(time=clock(line.latest_start, view.zone)), DIM
    return "", ""


def _past_the_day(view: OrderView, line: Line) -> float:
    """How far the item runs past the stage's hard out; 0 for those that do not, and for those after it."""
    out = view.timeline.hard_out
    if out is None or line.expected_start is None or line.expected_end is None or line.expected_start > out.at:
        return 0
    return (line.expected_end - out.at).total_seconds()


def _last(view: OrderView) -> Line | None:
    return next((line for line in reversed(view.timeline.items) if line.status != "skipped"), None)


def _sign(view: OrderView, line: Line) -> str:
    if line.id == view.timeline.live:
        return "=>"
    if line.id in view.changed:
        return " *"
    return " >" if line.id == view.timeline.standby else "  "


def _word(view: OrderView, line: Line) -> str:
    """The one word that says what the item is in this moment."""
    if line.id == view.timeline.live:
        return _("HOLD") if view.timeline.state == "held" else _("ON")
    if line.status == "skipped":
        return _("skip")
    if line.status == "done":
        return _("done")
    if line.id == view.timeline.standby:
        return _("STBY") if line.id == view.called else _("next")
    if line.flag:
        return _("flag")
    return _("cut?") if line.id in view.droppable else ""


def _tone(view: OrderView, line: Line) -> str:
    if line.id == view.timeline.live:
        return "$tone-in" if view.timeline.state != "held" else "$tone-warning"
    return "$tone-out" if line.id == view.timeline.standby else ""


def _passed_over(view: OrderView, line: Line) -> bool:
    waiting = line.status == "waiting" and line.expected_start is None
    return waiting and line.id != view.timeline.standby


def _length(line: Line, now: datetime) -> float:
    """How long it ran, is due to run or will run: from the start that is shown to the end that is shown."""
    start, end = line.actual_start, line.actual_end
    if line.remaining is not None:
        end = now.astimezone(UTC) + timedelta(seconds=line.remaining)
    elif start is None:
        start, end = line.expected_start, line.expected_end
    return between(start, end) if start is not None and end is not None else line.length


class RunningOrder(LineList):
    """The list. It keeps what is on in view with what comes next, until somebody picks a line."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.view: OrderView | None = None

    def show(self, view: OrderView) -> None:
        """Draw this; only the lines in view cost anything."""
        self.view = view
        self.tell([line.id for line in view.timeline.items])

    def seen(self, place: int, width: int) -> object:
        if self.view is None:
            return None
        view, times = self.view, self.view.timeline
        line = times.items[place]
        return (
            line, line.id == times.live, line.id == times.standby, times.state, line.id == view.called,
            line.id in view.droppable, view.cues.get(line.id), view.remarks.get(line.id), line.id in view.changed,
            columns(view, width), view.zone, times.hard_out and times.hard_out.at, line is _last(view),
            times.now if line.remaining is not None else None,
        )  # fmt: skip

    def line(self, place: int, width: int) -> Content:
        return order_line(self.view, self.view.timeline.items[place], width) if self.view is not None else Content("")

    def start(self) -> str | None:
        return (self.view.timeline.standby or self.view.timeline.live) if self.view is not None else None

    def beside(self) -> int:
        """What an edit of the line picked does is seen in those that follow."""
        return 2

    def above(self) -> int:
        """What is on stands in the middle of the room: what was is seen a little, what comes much more."""
        return self.size.height // 3

    def keep(self) -> int:
        if self.view is None:
            return 0
        times = self.view.timeline
        anchor = times.live or times.standby
        if anchor is None:
            return 0 if times.state == "before" else max(0, len(times.items) - 1)
        return next((place for place, line in enumerate(times.items) if line.id == anchor), 0)
