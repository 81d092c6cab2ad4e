"""The stage room: what is on with its time left, what Space will do, how late the day is, and the running order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from console import stage
from console.actions import Action
from console.rules.speakers.speaking import SpeakersView
from console.rules.times.order import holding, items_in_order
from console.rules.times.timeline import Timeline
from console.setup import set_mode
from data import reading
from data.words import _
from screens.go_words import go_view, mode_words
from screens.head_counts import ask_heads
from screens.order_words import cue_alerts, live_view, order_view
from screens.speaker_alerts import called_kit_alerts, deputy_alerts, risk_alerts
from screens.speaker_words import live_said, remarks
from screens.stage.arranging import ArrangingRoom
from screens.stage.calling import CallingRoom
from screens.stage.house import BETWEEN, Housing
from screens.stage.jumping import JumpingRoom
from screens.stage.recovering import RecoveringRoom
from screens.stage.timers import TimersRoom
from screens.stage_read import StageNow
from screens.widgets.alert_rows import alert_rows
from screens.widgets.call_strip import CallStrip
from screens.widgets.day_line import DayLine
from screens.widgets.desk_line import DeskLine
from screens.widgets.go_panel import GoPanel
from screens.widgets.line_editor import LineEditor
from screens.widgets.live_panel import LivePanel
from screens.widgets.plain import shown
from screens.widgets.running_order import RunningOrder, heading
from screens.widgets.side_by_side import SideBySide

GOES = frozenset({"went", "cue_went"})
CALLS = (
    "call_given", "auto_set", "timer_added", "timer_started", "timer_stopped", "timer_reset", "timer_removed",
    "timer_shown",
)  # fmt: skip
"""What calling the show and the free timers write down, for this room's undo."""


class StageRoom(RecoveringRoom, ArrangingRoom, Housing, CallingRoom, JumpingRoom, TimersRoom):
    """Acts answer from the file; a tick only works the times out again."""

    ROOM = "stage"
    CSS_PATH = "stage.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "RunningOrder"

    KINDS = (
        "stood_by", "went", "cue_went", "ended", "held", "resumed", "time_added", "item_moved", "item_skipped",
        "item_unskipped", *ArrangingRoom.EDITS, *CALLS, *BETWEEN, *RecoveringRoom.AHEAD,
    )  # fmt: skip

    _late_out = False
    """Is the stage's hard out missed, as things stand?"""

    def body(self) -> Iterable[Widget]:
        yield LivePanel(self.board.zone, ascii=self.board.plain_signs)
        yield GoPanel()
        yield CallStrip()
        yield DayLine(self.board.zone)
        yield Static("", id="heading", markup=False)
        yield RunningOrder()
        yield SideBySide(self.board.zone)
        yield DeskLine(self.board.zone)
        yield LineEditor()

    # -- what is shown ------------------------------------------------------------------------------------------------
    def draw(self, known: StageNow, view: SpeakersView, times: Timeline, now: datetime) -> None:
        seen = self.as_edited(known, times, now)
        order = order_view(known, seen, remarks(view, times), self.changed_lines)
        self.query_one(LivePanel).show(live_view(known, times, now, live_said(view, times)))
        self.query_one(GoPanel).show(self.with_clearance(go_view(known, times, now), known))
        self.draw_calls(known, times, now)
        self.query_one(DayLine).show(seen)
        width = self.query_one(RunningOrder).size.width or self.size.width
        words = self.heading_of(order, width) or heading(order, width, self.count_said(times))
        self.query_one("#heading", Static).update(words, layout=False)
        self.query_one(RunningOrder).show(order)
        self.draw_desk_line(known, now)
        self.draw_ahead(known, now)
        late_out = times.hard_out is not None and (times.hard_out.spare or 0) < 0
        if late_out != self._late_out:
            self._late_out = late_out
            self._tell_keys()

    def alerts(self) -> Iterable[str | Content]:
        if self.known is None or self.view is None:
            return
        # A speaker who is missing and a cue that failed are different people's work: neither hides the other.
        most = 2 if self.has_class("-tall") else 1
        view, now, width = self.view, self.board.now(), self.size.width
        yield from alert_rows(risk_alerts(view, now), most, width)
        yield from alert_rows(cue_alerts(self.known.cues), most, width)
        # Who is at risk stands there already, and who comes for them with it.
        offered = [slot for slot in view.slots if not slot.at_risk]
        yield from alert_rows([*called_kit_alerts(view, now, "F4"), *deputy_alerts(offered, "F4")], 1, width)

    def label(self, row: Action) -> str:
        if row.id == "hold" and self.known is not None and holding(self.known.state):
            return _("go on")
        return super().label(row)

    def by_importance(self, rows: list[Action]) -> list[Action]:
        """A call has its place before what may wait; the ways to be out in time, once they are needed."""
        first = ("recover", "call", "goto") if self._late_out else ("call", "goto", "recover")
        found = {row.id: row for row in rows}
        moved = [found[each] for each in first if each in found]
        return [moved.pop(0) if row.id in first else row for row in rows]

    # -- acts that run the order --------------------------------------------------------------------------------------
    def act_hold(self) -> None:
        if self.known is not None and holding(self.known.state):
            self.tell(stage.resume(self.board.file, self.board.stage, source="console", **self.who()))
            return
        pressed = self.board.now()
        question = _("HOLD from {time}. Why? (Enter: no reason)").format(time=f"{pressed:%H:%M:%S}")
        self.ask(question, lambda reason: self._hold(reason, pressed))

    def _hold(self, reason: str, pressed: datetime) -> None:
        """On hold from the moment the key was pressed, unless the stage has done something since."""
        since = self.known.state.last_act if self.known is not None else None
        at = None if since is not None and since > pressed else pressed
        self.tell(stage.hold(self.board.file, self.board.stage, reason, at=at, source="console", **self.who()))

    def act_more(self) -> None:
        self.tell(stage.add(self.board.file, self.board.stage, 60.0, source="console", **self.who()))

    def act_less(self) -> None:
        self.tell(stage.add(self.board.file, self.board.stage, -60.0, source="console", **self.who()))

    def act_end(self) -> None:
        self.tell(stage.end(self.board.file, self.board.stage, source="console", **self.who()))

    def act_back(self) -> None:
        self.tell(stage.back(self.board.file, self.board.stage, source="console", **self.who()))

    def act_undo(self) -> None:
        """Takes back exactly what the key bar names; a GO is taken back as `back` does, with its typed word in show."""
        if self.undoable is None:
            return
        act = self.undoable.act
        first = reading.by_id(self.board.file.db, act)
        if first is not None and first.kind in GOES and self.board.mode == "show":
            word = _("BACK")
            question = _("Show mode. Type {word} to take back {what}, Esc to leave:")
            self.ask(
                question.format(word=word, what=shown(self.undoable.what)),
                lambda typed: self.take_back(act) if typed.upper() == word else self.say(_("Nothing was done.")),
            )
            return
        self.take_back(act)

    def act_skip(self) -> None:
        item = self.order.picked
        if item is None or self.known is None:
            self.say(_("Pick the item to skip with the arrows, then press X."), "warning")
            return
        line = next((line for line in self.times.items if line.id == item), None) if self.times else None
        verb = stage.unskip if line is not None and line.status == "skipped" else stage.skip
        self.tell(verb(self.board.file, self.board.stage, item, source="console", **self.who()))

    def act_move_up(self) -> None:
        self._move(-1)

    def act_move_down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        item = self.order.picked
        if item is None or self.known is None:
            self.say(_("Pick the item to move with the arrows first."), "warning")
            return
        ids = [each.id for each in items_in_order(self.known.state)]
        place = ids.index(item) + by
        if not 0 <= place < len(ids):
            return
        rest = [each for each in ids if each != item]
        before = rest[place] if place < len(rest) else None
        self.tell(stage.move(self.board.file, self.board.stage, item, before, source="console", **self.who()))

    def act_mode(self) -> None:
        self.ask(_("Mode: edit, dry, rehearse or show"), self._mode, self.board.mode)

    def _mode(self, typed: str) -> None:
        mode = next((each for each in mode_words() if each == typed.casefold()), None)
        if mode is None:
            self.say(_("There is no mode called {typed}.").format(typed=shown(typed)), "warning")
            return
        if self.refused(set_mode(self.board.file, mode, now=self.board.now(), operator=self.board.operator)):
            return
        self.say(_("Mode: {mode}").format(mode=mode_words()[mode]))

    def act_headcount(self) -> None:
        """At the door of the room this stage is in, else at this desk's own."""
        items = self.known.state.items if self.known is not None else {}
        own = next((door.id for door in self.board.day.doors.values() if door.item in items), self.board.door)
        ask_heads(self, own)

    # -- the list -----------------------------------------------------------------------------------------------------
    def show_item(self, item: str) -> None:
        """Picks an item for the palette, once the list has been drawn."""
        self.call_after_refresh(self.order.pick, item)
