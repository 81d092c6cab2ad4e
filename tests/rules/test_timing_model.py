"""The times of a running order against a second model: slow, plain, in whole seconds, written from the rules alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from console.rules.editing.editing import decide
from console.rules.editing.edits import Add, Change, Edit, Known, Place, Remove
from console.rules.recovery import plan_anew, recovering
from console.rules.recovery.recovery import STRATEGIES, Recovery, recovery
from console.rules.refusals import Refusal
from console.rules.running import Moment
from data.records import Item
from tests.rules.plain_model import Plain

Make = Callable[..., Item]
NINE = 9 * 3600
VERBS = ("hold", "resume", "end", "back", "add", "standby", "skip", "unskip", "move")
PLANS = ("replan", "recover", "length", "start", "end", "both", "insert", "insert at", "remove")
"""What changes the plan on the day."""


@st.composite
def orders(draw: st.DrawFn) -> list[dict[str, Any]]:
    items, at = [], NINE
    for n in range(draw(st.integers(1, 6))):
        length = draw(st.integers(1, 40)) * 60
        start = at + draw(st.sampled_from([0, 0, 0, 600, 3600, -300]))
        ends_fixed = draw(st.integers(0, 4)) == 0
        items.append({
            "id": f"i{n}", "fixed": n == 0 or draw(st.booleans()), "start": start, "length": length,
            "end": start + length if ends_fixed else None, "least": draw(st.integers(0, length)),
            "cut": draw(st.integers(0, 3)) == 0,
        })  # fmt: skip
        at = start + length
    return items


def acts(verbs: tuple[str, ...], most: int) -> st.SearchStrategy[list[Any]]:
    return st.lists(
        st.tuples(
            st.integers(0, 1500),
            st.sampled_from(["go", "go", "go", *verbs]),
            st.integers(0, 5),
            st.integers(0, 6),
            st.integers(-900, 900),
        ),
        max_size=most,
    )


def text(seconds: int) -> str:
    plus, seconds = divmod(seconds, 86400)
    clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return f"+1 {clock}" if plus else clock


def clock(seconds: int) -> str:
    return text(seconds % 86400)


def shown(show: Any, item: Make, order: list[dict[str, Any]], last: int) -> Any:
    """The same order as the program knows it."""
    return show(
        [
            item(
                each["id"],
                each["length"] / 60,
                start=text(each["start"]),
                rule="fixed" if each["fixed"] else "follows",
                until=text(each["end"]) if each["end"] is not None else "",
                least=each["least"] / 60,
                droppable=each["cut"],
            )
            for each in order
        ],
        hard_out=text(last),
    )


class Both:
    """The program and the model, side by side: every act is asked of both, and refused by both or by none."""

    def __init__(self, day: Any, plain: Plain) -> None:
        self.day, self.plain = day, plain

    def does(self, now: int, verb: str, one: str, other: str | None, seconds: int) -> None:
        if verb in PLANS:
            did, does = self.plans(now, verb, one, other, seconds)
        else:
            words = {"standby": [one], "skip": [one], "unskip": [one], "move": [one, other], "add": [seconds]}
            did = self.plain.do(now, verb, one, other, seconds)
            does = self.day.do(text(now), verb, *words.get(verb, [])) == verb
        assert does == did, f"{verb} {one} {other} {seconds} at {text(now)}"

    def plans(self, now: int, verb: str, one: str, other: str | None, seconds: int) -> tuple[bool, bool]:
        moment = Moment(self.day.when(text(now)))
        if verb == "replan":
            return self.plain.replan(now), self._done(plan_anew.replan(self.day.state(), moment), moment)
        if verb == "recover":
            return self.recovers(now, moment, abs(seconds) % 3)
        if verb == "remove":
            return self.plain.do(now, "remove", one), self._edited(Remove(one), moment)
        new = NINE + abs(seconds) * 20
        typed = {"length": {"length": abs(seconds)}, "start": {"start": new}, "end": {"end": new},
                 "both": {"start": new, "end": new + seconds}, "insert": {},
                 "insert at": {"start": new, "length": abs(seconds)}}[verb]  # fmt: skip
        if verb in ("insert", "insert at"):
            ident = f"n{len(self.day.facts)}"
            edit: Edit = Add(Place(after=one), written(typed), ident)
            return self.plain.add_item(now, ident, one, typed), self._edited(edit, moment)
        return self.plain.edit(now, one, typed), self._edited(Change(one, written(typed)), moment)

    def recovers(self, now: int, moment: Moment, which: int) -> tuple[bool, bool]:
        """A way that is as it says, and then applied to both."""
        found = self.ways(now)
        if found is None or not found.need:
            return False, False
        way = found.ways[which].proposal
        done = recovering.recover(self.day.state(), self.day.stage, "Europe/London", moment, way.strategy, way)
        self.plain.recover({item: int(length) for item, length in way.lengths.items()}, list(way.dropped))
        if not way.changes:
            return False, self._done(done, moment)
        event(f"recovered {way.strategy}")
        return True, self._done(done, moment)

    def ways(self, now: int) -> Recovery | None:
        """The ways of the program, each with the end that it says and no item shorter than it may be."""
        out_by = self.plain.out_by(now)
        found = recovery(self.day.state(), self.day.stage, "Europe/London", self.day.when(text(now)))
        if isinstance(found, Refusal):
            assert out_by is None and found.reason == "no_hard_out"
            return None
        assert out_by is not None
        ends = self.plain.look(now)["end"]
        assert found.need == max(0, ends - out_by if ends is not None else 0)
        for strategy in STRATEGIES:
            way = found.way(strategy).proposal
            after = self.plain.with_recovery(
                {item: int(length) for item, length in way.lengths.items()}, list(way.dropped)
            )
            ends = after.look(now)["end"]
            assert way.expected_end == (None if ends is None else self.when(ends)), strategy
            assert way.short == max(0, ends - out_by if ends is not None else 0), strategy
            assert way.reaches == (way.short == 0)
            known = self.plain.known()
            for item, length in way.lengths.items():
                assert known[item].get("least", 0) <= length < self.plain.length_of(item)
            assert all(known[item].get("cut") for item in way.dropped)
        return found

    def agree(self, now: int) -> None:
        """Every figure at that moment."""
        times, want = self.day.at(text(now)), self.plain.look(now)
        assert (times.live, times.standby, times.remaining) == (want["live"], want["standby"], want["remaining"])
        assert (times.offset, times.relative) == (want["offset"], want["relative"])
        assert (times.state == "held") == want["held"]
        lines = {line.id: line for line in times.items}
        assert list(lines) == self.plain.order()
        assert {
            each: (self.seconds(line.planned_start), self.seconds(line.planned_end)) for each, line in lines.items()
        } == self.plain.plan(now)
        assert {
            each: (self.seconds(line.expected_start), self.seconds(line.expected_end))
            for each, line in lines.items()
            if line.expected_start is not None and line.status != "live"
        } == want["expected"]
        assert self.seconds(times.expected_end) == want["end"]
        assert (self.seconds(times.hard_out.at) if times.hard_out else None) == self.plain.out_by(now)
        if times.hard_out is None:
            return
        for each in want["expected"]:
            latest = lines[each].latest_start
            if latest is None:
                assert not self.plain.holds_from(each, 0, now)
            else:
                at = self.seconds(latest)
                assert at is not None
                assert self.plain.holds_from(each, at, now)
                assert not self.plain.holds_from(each, at + 1, now)

    def when(self, seconds: int) -> Any:
        return self.day.when(text(seconds))

    def seconds(self, at: Any) -> int | None:
        return None if at is None else int((at - self.day.when("00:00")).total_seconds())

    def _edited(self, edit: Edit, moment: Moment) -> bool:
        state = self.day.state()
        known = Known(self.day.zone, frozenset((*state.items, *state.removed)))
        return self._done(decide(state, moment, edit, known), moment)

    def _done(self, answer: Any, moment: Moment) -> bool:
        if isinstance(answer, Refusal):
            return False
        self.day.record(list(answer.drafts), moment.at)
        return True


def written(typed: dict[str, int]) -> dict[str, str]:
    """As somebody types it: lengths as H:MM:SS, starts and ends as times of day."""
    return {field: clock(value) for field, value in typed.items()}


def run(both: Both, deeds: list[Any], now: int, wait: int) -> None:
    for gap, verb, which, where, seconds in deeds:
        now += gap
        ids = both.plain.order() or ["i0"]
        one, other = ids[which % len(ids)], ids[where] if where < len(ids) else None
        both.does(now, verb, one, other, seconds)
    both.agree(now + wait)


FIXTURES = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@settings(max_examples=250, deadline=None, suppress_health_check=FIXTURES)
@given(order=orders(), deeds=acts(VERBS, 14), wait=st.integers(0, 3000), lead=st.integers(-1800, 1800))
def test_the_times_agree_with_a_plain_model(
    show: Any, item: Make, order: list[dict[str, Any]], deeds: list[Any], wait: int, lead: int
) -> None:
    last = max(each["start"] + each["length"] for each in order)
    run(Both(shown(show, item, order, last), Plain(order, last)), deeds, NINE + lead, wait)


@settings(max_examples=200, deadline=None, suppress_health_check=FIXTURES)
@given(
    order=orders(), deeds=acts((*VERBS[:6], *PLANS, *PLANS), 12), wait=st.integers(0, 3000),
    lead=st.integers(-1800, 1800), early=st.integers(0, 1800),
)  # fmt: skip
def test_so_they_do_when_the_plan_is_changed_on_the_day(
    show: Any, item: Make, order: list[dict[str, Any]], deeds: list[Any], wait: int, lead: int, early: int
) -> None:
    last = max(each["start"] + each["length"] for each in order) - early
    run(Both(shown(show, item, order, last), Plain(order, last)), deeds, NINE + lead, wait)
