"""Every command of the contract: what it says to people, what it says to programs, and its exit status."""

from __future__ import annotations

import json
import re
import socket
from pathlib import Path
from typing import Any

import pytest

ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?[+-]\d\d:\d\d")
AT = "2026-03-10T09:00:00+00:00"
COMMANDS = [
    "demo", "new", "open", "state", "mode", "import", "find", "admit", "walk-in", "guest", "deputy", "merge", "handout",
    "expect", "headcount", "undo", "stage", "item", "timeline", "speakers", "speaker", "listen", "remote", "cues",
    "cue", "panic", "preflight", "calls", "timer", "message", "house", "note", "log", "summary", "export", "badges",
    "ticket", "verify", "absorb", "backup", "restore", "forget", "operator", "rehearse", "bench",
]  # fmt: skip


def test_help_names_every_command(ask: Any) -> None:
    said = ask("--help")
    assert said.status == 0
    listed = re.findall(r"^  ([a-z][a-z-]+)  ", said.out, re.MULTILINE)
    assert listed == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_its_own_help(ask: Any, command: str) -> None:
    said = ask(command, "--help")
    assert said.status == 0
    assert f"callboard {command}" in said.out


def test_an_entry_a_repeat_an_exit_and_their_undo(ask: Any, day: Path) -> None:
    entered = ask("admit", day, "--guest", "g2", "--at", AT, "--operator", "Mei", "--nonce", "n1", "--json")
    assert entered.status == 0
    got = entered.json
    assert (got["verdict"], got["reason"], got["class"], got["door"]) == ("admitted", None, None, "main")
    assert got["at"] == AT
    assert set(got["guest"]) >= {
        "id", "name", "name_alt", "organisation", "title", "category", "delegation", "seat", "host", "attention",
        "status",
    }  # fmt: skip
    assert set(got) == {
        "verdict", "reason", "class", "message", "guest", "door", "at", "fact", "repeat", "forced", "force_sent",
        "earlier", "try", "delegation",
    }  # fmt: skip

    again = ask("admit", day, "--guest", "g2", "--at", "09:01", "--nonce", "n1", "--json").json
    assert (again["repeat"], again["fact"]) == (True, got["fact"])

    refused = ask("admit", day, "--guest", "g2", "--at", "09:05", "--json")
    assert refused.status == 3
    assert (refused.json["reason"], refused.json["class"]) == ("already_in", "ask")
    assert refused.json["earlier"] == {"at": AT, "door": "main", "operator": "Mei"}

    left = ask("admit", day, "--guest", "g2", "--at", "09:10", "--out", "--operator", "Mei", "--json")
    assert (left.status, left.json["verdict"]) == (0, "left")

    undone = ask("undo", day, "--operator", "Mei", "--json")
    assert undone.status == 0
    assert set(undone.json) == {"undid", "what", "fact"}
    assert undone.json["undid"] == left.json["fact"]
    assert ask("undo", day, "--act", got["fact"]).status == 0
    assert ask("undo", day, "--act", got["fact"]).status == 3
    assert ask("undo", day, "--act", "nobody:1").status == 2


def test_a_verdict_for_people_goes_where_it_belongs(ask: Any, day: Path) -> None:
    entered = ask("admit", day, "--guest", "g2", "--at", "09:00")
    assert entered.out.startswith("IN  李立言 Li Liyan")
    assert "Tell the stage" in entered.out
    assert entered.err == ""
    stopped = ask("admit", day, "--guest", "g3", "--at", "09:00")
    assert (stopped.status, stopped.out) == (3, "")
    assert stopped.err.startswith("STOP  Tom Reed")
    assert stopped.err.count("\n") == 1


def test_an_override_wants_a_reason_and_a_name(ask: Any, day: Path) -> None:
    assert ask("admit", day, "--guest", "g5", "--force", "--at", "09:00").status == 2
    let_in = ask(
        "admit", day, "--guest", "g5", "--force", "--reason", "on the list", "--supervisor", "Zhao", "--at", "09:00",
        "--json",
    )  # fmt: skip
    assert let_in.status == 0
    assert (let_in.json["forced"], let_in.json["force_sent"]) == (True, True)


def test_a_ticket_is_shown_and_admits(ask: Any, day: Path) -> None:
    shown = ask("ticket", day, "--guest", "g1", "--json").json
    assert re.fullmatch(r"EV[0-9A-Z]{28}", shown["code"])
    drawn = ask("ticket", day, "--guest", "g1")
    assert shown["code"] in drawn.out
    assert "█" in drawn.out
    assert ask("admit", day, shown["code"], "--at", "09:00", "--json").json["guest"]["id"] == "g1"
    new = ask("ticket", day, "--guest", "g1", "--replace", "--json").json
    assert new["code"] != shown["code"]
    assert ask("admit", day, shown["code"], "--door", "main", "--at", "09:01", "--json").json["reason"] == "replaced"


def test_find_says_what_tells_people_apart(ask: Any, day: Path) -> None:
    ask("admit", day, "--guest", "g6", "--at", "09:00")
    found = ask("find", day, "wang wei", "--json").json
    assert set(found) == {"query", "matches", "ms"}
    assert [match["same_name"] for match in found["matches"]] == [2, 2]
    assert {match["id"]: match["in"] for match in found["matches"]} == {"g6": True, "g7": False}
    assert set(found["matches"][0]) >= {
        "id", "name", "name_alt", "organisation", "category", "delegation", "status", "in", "since", "same_name", "how",
    }  # fmt: skip
    early = ask("find", day, "wang wei", "--at", "08:00", "--json").json
    assert not any(match["in"] for match in early["matches"])
    assert [match["id"] for match in ask("find", day, "lly", "--json").json["matches"]] == ["g2"]
    assert ask("find", day, "zzzzzz").status == 0


def test_a_walk_in_and_a_correction(ask: Any, day: Path) -> None:
    added = ask("walk-in", day, "--name", "Wang Wei", "--organisation", "Film C", "--at", "09:20", "--json").json
    assert {near["id"] for near in added["near"]} == {"g6", "g7"}
    who = added["guest"]["id"]
    assert ask("admit", day, "--guest", who, "--at", "09:21").status == 0
    assert ask("guest", day, who, "--set", "seat=C4", "--set", "organisation=Film D").status == 0
    shown = ask("guest", day, who, "--json").json
    assert (shown["guest"]["seat"], shown["guest"]["organisation"], shown["how"]) == ("C4", "Film D", "walk_in")
    assert ask("guest", day, who, "--set", "shoe=42").status == 2
    assert ask("guest", day, who, "--set", "nothing").status == 2
    assert ask("guest", day, "nobody").status == 2
    assert ask("walk-in", day).status == 2
    there = ask("walk-in", day, "--name", "Bo", "--door", "main", "--at", "09:22", "--json").json
    assert there["answer"]["verdict"] == "admitted"


def test_the_order_runs_and_says_its_times(ask: Any, day: Path) -> None:
    went = ask("stage", day, "main", "go", "--at", "09:34", "--json")
    assert went.status == 0
    assert (went.json["did"], went.json["item"], went.json["live"]) == ("go", "01", "01")
    assert went.json["fact"]
    too_soon = ask("stage", day, "main", "go", "--at", "2026-03-10T09:34:00.500+00:00", "--json")
    assert (too_soon.status, too_soon.json["refused"]) == (3, "too_soon")
    assert ask("stage", day, "main", "add", "-05:00", "--at", "09:36", "--json").json["why"]["added"] == -300
    assert ask("stage", day, "main", "add", "--at", "09:37", "--", "-05:00").status == 0
    assert ask("stage", day, "main", "add", "+10:00", "--at", "09:38").status == 0
    assert ask("stage", day, "main", "add", "05:00", "--at", "09:38:30").status == 0
    line = ask("timeline", day, "--at", "09:39", "--json").json
    assert set(line) == {
        "stage", "now", "state", "live", "standby", "remaining", "phase", "offset", "relative", "why", "expected_end",
        "planned_end", "hard_out", "next_flag", "items",
    }  # fmt: skip
    assert set(line["items"][0]) == {
        "id", "title", "title_alt", "kind", "status", "start_rule", "end_rule", "length", "planned_start",
        "planned_end", "expected_start", "expected_end", "actual_start", "actual_end", "gap", "remaining", "phase",
        "added", "held", "overrun", "latest_start", "latest_start_least", "hard_out", "conflict", "flag",
    }  # fmt: skip
    assert line["offset"] == sum(line["why"].values())
    for verb in (["hold", "fire", "drill"], ["resume"], ["standby", "02"], ["skip", "03"], ["unskip", "03"],
                 ["move", "03", "--before", "02"], ["move", "03", "--last"], ["back"]):  # fmt: skip
        assert ask("stage", day, "main", *verb, "--at", "09:40").status == 0, verb
    assert ask("stage", day, "main", "end", "--at", "09:41").status == 3
    assert ask("stage", day, "main", "standby", "99", "--at", "09:41", "--json").json["refused"] == "no_such_item"


def test_the_order_for_people(ask: Any, day: Path) -> None:
    ask("stage", day, "main", "go", "--at", "09:34")
    lines = ask("timeline", day, "--at", "09:40").out.splitlines()
    assert lines[0].startswith("09:40:00  ON  01 Opening   left 24:00   day 4:00 late = began +4:00")
    assert lines[2].startswith("=>  01")
    assert "开幕" in lines[2]


@pytest.mark.parametrize(
    "words",
    [
        ("stage", "FILE", "nowhere", "go"), ("timeline", "FILE", "nowhere"), ("admit", "FILE"),
        ("admit", "FILE", "X", "--guest", "g1"), ("admit", "FILE", "--guest", "g1", "--door", "nowhere"),
        ("admit", "FILE", "--guest", "nobody"), ("stage", "FILE", "main", "dance"), ("stage", "FILE", "main", "add"),
        ("stage", "FILE", "main", "add", "soon"), ("stage", "FILE", "main", "go", "02"),
        ("stage", "FILE", "main", "move", "02"), ("stage", "FILE", "main", "go", "--last"),
        ("timeline", "FILE", "--at", "half past"), ("find", "FILE"), ("find", "FILE", "x", "--frobnicate"),
        ("export", "FILE", "guests"), ("panic", "FILE", "--hard", "--resume"), ("speaker", "FILE", "01"),
        ("state", "FILE", "ajar"), ("new", "OUT"), ("dance",), ("open", "FILE"), ("speaker", "FILE", "nobody", "here"),
        ("summary", "FILE", "--format", "doc"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_wrong_use_is_one_line_and_2(ask: Any, day: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    asked = [str(day) if word == "FILE" else str(tmp_path / "out") if word == "OUT" else word for word in words]
    said = ask(*asked)
    assert (said.status, said.out, said.err.count("\n")) == (2, "", 1)
    assert said.err.startswith("callboard: ")
    if words[0] not in ("open", "dance"):
        error = ask(*asked, "--json")
        assert (error.status, error.err) == (2, "")
        assert set(error.json["error"]) == {"code", "message", "where"}


def test_speakers_and_where_they_are(ask: Any, day: Path) -> None:
    slots = {slot["name"]: slot for slot in ask("speakers", day, "--at", "09:00", "--json").json["slots"]}
    assert slots["李立言"]["state"] == "away"
    ask("admit", day, "--guest", "g2", "--at", "09:05")
    here = ask("speakers", day, "main", "--at", "09:06", "--json").json["slots"]
    assert next(slot for slot in here if slot["name"] == "李立言")["state"] == "here"
    slot = slots["Per Ødegård"]["id"]
    for state in ("away", "coming", "here", "miked", "ready", "on", "off", "absent"):
        assert ask("speaker", day, slot, state, "--at", "09:10").status in (0, 3), state
    assert ask("speaker", day, slot, "coming", "--expected", "09:50", "--at", "09:11").status == 0
    assert ask("speaker", day, slot, "--before", slots["Ada Byron"]["id"]).status == 0
    assert ask("speaker", day, slot, "--last").status == 0
    assert ask("speaker", day, slot, "--replace", "Bo Ek").status == 0
    assert "Bo Ek" in ask("speakers", day).out


def test_cues_and_panic(ask: Any, day: Path) -> None:
    board = ask("cues", day, "--json").json
    assert set(board) == {"stage", "mode", "cues", "outputs"}
    assert [cue["number"] for cue in board["cues"]] == ["2", "3.1", "3.2"]
    assert set(board["cues"][0]) >= {"number", "item", "name", "state", "follow", "armed", "at", "actions", "manual"}
    assert set(board["cues"][0]["actions"][0]) >= {"output", "verb", "result", "ms", "detail"}
    assert set(board["outputs"][0]) == {"name", "type", "health", "detail"}
    for number, verb, status in (("3.1", "standby", 0), ("3.1", "go", 0), ("3.2", "disarm", 0), ("3.2", "arm", 0),
                                 ("3.2", "skip", 0), ("3.1", "leave", 3), ("99", "go", 3)):  # fmt: skip
        said = ask("cue", day, number, verb, "--json")
        assert said.status == status, said.json
        assert said.json["fact"]
    fired = next(cue for cue in ask("cues", day, "--json").json["cues"] if cue["number"] == "3.1")
    assert (fired["state"], fired["actions"][0]["result"]) == ("done", "dry")
    assert ask("cues", day).out.startswith("main  edit")
    for words in ((), ("--hard",), ("--resume",)):
        assert ask("panic", day, *words, "--json").json["how"] in ("fade", "cut", "resume")


def test_state_and_mode_are_shown_and_set(ask: Any, day: Path) -> None:
    assert ask("state", day).out == "open\n"
    assert ask("state", day, "rehearsal", "--json").json["state"] == "rehearsal"
    assert ask("mode", day).out == "edit\n"
    assert ask("mode", day, "show", "--json").json["mode"] == "show"
    assert ask("mode", day).out == "show\n"


def test_notes_and_the_log(ask: Any, day: Path) -> None:
    taken = ask("note", day, "The lift is stuck", "--incident", "--at", "10:15", "--operator", "Ann", "--json").json
    assert taken["incident"] is True
    lines = ask("log", day, "--since", "10:00", "--json").json["lines"]
    assert any("The lift is stuck" in line["text"] and line["fact"] == taken["fact"] for line in lines)
    people = ask("log", day, "--subject", "guest/", "--json").json["lines"]
    assert {line["subject"].partition("/")[0] for line in people} == {"guest"}
    assert re.search(r"10:15:00  \S+  Ann .*The lift is stuck", ask("log", day).out)


def test_the_summary_and_its_files(ask: Any, day: Path, tmp_path: Path) -> None:
    ask("admit", day, "--guest", "g1", "--at", "09:00")
    got = ask("summary", day, "--at", "23:00", "--json").json
    assert set(got) >= {
        "event", "made", "guests", "entries", "by_category", "by_delegation", "arrivals", "doors", "sessions", "dwell",
        "no_shows", "vips", "refusals", "handouts_out", "programme", "speakers", "cues", "notes", "checks", "left_out",
    }  # fmt: skip
    assert (got["guests"]["arrived"], got["guests"]["inside"]) == (1, 1)
    assert all(check["holds"] for check in got["checks"])
    assert got["arrivals"][0].keys() == {"from", "count"}
    assert "AUDIENCE" in ask("summary", day).out
    said = ask("summary", day, "--out", tmp_path / "out")
    assert said.status == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["summary.json", "summary.md"]
    assert json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))["guests"]["arrived"] == 1


@pytest.mark.parametrize(
    ("what", "column"), [("guests", "name"), ("entries", "guest"), ("asrun", "item"), ("programme", "title")]
)
def test_tables_are_exported(ask: Any, day: Path, tmp_path: Path, what: str, column: str) -> None:
    ask("admit", day, "--guest", "g1", "--at", "09:00")
    path = tmp_path / f"{what}.csv"
    assert ask("export", day, what, "-o", path).status == 0
    head, *rows = path.read_text(encoding="utf-8-sig").splitlines()
    assert column in head.split(",")
    assert rows
    assert ask("export", day, what, "-o", tmp_path / "no" / "such" / "folder.csv").status == 2


def test_an_import_says_what_it_does(ask: Any, day: Path, tmp_path: Path) -> None:
    more = tmp_path / "guests.csv"
    more.write_text("id,name,seat\ng1,Ada Byron,A2\ng9,Zoë Quinn,B1\n", encoding="utf-8")
    dry = ask("import", day, more, "--dry-run", "--json").json
    assert (dry["dry_run"], dry["new"], dry["changed"], dry["fact"]) == (True, 1, 1, None)
    assert ask("guest", day, "g9").status == 2
    done = ask("import", day, more, "--json").json
    assert (done["new"], done["changed"], done["same"], done["gone"], done["odd"]) == (1, 1, 0, 6, 0)
    assert ask("guest", day, "g9", "--json").json["guest"]["seat"] == "B1"
    other = tmp_path / "people.csv"
    other.write_text("Who,Chair\nBo Ek,C1\n", encoding="utf-8")
    assert ask("import", day, other, "--as", "guests", "--map", "Who=name", "--map", "Chair=seat").status == 0
    assert ask("import", day, other, "--as", "guests", "--map", "Who").status == 2


def test_bad_input_says_where_and_is_4(ask: Any, day: Path, folder: Path, tmp_path: Path) -> None:
    (folder / "programme.csv").write_text("id,stage,start,length,title\n01,main,soon,10,Opening\n", encoding="utf-8")
    said = ask("new", tmp_path / "other.callboard", folder)
    assert (said.status, said.out) == (4, "")
    assert "programme.csv row 2" in said.err
    assert not (tmp_path / "other.callboard").exists()
    error = ask("import", day, folder / "programme.csv", "--json")
    assert error.status == 4
    assert "programme.csv row 2" in error.json["error"]["where"]
    assert ask("import", day, tmp_path / "guests.csv").status == 4


def test_an_empty_event(ask: Any, tmp_path: Path) -> None:
    path = tmp_path / "empty.callboard"
    made = ask("new", path, "--name", "Empty", "--zone", "Asia/Shanghai", "--date", "2026-05-01")
    assert made.status == 0
    assert ask("timeline", path, "--json").json["stage"] == "main"
    assert ask("new", tmp_path / "x", "--name", "E", "--zone", "Mars/Olympus").status == 2
    assert ask("new", tmp_path / "x", "--name", "E", "--date", "tomorrow").status == 2
    assert ask("new", path, "--name", "Empty").status == 5


@pytest.mark.parametrize(
    ("name", "content"),
    [("missing", None), ("foreign", b"not a database at all" * 20), ("folder", b""), ("cut", b"SQLite format 3\x00")],
)
def test_a_file_that_is_none_is_5(ask: Any, tmp_path: Path, name: str, content: bytes | None) -> None:
    path = tmp_path / f"{name}.callboard"
    if name == "folder":
        path.mkdir()
    elif content is not None:
        path.write_bytes(content)
    for words in (("find", path, "x"), ("verify", path), ("stage", path, "main", "go"), ("summary", path)):
        said = ask(*words)
        assert (said.status, said.out, said.err.count("\n")) == (5, "", 1), words
    assert ask("verify", path, "--json").json["error"]["code"] == "event_file"


def test_copies_are_new_stations_and_can_be_absorbed(ask: Any, day: Path, tmp_path: Path) -> None:
    ask("admit", day, "--guest", "g1", "--at", "09:00")
    assert ask("backup", day, tmp_path / "copy.callboard").status == 0
    assert ask("backup", day, tmp_path / "copy.callboard").status == 5
    assert ask("restore", tmp_path / "copy.callboard", tmp_path / "other.callboard").status == 0
    there = ask("admit", tmp_path / "other.callboard", "--guest", "g2", "--at", "09:05", "--json").json
    here = ask("admit", day, "--guest", "g6", "--at", "09:06", "--json").json
    assert there["fact"].partition(":")[0] != here["fact"].partition(":")[0]
    assert ask("absorb", day, tmp_path / "other.callboard", "--json").json["facts"] == 1
    assert ask("absorb", day, tmp_path / "other.callboard", "--json").json["facts"] == 0
    assert ask("absorb", tmp_path / "other.callboard", day, "--json").json["facts"] == 1
    for path in (day, tmp_path / "other.callboard"):
        whole = ask("verify", path, "--json")
        assert whole.status == 0
        assert set(whole.json) >= {"ok", "facts", "stations", "chain", "gaps", "folds", "integrity"}


def test_times_carry_the_event_s_offset(ask: Any, folder: Path, tmp_path: Path) -> None:
    text = (folder / "event.toml").read_text(encoding="utf-8")
    (folder / "event.toml").write_text(text.replace("2026-03-10", "2026-10-25"), encoding="utf-8")
    path = tmp_path / "autumn.callboard"
    assert ask("new", path, folder).status == 0
    early = ask("admit", path, "--guest", "g1", "--at", "01:30", "--json").json
    assert early["at"] == "2026-10-25T01:30:00+01:00"
    assert ask("admit", path, "--guest", "g2", "--at", "09:30", "--json").json["at"] == "2026-10-25T09:30:00+00:00"
    line = ask("timeline", path, "--at", "09:00", "--json").json
    times = [line["now"], *(item[key] for item in line["items"] for key in ("planned_start", "latest_start"))]
    assert all(ISO.fullmatch(at) for at in times)


HOSTILE = [
    "Bob [/] X", "[@click=app.quit]quit[/]", "\u202eevil\u202c", "a\u200db\u200bc", "N" * 300, "tab\there",
    "esc\x1b[31mred\x1b[0m", "=HYPERLINK(1)", "'; DROP TABLE facts; --",
]  # fmt: skip


def test_hostile_names_are_harmless_everywhere(ask: Any, day: Path, tmp_path: Path) -> None:
    for name in HOSTILE:
        added = ask("walk-in", day, "--name", name, "--category", "vip", "--door", "main", "--at", "09:00", "--json")
        assert added.status == 0, name
        who = added.json["guest"]["id"]
        assert ask("note", day, name, "--at", "09:01").status == 0
        shown = [ask("guest", day, who), ask("find", day, name[:20]), ask("ticket", day, "--guest", who)]
        for said in shown:
            assert said.status == 0
            assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]", said.out)
    for said in (ask("log", day), ask("summary", day)):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]", said.out)
    assert ask("export", day, "guests", "-o", tmp_path / "g.csv").status == 0
    assert "\x1b" not in (tmp_path / "g.csv").read_text(encoding="utf-8-sig")
    assert ask("verify", day).status == 0


def test_without_a_command_it_says_how_to_begin(ask: Any) -> None:
    said = ask()
    assert said.status == 0
    assert "callboard demo" in said.out


def test_a_fault_is_one_line_without_anybody_s_name(ask: Any, day: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_words: object, **_more: object) -> None:
        raise KeyError("Ada Byron")

    monkeypatch.setattr("console.desk.find", broken)
    said = ask("find", day, "ada")
    assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)
    assert "Byron" not in said.err
    assert "KeyError at journeys/test_cli.py" in said.err
    assert ask("find", day, "ada", "--json").json["error"]["code"] == "fault"
    monkeypatch.setenv("CALLBOARD_DEBUG", "1")
    with pytest.raises(KeyError):
        ask("find", day, "ada")


def test_names_survive_a_plain_locale_and_a_reader_that_leaves(program: Any, day: Path) -> None:
    said = program("find", day, "li liyan", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (said.status, said.err) == (0, "")
    assert "李立言" in said.out
    got = program("find", day, "li liyan", "--json", LC_ALL="C", PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    assert got.json["matches"][0]["name"] == "李立言"
    import subprocess
    import sys

    main = Path(__file__).parents[2] / "main.py"
    done = subprocess.run(
        ["bash", "-c", 'set -o pipefail; "$0" "$1" log "$2" | true', sys.executable, str(main), str(day)],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stderr == ""


def test_the_program_starts_quickly_without_the_screens(program: Any, day: Path) -> None:
    import subprocess
    import sys

    main = Path(__file__).parents[2] / "main.py"
    done = subprocess.run(
        [sys.executable, "-X", "importtime", str(main), "find", str(day), "ada"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "console.desk" in loaded
    assert not any(name.partition(".")[0] in ("textual", "openpyxl", "pythonosc", "screens") for name in loaded)


def test_preflight_looks_at_files_and_outputs(ask: Any, day: Path) -> None:
    found = ask("preflight", day, "--json")
    assert found.status == (0 if found.json["ok"] else 3)
    assert {check["name"] for check in found.json["checks"]} >= {"booth"}
    assert "booth" in ask("preflight", day).out


def test_a_command_line_go_sends_its_chain_and_panic_is_heard(program: Any, folder: Path, tmp_path: Path) -> None:
    """The process that took the GO stays until its chain has ended, and panic's until its outputs were told."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as lights:
        lights.bind(("127.0.0.1", 0))
        lights.settimeout(10)
        port = lights.getsockname()[1]
        with (folder / "event.toml").open("a", encoding="utf-8") as settings:
            settings.write('[output.lights]\ntype = "osc"\npanic = true\nstop = "/stop"\n')
            settings.write(f'url = "udp://127.0.0.1:{port}"\n')
        (folder / "cues.toml").write_text(
            '[[cue]]\nnumber = "1"\nitem = "01"\nat = "start"\ngo = ["lights: /first 1"]\nfollow = "with"\n'
            'post_wait = 0.3\n[[cue]]\nnumber = "2"\nitem = "01"\ngo = ["lights: /second 2"]\n',
            encoding="utf-8",
        )
        path = tmp_path / "lights.callboard"
        assert program("new", path, folder).status == 0
        for words in (("mode", path, "rehearse"), ("stage", path, "main", "go"), ("panic", path)):
            assert program(*words).status == 0, words
        heard = [lights.recv(100).partition(b"\0")[0] for _n in range(3)]
    assert heard == [b"/first", b"/second", b"/stop"]
