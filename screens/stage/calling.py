"""Calling the show, in the stage room: calls, the bell, going on by itself, departments' notes, counts.

The bell is for what wants somebody now: a call before an item's start, an item that is over, a timer that ran down. The
warnings before an item's end are seen in the colour of its digits and as calls: two bells an item are heard no more.
"""

from __future__ import annotations

from datetime import datetime

from console import stage
from console.rules import calling
from console.rules.calling import Call
from console.rules.timers import TimerNow, rings, timers_now
from console.rules.times import counts
from console.rules.times.timeline import Timeline
from data.words import _
from screens.call_words import call_view, calls_of, count_words
from screens.stage.base import StageBase
from screens.stage_read import StageNow
from screens.widgets.call_strip import CallStrip
from screens.widgets.plain import shown

WIDE = 120


class CallingRoom(StageBase):
    """What is chosen here stays as long as the console is open."""

    department = ""
    """The one whose notes are shown; "" for all."""
    counting = "break"
    _bells: frozenset[tuple[str, str, float]] | None = None
    _bell_on = ""
    _timed: tuple[TimerNow, ...] = ()

    # -- what is shown ------------------------------------------------------------------------------------------------
    def draw_calls(self, known: StageNow, times: Timeline, now: datetime) -> None:
        """Draws the strip, with the bell for a call that became due and for a timer that ran down."""
        found = calls_of(known, times)
        wide = self.size.width >= WIDE
        view = call_view(known, times, found, self.department, now, wide=wide)
        self.query_one(CallStrip).show(view, width=self.size.width, tall=self._counts_all())
        self._ring(known, times, found, now)

    def count_said(self, times: Timeline) -> str:
        """What the heading of the list counts to; the next flag where the day has no break to come. What stands in the
        strip above it already is not said twice."""
        count = counts.count_to(times, self.counting, "flag" if self.counting == "break" else "")
        if count is None or (self._counts_all() and count.to != "item"):
            return ""
        return count_words(count)

    def _counts_all(self) -> bool:
        """Has the strip room for every count?"""
        return self.size.width >= WIDE and self.has_class("-tall")

    def _ring(self, known: StageNow, times: Timeline, found: tuple[Call, ...], now: datetime) -> None:
        wanted = frozenset(
            (each.item, each.edge, each.before) for each in calling.due(found) if each.edge == "start"
        ) | _over(known, times)
        before, self._bells = self._bells, wanted
        same = before is not None and self._bell_on == known.state.stage
        self._bell_on = known.state.stage
        timed = timers_now(known.timers, now)
        ran_down, self._timed = rings(self._timed, timed), timed
        if (before is not None and same and wanted - before) or ran_down:
            self.board.ring()

    # -- acts ---------------------------------------------------------------------------------------------------------
    def act_call(self) -> None:
        """The item picked, else whatever is due; with nothing due nothing is written down."""
        item = self.order.picked
        times = self.times
        if item is None and times is not None and self.known is not None:
            found = calls_of(self.known, times)
            if not calling.due(found):
                self.say(self._next_call(found), "dim")
                return
        if self.tell(stage.call(self.board.file, self.board.stage, item, source="console", **self.who())):
            self.lines.pick(None)

    def _next_call(self, found: tuple[Call, ...]) -> str:
        coming = next((each for each in found if each.status == "coming"), None)
        if coming is None:
            return _("No call is due; arrows pick an item to call.")
        words = _("No call is due; the next is for {item} at {time}. Arrows pick an item to call before that.")
        return words.format(item=shown(coming.item), time=f"{coming.due.astimezone(self.board.zone):%H:%M:%S}")

    def act_auto(self) -> None:
        """Off where it would go on by itself, else on."""
        if self.known is None:
            return
        live = self.known.state.runs[-1] if self.known.state.runs else None
        item = self.known.state.items.get(live.item) if live is not None else None
        on = live is not None and (live.auto == "on" or (live.auto == "" and item is not None and item.auto))
        self.tell(stage.auto(self.board.file, self.board.stage, not on, source="console", **self.who()))

    def act_department(self) -> None:
        items = tuple(self.known.state.items.values()) if self.known is not None else ()
        known = calling.departments(items)
        if not known:
            self.say(_("No item has notes for a department; columns such as `notes: sound` bring them."), "dim")
            return
        names = ", ".join(shown(each) for each in known)
        self.ask(_("Notes for which department? {names}; empty: all").format(names=names), self._department)

    def _department(self, typed: str) -> None:
        items = tuple(self.known.state.items.values()) if self.known is not None else ()
        wanted = typed.casefold()
        found = next((each for each in calling.departments(items) if each.casefold().startswith(wanted)), None)
        if wanted and found is None:
            self.say(_("No item has notes for {name}.").format(name=shown(typed)), "warning")
            return
        self.department = found or "" if wanted else ""
        self.say(_("Notes for {name}.").format(name=shown(found or "")) if wanted else _("Notes for every department."))
        self.tick(self.board.now())

    def act_count_to(self) -> None:
        self.ask(_("Count to: break, lunch, flag, or an item's number"), self._count_to, self.counting)

    def _count_to(self, typed: str) -> None:
        items = self.known.state.items if self.known is not None else {}
        words = {_("break"): "break", _("lunch"): "lunch", _("flag"): "flag"}
        wanted = typed.casefold()
        what = words.get(wanted) or (wanted if wanted in words.values() else None)
        what = what or next((item for item in items if item.casefold() == wanted), None)
        if what is None:
            self.say(_("There is no {what} to count to.").format(what=shown(typed)), "warning")
            return
        self.counting = what
        if self.times is not None and counts.count_to(self.times, what) is None:
            self.say(_("{what} is not to come; it is counted to when it is.").format(what=shown(what)), "dim")
        self.tick(self.board.now())


def _over(known: StageNow, times: Timeline) -> frozenset[tuple[str, str, float]]:
    if times.live is None or times.phase != "over":
        return frozenset()
    return frozenset({(known.state.runs[-1].id, "over", 0.0)})
