"""Which door this desk works at: the next of a few with one key, one of many by its number or name."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from data.states import EventState
from data.words import _
from screens.desk.base import DeskBase
from screens.widgets.plain import fit, shown
from screens.widgets.prompt import Prompt

FEW = 3
"""Doors that are gone through one by one; of more, the wrong one would be passed too often."""
NUMBER = 6
"""Cells before and after a door's name."""
ROWS = 4
"""Doors one under the other on the panel."""


class DoorActs(DeskBase):
    """The doors to choose from stand on the panel while the question stands, or until the next verdict."""

    _beside: object = None
    _asked_door = False

    def act_door(self) -> None:
        doors = list(self.board.day.doors)
        if len(doors) <= FEW:
            here = doors.index(self.board.door) if self.board.door in doors else -1
            self._work_at(doors[(here + 1) % len(doors)])
            return
        self._asked_door, self._beside = True, self.board.visits.latest
        self.ask(_("Door, its number or part of its name:"), self._door_named)

    def choosing(self) -> bool:
        """Do the doors stand on the panel? A verdict that came since has taken their place."""
        stands = self._asked_door and self.query_one(Prompt).asking
        return stands and self._beside is self.board.visits.latest

    def on_prompt_left(self) -> None:
        self._asked_door = False
        self.board.changed()

    def _door_named(self, typed: str) -> None:
        doors = self.board.day.doors
        named = [door for door, known in doors.items() if typed.casefold() in f"{door} {known.title}".casefold()]
        if typed.isdecimal() and 0 < int(typed) <= len(doors):
            named = [list(doors)[int(typed) - 1]]
        if not typed:
            return
        if len(named) == 1:
            self._work_at(named[0])
        elif named:
            self.say(_("{n} doors are called that; ^S asks again.").format(n=len(named)), "ask")
        else:
            self.say(_("No door is called that; ^S asks again."), "ask")

    def _work_at(self, door: str) -> None:
        self.board.door = door
        self.say(_("Door: {door}").format(door=self.place()))


def doors_shown(day: EventState, here: str, width: int) -> Sequence[str | Content]:
    """The doors with their numbers, in columns; the one worked at now is marked."""
    columns = -(-len(day.doors) // ROWS)
    wide = (width - 4) // columns
    cells = [
        Content.assemble(
            ("=>" if door == here else "  ", "bold"),
            (f"{n:>2} ", "bold"),
            fit(shown(known.title or door), wide - NUMBER),
            " ",
        )
        for n, (door, known) in enumerate(day.doors.items(), 1)
    ]
    return (_("Which door?"), *(Content.assemble(*cells[row::ROWS]) for row in range(ROWS)))
