"""Free timers: what each shows is worked out from when it was started, up or down, and on over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from console.rules import timers
from console.rules.refusals import Refusal
from console.rules.timers import TimerDone, TimerNow, figure, rings, timers_now
from data.timers import TimersState, TimerState

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def later(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def test_down_goes_on_over_zero_and_up_counts_from_zero() -> None:
    down = TimerState("bus", "down", 60, NOON)
    assert [figure(down, later(n)) for n in (0, 59.5, 60, 90)] == [60, 0.5, 0, -30]
    assert figure(TimerState("talk", "up", 0, NOON), later(3661)) == 3661


def test_one_that_stands_shows_what_it_ran() -> None:
    assert figure(TimerState("bus", "down", 60, None, 45), later(999)) == 15


def test_a_clock_set_back_takes_nothing_away() -> None:
    assert figure(TimerState("bus", "down", 60, NOON, 10), later(-500)) == 50


def test_the_bell_rings_once_when_one_runs_down() -> None:
    def seen(seconds: float) -> tuple[TimerNow, ...]:
        return timers_now(TimersState({"bus": TimerState("bus", "down", 60, NOON)}), later(seconds))

    assert not rings(seen(58), seen(59))
    assert rings(seen(59), seen(60))
    assert not rings(seen(60), seen(61))
    assert not rings((), seen(70)), "what was over when the room opened rings nothing"


def test_a_name_is_found_in_any_case_and_kept_as_it_was() -> None:
    state = TimersState({"Bus": TimerState("Bus", "down", 60)})
    done = timers.begin(state, "bus", 90)
    assert isinstance(done, TimerDone)
    assert [getattr(draft.body, "name", "") for draft in done.drafts] == ["Bus", "Bus"]
    assert isinstance(timers.start(state, "BUS"), TimerDone)


def test_what_can_not_be_is_refused_with_a_sentence() -> None:
    state = TimersState({"bus": TimerState("bus", "down", 60, NOON), "tea": TimerState("tea")})
    refused = {
        "no_such_timer": timers.start(state, "train"),
        "already_running": timers.start(state, "bus"),
        "not_running": timers.stop(state, "tea"),
        "no_name": timers.add(state, " \x1b ", None),
        "no_length": timers.add(state, "long", 0),
    }
    for reason, answer in refused.items():
        assert isinstance(answer, Refusal) and answer.reason == reason and answer.message.endswith(".")
    assert "bus, tea" in refused["no_such_timer"].message  # type: ignore[union-attr]  # a refusal, as just seen
