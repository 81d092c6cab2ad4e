"""The desk's line on the stage: what waits for an answer, latecomers, who has come, how many are in the room."""

from __future__ import annotations

from datetime import datetime, tzinfo

from msgspec import Struct
from textual.content import Content
from textual.widget import Widget

from data.words import _
from screens.widgets.lines import clock, fit_content, ruled, spread, stacked
from screens.widgets.plain import shown


class News(Struct, frozen=True):
    """One thing that happened, with who wrote it down; `arrival` is somebody the stage waits for: `what` and which
    `guest` they are, and whether a bell was ordered for them."""

    at: datetime
    words: str
    tail: str = ""
    arrival: bool = False
    what: str = ""
    guest: str = ""
    rings: bool = False


class Pin(Struct, frozen=True):
    """A line that stands until somebody answers or it is over; `tail` is since when, or the key. `turned` over while it
    blinks."""

    at: datetime | None
    words: str
    tail: str = ""
    tone: str = "bold"
    turned: bool = False


class DeskView(Struct, frozen=True):
    """`room` is what is known of the people inside, `house` how the house stands; `pins` come before `news`, which is
    newest first."""

    room: str = ""
    news: tuple[News, ...] = ()
    house: str = ""
    pins: tuple[Pin | News, ...] = ()


def rows_wanted(view: DeskView, least: int, most: int) -> int:
    """How many rows say all that is pinned."""
    return max(least, min(most, 1 + len(view.pins)))


def desk_lines(view: DeskView, zone: tzinfo, width: int, height: int) -> list[Content]:
    """The rule, what is pinned, and as many news as there is room for."""
    head = Content.assemble(_("DESK"), (f"   {shown(view.house)}" if view.house else "", "bold"))
    lines = [ruled(head, Content(shown(view.room)), width, "-")]
    rows = max(1, height - 1)
    for place, pin in enumerate(view.pins[:rows]):
        more = len(view.pins) - rows if place == rows - 1 else 0
        lines.append(_told(pin, zone, width) if isinstance(pin, News) else _pinned(pin, zone, width, more))
    lines += [_told(each, zone, width) for each in view.news[: rows - len(lines) + 1]]
    if not view.news and not view.pins:
        lines.append(Content(" " + _("Nothing from the desk yet.")))
    return [fit_content(line, width) for line in lines]


def _told(each: News, zone: tzinfo, width: int) -> Content:
    tone = "bold $tone-in" if each.arrival else ""
    sign = _("IN  ") if each.arrival else ""
    said = "   ".join(shown(part) for part in (each.words, each.what) if part)
    words = Content.assemble(clock(each.at, zone), "  ", (sign + said, tone))
    return spread(words, Content(shown(each.tail)), width)


def _pinned(pin: Pin, zone: tzinfo, width: int, more: int) -> Content:
    tail = "   ".join(part for part in (_("+{n} more").format(n=more) if more > 0 else "", shown(pin.tail)) if part)
    style = f"{pin.tone} reverse" if pin.turned else pin.tone
    return spread(Content.assemble(clock(pin.at, zone), "  ", (shown(pin.words), style)), Content(tail), width)


class DeskLine(Widget):
    """The rule and the newest lines."""

    def __init__(self, zone: tzinfo, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.zone = zone
        self.view = DeskView()

    def show(self, view: DeskView) -> None:
        if view != self.view:
            self.view = view
            self.refresh()

    def render(self) -> Content:
        return stacked(desk_lines(self.view, self.zone, self.size.width, self.size.height))
