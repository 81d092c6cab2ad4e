"""Facts of the house, subject `house/STAGE`: what desk and stage ask of and tell each other, and the answers."""

from __future__ import annotations

from typing import Literal

from data.kinds.body import Body

HouseStep = Literal["open", "count", "hold", "held", "admit", "clear", "closed"]
Side = Literal["stage", "desk"]


class HouseStepped(Body, frozen=True, tag="house_stepped"):
    """One side asks for a step or tells of it. `count` belongs to `count` and `held`; `item` is the one until whose end
    latecomers are held, "" where nothing was on; `at_go` lets them in at the next GO of an item without a flag."""

    step: HouseStep
    side: Side
    count: int | None = None
    item: str = ""
    at_go: bool = False


class HouseAnswered(Body, frozen=True, tag="house_answered"):
    """The other side, `side`, heard the step of that fact; where it was asked for, it is done. `what` is the step."""

    step: str
    side: Side = "desk"
    what: HouseStep | None = None
