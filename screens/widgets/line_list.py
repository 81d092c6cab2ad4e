"""A list of lines with one picked, drawn by the line, so that a thousand cost no more than those in view."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from screens.widgets.lines import drawn

MOST_DRAWN = 200
"""Lines that are kept as they were drawn: more than any terminal has rows."""


class LineList(ScrollView, can_focus=True, inherit_bindings=False):
    """Subclasses draw a line in `line`; `tell` gives the ids of all lines in order. `picked` is what acts are about."""

    DEFAULT_CSS = """
    LineList { height: 1fr; text-wrap: nowrap; scrollbar-size: 0 0; }
    LineList > .list--picked { background: $primary 25%; color: $foreground; text-style: bold; }
    """
    COMPONENT_CLASSES = {"list--picked"}

    class Picked(Message):
        """A line was picked with the mouse or the keys."""

        def __init__(self, line: str) -> None:
            super().__init__()
            self.line = line

    ABOVE = 1
    """With room to spare, so many lines of what has been stay above what is kept in view."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.picked: str | None = None
        self._ids: tuple[str, ...] = ()
        self._places: dict[str, int] = {}
        self._kept: object = None
        self._drawn: dict[str, tuple[object, Strip]] = {}

    # -- to fill in ---------------------------------------------------------------------------------------------------
    def line(self, place: int, width: int) -> Content:
        """The line at that place, exactly `width` cells."""
        raise NotImplementedError

    def seen(self, place: int, width: int) -> object:
        """All that the line at that place is drawn from, which is drawn once while that is equal; None: each time."""
        return None

    def marked(self) -> str | None:
        """The line drawn as picked."""
        return self.picked

    def start(self) -> str | None:
        """Where stepping begins when nothing is picked."""
        return None

    def keep(self) -> int:
        """The place to hold in view while nothing is picked."""
        return 0

    def above(self) -> int:
        """How many lines of what has been stay in view above that place."""
        return self.ABOVE if self.size.height >= 9 else 0

    def beside(self) -> int:
        """How many lines after the one picked are seen with it, and one before it; none by itself."""
        return 0

    # -- to use -------------------------------------------------------------------------------------------------------
    def tell(self, ids: Sequence[str]) -> None:
        """These are the lines now. What is to be kept in view is kept, unless somebody picked a line."""
        if tuple(ids) != self._ids:
            self._ids = tuple(ids)
            self._places = {line: place for place, line in enumerate(ids)}
            self.virtual_size = Size(self.size.width, len(ids))
        if self.picked not in self._places:
            self.picked = None
        self._settle()
        self.refresh()

    def _settle(self) -> None:
        wanted = (self.keep(), self.size.height)
        if wanted != self._kept and self.picked is None:
            self._kept = wanted
            self._keep_in_view()

    def pick(self, line: str | None) -> None:
        """Marks a line; None: what is kept in view by itself again."""
        self.picked = line if line in self._places else None
        if self.picked is not None:
            place, beside = self._places[self.picked], self.beside() if self.size.height >= 5 else 0
            first, last = max(0, place - min(1, beside)), min(len(self._ids) - 1, place + beside)
            self.scroll_to_region(Region(0, first, 1, last - first + 1), animate=False, force=True)
            self.post_message(self.Picked(self.picked))
        else:
            self._keep_in_view()
        self.refresh()

    def step(self, by: int) -> None:
        """Picks the line so many further on; the first step picks where stepping begins."""
        if not self._ids:
            return
        start = self.picked or self.start()
        place = self._places.get(start or "", -1)
        if self.picked is not None or place < 0:
            place = place + by if place >= 0 else (0 if by > 0 else len(self._ids) - 1)
        self.pick(self._ids[max(0, min(len(self._ids) - 1, place))])

    def pick_first(self) -> None:
        self.pick(self._ids[0] if self._ids else None)

    def pick_last(self) -> None:
        self.pick(self._ids[-1] if self._ids else None)

    def _keep_in_view(self) -> None:
        self.scroll_to(y=max(0, self.keep() - self.above()), animate=False, force=True)

    def on_resize(self) -> None:
        self._kept = None
        self.virtual_size = Size(self.size.width, len(self._ids))
        # Textual draws it in its new size by itself; to ask for it again costs every key that opens a line a frame.
        self._settle()

    def on_click(self, event: Click) -> None:
        place = event.y + self.scroll_offset.y
        if 0 <= place < len(self._ids):
            self.pick(self._ids[place])

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        base = self.visual_style
        place = y + self.scroll_offset.y
        if place >= len(self._ids):
            return Strip.blank(width, base.rich_style)
        if self._ids[place] == self.marked():
            base += Style.from_styles(self.get_component_styles("list--picked"))
        line, seen = self._ids[place], self.seen(place, width)
        if seen is None:
            return drawn(self, self.line(place, width), width, base)
        seen = (seen, width, base, self.app.theme)
        known = self._drawn.get(line)
        if known is None or known[0] != seen:
            if len(self._drawn) > MOST_DRAWN:
                self._drawn.clear()
            known = self._drawn[line] = (seen, drawn(self, self.line(place, width), width, base))
        return known[1]
