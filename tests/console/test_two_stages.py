"""Two stages run at once in one file: each has the times that a plain model of it alone has."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console import stage
from data.facts import Draft, EventMade, EventSet, ItemPlanned, StageSet
from data.files import create_event
from data.journal import EventFile
from data.records import Event, Item, Stage
from data.verify import verify
from tests.rules.plain_model import Plain

START = datetime(2026, 3, 10, tzinfo=UTC)
NINE = 9 * 3600
NAMES = ("main", "side")
VERBS = ("go", "go", "go", "hold", "resume", "end", "back", "add", "standby", "skip", "replan")

stages = st.lists(
    st.lists(st.tuples(st.integers(1, 30), st.booleans(), st.integers(-5, 10)), min_size=2, max_size=4),
    min_size=2,
    max_size=2,
)
deeds = st.lists(
    st.tuples(
        st.sampled_from(NAMES), st.integers(0, 900), st.sampled_from(VERBS), st.integers(0, 3), st.integers(-300, 600)
    ),
    max_size=16,
)


def moment(seconds: int) -> datetime:
    return START + timedelta(seconds=seconds)


def planned(name: str, rows: list[tuple[int, bool, int]]) -> list[dict[str, Any]]:
    """Items of so many minutes, fixed or following on, so many minutes after the one before."""
    found, at = [], NINE
    for n, (minutes, fixed, gap) in enumerate(rows):
        at += gap * 60 if n else 0
        found.append({"id": f"{name}{n}", "fixed": fixed or n == 0, "start": at, "length": minutes * 60, "end": None})
        at += minutes * 60
    return found


def made(path: Path, plans: dict[str, list[dict[str, Any]]]) -> EventFile:
    file = create_event(path)
    drafts = [
        Draft("event", EventMade("e", "5a" * 32)),
        Draft("event", EventSet(Event(name="Two", date=date(2026, 3, 10), zone="Europe/London"))),
    ]
    for name, plan in plans.items():
        drafts.append(Draft("event", StageSet(Stage(name, name, hard_out="12:00"))))
        for pos, each in enumerate(plan):
            item = Item(
                id=each["id"], stage=name, pos=pos, title=each["id"], start=moment(each["start"]),
                length=each["length"], start_rule="fixed" if each["fixed"] else "follows",
            )  # fmt: skip
            drafts.append(Draft(f"stage/{name}", ItemPlanned(item)))
    with file.transaction() as tx:
        tx.append(drafts, at=START, operator="setup")
    return file


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(rows=stages, acts=deeds, wait=st.integers(0, 1800))
def test_each_has_its_own_times(tmp_path: Path, rows: list[Any], acts: list[Any], wait: int) -> None:
    plans = {name: planned(name, each) for name, each in zip(NAMES, rows, strict=True)}
    plain = {name: Plain(plan, 12 * 3600) for name, plan in plans.items()}
    path = tmp_path / f"{len(list(tmp_path.iterdir()))}.callboard"
    with closing(made(path, plans)) as file:
        now = NINE - 600
        for name, gap, verb, which, seconds in acts:
            now += gap
            one = f"{name}{which % len(plans[name])}"
            words: dict[str, Any] = {
                "standby": {"item": one},
                "skip": {"item": one},
                "add": {"seconds": float(seconds)},
            }
            asked = words.get(verb, {})
            answer = getattr(stage, verb)(file, name, **asked, now=moment(now), operator="Kit")
            assert (answer.refused is None) == plain[name].do(now, verb, one, None, seconds), (name, verb, now)
        now += wait
        for name in NAMES:
            times, want = stage.timeline(file, name, moment(now)), plain[name].look(now)
            assert (times.live, times.standby, times.remaining) == (want["live"], want["standby"], want["remaining"])
            assert (times.offset, times.relative) == (want["offset"], want["relative"])
            lines = {line.id: line for line in times.items}
            plan = {each: (line.planned_start, line.planned_end) for each, line in lines.items()}
            assert plan == {each: (moment(start), moment(end)) for each, (start, end) in plain[name].plan(now).items()}
            assert {
                each: (line.expected_start, line.expected_end)
                for each, line in lines.items()
                if line.expected_start is not None and line.status != "live"
            } == {each: (moment(start), moment(end)) for each, (start, end) in want["expected"].items()}
        assert verify(file).ok
