"""What whoever imports says of the list: the field of a column, the stage of a room, the day, and what it lists."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

from msgspec.structs import replace

from data.readers.guest_columns import ALIASES
from data.readers.headers import EXTRA
from data.readers.plan import TABLES, Choices, Table
from data.readers.programme_file import FIELDS, field_called
from data.words import _
from screens.importing.lines import View, columns, rooms
from screens.importing.running import Look
from screens.importing.text_lines import TextLines
from screens.room import Room
from screens.widgets.plain import shown

_OF_GUESTS = ("name", *(field for field in ALIASES if field != "name"), EXTRA)
_OF_ITEMS = ("start", "title", *(field for field in FIELDS if field not in ("start", "title")), EXTRA)


def fields_of(look: Look) -> tuple[str, ...]:
    """What a column of the list can be."""
    return _OF_ITEMS if look.kind == "programme" else _OF_GUESTS


class Choosing(Room):
    """Each answer has the list read anew."""

    def __init__(self) -> None:
        super().__init__()
        self.look: Look | None = None
        self.reading = False
        self.view: View = "columns"

    def read(self, source: Path, choices: Choices, kind: Table | None = None) -> None:
        raise NotImplementedError

    def act_field_next(self) -> None:
        self._step_field(1)

    def act_field_before(self) -> None:
        self._step_field(-1)

    def act_field_of(self) -> None:
        if self.view == "rooms":
            self._ask_stage()
            return
        picked = self._picked()
        if picked is None:
            self.say(_("Up and Down pick a column first."), "warning")
            return
        few = _("start, title, room …") if self.look is not None and self.look.kind == "programme" else None
        question = _("{column} is ({fields}):").format(
            column=shown(picked[0], 20).rstrip(), fields=few or _("name, email, extra …")
        )
        self.ask(question, lambda typed: self._typed(picked[0], typed))

    def act_kind_of(self) -> None:
        question = _("It lists ({kinds}):").format(kinds=", ".join(each for each in TABLES if each != "cues"))
        self.ask(question, self._kind)

    def act_day_of(self) -> None:
        look = self.look
        if look is None:
            return
        days = [day.day.isoformat() for read in look.recognised for day in read.days]
        known = ", ".join(days[:3]) + (" …" if len(days) > 3 else "")
        self.ask(_("The day ({days}, all):").format(days=known or "2026-10-25"), self._day)

    def _picked(self) -> tuple[str, str] | None:
        """The column picked and its field."""
        place = self.query_one(TextLines).place
        if self.look is None or self.view != "columns" or place is None or place >= len(columns(self.look)):
            return None
        column = columns(self.look)[place]
        return column.column, column.field or EXTRA

    def _step_field(self, by: int) -> None:
        picked = self._picked()
        if picked is not None and self.look is not None:
            fields = fields_of(self.look)
            now = fields.index(picked[1]) if picked[1] in fields else len(fields) - 1
            self._map(picked[0], fields[(now + by) % len(fields)])

    def _typed(self, column: str, typed: str) -> None:
        """A field by its name or the beginning of it that only one has."""
        fields = fields_of(self.look) if self.look is not None else ()
        word = typed.strip().casefold().replace(" ", "_").replace("-", "_")
        if self.look is not None and self.look.kind == "programme":
            word = field_called(word)
        found = [field for field in fields if field == word] or [f for f in fields if word and f.startswith(word)]
        if len(found) != 1:
            self._refuse(_("Fields: {fields}").format(fields=", ".join(found or fields)))
            return
        self._map(column, found[0])

    def _map(self, column: str, field: str) -> None:
        if self.look is not None:
            kept = {
                name: other for name, other in self.look.choices.columns.items() if other != field or field == EXTRA
            }
            self._anew(self.look, replace(self.look.choices, columns={**kept, column: field}))

    def _ask_stage(self) -> None:
        place = self.query_one(TextLines).place
        there = rooms(self.look) if self.look is not None else ()
        if place is None or place >= len(there):
            self.say(_("Up and Down pick a room first."), "warning")
            return
        room = there[place].room
        question = _("{room} is the stage:").format(room=shown(room or _("no room named"), 24).rstrip())
        self.ask(question, lambda typed: self._stage(room, typed))

    def _stage(self, room: str, typed: str) -> None:
        if self.look is not None and typed.strip():
            stages = {**self.look.choices.stages, room: typed.strip()}
            self._anew(self.look, replace(self.look.choices, stages=stages))

    def _kind(self, typed: str) -> None:
        word = typed.strip().casefold()
        found = [each for each in TABLES if word and each.startswith(word)]
        if len(found) != 1:
            self._refuse(_("It lists one of these: {kinds}").format(kinds=", ".join(TABLES)))
        elif self.look is not None:
            self.read(self.look.source, Choices(), found[0])

    def _day(self, typed: str) -> None:
        word = typed.strip().casefold()
        try:
            day: date | Literal["all"] | None = "all" if word == "all" else date.fromisoformat(word) if word else None
        except ValueError:
            self._refuse(_("Write a day as 2026-10-25, or all; nothing is all of them too."))
            return
        if self.look is not None:
            self._anew(self.look, replace(self.look.choices, day=day))

    def _anew(self, look: Look, choices: Choices) -> None:
        self.read(look.source, choices, look.kind)

    def _refuse(self, words: str) -> None:
        self.board.ring()
        self.say(words, "warning")
