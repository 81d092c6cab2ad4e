"""Who answers for an override: where there are operators, a lead, whose PIN is asked for unless they sit here."""

from __future__ import annotations

from collections.abc import Callable

from console.rules import roles
from console.rules.admission import Override
from console.rules.refusals import Refusal
from data.words import _
from screens.room import Room
from screens.widgets.plain import shown


def answered_for(room: Room, why: str, supervisor: str, done: Callable[[Override], None]) -> None:
    """Gives `done` the override once somebody answers for it; else the room says why not."""
    board = room.board
    known = board.day.operators
    if not known or board.operator in roles.leads(known):
        done(Override(why, supervisor))
        return
    from console import operators

    lead = operators.called(known, supervisor)
    if lead not in roles.leads(known):
        words = _("{name} is no lead; a lead answers for letting somebody in. Nothing was done.")
        room.say_refusal(Refusal("not_allowed", words.format(name=shown(supervisor))))
        return

    def proven(pin: str) -> None:
        if not pin:
            room.say(_("It wants the lead's PIN; nothing was done."), "ask")
            return
        found = operators.sign_in(board.file, lead, pin, now=board.now())
        if isinstance(found, Refusal):
            room.say_refusal(found)
        else:
            done(Override(why, lead, proven=True))

    room.ask(_("PIN of {name}:").format(name=shown(lead)), proven, hidden=True)
