"""What the rooms of a stage share: which stage it is, what is known of it, the way to the next stage, and the mode."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from textual.content import Content

from console.rules.speaking import SpeakersView
from console.rules.timeline import Timeline
from data.records import ShowMode
from data.words import _
from screens import stage_read
from screens.go_words import mode_words
from screens.room import Room
from screens.stage_read import StageNow
from screens.widgets.plain import shown


def alert_rows(rows: Sequence[str], most: int = 1) -> list[Content]:
    """The most urgent rows of one kind; the last one says how many more there are."""
    kept = list(rows[:most])
    if len(rows) > most:
        kept[-1] += "   " + _("+{n} more").format(n=len(rows) - most)
    return [Content(row) for row in kept]


class StageRooms(Room):
    """`known` is read when the file changes; a tick only works the times out again from it."""

    known: StageNow | None = None

    view: SpeakersView | None = None
    _last: tuple[StageNow, datetime, Timeline] | None = None

    def refresh_room(self) -> None:
        now = self.board.now()
        self.known = stage_read.read(self.board.file.db, self.board.stage)
        # What is wrong is drawn before the first tick, so the speakers are worked out here too.
        self.view = self.known.lineup(self._times_at(self.known, now))

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
