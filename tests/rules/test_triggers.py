"""Triggers: what an act's facts tell of, which triggers that is for, and when an item's time is told of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from console.rules import triggers
from console.rules.filling import Words
from console.rules.triggers import Happened
from data.records import Action, Output, Trigger
from data.states import EventState

NOW = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)


def told(morning: Any, verb: str, *words: Any) -> list[Happened]:
    before, seen = morning.state(), len(morning.facts)
    morning.do(f"09:{45 + seen}", verb, *words)
    return triggers.happened(morning.facts[seen:], before)


def test_a_go_ends_what_was_on_and_starts_what_comes(morning: Any) -> None:
    assert [(each.on, each.source) for each in told(morning, "go")] == [("start", "test")]
    first = morning.state().runs[-1].item
    both = told(morning, "go")
    assert [(each.on, each.item) for each in both] == [("end", first), ("start", morning.state().runs[-1].item)]


def test_each_act_tells_of_itself(morning: Any) -> None:
    told(morning, "go")
    live = morning.state().runs[-1].item
    assert told(morning, "hold", "sound")[0] == Happened("hold", live, reason="sound", source="test")
    assert told(morning, "resume")[0].on == "resume"
    assert told(morning, "add", -60)[0] == Happened("add", live, added=-60, source="test")
    assert told(morning, "end")[0] == Happened("end", live, source="test")
    assert told(morning, "add", 60) == []


def test_a_trigger_is_for_its_stage_its_item_and_its_cue() -> None:
    def texts(what: Happened, stage: str = "main") -> list[str]:
        return [each.text for each in triggers.actions(event, stage, what, Words(item=what.item))]

    outputs = {"o": Output("o", "osc", "udp://h:1")}
    rows = [
        Trigger("start", (Action("o", "/any"),)),
        Trigger("start", (Action("o", "/side"),), stage="side"),
        Trigger("start", (Action("o", "/b"), Action("gone", "{item}")), item="B"),
        Trigger("cue", (Action("o", "/cue"),), cue="2.5"),
    ]
    event = EventState(outputs=outputs, triggers=tuple(rows))
    assert texts(Happened("start", "A")) == ["/any"]
    assert texts(Happened("start", "A"), "side") == ["/any", "/side"]
    assert texts(Happened("start", "B")) == ["/any", "/b", "B"]
    assert texts(Happened("cue", "B", "2.5")) == ["/cue"] and texts(Happened("cue", "B", "2")) == []
    assert texts(Happened("end", "A")) == []


@pytest.mark.parametrize(
    ("seconds", "what", "late"),
    [(479, None, 0), (480, "warning", 0), (483, "warning", 3), (540, "danger", 0), (600, "danger", 60),
     (601, "over", 1), (900, "over", 300)],
)  # fmt: skip
def test_what_an_item_of_ten_minutes_has_come_to(one: Any, seconds: int, what: str | None, late: float) -> None:
    state, times = one(seconds)
    found = triggers.due(state, times, NOW + timedelta(seconds=seconds))
    assert (found and (found.what, found.late)) == (what and (what, late))


@pytest.mark.parametrize(("seconds", "ahead"), [(0, 480), (480, 60), (500, 40), (540, 60.001), (700, None)])
def test_when_the_next_comes(one: Any, seconds: int, ahead: float | None) -> None:
    state, times = one(seconds)
    now = NOW + timedelta(seconds=seconds)
    assert triggers.next_due(state, times, now) == (now + timedelta(seconds=ahead) if ahead is not None else None)


def test_time_that_was_taken_counts_from_when_it_was_taken(one: Any) -> None:
    state, times = one(300, taken=(290, 300.0))
    found = triggers.due(state, times, NOW + timedelta(seconds=300))
    assert found is not None and (found.what, found.late) == ("danger", 10)


@pytest.fixture
def one() -> Any:
    """A stage whose only item, ten minutes long, began at NOW; `taken` are seconds taken from it, and when."""
    from console.rules.times.timing import timeline
    from data.records import Item, Stage
    from data.states import Run, StageState

    def at(seconds: float, taken: tuple[float, float] | None = None) -> Any:
        run = Run("s:1", "s:1", "A", NOW, added=-taken[1] if taken else 0.0)
        acted = NOW + timedelta(seconds=taken[0]) if taken else NOW
        item = Item("A", "main", 0, "Talk", start=NOW, length=600)
        state = StageState("main", items={"A": item}, runs=(run,), last_go=NOW, last_act=acted)
        return state, timeline(state, Stage("main"), "UTC", NOW + timedelta(seconds=seconds))

    return at
