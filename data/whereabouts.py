"""Where a guest is at a time, from their passages: an entry adds a door's record, an exit removes it (RULES §1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

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


class Change(Struct, frozen=True):
    """One person more or fewer in a place, since when; `door` is the one they came in by."""

    at: datetime
    by: int
    door: str = ""


def changes(
    passages: Sequence[Passage], place: frozenset[str], counted: Sequence[datetime] = (), *, whole: bool = False
) -> list[Change]:
    """How the guest's passages change the number of people in a place: a door's record or, with `whole`, the event,
    where `place` are the records of its own doors.

    `counted` are the moments of head counts, in order. After one, nobody knows who was among those seen: who is then
    seen going in had been outside, and who is seen going out inside, whatever was written down before.
    """
    found: list[Change] = []
    where: set[str] = set()
    here: bool | None = False
    ahead = 0
    for passage in passages:
        while ahead < len(counted) and counted[ahead] < passage.at:
            here, ahead = None, ahead + 1
        was = bool(where) if whole else bool(where & place)
        if passage.way == "in":
            where.add(passage.record)
        elif passage.perimeter:
            where.clear()
        else:
            where.discard(passage.record)
        by = _step(passage, place, here, was, bool(where) if whole else bool(where & place), whole=whole)
        if by:
            found.append(Change(passage.at, by, passage.door if by > 0 else ""))
            here = by > 0
        elif here is None and whole and passage.way == "in":
            here = True
    return found


def _step(passage: Passage, place: frozenset[str], here: bool | None, was: bool, is_: bool, *, whole: bool) -> int:
    """One more (1), one fewer (-1), or the same (0). `here` None: who was inside is known by a count only."""
    own = passage.record in place
    if passage.way == "in":
        if not own and not whole:
            return 0
        # Somebody who comes by the place's own door was not in it; in another room they are where the records say.
        inside = here if here is not None else was and not own
        return 0 if inside else 1
    seen_leaving = passage.perimeter if whole else own
    inside = here if here is not None else was or seen_leaving
    return -1 if inside and (seen_leaving or not is_) else 0
