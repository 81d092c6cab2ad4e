"""Somebody comes late: every way out is what the times are once it is stored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from console.rules.refusals import Refusal
from console.rules.speakers.late_speakers import Day, Person, Preview, drafts_of, preview
from console.rules.times.timing import timeline
from data.records import Guest, Item, Slot
from data.states import GuestState, Passage

Items = Callable[..., Item]


class Late:
    """A panel of talks and what is asked of it."""

    def __init__(self, talks: Any) -> None:
        self.talks = talks

    def day(self, at: str) -> Day:
        show, now = self.talks.show, self.talks.show.when(at)
        return Day(self.talks.state(), show.state(now), show.stage, show.zone.key, self.talks.guests, 15, now)

    def ask(self, at: str, slot: str, due: str = "", person: Person | None = None) -> Preview:
        found = preview(self.day(at), slot, self.talks.show.when(due) if due else None, person)
        assert isinstance(found, Preview), found
        return found

    def go(self, at: str, slot: str, due: str, way: Any, person: Person | None = None) -> None:
        day, when = self.day(at), self.talks.show.when(due) if due else None
        drafts = drafts_of(day, slot, when, way, person, self.talks.at(at))
        assert drafts
        self.talks.record(drafts, day.now)


@pytest.fixture
def late(show: Any, item: Items, talking: Any) -> Late:
    """Four talks of six minutes in 24 at 14:20 (GO at 14:24:10), coffee until a fixed 15:20, a talk, out by 17:30."""
    day = show(
        [item("08", 24, start="14:20"), item("10", until="15:20", kind="break"), item("11", 120)], hard_out="17:30"
    )
    names = ("ZHOU Mu", "LIN Qiao", "Rosa Field", "Yusuf Demir")
    talks = talking(day, [Slot(f"08.{n}", "08", n, name, length=360) for n, name in enumerate(names, 1)])
    day.do("14:24:10", "go")
    talks.do("14:24:10", "set_state", "08.1", "on")
    return Late(talks)


def summed(found: Preview) -> dict[str, tuple[str, float, float | None]]:
    return {
        each.way: (f"{each.item_ends:%H:%M:%S}", each.late, each.hard_out.spare if each.hard_out else None)
        for each in found.outcomes
    }


def test_every_way_with_its_times(late: Late) -> None:
    found = late.ask("14:26", "08.2", "14:40")
    assert not found.smooth
    # The coffee's fixed end takes it all: the way out is as wide as before.
    assert summed(found) == {
        "wait": ("14:58:00", 840, 600), "swap": ("14:52:00", 480, 600), "end": ("14:48:10", 250, 600),
        "drop": ("14:48:10", 250, 600),
    }  # fmt: skip
    assert {each.way: each.waits for each in found.outcomes} == {"wait": 590, "swap": 230, "end": 0, "drop": 0}
    swap = found.outcomes[1]
    assert swap.message == "item 08 ends 14:52, day 8:00 late, out by 17:30 spare 10:00"
    assert [(slot.id, f"{slot.expected_start:%H:%M:%S}") for slot in swap.slots] == [
        ("08.1", "14:24:10"), ("08.3", "14:30:10"), ("08.2", "14:40:00"), ("08.4", "14:46:00"),
    ]  # fmt: skip


@pytest.mark.parametrize("way", ["wait", "swap", "end", "drop"])
def test_what_is_stored_has_the_times_that_were_shown(late: Late, way: Any) -> None:
    shown = next(each for each in late.ask("14:26", "08.2", "14:40").outcomes if each.way == way)
    late.go("14:26", "08.2", "14:40", way)
    view = late.talks.at("14:26")
    of_item = [slot for slot in view.slots if slot.item == "08"]
    assert [(s.id, s.expected_start, s.expected_end, s.waits) for s in of_item] == [
        (s.id, s.expected_start, s.expected_end, s.waits) for s in shown.slots
    ]
    line = late.talks.show.line("14:26", "08")
    assert view.items[0].past == max(0.0, (shown.item_ends - line.expected_end).total_seconds())


def test_who_comes_in_time_makes_nobody_wait(late: Late) -> None:
    found = late.ask("14:26", "08.4", "14:35")
    assert found.smooth
    assert [each.way for each in found.outcomes] == ["wait", "drop"], "nobody is after the last to change with"
    assert [each.way for each in late.ask("14:26", "08.3", "14:50").outcomes] == ["wait", "swap", "drop"]


def test_a_day_with_nothing_to_take_it_up_loses_its_spare(show: Any, item: Items, talking: Any) -> None:
    day = show([item("A", 20, start="10:00"), item("B", 30)], hard_out="11:00")
    late = Late(talking(day, [Slot("a", "A", 0, "A", length=600), Slot("b", "A", 1, "B", length=600)]))
    found = late.ask("09:30", "a", "10:25")
    wait, swap, drop = found.outcomes
    assert (f"{wait.item_ends:%H:%M}", wait.late) == ("10:45", 1500)
    assert wait.hard_out is not None and wait.hard_out.spare == -900
    assert wait.message.endswith("day 25:00 late, out by 11:00 15:00 short")
    assert swap.hard_out is not None and swap.hard_out.spare == -300
    assert drop.message == "item A ends 10:20, day on time, out by 11:00 spare 10:00"


def test_an_item_that_is_over_already_ends_when_its_slots_do(late: Late) -> None:
    found = late.ask("14:50", "08.2", "14:55")
    line = late.talks.show.line("14:50", "08")
    assert line.overrun == 110
    wait = found.outcomes[0]
    assert f"{wait.item_ends:%H:%M}" == "15:13"
    assert wait.item_ends == max(slot.expected_end for slot in wait.slots if slot.expected_end)


def test_a_fixed_end_is_run_past(show: Any, item: Items, talking: Any) -> None:
    day = show([item("A", start="10:00", until="10:20"), item("B", 30)])
    late = Late(talking(day, [Slot("a", "A", 0, "A", length=600), Slot("b", "A", 1, "B", length=600)]))
    assert f"{late.ask('09:30', 'a', '10:15').outcomes[0].item_ends:%H:%M}" == "10:35"


def test_somebody_else_takes_the_slot_with_their_own_time(late: Late) -> None:
    here = GuestState(
        Guest("ann", "Ann Lee", say="ann"),
        9,
        passages=(Passage("d:1", "d:1", "in", "main", "main", late.talks.show.when("13:00"), "Mei"),),
    )
    late.talks.guests["ann"] = here
    person = Person("Ann Lee", guest="ann", say="ann")
    found = late.ask("14:26", "08.2", "", person)
    assert found.smooth
    assert [(s.name, s.state) for s in found.outcomes[0].slots][1] == ("Ann Lee", "here")
    assert not late.ask("14:26", "08.2", "14:45", person).smooth
    late.go("14:26", "08.2", "14:45", "end", person)
    last = late.talks.at("14:26").slots[3]
    assert (last.name, last.state, last.replaced, last.say) == ("Ann Lee", "coming", "LIN Qiao", "ann")


@pytest.mark.parametrize(("slot", "at", "why"), [("x", "14:26", "no_such_slot"), ("08.1", "14:26", "spoke_already")])
def test_what_can_not_be_asked(late: Late, slot: str, at: str, why: str) -> None:
    found = preview(late.day(at), slot, late.talks.show.when("15:00"))
    assert isinstance(found, Refusal) and found.reason == why


def test_an_item_that_is_done_changes_nothing(late: Late) -> None:
    late.talks.show.do("14:48", "go")
    found = preview(late.day("14:50"), "08.3", late.talks.show.when("15:00"))
    assert isinstance(found, Refusal) and found.reason == "not_to_come"


def test_times_are_told_in_the_zone_of_the_event(show: Any, item: Items, talking: Any) -> None:
    day = show([item("A", 60, start="00:30", day="2026-10-25")], day="2026-10-25")
    late = Late(talking(day, [Slot("a", "A", 0, "A", length=1800), Slot("b", "A", 1, "B", length=1800)]))
    found = late.ask("00:00", "a", "01:10")
    assert isinstance(found.due, datetime)
    assert found.outcomes[0].item_ends.isoformat() == "2026-10-25T01:10:00+00:00", "the hour comes twice"
    assert timeline(late.day("00:00").order, day.stage, day.zone.key, day.when("00:00")).items[0].id == "A"
