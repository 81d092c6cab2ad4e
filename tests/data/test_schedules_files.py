"""Schedules as systems export them: schedule.json and .xml, calendars; what is amiss is told with its place."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from data.moments import zone_named
from data.readers.folder import table_of
from data.readers.plan import Choices
from data.readers.programme_file import ProgrammeRead, read_programme_file
from data.records import Stage

LONDON = zone_named("Europe/London")
DAY = date(2026, 10, 25)
SAMPLES = Path(__file__).parent / "samples"
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
MAIN = (Stage("main", "Main stage"),)


def read(path: Path, on: date = DAY, **chosen: Any) -> ProgrammeRead:
    return read_programme_file(path, on, LONDON, MAIN, Choices(**chosen))


def text(tmp_path: Path, content: str | bytes, name: str = "plan.dat") -> ProgrammeRead:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read(path)


def at(hour: int, minute: int = 0, day: int = 25) -> datetime:
    return datetime(2026, 10, day, hour, minute, tzinfo=UTC)


def told(found: ProgrammeRead) -> list[str]:
    return [str(problem) for problem in found.problems]


def notes(found: ProgrammeRead) -> str:
    assert found.recognised is not None
    return " ".join(found.recognised.notes)


def test_a_frab_xml() -> None:
    found = read(SAMPLES / "schedule.xml", day=DAY)
    assert told(found) == []
    assert [(r.value.id, r.value.stage, r.value.start, r.value.length, r.value.kind) for r in found.items] == [
        ("103", "main-hall", at(9, 30), 2700, "lecture"),
        ("104", "main-hall", at(10, 15), 900, "break"),
        ("K7QWXB", "放映厅", at(11), 5400, "screening"),
    ]
    assert [(s.value.id, s.value.name) for s in found.slots] == [("103.1", "陈若琳"), ("K7QWXB.1", "Tom Reed")]
    assert [row.value.id for row in found.elsewhere] == ["101", "102"]
    night = read(SAMPLES / "schedule.xml", day=date(2026, 10, 24))
    # 00:30 is after midnight of that day, and the clocks go back in the night.
    assert [(r.value.start, r.value.length) for r in night.items] == [(at(21, day=24), 7200), (at(23, 30, 24), 7200)]
    assert [(s.value.name, s.value.kind) for s in night.slots] == [("李立言", "speaker"), ("Rosa Field", "moderator")]
    assert night.items[0].value.notes == "with the band & friends; language en"


def test_a_schedule_json() -> None:
    found = read(SAMPLES / "schedule.json", day=DAY)
    assert told(found) == []
    assert [(r.value.id, r.value.stage, r.value.start, r.value.length, r.value.start_rule) for r in found.items] == [
        ("103", "main-hall", at(9, 30), 2700, "fixed"),
        ("104", "main-hall", at(10, 15), 900, "follows"),
        ("K7QWXB", "放映厅", at(0, 30, 26), 5400, "fixed"),
    ]
    assert found.items[0].value.notes == "in two languages; language zh; do not record"
    assert [s.value.name for s in found.slots] == ["陈若琳", "Rosa Field", "Tom Reed"]
    assert "1 item of another day is left out (2026-10-24: 1)" in notes(found)


def test_a_file_of_several_days_comes_in_whole_and_says_so() -> None:
    for day in (None, "all"):
        found = read(SAMPLES / "schedule.json", day=day)
        assert [row.value.id for row in found.items] == ["101", "103", "104", "K7QWXB"]
        assert found.elsewhere == ()
        assert "The items are of 2 days (2026-10-24: 1, 2026-10-25: 3); --date, or d on the page" in notes(found)


def test_a_talk_listed_twice_is_refused_and_one_given_again_later_is_another(tmp_path: Path) -> None:
    talk = '{"id": 1, "title": "T", "date": "2026-10-25T10:00:00+00:00", "duration": "00:30"}'
    whole = '{"schedule": {"conference": {"days": [{"date": "2026-10-25", "rooms": {"A": [%s, %s]}}]}}}'
    again = text(tmp_path, whole % (talk, talk.replace("T10:", "T14:")))
    assert ([row.value.id for row in again.items], told(again)) == (["1", "1-2"], [])
    assert told(text(tmp_path, whole % (talk, talk))) == [
        'plan.dat line 1, $.schedule.conference.days[0].rooms["A"][1]: 1 is there already with the same room and '
        'start, at line 1, $.schedule.conference.days[0].rooms["A"][0]'
    ]


def test_a_file_without_the_event_s_day_comes_in_whole_and_says_so() -> None:
    found = read(SAMPLES / "schedule.json", date(2027, 1, 1))
    assert len(found.items) == 4
    assert "No item is on the event's day, 2027-01-01" in notes(found)


def test_a_calendar() -> None:
    found = read(SAMPLES / "schedule.ics", day=DAY)
    assert told(found) == []
    assert [(r.value.title, r.value.stage, r.value.start, r.value.length) for r in found.items] == [
        ("Crew call", "main-hall", at(8), 1800),
        ("开幕, opening; with a title that is so long that it is folded over two lines", "main-hall", at(9, 30), 2700),
        ("Coffee break", "main-hall", at(10, 15), 900),
        ("Floating", "放映厅", at(11), 1800),
        ("In a zone of its own", "放映厅", at(12), 1800),
        ("Rehearsal, later that day", "main-hall", at(16, 30), 1800),
        ("Party", "main-hall", at(23, 30), 3600),
        ("Party goes on", "main-hall", at(0, 30, 26), 5400),
    ]
    assert [(s.value.name, s.value.kind) for s in found.slots] == [("陈若琳", "speaker"), ("Rosa Field", "moderator")]
    assert [r.value.public for r in found.items if r.value.title == "Floating"] == [False]
    said = notes(found)
    assert "1 entry is for a whole day and no item: Festival day" in said
    assert "1 entry is cancelled and left out: Called off" in said
    assert "1 repeating entry is not on that day: Tuesday meeting" in said
    assert [r.row for r in found.items if r.value.title == "Coffee break"] == [36]


def test_repetitions_keep_their_hour_across_the_clock_change() -> None:
    for day, hour in ((date(2026, 10, 23), 7), (date(2026, 10, 26), 8)):
        found = read(SAMPLES / "schedule.ics", day=day)
        assert [(r.value.title, r.value.start) for r in found.items if r.value.title == "Crew call"] == [
            ("Crew call", datetime(2026, 10, day.day, hour, tzinfo=UTC))
        ]
    assert not [r for r in read(SAMPLES / "schedule.ics", day=date(2026, 10, 24)).items if "Crew" in r.value.title]


def test_ids_are_those_of_the_source_again_and_again() -> None:
    for name in ("schedule.xml", "schedule.json", "schedule.ics"):
        first, again = read(SAMPLES / name, day="all"), read(SAMPLES / name, day="all")
        ids = [row.value.id for row in first.items]
        assert ids == [row.value.id for row in again.items]
        assert len(set(ids)) == len(ids)
        assert all(" " not in ident for ident in ids)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_other_encodings(tmp_path: Path, encoding: str) -> None:
    for name in ("schedule.json", "schedule.ics"):
        content = (SAMPLES / name).read_text(encoding="utf-8")
        titles = [row.value.title for row in text(tmp_path, content.encode(encoding)).items]
        assert any("开幕" in title for title in titles)
    xml = (SAMPLES / "schedule.xml").read_text(encoding="utf-8")
    declared = "UTF-8" if "8" in encoding else "UTF-16"
    found = text(tmp_path, xml.replace("UTF-8", declared, 1).encode(encoding))
    assert "开幕" in found.items[2].value.title


def test_an_xml_in_the_encoding_that_it_declares(tmp_path: Path) -> None:
    xml = (SAMPLES / "schedule.xml").read_text(encoding="utf-8")
    found = text(tmp_path, xml.replace("UTF-8", "GB18030", 1).encode("gb18030"))
    assert "开幕" in found.items[2].value.title
    [problem] = told(text(tmp_path, xml.replace("UTF-8", "klingon", 1)))
    assert "klingon" in problem


def test_what_a_file_is_is_told_by_its_content(tmp_path: Path) -> None:
    for name in ("schedule.xml", "schedule.json", "schedule.ics", "ablauf.csv"):
        path = tmp_path / ("list" + (".csv" if name.endswith("csv") else ".txt"))
        path.write_bytes((SAMPLES / name).read_bytes())
        assert table_of(path) == "programme", name
        assert read(path).items
    for name in ("luma.csv", "office_gb18030.csv", "pretix_checkin.csv"):
        assert table_of(SAMPLES / name) != "programme"


def test_a_german_office_s_list() -> None:
    found = read(SAMPLES / "ablauf.csv")
    assert told(found) == []
    assert [(r.value.title, r.value.start, r.value.length) for r in found.items] == [
        ("Eröffnung", at(9, 30), 1800),
        ("Vortrag", at(10), 2700),
        ("Kaffeepause", at(10, 45), 900),
        ("Werkstatt", at(11), 5400),
    ]
    assert [(s.value.name, s.value.role, s.value.kind) for s in found.slots][:2] == [
        ("Dr. Ada Grün", "Filmbüro", "speaker"),
        ("Rosa Field", "Moderation", "moderator"),
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('"id": 103', '"id": "103"'), '$.schedule.conference.days[1].rooms["Main hall"][0].id: expected int or null'),
        (('"duration": "00:45"', '"duration": "soon"'), "'soon' is no length: write H:MM"),
        (('"title": "开幕 Opening", ', ""), "missing required field title"),
        (('"persons": [{"id": 9,', '"persons": [{"id": "x",'), "[0].persons[0].id: expected int or null, got str"),
        (('"date": "2026-10-25T09:30:00+00:00"', '"date": "Sunday"'), "'Sunday' is no time"),
    ],
)
def test_an_odd_talk_is_told_with_its_line_and_path(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    content = (SAMPLES / "schedule.json").read_text(encoding="utf-8")
    assert change[0] in content
    [problem] = text(tmp_path, content.replace(*change, 1)).problems
    assert said in str(problem)
    assert str(problem).startswith("plan.dat line 36, $.schedule.conference.days[1]")
    assert not problem.whole


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"schedule": {', "plan.dat row 1: this is no valid JSON"),
        ('{\n"schedule": {"conference": {"days": [,]}}}', "row 2: this is no valid JSON"),
        ('{"talks": []}', "plan.dat row 1: this is no schedule.json: object missing required field schedule"),
        ("[" * 100_000, "this is no schedule"),
        ('{"schedule": {"conference": {"days": []}}}', "no item is in it"),
        ("<schedule><day>", "plan.dat row 1: this is no well-formed XML: no element found"),
        ("<rss></rss>", "the document is a 'rss' and no schedule"),
        ("<schedule>\n<day date='soon'><room name='A'><event id='1'><title>A</title><start>9:00</start>"
         "<duration>0:30</duration></event></room></day></schedule>",
         "line 2, event 1: the day in line 2 has the date 'soon'"),
        ("<schedule/>", "no item is in it"),
        ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "plan.dat row 2: it breaks off here, before the end of what it began"),
        ("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:A\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
         "plan.dat line 2: it has no DTSTART"),
        ("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20261025T090000\r\nDURATION:PT1M\r\nSUMMARY:A\r\n"
         "RRULE:FREQ=SECONDLY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", "plan.dat line 2: it repeats secondly"),
        ("BEGIN:VCALENDAR\r\n" + "BEGIN:VEVENT\r\n" * 5_000, "components within components without end"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
    ],
)  # fmt: skip
def test_a_file_that_can_t_be_used_is_one_line_with_its_place(tmp_path: Path, content: str | bytes, said: str) -> None:
    found = text(tmp_path, content)
    assert found.items == ()
    assert said in told(found)[0]
    assert "\n" not in told(found)[0]


_LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "content",
    [
        f'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a0 "ha">{_LAUGHS}]><schedule><version>&a9;</version></schedule>',
        '<!DOCTYPE s SYSTEM "http://127.0.0.1:9/x.dtd"><schedule/>',
        '<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><schedule><version>&x;</version></schedule>',
        "<schedule>" + "<a>" * 200_000 + "</a>" * 200_000 + "</schedule>",
        "<schedule>&unknown;</schedule>",
    ],
)
def test_hostile_xml_is_refused_with_its_row(tmp_path: Path, content: str) -> None:
    [problem] = told(text(tmp_path, content))
    assert problem.startswith("plan.dat row 1: ")


def test_what_no_day_ever_fits_is_told_and_not_looked_for(tmp_path: Path) -> None:
    one = (
        "BEGIN:VEVENT\r\nUID:{n}\r\nDTSTART:19010101T090000\r\nDURATION:PT1M\r\nSUMMARY:A\r\n"
        "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\r\nEND:VEVENT\r\n"
    )
    found = text(tmp_path, "BEGIN:VCALENDAR\r\n" + "".join(one.format(n=n) for n in range(3)) + "END:VCALENDAR\r\n")
    assert [problem.place for problem in found.problems] == ["line 2", "line 9", "line 16"]
    assert all("no day" in problem.message for problem in found.problems)


def _shared(name: str) -> Path:
    path = SHARED / name
    if not path.is_file():
        pytest.skip(f"{path} is not here: the real files are not read in this run")
    return path


@pytest.mark.parametrize(
    ("name", "count", "stages"),
    [("frab-camp2019.json", 79, 2), ("pretalx-democon.json", 36, 2), ("schedule-example.xlsx", 13, 2)],
)
def test_real_files_come_in_whole(name: str, count: int, stages: int) -> None:
    found = read(_shared(name), day="all")
    assert (told(found), len(found.items), len(found.stages)) == ([], count, stages)
    assert len(found.slots) > 10


def test_the_broken_one_is_refused_with_its_place() -> None:
    assert told(read(_shared("invalid-example.json"))) == [
        'invalid-example.json line 22, $.schedule.conference.days[0].rooms["Winterchaos"][0].id: '
        "expected int or null, got str"
    ]
