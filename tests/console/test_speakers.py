"""The speakers on a real file: what the door does to them, and the acts of the room."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from console import desk, speakers, stage
from console.desk.admitting import admit
from console.speakers import Details, Kit
from data import reading, tables
from data.facts import Draft, OperatorSet, SlotPlanned, SpeakerSet, StateSet
from data.journal import EventFile
from data.records import Operator, Slot
from data.verify import verify

START = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)
OPENING = START + timedelta(minutes=30)


@pytest.fixture
def panel(file: EventFile) -> EventFile:
    """Two speakers of ten minutes each in the opening, the second on the guest list."""
    planned = [Slot("s1", "B", 0, "Ada Byron", length=600), Slot("s2", "B", 1, "李立言", length=600, guest="g2")]
    with file.transaction() as tx:
        drafts = [Draft("speakers/main", SlotPlanned(slot)) for slot in planned]
        tx.append(drafts, at=START - timedelta(hours=2), operator="setup")
    return file


def shown(file: EventFile, at: datetime) -> dict[str, str]:
    return {slot.id: slot.state for slot in speakers.lineup(file, "main", at).slots}


def test_an_admission_at_a_door_is_here_on_the_stage_and_its_undo_takes_it_back(panel: EventFile) -> None:
    now = START - timedelta(minutes=10)
    assert shown(panel, now)["s2"] == "away"
    admit(panel, guest="g2", door="main", now=now, operator="Mei")
    view = speakers.lineup(panel, "main", now)
    assert [(slot.id, slot.state) for slot in view.slots] == [("s1", "away"), ("s2", "here")]
    assert [(come.name_alt, come.door, come.slots) for come in view.arrivals] == [("Li Liyan", "main", ("s2",))]
    desk.undo(panel, now=now, operator="Mei")
    assert shown(panel, now)["s2"] == "away"
    assert speakers.lineup(panel, "main", now).arrivals == ()


def test_at_risk_goes_with_the_running_order(panel: EventFile) -> None:
    stage.go(panel, "main", now=START, operator="Kit")
    assert speakers.lineup(panel, "main", OPENING - timedelta(minutes=16)).at_risk == ()
    assert speakers.lineup(panel, "main", OPENING - timedelta(minutes=15)).at_risk == ("s1",)
    stage.add(panel, "main", 600, now=START, operator="Kit")
    assert speakers.lineup(panel, "main", OPENING - timedelta(minutes=15)).at_risk == ()


def test_one_on_stage_at_a_time_in_one_act(panel: EventFile) -> None:
    speakers.set_state(panel, "s1", "on", now=OPENING, operator="Kit")
    answer = speakers.set_state(panel, "s2", "on", now=OPENING + timedelta(minutes=9), operator="Kit")
    assert answer.slot is not None
    assert (answer.did, answer.slot.state, answer.message) == ("on", "on", "李立言: on.")
    assert shown(panel, OPENING)["s1"] == "off"
    assert answer.fact is not None
    bodies = [fact.known for fact in reading.of_act(panel.db, answer.fact)]
    assert bodies == [SpeakerSet("s2", "on"), SpeakerSet("s1", "off")]
    desk.undo(panel, act=answer.fact, now=OPENING, operator="Kit")
    assert shown(panel, OPENING) == {"s1": "on", "s2": "away"}


def test_coming_has_a_time(panel: EventFile) -> None:
    answer = speakers.set_state(panel, "s1", "coming", now=START, operator="Kit", expected=OPENING)
    assert answer.slot is not None
    assert (answer.slot.state, answer.slot.expected) == ("coming", OPENING)


def test_moving_and_replacing(panel: EventFile) -> None:
    assert speakers.move(panel, "s2", "s1", now=START, operator="Kit").did == "move"
    assert list(shown(panel, START)) == ["s2", "s1"]
    answer = speakers.replace(panel, "s1", "Tom Reed", now=START, operator="Kit", guest="g3")
    assert answer.slot is not None
    assert (answer.slot.name, answer.slot.replaced) == ("Tom Reed", "Ada Byron")


def test_what_can_not_be_done_leaves_no_trace(panel: EventFile) -> None:
    before = reading.latest(panel.db)
    assert speakers.set_state(panel, "s9", "on", now=START, operator="Kit").refused == "no_such_slot"
    assert speakers.move(panel, "s1", "s9", now=START, operator="Kit").refused == "no_such_slot"
    assert reading.latest(panel.db) == before
    with panel.transaction() as tx:
        tx.append([Draft("event", StateSet("closed"))], at=START, operator="lead")
    assert speakers.set_state(panel, "s1", "on", now=START, operator="Kit").refused == "closed"


def test_as_of_a_time(panel: EventFile) -> None:
    speakers.set_state(panel, "s1", "miked", now=START, operator="Kit")
    admit(panel, guest="g2", door="main", now=START, operator="Mei")
    early = speakers.lineup(panel, "main", OPENING, at=START - timedelta(minutes=1))
    assert [slot.state for slot in early.slots] == ["away", "away"]
    assert early.now == START - timedelta(minutes=1)


def test_all_stages_together(panel: EventFile) -> None:
    assert speakers.lineup(panel, None, START).stage == "main"
    with panel.transaction() as tx:
        slot = Slot("t1", "X", 0, "Elsewhere")
        tx.append([Draft("speakers/second", SlotPlanned(slot))], at=START, operator="setup")
    stage.go(panel, "main", now=START, operator="Kit")
    both = speakers.lineup(panel, None, OPENING)
    assert (both.stage, [slot.stage for slot in both.slots]) == (None, ["main", "main", "second"])
    assert both.at_risk == ("s1", "s2")


def test_an_added_speaker_a_length_and_a_dropped_slot_are_undone_each_by_one(panel: EventFile) -> None:
    added = speakers.add(panel, "B", "Tom Reed", now=START, operator="Kit", guest="g3", details=Details(length=300))
    assert added.slot is not None and added.did == "add"
    assert (added.slot.name, added.slot.order, added.slot.of) == ("Tom Reed", 3, 3)
    assert added.view is not None and added.view.items[0].past == 300
    cut = speakers.edit(panel, "s2", Details(length=300), now=START, operator="Kit")
    assert cut.view is not None and cut.view.items[0].past == 0
    assert cut.message == "李立言 has 5:00 now."
    dropped = speakers.drop(panel, "s1", now=START, operator="Kit")
    assert dropped.slot is not None and dropped.slot.dropped
    for answer in (dropped, cut, added):
        assert answer.fact is not None
        desk.undo(panel, act=answer.fact, now=START, operator="Kit")
    view = speakers.lineup(panel, "main", START)
    assert [(slot.id, slot.length, slot.dropped) for slot in view.slots] == [("s1", 600, False), ("s2", 600, False)]
    assert verify(panel).ok


def test_who_set_what_and_when_is_told(panel: EventFile) -> None:
    speakers.set_state(panel, "s1", "here", now=START, operator="Kit")
    speakers.move(panel, "s1", None, now=START + timedelta(minutes=1), operator="Ann")
    speakers.edit(panel, "s1", Details(length=240), now=START + timedelta(minutes=2), operator="Ann")
    speakers.see_to(panel, "s1", (Kit("mic", "given", "3"),), now=START + timedelta(minutes=3), operator="Bo")
    slot = next(each for each in speakers.lineup(panel, "main", OPENING).slots if each.id == "s1")
    assert (slot.state, slot.by, slot.since) == ("here", "Kit", START)
    assert [(each.what, each.by, each.at) for each in slot.changes] == [
        ("order", "Ann", START + timedelta(minutes=1)), ("length", "Ann", START + timedelta(minutes=2)),
    ]  # fmt: skip
    assert [(each.what, each.number, each.by) for each in slot.kit] == [("mic", "3", "Bo")]
    assert slot.kit[0].since == START + timedelta(minutes=3)


def test_a_way_out_is_one_act_and_one_undo_and_stores_nothing_before(panel: EventFile) -> None:
    stage.go(panel, "main", now=OPENING, operator="Kit")
    stage.go(panel, "main", now=OPENING + timedelta(minutes=1), operator="Kit")
    now, due = OPENING + timedelta(minutes=2), OPENING + timedelta(minutes=15)
    before = reading.latest(panel.db)
    seen = speakers.preview_late(panel, "s1", due, now)
    assert isinstance(seen, speakers.Preview)
    assert reading.latest(panel.db) == before
    assert [each.way for each in seen.outcomes] == ["wait", "swap", "drop"]
    answer = speakers.late(panel, "s1", due, "swap", now=now, operator="Kit")
    assert answer.fact is not None and answer.view is not None
    assert [slot.id for slot in answer.view.slots] == ["s2", "s1"]
    assert [slot.expected_start for slot in answer.view.slots] == [s.expected_start for s in seen.outcomes[1].slots]
    assert len({fact.act for fact in reading.of_act(panel.db, answer.fact)}) == 1
    desk.undo(panel, act=answer.fact, now=now, operator="Kit")
    assert shown(panel, now) == {"s1": "away", "s2": "away"}
    assert list(shown(panel, now)) == ["s1", "s2"]
    refused = speakers.late(panel, "s2", due, "end", now=now, operator="Kit")
    assert refused.refused == "nobody_after"


def test_a_deputy_of_a_speaker_is_offered_the_slot_and_takes_it(panel: EventFile) -> None:
    now = START - timedelta(minutes=20)
    sent = desk.deputy(panel, "g2", {"name": "HE Bing", "name_alt": "何冰", "say": "huh bing"}, now=now, operator="Mei",
                       door="main")  # fmt: skip
    assert isinstance(sent, desk.Deputised)
    assert (sent.slots, sent.speaks) == (("s2",), False)
    slot = speakers.lineup(panel, "main", now).slots[1]
    assert slot.deputy is not None
    assert (slot.name, slot.deputy.name, slot.deputy.here) == ("李立言", "HE Bing", now)
    answer = speakers.deputise(panel, "s2", now=now, operator="Kit")
    assert answer.slot is not None
    assert (answer.slot.name, answer.slot.state, answer.slot.replaced, answer.slot.say) == (
        "HE Bing", "here", "李立言", "huh bing",
    )  # fmt: skip
    assert speakers.deputise(panel, "s2", now=now, operator="Kit").refused == "no_deputy"


def test_a_deputy_speaks_too_in_the_same_act(panel: EventFile) -> None:
    now = START - timedelta(minutes=20)
    sent = desk.deputy(panel, "g2", {"name": "HE Bing"}, now=now, operator="Mei", door="main", speaks="too")
    assert isinstance(sent, desk.Deputised) and sent.speaks
    assert [slot.name for slot in speakers.lineup(panel, "main", now).slots] == ["Ada Byron", "HE Bing"]
    desk.undo(panel, now=now, operator="Mei")
    assert [slot.name for slot in speakers.lineup(panel, "main", now).slots] == ["Ada Byron", "李立言"]
    assert tables.guest(panel.db, sent.guest.id) is None
    assert verify(panel).ok


def test_the_desk_calls_and_the_stage_sees_it_but_only_the_stage_changes_the_order(panel: EventFile) -> None:
    stage.go(panel, "main", now=START, operator="Kit")
    people = (Operator("Mei", "desk", "x"), Operator("Kit", "stage", "x"))
    with panel.transaction() as tx:
        tx.append([Draft("event", OperatorSet(each)) for each in people], at=START, operator="setup")
    now = OPENING - timedelta(minutes=12)
    assert speakers.chase(panel, "s1", "calling", now=now, operator="Mei").refused is None
    slot = speakers.lineup(panel, "main", now).slots[0]
    assert slot.calling is not None
    assert (slot.at_risk, slot.calling.how, slot.calling.by, slot.calling.at) == (True, "calling", "Mei", now)
    assert speakers.chase(panel, "s1", "no_answer", now=now, operator="Kit").refused is None
    reached = speakers.chase(panel, "s1", "reached", due=OPENING, now=now, operator="Mei")
    assert reached.slot is not None and (reached.slot.state, reached.slot.expected) == ("coming", OPENING)
    assert reached.fact is not None
    assert isinstance(desk.undo(panel, now=now, operator="Mei", kinds=desk.DESK_KINDS), desk.UndoAnswer)
    assert speakers.lineup(panel, "main", now).slots[0].state == "away"
    for answer in (
        speakers.drop(panel, "s1", now=now, operator="Mei"),
        speakers.see_to(panel, "s1", (Kit("mic", "given"),), now=now, operator="Mei"),
    ):
        assert answer.refused == "not_allowed"
    sent = desk.deputy(panel, "g1", {"name": "Zeng Zhi"}, now=now, operator="Mei", speaks="too")
    assert isinstance(sent, desk.Deputised) and not sent.speaks


def test_every_stage_together_has_all_that_one_has(panel: EventFile) -> None:
    with panel.transaction() as tx:
        slot = Slot("t1", "X", 0, "Elsewhere", mic="2")
        tx.append([Draft("speakers/second", SlotPlanned(slot))], at=START, operator="setup")
    speakers.see_to(panel, "s1", (Kit("slides", "wanted"),), now=START, operator="Kit")
    both = speakers.lineup(panel, None, OPENING - timedelta(minutes=20))
    assert both.unready == ("s1",)
    speakers.see_to(panel, "s1", (Kit("mic", "given", "1"),), now=START, operator="Kit")
    speakers.set_state(panel, "s1", "off", now=START, operator="Kit")
    assert speakers.lineup(panel, None, OPENING).out == ("s1",)


def test_a_list_read_again_takes_nothing_of_the_day_back(panel: EventFile, tmp_path: Path) -> None:
    from console.importing.imports import import_source

    added = speakers.add(panel, "B", "Tom Reed", now=START, operator="Kit").slot
    speakers.edit(panel, "s1", Details(length=240, say="BY-run"), now=START, operator="Kit")
    speakers.drop(panel, "s2", now=START, operator="Kit")
    source = tmp_path / "speakers.csv"
    source.write_text("item,order,name,length,guest,rank\nB,1,Ada Byron,10,,2\nB,2,李立言,10,g2,1\nB,3,New One,5,,\n")
    import_source(panel, source, now=START, operator="Ann")
    slots = {slot.id: slot for slot in speakers.lineup(panel, "main", START).slots}
    assert (slots["s1"].length, slots["s1"].say, slots["s1"].rank) == (240, "BY-run", 2)
    assert slots["s2"].dropped and slots["s2"].rank == 1
    assert added is not None and slots[added.id].name == "Tom Reed"
    assert sorted(slot.name for slot in slots.values()) == ["Ada Byron", "New One", "Tom Reed", "李立言"]
