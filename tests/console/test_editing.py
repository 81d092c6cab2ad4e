"""Editing the running order on a real file: one act, one undo, whatever else was done; and the file tells the same."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console import desk, stage
from console.rules.editing.edits import Add, Change, Copy, Edit, Merge, Place, Remove, Split
from console.rules.refusals import Refusal
from console.rules.speakers.slots import in_items
from console.rules.times.order import items_in_order
from console.rules.times.timeline import Timeline
from console.setup import set_mode
from console.stage import StageAnswer
from data import reading, tables
from data.facts import CuePlanned, Draft, EventMade, EventSet, Fact, ItemPlanned, SlotPlanned, StageRefused, StageSet
from data.files import create_event
from data.journal import EventFile
from data.records import Cue, Event, Item, Slot, Stage
from data.verify import verify

START = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)
Do = Callable[..., StageAnswer]


@pytest.fixture
def do(file: EventFile) -> Do:
    """`do(Remove("B"), 5)`: the edit, so many minutes after 09:30; a word is an act of the stage."""

    def act(what: Edit | str, minutes: float = 0, *words: object) -> StageAnswer:
        at = START + timedelta(minutes=minutes)
        if isinstance(what, str):
            answer: StageAnswer = getattr(stage, what)(file, "main", *words, now=at, at=at, operator="Kit")
            return answer
        return stage.edit(file, "main", what, now=at, at=at, operator="Kit")

    return act


@pytest.fixture
def peopled(file: EventFile) -> EventFile:
    """B has four speakers, the last moved before the first, and cues; C has one of each."""
    slots = [Slot(f"B.{n}", "B", n, f"Speaker {n}") for n in range(1, 5)] + [Slot("C.1", "C", 1, "李立言")]
    cues = [Cue("2.1", "B", at="start"), Cue("2.2", "B"), Cue("3.1", "C", at="start")]
    drafts = [Draft("speakers/main", SlotPlanned(slot)) for slot in slots]
    drafts += [Draft(f"cue/{cue.number}", CuePlanned(cue)) for cue in cues]
    with file.transaction() as tx:
        tx.append(drafts, at=START - timedelta(hours=2), operator="setup")
    return file


def order(file: EventFile) -> str:
    return " ".join(item.id for item in items_in_order(tables.stage(file.db, "main")))


def speakers(file: EventFile) -> dict[str, str]:
    slots = in_items(tables.speakers(file.db, "main"))
    return {item: " ".join(each.slot.id for each in of) for item, of in sorted(slots.items()) if of}


def cues(file: EventFile) -> dict[str, str]:
    return {each.cue.number: f"{each.cue.item} {each.cue.at}" for each in tables.cues(file.db)}


def kept(file: EventFile, *kinds: str) -> list[Fact]:
    """The facts of these kinds, in the order they were written."""
    return [fact for fact in reading.of_subject(file.db, "stage/main") if fact.kind in kinds]


def undo(file: EventFile, act: str | None = None) -> object:
    return desk.undo(file, act=act, now=START + timedelta(hours=3), operator="Kit")


def test_a_split_takes_speakers_and_cues_along_and_one_undo_brings_all_back(peopled: EventFile, do: Do) -> None:
    before = order(peopled), speakers(peopled), cues(peopled)
    answer = do(Split("B", slot="B.2", cue="2.2"))
    assert (answer.did, answer.item) == ("split_item", "B-2")
    assert speakers(peopled) == {"B": "B.1 B.2", "B-2": "B.3 B.4", "C": "C.1"}
    assert cues(peopled) == {"2.1": "B start", "2.2": "B-2 go", "3.1": "C start"}
    facts = reading.of_act(peopled.db, answer.fact or "")
    assert {fact.subject for fact in facts} == {"stage/main", "speakers/main", "cue/2.2"}
    undo(peopled)
    assert (order(peopled), speakers(peopled), cues(peopled)) == before
    assert verify(peopled).ok


def test_a_merge_keeps_the_order_that_speakers_were_moved_to(peopled: EventFile, do: Do) -> None:
    from console import speakers as speaking

    speaking.move(peopled, "B.4", "B.1", now=START, operator="Kit")
    assert speakers(peopled)["B"] == "B.4 B.1 B.2 B.3"
    do(Split("B", slot="B.1"))
    assert speakers(peopled) == {"B": "B.4 B.1", "B-2": "B.2 B.3", "C": "C.1"}
    do(Merge("B"), 1)
    assert speakers(peopled) == {"B": "B.4 B.1 B.2 B.3", "C": "C.1"}
    do(Merge("B"), 2)
    assert speakers(peopled) == {"B": "B.4 B.1 B.2 B.3 C.1"}
    assert cues(peopled)["3.1"] == "B go" and order(peopled) == "A B"
    undo(peopled)
    assert cues(peopled)["3.1"] == "C start" and order(peopled) == "A B C"


def test_taking_out_says_first_what_goes_too(peopled: EventFile, do: Do) -> None:
    facts = reading.latest(peopled.db)
    assert do(Remove("B")).refused == "has_more"
    assert reading.latest(peopled.db) == facts, "a question leaves no trace"
    assert do(Remove("B", sure=True)).timeline.items[1].id == "C"
    assert (speakers(peopled), cues(peopled)) == ({"C": "C.1"}, {"3.1": "C start"})
    undo(peopled)
    assert speakers(peopled)["B"] == "B.1 B.2 B.3 B.4" and len(cues(peopled)) == 3


def test_an_id_is_unique_in_the_whole_event(file: EventFile, do: Do) -> None:
    with file.transaction() as tx:
        other = Item("side", "two", 0, "Side", start=START, length=60, start_rule="fixed")
        tx.append([Draft("event", StageSet(Stage("two"))), Draft("stage/two", ItemPlanned(other))], at=START,
                  operator="setup")  # fmt: skip
    assert do(Add(id="side")).refused == "id_taken"
    made = [do(Copy("B"), n).item for n in range(3)]
    assert made == ["B-2", "B-3", "B-4"]
    do(Remove("B-3"), 4)
    assert do(Copy("B"), 5).item == "B-5", "what was taken out may come back"


def test_an_item_that_ran_is_not_forgotten_by_an_undo(file: EventFile, do: Do) -> None:
    added = do(Add(Place(after="A"), {"title": "Anthem", "length": "5"}))
    do("go", 1)
    do("go", 2)
    answer = undo(file, added.fact)
    assert isinstance(answer, Refusal) and answer.reason == "already_running" and "Anthem" in answer.message
    assert do("back", 3).timeline.live == "A"
    assert not isinstance(undo(file, added.fact), Refusal)
    assert order(file) == "A B C"
    assert verify(file).ok


def test_a_removal_undone_and_done_again_while_the_day_goes_on(file: EventFile, do: Do) -> None:
    removed = do(Remove("B"))
    do("go", 1)
    undo(file, removed.fact)
    do("go", 2)
    assert tables.stage(file.db, "main").runs[-1].item == "B"
    undo(file, kept(file, "undone")[0].id)
    assert order(file) == "A B C", "what ran stays in the order"
    assert stage.timeline(file, "main", START + timedelta(minutes=3)).live == "B"
    assert verify(file).ok


def test_what_an_edit_makes_wrong_is_in_its_answer(file: EventFile, do: Do) -> None:
    answer = do(Change("B", {"start": "09:45"}))
    assert [(each.item, each.kind, each.seconds) for each in answer.troubles] == [("B", "overlap", 900)]
    assert do(Change("B", {"start": "10:00"})).troubles == ()


def test_refusals_of_what_was_typed_leave_no_trace_and_those_of_rules_do(file: EventFile, do: Do) -> None:
    before = reading.latest(file.db)
    for edit in (Change("B", {"length": "x"}), Change("B", {"length": "20"}), Add(id="A"), Split("B", "90")):
        assert do(edit).refused
    assert reading.latest(file.db) == before
    set_mode(file, "show", now=START, operator="lead")
    assert do(Change("B", {"length": "5"}), 1).refused == "show_mode"
    refused = [fact.known for fact in kept(file, "stage_refused")]
    assert [each.verb for each in refused if isinstance(each, StageRefused)] == ["set_item"]


def test_a_later_list_takes_no_edit_back(file: EventFile, do: Do) -> None:
    do(Change("B", {"length": "25", "title": "开幕"}))
    do(Remove("C"), 1)
    again = [Item("B", "main", 1, "Opening", length=900, notes="new"), Item("C", "main", 2, "Keynote", length=60)]
    with file.transaction() as tx:
        tx.append([Draft("stage/main", ItemPlanned(item)) for item in again], at=START, operator="setup")
    item = tables.stage(file.db, "main").items["B"]
    assert (item.length, item.title, item.notes) == (1500, "开幕", "new")
    assert order(file) == "A B"


# -- any day -----------------------------------------------------------------------------------------------------------
def day(folder: Path) -> EventFile:
    made = create_event(folder / "day.callboard")
    items = [
        Item("a", "main", 0, "A", start=START, length=1800, start_rule="fixed"), Item("b", "main", 1, "B", length=1200),
        Item("c", "main", 2, "C", length=900, droppable=True, least_length=300),
        Item("d", "main", 3, "D", end=START + timedelta(hours=2), end_rule="fixed"),
        Item("e", "main", 4, "E", length=600),
    ]  # fmt: skip
    slots = [Slot(f"{item}{n}", item, n, f"{item}{n}") for item in "bd" for n in range(3)]
    drafts = [
        Draft("event", EventMade("e", "00" * 32)),
        Draft("event", EventSet(Event("E", date(2026, 3, 10), "Europe/London"))),
        Draft("event", StageSet(Stage("main", hard_out="14:00"))),
        *[Draft("stage/main", ItemPlanned(item)) for item in items],
        *[Draft("speakers/main", SlotPlanned(slot)) for slot in slots],
        *[Draft(f"cue/{n}", CuePlanned(Cue(str(n), item))) for n, item in enumerate("bbde", 1)],
    ]
    with made.transaction() as tx:
        tx.append(drafts, at=START - timedelta(hours=1), operator="setup")
    return made


def some_edit(data: st.DataObject, ids: list[str]) -> Edit:
    item = data.draw(st.sampled_from(ids))
    place = data.draw(st.sampled_from([Place(), Place(after=item), Place(before=item)]))
    minutes = str(data.draw(st.integers(1, 45)))
    what = data.draw(st.sampled_from(["add", "set", "set", "split", "merge", "copy", "remove"]))
    match what:
        case "add":
            return Add(place, {"length": minutes})
        case "set":
            fields = [{"length": minutes}, {"start": "+" + minutes}, {"start": ""}, {"end": f"11:{minutes:0>2}"},
                      {"end_rule": "fixed"}, {"end": ""}, {"title": "新"}]  # fmt: skip
            return Change(item, data.draw(st.sampled_from(fields)))
        case "split":
            return Split(item, minutes)
        case "merge":
            return Merge(item)
        case "copy":
            return Copy(item, place)
        case _:
            return Remove(item, sure=True)


DEEDS = ("edit", "edit", "edit", "edit", "go", "go", "back", "move", "skip", "standby", "undo", "undo", "undo")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_day_of_edits_and_undos_is_what_its_journal_says(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file, now = day(Path(folder)), START
        for _n in range(data.draw(st.integers(1, 14))):
            now += timedelta(minutes=data.draw(st.integers(0, 9)))
            state = tables.stage(file.db, "main")
            ids = [*state.items, "nowhere"]
            what = data.draw(st.sampled_from(DEEDS))
            match what:
                case "edit":
                    edit = some_edit(data, ids)
                    before = lengths(stage.timeline(file, "main", now))
                    answer = stage.edit(file, "main", edit, now=now, operator="Kit")
                    after = lengths(answer.timeline)
                    if isinstance(edit, Split) and answer.item is not None and answer.did:
                        assert after[edit.item] + after[answer.item] == pytest.approx(before[edit.item])
                case "go" | "back":
                    getattr(stage, what)(file, "main", now=now, operator="Kit")
                case "move":
                    stage.move(file, "main", data.draw(st.sampled_from(ids)), data.draw(st.sampled_from(ids)), now=now,
                               operator="Kit")  # fmt: skip
                case "undo":
                    whole_day = reading.of_subject(file.db, "stage/main")
                    acts = list(dict.fromkeys(fact.act for fact in whole_day if fact.operator == "Kit"))[-5:]
                    if acts:
                        desk.undo(file, act=data.draw(st.sampled_from(acts)), now=now, operator="Kit")
                case _:
                    getattr(stage, what)(file, "main", data.draw(st.sampled_from(ids)), now=now, operator="Kit")
            holds(file, now)
        assert verify(file).ok
        file.close()


def lengths(times: Timeline) -> dict[str, float]:
    return {line.id: line.length for line in times.items}


def holds(file: EventFile, now: datetime) -> None:
    """Nothing that ran is lost, ids are unique, the reasons add up, and what is live is shown so."""
    state = tables.stage(file.db, "main")
    times = stage.timeline(file, "main", now)
    ids = [line.id for line in times.items]
    assert len(ids) == len(set(ids)) == len(state.items)
    assert {run.item for run in state.runs} <= set(ids)
    live = state.runs[-1].item if state.runs and state.runs[-1].end is None else None
    assert times.live == live
    why = times.why
    assert why.began + why.added + why.held + why.overrun == pytest.approx(times.offset)
    assert set(in_items(tables.speakers(file.db, "main"))) <= {*ids, *state.removed}
