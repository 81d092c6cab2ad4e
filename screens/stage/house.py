"""The stage's side of what stands between the rooms: messages, the house, and latecomers let in."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from console import house, messages
from console.actions import Action
from console.rules import house as rules
from console.rules import messages as words
from console.rules.house_typed import possible, typed
from console.rules.refusals import Refusal
from data.between import HouseSaid
from data.words import _
from screens.between_words import desk_view
from screens.hearing import ready_hint
from screens.stage.base import StageBase
from screens.stage_read import StageNow
from screens.widgets.desk_line import DeskLine, rows_wanted
from screens.widgets.go_panel import GoView

BETWEEN = ("messaged", "message_taken", "timer_hidden", "house_stepped")
"""What the stage's undo takes back of these; that something was seen is no act of its own."""
ROWS = 5
"""Rows of the desk's line at most on a small terminal; on a tall one it has as many by itself."""


class Housing(StageBase):
    """Pinned lines of the desk's line are answered with one key, the oldest first."""

    # -- what is shown ------------------------------------------------------------------------------------------------
    def draw_desk_line(self, known: StageNow, now: datetime) -> None:
        line = self.query_one(DeskLine)
        view = desk_view(known, now)
        tall = self.has_class("-tall")
        height = rows_wanted(view, 5 if tall else 2, 8 if tall else ROWS)
        if line.styles.height is None or line.styles.height.value != height:
            line.styles.height = height
        line.show(view)

    def with_clearance(self, view: GoView, known: StageNow) -> GoView:
        """Says over Space that the house is not cleared, where the next GO begins the day."""
        if view.does not in ("item", "not_standing_by"):
            return view
        if not rules.not_cleared(known.house, known.stage, known.state):
            return view
        return replace(view, beside=_("!! the house is not cleared"), troubled=True)

    def from_others(self) -> tuple[str, ...]:
        """On the stage messages stand in the desk's line."""
        return ()

    def something_waits(self) -> bool:
        return bool(self.waiting_words()) or bool(self._from_desk())

    def _from_desk(self) -> tuple[HouseSaid, ...]:
        """What the desk said of the house and the stage has not answered, the oldest first."""
        if self.known is None:
            return ()
        return tuple(each for each in rules.waiting(self.known.house, self.known.state) if each.side == "desk")

    def label(self, row: Action) -> str:
        if row.id == "other_stage" and self._holding():
            return _("let them in")
        return super().label(row)

    def _holding(self) -> bool:
        return self.known is not None and rules.holding(self.known.house, self.known.state) is not None

    # -- answers ------------------------------------------------------------------------------------------------------
    def act_seen(self) -> None:
        """What waits longest: a message, or what the desk said of the house."""
        steps, said = self._from_desk(), self.waiting_words()
        if not steps or (said and said[0].at < steps[0].at):
            super().act_seen()
            return
        self.tell_house(house.answer(self.board.file, self.board.stage, steps[0].id, side="stage", **self.who()))

    def act_other_stage(self) -> None:
        """While latecomers are held, the key lets them in."""
        if self._holding():
            self.tell_house(house.say(self.board.file, self.board.stage, "admit", side="stage", **self.who()))
            return
        super().act_other_stage()

    def tell_house(self, answer: house.HouseAnswer | Refusal) -> None:
        if not self.refused(answer) and isinstance(answer, house.HouseAnswer):
            self.say(answer.message, "in")

    # -- the house ----------------------------------------------------------------------------------------------------
    def act_house(self) -> None:
        if self.known is None:
            return
        view = self.known.house_at(self.board.now())
        self.ask(_("House, to the desk:"), self._house, beside="   ".join(possible(view, "stage")))

    def _house(self, line: str) -> None:
        step = typed(line)
        if step is None:
            self.say(_("Type open, clear, hold, admit, closed or count."), "warning")
            return
        self.tell_house(
            house.say(self.board.file, self.board.stage, step.step, side="stage", at_go=step.at_go, **self.who())
        )

    # -- messages -----------------------------------------------------------------------------------------------------
    def act_tell(self) -> None:
        hint = _("desk:  cues:  speakers:  timer:  first: goes there alone   ! first: blinks")
        self.ask(
            _("Tell the desk and the other rooms:"), lambda line: self.send(line, "all", self.board.stage), beside=hint
        )

    def act_message(self) -> None:
        """Words on the speaker's timer; the next GO takes them away."""
        ready = self.board.day.event.messages if self.board.day.event is not None else ()
        question = _("Timer (! blinks, - takes away, 0 time off/on):")
        self.ask(question, self._on_timer, beside=ready_hint(ready))

    def _on_timer(self, line: str) -> None:
        if line == "0":
            self.act_hide_time()
        elif line.startswith(("-", "\N{MINUS SIGN}")):
            self._take(line[1:].strip())
        else:
            self.send(line, "timer", self.board.stage)

    def _take(self, which: str) -> None:
        """`-` takes the oldest away, `-2` the second, `--` all of them."""
        standing = words.on_timer(self.known.words, self.board.stage, self.known.last_go) if self.known else ()
        if not standing:
            self.say(_("Nothing stands on the timer."), "dim")
            return
        chosen = standing if which == "-" else standing[:1]
        if which.isascii() and which.isdigit():
            chosen = standing[max(0, int(which) - 1) : int(which)]
        for each in chosen:
            answer = messages.take(self.board.file, each.id, **self.who())
            if not self.refused(answer) and isinstance(answer, messages.MessageAnswer):
                self.say(answer.message)

    def act_hide_time(self) -> None:
        """No time on the timer, or the time again."""
        hidden = self.known is not None and self.board.stage in self.known.words.hidden
        act = messages.show_time if hidden else messages.hide_time
        answer = act(self.board.file, self.board.stage, **self.who())
        if not self.refused(answer) and isinstance(answer, messages.MessageAnswer):
            self.say(answer.message)
