"""The figures that stay of an event whose people were forgotten."""

from __future__ import annotations

import msgspec

from console.rules.reports.figures import Summary
from data import reading, tables
from data.facts import Forgotten
from data.reading import Connection


def kept_figures(db: Connection) -> Summary | None:
    """The summary as it stood before anybody was forgotten, or None where everybody is still there."""
    name = tables.event(db).forgotten
    fact = reading.by_id(db, name) if name else None
    if fact is None or not isinstance(fact.known, Forgotten):
        return None
    return msgspec.json.decode(fact.known.figures, type=Summary)
