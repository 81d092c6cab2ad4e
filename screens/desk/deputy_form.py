"""Somebody comes instead of a guest: the walk-in's form, with the guest they come for above it."""

from __future__ import annotations

from textual.content import Content

from console import desk
from console.rules.refusals import Refusal
from data.states import GuestState
from data.words import _
from screens.desk.guest_form import GuestForm
from screens.guest_now import door_title
from screens.widgets.plain import shown, two_scripts


class DeputyForm(GuestForm):
    """The deputy takes over category, delegation, seat and organisation; what is typed here stands before that."""

    def __init__(self, principal: GuestState) -> None:
        guest = principal.guest
        super().__init__({"organisation": guest.organisation, "category": guest.category, "seat": guest.seat})
        self._principal = principal

    def heading(self) -> str:
        where = door_title(self.board.day, self.board.door) if self.board.day.doors else _("no door")
        return _("INSTEAD OF A GUEST   {door}   ^Z takes it all back").format(door=where)

    def about(self) -> Content:
        guest = self._principal.guest
        said = _("{name} does not come; whoever is named here comes instead.")
        name = two_scripts(guest.name, guest.name_alt)
        told = dict.fromkeys((guest.category.upper(), guest.organisation, guest.delegation))
        parts = "  ".join(shown(part) for part in told if part)
        return Content.assemble((said.format(name=name), "bold"), "\n", (parts, "$tone-dim"))

    def add(self, values: dict[str, str]) -> str | None:
        board = self.board
        answer = desk.deputy(
            board.file, self._principal.guest.id, values, now=board.now(), operator=board.operator,
            door=board.door or None,
        )  # fmt: skip
        if isinstance(answer, Refusal):
            return answer.message
        if answer.answer is not None:
            board.visits.show(answer.answer)
        if answer.waits:
            # They stand at the door: the refusal on the panel is what the lead's ^Y answers.
            waits = board.visits.pass_door(board.file, answer.guest.id, board.door, board.now(), board.operator, "in")
            return waits.message if isinstance(waits, Refusal) else None
        return None
