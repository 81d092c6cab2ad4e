"""Panic: what it stops and what it never touches, and what a second press and a resume mean (RULES §3). Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Literal

from data.facts import Panicked
from data.records import Output
from data.states import CueState

How = Literal["fade", "cut", "resume"]
SECOND_PRESS = 15.0
"""Seconds after a fade began in which another press stops at once."""


def stops(outputs: Iterable[Output], media: Collection[str], named: Collection[str]) -> list[Output]:
    """The outputs that panic stops: those that play media, and those the event's panic list names. House lights,
    shutters and interpreters stay as they are unless they are named."""
    return [each for each in outputs if each.type in media or each.panic or each.name in named]


def stopped(cues: Iterable[CueState], outputs: Collection[str]) -> list[CueState]:
    """The running cues that have something to stop."""
    return [each for each in cues if each.state == "running" and any(a.output in outputs for a in each.answers)]


def how(last: Panicked | None, at: datetime | None, now: datetime) -> How:
    """What this press does: the first fades, a second one soon after cuts."""
    if last is None or at is None or last.how == "resume":
        return "fade"
    return "cut" if timedelta(0) <= now - at < timedelta(seconds=SECOND_PRESS) else "fade"


def resumable(cues: Iterable[CueState], outputs: Collection[str]) -> list[CueState]:
    """The cues that panic stopped and that can go on."""
    return [each for each in cues if each.state == "stopped" and any(a.output in outputs for a in each.answers)]
