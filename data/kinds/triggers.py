"""Facts of triggers: which there are, that one was sent, what came back, and that an item's time was signalled."""

from __future__ import annotations

from typing import Literal

from data.kinds.body import Body
from data.kinds.cue import Result
from data.records import Action, ShowMode, Trigger, TriggerOn

Signal = Literal["warning", "danger", "over"]


class TriggersSet(Body, frozen=True, tag="triggers_set"):
    """The event's triggers from now on, all of them."""

    triggers: tuple[Trigger, ...] = ()


class Triggered(Body, frozen=True, tag="triggered"):
    """What happened and what outputs are told of it, words filled in: the intent, stored before anything is sent.
    `process` sends it, each action within `deadline` seconds."""

    on: TriggerOn
    item: str
    actions: tuple[Action, ...]
    mode: ShowMode
    process: str
    deadline: float
    cue: str = ""


class TriggerAnswered(Body, frozen=True, tag="trigger_answered"):
    """What came back for one action of the fact `triggered`; `ms` is how long it took."""

    triggered: str
    output: str
    result: Result
    ms: float
    detail: str = ""


class Signalled(Body, frozen=True, tag="signalled"):
    """One process took it on itself to tell that this run has come to its warning, its danger or its end; no other does
    so again. `missed`: it was noticed so many seconds too late to be told, and nothing was sent."""

    run: str
    what: Signal
    item: str
    missed: float = 0
