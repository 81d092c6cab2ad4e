"""Every item id of the event that is or was in use, on whatever stage."""

from __future__ import annotations

import sqlite3

from msgspec import Struct

from data import following
from data.states import StageState


class ItemIds(Struct, frozen=True):
    """Those of the items, and those of items that were taken out, which an undo may bring back. Asked one by one: there
    may be thousands, and who edits asks for few."""

    stages: tuple[StageState, ...]

    def __contains__(self, item: object) -> bool:
        return any(item in stage.items or item in stage.removed for stage in self.stages)


def item_ids(db: sqlite3.Connection) -> ItemIds:
    """As they are now."""
    rows = db.execute("SELECT subject FROM states WHERE subject >= 'stage/' AND subject < 'stage0' ORDER BY subject")
    return ItemIds(tuple(following.stage(db, row[0].partition("/")[2]) for row in rows.fetchall()))
