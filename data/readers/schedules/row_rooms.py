"""The stages of a table's row: the room it names, else the only one that the list names; a break is in all of them."""

from __future__ import annotations

from collections.abc import Sequence

from data.readers.headers import folded
from data.readers.rows import Cells
from data.readers.schedules.rooms import Rooms
from data.readers.schedules.words import kind_of
from data.words import _, ngettext


class Where:
    """Settles row after row; `room` is that of the whole sheet."""

    def __init__(self, rows: Sequence[Cells], room: str) -> None:
        named = {folded(text): text for cells in reversed(rows) if (text := cells.text("stage"))}
        self._named = list(reversed(named.values()))
        self._room = room or (self._named[0] if len(self._named) == 1 else "")
        self._everywhere: list[str] = []

    def stages(self, cells: Cells, rooms: Rooms) -> list[str]:
        """Where the row's item is: one stage, or all those of the list."""
        room = cells.text("stage") or self._room
        if not room and self._named and not rooms.says(""):
            title = cells.text("title")
            if kind_of(cells.text("kind"), title) == "break":
                self._everywhere.append(title)
                return list(dict.fromkeys(rooms.stage(each) for each in self._named))
        stage = rooms.stage(room)
        if not stage:
            cells.odd("stage", _("there are several stages: say which, or give --stage =STAGE"))
        return [stage]

    def notes(self) -> list[str]:
        breaks = self._everywhere
        if not breaks:
            return []
        words = ngettext(
            "{n} break names no room and is on every stage ({names}).",
            "{n} breaks name no room and are on every stage ({names}).", len(breaks),
        )  # fmt: skip
        return [words.format(n=len(breaks), names=", ".join(each[:30] for each in breaks[:4]))]
