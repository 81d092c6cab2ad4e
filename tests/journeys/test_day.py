"""One whole day on one file: the desk, two stages, speakers, cues, notes, and a summary whose figures are known."""

from __future__ import annotations

import subprocess
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from console import cues, desk, logbook, setup, speakers, stage
from console.cueing.firing import Firing
from console.desk import Answer, Override
from console.rehearsal.agenda import PlayedClock
from console.summary import summary
from data.absorb import absorb
from data.files import backup, open_event
from data.journal import EventFile
from data.verify import verify


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-03-10T{text}+00:00")


def passes(file: EventFile, guest: str, when: str, way: Any = "in", door: str = "main", **more: Any) -> Answer:
    answer = desk.admit(file, guest=guest, door=door, now=at(when), operator="Mei", way=way, **more)
    assert isinstance(answer, Answer)
    return answer


def runs(file: EventFile, verb: str, when: str, *words: Any, where: str = "main") -> stage.StageAnswer:
    answer: stage.StageAnswer = getattr(stage, verb)(file, where, *words, now=at(when), at=at(when), operator="Kit")
    assert answer.refused is None, answer.message
    firing = Firing(file.path, "Kit", clock=PlayedClock(at(when)))
    firing.fire(answer.to_fire)
    firing.wait()
    firing.close()
    assert firing.troubles == []
    return answer


def test_the_whole_day(day: Path, tmp_path: Path) -> None:
    with closing(open_event(day)) as file:
        the_morning(file)
        the_stage(file)
        the_evening(file)
        figures = summary(file, at("18:00"))
        assert (figures.event.state, figures.event.closed_at) == ("closed", at("17:00"))
        assert not figures.event.provisional
        who = figures.guests
        assert (who.invited, who.expected, who.came, who.no_show) == (7, 4, 3, 1)
        assert (who.cancelled, who.blocked, who.pending) == (1, 1, 1)
        assert (who.walk_in, who.unexpected, who.arrived) == (1, 1, 5)
        assert who.inside == 1
        assert who.peak is not None
        assert (who.peak.count, who.peak.at) == (5, at("09:25"))
        assert (figures.entries.entries, figures.entries.exits, figures.entries.undone) == (7, 5, 1)
        assert {each.reason: each.count for each in figures.refusals} == {
            "already_in": 1, "cancelled": 1, "not_this_door": 1, "pending": 1, "unknown": 1,
        }  # fmt: skip
        assert [person.id for person in figures.no_shows] == ["g7"]
        late = {line.item: line.late for line in figures.programme}
        assert late == {"01": 240, "02": 120, "03": 180, "s1": 0}
        held = next(line for line in figures.stages if line.stage == "main")
        assert (held.began, held.added, held.held) == (180, 0, 0)
        assert {slot.name: slot.state for slot in figures.speakers} == {
            "李立言": "off",
            "Ada Byron": "off",
            "Bo Ek": "absent",
        }
        assert {cue.number: cue.state for cue in figures.cues} == {"2": "done", "3.1": "done", "3.2": "skipped"}
        assert [(note.text, note.incident) for note in figures.notes] == [("The lift is stuck", True)]
        assert all(check.holds for check in figures.checks)
        assert verify(file).ok

        backup(file, tmp_path / "copy.callboard")
    with closing(open_event(tmp_path / "copy.callboard")) as other:
        assert absorb(other, day).facts == 0
        again = summary(other, at("18:00"))
        assert again == figures


def the_morning(file: EventFile) -> None:
    """Doors: two scripts, a delegation, an ASK settled, a STOP, a mistake undone, somebody who is not on the list."""
    assert passes(file, "g1", "09:00").verdict == "admitted"
    party = passes(file, "g5", "09:01")
    assert (party.verdict, party.reason, party.class_) == ("refused", "pending", "ask")
    let_in = passes(file, "g5", "09:02", force=Override("speaks in 03", "Zhao Min"))
    assert (let_in.verdict, let_in.forced) == ("admitted", True)
    assert let_in.delegation is not None
    assert (let_in.delegation.in_, let_in.delegation.of) == (2, 2)
    assert passes(file, "g2", "09:10").message
    assert passes(file, "g2", "09:11").reason == "already_in"
    assert passes(file, "g3", "09:12").reason == "cancelled"
    wrong = passes(file, "g7", "09:13")
    undone = desk.undo(file, now=at("09:13:20"), operator="Mei")
    assert isinstance(undone, desk.UndoAnswer)
    assert undone.undid == wrong.fact
    assert passes(file, "g6", "09:14").verdict == "admitted"
    stranger = desk.admit(file, code="TKT-0001", door="main", now=at("09:15"), operator="Mei")
    assert isinstance(stranger, Answer)
    assert stranger.reason == "unknown"
    assert passes(file, "g2", "09:16", door="lounge").verdict == "admitted"
    assert passes(file, "g6", "09:17", door="lounge").reason == "not_this_door"
    walked = desk.walk_in(file, {"name": "Nora Whitlock"}, now=at("09:25"), operator="Mei", door="main")
    assert isinstance(walked, desk.WalkedIn)
    here = {slot.name: slot.state for slot in speakers.lineup(file, "main", at("09:26")).slots}
    assert (here["李立言"], here["Ada Byron"], here["Per Ødegård"]) == ("here", "here", "away")


def the_stage(file: EventFile) -> None:
    """Four minutes late, two of them won back; a hold that a shorter item makes good; a cue, and one passed over."""
    assert setup.set_mode(file, "dry", now=at("09:30"), operator="Kit").fact
    assert runs(file, "go", "09:34").timeline.offset == 240
    runs(file, "standby", "09:58", "02")
    opened = runs(file, "go", "10:02")
    assert opened.timeline.why.began == 120
    slots = {slot.name: slot.id for slot in speakers.lineup(file, None, at("10:02")).slots}
    say(file, slots["李立言"], "on", "10:02:30")
    runs(file, "hold", "10:10", "interpreters")
    runs(file, "resume", "10:11")
    assert stage.timeline(file, "main", at("10:12")).why.held == 60
    runs(file, "go", "10:00", where="side")
    say(file, slots["李立言"], "off", "10:22")
    runs(file, "go", "10:23")
    assert {each.state for each in cues.board(file, "main", at("10:23"), health={}).cues[:1]} == {"done"}
    say(file, slots["Ada Byron"], "on", "10:24")
    replaced = speakers.replace(file, slots["Per Ødegård"], "Bo Ek", now=at("10:25"), operator="Kit")
    assert replaced.refused is None
    trailer = runs(file, "go", "10:30")
    assert (trailer.cue, trailer.did) == ("3.1", "go")
    assert cues.skip(file, "3.2", now=at("10:31"), operator="Kit").refused is None
    say(file, slots["Ada Byron"], "off", "10:40")
    say(file, slots["Per Ødegård"], "absent", "10:41")
    taken = logbook.note(file, "The lift is stuck", now=at("10:45"), operator="Mei", incident=True)
    assert isinstance(taken, logbook.NoteTaken)
    runs(file, "end", "10:53")
    runs(file, "end", "10:15", where="side")


def the_evening(file: EventFile) -> None:
    """Out, in again, out; one stays; the day is closed."""
    for guest, when, way in (
        ("g6", "11:00", "out"), ("g6", "11:20", "in"), ("g1", "12:00", "out"), ("g2", "12:05", "out"),
        ("g5", "12:10", "out"), ("g6", "12:15", "out"),
    ):  # fmt: skip
        passes(file, guest, when, way)
    assert setup.set_state(file, "closed", now=at("17:00"), operator="Zhao Min").fact
    late = desk.admit(file, guest="g7", door="main", now=datetime(2026, 3, 10, 17, 5, tzinfo=UTC), operator="Mei")
    assert isinstance(late, Answer)
    assert late.verdict == "refused"
    undone = desk.undo(file, act=late.fact, now=at("17:06"), operator="Zhao Min")
    assert isinstance(undone, desk.UndoAnswer)


def say(file: EventFile, slot: str, state: Any, when: str) -> None:
    answer = speakers.set_state(file, slot, state, now=at(when), operator="Kit")
    assert answer.refused is None, answer.message


def test_a_full_disk_is_said_and_nothing_is_half_recorded(tmp_path: Path, ask: Any, folder: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("SKIPPED: a small disk can only be made by somebody who may mount one")
    try:
        path = disk / "day.callboard"
        assert ask("new", path, folder).status == 0
        with (disk / "filler").open("wb", buffering=0) as filler, pytest.raises(OSError, match="No space left"):
            while True:
                filler.write(b"\0" * 4096)
        notes = [ask("note", path, "x" * 2000, "--at", "10:00") for _n in range(200)]
        full_notes = [said for said in notes if said.status != 0]
        assert full_notes
        assert {said.status for said in full_notes} == {5}
        assert "the disk is full" in full_notes[0].err
        (disk / "filler").unlink()
        assert ask("note", path, "there is room again", "--at", "10:05").status == 0
        assert ask("verify", path).status == 0
        lines = ask("log", path, "--json").json["lines"]
        assert sum(line["kind"] == "noted" for line in lines) == sum(said.status == 0 for said in notes) + 1
    finally:
        subprocess.run(["umount", str(disk)], check=False)
