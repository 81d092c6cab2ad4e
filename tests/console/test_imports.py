"""Imports as a desk lead meets them: looked at first, written while others work, stopped, run again on the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from console import desk, setup
from console.desk import admit
from console.importing import imports
from console.importing.imports import Imported, Looked
from console.rules.refusals import Refusal
from data import reading, tables
from data.facts import Draft, Entered, GuestAdded, GuestChanged, ImportEnded, OperatorSet
from data.files import open_event
from data.journal import EventFile
from data.readers.plan import PlanError
from data.records import Guest, Operator
from data.verify import verify

NOW = datetime(2026, 10, 25, 9, 0, tzinfo=UTC)


@pytest.fixture
def day(tmp_path: Path) -> Iterator[EventFile]:
    path = tmp_path / "day.callboard"
    setup.new_empty(path, name="Day", zone="Europe/London", day=date(2026, 10, 25), now=NOW, operator="Kit")
    made = open_event(path)
    yield made
    made.close()


@pytest.fixture
def guests(tmp_path: Path) -> Path:
    return tmp_path / "guests.csv"


def look(day: EventFile, source: Path, **more: object) -> Looked:
    found = imports.look(day, source, now=NOW, operator="Kit", **more)  # type: ignore[arg-type]  # passed on as given
    assert isinstance(found, Looked)
    return found


def bring(day: EventFile, source: Path, **more: object) -> Imported:
    found = imports.import_source(day, source, now=NOW, operator="Kit", **more)  # type: ignore[arg-type]  # as given
    assert isinstance(found, Imported)
    return found


def named(day: EventFile) -> dict[str, str]:
    return {state.guest.id: state.guest.name for state in tables.guests(day.db)}


def test_a_look_writes_nothing_and_says_everything(day: EventFile, guests: Path) -> None:
    guests.write_text("id,name,seat\ng1,Ann,A1\ng2,Bob,A2\n", encoding="utf-8")
    bring(day, guests)
    with day.transaction() as tx:
        tx.append([Draft("guest/g1", GuestChanged({"seat": "Z9"}))], at=NOW, operator="Mei")
    before = reading.latest(day.db)
    guests.write_text("id,name,seat\ng1,Ann,B1\ng3,Cid,B3\n", encoding="utf-8")
    found = look(day, guests).imported.guests
    assert reading.latest(day.db) == before
    assert found is not None
    assert [(one.id, one.name, one.row) for one in found.new] == [("g3", "Cid", 3)]
    assert [one.id for one in found.gone] == ["g2"]
    [changed] = found.changed
    assert (changed.id, changed.row) == ("g1", 2)
    assert [(f.field, f.old, f.new, f.desk) for f in changed.fields] == [("seat", "A1", "B1", "Z9")]


def test_the_desk_admits_while_a_list_is_written(day: EventFile, guests: Path) -> None:
    guests.write_text("id,name\nold,Old Hand\n", encoding="utf-8")
    bring(day, guests)
    rows = "".join(f"n{n},Guest {n}\n" for n in range(120))
    guests.write_text(f"id,name\nold,Old Hand\n{rows}", encoding="utf-8")
    desk = open_event(day.path)
    verdicts: list[str] = []

    def told(_written: int) -> None:
        if not verdicts:
            answer = admit(desk, guest="old", door="main", now=NOW, operator="Mei")
            verdicts.append(answer.message if isinstance(answer, Refusal) else answer.verdict)

    made = bring(day, guests, told=told)
    desk.close()
    assert verdicts == ["admitted"]
    assert (made.new, made.same, made.written) == (120, 1, 120)
    assert {s.guest.id: s for s in tables.guests(day.db)}["old"].arrived == NOW
    assert verify(day).ok


def test_an_import_that_is_stopped_keeps_what_it_wrote_and_is_over(day: EventFile, guests: Path) -> None:
    guests.write_text("id,name\n" + "".join(f"n{n},Guest {n}\n" for n in range(300)), encoding="utf-8")
    written: list[int] = []
    made = bring(day, guests, told=written.append, stop=lambda: bool(written))
    assert made.stopped
    assert 0 < made.written < 300
    assert (made.new, len(named(day))) == (made.written, made.written)
    assert tables.event(day.db).importing == ()
    *_before, last = reading.facts(day.db, kinds=["import_ended"])
    assert isinstance(last.fact.known, ImportEnded)
    assert (last.fact.known.stopped, last.fact.known.new) == (True, made.written)
    again = bring(day, guests)
    assert (again.new, again.same, len(named(day))) == (300 - made.written, made.written, 300)


def test_odd_rows_are_left_out_only_where_that_was_asked_for(day: EventFile, guests: Path) -> None:
    text = "id,name,status,plus_one_of\ng1,Ann,maybe so,\ng2,Bob,,g1\ng3,Cid,,\n"
    guests.write_text(text, encoding="utf-8")
    with pytest.raises(PlanError) as fault:
        bring(day, guests)
    assert [problem.row for problem in fault.value.problems] == [2]
    assert named(day) == {}
    made = bring(day, guests, leave_odd=True)
    # Bob comes with a guest who is left out, so that Bob is left out too.
    assert [(problem.row, problem.column) for problem in made.problems] == [(2, "status"), (3, "plus_one_of")]
    assert named(day) == {"g3": "Cid"}


def test_a_list_that_breaks_off_is_never_imported_in_part(day: EventFile, guests: Path) -> None:
    guests.write_text('id,name\ng1,Ann\ng2,"Bob\ng3,Cid\n', encoding="utf-8")
    with pytest.raises(PlanError, match="quotes"):
        bring(day, guests, leave_odd=True)
    assert named(day) == {}


def test_a_list_without_a_header_shows_its_columns_to_be_mapped(day: EventFile, guests: Path) -> None:
    guests.write_text("Wer,Firma\nAnn,Reels\n", encoding="utf-8")
    with pytest.raises(PlanError) as fault:
        look(day, guests)
    [read] = fault.value.recognised
    assert [(one.column, one.field, one.sample) for one in read.columns] == [("Wer", "", "Ann"), ("Firma", "", "Reels")]
    assert bring(day, guests, mapping={"Wer": "name", "Firma": "organisation"}).new == 1


def test_run_again_on_the_day_with_plus_ones_nothing_is_undone(day: EventFile, guests: Path) -> None:
    guests.write_text("id,name,status,+1\ng1,Ann,expected,2\ng2,Bob,pending,\n", encoding="utf-8")
    bring(day, guests)
    assert sorted(named(day)) == ["g1", "g1+1", "g1+2", "g2"]
    with day.transaction() as tx:
        done = [
            Draft("guest/g1+1", Entered(door="main", record="main")),
            Draft("guest/g1+1", GuestChanged({"name": "Bo Ray"})),
            Draft("guest/g2", GuestChanged({"status": "expected"})),
            Draft("guest/w1", GuestAdded(Guest(id="w1", name="Walk In"), 77)),
        ]
        tx.append(done, at=NOW, operator="Mei")
    again = bring(day, guests)
    assert (again.new, again.changed, again.same, again.gone, again.fact) == (0, 0, 4, 0, None)
    guests.write_text("id,name,status,+1\ng1,Ann,expected,1\ng2,Bob,cancelled,\n", encoding="utf-8")
    made = bring(day, guests)
    assert (made.changed, made.gone) == (1, 1)
    states = {state.guest.id: state for state in tables.guests(day.db)}
    assert (states["g1+1"].guest.name, states["g1+1"].arrived) == ("Bo Ray", NOW)
    assert states["g2"].guest.status == "expected"  # the desk's word stands above the list's
    assert set(states) == {"g1", "g1+1", "g1+2", "g2", "w1"}
    assert verify(day).ok


def test_who_was_merged_is_not_told_as_perhaps_there_twice(day: EventFile, guests: Path) -> None:
    guests.write_text("id,name\ng1,Ann Lee\ng2,Lee Ann\n", encoding="utf-8")
    bring(day, guests)
    desk.merge(day, "g1", "g2", now=NOW, operator="Mei")
    guests.write_text("id,name\ng1,Ann Lee\ng2,Lee Ann\ng3,Ann LEE\n", encoding="utf-8")
    found = look(day, guests).imported.guests
    assert found is not None
    assert [(pair.id, pair.other) for pair in found.near.pairs] == [("g3", "g1")]


def test_only_a_lead_imports_where_there_are_roles(day: EventFile, guests: Path) -> None:
    guests.write_text("id,name\ng1,Ann\n", encoding="utf-8")
    looked = look(day, guests)
    with day.transaction() as tx:
        operators = [Operator("Lea", "lead"), Operator("Dee", "desk")]
        tx.append([Draft("event", OperatorSet(one)) for one in operators], at=NOW, operator="Lea")
    assert isinstance(imports.look(day, guests, now=NOW, operator="Dee"), Refusal)
    assert isinstance(imports.carry_out(day, looked, now=NOW, operator="Dee"), Refusal)
    assert named(day) == {}
    assert isinstance(imports.carry_out(day, looked, now=NOW, operator="Lea"), Imported)


def test_what_was_looked_at_is_worked_out_anew_when_it_is_written(day: EventFile, guests: Path) -> None:
    guests.write_text("id,name\ng1,Ann\n", encoding="utf-8")
    looked = look(day, guests)
    bring(day, guests)
    made = imports.carry_out(day, looked, now=NOW, operator="Kit")
    assert isinstance(made, Imported)
    assert (made.new, made.same, made.fact) == (0, 1, None)


def test_a_list_that_is_not_there_or_no_list_says_so(day: EventFile, tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    (tmp_path / "sold.csv").write_text("Order code,Order total,Status\nABC,10,Paid\n", encoding="utf-8")
    for name, said in (("nothing.csv", "no such file"), ("lists", "no event folder"), ("sold.csv", "list of orders")):
        with pytest.raises(PlanError, match=said):
            look(day, tmp_path / name)


def test_nobody_of_a_row_left_out_is_promised(day: EventFile, guests: Path) -> None:
    guests.write_text("name,phone,plus ones\nAda,4.4E+11,2\nTom,1,1\nBen,1,100000\n", encoding="utf-8")
    found = look(day, guests, leave_odd=True).imported
    assert found.recognised[0].notes == ("1 plus-one becomes a guest.",)
    assert [problem.message for problem in found.problems][1] == "100000 people with one guest; 50 is the most"
