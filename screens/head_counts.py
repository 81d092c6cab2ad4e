"""People inside a door's place, counted by eye and typed at the desk or the stage."""

from __future__ import annotations

from console import desk
from data.words import _, ngettext
from screens.guest_now import door_title
from screens.room import Room


def ask_heads(room: Room, door: str) -> None:
    """Asks how many are inside; a count is an act, and is taken back like one."""
    board = room.board
    title = door_title(board.day, door)

    def counted(typed: str) -> None:
        if not typed.isdecimal():
            room.say(_("A head count is a number; nothing was written down."), "ask")
            return
        answer = desk.count_heads(board.file, door, int(typed), now=board.now(), operator=board.operator)
        if isinstance(answer, desk.Refusal):
            room.say_refusal(answer)
            return
        said = ngettext("{n} in {place}, by eye.", "{n} in {place}, by eye.", answer.count)
        if answer.before is not None and answer.before != answer.count:
            said = _("{n} in {place}, by eye; by entries and exits it was {before}.")
        room.say(said.format(n=answer.count, place=title, before=answer.before), "in")

    room.ask(_("People inside {place}, by eye:").format(place=title), counted)
