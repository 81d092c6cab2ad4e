"""A page laid over the desk: a list of lines with one picked. Letters go to the desk's field; scans stay scans."""

from __future__ import annotations

from textual.events import Key

from console.actions import Action
from screens.room import Room
from screens.widgets.line_list import LineList
from screens.widgets.scan_input import ScanInput


class Page(Room):
    """Subclasses have one LineList. Esc goes back; so does typing a name, which is then found."""

    @property
    def lines(self) -> LineList:
        return self.query_one(LineList)

    def by_importance(self, rows: list[Action]) -> list[Action]:
        """What Enter does, the way back, then the others."""
        return sorted(rows, key=lambda row: 0 if "enter" in row.keys else 1 if row.id == "close" else 2)

    def act_pick_up(self) -> None:
        self.lines.step(-1)

    def act_pick_down(self) -> None:
        self.lines.step(1)

    def act_close(self) -> None:
        self.app.pop_screen()

    def on_key(self, event: Key) -> None:
        """Who types a name here looks for the next guest already."""
        if event.character is None or not event.is_printable or event.character == " ":
            return
        event.stop()
        self.app.pop_screen()
        fields = self.app.screen.query(ScanInput)
        if fields:
            field = fields.first()
            field.value = event.character
            field.cursor_position = 1
