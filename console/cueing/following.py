"""One fired cue, from its wait to its end: sent, answers stored, its end awaited, the next of its chain fired."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from console import outputs as equipment
from console.clock import Clock
from console.cueing.rack import Rack
from console.cueing.sending import Answer, send
from console.process import this_process
from console.rules import cuestack, panic
from console.rules.cuestack import Shot, ToFire
from console.triggering import with_triggers
from data import reading, tables
from data.facts import ActionAnswered, Body, CueEnded, CueFired, Draft, Fact, Panicked
from data.journal import EventFile, Transaction
from data.records import Action
from data.states import CueState

LOOK = 0.1
"""Seconds between two looks at the file while something is awaited: a person or another process may settle it."""


class Crew(Struct, frozen=True):
    """Who and what a chain works with. `fire` hands what comes next to a thread of its own; `stop` is set by panic."""

    operator: str
    rack: Rack
    clock: Clock
    fire: Callable[[Sequence[Shot]], None]
    stop: threading.Event


class Following:
    """Lives in one thread, with that thread's connection."""

    def __init__(self, file: EventFile, shot: ToFire, crew: Crew) -> None:
        self._file, self._shot, self._crew = file, shot, crew
        self._going: list[Action] = []
        self._n = 0
        self._act = ""
        self._run = ""

    def run(self) -> None:
        state = self._running()
        fired = reading.by_id(self._file.db, self._shot.fired)
        if state is None or fired is None:
            return
        self._act = fired.act
        self._run = fired.known.run if isinstance(fired.known, CueFired) else ""
        subject = f"cue/{self._shot.number}"
        self._n = next(
            row.n
            for row in reading.facts(self._file.db, subject=subject, kinds=["cue_fired"], newest_first=True)
            if row.fact.id == fired.id
        )
        if state.cue.pre_wait and self._waits(state.cue.pre_wait):
            self._append([CueEnded(self._shot.fired, "stopped", 0.0)])
            return
        if self._running() is None:
            return
        sent = self._crew.clock.now()
        if self._send(state):
            self._follow(state, sent + timedelta(seconds=state.cue.post_wait))

    def _send(self, state: CueState) -> bool:
        """Sends, and stores every answer as it comes; False where one failed, which ends the chain here."""
        outputs = tables.event(self._file.db).outputs
        actions = [Action(each.output, each.text) for each in state.answers]
        mode = state.mode or "dry"
        answers: list[Answer] = []
        if not actions:
            self._append([CueEnded(self._shot.fired, "done")])
        for batch in send(self._crew.rack, outputs, actions, mode, state.deadline, resume=self._shot.resume):
            answers += batch
            bodies: list[Body] = [
                ActionAnswered(self._shot.fired, a.index, a.reply.result, round(a.reply.ms, 2), a.reply.detail)
                for a in batch
            ]
            if len(answers) == len(actions):
                if any(a.reply.result == "failed" for a in answers):
                    bodies.append(CueEnded(self._shot.fired, "failed"))
                elif not any(a.reply.goes_on for a in answers):
                    bodies.append(CueEnded(self._shot.fired, "done"))
            self._append(bodies)
        self._going = [actions[a.index] for a in answers if a.reply.goes_on]
        return all(a.reply.result != "failed" for a in answers)

    def _follow(self, state: CueState, due: datetime) -> None:
        """Awaits what the chain needs: the end of this cue, or the moment `due` of the one that starts with it."""
        to_chain = state.cue.follow
        while True:
            over, person = self._over()
            now = self._crew.clock.now()
            if (to_chain == "with" and now >= due) or (to_chain == "after" and over):
                self._chain()
                to_chain = "stop"
            if to_chain == "stop" and (over or person):
                return
            soon = LOOK if to_chain != "with" else min(LOOK, max(0.0, (due - now).total_seconds()))
            if self._waits(soon):
                return

    def _over(self) -> tuple[bool, bool]:
        """Is this firing over; and if not, is a person all it waits for?"""
        if self._running() is None:
            return True, False
        outputs = tables.event(self._file.db).outputs
        left = [self._crew.rack.peer(outputs[a.output]).left(a.text) for a in self._going if a.output in outputs]
        if any(each is None for each in left):
            return False, all(each is None or each <= 0 for each in left)
        if any(each is not None and each > 0 for each in left):
            return False, False
        self._append([CueEnded(self._shot.fired, "done")])
        return True, False

    def _chain(self) -> None:
        """Stores the intent of the next cue, and hands it over to be sent."""
        with self._file.transaction() as tx:
            cues = tables.cues(tx.db)
            number = cuestack.follows(cues, self._shot.number)
            event = tables.event(tx.db)
            if number is None or event.state == "closed" or self._panicked() is not None:
                return
            this, following = (next(c for c in cues if c.cue.number == n) for n in (self._shot.number, number))
            deadline = event.event.deadline if event.event else this.deadline
            draft = cuestack.fire_draft(following, event.mode, this_process(), deadline, self._run, "follow")
            facts = with_triggers(tx, self._written(tx, [draft]))
        self._crew.fire(cuestack.to_fire(facts))

    def _waits(self, seconds: float) -> bool:
        """Waits so long; True if panic was pressed, here or by another process on this file."""
        until = self._crew.clock.now() + timedelta(seconds=seconds)
        while True:
            pressed = self._panicked()
            if pressed is not None:
                self._stop_own(pressed)
                return True
            left = (until - self._crew.clock.now()).total_seconds()
            if left <= 0:
                return False
            if self._crew.clock.wait(self._crew.stop, min(LOOK, left)):
                return True

    def _panicked(self) -> panic.How | None:
        """How panic was pressed since this cue fired, or None."""
        for row in reading.facts(self._file.db, after=self._n, subject="event", kinds=["panicked"]):
            if isinstance(row.fact.known, Panicked) and row.fact.known.how != "resume":
                return row.fact.known.how
        return None

    def _stop_own(self, how: panic.How) -> None:
        """Another process pressed panic: what this one plays, this one stops."""
        event = tables.event(self._file.db)
        named = event.event.panic_stops if event.event else ()
        fade = event.event.panic if event.event and how == "fade" else 0.0
        own = {action.output for action in self._going}
        known = panic.stops(event.outputs.values(), equipment.media(), named)
        self._crew.rack.stop([each for each in known if each.name in own], fade)

    def _running(self) -> CueState | None:
        """The cue while this firing of it runs; None once it ended, or somebody settled or fired it anew."""
        state = tables.cue(self._file.db, self._shot.number)
        same = state is not None and state.fired == self._shot.fired and state.state == "running"
        return state if same else None

    def _append(self, bodies: Sequence[Body]) -> None:
        with self._file.transaction() as tx:
            self._written(tx, [Draft(f"cue/{self._shot.number}", body) for body in bodies])

    def _written(self, tx: Transaction, drafts: Sequence[Draft]) -> tuple[Fact, ...]:
        """All that follows from a GO belongs to its act, so that taking the GO back takes it too."""
        return tx.append(drafts, at=self._crew.clock.now(), operator=self._crew.operator, act=self._act)
