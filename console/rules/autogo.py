"""Going on by itself: when the live item's end is due, the next one starts, if that was wanted (RULES §2, GO)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Literal

from msgspec import Struct

from console.rules.refusals import Refusal
from console.rules.running import Done, Moment, kept_out
from console.rules.times.order import called, live_run
from console.rules.times.timeline import Timeline
from data.facts import Draft
from data.kinds.calling import AutoSet
from data.records import ShowMode
from data.states import Run, StageState
from data.words import _

WITHIN = 30.0
"""Seconds after its moment in which it still happens: a console opened late must not start an item out of the blue."""
AutoIsNow = Literal["counting", "held", "not_standing_by", "off", "lapsed"]


class Auto(Struct, frozen=True):
    """The live run starts `item` at `at`, in `left` seconds, or does not, for the reason that `status` names."""

    run: str
    item: str
    at: datetime
    left: float
    status: AutoIsNow

    @property
    def now(self) -> bool:
        """Is this the moment?"""
        return self.status == "counting" and self.left <= 0


def wants(state: StageState) -> Run | None:
    """The live run, where its item or a hand said that it goes on by itself; also where a hand stopped that."""
    live = live_run(state)
    item = state.items.get(live.item) if live is not None else None
    if live is None or item is None:
        return None
    return live if live.auto == "on" or (item.auto and live.auto in ("", "off")) or live.auto == "used" else None


def auto(state: StageState, times: Timeline, mode: ShowMode) -> Auto | None:
    """What goes on by itself at this moment; None where nothing does. It waits for a fixed start that comes next."""
    live = wants(state)
    following = next((line for line in times.items if line.id == times.standby), None)
    if live is None or following is None or times.live != live.item or times.remaining is None:
        return None
    # In UTC: on the clock of the wall an hour may be missing before the fixed start.
    now = times.now.astimezone(UTC)
    at = now + timedelta(seconds=times.remaining)
    if following.start_rule == "fixed":
        at = max(at, following.planned_start.astimezone(UTC))
    left = (at - now).total_seconds()
    status: AutoIsNow = "counting"
    if live.auto in ("off", "used"):
        status = "off"
    elif times.state == "held":
        status = "held"
    elif left < -WITHIN:
        status = "lapsed"
    elif mode == "show" and called(state) is None:
        status = "not_standing_by"
    return Auto(live.id, following.id, at, left, status)


def set_auto(state: StageState, now: Moment, on: bool) -> Done | Refusal:
    """Switches it on or off for what is live, and for this run only."""
    barred = kept_out(state, now)
    if barred is not None:
        return barred
    live = live_run(state)
    if live is None:
        return Refusal("not_live", _("Nothing is on: there is nothing to go on from by itself."))
    item = state.items.get(live.item)
    title = (item.title if item is not None else "") or live.item
    said = _("After {title} the next item starts by itself.") if on else _("After {title} the next item waits for GO.")
    return Done((Draft(f"stage/{state.stage}", AutoSet(live.id, on)),), said.format(title=title), live.item)
