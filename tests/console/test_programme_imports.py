"""A programme brought in again on the day: what was set, taken out, moved and run there stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from console import setup
from console.importing import imports
from console.importing.imports import Imported
from data import reading, tables
from data.facts import (
    CuePlanned,
    Draft,
    ItemAdded,
    ItemEdited,
    ItemMoved,
    ItemRemoved,
    SpeakerSet,
    Went,
)
from data.files import open_event
from data.journal import EventFile
from data.readers.plan import Choices, PlanError
from data.records import Cue, Item
from data.verify import verify

NOW = datetime(2026, 10, 25, 9, 0, tzinfo=UTC)
HEAD = "Room,Start,Duration,Title,Speaker\n"
ROWS = ("Aula,10:00,30 min,Opening,Ann Lee", "Aula,10:30,45 min,Talk,Bo; Cid", "Cellar,10:00,60 min,Film,")


@pytest.fixture
def day(tmp_path: Path) -> Iterator[EventFile]:
    path = tmp_path / "day.callboard"
    setup.new_empty(path, name="Day", zone="Europe/London", day=date(2026, 10, 25), now=NOW, operator="Kit")
    made = open_event(path)
    yield made
    assert verify(made).ok
    made.close()


def bring(file: EventFile, rows: Sequence[str] = ROWS, head: str = HEAD, **chosen: object) -> Imported:
    source = file.path.with_name("plan.csv")
    source.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
    choices = Choices(**chosen)  # type: ignore[arg-type]  # passed on as given
    found = imports.import_source(file, source, "programme", choices=choices, leave_odd=True, now=NOW, operator="Kit")
    assert isinstance(found, Imported)
    return found


def counts(made: Imported, table: str = "programme") -> tuple[int, int, int, int, int]:
    [found] = [one for one in made.tables if one.table == table]
    return found.new, found.changed, found.same, len(found.gone), len(found.odd)


def do(day: EventFile, *drafts: Draft) -> None:
    with day.transaction() as tx:
        tx.append(list(drafts), at=NOW, operator="Mei")


def stage(day: EventFile, name: str = "aula") -> dict[str, Item]:
    return tables.stage(day.db, name).items


def test_rooms_become_stages_and_people_slots(day: EventFile) -> None:
    made = bring(day)
    assert counts(made) == (3, 0, 0, 0, 0)
    assert counts(made, "speakers") == (3, 0, 0, 0, 0)
    assert {s.id: s.title for s in tables.event(day.db).stages.values()} == {
        "main": "Main stage", "aula": "Aula", "cellar": "Cellar",
    }  # fmt: skip
    assert [(i.id, i.title, i.length) for i in stage(day).values()] == [("01", "Opening", 1800), ("02", "Talk", 2700)]
    assert [(s.slot.id, s.slot.name) for s in tables.speakers(day.db, "aula").slots.values()] == [
        ("01.1", "Ann Lee"), ("02.1", "Bo"), ("02.2", "Cid"),
    ]  # fmt: skip
    before = reading.latest(day.db)
    again = bring(day)
    assert (counts(again), again.fact, reading.latest(day.db)) == ((0, 0, 3, 0, 0), None, before)


def test_a_corrected_title_and_a_new_time_keep_the_id_and_what_hangs_on_it(day: EventFile) -> None:
    bring(day)
    do(
        day,
        Draft("cue/2.1", CuePlanned(Cue("2.1", "02"))),
        Draft("speakers/aula", SpeakerSet("02.1", "here")),
    )
    made = bring(day, (ROWS[0], "Aula,10:20,45 min,Talk,Cid; Bo", ROWS[2], "Aula,11:15,15 min,Coffee,"))
    assert counts(made) == (1, 1, 2, 0, 0)
    assert made.items is not None
    [changed] = made.items.changed
    assert (changed.id, [(f.field, f.old[-5:], f.new[-5:]) for f in changed.fields]) == (
        "02", [("start", "10:30", "10:20"), ("start_rule", "llows", "fixed")],
    )  # fmt: skip
    made = bring(day, (ROWS[0], "Aula,10:20,45 min,Talk of the day,Cid; Bo", ROWS[2]))
    assert counts(made) == (0, 1, 2, 1, 0)
    assert list(stage(day)) == ["01", "02", "04"]  # nothing is removed
    assert [cue.cue.item for cue in tables.cues(day.db)] == ["02"]
    assert {s.slot.id: (s.slot.name, s.slot.pos, s.state) for s in tables.speakers(day.db, "aula").slots.values()} == {
        "01.1": ("Ann Lee", 1, "away"), "02.1": ("Bo", 2, "here"), "02.2": ("Cid", 1, "away"),
    }  # fmt: skip


def test_what_was_set_taken_out_added_and_moved_by_hand_stays(day: EventFile) -> None:
    bring(day)
    talk = stage(day)["02"]
    extra = Item(id="x1", stage="aula", pos=99, title="Extra", length=300)
    edited = Item(id="02", stage="aula", pos=talk.pos, title="Talk, by hand", start=talk.start, length=600)
    do(
        day,
        Draft("stage/aula", ItemEdited(edited, ("title", "length"))),
        Draft("stage/aula", ItemRemoved("01")),
        Draft("stage/aula", ItemAdded(extra, None)),
        Draft("stage/aula", ItemMoved("x1", "02")),
    )
    made = bring(day, (ROWS[0], "Aula,10:30,50 min,Talk of the list,Bo; Cid", ROWS[2]))
    assert counts(made) == (0, 1, 1, 0, 0)
    assert made.items is not None
    assert [one.id for one in made.items.removed] == ["01"]
    [changed] = made.items.changed
    assert [(f.field, f.new, f.desk) for f in changed.fields] == [
        ("title", "Talk of the list", "Talk, by hand"), ("length", "50:00", "10:00"),
    ]  # fmt: skip
    state = tables.stage(day.db, "aula")
    assert [(i.id, i.title, i.length) for i in state.items.values()] == [
        ("02", "Talk, by hand", 600), ("x1", "Extra", 300),
    ]  # fmt: skip
    assert state.moves[-1] == ("x1", "02")
    assert (state.listed["02"].title, state.listed["02"].length) == ("Talk of the list", 3000)
    assert counts(bring(day, (ROWS[0], "Aula,10:30,50 min,Talk of the list,Bo; Cid", ROWS[2]))) == (0, 0, 2, 0, 0)


def test_during_the_show_what_ran_and_runs_keeps_its_times(day: EventFile) -> None:
    bring(day)
    do(day, Draft("stage/aula", Went("01")))
    made = bring(day, ("Aula,10:10,40 min,Opening!,Ann Lee", "Aula,10:50,45 min,Talk,Bo; Cid", ROWS[2]))
    assert counts(made) == (0, 2, 1, 0, 1)
    assert [str(p) for p in made.problems] == [
        "plan.csv row 2, column start: 01 started at 09:00 already: its times stay as they were"
    ]
    items = stage(day)
    assert (items["01"].title, items["01"].length, items["01"].start) == (
        "Opening!", 1800, datetime(2026, 10, 25, 10, tzinfo=UTC),
    )  # fmt: skip
    assert items["02"].start == datetime(2026, 10, 25, 10, 50, tzinfo=UTC)
    assert [run.item for run in tables.stage(day.db, "aula").runs] == ["01"]


def test_an_item_goes_to_another_room_and_back_with_what_was_set_by_hand(day: EventFile) -> None:
    bring(day, (*ROWS[:2], "Cellar,12:00,60 min,Film,"))
    film = stage(day, "cellar")["03"]
    do(day, Draft("stage/cellar", ItemEdited(film, ("notes",))))
    for room, name in (("Aula", "aula"), ("Cellar", "cellar")):
        made = bring(day, (*ROWS[:2], f"{room},12:00,60 min,Film,Dee"))
        assert counts(made) == (0, 1, 2, 0, 0)
        assert "03" in stage(day, name)
        assert tables.stage(day.db, name).by_hand["03"] == ("notes",)
        slots = tables.speakers(day.db, name).slots.values()
        assert [s.slot.name for s in slots if s.slot.item == "03"] == ["Dee"]
    assert "03" not in stage(day)


def test_another_day_of_the_file_is_neither_brought_nor_gone(day: EventFile) -> None:
    head = "Date,Start,Duration,Title\n"
    rows = ("2026-10-25,10:00,30 min,Opening", "2026-10-26,10:00,30 min,Second day")
    assert counts(bring(day, rows, head, day=date(2026, 10, 25))) == (1, 0, 0, 0, 0)
    assert counts(bring(day, rows, head)) == (1, 0, 1, 0, 0)
    assert counts(bring(day, rows, head, day="all")) == (0, 0, 2, 0, 0)
    other = bring(day, rows, head, day=date(2026, 10, 26))
    assert counts(other) == (0, 0, 1, 0, 0)
    with pytest.raises(PlanError, match="no item is on 2026-10-27"):
        bring(day, rows, head, day=date(2026, 10, 27))


def test_a_room_is_the_stage_that_was_said(day: EventFile) -> None:
    bring(day, stages={"Aula": "main"})
    assert sorted(tables.event(day.db).stages) == ["cellar", "main"]
    assert list(stage(day, "main")) == ["01", "02"]


def test_odd_rows_are_left_out_and_told_and_nothing_is_stored_without_that(day: EventFile) -> None:
    rows = (*ROWS, "Aula,soon,10 min,Odd,")
    made = bring(day, rows)
    assert counts(made) == (3, 0, 0, 0, 1)
    before = reading.latest(day.db)
    source = day.path.with_name("plan.csv")
    with pytest.raises(PlanError, match=r"plan\.csv row 5, column Start: 'soon' is no time of day"):
        imports.import_source(day, source, "programme", now=NOW, operator="Kit")
    assert reading.latest(day.db) == before


def test_a_programme_that_was_stopped_is_completed_by_the_same_file(day: EventFile) -> None:
    rows = [f"Aula,{8 + n // 60}:{n % 60:02},1 min,Item {n}," for n in range(400)]
    source = day.path.with_name("plan.csv")
    source.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    written: list[int] = []
    made = imports.import_source(
        day, source, "programme", now=NOW, operator="Kit", told=written.append, stop=lambda: len(written) > 2
    )
    assert isinstance(made, Imported)
    assert made.stopped
    there = len(stage(day))
    assert 0 < there < 400
    again = bring(day, rows)
    assert counts(again)[:3] == (400 - there, 0, there)
    assert [i.title for i in stage(day).values()] == [f"Item {n}" for n in range(400)]


def test_the_people_of_an_item_taken_out_are_not_gone_from_the_list(day: EventFile, tmp_path: Path) -> None:
    folder = tmp_path / "event"
    folder.mkdir()
    (folder / "event.toml").write_text('[event]\nname = "Day"\nzone = "Europe/London"\ndate = 2026-10-25\n')
    (folder / "programme.csv").write_text("id,start,length,title\n01,10:00,30,Opening\n02,10:30,30,Talk\n")
    (folder / "speakers.csv").write_text("item,name\n01,Ann\n02,Bo\n")
    assert isinstance(imports.import_source(day, folder, now=NOW, operator="Kit"), Imported)
    do(day, Draft("stage/main", ItemRemoved("02")))
    again = imports.import_source(day, folder, now=NOW, operator="Kit")
    assert isinstance(again, Imported)
    assert (counts(again), counts(again, "speakers")) == ((0, 0, 1, 0, 0), (0, 0, 1, 0, 0))
