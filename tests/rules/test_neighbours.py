"""The order as a chain is the order as the rules tell it, and one item's plan is the plan of all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from console.rules.neighbours import Neighbours
from console.rules.times.order import items_in_order
from console.rules.times.plan import NONE, planned_of, walk
from console.rules.times.timing import timeline
from data.records import Item, Stage
from data.states import Run, StageState

NINE = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
IDS = ("a", "b", "c", "d", "e", "f")

ids = st.sampled_from(IDS)
times = st.none() | st.integers(0, 120).map(lambda minutes: NINE + timedelta(minutes=minutes))
items = st.builds(
    Item, st.just(""), st.just("main"), st.integers(0, 3), st.just(""), start=times, end=times,
    length=st.none() | st.sampled_from((60.0, 600.0)), start_rule=st.sampled_from(("follows", "fixed")),
    end_rule=st.sampled_from(("length", "fixed")), skip=st.booleans(),
)  # fmt: skip


@st.composite
def states(draw: st.DrawFn) -> StageState:
    drawn = [replace(item, id=ident) for ident, item in zip(IDS, draw(st.lists(items, max_size=6)), strict=False)]
    order = {item.id: item for item in sorted(drawn, key=lambda each: (each.pos, each.id))}
    ran = draw(st.sets(st.sampled_from(sorted(order)), max_size=2)) if order else set()
    one = st.sets(ids, max_size=1)
    return StageState(
        "main", order, tuple(draw(st.lists(st.tuples(ids, st.none() | ids), max_size=5))),
        runs=tuple(Run(item, item, item, NINE, NINE) for item in sorted(ran)),
        replanned=dict.fromkeys(draw(one), NINE), lengths=dict.fromkeys(draw(one), 300.0),
        later=dict.fromkeys(draw(one), 120.0),
    )  # fmt: skip


def moved(state: StageState) -> list[str]:
    """Every move applied in turn, as plainly as it can be said."""
    order = list(state.items)
    for item, before in state.moves:
        if item in order and item != before:
            order.remove(item)
            order.insert(order.index(before) if before in order else len(order), item)
    return order


@given(states())
def test_the_chain_is_the_order(state: StageState) -> None:
    beside, order = Neighbours(state), moved(state)
    assert [item.id for item in items_in_order(state)] == order
    ends: list[str | None] = [None, *order, None]
    assert [beside.after(item) for item in ends[:-1]] == ends[1:]
    assert [beside.before(item) for item in ends[1:]] == ends[:-1]


@given(states())
def test_one_item_is_planned_as_the_whole_is(state: StageState) -> None:
    for each in walk(state, NINE):
        assert planned_of(state, each.item.id, NINE) == replace(each, gap=NONE)


@given(states(), st.sets(ids), st.integers(0, 90))
def test_the_lines_of_a_few_are_those_of_all(state: StageState, wanted: set[str], minutes: int) -> None:
    now = NINE + timedelta(minutes=minutes)
    whole = timeline(state, Stage("main", hard_out="11:00"), "Europe/London", now)
    few = timeline(state, Stage("main", hard_out="11:00"), "Europe/London", now, only=wanted)
    assert few == replace(whole, items=tuple(line for line in whole.items if line.id in wanted))
