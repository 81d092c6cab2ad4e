"""The speakers on a real file: what the door does to them, and the acts of the room."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from console import desk, speakers, stage
from console.desk.admitting import admit
from data import reading
from data.facts import Draft, SlotPlanned, SpeakerSet, StateSet
from data.journal import EventFile
from data.records import Slot

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
