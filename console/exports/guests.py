"""The guests and their entries as tables, as they stand."""

from __future__ import annotations

from data import tables
from data.reading import Connection
from data.records import Guest
from data.writers.pages import Cell, Table

_GUEST = tuple(field for field in Guest.__struct_fields__ if field != "extra")
_BECAME = ("number", "how", "arrived", "inside")


def guests_table(db: Connection) -> Table:
    """The guest list as it stands, with the columns of `guests.csv` first and what became of each after them."""
    zone = tables.event(db).zone
    states = list(tables.guests(db))
    # A list that was exported before brings what became of its guests back as extra columns.
    extra = tuple(dict.fromkeys(n for state in states for n in state.guest.extra if n not in _BECAME))
    rows = []
    for state in states:
        guest = state.guest
        own: list[Cell] = [getattr(guest, field) for field in _GUEST]
        rows.append(
            (
                *own,
                *(guest.extra.get(name, "") for name in extra),
                state.number,
                state.how,
                state.arrived.astimezone(zone) if state.arrived else None,
                " ".join(state.inside),
            )
        )
    return Table((*_GUEST, *extra, *_BECAME), tuple(rows))


def entries_table(db: Connection) -> Table:
    """Every standing entry and exit, in the order they happened."""
    zone = tables.event(db).zone
    passed = sorted(
        ((passage, state.guest) for state in tables.guests(db) for passage in state.passages),
        key=lambda pair: (pair[0].at, pair[0].fact),
    )
    rows = tuple(
        (
            p.at.astimezone(zone), p.way, p.door, guest.id, guest.name, guest.name_alt, guest.organisation,
            guest.category, p.operator, "yes" if p.forced else "", " ".join(p.marks), p.fact,
        )
        for p, guest in passed
    )  # fmt: skip
    columns = (
        "at", "way", "door", "guest", "name", "name_alt", "organisation", "category", "operator", "forced", "marks",
        "fact",
    )  # fmt: skip
    return Table(columns, rows)
