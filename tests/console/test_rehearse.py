"""A rehearsed day: the same seed plays the same day, everything that can happen does, and its figures agree."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from console import rehearse as rehearsing
from console import setup
from console.rehearse import Played, rehearse
from data import reading
from data.files import open_event
from data.verify import verify


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.callboard"
    setup.demo(path, now=datetime(2026, 10, 25, 8, tzinfo=UTC), operator="test")
    return path


@pytest.fixture(scope="module")
def played(source: Path) -> tuple[Played, Path]:
    copy = source.with_name("copy.callboard")
    return rehearse(source, copy), copy


def test_everything_happens_in_it(played: tuple[Played, Path]) -> None:
    made, copy = played
    figures = made.summary
    assert all(check.holds for check in figures.checks)
    assert figures.guests.arrived > 150
    assert figures.guests.no_show > 5
    assert figures.guests.walk_in > 3
    assert figures.entries.exits > 150
    reasons = {each.reason for each in figures.refusals}
    assert {"already_in", "unknown", "full"} <= reasons
    assert all(line.actual_length is not None for line in figures.programme)
    assert any(line.late for line in figures.programme)
    assert {slot.state for slot in figures.speakers} == {"off"}
    assert all(cue.state in ("done", "disarmed") and not cue.failed for cue in figures.cues)
    assert sum(cue.state == "done" for cue in figures.cues) > 15
    with closing(open_event(copy)) as file:
        kinds = {row.fact.kind for row in reading.facts(file.db)}
        results = {getattr(row.fact.known, "result", None) for row in reading.facts(file.db, kinds=["action_answered"])}
        assert verify(file).ok
    assert {"entered", "left", "refused", "guest_added", "undone", "stood_by", "went", "held", "resumed", "time_added",
            "ended", "cue_fired", "speaker_set", "noted", "deputy_sent", "on_the_way", "meeter_told", "handout_given",
            "handout_returned", "head_counted"} <= kinds  # fmt: skip
    assert figures.handouts_out
    assert any(person.met_by and person.arrived for person in figures.vips)
    assert any(session.head_count for session in figures.sessions)
    assert results == {"dry"}, "nothing is sent in a rehearsal"


def test_the_same_seed_plays_the_same_day(source: Path, played: tuple[Played, Path], tmp_path: Path) -> None:
    def told(made: Played) -> object:
        whole = msgspec.to_builtins(made.summary)
        for person in whole["vips"] + whole["no_shows"]:
            person.pop("id")
        for thing in whole["handouts_out"]:
            thing.pop("guest")
        return whole

    again = rehearse(source, tmp_path / "again.callboard")
    assert told(again) == told(played[0])
    other = rehearse(source, tmp_path / "other.callboard", seed=7)
    assert told(other) != told(played[0])


def test_the_source_is_left_alone(source: Path, played: tuple[Played, Path]) -> None:
    with closing(open_event(source)) as file:
        assert reading.latest(file.db) > 0
        assert all(row.fact.mode == "live" for row in reading.facts(file.db))
        assert not list(reading.facts(file.db, kinds=["entered"]))


def test_at_a_speed_it_waits_between_moments(source: Path, tmp_path: Path) -> None:
    waits: list[float] = []
    told: list[str] = []
    rehearse(source, tmp_path / "slow.callboard", speed=60, tell=told.append, wait=waits.append)
    played = sum(waits) * 60
    assert 7 * 3600 < played < 9 * 3600
    assert told == sorted(told)
    assert 40 < len(told) <= played / rehearsing.STEP.total_seconds() + 1
