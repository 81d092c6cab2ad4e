"""Facts of a cue: planned, prepared, fired, answered."""

from __future__ import annotations

from typing import Literal

from data.kinds.body import Body
from data.records import Action, Cue, ShowMode

Result = Literal["confirmed", "sent", "failed", "dry"]


class CuePlanned(Body, frozen=True, tag="cue_planned"):
    """`by_hand` are the fields that a person set with an edit of the order: no list takes them back."""

    cue: Cue
    by_hand: tuple[str, ...] = ()


class CueRemoved(Body, frozen=True, tag="cue_removed"):
    pass


class CueStoodBy(Body, frozen=True, tag="cue_stood_by"):
    """Prepared: `warnings` is what the device said while there is time."""

    warnings: tuple[str, ...] = ()
    source: str = ""


class CueFired(Body, frozen=True, tag="cue_fired"):
    """The intent to fire, stored before anything is sent. `process` names who must answer (pid and its start)."""

    actions: tuple[Action, ...]
    mode: ShowMode
    process: str
    deadline: float
    run: str = ""
    source: str = ""


class ActionAnswered(Body, frozen=True, tag="action_answered"):
    """What came back for one action of the firing `fired`; `ms` is how long it took."""

    fired: str
    index: int
    result: Result
    ms: float
    detail: str = ""


class CueEnded(Body, frozen=True, tag="cue_ended"):
    """The firing `fired` is over; `position` is where panic stopped it, in seconds."""

    fired: str
    state: Literal["done", "failed", "stopped"]
    position: float | None = None


class CueSkipped(Body, frozen=True, tag="cue_skipped"):
    source: str = ""


class CueArmed(Body, frozen=True, tag="cue_armed"):
    armed: bool
    source: str = ""


class CueMarked(Body, frozen=True, tag="cue_marked"):
    """A person settled it: done by hand, or left as it is."""

    how: Literal["done", "left"]
    source: str = ""


class CueRefused(Body, frozen=True, tag="cue_refused"):
    verb: str
    reason: str
    source: str = ""
