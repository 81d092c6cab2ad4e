"""The timer room: what is left for whoever speaks, as large as the terminal is; no names, nothing private."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from textual.widget import Widget

from console.rules.timeline import Timeline
from data.words import _
from screens import stage_read
from screens.order_words import line_of
from screens.room import Room
from screens.stage_read import StageNow
from screens.widgets.timer_face import TimerFace, TimerView


class TimerRoom(Room):
    """Runs in a terminal of its own on the same file, or behind F8."""

    ROOM = "timer"
    CSS_PATH = "timer.tcss"

    known: StageNow | None = None

    def body(self) -> Iterable[Widget]:
        yield TimerFace(ascii=self.board.plain_signs, id="face")

    def place(self) -> str:
        stage = self.board.day.stages.get(self.board.stage)
        return stage.title or stage.id if stage else ""

    def refresh_room(self) -> None:
        self.known = stage_read.read(self.board.file.db, self.board.stage)

    def tick(self, now: datetime) -> None:
        if self.known is not None:
            self.query_one(TimerFace).show(timer_view(self.known, self.known.at(now), now))

    def act_other_stage(self) -> None:
        stages = list(self.board.day.stages)
        if len(stages) < 2:
            self.say(_("This event has one stage."))
            return
        place = stages.index(self.board.stage) if self.board.stage in stages else -1
        self.board.choose_stage(stages[(place + 1) % len(stages)])

    def act_close(self) -> None:
        """There is nothing to leave here."""


def timer_view(known: StageNow, times: Timeline, now: datetime) -> TimerView:
    """What the speaker sees at this moment."""
    zone = ZoneInfo(known.zone)
    clock = f"{now.astimezone(zone):%H:%M}"
    if times.live is not None and times.remaining is not None:
        state = known.state
        own = None
        figure, phase = own if own is not None else (times.remaining, times.phase)
        reason = known.message
        foot = _("{clock}   ends {time}").format(
            clock=f"{now.astimezone(zone):%H:%M:%S}", time=f"{_end(times, now):%H:%M}"
        )
        del state
        return TimerView(times.state, figure, phase, clock, _("LEFT"), reason, foot)
    following = line_of(times, times.standby)
    foot = _("next at {time}").format(time=f"{following.expected_start or following.planned_start:%H:%M}") if following else ""
    return TimerView(times.state, None, None, clock, "", known.message, foot)


def _end(times: Timeline, now: datetime) -> datetime:
    live = line_of(times, times.live)
    return live.expected_end if live is not None and live.expected_end is not None else now
