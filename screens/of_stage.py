"""What the rooms of a stage share: which stage it is, what is known of it, the way to the next stage, and the mode."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import ClassVar

from textual.content import Content

from console.rules import messages
from console.rules.speakers.speaking import SpeakersView
from console.rules.times.timeline import Timeline
from data.between import Message
from data.records import ShowMode
from data.words import _
from screens import from_the_desk, stage_read
from screens.go_words import mode_words
from screens.hearing import Hearing, says
from screens.stage_read import StageNow
from screens.widgets.plain import shown


class StageRooms(Hearing):
    """`known` is read when the file changes; a tick only works the times out again from it."""

    ANSWERS: ClassVar[bool] = True
    """Can this room say that a message was seen?"""
    known: StageNow | None = None

    view: SpeakersView | None = None
    _last: tuple[StageNow, datetime, Timeline] | None = None

    _heard: frozenset[str] | None = None

    def refresh_room(self) -> None:
        missing = self._missing()
        self.known = stage_read.read(self.board.file.db, self.board.stage, self.known)
        self._hear(self.known, missing, self.board.now())
        self.ring_for([each.id for each in self.waiting_words()])

    def _missing(self) -> frozenset[str]:
        """The guests who were at risk of missing their turn when this was last looked at."""
        if self.view is None:
            return frozenset()
        return frozenset(slot.guest for slot in self.view.slots if slot.at_risk and slot.guest)

    def _hear(self, known: StageNow, missing: frozenset[str], now: datetime) -> None:
        """A bell for who was waited for; what was known when the room opened rings nothing."""
        if self._heard is not None and from_the_desk.bell(known.news, self._heard, missing, now):
            self.board.ring()
        self._heard = frozenset(from_the_desk.key(each) for each in known.news if each.arrival)

    # -- what other rooms say -----------------------------------------------------------------------------------------
    def waiting_words(self) -> Sequence[Message]:
        if self.known is None:
            return ()
        return messages.waiting(self.known.words, self.ROOM, self.board.stage, self.board.now())

    def from_others(self) -> Iterable[str | Content]:
        waiting = self.waiting_words()
        if not waiting:
            return
        first, now = waiting[0], self.board.now()
        stages = {each.id: shown(each.title or each.id) for each in self.board.day.stages.values()}
        words = _("{room}: {text}").format(room=messages.from_words(first, stages), text=shown(first.text))
        key = _("y seen") if self.ANSWERS else ""
        if len(waiting) > 1:
            key += "   " + _("+{n} more").format(n=len(waiting) - 1)
        yield says(words, first.at, now, key, self.size.width, blink=first.blink)

    def tick(self, now: datetime) -> None:
        if self.known is not None:
            times = self._times_at(self.known, now)
            self.view = self.known.lineup(times)
            self.draw(self.known, self.view, times, now)

    def _times_at(self, known: StageNow, now: datetime) -> Timeline:
        """A long order takes milliseconds: the same moment is worked out once."""
        if self._last is None or self._last[0] is not known or self._last[1] != now:
            self._last = (known, now, known.at(now))
        return self._last[2]

    def draw(self, known: StageNow, view: SpeakersView, times: Timeline, now: datetime) -> None:
        """Tell the widgets what stands at this moment; ask nothing of the file."""

    def place(self) -> str:
        stage = self.board.day.stages.get(self.board.stage)
        return (stage.title or stage.id) if stage else self.board.stage

    def state_words(self) -> tuple[str, str]:
        """The mode: what a GO would send."""
        day = self.board.day
        if day.state == "closed":
            return super().state_words()
        tones: dict[ShowMode, str] = {"edit": "dim", "dry": "out", "rehearse": "warning", "show": "over"}
        return mode_words()[day.mode], tones[day.mode]

    def act_other_stage(self) -> None:
        stages = list(self.board.day.stages)
        if len(stages) < 2:
            self.say(_("This event has one stage."), "dim")
            return
        here = stages.index(self.board.stage) if self.board.stage in stages else -1
        self.board.choose_stage(stages[(here + 1) % len(stages)])
        self.say(_("Stage: {title}").format(title=shown(self.place())))
