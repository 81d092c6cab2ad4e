"""Every item id of the event that is or was in use, on whatever stage."""

from __future__ import annotations

import sqlite3


def item_ids(db: sqlite3.Connection) -> frozenset[str]:
    """Those of the items, and those of items that were taken out, which an undo may bring back."""
    sql = (
        "SELECT id FROM items UNION SELECT json_each.value FROM states, json_each(states.body, '$.removed')"
        " WHERE states.subject LIKE 'stage/%'"
    )
    return frozenset(row[0] for row in db.execute(sql))
