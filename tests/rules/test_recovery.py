"""The three ways to be out in time: what each changes, and that what it says is what applying it brings."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from console.rules.recovery.recovering import recover
from console.rules.recovery.recovery import STRATEGIES, Dropped, Recovery, missed, recovered, recovery
from console.rules.refusals import Refusal
from console.rules.running import Moment
from console.rules.times.timing import timeline
from data.facts import Undone
from data.records import Item

Make = Callable[..., Item]


def ways(day: Any, at: str) -> Recovery:
    now = day.when(at)
    found = recovery(day.state(now), day.stage, day.zone.key, now)
    assert isinstance(found, Recovery)
    return found


def told(day: Any, at: str) -> dict[str, tuple[float, dict[str, float | str]]]:
    """By way: how short it is, and each item's new length in minutes, or that it is dropped."""
    return {
        way.proposal.strategy: (
            way.proposal.short,
            {
                each.item: "dropped" if isinstance(each, Dropped) else each.length_to / 60
                for each in way.proposal.changes
            },
        )
        for way in ways(day, at).ways
    }


@pytest.fixture
def late(show: type[Any], item: Make) -> Any:
    """Ten minutes behind a hard out at 15:45 with the film on, as in the acceptance case."""
    day = show(
        [
            item("coffee", until="11:15", kind="break", least=5),
            item("promo", 45, least=30),
            item("film", 90, start="13:00"),
            item("table", 60, least=45, flag=True),
            item("close", 15, least=10, droppable=True),
        ],
        hard_out="15:45",
    )
    day.do("13:09", "standby", "film")
    day.do("13:10", "go")
    return day


def test_the_three_ways_of_the_acceptance_case(late: Any) -> None:
    found = ways(late, "13:10")
    assert found.need == 600
    assert told(late, "13:10") == {
        "even": (0, {"table": 52.5, "close": 12.5}),
        "breaks": (0, {"table": 50}),
        "drop": (0, {"close": "dropped"}),
    }
    assert [way.proposal.expected_end for way in found.ways] == [late.when(t) for t in ("15:45", "15:45", "15:40")]
    assert all(way.proposal.reaches and way.times.hard_out.spare >= 0 for way in found.ways)


def test_breaks_give_first_and_then_the_others_in_order(show: type[Any], item: Make) -> None:
    day = show(
        [
            item("A", 30, start="09:00"),
            item("B", 30, least=25),
            item("tea", 20, least=12, kind="break"),
            item("C", 30, least=20),
            item("lunch", 60, least=57, kind="break"),
            item("D", 30, least=10),
        ],
        hard_out="12:00",
    )
    assert told(day, "08:00")["breaks"] == (0, {"B": 25, "tea": 12, "C": 26, "lunch": 57})
    assert told(day, "08:00")["even"][0] == 0


def test_what_a_fixed_start_would_swallow_is_not_taken(show: type[Any], item: Make) -> None:
    day = show(
        [
            item("A", 30, start="09:00"),
            item("B", 30, least=10),
            item("C", 30, start="10:30", least=10),
            item("D", 30, least=10),
        ],
        hard_out="11:10",
    )
    assert told(day, "08:00") == {
        "even": (0, {"C": 20, "D": 20}),
        "breaks": (0, {"C": 10}),
        "drop": (1200, {}),
    }


def test_a_fixed_start_swallows_only_what_is_over(show: type[Any], item: Make) -> None:
    """B gives the five minutes by which C would begin late, and no more: the rest is the others'."""
    day = show(
        [
            item("A", 30, start="09:00"),
            item("B", 35, least=5),
            item("C", 30, start="10:00", least=15),
            item("D", 30, least=15),
        ],
        hard_out="10:50",
    )
    assert told(day, "08:00")["even"] == (0, {"B": 30, "C": 25, "D": 25})
    assert told(day, "08:00")["breaks"] == (0, {"B": 30, "C": 20})


def test_a_fixed_end_takes_the_lateness_and_gives_nothing(show: type[Any], item: Make) -> None:
    day = show(
        [
            item("A", 30, start="09:00"),
            item("B", 40, least=20),
            item("tea", until="10:15", kind="break", least=1),
            item("C", 60, least=30),
        ],
        hard_out="11:00",
    )
    assert told(day, "08:00") == {"even": (0, {"C": 45}), "breaks": (0, {"C": 45}), "drop": (900, {})}
    # Twenty late, the break has no length left and passes on the fifteen minutes it could not take.
    day.do("09:20", "go")
    assert told(day, "09:20")["even"] == (0, {"B": 28, "C": 42})
    day.stage = type(day.stage)("main", hard_out="10:50")
    assert told(day, "09:20")["even"] == (0, {"B": 25, "C": 35})


def test_an_item_with_a_hard_out_of_its_own_is_held_too(show: type[Any], item: Make) -> None:
    day = show(
        [
            item("A", 30, start="09:00"),
            item("B", 30, least=15),
            item("minister", 30, out="10:20", least=20),
            item("C", 30, least=10),
        ]
    )
    assert ways(day, "08:00").need == 600
    assert told(day, "08:00") == {
        "even": (0, {"B": 24, "minister": 26}),
        "breaks": (0, {"B": 20}),
        "drop": (600, {}),
    }


def test_what_an_own_hard_out_needs_and_a_fixed_start_swallows_is_not_counted_twice(
    show: type[Any], item: Make
) -> None:
    day = show(
        [
            item("A", 30, start="09:00"),
            item("minister", 40, out="10:00", least=20),
            item("B", 30, start="10:05", least=10),
            item("C", 30, least=20),
        ],
        hard_out="11:00",
    )
    # The minister gives ten, of which only five come to B: the five that are missing then are B's and C's.
    minutes = told(day, "08:00")["even"][1]
    assert minutes == {"minister": 30, "B": 30 - 200 / 60, "C": 30 - 100 / 60}


def test_the_fewest_are_dropped_and_then_the_shortest(show: type[Any], item: Make) -> None:
    def day(out: str) -> Any:
        return show(
            [
                item("A", 30, start="09:00"),
                item("B", 20, droppable=True),
                item("C", 10, droppable=True),
                item("D", 15, droppable=True),
                item("E", 60),
            ],
            hard_out=out,
        )

    assert told(day("11:10"), "08:00")["drop"] == (0, {"C": "dropped"})
    assert told(day("11:03"), "08:00")["drop"] == (0, {"D": "dropped"})
    assert told(day("11:00"), "08:00")["drop"] == (0, {"D": "dropped"})
    assert told(day("10:59"), "08:00")["drop"] == (0, {"B": "dropped"})
    assert told(day("10:50"), "08:00")["drop"] == (0, {"C": "dropped", "D": "dropped"})
    assert told(day("10:00"), "08:00")["drop"] == (1800, {"B": "dropped", "C": "dropped", "D": "dropped"})


def test_a_drop_that_a_fixed_start_swallows_is_not_made(show: type[Any], item: Make) -> None:
    day = show(
        [
            item("A", 30, start="09:00"),
            item("B", 10, droppable=True),
            item("C", 30, start="10:00"),
            item("D", 20, droppable=True),
        ],
        hard_out="10:20",
    )
    assert told(day, "08:00")["drop"] == (600, {"D": "dropped"})


def test_a_dropped_fixed_start_gives_its_wait_too(show: type[Any], item: Make) -> None:
    day = show(
        [item("A", 30, start="09:00"), item("B", 5, start="10:00", droppable=True), item("C", 30)], hard_out="10:00"
    )
    assert told(day, "08:00")["drop"] == (0, {"B": "dropped"})


def test_what_is_on_is_not_shortened_and_what_is_called_not_dropped(show: type[Any], item: Make) -> None:
    day = show(
        [item("A", 60, start="09:00", least=10), item("B", 30, droppable=True), item("C", 30, droppable=True)],
        hard_out="10:30",
    )
    day.do("09:00", "go")
    assert told(day, "09:01")["drop"] == (0, {"C": "dropped"})
    day.do("09:02", "standby", "C")
    assert told(day, "09:03") == {"even": (1800, {}), "breaks": (1800, {}), "drop": (0, {"B": "dropped"})}


def test_skipped_items_and_what_ran_give_nothing(show: type[Any], item: Make) -> None:
    day = show(
        [
            item("A", 30, start="09:00", least=5),
            item("B", 30, least=5, skip=True, droppable=True),
            item("C", 30, least=20),
        ],
        hard_out="10:00",
    )
    day.do("09:10", "go")
    day.do("09:40", "end")
    assert told(day, "09:40") == {"even": (0, {"C": 20}), "breaks": (0, {"C": 20}), "drop": (600, {})}


def test_while_it_is_held_the_hold_counts(show: type[Any], item: Make) -> None:
    day = show([item("A", 30, start="09:00"), item("B", 30, least=20)], hard_out="10:00")
    day.do("09:00", "go")
    day.do("09:10", "hold")
    assert ways(day, "09:15").need == 300
    assert told(day, "09:15")["even"] == (0, {"B": 25})


def test_nothing_to_come_is_short_by_all_of_it(show: type[Any], item: Make) -> None:
    day = show([item("A", 30, start="09:00", least=5)], hard_out="09:20")
    day.do("09:00", "go")
    assert ways(day, "09:01").need == 600
    assert told(day, "09:01") == dict.fromkeys(("even", "breaks", "drop"), (600, {}))
    day.do("09:25", "end")
    assert told(day, "09:30") == dict.fromkeys(("even", "breaks", "drop"), (300, {}))


def test_with_time_to_spare_nothing_changes(show: type[Any], item: Make) -> None:
    day = show([item("A", 30, start="09:00", least=5)], hard_out="10:00")
    assert ways(day, "08:00").need == 0
    assert told(day, "08:00") == dict.fromkeys(("even", "breaks", "drop"), (0, {}))


def test_without_any_hard_out_there_is_nothing_to_recover_to(show: type[Any], item: Make) -> None:
    day = show([item("A", 30, start="09:00")])
    found = recovery(day.state(), day.stage, day.zone.key, day.when("08:00"))
    assert isinstance(found, Refusal)
    assert found.reason == "no_hard_out"


def test_shares_are_whole_seconds_with_an_exact_sum(show: type[Any], item: Make) -> None:
    day = show(
        [
            item("A", 30, start="09:00"),
            *(item(name, 20, least=least) for name, least in (("B", 10), ("C", 13), ("D", 3))),
        ],
        hard_out="10:23:20",
    )
    (way, *_rest) = ways(day, "08:00").ways
    given = [each.length_from - each.length_to for each in way.proposal.changes]
    assert sum(given) == 400
    assert all(each == int(each) for each in given)
    assert [round(each) for each in given] == pytest.approx([400 * s / 34 for s in (10, 7, 17)], abs=1)
    assert way.times.hard_out.spare == 0


def test_a_fraction_of_a_second_is_given_as_a_whole_one(show: type[Any], item: Make) -> None:
    day = show([item("A", 30, start="09:00"), item("B", 30, start="09:30", least=10), item("C", 5)], hard_out="10:00")
    day.do("09:00:00.400000", "go")
    assert ways(day, "09:01").need == pytest.approx(300.4)
    for way in ways(day, "09:01").ways[:2]:
        assert way.proposal.reaches
        assert [(c.item, c.length_from - c.length_to) for c in way.proposal.changes] == [("B", 301)]


# -- any day -----------------------------------------------------------------------------------------------------------
@st.composite
def days(draw: st.DrawFn) -> dict[str, Any]:
    """Items of an order with fixed starts and ends, least lengths, hard outs of their own, and how far it has run."""
    items, at = [], 9 * 3600
    for n in range(draw(st.integers(1, 7))):
        length = draw(st.integers(1, 40)) * 60 + draw(st.sampled_from([0, 0, 7]))
        start = at + draw(st.sampled_from([0, 0, 0, 600, 1800, -300]))
        items.append({
            "name": f"i{n}", "length": length, "start": start if n == 0 or draw(st.booleans()) else None,
            "until": start + length if draw(st.integers(0, 5)) == 0 else None,
            "least": draw(st.sampled_from([None, length // 2, length // 3, length + 60])),
            "out": start + length + draw(st.integers(-600, 900)) if draw(st.integers(0, 4)) == 0 else None,
            "kind": draw(st.sampled_from(["", "", "break"])), "droppable": draw(st.booleans()),
            "skip": draw(st.integers(0, 7)) == 0,
        })  # fmt: skip
        at = start + length
    gos = draw(st.lists(st.integers(60, 3000), max_size=3))
    return {"items": items, "out": at + draw(st.integers(-5400, 600)), "gos": gos, "ends": draw(st.booleans()),
            "call": draw(st.integers(0, 9)), "wait": draw(st.sampled_from([0.0, 61.0, 700.25])),
            "hold": draw(st.integers(0, 4)) == 0}  # fmt: skip


def clocked(seconds: float) -> str:
    plus, seconds = divmod(seconds, 86400)
    whole, part = divmod(round(seconds * 1_000_000), 1_000_000)
    text = f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}" + (f".{part:06}" if part else "")
    return f"+1 {text}" if plus else text


def run(show: Any, item: Make, drawn: dict[str, Any]) -> tuple[Any, str]:
    """The day as drawn, and the moment it has come to."""
    day = show(
        [
            item(
                each["name"], each["length"] / 60, start=clocked(each["start"]) if each["start"] is not None else "",
                until=clocked(each["until"]) if each["until"] is not None else "",
                least=each["least"] / 60 if each["least"] is not None else None, kind=each["kind"],
                droppable=each["droppable"], skip=each["skip"],
                out=clocked(each["out"]) if each["out"] is not None else "",
            )
            for each in drawn["items"]
        ],
        hard_out=clocked(drawn["out"]),
    )  # fmt: skip
    now: float = 9 * 3600
    for gap in drawn["gos"]:
        day.do(clocked(now), "go")
        now += gap
    if drawn["call"] < len(drawn["items"]):
        day.do(clocked(now), "standby", f"i{drawn['call']}")
    if drawn["ends"]:
        day.do(clocked(now), "end")
    if drawn["hold"]:
        day.do(clocked(now), "hold")
    return day, clocked(now + drawn["wait"])


FIXTURES = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@settings(max_examples=150, deadline=None, suppress_health_check=FIXTURES)
@given(drawn=days(), strategy=st.sampled_from(STRATEGIES))
def test_applied_it_is_what_was_shown_and_undone_it_never_was(
    show: Any, item: Make, drawn: dict[str, Any], strategy: Any
) -> None:
    day, at = run(show, item, drawn)
    now = day.when(at)
    before, state = day.at(at), day.state(now)
    found = recovery(state, day.stage, day.zone.key, now)
    assume(isinstance(found, Recovery))
    way = found.way(strategy)
    done = recover(state, day.stage, day.zone.key, Moment(now), strategy)
    if isinstance(done, Refusal):
        assert done.reason in ("nothing_to_recover", "nothing_to_cut")
        return
    day.record(list(done.drafts), now)
    assert day.state(now) == recovered_in_place(state, way, now)
    after = day.at(at)
    assert after == way.times
    assert way.proposal.expected_end == after.expected_end
    if way.proposal.reaches:
        assert after.hard_out is None or after.hard_out.spare >= 0
        assert all(line.hard_out.spare >= 0 for line in after.items
                   if line.hard_out and line.expected_end and line.status != "live")  # fmt: skip
    for change in way.proposal.changes:
        line = next(line for line in after.items if line.id == change.item)
        if isinstance(change, Dropped):
            assert line.status == "skipped"
            assert state.items[change.item].droppable
        else:
            least = state.items[change.item].least_length
            assert least is not None
            assert round(least) <= change.length_to < change.length_from
            assert line.length == change.length_to
        assert line.status not in ("live", "done")
    day.record([type(done.drafts[0])("stage/main", Undone(day.facts[-1].act))], now)
    assert day.at(at) == before


def recovered_in_place(state: Any, way: Any, now: Any) -> Any:
    """What the rule says the stage will be, with the moment of the act."""
    after = recovered(state, way.proposal.lengths, way.proposal.dropped)
    return replace(after, last_act=max(filter(None, (state.last_act, now))))


@settings(max_examples=100, deadline=None, suppress_health_check=FIXTURES)
@given(drawn=days())
def test_nothing_less_would_do(show: Any, item: Make, drawn: dict[str, Any]) -> None:
    """A second less of any item, or one item fewer dropped, and a hard out is missed by more."""
    day, at = run(show, item, drawn)
    now = day.when(at)
    state = day.state(now)
    found = recovery(state, day.stage, day.zone.key, now)
    assume(isinstance(found, Recovery) and found.need)
    # Where a fixed end comes before its own start, the plan contradicts itself and more may be gained than is seen.
    assume(not any(line.conflict for line in found.times.items))
    for way in found.ways:
        lengths, dropped = way.proposal.lengths, way.proposal.dropped
        fewer = [({**lengths, name: length + 2}, dropped) for name, length in lengths.items()]
        fewer += [(lengths, tuple(each for each in dropped if each != name)) for name in dropped]
        missed = spares(way.times, found.times)
        for other, left in fewer:
            tried = spares(timeline(recovered(state, other, left), day.stage, day.zone.key, now), found.times)
            assert any(tried.get(name, 0) < min(0, spare) for name, spare in missed.items()) or any(
                tried[name] < 0 for name in tried.keys() - missed.keys()
            ), (way.proposal, other, left)


def spares(times: Any, stands: Any) -> dict[str, float]:
    """To the stage's hard out as it stands: with its first items gone, its own first such time may be tomorrow's."""
    found = {line.id: line.hard_out.spare for line in times.items
             if line.hard_out and line.expected_end and line.status != "live"}  # fmt: skip
    if stands.hard_out is not None and times.expected_end is not None:
        found["stage"] = (stands.hard_out.at - times.expected_end).total_seconds()
    return found


@settings(max_examples=100, deadline=None, suppress_health_check=FIXTURES)
@given(drawn=days())
def test_what_does_not_reach_gets_as_near_as_can_be(show: Any, item: Make, drawn: dict[str, Any]) -> None:
    """Against the plainest search there is: everything at its least length, and every set of drops."""
    day, at = run(show, item, drawn)
    now = day.when(at)
    state = day.state(now)
    found = recovery(state, day.stage, day.zone.key, now)
    assume(isinstance(found, Recovery) and found.need)
    # Where a fixed end comes before its own start, the plan contradicts itself and more may be gained than is seen.
    assume(not any(line.conflict for line in found.times.items))
    ahead = [line for line in found.times.items if line.expected_end and line.status != "live"]
    least = {
        line.id: min(line.length, state.items[line.id].least_length or line.length)
        for line in ahead
        if line.actual_start is None
    }
    nearest = timeline(recovered(state, least, ()), day.stage, day.zone.key, now)
    for strategy in ("even", "breaks"):
        assert found.way(strategy).proposal.short == pytest.approx(missed(nearest), abs=1.001)
    # Without its first items, the stage's first such time may be tomorrow's: what is to be held is today's.
    out_by = found.times.hard_out.at if found.times.hard_out else None
    can_go = [line.id for line in ahead if state.items[line.id].droppable and line.status != "standby"]
    can_go = [name for name in can_go if all(run.item != name for run in state.runs)]
    tried = [
        (missed(timeline(recovered(state, {}, some), day.stage, day.zone.key, now), out_by), len(some))
        for count in range(len(can_go) + 1)
        for some in combinations(can_go, count)
    ]
    drop = found.way("drop").proposal
    assert drop.short == min(tried)[0]
    if drop.reaches:
        assert len(drop.dropped) == min(tried)[1]
