"""The cue stack: the order of numbers, what GO fires, what chains, and what is never known."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from console.rules import cuestack, panic
from console.rules.cuestack import ToFire
from data.facts import CueFired, Panicked
from data.records import Action, Cue, Output
from data.states import Answered, CueState

T0 = datetime(2026, 10, 25, 14, 0, tzinfo=UTC)


def cue(number: str, state: str = "waiting", item: str = "09", **fields: Any) -> CueState:
    """A cue of item 09; cue fields (follow, at, pre_wait) and state fields (armed, fired, fired_at) by name."""
    of_cue = {name: fields.pop(name) for name in list(fields) if name in Cue.__struct_fields__ and name != "armed"}
    return CueState(cue=Cue(number=number, item=item, **of_cue), state=state, **fields)  # type: ignore[arg-type]


def gone(number: str, minute: int, state: str = "done", **fields: Any) -> CueState:
    """A cue that was fired so many minutes in."""
    return cue(number, state, fired=f"s:{minute}", fired_at=T0 + timedelta(minutes=minute), **fields)


# -- the order ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "numbers",
    [
        ["2", "2.5", "3"],
        ["9", "10"],
        ["1", "1.1", "1.2", "1.10", "2"],
        ["1", "1a", "1b", "2"],
        ["0.5", "1"],
        ["9.1", "9.2", "A1", "B"],
    ],
)
def test_numbers_sort_as_the_booth_reads_them(numbers: list[str]) -> None:
    assert sorted(set(numbers), key=cuestack.order) == numbers


NUMBER = st.lists(st.integers(0, 120), min_size=1, max_size=3).map(lambda parts: ".".join(map(str, parts)))


@given(st.lists(st.one_of(NUMBER, st.text("0123456789.aBé ²-", min_size=1, max_size=6)), unique=True))
def test_any_numbers_have_one_order(numbers: list[str]) -> None:
    ordered = sorted(numbers, key=cuestack.order)
    assert sorted(set(numbers), key=cuestack.order) == ordered
    assert len({cuestack.order(each) for each in numbers}) == len(numbers)


@given(NUMBER, NUMBER)
def test_whole_numbers_decide_before_what_follows_the_dot(a: str, b: str) -> None:
    if int(a.partition(".")[0]) < int(b.partition(".")[0]):
        assert cuestack.order(a) < cuestack.order(b)


@given(NUMBER, st.integers(0, 99))
def test_a_point_cue_sorts_between_its_cue_and_the_next(number: str, point: int) -> None:
    whole = number.partition(".")[0]
    assert cuestack.order(whole) < cuestack.order(f"{whole}.{point}") < cuestack.order(str(int(whole) + 1))


# -- GO ----------------------------------------------------------------------------------------------------------------
def test_go_fires_the_first_waiting_cue_of_the_live_item() -> None:
    cues = [cue("9.2"), cue("9.1"), cue("8.1", item="08")]
    assert cuestack.on_go(cues, "09") == "9.1"
    assert cuestack.on_go(cues, None) is None


def test_go_goes_on_after_the_last_fired_and_ends_with_the_item() -> None:
    cues = [gone("9.1", 1), cue("9.2"), gone("9.3", 2, "failed"), cue("9.4", armed=False), cue("9.5", "skipped")]
    assert cuestack.on_go(cues, "09") is None
    assert cuestack.on_go([*cues, cue("9.6")], "09") == "9.6"


def test_a_cue_that_stands_by_comes_before_all_others() -> None:
    assert cuestack.on_go([cue("9.1"), gone("9.4", 1), cue("9.3", "standby")], "09") == "9.3"


def test_an_item_called_to_standby_leaves_its_cues() -> None:
    cues = [gone("9.1", 1), cue("9.2"), cue("9.3", armed=False), cue("9.4", at="start")]
    assert cuestack.on_go(cues, "09", called="10") is None
    assert [each.cue.number for each in cuestack.unfired(cues, "09")] == ["9.2", "9.4"]


def test_start_cues_fire_with_their_item_and_never_by_go() -> None:
    cues = [cue("9.1", at="start"), cue("9.2", at="start", armed=False), cue("9.3")]
    assert [each.cue.number for each in cuestack.starts(cues, "09")] == ["9.1"]
    assert cuestack.on_go(cues, "09") == "9.3"


# -- the chain ---------------------------------------------------------------------------------------------------------
def test_with_and_after_chain_to_the_next_cue_of_the_item() -> None:
    beside, ended = gone("9.1", 1, "running", follow="with"), gone("9.1", 1, follow="after")
    rest = [cue("9.2", armed=False), cue("9.3", "skipped"), cue("9.5"), cue("9.6"), cue("1", item="1")]
    assert cuestack.follows([beside, *rest], "9.1") == "9.5"
    assert cuestack.follows([ended, *rest], "9.1") == "9.5"
    assert cuestack.follows([replace(ended, state="running"), *rest], "9.1") is None


@pytest.mark.parametrize("state", ["failed", "stopped", "skipped", "waiting"])
def test_what_is_not_done_never_chains(state: str) -> None:
    assert cuestack.follows([gone("9.1", 1, state, follow="with"), cue("9.2")], "9.1") is None


@pytest.mark.parametrize("state", ["running", "done"])
def test_a_chain_never_goes_past_a_cue_that_fired_already(state: str) -> None:
    started = gone("9.2", 1, state, follow="stop")
    assert cuestack.follows([gone("9.1", 1, "running", follow="with"), started, cue("9.3")], "9.1") is None


def test_a_chain_stops_before_a_cue_that_needs_a_person_and_at_the_end() -> None:
    this = gone("9.1", 1, follow="with")
    assert cuestack.follows([this, gone("9.2", 1, "failed"), cue("9.3")], "9.1") is None
    assert cuestack.follows([this, cue("10", item="10")], "9.1") is None
    assert cuestack.follows([gone("9.1", 1), cue("9.2")], "9.1") is None


# -- what is shown -----------------------------------------------------------------------------------------------------
def asked(alive: bool) -> object:
    return lambda process: alive


def test_unknown_is_an_intent_without_answer_whose_process_is_gone() -> None:
    answers = (Answered("lights", "/go", "sent", 1.0), Answered("screen", "play a"))
    state = gone("9.1", 0, "running", process="4:5", deadline=0.5, pre_wait=2, answers=answers)
    late, early = T0 + timedelta(seconds=2.6), T0 + timedelta(seconds=2.4)
    assert cuestack.shown(state, late, lambda process: False) == "unknown"
    assert cuestack.shown(state, late, lambda process: process == "4:5") == "running"
    assert cuestack.shown(state, early, lambda process: False) == "running"
    told = replace(state, answers=(Answered("booth", "flat", "sent", 0.0),))
    assert cuestack.shown(told, late, lambda process: False) == "running"


def test_disarmed_shows_only_where_it_changes_what_happens() -> None:
    assert cuestack.shown(cue("1", armed=False), T0, lambda process: True) == "disarmed"
    assert cuestack.shown(gone("1", 0, armed=False), T0, lambda process: True) == "done"


# -- refusals ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("verb", "state", "word"),
    [
        ("go", gone("1", 0, "running"), "already_running"),
        ("standby", gone("1", 0, "running"), "already_running"),
        ("go", gone("1", 0), "already_done"),
        ("go", cue("1", armed=False), "disarmed"),
        ("retry", gone("1", 0), "nothing_to_retry"),
        ("retry", gone("1", 0, "failed"), None),
        ("go", gone("1", 0, "failed"), None),
        ("go", cue("1", "standby"), None),
        ("done", cue("1"), "not_fired"),
        ("done", gone("1", 0, "failed"), None),
        ("leave", gone("1", 0), "nothing_to_leave"),
        ("leave", gone("1", 0, "failed"), None),
        ("skip", gone("1", 0), "already_done"),
        ("disarm", cue("1"), None),
    ],
)
def test_what_a_cue_may_be_told(verb: cuestack.Verb, state: CueState, word: str | None) -> None:
    refusal = cuestack.refusal(verb, "1", state, cuestack.shown(state, T0, lambda process: True))
    assert (refusal.reason if refusal else None) == word


def test_a_cue_that_is_not_there_is_said_so() -> None:
    refusal = cuestack.refusal("go", "7.7", None, None)
    assert refusal is not None and refusal.reason == "no_such_cue" and "7.7" in refusal.message


def test_the_intent_holds_all_that_will_be_sent() -> None:
    state = CueState(cue=Cue("9.1", "09", actions=(Action("lights", "/go"),)))
    draft = cuestack.fire_draft(state, "show", "4:5", 0.5, "s:1", "space")
    assert draft.subject == "cue/9.1"
    assert draft.body == CueFired((Action("lights", "/go"),), "show", "4:5", 0.5, "s:1", "space")
    assert cuestack.to_fire([]) == () and ToFire("9.1", "s:2").resume is False


# -- panic -------------------------------------------------------------------------------------------------------------
OUTPUTS = (Output("screen", "mpv"), Output("lights", "osc"), Output("interp", "http"), Output("music", "mpv"))


def test_panic_stops_media_and_what_the_list_names_and_nothing_else() -> None:
    named = [each.name for each in panic.stops(OUTPUTS, {"mpv"}, ())]
    assert named == ["screen", "music"]
    assert [each.name for each in panic.stops(OUTPUTS, {"mpv"}, ("lights",))] == ["screen", "lights", "music"]
    assert [each.name for each in panic.stops([Output("house", "osc", panic=True)], {"mpv"}, ())] == ["house"]


def test_panic_stops_running_cues_that_play() -> None:
    film = gone("1", 0, "running", answers=(Answered("screen", "play a"),))
    light = gone("2", 0, "running", answers=(Answered("lights", "/go"),))
    over = gone("3", 0, "done", answers=(Answered("screen", "play b"),))
    assert panic.stopped([film, light, over], {"screen", "music"}) == [film]
    assert panic.resumable([replace(film, state="stopped"), light, over], {"screen"})[0].cue.number == "1"


def test_the_second_press_cuts_and_a_later_one_fades_again() -> None:
    fade, resume = Panicked("fade"), Panicked("resume")
    assert panic.how(None, None, T0) == "fade"
    assert panic.how(fade, T0, T0 + timedelta(seconds=2)) == "cut"
    assert panic.how(fade, T0, T0 + timedelta(minutes=5)) == "fade"
    assert panic.how(resume, T0, T0 + timedelta(seconds=2)) == "fade"
