"""What makes a calendar of ours known again: which item an entry is, and what it said of it when it was written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from msgspec import Struct

from data.clean import both, clean
from data.records import Item

ITEM, STAGE, TITLE, TITLE_ALT, TIMES = (
    "X-CALLBOARD-ITEM", "X-CALLBOARD-STAGE", "X-CALLBOARD-TITLE", "X-CALLBOARD-TITLE-ALT", "X-CALLBOARD-TIMES",
)  # fmt: skip


class Own(Struct, frozen=True):
    """An entry of ours: the item, its stage, its titles, and the fields that it says nothing of."""

    item: str
    stage: str
    title: str
    title_alt: str
    unsaid: frozenset[str]


def own_properties(item: Item, start: datetime, end: datetime) -> tuple[tuple[str, str], ...]:
    """What is written beside the entry of an item."""
    return (
        (ITEM, item.id), (STAGE, item.stage), (TITLE, item.title), (TITLE_ALT, item.title_alt),
        (TIMES, _times(start, end)),
    )  # fmt: skip


def own_entry(event: Mapping[str, object], title: str, start: datetime, length: float) -> Own | None:
    """The entry as ours, or None where another program made it. Times and titles are taken where somebody changed them:
    what follows on has no start of its own, so a time that nobody touched must not become one."""
    item = clean(str(event.get(ITEM, "")))
    if not item:
        return None
    first, other = clean(str(event.get(TITLE, ""))), clean(str(event.get(TITLE_ALT, "")))
    unsaid = {"kind", "notes"}
    if str(event.get(TIMES, "")) == _times(start, start + timedelta(seconds=length)):
        unsaid |= {"start", "length", "start_rule"}
    if title != both(first, other):
        first, other = title, ""
    return Own(item, clean(str(event.get(STAGE, ""))), first, other, frozenset(unsaid))


def _times(start: datetime, end: datetime) -> str:
    return "/".join(f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}" for at in (start, end))
