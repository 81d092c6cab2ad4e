"""Looking ahead on the command line: recover, replan and what-if, in the words and the JSON that scripts rely on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

EVENT = """
[event]
name = "Trial Day"
date = 2026-03-10
zone = "Europe/London"
[stage.main]
hard_out = "11:30"
[stage.side]
"""
PROGRAMME = """id,stage,start,length,title,kind,least_length,droppable
01,main,10:00,30,Opening,,20,
02,main,,15,茶歇,break,10,
03,main,,30,Panel,,20,
04,main,,15,Closing,,15,yes
s1,side,10:00,15,Shorts,,,
"""


@pytest.fixture
def late(ask: Any, tmp_path: Path) -> Path:
    """The opening went on ten minutes late; with nothing to spare, ten are to be gained."""
    folder = tmp_path / "event"
    folder.mkdir()
    (folder / "event.toml").write_text(EVENT, encoding="utf-8")
    (folder / "programme.csv").write_text(PROGRAMME, encoding="utf-8")
    file = tmp_path / "late.callboard"
    assert ask("new", file, folder).status == 0
    assert ask("stage", file, "main", "go", "--at", "10:10").status == 0
    return file


def test_recover_answers_with_three_ways_and_touches_nothing(ask: Any, late: Path) -> None:
    before = ask("timeline", late, "main", "--at", "10:10", "--json").json
    said = ask("stage", late, "main", "recover", "--at", "10:10", "--json").json
    assert said == {
        "need": 600,
        "proposals": [
            {"strategy": "even", "reaches": True, "short": 0, "expected_end": "2026-03-10T11:30:00+00:00",
             "changes": [{"item": "02", "length_from": 900, "length_to": 700},
                         {"item": "03", "length_from": 1800, "length_to": 1400}]},
            {"strategy": "breaks", "reaches": True, "short": 0, "expected_end": "2026-03-10T11:30:00+00:00",
             "changes": [{"item": "02", "length_from": 900, "length_to": 600},
                         {"item": "03", "length_from": 1800, "length_to": 1500}]},
            {"strategy": "drop", "reaches": True, "short": 0, "expected_end": "2026-03-10T11:25:00+00:00",
             "changes": [{"item": "04", "dropped": True}]},
        ],
    }  # fmt: skip
    one = ask("stage", late, "main", "recover", "drop", "--at", "10:10", "--json").json
    assert one == {"need": 600, "proposals": said["proposals"][2:]}
    assert ask("timeline", late, "main", "--at", "10:10", "--json").json == before


def test_recover_says_it_to_people_side_by_side(ask: Any, late: Path) -> None:
    lines = ask("stage", late, "main", "recover", "--at", "10:10").out.splitlines()
    assert lines[0] == "10:00 to be gained"
    assert lines[1].split() == ["item", "now", "even", "breaks", "first", "drop"]
    assert next(line for line in lines if line.startswith("04")).split()[-1] == "dropped"


def test_applied_it_is_what_was_shown_with_one_undo(ask: Any, late: Path) -> None:
    before = ask("timeline", late, "main", "--at", "10:11", "--json").json
    done = ask("stage", late, "main", "recover", "even", "--apply", "--at", "10:11", "--json").json
    assert (done["did"], done["need"], done["hard_out"]["spare"]) == ("recover", 600, 0)
    assert [(line["id"], line["length"]) for line in done["items"]] == [
        ("01", 1800), ("02", 700), ("03", 1400), ("04", 900),
    ]  # fmt: skip
    assert ask("undo", late, "--json").json["undid"] == done["fact"]
    assert ask("timeline", late, "main", "--at", "10:11", "--json").json == before


@pytest.mark.parametrize(
    ("stage", "words", "reason"),
    [("side", ["recover", "even", "--apply"], "no_hard_out"), ("side", ["recover"], "no_hard_out"),
     ("side", ["replan"], "nothing_to_replan"), ("main", ["recover", "drop", "--apply"], "closed")],
)  # fmt: skip
def test_a_refusal_ends_with_3_and_its_word(ask: Any, late: Path, stage: str, words: list[str], reason: str) -> None:
    if reason == "closed":
        assert ask("state", late, "closed").status == 0
    said = ask("stage", late, stage, *words, "--at", "09:00" if stage == "side" else "10:11", "--json")
    assert (said.status, said.json["refused"]) == (3, reason)
    assert said.json["message"]


@pytest.mark.parametrize(
    "words",
    [["recover", "sideways"], ["recover", "--apply"], ["recover", "even", "drop"], ["replan", "now"], ["go", "--apply"],
     ["go", "--dry-run"], ["what-if"], ["what-if", "over", "soon"]],
)  # fmt: skip
def test_wrong_use_is_said(ask: Any, late: Path, words: list[str]) -> None:
    assert ask("stage", late, "main", *words).status == 2


def test_replan_is_looked_at_done_and_kept_out_of_the_report(ask: Any, late: Path) -> None:
    look = ask("stage", late, "main", "replan", "--dry-run", "--at", "10:11", "--json").json
    assert [(each["item"], each["start_from"][11:16], each["start_to"][11:16]) for each in look["moved"]] == [
        ("02", "10:30", "10:40"), ("03", "10:45", "10:55"), ("04", "11:15", "11:25"),
    ]  # fmt: skip
    assert "moved" in look
    assert "fact" not in look
    done = ask("stage", late, "main", "replan", "--at", "10:11", "--json").json
    assert done["did"] == "replan"
    assert [line["planned_start"][11:16] for line in done["items"]] == ["10:00", "10:40", "10:55", "11:25"]
    assert ask("stage", late, "main", "go", "--at", "10:40", "--json").json["offset"] == 0
    programme = ask("summary", late, "--at", "10:45", "--json").json["programme"]
    assert [(line["planned_start"][11:16], line["late"]) for line in programme if line["stage"] == "main"] == [
        ("10:00", 600), ("10:30", 600), ("10:45", None), ("11:15", None),
    ]  # fmt: skip
    assert ask("verify", late).status == 0


def test_what_if_says_now_and_then(ask: Any, late: Path) -> None:
    said = ask("stage", late, "main", "what-if", "over", "10", "--at", "10:11", "--json").json
    assert said["if"] == "Opening runs 10:00 over"
    assert [said[when]["hard_out"]["spare"] for when in ("as_it_is", "would_be")] == [-600, -1200]
    taken = ask("stage", late, "main", "what-if", "add", "-05:00", "03", "--at", "10:11", "--json").json
    assert taken["would_be"]["hard_out"]["spare"] == -300
    lines = ask("stage", late, "main", "what-if", "skip", "04", "--at", "10:11").out.splitlines()
    assert lines[0] == "if Closing is skipped:"
    assert ask("stage", late, "main", "what-if", "skip", "01", "--at", "10:11").status == 3


def test_the_hard_out_is_said_on_the_day(ask: Any, late: Path) -> None:
    said = ask("stage", late, "main", "out-by", "12:15", "--at", "10:20", "--json")
    assert (said.status, said.json["hard_out"]["at"]) == (0, "2026-03-10T12:15:00+00:00")
    assert ask("timeline", late, "main", "--at", "10:20", "--json").json["hard_out"]["at"][11:16] == "12:15"
    assert ask("stage", late, "main", "out-by", "-", "--at", "10:21", "--json").json["hard_out"] is None
    assert ask("stage", late, "main", "out-by", "soon").status == 2
    assert ask("stage", late, "main", "out-by").status == 2
