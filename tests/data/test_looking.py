"""A file that is only looked at: nothing of it changes, nothing is left beside it, and what others write is seen."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from data import schema, tables
from data.facts import Draft, ModeSet
from data.faults import EventFileError
from data.files import open_event
from data.journal import EventFile
from data.looking import LookedAt, look_at

Look = Callable[[Path], LookedAt]


@pytest.fixture
def look() -> Iterator[Look]:
    opened: list[LookedAt] = []

    def at(path: Path) -> LookedAt:
        opened.append(look_at(path))
        return opened[-1]

    yield at
    for each in opened:
        each.close()


@pytest.fixture
def lying(file: EventFile, tmp_path: Path) -> Path:
    """A file that nobody has open, in a folder of its own."""
    file.close()
    folder = tmp_path / "media"
    folder.mkdir()
    return Path(shutil.copy(file.path, folder / "day.callboard"))


def set_mode(file: EventFile, mode: str, at: datetime) -> None:
    with file.transaction() as tx:
        tx.append([Draft("event", ModeSet(mode))], at=at, operator="Kit")  # type: ignore[arg-type]  # a mode's word


def beside(path: Path) -> list[str]:
    return sorted(each.name for each in path.parent.iterdir())


def test_nothing_is_written_and_nothing_is_left(lying: Path, look: Look, noon: datetime) -> None:
    before = lying.read_bytes()
    seen = look(lying)
    assert seen.read_only
    assert tables.stage(seen.db, "main").items["B"].title == "Opening"
    with pytest.raises(EventFileError, match="READ ONLY"):
        set_mode(seen, "show", noon)
    with pytest.raises(sqlite3.OperationalError):
        seen.db.execute("DELETE FROM items")
    seen.close()
    assert beside(lying) == ["day.callboard"]
    assert lying.read_bytes() == before


def test_a_file_and_a_folder_that_take_no_writing_are_read(lying: Path, look: Look) -> None:
    lying.chmod(0o444)
    lying.parent.chmod(0o555)
    try:
        with pytest.raises(EventFileError, match="read-only"):
            open_event(lying)
        assert tables.event(look(lying).db).stages["main"].title == "Main stage"
    finally:
        lying.parent.chmod(0o755)


def test_what_somebody_writes_later_is_seen(lying: Path, look: Look, noon: datetime) -> None:
    seen = look(lying)
    first = seen.data_version()
    assert seen.data_version() == first
    writer = open_event(lying)
    set_mode(writer, "show", noon)
    second = seen.data_version()
    assert (second != first, tables.event(seen.db).mode) == (True, "show")
    set_mode(writer, "dry", noon)
    assert seen.data_version() != second
    assert tables.event(seen.db).mode == "dry"
    writer.close()


def test_what_came_and_went_between_two_looks_is_seen(lying: Path, look: Look, noon: datetime) -> None:
    seen = look(lying)
    first = seen.data_version()
    writer = open_event(lying)
    set_mode(writer, "rehearse", noon)
    writer.close()
    assert seen.data_version() != first
    assert tables.event(seen.db).mode == "rehearse"


def test_a_writer_that_is_there_already_is_followed(file: EventFile, look: Look, noon: datetime) -> None:
    seen = look(file.path)
    set_mode(file, "show", noon)
    assert tables.event(seen.db).mode == "show"


def test_what_a_power_cut_left_in_the_wal_is_read(file: EventFile, look: Look, noon: datetime, tmp_path: Path) -> None:
    set_mode(file, "show", noon)
    folder = tmp_path / "cut"
    folder.mkdir()
    for ending in ("", "-wal"):
        shutil.copy(file.path.with_name(file.path.name + ending), folder / f"day.callboard{ending}")
    seen = look(folder / "day.callboard")
    assert tables.event(seen.db).mode == "show"
    assert beside(folder / "day.callboard") == ["day.callboard", "day.callboard-wal"]


def test_a_file_of_an_older_program_is_brought_up_to_date_in_memory(lying: Path, look: Look) -> None:
    with sqlite3.connect(lying) as db:
        db.execute("UPDATE meta SET value = '1' WHERE key = 'folding'")
        db.execute("DELETE FROM items")
    db.close()
    before = lying.read_bytes()
    assert tables.stage(look(lying).db, "main").items["C"].title == "Keynote"
    assert lying.read_bytes() == before


def test_a_newer_file_is_refused(lying: Path) -> None:
    with sqlite3.connect(lying) as db:
        db.execute(f"PRAGMA user_version = {schema.SCHEMA + 1}")
    db.close()
    with pytest.raises(EventFileError, match="newer"):
        look_at(lying)
