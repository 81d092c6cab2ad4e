"""The journal: what is appended is folded, numbered without gaps, sealed, and all of it or none."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from data import reading, tables
from data.facts import Draft, Entered, Left, Noted, Undone, Went
from data.faults import EventFileError
from data.files import backup, open_event, restore
from data.journal import EventFile
from data.occupancy import occupancy
from data.verify import verify


def act(file: EventFile, at: datetime, *drafts: Draft, operator: str = "Mei", nonce: str | None = None) -> str:
    with file.transaction() as tx:
        return tx.append(drafts, at=at, operator=operator, nonce=nonce)[0].act


def test_a_fact_and_its_rows_are_one(file: EventFile, noon: datetime) -> None:
    act(file, noon, Draft("guest/g1", Entered("main", "main")))
    state = tables.guest(file.db, "g1")
    assert state is not None
    assert state.inside == ("main",)
    assert state.arrived == noon
    assert tables.inside_counts(file.db) == {"main": 1}


def test_rows_are_what_the_journal_gives_again_in_summer_too(file: EventFile, noon: datetime) -> None:
    """A console's clock is the event's: its offset is no part of what is kept."""
    there = noon.astimezone(timezone(timedelta(hours=1)))
    act(file, there, Draft("stage/main", Went("A")))
    act(file, there, Draft("guest/g1", Entered("main", "main")))
    assert tables.stage(file.db, "main").runs[0].start.utcoffset() == timedelta(0)
    assert verify(file).ok


def test_an_exception_leaves_neither_fact_nor_row(file: EventFile, noon: datetime) -> None:
    before = reading.latest(file.db)
    with pytest.raises(RuntimeError), file.transaction() as tx:
        tx.append([Draft("guest/g1", Entered("main", "main"))], at=noon, operator="Mei")
        raise RuntimeError("the power went")
    assert reading.latest(file.db) == before
    assert tables.inside_counts(file.db) == {}
    assert verify(file).ok


def test_one_act_one_id_and_numbers_without_gaps(file: EventFile, noon: datetime) -> None:
    name = act(file, noon, Draft("guest/g1", Entered("main", "main")), Draft("guest/g2", Entered("main", "main")))
    facts = reading.of_act(file.db, name)
    assert [f.subject for f in facts] == ["guest/g1", "guest/g2"]
    assert facts[0].id == name
    assert facts[1].seq == facts[0].seq + 1
    report = verify(file)
    assert report.ok
    assert report.gaps


def test_stamps_grow_when_the_clock_goes_back(file: EventFile, noon: datetime) -> None:
    file.wall = lambda: 2_000_000_000.0
    act(file, noon, Draft("event", Noted("one")))
    file.wall = lambda: 1_000_000_000.0
    act(file, noon, Draft("event", Noted("two")))
    stamps = [row.fact.stamp for row in reading.facts(file.db, kinds=["noted"])]
    assert stamps == sorted(set(stamps))


def test_undo_and_undo_of_undo(file: EventFile, noon: datetime) -> None:
    entry = act(file, noon, Draft("guest/g1", Entered("main", "main")))
    undo = act(file, noon, Draft("guest/g1", Undone(entry)))
    assert tables.inside_counts(file.db) == {}
    act(file, noon, Draft("guest/g1", Undone(undo)))
    assert tables.inside_counts(file.db) == {"main": 1}
    assert verify(file).ok


def test_a_go_taken_back_takes_the_facts_of_its_run(file: EventFile, noon: datetime) -> None:
    from data.facts import Held, TimeAdded

    go = act(file, noon, Draft("stage/main", Went("A")))
    act(file, noon, Draft("stage/main", TimeAdded(go, 60)))
    act(file, noon, Draft("stage/main", Held(go, "mic")))
    act(file, noon, Draft("stage/main", Undone(go)))
    state = tables.stage(file.db, "main")
    assert state.runs == ()
    assert state.hold is None


def test_an_entry_written_down_late_counts_when_it_happened(file: EventFile, noon: datetime) -> None:
    act(file, noon, Draft("guest/g1", Left("main", "main", perimeter=True)))
    act(file, noon - timedelta(hours=1), Draft("guest/g1", Entered("main", "main")))
    state = tables.guest(file.db, "g1")
    assert state is not None
    assert [p.way for p in state.passages] == ["in", "out"]
    assert state.inside == ()
    assert occupancy(file.db, "main", noon - timedelta(minutes=5)) == 1
    assert occupancy(file.db, "main", noon) == 0


def test_a_fact_of_a_newer_program_is_kept_word_for_word(file: EventFile, noon: datetime) -> None:
    act(file, noon, Draft("event", Noted("x")))
    body = '{"kind":"teleported",  "to":"the bar"}'
    row = file.db.execute("SELECT * FROM facts ORDER BY n DESC LIMIT 1").fetchone()
    values = [None, "zzzzzzzz", 1, "zzzzzzzz:1", *row[4:9], "teleported", 7, None, b"salt", body, b"d", b"c"]
    file.db.execute(f"INSERT INTO facts VALUES ({','.join('?' * len(values))})", values)
    (found,) = [r.fact for r in reading.facts(file.db) if r.fact.kind == "teleported"]
    assert found.body == body
    assert found.known is None


def test_a_changed_body_is_found_out(file: EventFile, noon: datetime) -> None:
    act(file, noon, Draft("event", Noted("the truth")))
    file.db.execute("UPDATE facts SET body = replace(body, 'truth', 'tales') WHERE kind = 'noted'")
    report = verify(file)
    assert not report.chain
    assert not report.ok


def test_a_changed_envelope_is_found_out(file: EventFile, noon: datetime) -> None:
    act(file, noon, Draft("event", Noted("the truth")))
    file.db.execute("UPDATE facts SET operator = 'nobody' WHERE kind = 'noted'")
    report = verify(file)
    assert not report.chain
    assert not report.ok


@pytest.mark.parametrize("change", ["DELETE FROM inside", "DELETE FROM guest_words WHERE rowid = 1"])
def test_a_changed_row_is_found_out(file: EventFile, noon: datetime, change: str) -> None:
    act(file, noon, Draft("guest/g1", Entered("main", "main")))
    assert verify(file).ok
    file.db.execute(change)
    report = verify(file)
    assert not report.folds
    assert not report.ok


def test_what_sqlite_finds_wrong_is_told(file: EventFile) -> None:
    """A page that nothing uses any more: every fact and row is still right."""
    file.db.execute("CREATE TABLE lost (x)")
    file.db.execute("PRAGMA writable_schema = ON")
    file.db.execute("DELETE FROM sqlite_master WHERE name = 'lost'")
    file.db.execute("PRAGMA writable_schema = RESET")
    report = verify(file)
    assert not report.integrity
    assert (report.chain, report.folds, report.ok) == (True, True, False)


def test_a_removed_fact_is_a_gap(file: EventFile, noon: datetime) -> None:
    act(file, noon, Draft("event", Noted("one")))
    act(file, noon, Draft("event", Noted("two")))
    file.db.execute("DELETE FROM facts WHERE body LIKE '%one%'")
    assert not verify(file).gaps


def test_a_forgotten_body_still_verifies(file: EventFile, noon: datetime) -> None:
    act(file, noon, Draft("event", Noted("private")))
    file.db.execute("UPDATE facts SET body = NULL, salt = NULL WHERE kind = 'noted'")
    assert verify(file).chain


def test_a_copied_file_is_another_station(file: EventFile, noon: datetime, tmp_path: Path) -> None:
    act(file, noon, Draft("event", Noted("one")))
    file.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(file.path, tmp_path / "copy.callboard")
    copy = open_event(tmp_path / "copy.callboard")
    act(copy, noon, Draft("event", Noted("two")))
    assert copy.station != file.station
    copy.close()


def test_a_backup_put_back_in_place_is_another_station(file: EventFile, noon: datetime, tmp_path: Path) -> None:
    """The inode is the same, so only the mark outside the file tells."""
    file.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    old = file.path.read_bytes()
    act(file, noon, Draft("event", Noted("after the backup")))
    before = file.station
    file.close()
    with file.path.open("r+b") as raw:
        raw.write(old)
        raw.truncate()
    again = open_event(file.path)
    act(again, noon, Draft("event", Noted("a new day")))
    assert again.station != before
    again.close()


def test_the_same_file_is_the_same_station(file: EventFile, noon: datetime) -> None:
    again = open_event(file.path)
    act(again, noon, Draft("event", Noted("second window")))
    act(file, noon, Draft("event", Noted("first window")))
    assert again.station == file.station
    assert verify(file).ok
    again.close()


def test_backup_and_restore_are_whole_and_new_stations(file: EventFile, noon: datetime, tmp_path: Path) -> None:
    act(file, noon, Draft("guest/g1", Entered("main", "main")))
    backup(file, tmp_path / "b.callboard")
    restore(tmp_path / "b.callboard", tmp_path / "r.callboard")
    restored = open_event(tmp_path / "r.callboard")
    assert tables.inside_counts(restored.db) == {"main": 1}
    act(restored, noon, Draft("event", Noted("here")))
    assert restored.station != file.station
    assert verify(restored).ok
    restored.close()
    with pytest.raises(EventFileError):
        restore(tmp_path / "b.callboard", tmp_path / "r.callboard")


@pytest.mark.parametrize("case", ["missing", "foreign", "text", "newer", "short", "empty", "folder", "read-only"])
def test_what_is_no_event_file_is_refused_in_one_line(file: EventFile, tmp_path: Path, case: str) -> None:
    file.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path = tmp_path / "other"
    match case:
        case "foreign":
            with sqlite3.connect(path) as db:
                db.execute("CREATE TABLE t (x)")
            db.close()
        case "text":
            path.write_text("guest list\n" * 100)
        case "empty":
            path.touch()
        case "newer":
            shutil.copy(file.path, path)
            db = sqlite3.connect(path)
            db.execute("PRAGMA user_version = 99")
            db.close()
        case "short":
            path.write_bytes(file.path.read_bytes()[: 4096 * 3])
        case "folder":
            path.mkdir()
        case "read-only":
            shutil.copy(file.path, path)
            path.chmod(0o444)
        case _:
            pass
    with pytest.raises(EventFileError) as caught:
        open_event(path)
    assert "\n" not in str(caught.value)
    assert "other" in str(caught.value)


def test_a_file_on_a_network_drive_is_refused(file: EventFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.files._filesystem", lambda _folder: "nfs4")
    with pytest.raises(EventFileError, match="network drive"):
        open_event(file.path)


def test_a_file_folded_by_an_older_program_is_folded_again(file: EventFile, noon: datetime) -> None:
    act(file, noon, Draft("guest/g1", Entered("main", "main")))
    file.db.execute("DELETE FROM inside")
    file.db.execute("UPDATE meta SET value = '0' WHERE key = 'folding'")
    file.close()
    again = open_event(file.path)
    assert tables.inside_counts(again.db) == {"main": 1}
    again.close()
