"""The hand at a stage: begins a little late, fires the cues, holds once, takes some time, and knows its speakers."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from console import speakers, stage
from console.cueing.firing import Firing
from console.rehearsal.day import Play
from console.rules import cuestack
from console.rules.times.timing import Line, Timeline
from data import tables
from data.records import SpeakerState

WHO = "Kit"
HOLD = timedelta(seconds=100)
TAKEN = -60.0
PAUSE = timedelta(minutes=2)
"""A wait between two items from which on the first is ended by itself."""
READY = timedelta(seconds=75)


class Hand:
    """Runs one stage from its first GO to its end."""

    def __init__(self, play: Play, stage_id: str, firing: Firing) -> None:
        self._play = play
        self._stage = stage_id
        self._firing = firing
        self._who = play.who(WHO)
        self._plan = 0
        self._gone = 0

    def begin(self) -> None:
        """Puts the first GO and the speakers on the agenda."""
        line = stage.timeline(self._play.file, self._stage, self._play.day.dawn)
        first = next((item for item in line.items if item.status == "waiting"), None)
        if first is None:
            return
        late = timedelta(seconds=self._play.dice.uniform(40, 260))
        self._play.agenda.add(first.planned_start + late, partial(self._go, self._plan))
        for slot in speakers.lineup(self._play.file, self._stage, self._play.day.dawn).slots:
            if slot.expected_start is not None:
                self._play.agenda.add(slot.expected_start - timedelta(minutes=9), partial(self._say, slot.id, "miked"))
                self._play.agenda.add(slot.expected_start - timedelta(minutes=3), partial(self._say, slot.id, "ready"))

    def _go(self, plan: int, now: datetime) -> None:
        """GO, unless something was done meanwhile that moved it."""
        if plan != self._plan:
            return
        before = _live(stage.timeline(self._play.file, self._stage, now))
        answer = stage.go(self._play.file, self._stage, now=now, at=now, operator=self._who, source="rehearse")
        self._firing.fire(answer.to_fire)
        self._firing.wait()
        if answer.refused is None and answer.cue is None:
            self._gone += 1
            if before is not None:
                self._speakers_off(before.id, now)
            self._speakers_on(answer.timeline, now)
            self._something_happens(answer.timeline, now)
        self._next(now)

    def _next(self, now: datetime) -> None:
        """Plans the next GO from how the stage stands: a cue of the live item, or the next item about its end."""
        self._plan += 1
        dice = self._play.dice
        line = stage.timeline(self._play.file, self._stage, now)
        live = _live(line)
        if live is None or live.remaining is None:
            self._play.agenda.add(now + timedelta(seconds=30), partial(self._go, self._plan))
            return
        cues = tables.cues(self._play.file.db, self._stage)
        left = [each for each in cuestack.unfired(cues, live.id) if each.cue.at == "go"]
        if cuestack.on_go(cues, live.id) is not None:
            wait = max(4.0, live.remaining / (len(left) + 1) * dice.uniform(0.7, 1.1))
            self._play.agenda.add(now + timedelta(seconds=wait), partial(self._go, self._plan))
            return
        begins = now + timedelta(seconds=max(6.0, live.remaining + dice.gauss(8, 35)))
        following = next((item for item in line.items if item.id == line.standby), None)
        if following is None:
            self._play.agenda.add(begins, partial(self._end, self._plan))
            return
        if following.expected_start is not None:
            pause = following.expected_start - begins
            if pause > PAUSE:
                self._play.agenda.add(begins, partial(self._end, self._plan))
                begins = following.expected_start + timedelta(seconds=dice.uniform(-10, 90))
            self._play.agenda.add(begins - READY, partial(self._standby, following.id, self._plan))
        self._play.agenda.add(begins, partial(self._go, self._plan))

    def _end(self, plan: int, now: datetime) -> None:
        """Ends the live item where nothing follows, or what follows waits for its own time."""
        if plan == self._plan:
            live = stage.timeline(self._play.file, self._stage, now).live
            stage.end(self._play.file, self._stage, now=now, at=now, operator=self._who)
            if live is not None:
                self._speakers_off(live, now)

    def _standby(self, item: str, plan: int, now: datetime) -> None:
        if plan == self._plan:
            stage.standby(self._play.file, self._stage, item, now=now, at=now, operator=self._who)

    def _something_happens(self, line: Timeline, now: datetime) -> None:
        """The third item is held for a while, in the fifth some time is taken."""
        live = _live(line)
        if live is None or live.length < 300:
            return
        if self._gone == 3:
            at = now + timedelta(seconds=live.length * 0.4)
            self._play.agenda.add(at, partial(self._hold, live.id))
        if self._gone == 5:
            self._play.agenda.add(now + timedelta(seconds=live.length * 0.5), partial(self._take, live.id))

    def _hold(self, item: str, now: datetime) -> None:
        if not self._is_on(item, now):
            return
        stage.hold(
            self._play.file, self._stage, "interpreters' channel B is silent", now=now, at=now, operator=self._who
        )
        self._plan += 1
        self._play.agenda.add(now + HOLD, self._resume)

    def _resume(self, now: datetime) -> None:
        stage.resume(self._play.file, self._stage, now=now, at=now, operator=self._who)
        self._next(now)

    def _take(self, item: str, now: datetime) -> None:
        if self._is_on(item, now):
            stage.add(self._play.file, self._stage, TAKEN, now=now, at=now, operator=self._who)
            self._next(now)

    def _is_on(self, item: str, now: datetime) -> bool:
        return stage.timeline(self._play.file, self._stage, now).live == item

    def _say(self, slot: str, state: SpeakerState, now: datetime) -> None:
        """Says where a speaker is, once they are in the house."""
        shown = self._slot(slot, now)
        if shown is not None and shown.state in ("here", "miked"):
            speakers.set_state(self._play.file, slot, state, now=now, operator=self._who)
        elif shown is not None and shown.state in ("away", "coming"):
            self._play.agenda.add(now + timedelta(seconds=45), partial(self._late, slot, state))

    def _late(self, slot: str, state: SpeakerState, now: datetime) -> None:
        """Tried once more for one who is late; then they go on as they come."""
        shown = self._slot(slot, now)
        if shown is not None and shown.state in ("here", "miked"):
            speakers.set_state(self._play.file, slot, state, now=now, operator=self._who)

    def _slot(self, slot: str, now: datetime) -> speakers.SlotShown | None:
        return next((s for s in speakers.lineup(self._play.file, self._stage, now).slots if s.id == slot), None)

    def _speakers_on(self, line: Timeline, now: datetime) -> None:
        """The item's speakers go on one after the other."""
        live = _live(line)
        if live is None:
            return
        at = now + timedelta(seconds=5)
        for slot in speakers.lineup(self._play.file, self._stage, now).slots:
            if slot.item == live.id:
                self._play.agenda.add(at, partial(self._on, slot.id))
                takes = max(20.0, slot.length * self._play.dice.uniform(0.85, 0.98))
                at += timedelta(seconds=0.0 if slot.with_all else takes)

    def _on(self, slot: str, now: datetime) -> None:
        shown = self._slot(slot, now)
        if shown is None or not self._is_on(shown.item, now):
            return
        seen = speakers.lineup(self._play.file, self._stage, now)
        before = next((s for s in seen.slots if s.id == seen.on), None)
        if before is not None and not shown.with_all:
            speakers.set_state(self._play.file, before.id, "off", now=now, operator=self._who)
        here: SpeakerState = "absent" if shown.state in ("away", "coming") else "on"
        speakers.set_state(self._play.file, slot, here, now=now, operator=self._who)

    def _speakers_off(self, item: str, now: datetime) -> None:
        for slot in speakers.lineup(self._play.file, self._stage, now).slots:
            if slot.item == item and slot.state == "on":
                speakers.set_state(self._play.file, slot.id, "off", now=now, operator=self._who)


def _live(line: Timeline) -> Line | None:
    return next((item for item in line.items if item.id == line.live), None)
