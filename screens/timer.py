"""The timer room: what is left for whoever speaks, as large as the terminal is; no names, nothing private."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec.structs import replace
from textual.content import Content
from textual.widget import Widget

from console.rules import messages
from console.rules.speakers.speaking import SpeakersView
from console.rules.timers import timers_now
from console.rules.times.timeline import Phase, Timeline
from data.between import Message
from data.words import _
from screens.hearing import Answering
from screens.of_stage import StageRooms
from screens.order_words import line_of
from screens.stage_read import StageNow
from screens.widgets.lines import span
from screens.widgets.timer_face import TimerFace, TimerView


class TimerRoom(Answering, StageRooms):
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
        figure, how = own_time(view, times) or (times.remaining, times.phase)
        due = (now.astimezone(UTC) + timedelta(seconds=figure)).astimezone(zone)
        ends = _("ends {time}") if figure >= 0 else _("was to end {time}")
        foot = f"{now.astimezone(zone):%H:%M:%S}   {ends.format(time=f'{due:%H:%M}')}"
        seen = with_messages(TimerView(times.state, figure, how, clock, _("LEFT"), (), foot), known, now)
        return with_timer(seen, known, now)
    following = line_of(times, times.standby)
    start = (following.expected_start or following.planned_start) if following else None
    foot = _("next at {time}").format(time=f"{start:%H:%M}") if start else ""
    # Digits without a word would be taken for minutes that are left.
    seen = with_messages(TimerView(times.state, None, None, clock, _("TIME OF DAY"), (), foot), known, now)
    return with_timer(seen, known, now)


def with_timer(view: TimerView, known: StageNow, now: datetime) -> TimerView:
    """The free timer that was put here: under the speaker's time, or in its place while nothing is on."""
    name = known.timers.shown.get(known.stage.id)
    timer = next((each for each in timers_now(known.timers, now) if each.name == name), None)
    if timer is None or view.hidden:
        return view
    if view.figure is None and view.state != "held":
        return replace(view, figure=timer.figure, phase="over" if timer.over else None, word=timer.name)
    over = _("OVER") if timer.over else ""
    words = " ".join(part for part in (timer.name, over, span(timer.figure)) if part)
    return replace(view, timer=words, timer_over=timer.over)


def with_messages(view: TimerView, known: StageNow, now: datetime) -> TimerView:
    """What the stage says to whoever speaks, the oldest first; what blinks is turned over every other second. Where the
    time is hidden, nothing else stands there."""
    said = messages.on_timer(known.words, known.stage.id, known.last_go)
    turned = any(each.blink for each in said) and bool(now.second % 2)
    hidden = known.stage.id in known.words.hidden
    return replace(view, messages=tuple(each.text for each in said), turned=turned, hidden=hidden)


def own_time(view: SpeakersView, times: Timeline) -> tuple[float, Phase | None] | None:
    """What is left of the turn of whoever is on, where the live item has turns."""
    on = next((each for each in view.slots if each.id == view.on and each.item == times.live), None)
    return (on.left, on.phase) if on is not None and on.left is not None else None
