"""Editing the order on the day: what each edit does to the times, what it may not touch, and how it is seen first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from console.rules.editing.editing import applied, decide, preview
from console.rules.editing.edits import Add, Change, Copy, Edit, Known, Merge, Place, Remove, Split
from console.rules.editing.troubles import new_troubles
from console.rules.recovery import plan_anew
from console.rules.refusals import Refusal
from console.rules.running import Done, Moment
from console.rules.times.order import items_in_order
from console.rules.times.timing import timeline
from data.facts import Draft, ItemAdded, ItemEdited, ItemMoved, ItemRemoved, Recovered, Undone
from data.records import Action, Cue, Item, Slot
from data.states import CueState, SlotState, SpeakersState

LONDON = ZoneInfo("Europe/London")
Make = Callable[..., Item]


def known(show: Any, *slots: Slot, cues: tuple[Cue, ...] = ()) -> Known:
    state = show.state()
    speakers = SpeakersState("main", {slot.id: SlotState(slot) for slot in slots})
    return Known(LONDON, frozenset(state.items) | frozenset(state.removed), speakers, tuple(map(CueState, cues)))


def do(show: Any, at: str, edit: Edit, *slots: Slot, cues: tuple[Cue, ...] = ()) -> Done:
    """Stores the edit; the preview of it must be what is stored."""
    what = known(show, *slots, cues=cues)
    moment = Moment(show.when(at), mode=show.mode, event=show.event)
    seen = preview(show.state(), moment, edit, what)
    done = decide(show.state(), moment, edit, what)
    assert isinstance(done, Done), done
    show.record([draft for draft in done.drafts if draft.subject == "stage/main"], moment.at)
    assert not isinstance(seen, Refusal)
    assert timeline(seen, show.stage, "Europe/London", moment.at) == show.at(at)
    return done


def no(show: Any, at: str, edit: Edit, *slots: Slot, cues: tuple[Cue, ...] = ()) -> str:
    """The word of the refusal."""
    moment = Moment(show.when(at), mode=show.mode, event=show.event)
    answer = decide(show.state(), moment, edit, known(show, *slots, cues=cues))
    assert isinstance(answer, Refusal), answer
    assert answer.message.endswith(".")
    return answer.reason


def replan(show: Any, at: str) -> None:
    done = plan_anew.replan(show.state(), Moment(show.when(at)))
    assert isinstance(done, Done)
    show.record(list(done.drafts), show.when(at))


def plan(show: Any) -> dict[str, str]:
    return {item: f"{start}-{end}" for item, (start, end) in show.planned().items()}


def order(show: Any) -> str:
    return " ".join(item.id for item in items_in_order(show.state()))


# -- changing ----------------------------------------------------------------------------------------------------------
def test_a_new_length_moves_what_follows_until_a_fixed_time(morning: Any) -> None:
    do(morning, "09:00", Change("opening", {"length": "25"}))
    assert plan(morning) == {
        "doors": "09:30-10:00", "opening": "10:00-10:25", "talk": "10:25-11:05", "break": "11:05-11:15",
        "film": "12:00-13:30",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "start", "end"),
    [
        ({"length": "+5"}, "10:20", "11:05"),
        ({"length": "-2:30"}, "10:20", "10:57:30"),
        ({"end": "11:10"}, "10:20", "11:10"),
        ({"start": "10:30"}, "10:30", "11:10"),
        ({"start": "１０：３０"}, "10:30", "11:10"),
        ({"start": "+5"}, "10:25", "11:05"),
        ({"start": "10:30", "end": "11:00"}, "10:30", "11:00"),
        ({"start_rule": "fixed"}, "10:20", "11:00"),
        ({"end_rule": "fixed"}, "10:20", "11:00"),
        ({"end_rule": "fixed", "end": "11:05"}, "10:20", "11:05"),
        ({"duration": "1:00:00"}, "10:20", "11:20"),
        ({"时长": "30"}, "10:20", "10:50"),
    ],
)
def test_times_as_people_type_them(morning: Any, fields: dict[str, str], start: str, end: str) -> None:
    do(morning, "09:00", Change("talk", fields))
    assert plan(morning)["talk"] == f"{start}-{end}"


def test_a_start_typed_is_fixed_and_emptied_follows_again(morning: Any) -> None:
    do(morning, "09:00", Change("talk", {"start": "10:30"}))
    do(morning, "09:00", Change("opening", {"length": "10"}))
    assert plan(morning)["talk"] == "10:30-11:10"
    do(morning, "09:00", Change("talk", {"start": ""}))
    assert plan(morning)["talk"] == "10:10-10:50"


def test_a_fixed_end_keeps_being_one_and_gives_way_when_emptied(morning: Any) -> None:
    do(morning, "09:00", Change("break", {"length": "20"}))
    assert plan(morning)["break"] == "11:00-11:20"
    do(morning, "09:00", Change("opening", {"length": "25"}))
    assert plan(morning)["break"] == "11:05-11:20"
    do(morning, "09:00", Change("break", {"end": ""}))
    do(morning, "09:00", Change("opening", {"length": "20"}))
    assert plan(morning)["break"] == "11:00-11:15"


def test_times_across_midnight_are_the_nearest(show: Any, item: Make) -> None:
    night = show([item("a", 60, start="23:00"), item("b", 60), item("c", 30)])
    do(night, "22:00", Change("b", {"start": "00:10", "end": "00:40"}))
    assert plan(night) == {"a": "23:00-00:00", "b": "00:10-00:40", "c": "00:40-01:10"}
    do(night, "22:00", Change("b", {"start": "23:50"}))
    assert plan(night)["b"] == "23:50-00:20"
    times = night.at("22:00")
    assert [line.gap for line in times.items] == [0, -600, 0]


def test_in_the_hour_a_clock_change_repeats_the_first(show: Any, item: Make) -> None:
    night = show([item("a", 60, start="00:00", day="2026-10-25"), item("b", 60, day="2026-10-25")], day="2026-10-25")
    do(night, "00:00", Change("b", {"start": "01:30"}))
    start = night.state().items["b"].start
    assert start is not None and start.astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_what_is_in_that_hour_the_second_time_stays_there(show: Any, item: Make) -> None:
    """01:15 GMT is 01:15 UTC: b is planned from there to 01:45."""
    items = [item("a", 60, start="01:15", day="2026-10-25"), item("b", 30, day="2026-10-25")]
    night = show(items, day="2026-10-25")
    do(night, "00:00", Change("b", {"end": "01:50"}))
    assert night.line("00:00", "b").length == 35 * 60
    do(night, "00:00", Change("b", {"start": "01:20"}))
    start = night.state().items["b"].start
    assert start is not None and start.astimezone(UTC) == datetime(2026, 10, 25, 1, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"start": "25:00"}, "bad_time"), ({"length": "ten"}, "bad_time"), ({"length": "-90"}, "bad_time"),
        ({"end": "10:10"}, "bad_time"), ({"length": "10", "end": "11:30"}, "bad_time"),
        ({"title": " "}, "bad_value"), ({"title": "x" * 301}, "too_long"), ({"flag": "perhaps"}, "bad_value"),
        ({"least_length": "41"}, "bad_value"), ({"start_rule": "sometimes"}, "bad_time"),
        ({"colour": "red"}, "no_such_field"), ({"id": "x"}, "no_such_field"), ({"length": "40"}, "nothing_changed"),
        ({"interpreting": "both"}, "bad_value"), ({"calls": "soon"}, "bad_value"),
    ],
)  # fmt: skip
def test_what_can_not_be_is_said(morning: Any, fields: dict[str, str], reason: str) -> None:
    assert no(morning, "09:00", Change("talk", fields)) == reason


def test_every_other_field(morning: Any) -> None:
    do(morning, "09:00", Change("talk", {
        "title": "主旨演讲", "title_alt": "Keynote", "kind": "Talk", "least_length": "30", "droppable": "yes",
        "flag": "是", "hard_out": "11:30", "warning": "5", "danger": "1:30", "auto": "yes", "calls": "10, 2",
        "public": "no", "film": "f1", "notes": "two lecterns", "notes_for.lights": "slow fade",
        "interpreting": "consecutive",
    }))  # fmt: skip
    item = morning.state().items["talk"]
    assert (item.title, item.title_alt, item.kind) == ("主旨演讲", "Keynote", "talk")
    assert (item.least_length, item.droppable, item.flag, item.auto, item.public) == (1800, True, True, True, False)
    assert item.hard_out is not None and f"{item.hard_out:%H:%M}" == "11:30"
    assert (item.warning, item.danger, item.calls, item.film, item.notes) == (300, 90, (600, 120), "f1", "two lecterns")
    assert (item.notes_for, item.interpreting) == ({"lights": "slow fade"}, "consecutive")
    assert plan(morning)["talk"] == "10:20-11:00", "words move nothing"
    do(morning, "09:00", Change("talk", {"calls": "", "notes_for.lights": "", "warning": "", "least_length": ""}))
    item = morning.state().items["talk"]
    assert (item.calls, item.notes_for, item.warning, item.least_length) == (None, {}, 120, None)
    do(morning, "09:00", Change("talk", {"calls": "-"}))
    assert morning.state().items["talk"].calls == ()


# -- what may be touched -----------------------------------------------------------------------------------------------
def test_what_ran_stays_and_of_what_is_on_only_the_start(morning: Any) -> None:
    for at in ("09:30", "10:00"):
        morning.do(at, "go")
    assert no(morning, "10:05", Change("doors", {"title": "Gates"})) == "already_running"
    assert no(morning, "10:05", Change("opening", {"start": "10:05"})) == "already_running"
    assert no(morning, "10:05", Remove("opening")) == no(morning, "10:05", Remove("doors")) == "already_running"
    do(morning, "10:05", Change("opening", {"length": "30", "title": "Welcome", "warning": "5"}))
    times = morning.at("10:05")
    assert (times.remaining, times.offset) == (25 * 60, 0), "a longer plan is not a later day"
    assert morning.expected("10:05")["talk"] == "10:30"


def test_locked_in_show_mode_and_once_closed(morning: Any) -> None:
    edits = (Add(), Change("talk", {"length": "5"}), Split("talk", "5"), Merge("talk"), Copy("talk"), Remove("talk"))
    morning.mode = "show"
    assert {no(morning, "09:00", edit) for edit in edits} == {"show_mode"}
    morning.mode, morning.event = "edit", "closed"
    assert {no(morning, "09:00", edit) for edit in edits} == {"closed"}


# -- adding, copying, taking out ---------------------------------------------------------------------------------------
def test_a_new_item_follows_the_one_before_it_for_ten_minutes(morning: Any) -> None:
    done = do(morning, "09:00", Add(Place(after="opening"), {"title": "致辞"}))
    assert (done.item, order(morning)) == ("opening-2", "doors opening opening-2 talk break film")
    assert plan(morning)["opening-2"] == "10:20-10:30" and plan(morning)["talk"] == "10:30-11:10"
    do(morning, "09:00", Add(Place(before="doors"), {"length": "5"}, id="early"))
    do(morning, "09:00", Add(id="last"))
    assert order(morning) == "early doors opening opening-2 talk break film last"


def test_ids_are_chosen_freely_but_once(morning: Any) -> None:
    assert no(morning, "09:00", Add(id="talk")) == no(morning, "09:00", Copy("talk", id="film")) == "id_taken"
    assert no(morning, "09:00", Add(id="two words")) == no(morning, "09:00", Add(id="x" * 41)) == "bad_id"
    do(morning, "09:00", Remove("film"))
    assert no(morning, "09:00", Add(id="film")) == "id_taken", "an undo may bring it back"


def test_nothing_is_put_where_the_day_has_passed(morning: Any) -> None:
    morning.do("09:30", "go")
    morning.do("10:00", "go")
    assert no(morning, "10:01", Add(Place(before="opening"))) == "already_running"
    do(morning, "10:01", Copy("doors"))
    assert order(morning) == "doors opening doors-2 talk break film"
    assert morning.expected("10:01")["doors-2"] == "10:20"


def test_a_copy_is_the_same_and_follows_on(show: Any, item: Make) -> None:
    day = show([item("08", until="10:00", start="09:30", notes="n", flag=True, auto=True), item("09", 10)])
    do(day, "09:00", Copy("08"))
    do(day, "09:00", Copy("08a"))
    assert order(day) == "08 08a 08b 09"
    copy = day.state().items["08b"]
    assert (copy.title, copy.notes, copy.flag, copy.auto) == ("Item 08", "n", True, True)
    assert plan(day)["08b"] == "10:30-11:00"


def test_taking_out_closes_up_and_holds_what_was_moved_before_it(morning: Any) -> None:
    morning.do("09:00", "move", "film", "talk")
    do(morning, "09:01", Remove("talk"))
    assert order(morning) == "doors opening film break"
    act = morning.facts[-1].act
    morning.record([Draft("stage/main", Undone(act))], morning.when("09:02"))
    assert order(morning) == "doors opening film talk break"


def test_what_hangs_on_an_item_is_said_before_it_goes(morning: Any) -> None:
    slots = (Slot("s1", "talk", 1, "Ada"), Slot("s2", "talk", 2, "李立言"))
    cues = (Cue("3", "talk"),)
    assert no(morning, "09:00", Remove("talk"), *slots, cues=cues) == "has_more"
    done = do(morning, "09:00", Remove("talk", sure=True), *slots, cues=cues)
    assert [draft.subject for draft in done.drafts] == ["stage/main", "speakers/main", "speakers/main", "cue/3"]
    assert "2 speakers, one cue" in done.said


# -- two of one, one of two --------------------------------------------------------------------------------------------
def halves(done: Done) -> tuple[Item, Item]:
    first = next(draft.body.item for draft in done.drafts if isinstance(draft.body, ItemEdited))
    second = next(draft.body.item for draft in done.drafts if isinstance(draft.body, ItemAdded))
    return first, second


def test_split_divides_length_least_length_speakers_and_cues(show: Any, item: Make) -> None:
    day = show([item("08", 40, start="10:00", least=20, out="11:00", flag=True, notes="n"), item("09", 10)])
    slots = tuple(Slot(f"s{n}", "08", n, f"Speaker {n}", length=600) for n in range(1, 5))
    cues = tuple(Cue(number, "08", at="start" if number == "8.1" else "go") for number in ("8.1", "8.2", "8.10"))
    done = do(day, "09:00", Split("08", slot="s1", cue="8.2"), *slots, cues=cues)
    assert done.item == "08a" and plan(day) == {"08": "10:00-10:10", "08a": "10:10-10:40", "09": "10:40-10:50"}
    first, second = halves(done)
    assert (first.least_length, second.least_length) == (300, 900)
    assert (first.hard_out, first.flag, second.flag, second.notes) == (None, True, False, "")
    assert second.hard_out is not None, "being out is about the end"
    told = [(draft.subject, getattr(draft.body, "slot", None)) for draft in done.drafts if draft.subject[:3] == "spe"]
    assert [slot.id for _subject, slot in told if isinstance(slot, Slot) and slot.item == "08a"] == ["s2", "s3", "s4"]
    assert [draft.subject for draft in done.drafts if draft.subject.startswith("cue/")] == ["cue/8.2", "cue/8.10"]


def test_split_by_length_sends_the_speakers_who_begin_later(show: Any, item: Make) -> None:
    day = show([item("08", 40, start="10:00")])
    slots = tuple(Slot(f"s{n}", "08", n, f"Speaker {n}") for n in range(1, 5))
    done = do(day, "09:00", Split("08", "20"), *slots)
    gone = [d.body.slot.id for d in done.drafts if d.subject[:3] == "spe" and hasattr(d.body, "fields")]
    assert gone == ["s3", "s4"]


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (Split("08", "40"), "bad_time"), (Split("08", "0"), "bad_time"), (Split("08", "x"), "bad_time"),
        (Split("08", slot="s9"), "no_such_slot"), (Split("08", cue="1"), "no_such_cue"),
        (Split("08", "10", id="09"), "id_taken"), (Split("07", "10"), "no_such_item"),
        (Merge("09"), "not_adjacent"), (Merge("08", "10"), "no_such_item"), (Merge("07"), "no_such_item"),
    ],
)  # fmt: skip
def test_what_can_not_be_split_or_merged(show: Any, item: Make, edit: Edit, reason: str) -> None:
    assert no(show([item("08", 40, start="10:00"), item("09", 5)]), "09:00", edit) == reason


@pytest.mark.parametrize("until", ["", "10:45"])
def test_split_then_merge_is_the_same_again(show: Any, item: Make, until: str) -> None:
    day = show([item("08", None if until else 40, start="10:00", until=until, least=20, out="11:00"), item("09", 10)])
    before = plan(day)
    do(day, "09:00", Split("08", "15"))
    do(day, "09:00", Merge("08"))
    assert plan(day) == before
    item_08 = day.state().items["08"]
    assert (item_08.end_rule, item_08.least_length) == ("fixed" if until else "length", 1200)
    assert item_08.hard_out is not None


def test_merging_keeps_when_the_second_was_to_end(show: Any, item: Make) -> None:
    day = show([item("a", 20, start="10:00"), item("b", 20, start="10:30", notes="b"), item("c", 10)])
    cues = (Cue("1", "b", at="start", actions=(Action("lights", "x"),)),)
    done = do(day, "09:00", Merge("a", "b", "Both"), cues=cues)
    assert plan(day) == {"a": "10:00-10:50", "c": "10:50-11:00"}
    assert (day.state().items["a"].title, day.state().items["a"].notes) == ("Both", "b")
    cue = next(draft.body for draft in done.drafts if draft.subject == "cue/1")
    assert (cue.cue.item, cue.cue.at) == ("a", "go"), "its own GO is not the item's any more"


def test_what_is_on_can_be_split_and_take_the_next_in(morning: Any) -> None:
    morning.do("09:30", "go")
    do(morning, "09:40", Split("doors", "15"))
    assert (morning.at("09:40").remaining, morning.expected("09:40")["doors-2"]) == (300, "09:45")
    do(morning, "09:41", Merge("doors"))
    assert morning.at("09:41").remaining == 19 * 60
    assert morning.at("09:41").offset == 0


# -- with the other acts of the day ------------------------------------------------------------------------------------
def test_new_items_are_moved_skipped_called_and_run(morning: Any) -> None:
    do(morning, "09:00", Add(Place(after="doors"), {"length": "15"}, id="x"))
    assert morning.do("09:00", "move", "x", "film") == "move"
    assert order(morning) == "doors opening talk break x film"
    assert morning.do("09:01", "skip", "x") == "skip" and morning.line("09:01", "x").status == "skipped"
    assert morning.do("09:02", "unskip", "x") == "unskip"
    assert morning.do("09:30", "standby", "x") == "standby" and morning.do("09:31", "go") == "go"
    assert morning.at("09:32").remaining == 14 * 60
    assert morning.do("09:40", "back") == "back" and morning.at("09:40").live is None
    do(morning, "09:41", Remove("x"))
    assert morning.at("09:41").standby == "doors"


def test_after_a_replan_the_written_plan_moves_along(morning: Any) -> None:
    morning.do("09:40", "go")
    replan(morning, "09:50")
    assert plan(morning)["talk"] == "10:30-11:10"
    do(morning, "09:50", Change("opening", {"length": "25"}))
    assert plan(morning)["opening"] == "10:10-10:35" and plan(morning)["talk"] == "10:35-11:15"
    do(morning, "09:51", Remove("opening"))
    assert plan(morning)["talk"] == "10:10-10:50"
    do(morning, "09:52", Change("talk", {"start": "10:20"}))
    assert plan(morning)["talk"] == "10:20-11:00"


def test_a_start_that_was_given_stays_where_a_replan_put_it(show: Any, item: Make) -> None:
    day = show([item("a", 30, start="09:00"), item("b", 30, start="09:30")])
    day.do("09:10", "go")
    replan(day, "09:15")
    assert plan(day)["b"] == "09:40-10:10"
    for length, expected in (("45", "09:55"), ("30", "09:40")):
        do(day, "09:16", Change("a", {"length": length}))
        assert (plan(day)["b"], day.expected("09:16")["b"]) == ("09:40-10:10", expected)


def test_a_length_typed_again_stands_over_what_recovery_gave(morning: Any) -> None:
    morning.record([Draft("stage/main", Recovered("even", {"talk": 1200.0}))], morning.when("09:00"))
    assert plan(morning)["talk"] == "10:20-10:40"
    do(morning, "09:01", Change("talk", {"length": "40"}))
    assert plan(morning)["talk"] == "10:20-11:00"
    morning.record([Draft("stage/main", Recovered("even", {"talk": 1200.0}))], morning.when("09:02"))
    do(morning, "09:03", Split("talk", "10"))
    assert plan(morning)["talk"] == "10:20-10:30" and plan(morning)["talk-2"] == "10:30-10:40"


def test_what_an_edit_makes_wrong_is_said(show: Any, item: Make) -> None:
    day = show([item("a", 30, start="10:00"), item("b", until="10:45", out="10:50"), item("c", 30, start="11:00")],
               hard_out="11:40")  # fmt: skip
    kinds = {}
    for text in ("45", "50", "70", "80"):
        moment = Moment(day.when("09:00"))
        seen = preview(day.state(), moment, Change("a", {"length": text}), known(day))
        assert not isinstance(seen, Refusal)
        found = new_troubles(day.at("09:00"), timeline(seen, day.stage, "Europe/London", moment.at))
        kinds[text] = [(each.item, each.kind, each.seconds) for each in found]
        assert all(each.message for each in found)
    assert kinds["45"] == [("b", "no_length", 0)]
    assert kinds["50"] == [("b", "fixed_end", 300)]
    assert ("c", "overlap", 600) in kinds["70"]
    assert ("", "day_out", 600) in kinds["80"]
    assert ("b", "hard_out", 1800) in kinds["80"]


def test_the_preview_leaves_the_state_alone(morning: Any) -> None:
    state = morning.state()
    for edit in (Change("talk", {"length": "5"}), Remove("talk"), Add(), Split("talk", "5"), Merge("talk")):
        preview(state, Moment(morning.when("09:00")), edit, known(morning))
    assert state == morning.state()
    assert applied(state, [Draft("stage/main", ItemMoved("film", "talk")), Draft("stage/main", ItemRemoved("talk"))])
    assert state == morning.state()
