"""What leaves the program for the show: programme, calendar, printed running order, as-run report."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from subprocess import run
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import openpyxl
import pytest
from msgspec.structs import replace

from console import exporting, logbook, stage
from console.exporting import Wish, Written
from console.exports.as_run import as_run
from console.exports.programme import by_the_clock, programme_table
from console.rules.refusals import Refusal
from data import tables
from data.facts import CuePlanned, Draft, ItemPlanned, ItemRemoved, SlotPlanned, StageSet
from data.journal import EventFile
from data.readers.programme import read_programme
from data.records import Cue, Item, Slot, Stage
from data.writers.formats import TABLES
from data.writers.whole import write_whole

Export = Callable[..., Any]
START = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)
RICH = [
    Item("P1", "main", 3, '=Panel, "two"', "圆桌", "talk", START + timedelta(hours=3), None, 1500, "fixed",
         least_length=900, droppable=True, flag=True, hard_out=START + timedelta(hours=5), warning=90, danger=30.5,
         film="f1",
         notes="+44 call", auto=True, calls=(300.0, 60.0), notes_for={"sound": "mic 3", "灯光": "暗场"}, public=False,
         interpreting="consecutive"),
    Item("P2", "main", 4, "Crew call", length=600, skip=True, calls=()),
    Item("P3", "main", 5, "Film", start=START + timedelta(hours=4), end=START + timedelta(hours=5), length=3600,
         start_rule="follows", end_rule="fixed"),
    Item("P4", "main", 6, "Late", start=START + timedelta(hours=15), length=61.5, start_rule="fixed"),
]  # fmt: skip


@pytest.fixture
def rich(file: EventFile, noon: datetime) -> EventFile:
    slots = [Slot("B.1", "B", 0, "Lin Qiao", "林巧", "producer", 300, say="lin CHYOW"),
             Slot("B.2", "B", 1, "Tom Reed", kind="moderator")]  # fmt: skip
    cues = [Cue("2.1", "B", 0, "House to half 灯光"), Cue("10", "B", 1, "Film")]
    with file.transaction() as tx:
        tx.append([Draft("event", StageSet(Stage("main", "Main stage", "主厅", "17:30")))], at=noon, operator="Kit")
        tx.append([Draft("stage/main", ItemPlanned(item)) for item in RICH], at=noon, operator="Kit")
        tx.append([Draft("speakers/main", SlotPlanned(slot)) for slot in slots], at=noon, operator="Kit")
        tx.append([Draft(f"cue/{cue.number}", CuePlanned(cue)) for cue in cues], at=noon, operator="Kit")
    return file


@pytest.fixture
def export(rich: EventFile, noon: datetime, tmp_path: Path) -> Export:
    """Exports under a name; what was written."""

    def write(what: str, name: str, now: datetime = noon, **wish: Any) -> bytes:
        path = tmp_path / name
        written = exporting.export(rich, what, path, now=now, operator="Kit", wish=Wish(**wish))
        assert isinstance(written, Written), written
        return path.read_bytes()

    return write


def text_of(pdf: bytes) -> str:
    return run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


# -- the programme -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_programme_read_again_is_the_same(rich: EventFile, tmp_path: Path, form: str) -> None:
    table = programme_table(rich.db)
    path = write_whole(tmp_path / f"p.{form}", TABLES[form](by_the_clock(table) if form == "csv" else table))
    rows, problems = read_programme(path, date(2026, 3, 10), ZoneInfo("Europe/London"), ["main"])
    assert [str(problem) for problem in problems] == []
    # The file's own rows have no `pos` but their place.
    before = [replace(item, pos=n) for n, item in enumerate(tables.stage(rich.db, "main").items.values())]
    assert [row.value for row in rows] == before


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_hour_that_comes_twice_is_read_again_as_it_was(tmp_path: Path, file: EventFile, form: str) -> None:
    zone = ZoneInfo("Europe/London")
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    items = [
        Item("N1", "main", 0, "Once", start=first, length=1800, start_rule="fixed"),
        Item("N2", "main", 1, "Again", start=first + timedelta(hours=1), length=1800, start_rule="fixed"),
    ]
    with file.transaction() as tx:
        tx.append([Draft("stage/main", ItemRemoved(name)) for name in "ABC"], at=first, operator="Kit")
        tx.append([Draft("stage/main", ItemPlanned(item)) for item in items], at=first, operator="Kit")
    table = programme_table(file.db)
    path = write_whole(tmp_path / f"p.{form}", TABLES[form](by_the_clock(table) if form == "csv" else table))
    rows, problems = read_programme(path, date(2026, 10, 25), zone, ["main"])
    assert problems == []
    assert [row.value.start for row in rows] == [first, first + timedelta(hours=1)]


def test_times_in_the_workbook_are_typed(export: Export) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(export("programme", "p.xlsx"))).worksheets[0]
    head = [cell.value for cell in sheet[1]]
    row = dict(zip(head, sheet[5], strict=True))
    assert (row["id"].value, row["title"].value, row["title"].data_type) == ("P1", '=Panel, "two"', "s")
    assert row["start"].value.isoformat() == "2026-03-10T12:30:00"
    assert row["length"].value == timedelta(minutes=25)
    assert row["notes: 灯光"].value == "暗场"


# -- the printed running order -----------------------------------------------------------------------------------------
def test_the_running_order_on_paper(export: Export) -> None:
    text = text_of(export("programme", "p.pdf"))
    for words in (
        "Opening", "House to half 灯光", "Lin Qiao 林巧 (producer; 5:00; say lin CHYOW)", "Tom Reed (moderator)",
        "圆桌", "sound: mic 3", "灯光: 暗场", "SKIPPED", "can be cut", "not public", "out by 14:30", "fixed",
        "Main stage 主厅", "out by 17:30", "printed 2026-03-10 12:00", "00:30 +1", "09:30", "20:00",
    ):  # fmt: skip
        assert words in text, words
    assert "1 / 1" in text or "1/1" in text


def test_one_department_gets_its_own_notes_only(export: Export) -> None:
    text = export("programme", "p.html", department="Sound").decode()
    assert "mic 3" in text and "sound: mic 3" not in text
    assert "暗场" not in text


def test_large_type_is_larger(export: Export) -> None:
    usual, large = (text_of(export("programme", "p.pdf", type=size)).count("\f") for size in (1.0, 2.5))
    assert large > usual
    assert "font: 16.0pt" in export("programme", "p.html", type=1.6).decode()


def test_one_stage_or_all(export: Export, rich: EventFile, noon: datetime) -> None:
    with rich.transaction() as tx:
        tx.append([Draft("event", StageSet(Stage("side", "Side room")))], at=noon, operator="Kit")
    assert "Side room" in export("programme", "p.md").decode()
    assert "Side room" not in export("programme", "p.md", stage="main").decode()


# -- the calendar ------------------------------------------------------------------------------------------------------
def events(content: bytes) -> dict[str, Any]:
    return {str(event["SUMMARY"]): event for event in icalendar.Calendar.from_ical(content).walk("VEVENT")}


def test_the_calendar_has_what_is_public_and_no_more(export: Export) -> None:
    text = export("ics", "p.ics")
    found = events(text)
    assert list(found) == ["Doors", "Opening", "Keynote", "Crew call", "Film", "Late"]
    assert found["Opening"]["DTSTART"].dt == START + timedelta(minutes=30)
    assert str(found["Opening"]["LOCATION"]) == "Main stage 主厅"
    assert str(found["Crew call"]["STATUS"]) == "CANCELLED"
    assert b"Lin Qiao" not in text and b"DESCRIPTION" not in text
    everything = events(export("ics", "all.ics", everything=True))
    assert '=Panel, "two" 圆桌' in everything
    assert "Lin Qiao 林巧" in str(everything["Opening"]["DESCRIPTION"])


def test_importing_the_calendar_again_updates_it(export: Export, rich: EventFile, noon: datetime) -> None:
    before = events(export("ics", "p.ics"))
    assert events(export("ics", "p.ics"))["Keynote"]["SEQUENCE"] == before["Keynote"]["SEQUENCE"]
    with rich.transaction() as tx:
        longer = replace(tables.stage(tx.db, "main").items["B"], length=1800)
        tx.append([Draft("stage/main", ItemPlanned(longer))], at=noon, operator="Kit")
    stage.skip(rich, "main", "A", now=noon, operator="Kit")
    after = events(export("ics", "p.ics"))
    assert after["Keynote"]["UID"] == before["Keynote"]["UID"]
    assert after["Keynote"]["SEQUENCE"] == before["Keynote"]["SEQUENCE"] + 2
    assert after["Keynote"]["DTSTART"].dt != before["Keynote"]["DTSTART"].dt
    assert str(after["Doors"]["STATUS"]) == "CANCELLED"


def test_what_was_taken_out_takes_itself_out_of_calendars(export: Export, rich: EventFile, noon: datetime) -> None:
    with rich.transaction() as tx:
        tx.append([Draft("stage/main", ItemRemoved("C"))], at=noon, operator="Kit")
    assert str(events(export("ics", "p.ics"))["Keynote"]["STATUS"]) == "CANCELLED"


# -- the as-run report -------------------------------------------------------------------------------------------------
@pytest.fixture
def played(rich: EventFile) -> EventFile:
    """Two items on, a hold, a note and an incident, a minute given."""
    stage.go(rich, "main", now=START + timedelta(minutes=4), operator="Kit", source="osc")
    stage.hold(rich, "main", "lectern mic =dead", now=START + timedelta(minutes=10), operator="Ann")
    stage.resume(rich, "main", now=START + timedelta(minutes=12), operator="Ann")
    stage.add(rich, "main", 60.0, now=START + timedelta(minutes=13), operator="Kit")
    stage.skip(rich, "main", "C", now=START + timedelta(minutes=14), operator="Kit")
    logbook.note(rich, "Interpreters moved", now=START + timedelta(minutes=15), operator="Mei")
    logbook.note(rich, "A guest fell", now=START + timedelta(minutes=16), operator="Mei", incident=True)
    stage.go(rich, "main", now=START + timedelta(minutes=39), operator="Kit")
    return rich


NOW = START + timedelta(minutes=45)


def test_the_report_as_paper(export: Export, played: EventFile) -> None:
    text = text_of(export("asrun", "r.pdf", NOW))
    for words in (
        "PROVISIONAL", "09:34:00", "+4:00", "30:00", "35:00", "+5:00", "Kit (osc)", "held 2:00: lectern mic =dead",
        "skipped",
        "INCIDENT: A guest fell", "Interpreters moved", "not run", "Holds", "Ann", "+1:00",
    ):  # fmt: skip
        assert words in text, words
    assert "## Notes and incidents" in export("asrun", "r.md", NOW).decode()


def test_the_report_for_programs(export: Export, played: EventFile) -> None:
    told = json.loads(export("asrun", "r.json", NOW))
    first = told["items"][0]
    assert (first["how"], first["late"], first["longer"], first["held"], first["added"]) == ("done", 240, 300, 120, 60)
    assert first["start"] == "2026-03-10T09:34:00Z" or first["start"] == "2026-03-10T09:34:00+00:00"
    assert first["holds"][0]["reason"] == "lectern mic =dead"
    assert [note["on"] for note in told["notes"]] == [["A"], ["A"]]
    assert told["day"]["totals"] == {
        "ran": 2, "skipped": 2, "dropped": 0, "removed": 0, "waiting": 3, "by_hand": 0, "added": 60, "held": 120,
        "overrun": told["day"]["totals"]["overrun"],
    }  # fmt: skip


def test_the_report_as_a_workbook_and_as_csv(export: Export, played: EventFile) -> None:
    book = openpyxl.load_workbook(io.BytesIO(export("asrun", "r.xlsx", NOW)))
    assert {"as run", "The day", "Holds", "Notes and incidents"} <= set(book.sheetnames)
    sheet = book["as run"]
    head = [cell.value for cell in sheet[1]]
    row = {name: cell.value for name, cell in zip(head, sheet[2], strict=True)}
    assert row["actual_start"].isoformat() == "2026-03-10T09:34:00"
    assert (row["late"], row["by"], row["hold_reasons"]) == (240, "Kit", "lectern mic =dead")
    csv = export("asrun", "r.csv", NOW).decode("utf-8-sig").splitlines()
    assert csv[0].startswith(
        "stage,item,title,title_alt,kind,status,planned_start,planned_end,actual_start,actual_end,"
    )
    assert csv[1].startswith(
        "main,A,Doors,,,done,2026-03-10T09:30:00+00:00,2026-03-10T10:00:00+00:00,2026-03-10T09:34:00"
    )


def test_planned_is_the_first_plan_whatever_a_list_says_later(played: EventFile) -> None:
    with played.transaction() as tx:
        other = replace(tables.stage(tx.db, "main").items["B"], length=3000)
        tx.append([Draft("stage/main", ItemPlanned(other))], at=NOW, operator="Kit")
    found = as_run(played, now=NOW)
    item = next(each for each in found.items if each.item == "B")
    assert item.planned_length == 1200


def test_the_report_as_of_a_time(export: Export, played: EventFile) -> None:
    told = json.loads(export("asrun", "r.json", NOW, at=START + timedelta(minutes=11)))
    assert told["items"][0]["how"] == "live"
    assert told["holds"][0]["until"] is None
    assert told["notes"] == []


# -- formats -----------------------------------------------------------------------------------------------------------
def test_the_ending_names_the_format_and_a_wish_goes_before_it(export: Export) -> None:
    assert export("programme", "p.txt").startswith(b"\xef\xbb\xbfid,")
    assert export("programme", "p.htm").startswith(b"<!doctype html>")
    assert export("programme", "p.out", format="xlsx")[:2] == b"PK"
    assert export("guests", "g.xlsx")[:2] == b"PK"
    assert export("ics", "no-ending").startswith(b"BEGIN:VCALENDAR")


@pytest.mark.parametrize(
    ("what", "name"), [("guests", "g.pdf"), ("ics", "i.csv"), ("paper", "p.xlsx"), ("paper", "p.doc")]
)
def test_a_format_that_there_is_none_of_is_refused(
    rich: EventFile, noon: datetime, tmp_path: Path, what: str, name: str
) -> None:
    refused = exporting.export(rich, what, tmp_path / name, now=noon, operator="Kit")
    assert isinstance(refused, Refusal)
    assert refused.reason == "no_such_format"
    assert not (tmp_path / name).exists()


def test_an_empty_event_exports_too(tmp_path: Path, noon: datetime) -> None:
    from data.files import create_event

    with_nothing = create_event(tmp_path / "empty.callboard")
    try:
        for what, formats in exporting.FORMATS.items():
            for form in formats:
                written = exporting.export(
                    with_nothing, what, tmp_path / f"{what}.{form}", now=noon, operator="Kit", wish=Wish(format=form)
                )
                assert isinstance(written, Written), (what, form, written)
    finally:
        with_nothing.close()
