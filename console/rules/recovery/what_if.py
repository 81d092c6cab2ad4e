"""What would happen if: the times of a stage under one supposition, while nothing is touched or recorded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from console.rules.recovery.recovery import recovered
from console.rules.refusals import Refusal
from console.rules.running import titled, unknown_item
from console.rules.spans import span
from console.rules.times.forecast import Suppose
from console.rules.times.order import live_run, stands_by
from console.rules.times.timing import Timeline, timeline
from data.moments import MomentError, signed_length
from data.records import Stage
from data.states import StageState
from data.words import _

What = Literal["over", "late", "add", "skip", "hold"]
WHATS: tuple[What, ...] = get_args(What)


class Supposed(Struct, frozen=True):
    """What is supposed of an item (None: of what is on, else of what comes next), by so many seconds."""

    what: What
    seconds: float = 0
    item: str | None = None


class WhatIf(Struct, frozen=True):
    """The supposition in words, the times as they are, and as they would be."""

    said: str
    as_it_is: Timeline
    would_be: Timeline


def supposed(words: Sequence[str]) -> Supposed | Refusal:
    """`over 10`, `late 5 ITEM`, `add -5 ITEM`, `skip ITEM`, `hold 5` as they are written; an item may be left out."""
    what = next((each for each in WHATS if words and each == words[0].casefold()), None)
    rest = list(words[1:])
    if what is None or len(rest) > 2:
        return _unclear()
    if what == "skip":
        return Supposed("skip", item=rest[0] if rest else None) if len(rest) < 2 else _unclear()
    if len(rest) == 2 and rest[1][:1] in ("+", "-", "\N{MINUS SIGN}"):
        rest.reverse()
    try:
        seconds = signed_length(rest[0]) if rest else 0.0
    except MomentError as fault:
        return Refusal("not_clear", str(fault))
    if not seconds or (seconds < 0 and what != "add"):
        return _unclear()
    return Supposed(what, seconds, rest[1] if len(rest) == 2 else None)


def what_if(state: StageState, stage: Stage, zone: str, now: datetime, asked: Supposed) -> WhatIf | Refusal:
    """The stage as it would be at `now`."""
    as_it_is = timeline(state, stage, zone, now)
    live = live_run(state)
    on = live.item if live is not None else None
    item = asked.item or (on if asked.what in ("over", "add", "hold") else None) or stands_by(state)
    if item is None:
        return Refusal("nothing_after", _("Nothing is on and nothing comes after: there is nothing to suppose."))
    no = unknown_item(state, item) or _settled(state, as_it_is, item, on, asked)
    if no is not None:
        return no
    length = timedelta(seconds=asked.seconds)
    after, suppose = state, Suppose()
    match asked.what:
        case "over":
            suppose = Suppose(item, over=length)
        case "late":
            suppose = Suppose(item, late=length)
        case "skip":
            after = recovered(state, {}, (item,))
        case "add" if item == on:
            after = _of_the_run(state, added=asked.seconds)
        case "add":
            suppose = Suppose(item, over=length)
        case "hold" if on is not None:
            item, after = on, _of_the_run(state, held=asked.seconds)
        case "hold":
            suppose = Suppose(not_before=now + length)
    would_be = timeline(after, stage, zone, now, suppose)
    return WhatIf(_words(asked, titled(state, item)), as_it_is, would_be)


def _of_the_run(state: StageState, added: float = 0, held: float = 0) -> StageState:
    """The stage if what is on had been given that time, or held so long."""
    live = state.runs[-1]
    live = replace(live, added=live.added + added, held=live.held + held)
    return replace(state, runs=(*state.runs[:-1], live))


def _settled(state: StageState, times: Timeline, item: str, on: str | None, asked: Supposed) -> Refusal | None:
    """Why nothing can be supposed of the item: it has run, it is on, or nobody expects it."""
    title = titled(state, item)
    if item == on:
        if asked.what in ("late", "skip"):
            return Refusal("already_running", _("{title} is on now.").format(title=title))
        over = -(times.remaining or 0.0)
        if asked.what == "over" and over >= asked.seconds:
            said = _("{title} is {time} over already: say more than that.")
            return Refusal("over_already", said.format(title=title, time=span(over)))
        return None
    line = next(line for line in times.items if line.id == item)
    if line.expected_start is not None:
        return None
    if line.status == "done":
        return Refusal("already_running", _("{title} has run already.").format(title=title))
    return Refusal("not_expected", _("{title} is not expected: it is skipped or was passed over.").format(title=title))


def _words(asked: Supposed, title: str) -> str:
    time = span(abs(asked.seconds))
    match asked.what:
        case "over":
            return _("{title} runs {time} over").format(title=title, time=time)
        case "late":
            return _("{title} starts {time} late").format(title=title, time=time)
        case "add" if asked.seconds < 0:
            return _("{time} is taken from {title}").format(title=title, time=time)
        case "add":
            return _("{title} is given {time}").format(title=title, time=time)
        case "skip":
            return _("{title} is skipped").format(title=title)
        case "hold":
            return _("the stage is held for {time}").format(time=time)


def _unclear() -> Refusal:
    said = _("Write what if: over 10, late 5, add -5 or hold 5, in minutes or MM:SS, or skip; then an item, or none.")
    return Refusal("not_clear", said)
