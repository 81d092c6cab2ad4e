"""Running the order: what GO, hold, standby and the rest do to a stage as it stands, or why not (RULES §2)."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import Struct

from console.rules.refusals import Refusal
from console.rules.spans import span
from console.rules.times.order import called, holding, live_run, stands_by
from data.facts import (
    Body,
    CueWent,
    Draft,
    Ended,
    Held,
    ItemMoved,
    ItemSkipped,
    ItemUnskipped,
    Resumed,
    StageRefused,
    StoodBy,
    TimeAdded,
    Undone,
    Went,
)
from data.records import EventStage, ShowMode
from data.states import StageState
from data.words import _

Verb = Literal["go", "back", "hold", "resume", "end", "standby", "skip", "unskip", "move", "add", "replan", "recover",
               "call", "auto", "add_item", "set_item", "split_item", "merge_item", "copy_item",
               "remove_item", "out_by"]  # fmt: skip


class Moment(Struct, frozen=True):
    """When and under what an act is asked for. `clock` is what the clock says where that is another time than `at`: the
    guard goes by it, so that a clock set back blocks nothing. `guard` is seconds; `source` is where it came from."""

    at: datetime
    clock: datetime | None = None
    guard: float = 1.0
    mode: ShowMode = "edit"
    event: EventStage = "open"
    source: str = ""


class Done(Struct, frozen=True):
    """What is to be recorded; `item` is the one it is about, `said` what the operator reads."""

    drafts: tuple[Draft, ...]
    said: str
    item: str | None = None


def go(state: StageState, now: Moment, cue: str | None = None) -> Done | Refusal:
    """GO: spent on `cue`, the next one of the live item, else it starts what stands by."""
    barred = kept_out(state, now) or _too_soon(state, now)
    if barred is not None:
        return barred
    by_call, live = called(state), live_run(state)
    if cue is not None and by_call is None and live is not None:
        return _done(state, CueWent(cue, now.source, _behind(now)), _("GO cue {number}.").format(number=cue), live.item)
    item = stands_by(state)
    if item is None:
        return Refusal("nothing_after", _("Nothing comes after this. Call an item to standby to go on."))
    if now.mode == "show" and by_call is None:
        said = _("In show mode an item must stand by before GO. Next is {title}: call it to standby.")
        return Refusal("not_standing_by", said.format(title=titled(state, item)))
    said = _("{title} is on.").format(title=titled(state, item))
    return _done(state, Went(item, now.source, _behind(now)), said, item)


def back(state: StageState, now: Moment) -> Done | Refusal:
    """Takes the last GO back with its times. The draft here is the stage's; the act's other subjects get the same."""
    barred = kept_out(state, now)
    if barred is not None:
        return barred
    if not state.runs:
        return Refusal("not_live", _("There is no GO to take back."))
    last = state.runs[-1]
    title = titled(state, last.item)
    what = _("GO of {title}").format(title=title)
    said = _("The GO of {title} is taken back. Nothing was sent.").format(title=title)
    return _done(state, Undone(last.act, what=what, source=now.source), said, last.item)


def hold(state: StageState, now: Moment, reason: str = "") -> Done | Refusal:
    """Puts the stage on hold: its live item, or the wait before the first GO or between items."""
    barred = kept_out(state, now)
    if barred is not None:
        return barred
    if holding(state):
        return Refusal("already_running", _("The stage is on hold already."))
    live = live_run(state)
    if live is None and stands_by(state) is None:
        return Refusal("not_live", _("Nothing is on and nothing comes after: there is nothing to hold."))
    return _done(state, Held(live.id if live else "", reason, now.source), _("On hold."), live.item if live else None)


def resume(state: StageState, now: Moment) -> Done | Refusal:
    barred = kept_out(state, now)
    if barred is not None:
        return barred
    if not holding(state):
        return Refusal("not_live", _("The stage is not on hold."))
    live = live_run(state)
    return _done(state, Resumed(live.id if live else "", now.source), _("Going on."), live.item if live else None)


def end(state: StageState, now: Moment) -> Done | Refusal:
    """Ends the live item; nothing is live after it."""
    barred = kept_out(state, now)
    if barred is not None:
        return barred
    live = live_run(state)
    if live is None:
        return Refusal("not_live", _("Nothing is on: there is nothing to end."))
    return _done(
        state, Ended(live.id, now.source), _("{title} has ended.").format(title=titled(state, live.item)), live.item
    )


def add(state: StageState, now: Moment, seconds: float) -> Done | Refusal:
    """Gives the live item time, or takes it where `seconds` is negative."""
    barred = kept_out(state, now)
    if barred is not None:
        return barred
    live = live_run(state)
    if live is None:
        return Refusal("not_live", _("Nothing is on: there is nothing to give time to."))
    said = _("{title} was given {time}.") if seconds >= 0 else _("{time} was taken from {title}.")
    said = said.format(title=titled(state, live.item), time=span(abs(seconds)))
    return _done(state, TimeAdded(live.id, seconds, now.source), said, live.item)


def standby(state: StageState, now: Moment, item: str) -> Done | Refusal:
    """Calls an item to standby: the next GO starts it, whatever its place in the order."""
    barred = kept_out(state, now) or unknown_item(state, item) or _on_now(state, item)
    if barred is not None:
        return barred
    title = titled(state, item)
    if state.skipped.get(item, state.items[item].skip) and all(run.item != item for run in state.runs):
        said = _("{title} is skipped. Unskip it before you call it to standby.").format(title=title)
        return Refusal("no_such_item", said)
    run = state.runs[-1].id if state.runs else ""
    return _done(state, StoodBy(item, run, now.source), _("{title} stands by.").format(title=title), item)


def skip(state: StageState, now: Moment, item: str) -> Done | Refusal:
    """Passes over an item to come; one that runs or ran can't be skipped any more."""
    barred = kept_out(state, now) or editing_off(now) or unknown_item(state, item) or _on_now(state, item)
    if barred is not None:
        return barred
    title = titled(state, item)
    if any(run.item == item for run in state.runs):
        return Refusal("already_running", _("{title} has run already.").format(title=title))
    return _done(state, ItemSkipped(item, now.source), _("{title} is skipped.").format(title=title), item)


def unskip(state: StageState, now: Moment, item: str) -> Done | Refusal:
    barred = kept_out(state, now) or editing_off(now) or unknown_item(state, item)
    if barred is not None:
        return barred
    said = _("{title} is in the order again.").format(title=titled(state, item))
    return _done(state, ItemUnskipped(item, now.source), said, item)


def move(state: StageState, now: Moment, item: str, before: str | None) -> Done | Refusal:
    """Moves an item before another, or to the end (`before` None)."""
    barred = kept_out(state, now) or editing_off(now) or unknown_item(state, item) or _on_now(state, item)
    if barred is None and before is not None:
        barred = unknown_item(state, before)
    if barred is not None:
        return barred
    title = titled(state, item)
    if before == item:
        return Refusal("no_such_item", _("{title} can't stand before itself.").format(title=title))
    if before is None:
        said = _("{title} is last now.").format(title=title)
    else:
        said = _("{title} comes before {other} now.").format(title=title, other=titled(state, before))
    return _done(state, ItemMoved(item, before, now.source), said, item)


def refused(state: StageState, verb: Verb, refusal: Refusal, item: str | None, now: Moment) -> Draft:
    """The one trace a refused act leaves."""
    return Draft(_subject(state), StageRefused(verb, refusal.reason, item or "", now.source, _behind(now)))


def _done(state: StageState, body: Body, said: str, item: str | None) -> Done:
    return Done((Draft(_subject(state), body),), said, item)


def _subject(state: StageState) -> str:
    return f"stage/{state.stage}"


def titled(state: StageState, item: str) -> str:
    return state.items[item].title or item if item in state.items else item


def kept_out(state: StageState, now: Moment) -> Refusal | None:
    if now.event == "closed":
        return Refusal("closed", _("The event is closed. Open it again to run the stage."))
    if state.last_act is not None and now.at < state.last_act:
        return Refusal("out_of_order", _("The stage has done something later than that already."))
    return None


def _too_soon(state: StageState, now: Moment) -> Refusal | None:
    if state.last_go is None:
        return None
    # Also just before: of two that came at once, the one that waited for the other looked at its clock earlier.
    since = ((now.clock or now.at) - state.last_go).total_seconds()
    if abs(since) < now.guard:
        return Refusal("too_soon", _("That GO came too soon after the one before: it does nothing."))
    return None


def _behind(now: Moment) -> datetime | None:
    """What the clock says where it was set back behind the act: a key held then is still one GO."""
    return now.clock if now.clock is not None and now.clock < now.at else None


def editing_off(now: Moment) -> Refusal | None:
    if now.mode == "show":
        return Refusal("show_mode", _("The order is not changed in show mode. Leave show mode to edit it."))
    return None


def unknown_item(state: StageState, item: str) -> Refusal | None:
    if item not in state.items:
        return Refusal("no_such_item", _("There is no item {item} on this stage.").format(item=item))
    return None


def _on_now(state: StageState, item: str) -> Refusal | None:
    live = live_run(state)
    if live is not None and live.item == item:
        return Refusal("already_running", _("{title} is on now.").format(title=titled(state, item)))
    return None
