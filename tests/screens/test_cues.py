"""The cues room: what GO does next, what failed and what a person does, and keys that do what they say."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from console import outputs, stage
from console.cueing.rack import Rack
from console.outputs.peer import Health, Peer, Reply
from data import reading, tables
from data.facts import CuePlanned, Draft, EventSet, FilmSet, ItemPlanned, ModeSet, OutputSet, StageSet
from data.files import create_event
from data.journal import EventFile
from data.records import Action, Cue, Event, Film, Item, Output, ShowMode, Stage
from screens.app import CallboardApp
from screens.cues import CuesRoom
from screens.widgets.cue_list import CueList

NOW = datetime(2026, 10, 25, 14, 0, tzinfo=UTC)


def cue(number: str, item: str, name: str, *actions: str, **fields: object) -> Cue:
    told = tuple(Action(*each.split(": ", 1)) for each in actions)
    return Cue(number, item, name=name, actions=told, **fields)  # type: ignore[arg-type]


CUES = (
    cue("8.1", "08", "Title card", "lights: /1"),
    cue("9.1", "09", "House to half", "lights: /2", at="start"),
    cue("9.2", "09", "Channel B to film", "desk: press 3", manual="tell the interpreters: channel B"),
    cue("9.3", "09", "Night Ferry 夜航", "lights: /3", "booth: flat 1.85", "desk: press 4"),
    cue("9.10", "09", "Rights not cleared", "lights: /4", armed=False),
)


class Lamp:
    """Equipment that does what it is told, or hangs until it is let go."""

    def __init__(self, hangs: threading.Event | None = None) -> None:
        self.hangs = hangs

    def prepare(self, text: str, deadline: float) -> tuple[str, ...]:
        return ()

    def fire(self, text: str, deadline: float) -> Reply:
        return Reply("confirmed", 1.0)

    def left(self, text: str) -> float | None:
        return 0.0

    def stop(self, fade: float) -> None:
        return None

    def resume(self, text: str, deadline: float) -> Reply:
        return self.fire(text, deadline)

    def health(self, deadline: float) -> Health:
        if self.hangs is not None:
            self.hangs.wait(20)
        return Health("ok")

    def close(self) -> None:
        return None


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Callable[..., EventFile]]:
    made: list[EventFile] = []

    def make(*planned: Cue, mode: ShowMode = "rehearse") -> EventFile:
        file = create_event(tmp_path / "day.callboard")
        made.append(file)
        known = [Output("lights", "osc", "udp://127.0.0.1:9"), Output("booth", "manual"), Output("desk", "companion")]
        items = [Item("08", "main", 0, "Talks", start=NOW), Item("09", "main", 1, "Trailers", film="f", length=960)]
        drafts = [
            Draft("event", EventSet(Event("Day", NOW.date(), "Europe/London"))),
            Draft("event", ModeSet(mode)),
            Draft("event", StageSet(Stage("main", "Main stage"))),
            Draft("event", StageSet(Stage("small", "Small"))),
            Draft("event", FilmSet(Film("f", "Night Ferry", aspect="1.85", sound="5.1"))),
            *(Draft("event", OutputSet(each)) for each in known),
            *(Draft("stage/main", ItemPlanned(each)) for each in items),
            *(Draft(f"cue/{each.number}", CuePlanned(each)) for each in planned),
        ]
        with file.transaction() as tx:
            tx.append(drafts, at=NOW - timedelta(hours=1), operator="plan")
        return file

    yield make
    for file in made:
        file.close()


class Time:
    """A clock that goes on a minute at every act, so that no GO comes too soon."""

    def __init__(self) -> None:
        self.now = NOW + timedelta(minutes=1)

    def __call__(self) -> datetime:
        return self.now


def app_of(file: EventFile, time: Time, lamp: Lamp | None = None) -> CallboardApp:
    app = CallboardApp(file.path, room="cues", operator="Kit", now=time)
    make = lamp or Lamp()
    app.firing.rack = Rack(lambda output: cast(Peer, make) if output.name == "lights" else outputs.make(output))
    return app


async def settled(app: CallboardApp, pilot: Pilot[None]) -> list[str]:
    """Everything sent and drawn; the rows of the screen."""
    app.firing.wait()
    app.changed()
    await app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.pause()
    return ["".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()]


async def press(app: CallboardApp, pilot: Pilot[None], time: Time, *keys: str) -> list[str]:
    for key in keys:
        time.now += timedelta(minutes=1)
        await pilot.press(key)
        app.firing.wait()
    return await settled(app, pilot)


def states(file: EventFile) -> dict[str, str]:
    return {each.cue.number: each.state for each in tables.cues(file.db)}


def start(file: EventFile) -> None:
    """08 is on since two o'clock, by another console."""
    stage.go(file, "main", now=NOW, operator="Ann")


async def test_the_next_go_stands_largest_with_every_output(day: Callable[..., EventFile]) -> None:
    file = day(*CUES)
    start(file)
    app = app_of(file, Time())
    async with app.run_test(size=(80, 24)) as pilot:
        rows = await settled(app, pilot)
    text = "\n".join(rows)
    assert all(cell_len(row) == 80 for row in rows)
    assert "SPACE GO" in rows[1] and "█" in rows[2] and "Title card" in rows[2]
    assert "lights" in rows[3] and "/1" in rows[3] and "OK" in rows[3]
    assert "NOTHING RUNS" in text and " >8.1  waiting" in text and "9.10 OFF" in text
    assert "lights ok" in text and "desk by hand" in text and "BEFORE 09" in text and "1.85" in text


async def test_space_fires_the_next_cue_and_then_starts_the_item(day: Callable[..., EventFile]) -> None:
    file, time = day(*CUES), Time()
    start(file)
    app = app_of(file, time)
    async with app.run_test(size=(80, 24)) as pilot:
        rows = await press(app, pilot, time, "space")
        assert states(file)["8.1"] == "done" and "START 09" in "\n".join(rows)
        rows = await press(app, pilot, time, "space")
        assert states(file)["9.1"] == "done" and tables.stage(file.db, "main").runs[-1].item == "09"
        assert "House to half" in "\n".join(rows)


async def test_a_failure_says_what_a_person_does_and_the_keys_settle_it(day: Callable[..., EventFile]) -> None:
    file, time = day(*CUES), Time()
    start(file)
    app = app_of(file, time)
    async with app.run_test(size=(80, 24)) as pilot:
        rows = await press(app, pilot, time, "space", "space", "space", "space")
        assert states(file)["9.2"] == "failed" and states(file)["9.3"] == "failed"
        assert "FAILED 9.3" in rows[1] and "desk: press 4" in rows[1] and rows[1].endswith("1 of 2 ")
        rows = await press(app, pilot, time, "d")
        assert states(file)["9.3"] == "done" and "FAILED 9.2" in rows[1]
        assert "tell the interpreters: channel B" in rows[1] and "r retry   d done by hand   l leave" in rows[2]
        rows = await press(app, pilot, time, "l")
        left = tables.cue(file.db, "9.2")
        assert left is not None and left.left and "FAILED 9.2" not in rows[1]


async def test_a_cue_picked_is_skipped_taken_back_armed_and_undone(day: Callable[..., EventFile]) -> None:
    file, time = day(*CUES), Time()
    start(file)
    app = app_of(file, time)
    async with app.run_test(size=(100, 30)) as pilot:
        await press(app, pilot, time, "j", "j", "j")
        assert app.screen.query_one(CueList).picked == "9.2"
        await press(app, pilot, time, "X")
        assert states(file)["9.2"] == "skipped"
        await press(app, pilot, time, "X")
        assert states(file)["9.2"] == "waiting"
        await press(app, pilot, time, "a")
        assert not next(each.armed for each in tables.cues(file.db) if each.cue.number == "9.2")
        rows = await press(app, pilot, time, "u")
        assert next(each.armed for each in tables.cues(file.db) if each.cue.number == "9.2")
        assert "Taken back" in "\n".join(rows)
        await press(app, pilot, time, "escape")
        assert app.screen.query_one(CueList).picked is None


async def test_standby_prepares_the_next_cue_and_go_prefers_it(day: Callable[..., EventFile]) -> None:
    file, time = day(*CUES), Time()
    start(file)
    app = app_of(file, time)
    async with app.run_test(size=(80, 24)) as pilot:
        rows = await press(app, pilot, time, "s")
        assert states(file)["8.1"] == "standby" and "standby called" in rows[1] and "STANDING BY" in rows[3]


async def test_panic_needs_one_key_and_says_before_what_it_touches(day: Callable[..., EventFile]) -> None:
    file, time = day(*CUES), Time()
    start(file)
    app = app_of(file, time)
    async with app.run_test(size=(80, 24)) as pilot:
        rows = await settled(app, pilot)
        assert any("F12 PANIC" in row and "Stay: lights, booth, desk" in row for row in rows)
        rows = await press(app, pilot, time, "f12")
        assert len(app.screen_stack) == 1 and "PANIC" in "\n".join(rows)
    assert [row.fact.kind for row in reading.facts(file.db, kinds=["panicked"])] == ["panicked"]


async def test_an_output_that_hangs_holds_up_no_key(day: Callable[..., EventFile]) -> None:
    file, time, hangs = day(*CUES), Time(), threading.Event()
    start(file)
    app = app_of(file, time, Lamp(hangs))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space")
        app.firing.wait()
        assert states(file)["8.1"] == "done" and not hangs.is_set()
        rows = await settled(app, pilot)
        assert "lights !! DOWN" in "\n".join(rows)
        hangs.set()


async def test_hostile_words_are_only_words(day: Callable[..., EventFile]) -> None:
    names = ("Bob [/] X", "[@click=app.quit]now[/]", "\u202eright\x1b[31m", "long " * 80, "tab\tline\nnext")
    planned = [cue(f"8.{n}", "08", name, f"booth: {name}", manual=name) for n, name in enumerate(names, 1)]
    file, time = day(*planned), Time()
    start(file)
    app = app_of(file, time)
    async with app.run_test(size=(80, 24)) as pilot:
        rows = await press(app, pilot, time, "space", "space", "j", "j", "d")
        text = "\n".join(rows)
        assert all(cell_len(row) == 80 for row in rows)
        assert "Bob [/] X" in text and "[@click=app.quit]now[/]" in text
        assert not set("\x1b\u202e\t") & set(text)


async def test_a_stage_without_cues_says_how_they_come(day: Callable[..., EventFile]) -> None:
    file, time = day(*CUES), Time()
    app = app_of(file, time)
    async with app.run_test(size=(80, 24)) as pilot:
        rows = await press(app, pilot, time, "o")
        assert "cues.toml" in "\n".join(rows) and isinstance(app.screen, CuesRoom)


async def test_a_closed_event_fires_nothing(day: Callable[..., EventFile]) -> None:
    from data.facts import StateSet

    file, time = day(*CUES), Time()
    start(file)
    with file.transaction() as tx:
        tx.append([Draft("event", StateSet("closed"))], at=NOW, operator="lead")
    app = app_of(file, time)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(app, pilot, time, "space")
    assert states(file)["8.1"] == "waiting"
