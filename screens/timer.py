"""The timer room: what is left for whoever speaks, as large as the terminal is; no names, nothing private."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec.structs import replace
from textual.content import Content
from textual.widget import Widget

from console.rules import messages
from console.rules.live import phase
from console.rules.speaking import SpeakersView
from console.rules.timeline import Phase, Timeline
from data.between import Message
from data.words import _
from screens.of_stage import StageRooms
from screens.order_words import line_of
from screens.stage_read import StageNow
from screens.widgets.timer_face import TimerFace, TimerView


class TimerRoom(StageRooms):
    """Runs in a terminal of its own on the same file, or behind F8."""

    ROOM = "timer"
    CSS_PATH = "timer.tcss"

    def body(self) -> Iterable[Widget]:
        yield TimerFace(ascii=self.board.plain_signs, id="face")

    def draw(self, known: StageNow, view: SpeakersView, times: Timeline, now: datetime) -> None:
        self.query_one(TimerFace).show(timer_view(known, view, times, now))

    def waiting_words(self) -> Sequence[Message]:
        """What stands there: the next GO has taken what stood before."""
        if self.known is None:
            return ()
        return messages.on_timer(self.known.words, self.board.stage, self.known.last_go)

    def ring_for(self, new: Sequence[str]) -> None:
        """No bell beside somebody who speaks."""

    def from_others(self) -> Iterable[str | Content]:
        """Messages stand on the face, not over it."""
        return ()

    def say(self, text: str, tone: str = "normal") -> None:
        """Nothing that is said to operators stands before a speaker: a scan names guests."""

    def act_close(self) -> None:
        """Esc shows the keys, or hides them again."""
        self.toggle_class("-keys")


def timer_view(known: StageNow, view: SpeakersView, times: Timeline, now: datetime) -> TimerView:
    """What the speaker sees at this moment."""
    zone = ZoneInfo(known.zone)
    clock = f"{now.astimezone(zone):%H:%M}"
    if times.live is not None and times.remaining is not None:
        figure, how = own_time(known, view, times) or (times.remaining, times.phase)
        due = now.astimezone(zone) + timedelta(seconds=figure)
        ends = _("ends {time}") if figure >= 0 else _("was to end {time}")
        foot = f"{now.astimezone(zone):%H:%M:%S}   {ends.format(time=f'{due:%H:%M}')}"
        return with_messages(TimerView(times.state, figure, how, clock, _("LEFT"), (), foot), known, now)
    following = line_of(times, times.standby)
    start = (following.expected_start or following.planned_start) if following else None
    foot = _("next at {time}").format(time=f"{start:%H:%M}") if start else ""
    # Digits without a word would be taken for minutes that are left.
    return with_messages(TimerView(times.state, None, None, clock, _("TIME OF DAY"), (), foot), known, now)


def with_messages(view: TimerView, known: StageNow, now: datetime) -> TimerView:
    """What the stage says to whoever speaks, the oldest first; what blinks is turned over every other second. Where the
    time is hidden, nothing else stands there."""
    said = messages.on_timer(known.words, known.stage.id, known.last_go)
    turned = any(each.blink for each in said) and bool(now.second % 2)
    hidden = known.stage.id in known.words.hidden
    return replace(view, messages=tuple(each.text for each in said), turned=turned, hidden=hidden)


def own_time(known: StageNow, view: SpeakersView, times: Timeline) -> tuple[float, Phase] | None:
    """What is left of the turn of whoever is on, where the live item has turns."""
    on = next((each for each in view.slots if each.state == "on" and each.item == times.live), None)
    item = known.state.items.get(times.live or "")
    if on is None or on.left is None or item is None:
        return None
    return on.left, phase(timedelta(seconds=on.left), item)
