"""The desk's news on the stage: who has come, how many are in the room, the last note."""

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


class DeskView(Struct, frozen=True):
    """`room` is what is known of the people inside, `news` newest first."""

    room: str = ""
    news: tuple[News, ...] = ()


def desk_lines(view: DeskView, zone: tzinfo, width: int, height: int) -> list[Content]:
    """The rule and as many news as there is room for."""
    lines = [ruled(Content(_("DESK")), Content(shown(view.room)), width, "-")]
    for each in view.news[: max(1, height - 1)]:
        tone = "bold $tone-in" if each.arrival else ""
        sign = _("IN  ") if each.arrival else ""
        said = "   ".join(shown(part) for part in (each.words, each.what) if part)
        words = Content.assemble(clock(each.at, zone), "  ", (sign + said, tone))
        lines.append(spread(words, Content(shown(each.tail)), width))
    if not view.news:
        lines.append(Content(" " + _("Nothing from the desk yet.")))
    return [fit_content(line, width) for line in lines]


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
