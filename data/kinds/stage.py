"""Facts of a stage: its items, and what GO began."""

from __future__ import annotations

from datetime import datetime

from data.kinds.body import Body
from data.records import Item


class ItemPlanned(Body, frozen=True, tag="item_planned"):
    item: Item


class ItemAdded(Body, frozen=True, tag="item_added"):
    """An item made by hand, before another or (None) at the end."""

    item: Item
    before: str | None = None


class ItemEdited(Body, frozen=True, tag="item_edited"):
    """Some `fields` of an item set by hand to what `item` says; a list imported later does not take them back. `how`
    is "split" or "merge" where the item was made into two, or took another in."""

    item: Item
    fields: tuple[str, ...]
    how: str = ""


class ItemRemoved(Body, frozen=True, tag="item_removed"):
    """Taken out of the stage's order by hand; or, by a list, moved to the stage `to`."""

    item: str
    to: str = ""


class ItemMoved(Body, frozen=True, tag="item_moved"):
    """`before` None is the end of the order."""

    item: str
    before: str | None = None
    source: str = ""


class ItemSkipped(Body, frozen=True, tag="item_skipped"):
    item: str
    source: str = ""


class ItemUnskipped(Body, frozen=True, tag="item_unskipped"):
    item: str
    source: str = ""


class StoodBy(Body, frozen=True, tag="stood_by"):
    """The item was called to standby; `run` is what ran last then, and the call goes when that is taken back."""

    item: str
    run: str = ""
    source: str = ""


class Went(Body, frozen=True, tag="went"):
    """GO: the item began. The id of this fact is the id of the run. `clock` is what the clock said, where it was behind
    the stage: the guard goes by it."""

    item: str
    source: str = ""
    clock: datetime | None = None


class CueWent(Body, frozen=True, tag="cue_went"):
    """GO was spent on a cue of the live item: no item began, the guard restarts."""

    cue: str
    source: str = ""
    clock: datetime | None = None


class Ended(Body, frozen=True, tag="ended"):
    run: str
    source: str = ""


class Held(Body, frozen=True, tag="held"):
    """On hold; `run` is empty where nothing was live."""

    run: str = ""
    reason: str = ""
    source: str = ""


class Resumed(Body, frozen=True, tag="resumed"):
    run: str = ""
    source: str = ""


class TimeAdded(Body, frozen=True, tag="time_added"):
    run: str
    seconds: float
    source: str = ""


class Replanned(Body, frozen=True, tag="replanned"):
    """The times expected then became the plan of what was to come: new starts of items that have one of their own, by
    item, and by how many seconds `later` than an item's planned end the plan goes on after it."""

    starts: dict[str, datetime]
    later: dict[str, float] = {}
    source: str = ""


class Recovered(Body, frozen=True, tag="recovered"):
    """How the order was cut to be out in time: new lengths in seconds, by item, and the items dropped."""

    strategy: str
    lengths: dict[str, float] = {}
    dropped: tuple[str, ...] = ()
    source: str = ""


class StageRefused(Body, frozen=True, tag="stage_refused"):
    """An act the running rules refused. A refused GO restarts the guard."""

    verb: str
    reason: str
    item: str = ""
    source: str = ""
    clock: datetime | None = None
