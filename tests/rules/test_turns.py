"""Turns inside an item: how long each takes, who is beside them, and that they never lie over each other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.rules.speakers.slot_plan import Details
from console.rules.speakers.speaking import SpeakersView, lineup
from console.rules.times.timing import timeline
from data.facts import Draft
from data.records import Guest, Item, Slot, Stage
from data.states import GuestState, Mark, Run, SlotState, SpeakersState, StageState

Items = Callable[..., Item]


def of(view: SpeakersView, slot: str) -> Any:
    return next(each for each in view.slots if each.id == slot)


# -- lengths -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("interpreting", "length"), [("", 600), ("none", 600), ("simultaneous", 600), ("consecutive", 1200)]
)
def test_only_consecutive_interpreting_doubles_a_turn(
    show: Any, item: Items, talking: Any, interpreting: Any, length: float
) -> None:
    day = show([item("panel", 40, start="10:00")])
    planned = [
        Slot("a", "panel", 0, "A", length=600, interpreting=interpreting), Slot("b", "panel", 1, "B", length=600),
    ]  # fmt: skip
    view = talking(day, planned).at("09:00")
    assert (of(view, "a").length, of(view, "a").words, of(view, "b").length) == (length, 600, 600)
    assert of(view, "b").expected_start == day.when("10:00") + timedelta(seconds=length)


def test_doubled_turns_are_said_to_run_past_the_item(show: Any, item: Items, talking: Any) -> None:
    day = show([item("panel", 30, start="10:00", interpreting="consecutive")])
    planned = [Slot("a", "panel", 0, "A", length=600), Slot("b", "panel", 1, "B", length=600, interpreting="none")]
    assert talking(day, planned).at("09:00").items[0].message == ""
    planned.append(Slot("c", "panel", 2, "C", length=150))
    found = talking(day, planned).at("09:00").items[0]
    assert (found.past, found.message) == (300, "slots run 5:00 past the item's end")
    assert found.ends == day.when("10:35")


def test_a_shared_turn_gives_everybody_the_same_words(show: Any, item: Items, talking: Any) -> None:
    day = show([item("panel", 30, start="10:00")])
    planned = [Slot("a", "panel", 0, "A", interpreting="consecutive"), Slot("b", "panel", 1, "B")]
    view = talking(day, planned).at("09:00")
    assert [(slot.length, slot.words) for slot in view.slots] == [(1200, 600), (600, 600)]
    assert view.items[0].past == 0


# -- who leads, who interprets -----------------------------------------------------------------------------------------
@pytest.fixture
def panel(show: Any, item: Items, talking: Any) -> Any:
    """A moderator, an interpreter and two speakers of fifteen minutes in a panel of thirty at 10:00."""
    day = show([item("panel", 30, start="10:00"), item("close", 10)])
    return talking(
        day,
        [
            Slot("m", "panel", 0, "Gwen", kind="moderator"),
            Slot("a", "panel", 1, "A", guest="ga"),
            Slot("b", "panel", 2, "B"),
            Slot("i", "panel", 3, "Fang", kind="interpreter"),
        ],
    )


def test_who_leads_is_on_with_all_turns_and_takes_no_time(panel: Any) -> None:
    view = panel.at("09:00")
    assert [slot.length for slot in view.slots] == [0, 900, 900, 0]
    assert [(f"{s.expected_start:%H:%M}", f"{s.expected_end:%H:%M}") for s in view.slots] == [
        ("10:00", "10:30"), ("10:00", "10:15"), ("10:15", "10:30"), ("10:00", "10:30"),
    ]  # fmt: skip
    assert view.next == "a", "with a turn of their own before who is on with everybody's"
    assert view.items[0].past == 0


def test_an_interpreter_who_is_not_here_is_missed_as_anybody_is(panel: Any) -> None:
    panel.do("09:40", "set_state", "a", "here")
    panel.do("09:40", "set_state", "m", "here")
    assert panel.at("09:44").at_risk == ()
    assert panel.at("09:45").at_risk == ("i",)
    panel.show.do("10:00", "go")
    assert set(panel.at("10:05").at_risk) == {"i", "b"}, "and no less once the item runs"


def test_a_speaker_who_goes_on_leaves_who_leads_and_interprets_there(panel: Any) -> None:
    panel.show.do("10:00", "go")
    for slot in ("m", "i", "a"):
        panel.do("10:00", "set_state", slot, "on")
    assert panel.states("10:01") == {"m": "on", "a": "on", "b": "away", "i": "on"}
    view = panel.at("10:05")
    assert (view.on, of(view, "a").left, of(view, "m").left) == ("a", 600, None)
    panel.do("10:10", "set_state", "b", "on")
    assert panel.states("10:11") == {"m": "on", "a": "off", "b": "on", "i": "on"}
    panel.do("10:31", "set_state", "b", "off")
    panel.record([Draft("speakers/main", d.body) for d in ()], panel.show.when("10:31"))
    assert panel.at("10:32").on is None, "who leads has no clock of their own"


def test_who_leads_with_a_length_opens_in_a_turn_of_their_own(show: Any, item: Items, talking: Any) -> None:
    day = show([item("panel", 35, start="10:00")])
    planned = [Slot("m", "panel", 0, "Gwen", kind="moderator", length=300), Slot("a", "panel", 1, "A", length=900)]
    talks = talking(day, planned)
    assert talks.starts("09:00") == {"m": "10:00", "a": "10:05"}
    day.do("10:00", "go")
    talks.do("10:00", "set_state", "m", "on")
    view = talks.at("10:02")
    assert (view.on, of(view, "m").left) == ("m", 180)
    talks.do("10:04", "set_state", "a", "on")
    view = talks.at("10:06")
    assert (view.on, of(view, "m").left, of(view, "m").state, of(view, "a").left) == ("a", None, "on", 780)
    talks.do("10:20", "set_state", "a", "off")
    assert talks.at("10:22").on is None, "their own turn is long over"


def test_going_on_in_another_item_takes_everybody_off_the_one_before(panel: Any) -> None:
    panel.record(
        [Draft("speakers/main", planned) for planned in _planned(Slot("c", "close", 0, "C"))], panel.show.when("00:01")
    )
    panel.do("10:00", "set_state", "m", "on")
    panel.do("10:00", "set_state", "a", "on")
    panel.do("10:30", "set_state", "c", "on")
    assert panel.states("10:31") == {"m": "off", "a": "off", "b": "away", "i": "away", "c": "on"}


def _planned(slot: Slot) -> list[Any]:
    from data.facts import SlotPlanned

    return [SlotPlanned(slot)]


# -- late, dropped, out of turn ----------------------------------------------------------------------------------------
def test_one_who_comes_late_is_waited_for_and_called_as_if_they_did_not(panel: Any) -> None:
    panel.do("09:30", "set_state", "a", "coming", panel.show.when("10:12"))
    view = panel.at("09:44")
    assert (of(view, "a").waits, f"{of(view, 'a').expected_start:%H:%M}") == (720, "10:12")
    assert of(view, "a").call == panel.show.when("09:45")
    assert f"{of(view, 'b').expected_start:%H:%M}" == "10:27"
    assert view.items[0].past == 720
    assert panel.at("09:45").at_risk[0] != "a" or of(panel.at("09:45"), "a").at_risk


def test_a_dropped_slot_takes_no_time_and_comes_back(panel: Any) -> None:
    assert panel.do("09:00", "drop", "a") == "drop"
    view = panel.at("09:50")
    assert (of(view, "a").dropped, of(view, "a").expected_start, of(view, "a").at_risk) == (True, None, False)
    assert f"{of(view, 'b').expected_start:%H:%M}" == "10:00"
    assert panel.do("09:51", "drop", "a") == "dropped_already"
    assert panel.do("09:52", "take_back", "a") == "take_back"
    assert panel.do("09:53", "take_back", "a") == "not_dropped"
    assert panel.starts("09:54")["b"] == "10:15"
    panel.show.do("10:00", "go")
    panel.do("10:00", "set_state", "a", "on")
    assert panel.do("10:01", "drop", "a") == "spoke_already"


def test_who_goes_on_out_of_turn_has_the_others_after_them(panel: Any) -> None:
    panel.show.do("10:00", "go")
    panel.do("10:02", "set_state", "b", "on")
    assert panel.starts("10:05") == {"m": "10:05", "a": "10:17", "b": "10:02", "i": "10:05"}
    assert panel.at("10:05").next == "a"


# -- order and details -------------------------------------------------------------------------------------------------
@pytest.fixture
def ranked(show: Any, item: Items, talking: Any) -> Any:
    day = show([item("panel", 60, start="10:00")])
    ranks = [("m", None, "moderator"), ("a", 3, "speaker"), ("b", None, "speaker"), ("c", 1, "speaker"),
             ("d", 2, "speaker"), ("e", 1, "speaker")]  # fmt: skip
    return talking(
        day, [Slot(i, "panel", n, i.upper(), rank=r, kind=k, length=300) for n, (i, r, k) in enumerate(ranks)]
    )  # type: ignore[arg-type]  # as text


def test_protocol_puts_speakers_in_order_and_leaves_who_leads(ranked: Any) -> None:
    assert ranked.do("09:00", "by_rank", "panel") == "by_rank"
    assert list(ranked.starts("09:00")) == ["m", "c", "e", "d", "a", "b"]
    assert len({fact.act for fact in ranked.facts if fact.kind == "slot_moved"}) == 1
    assert ranked.do("09:01", "by_rank", "panel") == "in_order"
    assert ranked.do("09:01", "by_rank", "nothing") == "no_such_slot"


def test_protocol_moves_nobody_who_has_spoken(ranked: Any) -> None:
    ranked.show.do("10:00", "go")
    ranked.do("10:00", "set_state", "a", "off")
    assert ranked.do("10:06", "by_rank", "panel") == "by_rank"
    assert list(ranked.states("10:06")) == ["m", "a", "c", "e", "d", "b"]


def test_protocol_needs_ranks(panel: Any) -> None:
    assert panel.do("09:00", "by_rank", "panel") == "no_rank"


def test_a_length_set_on_the_day_moves_the_next_and_no_list_takes_it_back(ranked: Any) -> None:
    from data.facts import SlotPlanned

    assert ranked.do("09:00", "edit", "a", Details(length=600)) == "edit"
    assert ranked.starts("09:00")["b"] == "10:15"
    again = Slot("a", "panel", 1, "A", rank=9, kind="speaker", length=120)
    ranked.record([Draft("speakers/main", SlotPlanned(again))], ranked.show.when("09:01"))
    slot = of(ranked.at("09:02"), "a")
    assert (slot.length, slot.rank) == (600, 9)
    assert [(change.what, change.by) for change in slot.changes] == [("length", "Kit")]
    assert ranked.do("09:03", "edit", "a", Details(length=600)) == "same"
    assert ranked.do("09:03", "edit", "a", Details(length=-1)) == "bad_length"
    assert ranked.do("09:04", "edit", "a", Details(length=0, rank=0)) == "edit"
    assert of(ranked.at("09:04"), "a").rank is None


# -- the name, the desk, the clock -------------------------------------------------------------------------------------
def test_how_the_name_is_said_is_the_slots_or_the_guests(panel: Any) -> None:
    panel.guests["ga"] = GuestState(Guest("ga", "A", say="ah"), 1)
    assert of(panel.at("09:00"), "a").say == "ah"
    panel.do("09:01", "edit", "a", Details(say="ay"))
    assert of(panel.at("09:02"), "a").say == "ay"


def test_what_the_desk_does_stands_until_they_are_here(panel: Any) -> None:
    panel.do("09:50", "chase", "b", "calling")
    calling = of(panel.at("09:51"), "b").calling
    assert (calling.how, calling.by) == ("calling", "Kit")
    panel.do("09:52", "chase", "b", "reached", panel.show.when("10:10"))
    slot = of(panel.at("09:53"), "b")
    assert (slot.calling.how, slot.state, slot.expected) == ("reached", "coming", panel.show.when("10:10"))
    panel.do("09:54", "set_state", "b", "here")
    assert of(panel.at("09:55"), "b").calling is None


def test_a_deputy_stands_by_the_slot_until_they_speak(panel: Any) -> None:
    panel.guests["ga"] = GuestState(Guest("ga", "A"), 1, deputy="gd")
    panel.guests["gd"] = GuestState(Guest("gd", "HE Bing", "何冰"), 2, arrived=panel.show.when("09:20"))
    deputy = of(panel.at("09:30"), "a").deputy
    assert (deputy.name, deputy.guest, deputy.here) == ("HE Bing", "gd", panel.show.when("09:20"))
    panel.do("09:31", "put_in", "a", "HE Bing", "何冰", "gd")
    assert of(panel.at("09:32"), "a").deputy is None


def test_the_countdown_warns_as_its_item_does(show: Any, item: Items, talking: Any) -> None:
    day = show([item("talk", 20, start="10:00", warning=180.0, danger=30.0)])
    talks = talking(day, [Slot("a", "talk", 0, "A", length=600)])
    day.do("10:00", "go")
    talks.do("10:00", "set_state", "a", "on")
    seen = {at: of(talks.at(at), "a").phase for at in ("10:06:59", "10:07:00", "10:09:30", "10:10:00", "10:10:01")}
    assert list(seen.values()) == ["normal", "warning", "danger", "danger", "over"]


# -- any panel at all --------------------------------------------------------------------------------------------------
NOW = datetime(2026, 3, 10, 10, 0, tzinfo=UTC)
AGO = st.integers(0, 3600).map(lambda seconds: NOW - timedelta(seconds=seconds))
SLOTS = st.builds(
    lambda length, kind, interpreting, state, since, due, dropped: SlotState(
        Slot("", "x", 0, "X", length=length, kind=kind, interpreting=interpreting),  # type: ignore[arg-type]  # drawn
        state=state,  # type: ignore[arg-type]  # drawn
        since=None if state == "away" else since,
        expected=NOW + timedelta(seconds=due) if state == "coming" and due else None,
        dropped=Mark(NOW, "Kit") if dropped else None,
    ),
    st.one_of(st.none(), st.integers(0, 1800).map(float)),
    st.sampled_from(["speaker", "speaker", "speaker", "moderator", "interpreter"]),
    st.sampled_from(["", "", "none", "consecutive", "simultaneous"]),
    st.sampled_from(["away", "coming", "here", "ready", "on", "off", "absent"]),
    AGO,
    st.integers(-1800, 3600),
    st.integers(0, 5).map(lambda n: n == 0),
)


@settings(max_examples=250, deadline=None)
@given(
    st.lists(SLOTS, min_size=1, max_size=8),
    st.sampled_from(["", "consecutive"]),
    st.one_of(st.none(), AGO),
    st.integers(5, 90),
    st.integers(-1800, 1800),
)
def test_turns_never_lie_over_each_other_and_add_up(
    drawn: list[SlotState], default: Any, went: datetime | None, minutes: int, ahead: int
) -> None:
    from msgspec.structs import replace

    slots = {f"s{n}": replace(each, slot=replace(each.slot, id=f"s{n}", pos=n)) for n, each in enumerate(drawn)}
    start = NOW + timedelta(seconds=ahead)
    only = Item("x", "main", 0, "X", start=start, length=minutes * 60.0, start_rule="fixed", interpreting=default)
    runs = (Run("s:1", "s:1", "x", went),) if went is not None else ()
    order = StageState("main", {"x": only}, runs=runs)
    times = timeline(order, Stage("main"), "UTC", NOW)
    view = lineup(SpeakersState("main", slots), order, times, {}, 15)
    line, shown = times.items[0], view.slots
    own = [s for s in shown if not s.with_all]
    timed = [(s.expected_start, s.expected_end, s) for s in own if s.expected_start and s.expected_end]
    timed.sort(key=lambda each: each[:2])
    for (_begin, until, one), (begin, _until, other) in pairwise(timed):
        assert until <= begin, (one, other)
    for begin, until, slot in timed:
        if slot.state == "absent":
            assert begin == until
        elif slot.state != "on":
            assert (until - begin).total_seconds() == pytest.approx(slot.length)
        assert line.expected_start is not None
        if slot.state != "on":
            assert begin >= max(line.expected_start, NOW if went else begin)
    doubled = {s.id: 2 if s.interpreting == "consecutive" else 1 for s in shown}
    for slot in shown:
        assert slot.length == pytest.approx(slot.words * doubled[slot.id])
        if slots[slot.id].slot.length is not None:
            assert slot.words == slots[slot.id].slot.length
    given_ = sum(s.length for s in shown if slots[s.id].slot.length is not None)
    shared = [s for s in shown if slots[s.id].slot.length is None and not s.with_all]
    if shared:
        assert sum(s.length for s in shared) == pytest.approx(max(0.0, line.length - given_), abs=1e-3)
    # What the item says of its slots is what they say themselves.
    ends = max((until for _begin, until, _slot in timed), default=None)
    assert view.items[0].ends == ends
    assert line.expected_end is not None
    past = max(0.0, (ends - line.expected_end).total_seconds()) if ends is not None else 0.0
    assert view.items[0].past == pytest.approx(past)
    assert sum(s.left is not None for s in shown) <= 1
    assert (view.on is None) == (sum(s.left is not None for s in shown) == 0)
