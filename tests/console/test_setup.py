"""Making event files and bringing them up to date."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from console import setup
from console.importing.batches import write_in_batches
from console.preflight import media_folder, preflight
from data import reading, tables
from data.facts import Draft, Entered, GuestAdded, GuestChanged, ImportBegan, ItemPlanned, ItemSkipped, Went
from data.faults import EventFileError
from data.files import create_event, open_event
from data.journal import EventFile
from data.readers.plan import PlanError
from data.records import Guest
from data.verify import verify

NOW = datetime(2026, 3, 10, 8, 0, tzinfo=UTC)
EVENT = """
[event]
name = "Day"
date = 2026-03-10
zone = "Europe/London"
[stage.main]
[output.screen]
type = "mpv"
[output.booth]
type = "manual"
"""
FILES = {
    "event.toml": EVENT,
    "guests.csv": "id,name,seat\ng1,Ann,A1\ng2,Bob,A2\n,王伟,A3\n",
    "programme.csv": "id,start,length,title\nA,09:30,30,Doors\nB,,20,Opening\n",
    "speakers.csv": "item,order,name,guest\nB,1,Ann,g1\n",
    "films.csv": "id,title,file\nf1,Night Ferry,ferry.avi\n",
    "cues.toml": '[[cue]]\nnumber = "1"\nitem = "A"\ngo = ["screen: play ferry.avi", "booth: lights"]\n',
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "event"
    made.mkdir()
    for name, text in FILES.items():
        (made / name).write_text(text, encoding="utf-8")
    return made


@pytest.fixture
def day(tmp_path: Path, folder: Path) -> Iterator[EventFile]:
    path = tmp_path / "made.callboard"
    setup.new(path, folder, now=NOW, operator="Kit")
    made = open_event(path)
    yield made
    made.close()


def again(day: EventFile, source: Path, **more: object) -> setup.Imported:
    return setup.import_source(day, source, now=NOW, operator="Kit", **more)  # type: ignore[arg-type]  # passed on as given


def test_a_folder_becomes_a_file(day: EventFile) -> None:
    state = tables.event(day.db)
    assert state.event is not None
    assert (state.event.name, state.event.date, state.state, state.mode) == ("Day", date(2026, 3, 10), "open", "edit")
    assert (list(state.stages), list(state.doors), list(state.outputs)) == (["main"], ["main"], ["screen", "booth"])
    assert (len(state.id), len(bytes.fromhex(state.key))) == (8, 32)
    guests = list(tables.guests(day.db))
    assert [(g.guest.name, g.guest.seat) for g in guests] == [("Ann", "A1"), ("Bob", "A2"), ("王伟", "A3")]
    assert len({g.number for g in guests}) == 3
    assert all(0 < g.number < 2**36 for g in guests)
    assert list(tables.stage(day.db, "main").items) == ["A", "B"]
    assert [s.slot.id for s in tables.speakers(day.db, "main").slots.values()] == ["B.1"]
    assert [c.cue.number for c in tables.cues(day.db)] == ["1"]
    assert state.importing == ()
    assert verify(day).ok


def test_a_folder_with_a_fault_makes_no_file(tmp_path: Path, folder: Path) -> None:
    (folder / "guests.csv").write_text("id,name\ng1,\ng1,Bob\n", encoding="utf-8")
    with pytest.raises(PlanError) as found:
        setup.new(tmp_path / "x.callboard", folder, now=NOW, operator="Kit")
    assert [problem.row for problem in found.value.problems] == [2, 3]
    assert list(tmp_path.glob("x.callboard*")) == []


def test_a_file_that_is_there_is_left_alone(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "x.callboard"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(EventFileError):
        setup.new(path, folder, now=NOW, operator="Kit")
    assert path.read_text(encoding="utf-8") == "mine"


def test_an_empty_event_has_a_door_and_a_stage(tmp_path: Path) -> None:
    path = tmp_path / "e.callboard"
    setup.new_empty(path, name="Day", zone="Asia/Shanghai", day=date(2026, 3, 10), now=NOW, operator="Kit")
    day = open_event(path)
    state = tables.event(day.db)
    assert (list(state.doors), list(state.stages)) == (["main"], ["main"])
    day.close()


def test_a_state_of_the_folders_own(tmp_path: Path, folder: Path) -> None:
    (folder / "event.toml").write_text(EVENT.replace("[stage.main]", 'state = "rehearsal"\n[stage.main]'), "utf-8")
    setup.new(tmp_path / "x.callboard", folder, now=NOW, operator="Kit")
    day = open_event(tmp_path / "x.callboard")
    assert tables.event(day.db).state == "rehearsal"
    assert len(list(tables.guests(day.db))) == 3
    setup.set_state(day, "open", now=NOW, operator="Kit")
    again(day, folder)
    assert tables.event(day.db).state == "open"
    day.close()


def test_importing_again_writes_nothing(day: EventFile, folder: Path) -> None:
    before = reading.latest(day.db)
    for source in (folder, folder / "guests.csv", folder / "programme.csv", folder / "cues.toml"):
        found = again(day, source)
        assert (found.new, found.changed, found.gone, found.odd, found.fact) == (0, 0, 0, 0, None)
    assert reading.latest(day.db) == before


def test_a_plan_changed_by_hand_is_not_changed_back_by_the_same_list(day: EventFile, folder: Path) -> None:
    planned = tables.stage(day.db, "main").items["B"]
    with day.transaction() as tx:
        tx.append([Draft("stage/main", ItemPlanned(replace(planned, title="Opening, moved")))], at=NOW, operator="Kit")
    found = again(day, folder / "programme.csv")
    assert (found.new, found.changed, found.fact) == (0, 0, None)
    assert tables.stage(day.db, "main").items["B"].title == "Opening, moved"


def test_a_list_adds_and_updates_and_removes_nobody(day: EventFile, folder: Path) -> None:
    numbers = {g.guest.id: g.number for g in tables.guests(day.db)}
    (folder / "guests.csv").write_text("id,name,seat\ng1,Ann,B1\ng9,Zoë,B2\n", encoding="utf-8")
    found = again(day, folder / "guests.csv")
    assert (found.new, found.changed, found.same, found.gone, found.odd) == (1, 1, 0, 2, 0)
    guests = {g.guest.id: g for g in tables.guests(day.db)}
    assert len(guests) == 4
    assert guests["g1"].guest.seat == "B1"
    assert guests["g1"].number == numbers["g1"]
    assert verify(day).ok


def test_a_dry_run_says_the_same_and_writes_nothing(day: EventFile, folder: Path) -> None:
    (folder / "guests.csv").write_text("id,name,seat\ng1,Ann,B1\ng9,Zoë,B2\n", encoding="utf-8")
    before = reading.latest(day.db)
    dry = again(day, folder / "guests.csv", dry_run=True)
    assert reading.latest(day.db) == before
    wet = again(day, folder / "guests.csv")
    assert (dry.new, dry.changed, dry.gone) == (wet.new, wet.changed, wet.gone)


def test_what_was_done_on_the_day_stands(day: EventFile, folder: Path) -> None:
    with day.transaction() as tx:
        done = [
            Draft("guest/g1", GuestChanged({"seat": "Z1", "name": "Ann Lee"})),
            Draft("guest/g2", Entered(door="main", record="main")),
            Draft("guest/w1", GuestAdded(Guest(id="w1", name="Walk In"), 77)),
            Draft("stage/main", Went("A")),
            Draft("stage/main", ItemSkipped("B")),
        ]
        tx.append(done, at=NOW, operator="Mei")
    (folder / "guests.csv").write_text("id,name,seat\ng1,Anne,B1\ng2,Bob,B2\n,王伟,A3\n", encoding="utf-8")
    (folder / "programme.csv").write_text("id,start,length,title\nA,09:00,45,Doors\nB,,25,Opening!\n", encoding="utf-8")
    found = again(day, folder)
    assert (found.new, found.changed, found.gone, found.odd) == (0, 3, 0, 1)
    guests = {g.guest.id: g for g in tables.guests(day.db)}
    assert (guests["g1"].guest.name, guests["g1"].guest.seat) == ("Ann Lee", "Z1")
    assert guests["g2"].arrived == NOW
    assert guests["g2"].guest.seat == "B2"
    assert guests["w1"].how == "walk_in"
    stage = tables.stage(day.db, "main")
    assert [run.item for run in stage.runs] == ["A"]
    assert stage.skipped == {"B": True}
    assert stage.items["A"].length == 1800  # it runs: its times stay
    assert verify(day).ok


def test_an_odd_list_writes_nothing_and_tells_every_row(day: EventFile, folder: Path) -> None:
    (folder / "programme.csv").write_text("id,start,length,title\nA,09:00,x,Doors\nB,,,Opening\n", encoding="utf-8")
    before = reading.latest(day.db)
    with pytest.raises(PlanError) as found:
        again(day, folder / "programme.csv")
    assert [(p.row, p.column) for p in found.value.problems] == [(2, "length"), (3, "length")]
    assert reading.latest(day.db) == before


def test_rows_that_could_be_several_guests_are_left_out_and_the_rest_goes_in(day: EventFile, folder: Path) -> None:
    (folder / "guests.csv").write_text("name,organisation\n王伟,Bund\n王伟,Daily\nNew Person,\n", encoding="utf-8")
    found = again(day, folder / "guests.csv")
    assert (found.new, found.odd) == (1, 2)
    assert [(p.file, p.row) for p in found.problems] == [("guests.csv", 2), ("guests.csv", 3)]


def test_an_import_that_was_cut_off_is_seen_and_completed(day: EventFile, folder: Path) -> None:
    names = [f"Guest {n}" for n in range(200)]
    (folder / "guests.csv").write_text("id,name\n" + "".join(f"n{n},{name}\n" for n, name in enumerate(names)), "utf-8")

    class PowerCutError(Exception):
        pass

    pauses = iter(range(2))

    def pause(_seconds: float) -> None:
        if next(pauses, None) is None:
            raise PowerCutError

    with pytest.MonkeyPatch.context() as patch, pytest.raises(PowerCutError):
        patch.setattr(write_in_batches, "__kwdefaults__", {**write_in_batches.__kwdefaults__, "pause": pause})
        again(day, folder / "guests.csv")
    part = len(list(tables.guests(day.db)))
    assert 3 < part < 203
    assert [one.source for one in tables.event(day.db).importing] == ["guests.csv"]
    found = again(day, folder / "guests.csv")
    assert found.unfinished
    assert (found.new, found.same) == (203 - part, part - 3)
    assert len(list(tables.guests(day.db))) == 203
    assert tables.event(day.db).importing == ()
    assert verify(day).ok


def test_an_import_cut_off_at_its_very_end_is_closed(day: EventFile, folder: Path) -> None:
    with day.transaction() as tx:
        tx.append([Draft("event", ImportBegan("guests.csv", 3))], at=NOW, operator="Kit")
    assert again(day, folder / "guests.csv").unfinished
    assert tables.event(day.db).importing == ()


def test_batches_fit_the_budget(tmp_path: Path) -> None:
    file = create_event(tmp_path / "x.callboard")
    ticks = iter(range(10_000))
    pauses: list[float] = []
    group = [Draft(f"guest/g{n}", GuestAdded(Guest(id=f"g{n}", name=f"G{n}"), n + 1)) for n in range(200)]
    with file.transaction() as tx:
        act = tx.append([Draft("event", ImportBegan("x", 200))], at=NOW, operator="Kit")[0].act
    write_in_batches(
        file, [group], act=act, at=NOW, operator="Kit", clock=lambda: next(ticks) * 0.016, pause=pauses.append
    )
    assert len(pauses) > 8  # each batch takes 16 ms by this clock: none is larger than the least
    assert len(list(tables.guests(file.db))) == 200
    file.close()


def test_a_list_must_say_what_it_is(day: EventFile, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Wer\nDan\n", encoding="utf-8")
    with pytest.raises(PlanError, match="--as"):
        again(day, path)
    assert again(day, path, kind="guests", mapping={"Wer": "name"}).new == 1
    with pytest.raises(PlanError, match="--map"):
        again(day, folder, mapping={"Wer": "name"})


def test_state_and_mode(day: EventFile) -> None:
    assert setup.set_state(day, None, now=NOW, operator="Kit").state == "open"
    assert setup.set_state(day, "closed", now=NOW, operator="Kit").fact is not None
    assert setup.set_state(day, "closed", now=NOW, operator="Kit").fact is None
    assert setup.set_mode(day, "show", now=NOW, operator="Kit").mode == "show"
    assert (tables.event(day.db).state, tables.event(day.db).mode) == ("closed", "show")


def test_preflight_names_what_is_missing_and_who_needs_it(day: EventFile, folder: Path) -> None:
    found = preflight(day)
    assert not found.ok
    assert (found.checks[0].name, found.checks[0].state, found.checks[0].cues) == ("ferry.avi", "missing", ("1",))
    assert {check.name for check in found.checks if check.what == "output"} == {"screen", "booth"}
    (folder / "media").mkdir()
    (folder / "media" / "ferry.avi").write_bytes(b"film")
    again(day, folder)
    assert media_folder(day.path, tables.event(day.db).event) == (folder / "media").resolve()
    assert preflight(day).ok


def test_the_demo_is_today_whole_and_ready(tmp_path: Path) -> None:
    path = tmp_path / "demo.callboard"
    setup.demo(path, now=datetime(2026, 10, 24, 23, 30, tzinfo=UTC), operator="Kit")
    day = open_event(path)
    state = tables.event(day.db)
    assert state.event is not None
    assert state.event.date == date(2026, 10, 25)
    assert 220 < len(list(tables.guests(day.db))) < 260
    assert (len(state.doors), len(state.stages), len(state.films)) == (3, 2, 9)
    files = [check for check in preflight(day).checks if check.what in ("file", "action")]
    assert {check.state for check in files} == {"ok"}
    assert verify(day).ok
    day.close()
