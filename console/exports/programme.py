"""The programme as the table that the reader of programmes takes: brought back, it changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from console.rules.times.plan import walk
from data import moments, tables
from data.reading import Connection
from data.records import Item
from data.states import StageState
from data.writers.csv_table import whole_span
from data.writers.pages import Cell, Table

COLUMNS = (
    "id", "stage", "start", "end", "length", "title", "title_alt", "kind", "start_rule", "end_rule", "least_length",
    "droppable", "flag", "hard_out", "warning", "danger", "film", "notes", "skip", "auto", "calls", "public",
    "interpreting",
)  # fmt: skip


def programme_table(db: Connection, stage: str | None = None) -> Table:
    """The items of all stages, or of one, in the order they stand in. Times of day are the plan's own: what follows on
    has none, unless the plan gives one."""
    event = tables.event(db)
    stages = [stage] if stage is not None else list(dict.fromkeys([*event.stages, *tables.stages_holding(db)]))
    items = [item for each in stages for item in _startable(tables.stage(db, each))]
    departments = tuple(dict.fromkeys(department for item in items for department in item.notes_for))
    rows = [(*_row(item, event.zone), *(item.notes_for.get(each, "") for each in departments)) for item in items]
    return Table((*COLUMNS, *(f"notes: {each}" for each in departments)), tuple(rows))


def _startable(state: StageState) -> Iterator[Item]:
    """The items in the order they stand in. Where one was moved before all that have a start it gets one: an order
    that says nowhere when it begins could not be read."""
    begun = False
    for planned in walk(state, datetime.now(UTC)):
        item = planned.item
        if not begun and item.start is None and (item.end is None or item.length is None):
            yield replace(item, start=planned.start)
        else:
            yield item
        begun = begun or not item.skip


def by_the_clock(table: Table) -> Table:
    """The same with its moments as text, as the clock shows them: what somebody would type."""
    rows = (tuple(_wall(cell) if isinstance(cell, datetime) else cell for cell in row) for row in table.rows)
    return replace(table, rows=tuple(rows))


def _row(item: Item, zone: ZoneInfo) -> tuple[Cell, ...]:
    start, end, length = _times(item)
    return (
        item.id, item.stage, _moment(start, zone), _moment(end, zone), _length(length), item.title, item.title_alt,
        item.kind, item.start_rule, item.end_rule, _length(item.least_length), _yes(item.droppable), _yes(item.flag),
        _moment(item.hard_out, zone), _length(item.warning), _length(item.danger), item.film, item.notes,
        _yes(item.skip), _yes(item.auto), _calls(item.calls), "" if item.public else "no", item.interpreting,
    )  # fmt: skip


def _times(item: Item) -> tuple[datetime | None, datetime | None, float | None]:
    """Start, end and length as far as they agree: of three that do not, the one is left out that the rules do not go
    by."""
    if item.start is None or item.end is None or item.length is None:
        return item.start, item.end, item.length
    if (item.end - item.start).total_seconds() == item.length:
        return item.start, item.end, item.length
    if item.end_rule == "fixed":
        return item.start, item.end, None
    return item.start, None, item.length


def _moment(at: datetime | None, zone: ZoneInfo) -> Cell:
    """A moment to be written as the clock shows it; text with its offset where the clock shows that time twice, or
    where it does not show all of it."""
    if at is None:
        return None
    there = at.astimezone(zone)
    once = moments.moment(_wall(there), there.date(), zone) == at
    return there if once and not there.microsecond else there.isoformat()


def _wall(there: datetime) -> str:
    return f"{there:%Y-%m-%d %H:%M:%S}" if there.second else f"{there:%Y-%m-%d %H:%M}"


def _length(seconds: float | None) -> Cell:
    """A length; as text where it has parts of a second, which spreadsheets round away."""
    if seconds is None:
        return None
    length = timedelta(seconds=seconds)
    return whole_span(length) if seconds % 1 else length


def _calls(calls: tuple[float, ...] | None) -> Cell:
    """The times before the start, or the word for never; nothing where the event says."""
    if calls is None:
        return None
    return " ".join(whole_span(timedelta(seconds=each)) for each in calls) or "never"


def _yes(flag: bool) -> str:
    return "yes" if flag else ""
