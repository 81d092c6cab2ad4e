"""Where a guest is at a time, from their passages: an entry adds a door's record, an exit removes it (RULES §1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from data.states import Passage


def inside(passages: Sequence[Passage], at: datetime | None = None) -> dict[str, datetime]:
    """The door records the guest is in, each since when. `passages` are in time order; `at` None is after them all."""
    found: dict[str, datetime] = {}
    for passage in passages:
        if at is not None and passage.at > at:
            break
        if passage.way == "in":
            found.setdefault(passage.record, passage.at)
        elif passage.perimeter:
            found.clear()
        else:
            found.pop(passage.record, None)
    return found


def came_in(passages: Sequence[Passage]) -> datetime | None:
    """When the guest came in, out of nowhere, for the stay that still lasts; None for who is not inside."""
    since: datetime | None = None
    for n, passage in enumerate(passages):
        if passage.way == "in" and not inside(passages[:n]):
            since = passage.at
    return since if inside(passages) else None
