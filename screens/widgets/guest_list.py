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

from screens.widgets.lines import drawn, fit_content
from screens.widgets.plain import fit, shown

PAGE = 40
WIDE = 110


class GuestRow(Struct, frozen=True):
    """One guest as the list draws them, `name` harmless already. `tone` colours `state`, `same` marks namesakes,
    `apart` is what tells them apart, `why` what they were found by where it is not the name."""

    id: str
    name: str
    category: str
    organisation: str
    seat: str
    state: str
    tone: str
    same: bool
    apart: str = ""
    why: str = ""


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
        self._places: tuple[tuple[str, float], ...] = ()
        self._told = 0.0

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
        self._note_places(time)
        self.refresh()

    def _note_places(self, time: float) -> None:
        """Since when each row of the first page stands where it does: another may be moved to at any moment."""
        rows = [row for n in range(min(self.count, PAGE)) if (row := self.row(n)) is not None]
        before = (*self._places, *[("", time)] * len(rows))
        self._places = tuple(
            (row.id, since if was == row.id else time) for row, (was, since) in zip(rows, before, strict=False)
        )
        self._told = time

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
        """Moves what is picked; the row moved to has stood since it came to its place, not since it is picked."""
        if not self.count:
            return
        self.cursor = max(0, min(self.count - 1, self.cursor + by))
        self.chosen = True
        self._was = self.picked.id if self.picked else ""
        self.since = self._places[self.cursor][1] if self.cursor < len(self._places) else self._told
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
    """`=>!! name  category  what tells of them  seat  state`: the middle gets what the others leave."""
    wide = width >= WIDE
    state, category, seat = (26, 10, 6) if wide else (15, 8, 5)
    rest = width - 4 - (2 + category + 1 + 1 + seat + 1 + state)
    name = max(16, rest // 2 if not wide else rest * 9 // 20)
    mark = "=>" if here else "  "
    return Content.assemble(
        (mark, "bold"),
        ("!!" if row.same else "  ", "bold $tone-ask"),
        f"{fit(row.name, name)}  {shown(row.category, category)} ",
        fit_content(_told(row), rest - name),
        f" {shown(row.seat, seat)} ",
        (shown(row.state, state), f"$tone-{row.tone}"),
    )


def _told(row: GuestRow) -> Content:
    """What tells namesakes apart, what the guest was found by, and the organisation, most needed first; each once."""
    apart, why, organisation = (shown(row.apart) if row.same else ""), shown(row.why), shown(row.organisation)
    if apart and apart in why:
        apart = ""
    bold = [part for part in (apart, why) if part]
    if any(organisation.endswith(part.lstrip("…~")) or organisation in part for part in bold):
        organisation = ""
    parts = [*[(part, "bold") for part in bold], *([(organisation, "")] if organisation else [])]
    return Content.assemble(*[each for part in parts for each in (part, "  ")][:-1])
