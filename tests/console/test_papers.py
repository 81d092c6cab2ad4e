"""Lists on paper: who stands on them and under which number, the ticks typed back in, who is inside when it burns."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from console import desk
from console.desk.answers import Answer
from console.desk.guests import walk_in
from console.desk.paper_ticks import tick, who
from console.evacuation import evacuation_list, put_evacuation_list
from console.exporting import Written, export
from console.paper_list import guest_list
from console.rules.refusals import Refusal
from console.rules.ticks import read_tick
from data import reading, tables
from data.absorb import absorb
from data.facts import DoorSet, Draft, GuestChanged, HeadCounted, OperatorSet
from data.files import backup, open_event
from data.journal import EventFile
from data.records import Door, Operator
from data.verify import verify
from data.writers import fonts
from data.writers.html_page import as_html
from data.writers.pages import BOX, TICKED, Cell, Page


def rows(page: Page | Refusal, section: str) -> list[tuple[Cell, ...]]:
    assert isinstance(page, Page)
    table = next(s.table for s in page.sections if s.id == section)
    return list(table.rows) if table is not None else []


def typed(file: EventFile, text: str, now: datetime) -> Answer | Refusal:
    line = read_tick(text)
    assert not isinstance(line, Refusal)
    return tick(file, line, door="main", now=now, operator="Mei")


def put(file: EventFile, draft: Draft, at: datetime) -> None:
    with file.transaction() as tx:
        tx.append([draft], at=at, operator="Mei")


# -- the list ----------------------------------------------------------------------------------------------------------
def test_everybody_stands_by_family_name_and_by_given_name(file: EventFile, noon: datetime) -> None:
    page = guest_list(file, now=noon, operator="Mei")
    assert [row[1:5] for row in rows(page, "family")] == [
        (1, "Byron", "Ada", ""),
        (2, "Li", "Liyan", "李立言"),
        (3, "Reed", "Tom", ""),
    ]
    assert [row[1:4] for row in rows(page, "given")] == [(1, "Ada", "Byron"), (2, "Liyan", "Li"), (3, "Tom", "Reed")]


def test_who_is_in_is_ticked_and_who_needs_a_look_has_no_box(file: EventFile, noon: datetime) -> None:
    desk.admit(file, guest="g1", door="main", now=noon, operator="Mei")
    boxes = {row[2]: (row[0], row[7], row[8]) for row in rows(guest_list(file, now=noon, operator="Mei"), "family")}
    assert boxes == {
        "Byron": (TICKED, "12:00", ""),
        "Li": (BOX, "", "Tell the stage"),
        "Reed": ("", "", "cancelled"),
    }


def test_a_number_once_printed_stays_whoever_is_added(file: EventFile, noon: datetime) -> None:
    guest_list(file, now=noon, operator="Mei")
    walk_in(file, {"name": "Ada Aaron"}, now=noon, operator="Mei")
    again = {row[2]: row[1] for row in rows(guest_list(file, now=noon, operator="Mei"), "family")}
    assert again == {"Aaron": 4, "Byron": 1, "Li": 2, "Reed": 3}
    before = len(list(reading.facts(file.db)))
    guest_list(file, now=noon, operator="Mei")
    assert len(list(reading.facts(file.db))) == before
    assert verify(file).ok


def test_a_list_of_names_is_not_for_every_role(file: EventFile, noon: datetime) -> None:
    put(file, Draft("event", OperatorSet(Operator("Ann", "lead"))), noon)
    put(file, Draft("event", OperatorSet(Operator("Mei", "desk"))), noon)
    assert isinstance(guest_list(file, now=noon, operator="Mei"), Refusal)
    assert isinstance(guest_list(file, now=noon, operator="Ann"), Page)
    assert evacuation_list(file, now=noon).title


def test_hostile_names_stay_text_in_html(file: EventFile, noon: datetime) -> None:
    put(file, Draft("guest/g1", GuestChanged({"name": "<script>alert(1)</script> Bob"})), noon)
    page = guest_list(file, now=noon, operator="Mei")
    assert isinstance(page, Page)
    text = as_html(page).decode()
    assert "<script" not in text
    assert "&lt;script&gt;" in text


@pytest.mark.parametrize("ending", ["html", "md", "pdf"])
def test_both_papers_are_written_by_their_ending(file: EventFile, noon: datetime, tmp_path: Path, ending: str) -> None:
    for what in ("paper", "evacuation"):
        path = tmp_path / f"{what}.{ending}"
        assert isinstance(export(file, what, path, now=noon, operator="Mei"), Written)
        assert path.stat().st_size > 100
    refused = export(file, "paper", tmp_path / "x.doc", now=noon, operator="Mei")
    assert isinstance(refused, Refusal)


# -- ticks typed back in -----------------------------------------------------------------------------------------------
def test_a_tick_is_written_down_at_the_time_on_the_paper(file: EventFile, noon: datetime) -> None:
    guest_list(file, now=noon, operator="Mei")
    later = noon + timedelta(hours=3)
    answer = typed(file, "2 12:40", later)
    assert isinstance(answer, Answer)
    assert (answer.verdict, answer.guest.id if answer.guest else "", f"{answer.at:%H:%M}") == (
        "admitted",
        "g2",
        "12:40",
    )
    out = typed(file, "2 1330 out", later)
    assert isinstance(out, Answer)
    assert out.verdict == "left"
    state = tables.guest(file.db, "g2")
    assert state is not None
    assert [f"{p.at:%H:%M}" for p in state.passages] == ["12:40", "13:30"]


def test_a_tick_typed_twice_is_an_ask_and_nobody_comes_in_twice(file: EventFile, noon: datetime) -> None:
    guest_list(file, now=noon, operator="Mei")
    typed(file, "1 12:10", noon + timedelta(hours=1))
    again = typed(file, "1 12:20", noon + timedelta(hours=1))
    assert isinstance(again, Answer)
    assert (again.verdict, again.reason) == ("refused", "already_in")


@pytest.mark.parametrize(
    ("text", "reason"), [("9 12:00", "no_such_number"), ("1 13:00", "still_to_come"), ("12:00", "no_number")]
)
def test_what_can_t_be_is_refused(file: EventFile, noon: datetime, text: str, reason: str) -> None:
    guest_list(file, now=noon, operator="Mei")
    said = typed(file, text, noon + timedelta(minutes=5))
    assert isinstance(said, Refusal)
    assert said.reason == reason


def test_one_number_on_two_machines_lists_is_nobody_for_sure(file: EventFile, noon: datetime, tmp_path: Path) -> None:
    backup(file, tmp_path / "two.callboard")
    other = open_event(tmp_path / "two.callboard")
    walk_in(other, {"name": "Ada Aaron"}, now=noon, operator="Tom")
    guest_list(other, now=noon, operator="Tom")
    guest_list(file, now=noon, operator="Mei")
    absorb(file, other.path)
    other.close()
    assert {guest.id for guest in who(file, 2).guests} == {"g1", "g2"}
    said = typed(file, "2 12:00", noon)
    assert isinstance(said, Refusal)
    assert "Ada Byron" in said.message


# -- who is inside -----------------------------------------------------------------------------------------------------
def test_the_evacuation_list_has_everybody_inside_once_where_they_went_last(file: EventFile, noon: datetime) -> None:
    put(file, Draft("guest/g2", GuestChanged({"assistance": "wheelchair"})), noon)
    for guest, door in (("g1", "main"), ("g2", "main"), ("g2", "room")):
        desk.admit(file, guest=guest, door=door, now=noon, operator="Mei")
    desk.admit(file, guest="g3", door="main", now=noon, operator="Mei", way="out")
    put(file, Draft("door/room", HeadCounted(5)), noon)
    page = evacuation_list(file, now=noon)
    assert [s.id for s in page.sections] == ["assistance", "main", "room"]
    assert [row[1] for row in rows(page, "main")] == ["Byron"]
    assert [row[1] for row in rows(page, "room")] == ["Li"]
    assert "wheelchair" in rows(page, "assistance")[0]
    assert "Room" in rows(page, "assistance")[0]
    room = next(s for s in page.sections if s.id == "room")
    assert room.lines == ("By eye: 5 at 12:00, Mei.",)


def test_a_place_whose_exits_are_not_scanned_says_so(file: EventFile, noon: datetime) -> None:
    put(file, Draft("event", DoorSet(Door(id="room", title="Room", exits="unscanned"))), noon)
    desk.admit(file, guest="g1", door="room", now=noon, operator="Mei")
    room = next(s for s in evacuation_list(file, now=noon).sections if s.id == "room")
    assert "may have left" in room.lines[0]


def test_a_name_that_no_font_has_keeps_the_list_on_the_printer(
    file: EventFile, noon: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dejavu = tuple(path for path in fonts.installed() if path.stem == "DejaVuSans")
    monkeypatch.setattr(fonts, "installed", lambda: dejavu)
    put(file, Draft("guest/g1", GuestChanged({"name": "กฤษณะ"})), noon)
    desk.admit(file, guest="g1", door="main", now=noon, operator="Mei")
    written = put_evacuation_list(file, tmp_path, now=noon)
    assert (written.path.suffix, written.people) == (".pdf", 1)
    made = export(file, "evacuation", tmp_path / "out.pdf", now=noon, operator="Mei")
    assert isinstance(made, Written)
    assert "ก" in made.without_font
