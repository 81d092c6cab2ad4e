"""iCalendar files read back by a library of others: instants, names that stay, and text that stays text."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
from msgspec.structs import replace

from data.writers.calendar import Calendar, Entry, as_ics

AT = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
ENTRY = Entry("u-1", 2, AT, AT, AT + timedelta(hours=1), "开幕 Opening; a, b\\c", "Main 主厅", "talk", "one\ntwo")


def read(*entries: Entry) -> tuple[Any, list[Any], str]:
    text = as_ics(Calendar("Day 日", "Europe/London", AT, entries)).decode()
    made = icalendar.Calendar.from_ical(text)
    return made, list(made.walk("VEVENT")), text


def test_everything_comes_back() -> None:
    made, (event,), _text = read(ENTRY)
    assert (str(made["X-WR-CALNAME"]), str(made["METHOD"])) == ("Day 日", "PUBLISH")
    assert (str(event["UID"]), event["SEQUENCE"], str(event["STATUS"])) == ("u-1", 2, "CONFIRMED")
    assert (str(event["SUMMARY"]), str(event["LOCATION"])) == (ENTRY.title, "Main 主厅")
    assert str(event["DESCRIPTION"]) == "one\ntwo"
    assert event["CATEGORIES"].cats == ["talk"]


def test_the_hour_that_a_clock_change_repeats_is_told_apart() -> None:
    again = replace(ENTRY, uid="u-2", start=AT + timedelta(hours=1), end=AT + timedelta(hours=2))
    _made, events, _text = read(ENTRY, again)
    starts = [event["DTSTART"].dt for event in events]
    london = [at.astimezone(ZoneInfo("Europe/London")).strftime("%H:%M") for at in starts]
    assert london == ["01:30", "01:30"]
    assert starts[1] - starts[0] == timedelta(hours=1)


def test_what_does_not_take_place_is_cancelled() -> None:
    _made, (event,), _text = read(replace(ENTRY, cancelled=True))
    assert str(event["STATUS"]) == "CANCELLED"


def test_lines_are_folded_and_no_title_makes_one_of_its_own() -> None:
    hostile = "x" * 200 + "\r\nEND:VEVENT\nATTACH:file:///etc/passwd 上海"
    _made, events, text = read(replace(ENTRY, title=hostile))
    assert len(events) == 1
    assert "ATTACH" not in events[0]
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert text.endswith("END:VCALENDAR\r\n")
