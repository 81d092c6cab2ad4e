"""Forgetting: after it nobody's name is in the file, the chain holds, and the figures are what they were."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from console import desk, evacuation, forgetting, logbook, setup
from console.desk.answers import Answer
from console.forgetting import Forgot
from console.rules.refusals import Refusal
from console.summary import summary
from data import absorb, files, reading, tables
from data.facts import Draft, OperatorSet, PinRefused, SlotPlanned
from data.faults import EventFileError
from data.journal import EventFile
from data.records import Operator, Slot
from data.verify import verify

SECRETS = (
    "Byron", "byron", "李立言", "Li Liyan", "liliyan", "lly", "Reed", "Engines", "engines.org", "7946 4821",
    "EVUNKNOWNCODE", "Zhou", "the note",
)  # fmt: skip


@pytest.fixture
def over(file: EventFile, noon: datetime) -> EventFile:
    """A day that is over: entries, a refusal, a walk-in, a correction taken back, a note taken back; closed."""
    with file.transaction() as tx:
        slot = Slot(id="s1", item="B", pos=0, name="李立言", guest="g2")
        tx.append([Draft("speakers/main", SlotPlanned(slot))], at=noon, operator="Mei")
    desk.admit(file, guest="g1", door="main", now=noon, operator="Mei")
    desk.admit(file, guest="g3", door="main", now=noon, operator="Mei")
    desk.admit(file, code="EVUNKNOWNCODE", door="main", now=noon, operator="Mei")
    desk.walk_in(file, {"name": "Zhou Wei"}, now=noon, operator="Mei", door="main")
    desk.change(file, "g1", {"email": "ada@engines.org", "phone": "+44 20 7946 4821"}, now=noon, operator="Mei")
    desk.undo(file, now=noon, operator="Mei")
    noted = logbook.note(file, "the note says that Ada Byron lost a bag", now=noon, operator="Mei")
    assert not isinstance(noted, Refusal)
    desk.undo(file, act=noted.fact, now=noon, operator="Mei")
    setup.set_state(file, "closed", now=noon, operator="Mei")
    return file


def beside(path: Path) -> Iterator[bytes]:
    """The bytes of the file and of all that SQLite keeps beside it."""
    for each in path.parent.glob(path.name + "*"):
        yield each.read_bytes()


def found(path: Path) -> list[str]:
    return [secret for secret in SECRETS if any(secret.encode() in bytes_ for bytes_ in beside(path))]


def test_nobody_is_left_in_the_bytes_of_the_file(over: EventFile, noon: datetime) -> None:
    assert set(found(over.path)) >= {"Byron", "李立言", "EVUNKNOWNCODE", "the note"}
    done = forgetting.forget(over, before=None, now=noon, operator="Mei")
    assert isinstance(done, Forgot) and done.guests == 4
    # Whoever looks on a running console sees the file as it is on the disk, its WAL too.
    assert found(over.path) == []
    over.close()
    assert found(over.path) == []


def test_the_file_still_holds_and_goes_on(over: EventFile, noon: datetime) -> None:
    facts = verify(over).facts
    forgetting.forget(over, before=None, now=noon, operator="Mei")
    after = verify(over)
    assert after.ok, after
    assert after.facts == facts + 1
    assert list(tables.guests(over.db)) == []
    assert desk.find(over, "byron").matches == ()
    assert [item.id for item in tables.stage(over.db, "main").items.values()] == ["A", "B", "C"]
    assert over.db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert not isinstance(logbook.note(over, "a note after it", now=noon, operator="Mei"), Refusal)
    assert "4 guests were forgotten" in "\n".join(line.text for line in logbook.after(over).lines)


def test_the_figures_stay_and_nobody_is_named_in_them(over: EventFile, noon: datetime) -> None:
    before = summary(over, noon)
    forgetting.forget(over, before=None, now=noon, operator="Mei")
    after = summary(over, noon)
    assert (after.guests, after.entries, after.by_category) == (before.guests, before.entries, before.by_category)
    assert (after.arrivals, after.doors, after.refusals) == (before.arrivals, before.doors, before.refusals)
    assert before.guests.arrived == 2 and after.guests.walk_in == 1
    assert not (after.no_shows or after.vips or after.speakers or after.notes or after.by_delegation)
    assert "forgotten" in after.left_out[0]


def test_a_second_time_drops_what_came_since_and_keeps_the_figures(over: EventFile, noon: datetime) -> None:
    forgetting.forget(over, before=None, now=noon, operator="Mei")
    kept = summary(over, noon)
    nothing = forgetting.forget(over, before=None, now=noon, operator="Mei")
    assert isinstance(nothing, Forgot) and nothing.fact == ""
    logbook.note(over, "the note of Zhou", now=noon, operator="Mei")
    again = forgetting.forget(over, before=None, now=noon, operator="Mei")
    assert isinstance(again, Forgot) and again.facts == 1
    assert summary(over, noon) == kept and found(over.path) == []


def test_only_a_closed_event_and_it_stays_closed(over: EventFile, noon: datetime) -> None:
    setup.set_state(over, "open", now=noon, operator="Mei")
    before = reading.latest(over.db)
    refused = forgetting.forget(over, before=None, now=noon, operator="Mei")
    assert isinstance(refused, Refusal) and refused.reason == "not_closed"
    assert reading.latest(over.db) == before
    setup.set_state(over, "closed", now=noon, operator="Mei")
    forgetting.forget(over, before=None, now=noon, operator="Mei")
    opened = setup.set_state(over, "open", now=noon, operator="Mei")
    assert isinstance(opened, Refusal) and opened.reason == "forgotten"


def test_before_a_day_is_for_events_before_it(over: EventFile, noon: datetime) -> None:
    early = forgetting.forget(over, before=date(2026, 3, 10), now=noon, operator="Mei")
    assert isinstance(early, Forgot) and not early.fact and len(list(tables.guests(over.db))) == 4
    late = forgetting.forget(over, before=date(2026, 3, 11), now=noon, operator="Mei")
    assert isinstance(late, Forgot) and late.fact


def test_only_a_lead_forgets(over: EventFile, noon: datetime) -> None:
    with over.transaction() as tx:
        staff = [Operator("Ann", "lead", "x"), Operator("Mei", "desk", "x")]
        tx.append([Draft("event", OperatorSet(each)) for each in staff], at=noon, operator="Ann")
    refused = forgetting.forget(over, before=None, now=noon, operator="Mei")
    assert isinstance(refused, Refusal) and refused.reason == "not_allowed"
    assert isinstance(forgetting.forget(over, before=None, now=noon, operator="Ann"), Forgot)


def test_nothing_of_a_pin_stays(over: EventFile, noon: datetime) -> None:
    with over.transaction() as tx:
        staff = [Operator("Ann", "lead", "$argon2id$of-ann"), Operator("Mei", "desk", "$argon2id$of-mei")]
        tx.append([Draft("event", OperatorSet(each)) for each in staff], at=noon, operator="Ann")
        tx.append([Draft("event", PinRefused("Mei"))], at=noon, operator="")
    done = forgetting.forget(over, before=None, now=noon, operator="Ann")
    assert isinstance(done, Forgot) and verify(over).ok
    over.close()
    assert not any(b"argon2" in bytes_ for bytes_ in beside(over.path))


def test_lists_that_were_written_beside_the_file_are_named(over: EventFile, noon: datetime) -> None:
    written = evacuation.put_evacuation_list(over, over.path.parent, now=noon)
    done = forgetting.forget(over, before=None, now=noon, operator="Mei")
    assert isinstance(done, Forgot) and done.beside == (str(written.path),)


def test_a_file_that_is_open_elsewhere_is_left_alone(over: EventFile, noon: datetime) -> None:
    other = files.open_event(over.path)
    try:
        other.db.execute("SELECT count(*) FROM facts").fetchone()
        with pytest.raises(EventFileError, match="open in another program"):
            forgetting.forget(over, before=None, now=noon, operator="Mei")
    finally:
        other.close()
    assert len(list(tables.guests(over.db))) == 4 and verify(over).ok
    assert over.db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_it_is_never_taken_back(over: EventFile, noon: datetime) -> None:
    done = forgetting.forget(over, before=None, now=noon, operator="Mei")
    assert isinstance(done, Forgot)
    refused = desk.undo(over, act=done.fact, now=noon, operator="Mei")
    assert isinstance(refused, Refusal) and refused.reason == "not_undoable"


def test_a_station_that_still_knows_does_not_bring_anybody_back(
    over: EventFile, noon: datetime, tmp_path: Path
) -> None:
    files.backup(over, tmp_path / "other.callboard")
    other = files.open_event(tmp_path / "other.callboard")
    setup.set_state(other, "open", now=noon, operator="Tom")
    assert isinstance(desk.admit(other, guest="g2", door="main", now=noon, operator="Tom"), Answer)
    noted = logbook.note(other, "the note of Zhou", now=noon, operator="Tom")
    assert not isinstance(noted, Refusal)
    desk.undo(other, act=noted.fact, now=noon, operator="Tom")
    desk.walk_in(other, {"name": "Zhou Fang"}, now=noon, operator="Tom")
    other.close()
    forgetting.forget(over, before=None, now=noon, operator="Mei")
    came = absorb.absorb(over, tmp_path / "other.callboard")
    assert came.facts == 5
    assert list(tables.guests(over.db)) == [] and found(over.path) == []
    assert verify(over).ok
