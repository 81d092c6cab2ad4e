"""Columns about calling: when an item is called, what departments must know, what goes on by itself."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from data.moments import MomentError
from data.readers.call_times import call_times
from data.readers.departments import department_of
from data.readers.event import read_event
from data.readers.programme import read_programme


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("5:00 1:00", (300, 60)),
        ("1, 5", (300, 60)),
        ("10；2、2", (600, 120)),
        ("0:30", (30,)),
        ("-", ()),
        ("none", ()),
        ("无", ()),
        ("0", ()),
    ],
)
def test_lengths_one_after_the_other_or_never(text: str, seconds: tuple[float, ...]) -> None:
    assert call_times(text) == seconds


def test_what_is_no_length_is_said() -> None:
    with pytest.raises(MomentError, match="soon"):
        call_times("5:00 soon")


@pytest.mark.parametrize(
    ("column", "whose"),
    [
        ("notes: sound", "sound"),
        ("notes:lights", "lights"),
        ("Notes (LX)", "lx"),
        ("notes for Video", "video"),
        ("Sound notes", "sound"),
        ("灯光备注", "灯光"),
        ("备注：音响", "音响"),
        ("Notizen Ton", "ton"),
        ("notes", ""),
        ("备注", ""),
        ("footnotes", ""),
        ("title", ""),
    ],
)
def test_a_column_of_notes_for_a_department(column: str, whose: str) -> None:
    assert department_of(column) == whose


def test_a_programme_with_calls_notes_and_auto(tmp_path: Path) -> None:
    path = tmp_path / "programme.csv"
    path.write_text(
        "id,start,length,title,呼叫,自动,灯光备注,notes: sound,公开\n"
        "A,09:30,30,Doors,,是,暗场,mic 3,\n"
        "B,,20,Opening,10 2,,,,否\n"
        "C,,20,Talk,soon,,,,\n",
        encoding="utf-8",
    )
    rows, problems = read_programme(path, date(2026, 3, 10), ZoneInfo("UTC"), ["main"])
    a, b, c = (row.value for row in rows)
    assert (a.auto, a.calls, a.notes_for, a.public) == (True, None, {"灯光": "暗场", "sound": "mic 3"}, True)
    assert (b.auto, b.calls, b.notes_for, b.public) == (False, (600, 120), {}, False)
    assert c.calls is None
    assert [(problem.row, problem.column) for problem in problems] == [(4, "呼叫")]


@pytest.mark.parametrize(
    ("line", "calls"), [("", (300, 60)), ('calls = ["10:00", "2"]', (600, 120)), ("calls = []", ())]
)
def test_an_event_says_when_its_items_are_called(tmp_path: Path, line: str, calls: tuple[float, ...]) -> None:
    path = tmp_path / "event.toml"
    path.write_text(f'[event]\nname = "Case"\ndate = 2026-03-10\nzone = "UTC"\n{line}\n', encoding="utf-8")
    setting, problems = read_event(path, datetime(2026, 3, 10, tzinfo=UTC))
    assert not problems and setting.event is not None
    assert setting.event.calls == calls
