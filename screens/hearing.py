"""What other rooms say in this one: read when the file changes, rung for once, and seen with one key."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from textual.content import Content

from console import messages
from console.actions import Action
from console.rules import messages as rules
from data.between import Message
from data.kinds.messages import Address
from data.words import _
from screens.room import Room
from screens.widgets.lines import span
from screens.widgets.plain import fit, shown

SIGN = 5
"""Cells of an alert's sign, and of the margin after it."""


class Hearing(Room):
    """A room says in `waiting_words` what waits in it."""

    _rung: frozenset[str] | None = None

    def waiting_words(self) -> Sequence[Message]:
        """The messages that nobody in this room has seen yet, the oldest first."""
        return ()

    def ring_for(self, new: Sequence[str]) -> None:
        """The bell for what came since this was last looked at; what was there when the room opened rings nothing."""
        known = frozenset(new)
        if self._rung is not None and known - self._rung:
            self.board.ring()
        self._rung = known

    def in_bar(self, row: Action) -> bool:
        return super().in_bar(row) and (row.id != "seen" or self.something_waits())

    def something_waits(self) -> bool:
        return bool(self.waiting_words())


class Answering(Hearing):
    """A room that says what it has seen."""

    def act_seen(self) -> None:
        """The oldest message is seen, by whoever works here."""
        waiting = self.waiting_words()
        if not waiting:
            self.say(_("Nothing waits for an answer here."), "dim")
            return
        board = self.board
        answer = messages.see(board.file, waiting[0].id, room=self.ROOM, now=board.now(), operator=board.operator)
        if not self.refused(answer) and isinstance(answer, messages.MessageAnswer):
            self.say(answer.message, "in")


class Telling(Answering):
    """A room that says something itself, and takes away what nobody has seen."""

    def send(self, line: str, to: Address, stage: str) -> None:
        """A line as it was typed; where it goes may stand before it."""
        board = self.board
        day = board.day
        ready = day.event.messages if day.event is not None else ()
        wanted = rules.typed(line, to, ready, tuple(day.stages))
        answer = messages.send(
            board.file, wanted.text, to=wanted.to, stage=wanted.stage or stage,
            sender=rules.here(self.ROOM, board.stage), blink=wanted.blink, now=board.now(), operator=board.operator,
        )  # fmt: skip
        if not self.refused(answer) and isinstance(answer, messages.MessageAnswer):
            self.say(answer.message)

    def act_tell(self) -> None:
        """Words to the stage; another room's name before them sends them there."""
        hint = _("desk:  speakers:  cues:  all:  first: goes there   ! first: blinks")
        self.ask(_("Tell the stage:"), lambda line: self.send(line, "stage", self.board.stage), beside=hint)

    def act_take_away(self) -> None:
        """The oldest that this room sent and nobody has seen."""
        board = self.board
        sent = self.sent_words()
        if not sent:
            self.say(_("This room has sent nothing that still waits."), "dim")
            return
        answer = messages.take(board.file, sent[0].id, now=board.now(), operator=board.operator)
        if not self.refused(answer) and isinstance(answer, messages.MessageAnswer):
            self.say(answer.message)

    def sent_words(self) -> Sequence[Message]:
        """What this room sent and nobody has answered, the oldest first."""
        return ()


def ready_hint(texts: Sequence[str]) -> str:
    """`1 WRAP UP  2 SPEAK UP …`."""
    return "  ".join(f"{n} {shown(text)}" for n, text in enumerate(texts, 1))


def says(words: str, at: datetime, now: datetime, key: str, width: int, *, blink: bool = False) -> Content:
    """One row over a room: when, what, since when it waits and the key that answers it; what blinks is turned over
    every other second."""
    time = f"{at.astimezone(now.tzinfo):%H:%M}"
    tail = f"   {span(max(0.0, (now - at).total_seconds()))}   {key}"
    room = max(8, width - SIGN - len(time) - 2 - len(tail))
    said = Content(f"{time}  {fit(words, min(room, max(8, len(words) * 2))).rstrip()}{tail}")
    return said.stylize("reverse") if blink and now.second % 2 else said
