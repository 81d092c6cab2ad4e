"""A room whose door is there before the room is: it says so and leads back."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Static

from data.words import _
from screens.room import Room


class LaterRoom(Room):
    """Named after the room that will stand here."""

    def __init__(self, room: str) -> None:
        self.room = room
        super().__init__()

    def body(self) -> Iterable[Widget]:
        words = _("The {room} room is not built yet. F2 is the desk, F3 the stage.").format(room=self.room)
        yield Static(words, markup=False)
