"""The summary of a real file: what was done at the desk and on the stage is what it counts."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from console import desk, exporting, logbook, stage
from console.rules.refusals import Refusal
from console.rules.reports.figures import Summary
from console.summary import summary
from console.summary_page import summary_page
from data.facts import DoorSet, Draft, EventSet, GuestAdded, StateSet
from data.journal import EventFile
from data.records import Door, Event, Guest
from data.writers.markdown import as_markdown
from data.writers.whole import WriteError

NAMES = {
    "event", "made", "guests", "entries", "by_category", "by_delegation", "arrivals", "doors", "sessions", "dwell",
    "no_shows", "vips", "refusals", "handouts_out", "programme", "speakers", "cues", "notes", "checks", "left_out",
}  # fmt: skip
OF_GUESTS = {
    "invited", "cancelled", "regrets", "blocked", "pending", "expected", "came", "arrived", "no_show", "walk_in",
    "unexpected", "inside", "peak",
}  # fmt: skip
Admit = Callable[..., object]


@pytest.fixture
def admit(file: EventFile, noon: datetime) -> Admit:
    """Scans at the main door, so many minutes after noon."""

    def scan(guest: str, minutes: int, door: str = "main", **more: object) -> object:
        return desk.admit(
            file,
            guest=guest,
            door=door,
            now=noon + timedelta(minutes=minutes),
            operator="Mei",
            **more,  # type: ignore[arg-type]
        )

    return scan


def test_what_was_done_at_the_desk_is_counted(file: EventFile, noon: datetime, admit: Admit) -> None:
    admit("g1", 0)
    admit("g1", 5)
    admit("g3", 6)
    admit("g1", 30, way="out")
    desk.admit(file, code="NOTACODE", door="main", now=noon + timedelta(minutes=31), operator="Mei")
    found = summary(file, noon + timedelta(hours=1))
    assert (found.guests.invited, found.guests.expected, found.guests.cancelled) == (3, 2, 1)
    assert (found.guests.arrived, found.guests.inside, found.guests.no_show) == (1, 0, 1)
    assert (found.entries.entries, found.entries.exits, found.entries.refused) == (1, 1, 3)
    assert {each.reason: each.count for each in found.refusals} == {"already_in": 1, "cancelled": 1, "unknown": 1}
    assert [(door.id, door.refused) for door in found.doors] == [("main", 3), ("room", 0)]
    assert all(check.holds for check in found.checks)


def test_what_was_taken_back_is_not_counted_but_named(file: EventFile, noon: datetime, admit: Admit) -> None:
    admit("g1", 0)
    desk.undo(file, now=noon + timedelta(minutes=1), operator="Mei")
    found = summary(file, noon + timedelta(hours=1))
    assert (found.guests.arrived, found.entries.entries, found.entries.undone) == (0, 0, 1)
    assert any("taken back" in sentence for sentence in found.left_out)


def test_as_of_a_time_nothing_later_has_happened(file: EventFile, noon: datetime, admit: Admit) -> None:
    admit("g1", 0)
    admit("g2", 20)
    admit("g3", 21)
    with file.transaction() as tx:
        walked = Draft("guest/w1", GuestAdded(Guest(id="w1", name="Wen"), 9))
        tx.append([walked], at=noon + timedelta(minutes=25), operator="Mei")
    admit("w1", 25)
    logbook.note(file, "fire alarm", now=noon + timedelta(minutes=26), operator="Mei")
    found = summary(file, noon + timedelta(hours=1), noon + timedelta(minutes=10))
    assert (found.guests.arrived, found.guests.walk_in, found.entries.refused, found.notes) == (1, 0, 0, ())
    later = summary(file, noon + timedelta(hours=1))
    assert (later.guests.arrived, later.guests.walk_in, later.entries.refused, len(later.notes)) == (3, 1, 1, 1)


def test_rehearsal_is_never_counted(file: EventFile, noon: datetime, admit: Admit) -> None:
    def state(name: str, minutes: int) -> None:
        with file.transaction() as tx:
            said = StateSet(name)  # type: ignore[arg-type]
            tx.append([Draft("event", said)], at=noon + timedelta(minutes=minutes), operator="Ann")

    state("rehearsal", 0)
    admit("g1", 1)
    admit("g3", 2)
    logbook.note(file, "a try", now=noon + timedelta(minutes=3), operator="Mei")
    during = summary(file, noon + timedelta(minutes=4))
    assert (during.guests.arrived, during.entries.refused, len(during.notes)) == (1, 1, 1)
    assert any("rehearsal" in sentence for sentence in during.left_out)
    state("open", 5)
    found = summary(file, noon + timedelta(minutes=6))
    assert (found.guests.arrived, found.entries.entries, found.entries.refused, found.notes) == (0, 0, 0, ())


def test_it_is_provisional_until_the_event_is_closed(file: EventFile, noon: datetime, admit: Admit) -> None:
    admit("g1", 0)
    assert summary(file, noon + timedelta(hours=1)).event.provisional
    with file.transaction() as tx:
        tx.append([Draft("event", StateSet("closed"))], at=noon + timedelta(hours=2), operator="Ann")
    found = summary(file, noon + timedelta(hours=9))
    assert (found.event.provisional, found.event.closed_at) == (False, noon + timedelta(hours=2))
    assert found.dwell is not None
    assert (found.dwell.mean, found.dwell.assumed) == (7200, 1)
    before = summary(file, noon + timedelta(hours=9), noon + timedelta(hours=1))
    assert (before.event.provisional, before.event.state) == (True, "open")


def test_the_programme_says_how_late_it_ran(file: EventFile, noon: datetime) -> None:
    start = datetime(2026, 3, 10, 9, 34, tzinfo=noon.tzinfo)
    stage.go(file, "main", now=start, operator="Kit")
    stage.go(file, "main", now=start + timedelta(minutes=30), operator="Kit")
    found = summary(file, start + timedelta(minutes=35))
    lines = {line.item: line for line in found.programme}
    assert (lines["A"].late, lines["A"].planned_length, lines["A"].actual_length) == (240, 1800, 1800)
    assert (lines["B"].late, lines["B"].actual_length, lines["C"].late) == (240, None, None)
    (day,) = found.stages
    assert day.late == 240
    assert day.began + day.added + day.held + day.overrun == day.late


def test_a_session_is_counted_while_its_item_runs(file: EventFile, noon: datetime, admit: Admit) -> None:
    with file.transaction() as tx:
        tx.append([Draft("event", DoorSet(Door(id="room", title="Room", item="A")))], at=noon, operator="Ann")
    admit("g1", 0, door="room")
    admit("g1", 10, door="room", way="out")
    stage.go(file, "main", now=noon + timedelta(minutes=15), operator="Kit")
    admit("g2", 20, door="room")
    found = summary(file, noon + timedelta(minutes=30))
    assert [(each.item, each.title, each.attended) for each in found.sessions] == [("A", "Doors", 1)]


def test_times_are_in_the_events_zone(file: EventFile, noon: datetime, admit: Admit) -> None:
    with file.transaction() as tx:
        there = Event(name="Case", date=noon.date(), zone="Asia/Shanghai")
        tx.append([Draft("event", EventSet(there))], at=noon, operator="Ann")
    admit("g1", 0)
    told = json.loads(msgspec.json.encode(summary(file, noon)))
    assert told["arrivals"] == [{"from": "2026-03-10T20:00:00+08:00", "count": 1}]
    assert told["guests"]["peak"]["at"] == "2026-03-10T20:00:00+08:00"


def test_every_name_of_the_contract_is_there(file: EventFile, noon: datetime) -> None:
    told = json.loads(msgspec.json.encode(summary(file, noon)))
    assert set(told) >= {
        "event",
        "made",
        "guests",
        "entries",
        "by_category",
        "by_delegation",
        "arrivals",
        "doors",
        "sessions",
        "dwell",
        "no_shows",
        "vips",
        "refusals",
        "handouts_out",
        "programme",
        "speakers",
        "cues",
        "notes",
        "checks",
        "left_out",
    }
    assert set(told["guests"]) == {
        "invited",
        "cancelled",
        "regrets",
        "blocked",
        "pending",
        "expected",
        "came",
        "arrived",
        "no_show",
        "walk_in",
        "unexpected",
        "inside",
        "peak",
    }


# -- written down ------------------------------------------------------------------------------------------------------
def test_the_summary_is_written_as_json_and_markdown(
    file: EventFile, noon: datetime, admit: Admit, tmp_path: Path
) -> None:
    admit("g2", 0)
    written = exporting.write_summary(summary(file, noon + timedelta(hours=1)), tmp_path / "out", ("json", "md"))
    assert isinstance(written, exporting.Written)
    made = msgspec.json.decode((tmp_path / "out" / "summary.json").read_bytes(), type=Summary)
    assert made.guests.arrived == 1
    text = (tmp_path / "out" / "summary.md").read_text(encoding="utf-8")
    assert text.startswith("# Case: summary\n")
    assert "PROVISIONAL" in text
    assert "| arrived in all | 1 |" in text
    assert "李立言 Li Liyan" in text


@pytest.mark.parametrize(("name", "reason"), [("doc", "no_such_format"), ("ics", "no_such_format")])
def test_a_format_that_is_not_there_is_refused(
    file: EventFile, noon: datetime, tmp_path: Path, name: str, reason: str
) -> None:
    said = exporting.write_summary(summary(file, noon), tmp_path / "out", ("json", name))
    assert isinstance(said, Refusal)
    assert said.reason == reason
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_made_is_one_clear_error(file: EventFile, noon: datetime, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way")
    with pytest.raises(WriteError, match="out"):
        exporting.write_summary(summary(file, noon), tmp_path / "out", ("json",))


def test_exports_are_tables_of_what_stands(file: EventFile, noon: datetime, admit: Admit, tmp_path: Path) -> None:
    admit("g2", 0)
    admit("g1", 1)
    desk.undo(file, now=noon + timedelta(minutes=2), operator="Mei")
    stage.go(file, "main", now=noon, operator="Kit")
    for what, rows in (("guests", 3), ("entries", 1), ("asrun", 3)):
        path = tmp_path / f"{what}.csv"
        written = exporting.export(file, what, path, now=noon + timedelta(hours=1), operator="Mei")
        assert written == exporting.Written((str(path),), rows)
    entries = (tmp_path / "entries.csv").read_text(encoding="utf-8-sig").splitlines()
    assert entries[1].startswith("2026-03-10T12:00:00+00:00,in,main,g2,李立言,Li Liyan,")
    refused = exporting.export(file, "ics", tmp_path / "x.pdf", now=noon, operator="Mei")
    assert isinstance(refused, Refusal)
    assert refused.reason == "no_such_format"


def test_the_page_names_no_guest_as_markup(file: EventFile, noon: datetime) -> None:
    with file.transaction() as tx:
        bob = Guest(id="b", name="Bob | [/] <b>X</b>\n# not a heading", category="vip")
        tx.append([Draft("guest/b", GuestAdded(bob, 7))], at=noon, operator="Mei")
    text = as_markdown(summary_page(summary(file, noon))).decode()
    assert "\n# not" not in text
    assert "<b>" not in text.replace("\\<b\\>", "")
    assert r"Bob \| \[/\] \<b\>X\</b\> \# not a heading" in text
