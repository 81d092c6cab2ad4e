"""What every test may ask for: a frozen clock, a state folder of its own, and a small event in a real file."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from data.facts import DoorSet, Draft, EventMade, EventSet, GuestListed, ItemPlanned, StageSet
from data.files import create_event
from data.journal import EventFile
from data.records import Door, Event, Guest, Item, Stage

KEY = "5a" * 32


@pytest.fixture(autouse=True)
def own_state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """High-water marks and the last file used are this test's alone."""
    folder = tmp_path_factory.mktemp("state")
    monkeypatch.setenv("CALLBOARD_STATE", str(folder))
    return folder


@pytest.fixture
def tool() -> Callable[[str, str], str]:
    """Where a program of the machine is, by its name and its package's: without it the test is skipped, but fails
    where CALLBOARD_CI says that everything is there."""

    def found(name: str, package: str) -> str:
        path = shutil.which(name)
        if path is None:
            missing = f"{name} ({package}) is not installed"
            if os.environ.get("CALLBOARD_CI"):
                pytest.fail(missing)
            pytest.skip(missing)
        return path

    return found


@pytest.fixture
def noon() -> datetime:
    return datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path, noon: datetime) -> Iterator[EventFile]:
    """An event on 10 March 2026 in London: two doors, three items on `main`, three guests."""
    made = create_event(tmp_path / "day.callboard")
    guests = [
        Guest(id="g1", name="Ada Byron", category="delegate", delegation="Analysts", organisation="Engines"),
        Guest(id="g2", name="李立言", name_alt="Li Liyan", category="vip", attention="Tell the stage"),
        Guest(id="g3", name="Tom Reed", category="press", status="cancelled"),
    ]
    start = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)
    items = [
        Item(id="A", stage="main", pos=0, title="Doors", start=start, length=1800, start_rule="fixed"),
        Item(id="B", stage="main", pos=1, title="Opening", length=1200),
        Item(id="C", stage="main", pos=2, title="Keynote", length=2400),
    ]
    drafts = [
        Draft("event", EventMade("e1", KEY)),
        Draft("event", EventSet(Event(name="Case", date=date(2026, 3, 10), zone="Europe/London"))),
        Draft("event", DoorSet(Door(id="main", title="Main entrance"))),
        Draft("event", DoorSet(Door(id="room", title="Room", capacity=2))),
        Draft("event", StageSet(Stage(id="main", title="Main stage"))),
        *[Draft(f"guest/{g.id}", GuestListed(g, n)) for n, g in enumerate(guests, 1)],
        *[Draft("stage/main", ItemPlanned(item)) for item in items],
    ]
    with made.transaction() as tx:
        tx.append(drafts, at=noon, operator="setup")
    yield made
    made.close()
