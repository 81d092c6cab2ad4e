"""Looking ahead in the stage room: the ways to be out in time, the plan anew, what would happen if.

They lie over the running order and nowhere else: time left, GO and the day's line stay, Space is GO as ever, and what
is shown is worked out anew with every second and every act. Only Enter applies, and never in the moment in which the
ways became others. In show mode the word is typed first: a show that is late is when recovery is needed, so it is not
locked there as editing is.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from math import ceil

from msgspec import Struct
from textual import on

from console import actions, stage
from console.rules.recovery import plan_anew, recovery
from console.rules.recovery.recovering import strategy_names
from console.rules.recovery.recovery import Recovery
from console.rules.recovery.what_if import Supposed, supposed, what_if
from console.rules.refusals import Refusal
from console.rules.times.timing import timeline
from console.stage import StageAnswer
from data.states import StageState
from data.words import _
from screens.stage.ahead_words import recovery_view, replan_view, what_if_view
from screens.stage.base import StageBase
from screens.stage_read import StageNow
from screens.widgets.side_by_side import SideBySide, SideView


class Ways(Struct, frozen=True):
    """The ways to be out in time lie over the order."""


class Anew(Struct, frozen=True):
    """The new plan does."""


ABOUT_THE_LIST = frozenset({"goto", "item", "cursor_up", "cursor_down", "last"})
Over = Ways | Anew | Supposed
Done = Callable[[], StageAnswer]


class RecoveringRoom(StageBase):
    """`over` is what lies over the running order, None while nothing does."""

    AHEAD = ("recovered", "replanned", "stage_set")
    over: Over | None = None
    offered: Recovery | None = None
    _seen_then: StageState | None = None
    _found: tuple[StageState, object, Recovery | Refusal] | None = None

    # -- opened and left ----------------------------------------------------------------------------------------------
    def act_recover(self) -> None:
        self._lay_over(Ways())

    def act_replan(self) -> None:
        self._lay_over(Anew())

    def act_out_by(self) -> None:
        own = self.known.stage if self.known is not None else None
        self.ask(_("Everybody out by (HH:MM, - for no hard out):"), self._out_by, own.hard_out if own else "")

    def _out_by(self, typed: str) -> None:
        if typed:
            self.tell(stage.out_by(self.board.file, self.board.stage, typed, source="console", **self.who()))

    def act_what_if(self) -> None:
        question = _("What if (over 10, late 5, add -5, skip, hold 5; then an item):")
        over = max(0.0, -(self.times.remaining or 0.0)) if self.times is not None else 0.0
        self.ask(question, self._suppose, f"over {10 + ceil(over / 300) * 5}")

    def _suppose(self, typed: str) -> None:
        asked = supposed(typed.split())
        if isinstance(asked, Refusal):
            self.say(asked.message, "warning")
            return
        if asked.item is None and asked.what != "hold":
            asked = Supposed(asked.what, asked.seconds, self.order.picked)
        self._lay_over(asked)

    def do(self, name: str) -> None:
        """What is about the list of items, or changes them, wants to see it: it takes away what lies over it."""
        row = actions.act_of(self.ROOM, name)
        if self.over is not None and row is not None and (row.edits or name in ABOUT_THE_LIST):
            self._leave_ahead()
        super().do(name)

    def act_close(self) -> None:
        if self.over is not None:
            self._leave_ahead()
        else:
            super().act_close()

    def _lay_over(self, over: Over) -> None:
        """Lays it over the order, or says why there is nothing to show; the same key again takes it away."""
        if self.known is None:
            return
        if over == self.over:
            self._leave_ahead()
            return
        now = self.board.now()
        view = self._view_of(over, self.known, now)
        if isinstance(view, Refusal):
            self.say(view.message, "warning")
            return
        self.over, self._seen_then = over, self.known.state
        self.add_class("-ahead")
        panel = self.query_one(SideBySide)
        panel.open(view)
        panel.focus()

    def _leave_ahead(self) -> None:
        self.over = self.offered = self._seen_then = self._found = None
        self.remove_class("-ahead")
        self.order.focus()

    @on(SideBySide.Left)
    def _ahead_left(self) -> None:
        self._leave_ahead()

    # -- what is shown ------------------------------------------------------------------------------------------------
    def draw_ahead(self, known: StageNow, now: datetime) -> None:
        """Draws it as the stage stands now; what has nothing to show any more goes, and says why."""
        if self.over is None:
            return
        view = self._view_of(self.over, known, now)
        if isinstance(view, Refusal):
            self._leave_ahead()
            self.say(view.message, "warning")
            return
        panel = self.query_one(SideBySide)
        if known.state is not self._seen_then and known.state != self._seen_then:
            panel.wait()
        self._seen_then = known.state
        panel.show(view)

    def _view_of(self, over: Over, known: StageNow, now: datetime) -> SideView | Refusal:
        show = known.day.mode == "show"
        match over:
            case Ways():
                return self._ways_now(known, now, show=show)
            case Anew():
                as_it_is = timeline(known.state, known.stage, known.zone, now)
                after = plan_anew.replanned(known.state, now)
                if after == known.state:
                    return plan_anew.nothing_to_replan()
                return replan_view(as_it_is, timeline(after, known.stage, known.zone, now), show=show)
            case Supposed():
                found = what_if(known.state, known.stage, known.zone, now, over)
                return found if isinstance(found, Refusal) else what_if_view(found)

    def _ways_now(self, known: StageNow, now: datetime, *, show: bool) -> SideView | Refusal:
        found = self._ways_of(known, now)
        if isinstance(found, Refusal):
            return found
        if not found.need:
            return recovery.nothing_to_recover()
        self.offered = found
        return recovery_view(found, show=show)

    def _ways_of(self, known: StageNow, now: datetime) -> Recovery | Refusal:
        """Worked out anew when what is expected has changed: while nothing runs over, a second changes none of it."""
        times = self._times_at(known, now)
        expected = tuple((line.id, line.expected_start, line.expected_end) for line in times.items)
        mark = (known.stage, times.hard_out, expected)
        if self._found is None or self._found[0] is not known.state or self._found[1] != mark:
            self._found = (known.state, mark, recovery.recovery(known.state, known.stage, known.zone, now))
        return self._found[2]

    # -- done ---------------------------------------------------------------------------------------------------------
    @on(SideBySide.Chosen)
    def _ahead_chosen(self, event: SideBySide.Chosen) -> None:
        match self.over:
            case Ways() if self.offered is not None:
                way = self.offered.ways[event.way - 1].proposal
                seen = self._seen_then
                self._do_surely(
                    _("RECOVER"),
                    strategy_names()[way.strategy],
                    lambda: stage.recover(
                        self.board.file, self.board.stage, way.strategy, shown=way, seen=seen, source="console",
                        **self.who(),
                    ),
                )  # fmt: skip
            case Anew():
                self._do_surely(
                    _("REPLAN"),
                    _("the new plan"),
                    lambda: stage.replan(self.board.file, self.board.stage, source="console", **self.who()),
                )
            case _:
                self.say(_("This is only a look. r recovers, Esc leaves."), "dim")

    def _do_surely(self, word: str, what: str, act: Done) -> None:
        """Does it; in show mode once the word was typed."""
        if self.board.mode != "show":
            self.safely(lambda: self._do_ahead(act))
            return
        question = _("Show mode. Type {word} for {what}, Esc to leave:").format(word=word, what=what)
        self.ask(
            question, lambda typed: self._do_ahead(act) if typed.upper() == word else self.say(_("Nothing was done."))
        )

    def _do_ahead(self, act: Done) -> None:
        if self.tell(act()):
            self._leave_ahead()
        self.board.changed()
