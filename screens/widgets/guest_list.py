"""The guests found: a list that asks only for the rows in view, however many there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from textual.content import Content
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from screens.widgets.lines import drawn
from screens.widgets.plain import fit, shown

PAGE = 40


class GuestRow(Struct, frozen=True):
    """One guest as the list draws them, `name` harmless already. `tone` colours `state`, `same` marks namesakes."""

    id: str
    name: str
    category: str
    organisation: str
    seat: str
    state: str
    tone: str
    same: bool


Ask = Callable[[int, int], Sequence[GuestRow]]
"""Rows from a place on, at most so many."""


class GuestList(ScrollView, can_focus=False):
    """`tell` gives the count and the way to ask. `picked` is the row that Enter means, `chosen` that a person moved
    to it, `since` from when that row has stood at its place."""

    DEFAULT_CSS = """
    GuestList { height: 1fr; min-height: 2; text-wrap: nowrap; scrollbar-size: 0 0; }
    GuestList > .list--picked { background: $primary 25%; color: $foreground; text-style: bold; }
    """
    COMPONENT_CLASSES = {"list--picked"}

    class Clicked(Message):
        """A row was chosen with the mouse."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.count = 0
        self.cursor = 0
        self.chosen = False
        self.since = 0.0
        self._ask: Ask = lambda _place, _most: ()
        self._pages: dict[int, Sequence[GuestRow]] = {}
        self._was = ""

    def tell(self, count: int, ask: Ask, time: float, keep: bool = False) -> None:
        """New results at `time`; `keep` is the same query asked again, where the row picked stays picked."""
        before = self.picked.id if keep and self.picked else ""
        self.count, self._ask = count, ask
        self._pages.clear()
        if not keep:
            self.cursor, self.chosen = 0, False
            self.scroll_to(y=0, animate=False, force=True)
        self.virtual_size = Size(self.size.width, count)
        if before:
            self.cursor = min(self.cursor, max(0, count - 1))
            if self.picked is None or self.picked.id != before:
                self._find_again(before)
        self._stood(time)
        self.refresh()

    def _find_again(self, guest: str) -> None:
        places = [n for n in range(min(self.count, PAGE)) if (row := self.row(n)) is not None and row.id == guest]
        if places:
            self.cursor = places[0]
        else:
            self.chosen = False

    def _stood(self, time: float) -> None:
        now = self.picked.id if self.picked else ""
        if now != self._was:
            self._was, self.since = now, time

    @property
    def picked(self) -> GuestRow | None:
        return self.row(self.cursor)

    def row(self, place: int) -> GuestRow | None:
        if not 0 <= place < self.count:
            return None
        page = place // PAGE
        if page not in self._pages:
            self._pages[page] = self._ask(page * PAGE, PAGE)
        rows = self._pages[page]
        return rows[place - page * PAGE] if place - page * PAGE < len(rows) else None

    def step(self, by: int) -> None:
        """Moves what is picked. The rows themselves stay, so that a row moved to has stood as long as the others."""
        if not self.count:
            return
        self.cursor = max(0, min(self.count - 1, self.cursor + by))
        self.chosen = True
        self._was = self.picked.id if self.picked else ""
        self.scroll_to_region(Region(0, self.cursor, 1, 1), animate=False, force=True)
        self.refresh()

    def on_click(self, event: Click) -> None:
        place = event.y + self.scroll_offset.y
        if place < self.count:
            self.step(place - self.cursor)
            self.post_message(self.Clicked())

    def on_resize(self) -> None:
        self.virtual_size = Size(self.size.width, self.count)

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        base = self.visual_style
        place = y + self.scroll_offset.y
        row = self.row(place)
        if row is None:
            return Strip.blank(width, base.rich_style)
        here = place == self.cursor
        if here:
            base += Style.from_styles(self.get_component_styles("list--picked"))
        return drawn(self, _line(row, width, here), width, base)


def _line(row: GuestRow, width: int, here: bool) -> Content:
    state = 19 if width < 110 else 26
    category = 10
    rest = width - 4 - category - 7 - state - 4
    name = max(16, rest * 11 // 20)
    mark = "=>" if here else "  "
    return Content.assemble(
        (mark, "bold"),
        ("!!" if row.same else "  ", "bold $tone-ask"),
        f"{fit(row.name, name)}  {shown(row.category, category)} {shown(row.organisation, rest - name)} ",
        f"{shown(row.seat, 6)} ",
        (shown(row.state, state), f"$tone-{row.tone}"),
    )
