"""Row 1 of every room: which room and place, the state, who works here, and the clocks."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from screens.widgets.plain import fit, shown


def city(zone: str) -> str:
    """Three letters for a zone: `LON` of Europe/London, `SHA` of Asia/Shanghai."""
    return zone.rpartition("/")[2].replace("_", " ")[:3].upper()


PLACE = 24
"""Cells of the place, so that the state stands still from room to room."""


class ClockBar(Widget):
    """Told its words once a change and the time once a second; only this row is drawn again."""

    DEFAULT_CSS = """
    ClockBar { height: 1; background: $tone-bar; color: $foreground; text-wrap: nowrap; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._room = self._place = self._state = self._who = ""
        self._tone = "normal"
        self._clocks = ""

    def tell(self, room: str, place: str, state: str, tone: str, who: str) -> None:
        words = (shown(room), shown(place), shown(state), tone, shown(who))
        if words != (self._room, self._place, self._state, self._tone, self._who):
            self._room, self._place, self._state, self._tone, self._who = words
            self.refresh()

    def tick(self, now: datetime, zones: tuple[str, ...]) -> None:
        clocks = "   ".join(f"{city(zone)} {now.astimezone(ZoneInfo(zone)):%H:%M:%S}" for zone in zones)
        if clocks != self._clocks:
            self._clocks = clocks
            self.refresh()

    def render(self) -> Content:
        width = self.size.width
        clocks = self._clocks
        while cell_len(clocks) > width // 2 and "   " in clocks:
            clocks = clocks.rpartition("   ")[0]
        left = width - cell_len(clocks) - 2
        room = f" {self._room} "
        rest = max(0, left - cell_len(room) - cell_len(self._state) - 2)
        where, name = f" {self._place}", f"   {self._who}"
        wide = min(rest, max(PLACE, rest // 2))
        # A long name may have what the place leaves free.
        wide = max(min(wide, rest - cell_len(name)), min(wide, cell_len(where)))
        place, who = fit(where, wide), fit(name, rest - wide)
        return Content.assemble(
            (room, "bold reverse"),
            (place, "bold"),
            (f" {self._state} ", f"bold $tone-{self._tone}"),
            (who, ""),
            (f" {clocks} ", "bold"),
        )
