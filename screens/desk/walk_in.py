"""The walk-in form: a name and Enter, and somebody who is not on the list is in; or they come with the last guest."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from console import desk
from console.rules.refusals import Refusal
from data import tables
from data.states import GuestState
from data.words import _
from screens.desk.guest_form import GuestForm
from screens.guest_now import door_title
from screens.widgets.plain import shown, two_scripts


class WalkInForm(GuestForm):
    """`with_` is the guest on the desk's panel, whose plus-one this may be."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+r", "plus_one", "")]

    def __init__(self, name: str, with_: str = "") -> None:
        super().__init__({"name": name})
        self._with = with_
        self._plus_one = False

    def on_mount(self) -> None:
        """A door for some only: who walks in there is one of them."""
        door = self.board.day.doors.get(self.board.door)
        if door is not None and door.admits:
            self.query_one("#category", Input).value = door.admits[0]

    def heading(self) -> str:
        where = door_title(self.board.day, self.board.door) if self.board.day.doors else _("no door")
        if self._plus_one:
            return _("PLUS-ONE   {door}   added and let in; ^Z takes it all back").format(door=where)
        return _("WALK-IN   {door}   added and let in; ^Z takes it all back").format(door=where)

    def about(self) -> Content:
        host = self._host()
        if not self._plus_one or host is None:
            return Content("")
        who = two_scripts(host.guest.name, host.guest.name_alt)
        return Content.styled(
            _("With {name}. No name yet? Enter alone; the card names them later.").format(name=who), "bold"
        )

    def more_keys(self) -> str:
        host = self._host()
        if host is None:
            return ""
        if self._plus_one:
            return _("^R not a plus-one")
        return _("^R plus-one of {name}").format(name=shown(host.guest.name, 16).rstrip())

    def _host(self) -> GuestState | None:
        return tables.stays(self.board.file.db, self._with) if self._with else None

    def action_plus_one(self) -> None:
        if self._host() is not None:
            self._plus_one = not self._plus_one
            self.tell_about()
            self._tell_keys()

    def add(self, values: dict[str, str]) -> str | None:
        board, host = self.board, self._host()
        if self._plus_one and host is not None:
            values = self._as_plus_one(values, host)
        if "name" not in values:
            return _("A walk-in needs a name.")
        added = desk.walk_in(board.file, values, now=board.now(), operator=board.operator, door=board.door or None)
        if isinstance(added, Refusal):
            return added.message
        if added.answer is not None:
            board.visits.show(added.answer)
        return None

    def _as_plus_one(self, values: dict[str, str], host: GuestState) -> dict[str, str]:
        """What a plus-one has of who they come with, and a name until they have one."""
        own = {
            "delegation": host.guest.delegation,
            "organisation": host.guest.organisation,
            "plus_one_of": host.guest.id,
        }
        named = {"name": _("Guest of {name}").format(name=host.guest.name), "category": host.guest.category}
        return {field: text for field, text in (own | named | values).items() if text}
