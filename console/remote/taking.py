"""Commands from outside as acts: the same acts, guard, roles and refusals as a key's, and what they fire is sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import get_args

from msgspec import Struct

from console import cues, logbook, messages, stage
from console.cueing.firing import Firing
from console.cues import CueAnswer
from console.rules.panic import How
from console.rules.refusals import Refusal
from console.rules.remote import Command
from console.rules.times.order import holding, stands_by
from console.stage import StageAnswer
from data import tables
from data.journal import EventFile
from data.states import StageState
from data.words import _


class Taken(Struct, frozen=True):
    """What became of a command: `refused` is one word, "" where it was done. The act's own answer is in one of the
    others."""

    message: str
    refused: str = ""
    stage: StageAnswer | None = None
    cue: CueAnswer | None = None
    fact: str | None = None


class Taker:
    """Carries commands out on one file, whose connection is that of the thread it is used in. `operator` is who is
    signed in at that moment; what is fired goes to `firing`, whose threads outlive the command."""

    def __init__(
        self, file: EventFile, firing: Firing, operator: Callable[[], str], now: Callable[[], datetime] | None = None
    ) -> None:
        self.file = file
        self._firing, self._operator = firing, operator
        self._now = now or _wall

    def take(self, command: Command, source: str) -> Taken:
        """`source` is kept with the act, refused or done."""
        match command.verb:
            case "nothing":
                return Taken("")
            case "cue":
                return self._cue(command, source)
            case "panic":
                return self._panic(command, source)
            case "message" | "note":
                return self._words(command, source)
            case _:
                return self._run(command, source)

    def first_stage(self) -> str:
        return next(iter(tables.event(self.file.db).stages), "main")

    def _run(self, command: Command, source: str) -> Taken:
        on = command.stage or self.first_stage()
        now, who = self._now(), self._operator()
        match command.verb:
            case "go":
                answer = stage.go(self.file, on, now=now, operator=who, source=source)
            case "back":
                answer = stage.back(self.file, on, now=now, operator=who, source=source)
            case "hold":
                answer = stage.hold(self.file, on, command.text, now=now, operator=who, source=source)
            case "resume":
                answer = stage.resume(self.file, on, now=now, operator=who, source=source)
            case "end":
                answer = stage.end(self.file, on, now=now, operator=who, source=source)
            case "add":
                answer = stage.add(self.file, on, command.seconds, now=now, operator=who, source=source)
            case "start":
                held = holding(tables.stage(self.file.db, on))
                act = stage.resume if held else stage.go
                answer = act(self.file, on, now=now, operator=who, source=source)
            case _:
                return self._of_item(command, on, source)
        return self._answered(answer)

    def _of_item(self, command: Command, on: str, source: str) -> Taken:
        item = _item(tables.stage(self.file.db, on), command.item)
        if item is None:
            said = _("Nothing comes after this: say which item.")
            return Taken(said, "nothing_after")
        act = {"standby": stage.standby, "skip": stage.skip, "unskip": stage.unskip}[command.verb]
        return self._answered(act(self.file, on, item, now=self._now(), operator=self._operator(), source=source))

    def _answered(self, answer: StageAnswer) -> Taken:
        self._firing.fire(answer.to_fire)
        return Taken(answer.message, answer.refused or "", stage=answer, fact=answer.fact)

    def _cue(self, command: Command, source: str) -> Taken:
        if command.act is None:
            return Taken(_("Say what to do with the cue."), "no_such_command")
        answer = cues.act(
            self.file, command.act, command.number, now=self._now(), operator=self._operator(), source=source
        )
        self._firing.fire(answer.to_fire)
        if answer.did == "standby":
            self._firing.prepare(command.number)
        return Taken(answer.message, answer.refused or "", cue=answer, fact=answer.fact)

    def _panic(self, command: Command, source: str) -> Taken:
        how: How | None = next((each for each in get_args(How) if each == command.text), None)
        answer = cues.panic(self.file, how, now=self._now(), operator=self._operator(), source=source)
        if answer.refused is not None:
            return Taken(answer.message, answer.refused)
        event = tables.event(self.file.db)
        told = [event.outputs[name] for name in answer.outputs if name in event.outputs]
        self._firing.panic(answer.how, told, event.event.panic if event.event else 2.0)
        self._firing.fire(answer.to_fire)
        return Taken(answer.message, fact=answer.fact)

    def _words(self, command: Command, source: str) -> Taken:
        now, who = self._now(), self._operator()
        if command.verb == "message":
            on = command.stage or self.first_stage()
            sent = messages.send(self.file, command.text, to="timer", stage=on, sender=source, now=now, operator=who)
            if isinstance(sent, Refusal):
                return Taken(sent.message, sent.reason)
            return Taken(sent.message, fact=sent.fact)
        noted = logbook.note(self.file, command.text, now=now, operator=who, room=source)
        if isinstance(noted, Refusal):
            return Taken(noted.message, noted.reason)
        return Taken(_("Written down."), fact=noted.fact)


def _item(state: StageState, named: str) -> str | None:
    """The item called so, `8` for `08` where only one can be meant; what comes next where none is named."""
    if not named:
        return stands_by(state)
    if named in state.items:
        return named
    alike = [item for item in state.items if item.lstrip("0").casefold() == named.lstrip("0").casefold()]
    return alike[0] if len(alike) == 1 else named


def _wall() -> datetime:
    return datetime.now(UTC)
