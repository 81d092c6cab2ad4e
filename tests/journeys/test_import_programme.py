"""`import --as programme` on the command line: schedules of any form, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "samples"


@pytest.fixture
def empty(ask: Any, tmp_path: Path) -> Path:
    file = tmp_path / "day.callboard"
    assert ask("new", file, "--name", "Day", "--zone", "Europe/London", "--date", "2026-10-25").status == 0
    return file


def test_a_schedule_says_what_it_does_and_then_does_it(ask: Any, empty: Path) -> None:
    whole = ask("import", empty, SAMPLES / "schedule.json", "--dry-run")
    assert "The items are of 2 days (2026-10-24: 1, 2026-10-25: 3); --date, or d on the page, takes" in whole.out
    said = ask("import", empty, SAMPLES / "schedule.json", "--date", "2026-10-25", "--dry-run")
    assert said.status == 0
    assert "schedule.json: schedule.json, UTF-8\n  Night Ferry Days, version 0.7\n" in said.out
    assert "1 item of another day is left out (2026-10-24: 1)." in said.out
    assert "  room 放映厅: new stage 放映厅\n" in said.out
    assert "new: 3\n  开幕 Opening (103)  main-hall\n" in said.out
    assert ask("timeline", empty, "main", "--json").json["items"] == []
    main = ("--stage", "Main hall=main", "--json")
    made = ask("import", empty, SAMPLES / "schedule.json", "--as", "programme", "--date", "2026-10-25", *main)
    assert [(t["table"], t["new"]) for t in made.json["tables"]] == [("programme", 3), ("speakers", 3)]
    assert made.json["recognised"][0]["rooms"][0] == {"room": "Main hall", "stage": "main", "new": False, "items": 3}
    assert [item["id"] for item in ask("timeline", empty, "main", "--json").json["items"]] == ["103", "104"]
    again = ask("import", empty, SAMPLES / "schedule.json", *main)
    assert (again.json["new"], again.json["same"], again.json["gone"]) == (2, 6, 0)


def test_what_changed_is_named_field_by_field_and_what_runs_stays(ask: Any, empty: Path, tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("Time,Min,Title\n09:00,30,Opening\n09:30,30,Talk\n", encoding="utf-8")
    assert ask("import", empty, path, "--as", "programme").status == 0
    assert ask("stage", empty, "main", "go", "--at", "09:00").status == 0
    path.write_text("Time,Min,Title\n09:00,45,Opening\n09:45,30,Talk\n", encoding="utf-8")
    said = ask("import", empty, path, "--as", "programme")
    assert said.status == 0
    assert "Talk (02)  start: 2026-10-25 09:30 → 2026-10-25 09:45\n" in said.out
    assert "plan.csv row 2, column start: 01 started at 09:00 already: its times stay as they were\n" in said.out


def test_a_broken_schedule_is_refused_with_its_place_and_nothing_is_stored(
    ask: Any, empty: Path, tmp_path: Path
) -> None:
    path = tmp_path / "broken.json"
    text = (SAMPLES / "schedule.json").read_text(encoding="utf-8")
    path.write_text(text.replace('"id": 104', '"id": "104"'), encoding="utf-8")
    said = ask("import", empty, path, "--as", "programme")
    where = 'broken.json line 41, $.schedule.conference.days[1].rooms["Main hall"][1].id'
    assert (said.status, said.out) == (4, "")
    assert said.err == f"callboard: {where}: expected int or null, got str\n"
    assert ask("import", empty, path, "--json").json["error"]["where"] == where
    assert ask("timeline", empty, "main", "--json").json["items"] == []


@pytest.mark.parametrize(
    "option", [("--date", "soon"), ("--stage", "Hall="), ("--map", "Was"), ("--as", "guests", "--date", "2026-10-25")]
)
def test_wrong_options_are_one_line(ask: Any, empty: Path, option: tuple[str, ...]) -> None:
    said = ask("import", empty, SAMPLES / "ablauf.csv", *option)
    assert said.status in (2, 4)
    assert (said.out, said.err.count("\n") >= 1) == ("", True)
