"""Facts of calling the show: a call that was given, and whether the live item goes on by itself."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from data.kinds.body import Body

Edge = Literal["start", "end"]


class CallGiven(Body, frozen=True, tag="call_given"):
    """The item was called `before` seconds before its start or its end, which was expected at `expected` then. `run` is
    what ran of the item last."""

    item: str
    edge: Edge
    before: float
    expected: datetime
    run: str = ""
    source: str = ""


class AutoSet(Body, frozen=True, tag="auto_set"):
    """By hand, for this run only: whether it starts the next item by itself."""

    run: str
    on: bool


class AutoUsed(Body, frozen=True, tag="auto_used"):
    """The run is about to start the next item by itself. An act of its own: a GO that is taken back does not come
    again by itself."""

    run: str
