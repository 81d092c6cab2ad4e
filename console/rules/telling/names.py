"""What the log needs to call things by their names; whoever keeps the names hidden answers with something else."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Names(Protocol):
    """Each answers with how a thing is called, or with its id where it is not known (any more)."""

    def guest(self, guest: str) -> str: ...

    def door(self, door: str) -> str: ...

    def stage(self, stage: str) -> str: ...

    def item(self, item: str) -> str: ...

    def slot(self, slot: str) -> str: ...

    def cue(self, number: str) -> str: ...

    def clock(self, at: datetime) -> str:
        """The time of day there, with its date only where that is not the event's."""


def title_of(subject: str, names: Names) -> str:
    """The subject's name: `guest/17` as the guest's, `event` as itself."""
    kind, _slash, of = subject.partition("/")
    known = {
        "guest": names.guest,
        "door": names.door,
        "stage": names.stage,
        "speakers": names.stage,
        "house": names.stage,
        "trigger": names.stage,
        "cue": names.cue,
    }.get(kind)
    return known(of) if known is not None and of else subject


def span(seconds: float) -> str:
    """A length as M:SS or H:MM:SS."""
    whole = round(abs(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, last = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{last:02}" if hours else f"{minutes}:{last:02}"
