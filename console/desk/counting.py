"""The desk's counters: how many came of those who are expected, who is still to come, and how many are inside where."""

from __future__ import annotations

from msgspec import Struct

from console.rules.places import places
from data import occupancy, tables
from data.journal import EventFile


class Counters(Struct, frozen=True):
    """People, not entries. `came` of `expected`; `arrived` is everybody; `to_come` counts the rest by category.

    `inside` is by door record, from the latest head count on where there is one, and only those whose exits are
    scanned mean anything.
    """

    expected: int
    came: int
    walk_ins: int
    unexpected: int
    arrived: int
    to_come: tuple[tuple[str, int], ...]
    inside: dict[str, int]
    listed: int


def counters(file: EventFile) -> Counters:
    """The desk's figures now."""
    with file.reading() as db:
        groups = tables.groups(db)
        inside = occupancy.inside_counts(db)
        by_deputy = any(group.how == "deputy" and group.arrived for group in groups)
        deputies = tables.deputies(db) if by_deputy else []
    to_come: dict[str, int] = {}
    expected = came = walk_ins = unexpected = listed = 0
    for group in groups:
        if group.how == "walk_in":
            walk_ins += group.count if group.arrived else 0
            continue
        if group.how == "deputy":
            continue
        listed += group.count
        if group.status == "expected":
            expected += group.count
            if group.arrived:
                came += group.count
            else:
                to_come[group.category] = to_come.get(group.category, 0) + group.count
        elif group.arrived:
            unexpected += group.count
    stood_for: set[str] = set()
    for deputy in deputies:
        # A deputy makes the guest come who sent them; one of somebody not expected, or who came as well, walked in.
        if deputy.expected and not deputy.came and deputy.principal not in stood_for:
            stood_for.add(deputy.principal)
            came += 1
            to_come[deputy.category] -= 1
        else:
            walk_ins += 1
    ordered = tuple(sorted(((c, n) for c, n in to_come.items() if n), key=lambda pair: (-pair[1], pair[0])))
    return Counters(expected, came, walk_ins, unexpected, came + walk_ins + unexpected, ordered, inside, listed)


def inside(file: EventFile) -> int | None:
    """People in the event now; None where exits are not scanned and nobody knows."""
    with file.reading() as db:
        where = places(tables.event(db).doors)
        return occupancy.people_inside(db, where.perimeter) if where.event else None
