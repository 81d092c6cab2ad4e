"""Sending cues: the process that took the GO sends its cues, stores what came back, and follows the chain.

Each cue of a chain has a thread with its own connection, each action one more, so that GO returns at once and a dead
device delays nobody. If the process dies the chain stops there, and its cue shows as unknown.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from console import outputs as equipment
from console.clock import Clock, Wall
from console.cueing.following import Crew, Following
from console.cueing.rack import Rack, aside
from console.cueing.telling import tell
from console.rules import panic
from console.rules.cuestack import Shot, ToFire
from console.rules.triggers import ToSend
from data import reading, tables
from data.facts import CueStoodBy, Draft
from data.faults import EventFileError
from data.files import open_event
from data.journal import EventFile
from data.records import Action, Output
from data.states import CueState
from data.words import _

__all__ = ["Clock", "Firing", "Wall"]
PREPARE = 2.0
"""Seconds a device has to get ready at standby."""


class Firing:
    """What this process sends. One for a console, or one for a command that took a GO."""

    def __init__(self, path: Path, operator: str = "", *, clock: Clock | None = None, rack: Rack | None = None) -> None:
        self.path = path
        self.operator = operator
        self.rack = rack or Rack()
        self.troubles: list[str] = []
        self._clock = clock or Wall()
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()

    def fire(self, shots: Sequence[Shot]) -> None:
        """Sends firings and triggers whose intent is stored, and follows the chains; returns at once."""
        self._fire(self._stop, shots)

    def prepare(self, number: str) -> None:
        """Makes the devices of a cue that stands by ready, and records what they worry about; returns at once."""
        self._begin(partial(self._prepare, number))

    def panic(self, how: panic.How, outputs: Iterable[Output], fade: float) -> None:
        """Stops this process's chains and tells the outputs; what panic means is recorded before."""
        if how == "resume":
            return
        stop, self._stop = self._stop, threading.Event()
        stop.set()
        self.rack.stop(outputs, 0.0 if how == "cut" else fade)

    def wait(self) -> None:
        """Returns when every chain has come to its end."""
        while True:
            with self._lock:
                thread = self._threads.pop() if self._threads else None
            if thread is None:
                return
            thread.join()

    def close(self) -> None:
        """Stops following; what was sent goes on by itself."""
        self._stop.set()
        self.wait()
        self.rack.close()

    def _fire(self, stop: threading.Event, shots: Sequence[Shot]) -> None:
        crew = Crew(self.operator, self.rack, self._clock, partial(self._fire, stop), stop)
        told = [shot for shot in shots if isinstance(shot, ToSend)]
        for shot in shots:
            if not isinstance(shot, ToSend):
                self._begin(partial(_follow, shot, crew))
        if told:
            self._begin(lambda file: tell(file, told, crew))

    def _begin(self, call: Callable[[EventFile], None]) -> None:
        thread = threading.Thread(target=self._with_file, args=(call,), daemon=True)
        with self._lock:
            self._threads.append(thread)
            thread.start()

    def _with_file(self, call: Callable[[EventFile], None]) -> None:
        """In its own thread, with its own connection. A file that can't be written is told to who asks `troubles`."""
        try:
            file = open_event(self.path)
            try:
                call(file)
            finally:
                file.close()
        except EventFileError as why:
            self.troubles.append(str(why))

    def _prepare(self, number: str, file: EventFile) -> None:
        state = tables.cue(file.db, number)
        stood = next(reading.facts(file.db, subject=f"cue/{number}", newest_first=True, limit=1), None)
        if state is None or stood is None:
            return
        warnings = self._warnings(file, state)
        if not warnings:
            return
        with file.transaction() as tx:
            now = tables.cue(tx.db, number)
            if now is not None and now.state == "standby" and now.since == state.since:
                draft = Draft(f"cue/{number}", CueStoodBy(warnings))
                tx.append([draft], at=self._clock.now(), operator=self.operator, act=stood.fact.act)

    def _warnings(self, file: EventFile, state: CueState) -> tuple[str, ...]:
        """What the devices worry about, all asked at once; in edit and dry nothing but the words is looked at."""
        event = tables.event(file.db)
        words_only = event.mode in ("edit", "dry")
        found: list[list[str]] = [[] for _action in state.cue.actions]
        asking = [
            aside(partial(self._look, action, event.outputs, words_only, said))
            for action, said in zip(state.cue.actions, found, strict=True)
        ]
        until = time.monotonic() + PREPARE
        for action, said, thread in zip(state.cue.actions, found, asking, strict=True):
            thread.join(max(0.0, until - time.monotonic()))
            if thread.is_alive():
                said.append(_("{output} does not answer").format(output=action.output))
        return tuple(each for said in found for each in said)

    def _look(self, action: Action, outputs: dict[str, Output], words_only: bool, said: list[str]) -> None:
        output = outputs.get(action.output)
        if output is None:
            said.append(_("there is no output called {name}").format(name=action.output))
        elif words_only:
            problem = equipment.problem(output, action.text)
            said += [problem] if problem else []
        else:
            said += self.rack.peer(output).prepare(action.text, PREPARE)


def _follow(shot: ToFire, crew: Crew, file: EventFile) -> None:
    Following(file, shot, crew).run()
