"""The house between desk and stage: what each may say when, what answers it, and when latecomers are held."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from console.rules import house as rules
from console.rules.house import Now
from console.rules.house_typed import Typed, possible, typed
from console.rules.refusals import Refusal
from data.between import HouseState
from data.facts import Fact, kind_of, to_text
from data.folds import house as fold
from data.kinds.body import Body
from data.kinds.house import HouseStep, Side
from data.records import Door, Item, Stage
from data.states import Run, StageState

NINE = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
STAGE = Stage("main", "Main stage")
ITEMS = {
    "A": Item("A", "main", 0, "Welcome"),
    "B": Item("B", "main", 1, "Keynote", flag=True),
    "C": Item("C", "main", 2, "C"),
}
BEFORE = StageState("main", ITEMS)


class House:
    """A house that both sides speak to, a minute apart, through the rule and the fold."""

    def __init__(self, stage: Stage = STAGE, state: StageState = BEFORE) -> None:
        self.now, self.state, self.n = Now(stage, state), HouseState("main"), 0

    @property
    def at(self) -> datetime:
        return NINE + timedelta(minutes=self.n)

    def goes(self, item: str) -> None:
        """An item begins."""
        self.n += 1
        run = Run(f"r{self.n}", "a", item, self.at)
        self.now = Now(self.now.stage, StageState("main", ITEMS, runs=(*self.now.state.runs, run)))

    def say(self, step: HouseStep, side: Side, count: int | None = None, *, at_go: bool = False) -> str:
        """What was said, or the word of the refusal."""
        return self._kept(rules.say(self.state, self.now, step, side, count=count, at_go=at_go), side)

    def answer(self, side: Side, step: str = "") -> str:
        return self._kept(rules.answer(self.state, self.now, side, step), side)

    def _kept(self, done: rules.Done | Refusal, side: Side) -> str:
        self.n += 1
        if isinstance(done, Refusal):
            return done.reason
        self.state = fold.step(self.state, self.fact(done.draft.body, "Mei" if side == "desk" else "Kit"))
        return done.said

    def fact(self, body: Body, by: str) -> Fact:
        kind, text = kind_of(body), to_text(body)
        return Fact("s", self.n, f"s:{self.n}", self.n, self.at, by, "live", "house/main", kind, 1, None, text, body)  # type: ignore[arg-type]  # a body of the union

    @property
    def view(self) -> rules.HouseView:
        return rules.view(self.state, self.now, 0, self.at)


def test_the_stage_asks_and_the_desk_says_when_it_is_so() -> None:
    house = House()
    assert house.say("open", "stage") == "The desk is asked: open the house."
    assert (house.view.doors, [each.step for each in house.view.waiting]) == ("shut", ["open"])
    assert house.say("open", "stage") == "asked_already"
    house.n += 4
    assert house.view.waiting[0].waited == 300
    assert house.answer("stage") == "nothing_waits", "nobody answers their own word"
    assert house.answer("desk") == "Confirmed to the stage: the house is open."
    assert (house.view.doors, house.view.waiting, house.view.since) == ("open", (), NINE + timedelta(minutes=8))
    assert house.view.answered[0].answered_by == "Mei"


def test_saying_what_was_asked_for_is_the_answer() -> None:
    house = House()
    house.say("clear", "stage")
    assert house.view.cleared is None
    assert house.say("clear", "desk") == "Confirmed to the stage: cleared to start."
    assert (house.view.cleared, house.view.cleared_by, house.view.waiting) == (NINE + timedelta(minutes=2), "Mei", ())


def test_what_the_desk_says_is_so_and_waits_for_the_stage() -> None:
    house = House()
    house.say("open", "desk")
    house.say("clear", "desk")
    assert (house.view.doors, house.view.cleared_by) == ("open", "Mei")
    assert [each.step for each in house.view.waiting] == ["open", "clear"]
    assert house.answer("stage", "clear") == "Confirmed to the desk: cleared to start."
    assert [each.step for each in house.view.waiting] == ["open"]
    assert house.view.cleared_by == "Mei"


def test_a_house_that_opens_again_is_not_cleared_any_more() -> None:
    house = House()
    for step in ("open", "clear", "closed"):
        house.say(step, "desk")  # type: ignore[arg-type]  # a step
    assert house.view.cleared is not None
    house.say("open", "desk")
    assert house.view.cleared is None
    assert "closed" not in [each.step for each in house.view.waiting], "what is not so any more waits for nobody"


@pytest.mark.parametrize(
    ("before", "step", "side", "why"),
    [
        (("open",), "open", "desk", "house_open"), ((), "closed", "desk", "house_not_open"),
        (("clear",), "clear", "desk", "cleared_already"), ((), "admit", "stage", "not_holding"),
        (("hold",), "hold", "desk", "holding_already"), ((), "count", "desk", "bad_count"),
        ((), "held", "desk", "bad_count"), (("hold",), "held", "stage", "not_yours"),
    ],
)  # fmt: skip
def test_what_can_not_be_said_now(before: tuple[HouseStep, ...], step: HouseStep, side: Side, why: str) -> None:
    house = House()
    for each in before:
        house.say(each, "desk")
    assert house.say(step, side) == why


def test_a_closed_event_has_no_house() -> None:
    house = House()
    house.now = Now(STAGE, BEFORE, "closed")
    assert house.say("open", "desk") == "closed"


def test_a_count_that_is_asked_for_wants_a_number_and_a_new_count_takes_the_old_ones_place() -> None:
    house = House()
    assert house.say("count", "stage") == "The desk is asked: the house count."
    assert house.answer("desk") == "wants_count"
    house.say("count", "desk", 190)
    house.say("count", "desk", 203)
    assert (house.view.count, house.view.counted_by) == (203, "Mei")
    assert [each.count for each in house.view.waiting] == [203]


def test_latecomers_wait_for_the_item_that_is_on_and_either_side_lets_them_in() -> None:
    house = House()
    house.say("hold", "desk")
    assert house.view.until == "A", "nothing is on: until what comes is over"
    house.say("admit", "stage")
    assert house.view.holding is None
    house.goes("B")
    house.say("hold", "stage")
    assert (house.view.until, house.view.held) == ("B", 0)
    house.say("held", "desk", 9)
    assert house.view.held == 9
    assert [each.step for each in house.view.waiting] == ["hold"], "a count by eye waits for no answer"
    house.say("admit", "desk")
    assert (house.view.holding, house.view.held) == (None, 0)


def test_the_next_go_lets_them_in_only_where_that_was_said_and_the_item_has_no_flag() -> None:
    by_hand, by_go = House(), House(Stage("main", lets_in="go"))
    for house in (by_hand, by_go):
        house.goes("A")
        house.n += 1
        house.say("hold", "stage")
        house.goes("B")
        assert house.view.holding is not None, "nobody walks into an item with a flag"
        house.goes("C")
    assert by_hand.view.holding is not None
    assert (by_go.view.holding, by_go.view.waiting) == (None, ())
    assert by_go.say("hold", "stage") == "The desk is told: hold latecomers until C ends."


def test_the_first_go_wants_clearance_where_the_house_is_run() -> None:
    house, asks = House(), House(Stage("main", clearance=True))
    nobody = House()
    house.say("open", "desk")
    assert [rules.not_cleared(h.state, h.now.stage, h.now.state) for h in (house, asks, nobody)] == [True, True, False]
    house.say("clear", "desk")
    asks.goes("A")
    assert not rules.not_cleared(house.state, house.now.stage, house.now.state)
    assert not rules.not_cleared(asks.state, asks.now.stage, asks.now.state), "the day has begun"


def test_the_walk_in_starts_uncleared_and_the_show_after_it_does_not() -> None:
    walk_in = {**ITEMS, "A": Item("A", "main", 0, "Walk-in music", kind="Doors")}
    asks, before = Stage("main", clearance=True), StageState("main", walk_in)
    inside = StageState("main", walk_in, runs=(Run("r1", "a", "A", NINE),))
    show = StageState("main", walk_in, runs=(*inside.runs, Run("r2", "b", "B", NINE)))
    said = HouseState("main")
    assert [rules.not_cleared(said, asks, each) for each in (before, inside, show)] == [False, True, False]
    seen = [rules.view(said, Now(asks, each), 0, NINE).started for each in (before, inside, show)]
    assert seen == [False, False, True]


def test_where_latecomers_stand() -> None:
    doors = {"main": Door("main"), "room": Door("room", item="A"), "other": Door("other", item="Z")}
    one, two = {"main": STAGE}, {"main": STAGE, "two": Stage("two")}
    of = {"main": ITEMS.keys(), "two": {"Z"}}
    named = {"main": Stage("main", doors=("main", "gone")), "two": Stage("two")}
    assert rules.doors_of("main", doors, two, of) == {"room"}
    assert rules.doors_of("main", doors, named, of) == {"main"}
    bare = {"main": Door("main"), "side": Door("side")}
    assert rules.doors_of("main", bare, one, of) == {"main"}
    assert rules.doors_of("main", bare, two, of) == frozenset(), "which room they are for, nobody knows"
    entrance = {"main": Door("main"), "lounge": Door("lounge"), "other": Door("other", item="Z")}
    assert rules.doors_of("main", entrance, two, of) == {"main"}, "the other room has a door of its own"
    assert rules.doors_of("two", entrance, two, of) == {"other"}
    assert rules.doors_of("main", entrance, {**two, "three": Stage("three")}, of) == frozenset()


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("open", Typed("open")), ("O", Typed("open")), ("cle", Typed("clear")), ("cl", None),
        ("203", Typed("count", 203)),
        ("count 203", Typed("count", 203)), ("9 late", Typed("held", 9)), ("hold go", Typed("hold", at_go=True)),
        ("ho", Typed("hold")), ("h", None), ("in", Typed("admit")), ("two clear", Typed("clear", stage="two")),
        ("", None), ("open closed", None), ("fire", None),
    ],
)  # fmt: skip
def test_a_step_typed_in_one_line(line: str, meant: Typed | None) -> None:
    assert typed(line, ("main", "two")) == meant


def test_what_may_be_said_next() -> None:
    house = House()
    assert possible(house.view, "stage") == ("open", "clear", "count", "hold")
    for step in ("open", "clear", "hold"):
        house.say(step, "desk")  # type: ignore[arg-type]  # a step
    assert possible(house.view, "desk") == ("count N", "held N", "admit", "closed")
