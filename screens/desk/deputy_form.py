"""Somebody comes instead of a guest: the walk-in's form, with the guest they come for above it."""

from __future__ import annotations

from typing import ClassVar, Literal

from textual.binding import Binding, BindingType
from textual.content import Content

from console import desk
from console.desk.deputies import turns_of
from console.rules import roles
from console.rules.refusals import Refusal
from data.states import GuestState
from data.words import _
from screens.desk.guest_form import GuestForm
from screens.guest_now import door_title
from screens.widgets.plain import shown, two_scripts


class DeputyForm(GuestForm):
    """The deputy takes over category, delegation, seat and organisation; what is typed here stands before that. Where
    the guest was to speak, ^S gives the deputy their turns too."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "speaks", "")]

    def __init__(self, principal: GuestState) -> None:
        guest = principal.guest
        super().__init__({"organisation": guest.organisation, "category": guest.category, "seat": guest.seat})
        self._principal = principal
        self._turns: tuple[str, ...] = ()
        self._speaks: Literal["too", "no"] = "no"

    def heading(self) -> str:
        where = door_title(self.board.day, self.board.door) if self.board.day.doors else _("no door")
        return _("INSTEAD OF A GUEST   {door}   ^Z takes it all back").format(door=where)

    def about(self) -> Content:
        guest = self._principal.guest
        said = _("{name} does not come; whoever is named here comes instead.")
        name = two_scripts(guest.name, guest.name_alt)
        told = dict.fromkeys((guest.category.upper(), guest.organisation, guest.delegation))
        parts = "  ".join(shown(part) for part in told if part)
        rows: list[Content | str | tuple[str, str]] = [(said.format(name=name), "bold"), "\n", (parts, "$tone-dim")]
        if self._turns:
            rows += ["\n", (self._speaking(), "bold $tone-ask" if self._speaks == "no" else "bold $tone-in")]
        return Content.assemble(*rows)

    def on_mount(self) -> None:
        self._turns = turns_of(self.board.file, self._principal.guest.id)
        super().on_mount()

    def _speaking(self) -> str:
        """Who comes instead does not speak by that alone: the desk says it, or the stage does."""
        slots = ", ".join(shown(slot) for slot in self._turns)
        if self._may_say() is not None:
            return _("They were to speak ({slots}): the stage says whether who comes does.").format(slots=slots)
        if self._speaks == "too":
            return _("They were to speak ({slots}): who comes speaks instead. ^S not").format(slots=slots)
        return _("They were to speak ({slots}). ^S who comes speaks instead").format(slots=slots)

    def _may_say(self) -> Refusal | None:
        return roles.forbidden(self.board.day.operators, self.board.operator, "speakers")

    def action_speaks(self) -> None:
        if self._turns and self._may_say() is None:
            self._speaks = "no" if self._speaks == "too" else "too"
            self.tell_about()

    def add(self, values: dict[str, str]) -> str | None:
        board = self.board
        answer = desk.deputy(
            board.file, self._principal.guest.id, values, now=board.now(), operator=board.operator,
            door=board.door or None, speaks=self._speaks,
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
