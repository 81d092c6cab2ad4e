"""An item that comes to its warning, its danger or its end: told of once, by one of the open processes.

Whoever sees it first claims it in a transaction, so that two consoles tell it once. A machine that slept, or a process
that was opened late, tells nothing that is older than `LATE` seconds; it only writes down that nobody was told.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from console.rules import triggers
from console.rules.cuestack import Shot
from console.rules.times.timing import timeline
from console.triggering import intents
from data import reading, tables
from data.facts import Draft, Fact
from data.faults import EventFileError
from data.files import open_event
from data.journal import EventFile
from data.kinds.triggers import Signalled
from data.records import Stage
from data.states import EventState

LOOK = 0.25
"""Seconds between two looks at the file for what others did."""


def wanted(event: EventState) -> bool:
    """Does the event tell anybody of an item's time?"""
    return any(each.on in triggers.TIMED for each in event.triggers)


def signal(file: EventFile, stage: str, *, now: datetime) -> tuple[Shot, ...]:
    """What is to be sent because the stage's live item has come to something that nobody told of yet."""
    found = _due(file, stage, now)
    if found is None:
        return ()
    with file.transaction() as tx:
        event = tables.event(tx.db)
        again = _due(file, stage, now)
        if again is None or event.state == "closed":
            return ()
        missed = again.late if again.late > triggers.LATE else 0.0
        subject = f"signal/{stage}"
        body = Signalled(again.run, again.what, again.item, round(missed, 1))
        facts: tuple[Fact, ...] = tx.append([Draft(subject, body)], at=now, operator="")
        if not missed:
            told = triggers.Happened(again.what, again.item)
            drafts = list(intents(tx.db, event, stage, [told], facts[0]))
            facts += tx.append(drafts, at=now, operator="", act=facts[0].act)
    return triggers.to_send(facts)


def _due(file: EventFile, stage: str, now: datetime) -> triggers.Due | None:
    """What the live item has come to, unless it was told of, or no trigger is for it."""
    with file.reading() as db:
        event, state = tables.event(db), tables.stage(db, stage)
        times = timeline(state, event.stages.get(stage) or Stage(stage), event.zone_name, now)
        found = triggers.due(state, times, now)
        if found is None or not triggers.for_it(event, stage, found.what, found.item):
            return None
        told = {
            (fact.known.run, fact.known.what)
            for fact in reading.of_subject(db, f"signal/{stage}", ("signalled",))
            if isinstance(fact.known, Signalled)
        }
        return None if (found.run, found.what) in told else found


def next_look(file: EventFile, stages: Sequence[str], now: datetime) -> datetime | None:
    """When the next of these stages comes to something, while nobody does anything."""
    with file.reading() as db:
        event = tables.event(db)
        found = []
        for stage in stages:
            state = tables.stage(db, stage)
            times = timeline(state, event.stages.get(stage) or Stage(stage), event.zone_name, now)
            if (due := triggers.next_due(state, times, now)) is not None:
                found.append(due)
    return min(found, default=None)


class Watch:
    """A thread that looks, with a connection of its own, and hands what is to be sent to `send`."""

    def __init__(self, path: Path, send: Callable[[Sequence[Shot]], None]) -> None:
        self._path, self._send = path, send
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True, name="signals")
        self.trouble = ""

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        try:
            file = open_event(self._path)
        except EventFileError as why:
            self.trouble = str(why)
            return
        try:
            self._watch(file)
        finally:
            file.close()

    def _watch(self, file: EventFile) -> None:
        seen, due = -1, None
        wait = 0.0
        while not self._stop.wait(wait):
            now = datetime.now(UTC)
            version = file.data_version()
            try:
                if version != seen or (due is not None and now >= due):
                    seen, due = version, self._look(file, now)
                self.trouble = ""
            except EventFileError as why:
                # The disk is full, or somebody holds the file: looked at again, and said to who asks.
                self.trouble = str(why)
            left = LOOK if due is None else (due - datetime.now(UTC)).total_seconds()
            wait = min(LOOK, max(0.0, left))

    def _look(self, file: EventFile, now: datetime) -> datetime | None:
        if not wanted(tables.event(file.db)):
            return None
        stages = tables.stages_holding(file.db)
        for stage in stages:
            if shots := signal(file, stage, now=now):
                self._send(shots)
        return next_look(file, stages, datetime.now(UTC))
