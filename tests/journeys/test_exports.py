"""The programme out by the command line and in again, as a calendar, on paper, and the day as it ran."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from console.cli import rooms
from console.cli.opening import Opening
from console.cli.root import run


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_programme_brought_back_changes_nothing(ask: Any, day: Path, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"p.{form}"
    assert ask("export", day, "programme", "-o", path).status == 0
    found = ask("import", day, path, "--as", "programme", "--json").json
    [table] = [each for each in found["tables"] if each["table"] == "programme"]
    assert (table["new"], table["changed"], table["gone"]) == (0, 0, [])
    assert table["same"] > 0


def test_our_own_calendar_brought_back_changes_nothing_but_what_was_moved_in_it(
    ask: Any, day: Path, tmp_path: Path
) -> None:
    path = tmp_path / "p.ics"
    assert ask("export", day, "ics", "-o", path, "--all").status == 0

    def brought() -> tuple[dict[str, Any], list[Any]]:
        found = ask("import", day, path, "--as", "programme", "--dry-run", "--json").json
        assert [each["table"] for each in found["tables"] if each["gone"]] == []
        return found["tables"][0], found["items"]["changed"]

    table, changed = brought()
    assert (table["new"], table["changed"], changed) == (0, 0, [])
    assert table["same"] > 0
    text = path.read_bytes()
    path.write_bytes(text.replace("SUMMARY:Keynote 主旨演讲".encode(), b"SUMMARY:Keynotes"))
    assert [(each["id"], [one["field"] for one in each["fields"]]) for each in brought()[1]] == [("02", ["title"])]
    path.write_bytes(text.replace(b"DTEND:20260310T100000Z", b"DTEND:20260310T100500Z"))
    [longer] = brought()[1]
    assert longer["id"] == "01"
    assert ("length", "35:00") in [(one["field"], one["new"]) for one in longer["fields"]]


def test_moves_by_hand_stay_when_the_order_is_brought_back(ask: Any, day: Path, tmp_path: Path) -> None:
    for move in (("03", "--before", "02"), ("02", "--last"), ("03", "--last")):
        assert ask("stage", day, "main", "move", *move, "--at", "07:00", "--operator", "Kit").status == 0
    order = [item["id"] for item in ask("timeline", day, "main", "--at", "08:00", "--json").json["items"]]
    ask("export", day, "programme", "-o", tmp_path / "p.csv")
    found = ask("import", day, tmp_path / "p.csv", "--as", "programme", "--json").json
    assert [each["changed"] for each in found["tables"] if each["table"] == "programme"] == [0]
    assert [item["id"] for item in ask("timeline", day, "main", "--at", "08:00", "--json").json["items"]] == order


def test_an_item_moved_to_the_front_takes_the_start_with_it(ask: Any, day: Path, tmp_path: Path) -> None:
    assert ask("stage", day, "main", "move", "03", "--before", "01", "--at", "07:00", "--operator", "Kit").status == 0
    before = ask("timeline", day, "main", "--at", "08:00", "--json").json["items"]
    ask("export", day, "programme", "-o", tmp_path / "p.csv")
    assert ask("import", day, tmp_path / "p.csv", "--as", "programme").status == 0
    after = ask("timeline", day, "main", "--at", "08:00", "--json").json["items"]
    assert [(i["id"], i["planned_start"]) for i in after] == [(i["id"], i["planned_start"]) for i in before]


def test_an_event_made_from_the_exported_programme_has_the_same_times(ask: Any, day: Path, folder: Path) -> None:
    assert ask("stage", day, "main", "move", "02", "--last", "--at", "07:00", "--operator", "Kit").status == 0
    ask("export", day, "programme", "-o", folder / "programme.csv")
    again = day.with_name("again.callboard")
    assert ask("new", again, folder).status == 0
    for stage in ("main", "side"):
        before, after = (ask("timeline", path, stage, "--at", "08:00", "--json").json["items"] for path in (day, again))
        assert [(i["id"], i["planned_start"], i["length"]) for i in before] == [
            (i["id"], i["planned_start"], i["length"]) for i in after
        ]


def test_only_the_day_as_it_ran_is_as_of_a_time(ask: Any, day: Path, tmp_path: Path) -> None:
    """A list of now must not pass for one of then."""
    for what in ("programme", "ics", "guests", "entries", "paper", "evacuation"):
        path = tmp_path / what
        found = ask("export", day, what, "-o", path, "--at", "09:00", "--operator", "Kit")
        assert (found.status, path.exists()) == (2, False)
    assert ask("export", day, "asrun", "-o", tmp_path / "r.md", "--at", "09:00").status == 0


def test_every_format_is_written_by_the_ending(ask: Any, day: Path, tmp_path: Path) -> None:
    ask("stage", day, "main", "go", "--at", "09:31", "--operator", "Kit")
    begins = {"pdf": b"%PDF", "xlsx": b"PK", "html": b"<!doctype", "md": b"# ", "csv": b"\xef\xbb\xbf"}
    for what in ("programme", "asrun"):
        for form, first in begins.items():
            path = tmp_path / f"{what}.{form}"
            assert ask("export", day, what, "-o", path, "--operator", "Kit").status == 0
            assert path.read_bytes().startswith(first)
    path = tmp_path / "run.json"
    assert ask("export", day, "asrun", "-o", path, "--json").json["rows"] > 0
    assert json.loads(path.read_bytes())["items"][0]["start"].startswith("2026-03-10T09:31:00")
    assert ask("export", day, "ics", "-o", tmp_path / "p.ics").status == 0
    assert (tmp_path / "p.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_the_options_of_the_printed_order(ask: Any, day: Path, tmp_path: Path) -> None:
    path = tmp_path / "p.html"
    assert ask("export", day, "programme", "-o", path, "--stage", "side", "--large", "--department", "LX").status == 0
    text = path.read_text(encoding="utf-8")
    assert "Side room" in text and "Main auditorium" not in text
    assert "16.0pt" in text and "LX" in text
    assert ask("export", day, "programme", "-o", path, "--stage", "attic").status == 2
    assert ask("export", day, "ics", "-o", tmp_path / "x.ics", "--format", "pdf").status == 2


def test_the_summary_as_a_workbook_and_as_csv(ask: Any, day: Path, tmp_path: Path) -> None:
    assert ask("summary", day, "--out", tmp_path / "out", "--format", "xlsx,csv,pdf").status == 0
    assert (tmp_path / "out" / "summary.xlsx").read_bytes()[:2] == b"PK"
    assert "Audience" in (tmp_path / "out" / "summary.csv").read_text(encoding="utf-8-sig")


def test_a_console_that_only_looks_is_opened_so(ask: Any, day: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "_terminal", lambda: True)
    opened: list[Opening] = []

    def launch(opening: Opening) -> int:
        opened.append(opening)
        return 0

    looking = ["--read-only", "--room", "backstage", "--department", "LX", "--stage", "side"]
    assert run(["open", str(day), *looking], launch) == 0
    assert run(["open", str(day), "--room", "agenda"], launch) == 0
    seen, plain = opened
    assert (seen.read_only, seen.room, seen.department, seen.stage) == (True, "backstage", "LX", "side")
    assert (plain.read_only, plain.room, plain.department) == (False, "agenda", "")
    assert ask("open", day, "--read-only", "--listen-osc", "9000").status == 2
    assert ask("open", day, "--read-only", "--stage", "attic").status == 2
