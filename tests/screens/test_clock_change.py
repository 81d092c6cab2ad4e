"""What rooms and remotes say of a time when the clocks change, or the day does, before it comes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from console import stage
from console.remote import shapes
from data import tables
from data.facts import Draft, EventSet, ItemPlanned
from data.journal import EventFile
from data.records import Item
from screens.typed_times import moment_typed

LONDON = ZoneInfo("Europe/London")
BACK = datetime(2026, 10, 25, 0, 50, tzinfo=UTC)
"""01:50 BST: ten minutes later it is 01:00 GMT."""


@pytest.mark.parametrize(
    ("now", "typed", "expected"),
    [
        (BACK, "20", "2026-10-25T01:10"),
        (BACK, "01:05", "2026-10-25T01:05"),  # GMT, in 15 minutes; 01:05 BST is three quarters of an hour gone
        (datetime(2026, 10, 24, 22, 50, tzinfo=UTC), "00:20", "2026-10-24T23:20"),  # after midnight, not last night's
        (datetime(2026, 10, 24, 23, 10, tzinfo=UTC), "23:55", "2026-10-24T22:55"),  # written down ten past midnight
    ],
)
def test_a_time_typed_is_the_nearest_and_minutes_are_minutes(now: datetime, typed: str, expected: str) -> None:
    board = SimpleNamespace(now=lambda: now.astimezone(LONDON), zone=LONDON)
    room: Any = SimpleNamespace(board=board, say=pytest.fail)
    assert moment_typed(room, typed) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


def test_a_remote_is_told_when_the_item_ends_by_the_new_time(file: EventFile, noon: datetime) -> None:
    event = tables.event(file.db).event
    assert event is not None
    long = Item("A", "main", 0, "Night", start=BACK, length=1800, start_rule="fixed")
    with file.transaction() as tx:
        drafts = [
            Draft("event", EventSet(replace(event, date=date(2026, 10, 25)))),
            Draft("stage/main", ItemPlanned(long)),
        ]
        tx.append(drafts, at=noon, operator="setup")
    stage.standby(file, "main", "A", now=BACK, operator="Kit")
    stage.go(file, "main", now=BACK, operator="Kit")
    shown = next(each for each in shapes.state(file, BACK).stages if each.stage == "main")
    # 01:50 BST and half an hour.
    assert shown.ends is not None and shown.ends.isoformat() == "2026-10-25T01:20:00+00:00"
