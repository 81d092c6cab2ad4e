"""The desk's acts on a real file: what is answered is stored, a refusal leaves only itself, a nonce is one act."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console import desk
from console.desk import Answer, Override
from console.rules import tickets
from console.rules.refusals import Refusal
from data import folding, reading, tables
from data.journal import EventFile
from data.verify import verify


def admitted(answer: Answer | Refusal) -> Answer:
    assert isinstance(answer, Answer), answer
    return answer


def code(file: EventFile, guest: str) -> str:
    shown = desk.ticket(file, guest, replace=False, now=datetime.fromisoformat("2026-03-10T12:00Z"), operator="Mei")
    assert not isinstance(shown, Refusal)
    return shown.code


def test_a_signed_code_admits_its_guest(file: EventFile, noon: datetime) -> None:
    answer = admitted(desk.admit(file, code=f"  {code(file, 'g2').lower()}\r", door="main", now=noon, operator="Mei"))
    assert answer.verdict == "admitted"
    assert answer.guest is not None
    assert (answer.guest.id, answer.guest.attention) == ("g2", "Tell the stage")
    assert tables.inside_counts(file.db) == {"main": 1}


def test_a_replaced_ticket_is_worth_nothing(file: EventFile, noon: datetime) -> None:
    old = code(file, "g1")
    new = desk.ticket(file, "g1", replace=True, now=noon, operator="Mei")
    assert not isinstance(new, Refusal)
    assert admitted(desk.admit(file, code=old, door="main", now=noon, operator="Mei")).reason == "replaced"
    forced = desk.admit(file, code=old, door="main", now=noon, operator="Mei", force=Override("x", "y"))
    assert admitted(forced).reason == "replaced"
    assert admitted(desk.admit(file, code=new.code, door="main", now=noon, operator="Mei")).verdict == "admitted"


def test_forged_and_foreign_codes_are_told_apart(file: EventFile, noon: datetime) -> None:
    state = tables.guest(file.db, "g1")
    assert state is not None
    forged = tickets.make("e1", "00" * 32, "g1", state.number)
    foreign = tickets.make("another", "00" * 32, "g1", state.number)
    assert admitted(desk.admit(file, code=forged, door="main", now=noon, operator="Mei")).reason == "forged"
    assert admitted(desk.admit(file, code=foreign, door="main", now=noon, operator="Mei")).reason == "other_event"
    refused = [r.fact for r in reading.facts(file.db, kinds=["refused"])]
    assert [f.subject for f in refused] == ["door/main", "door/main"]
    assert forged in (refused[0].body or "")


def test_the_same_nonce_is_the_same_answer(file: EventFile, noon: datetime) -> None:
    first = admitted(desk.admit(file, guest="g1", door="main", now=noon, operator="Mei", nonce="n"))
    later = noon + timedelta(hours=1)
    again = admitted(desk.admit(file, guest="g1", door="main", now=later, operator="Mei", nonce="n"))
    assert (again.verdict, again.repeat, again.fact, again.at) == ("admitted", True, first.fact, first.at)
    other = desk.admit(file, guest="g2", door="main", now=noon, operator="Mei", nonce="n")
    assert isinstance(other, Refusal)
    desk.undo(file, act=first.fact, now=noon, operator="Mei")
    taken = admitted(desk.admit(file, guest="g1", door="main", now=noon, operator="Mei", nonce="n"))
    assert taken.verdict == "undone"
    assert len(list(reading.facts(file.db, kinds=["entered"]))) == 1


def test_a_refusal_repeats_with_its_reasons(file: EventFile, noon: datetime) -> None:
    desk.admit(file, guest="g1", door="main", now=noon, operator="Mei")
    first = admitted(desk.admit(file, guest="g1", door="main", now=noon, operator="Kit", nonce="r"))
    again = admitted(desk.admit(file, guest="g1", door="main", now=noon, operator="Kit", nonce="r"))
    assert (again.reason, again.class_, again.earlier, again.message) == (
        first.reason,
        first.class_,
        first.earlier,
        first.message,
    )


def test_undo_takes_the_latest_of_this_operator_and_not_a_refusal(file: EventFile, noon: datetime) -> None:
    mine = admitted(desk.admit(file, guest="g1", door="main", now=noon, operator="Mei"))
    desk.admit(file, guest="g2", door="main", now=noon, operator="Kit")
    desk.admit(file, guest="g3", door="main", now=noon, operator="Mei")
    known = desk.last_undoable(file, "Mei")
    assert known is not None
    undone = desk.undo(file, now=noon, operator="Mei")
    assert not isinstance(undone, Refusal)
    assert undone.undid == known.act == mine.fact
    assert "Ada Byron" in undone.what
    assert isinstance(desk.undo(file, now=noon, operator="Nobody"), Refusal)
    stands_again = desk.undo(file, act=undone.fact, now=noon, operator="Mei")
    assert not isinstance(stands_again, Refusal)
    assert tables.inside_counts(file.db) == {"main": 2}


def test_a_walk_in_and_their_entry_are_one_act(file: EventFile, noon: datetime) -> None:
    made = desk.walk_in(file, {"name": "Ada  Byron\x1b[31m"}, now=noon, operator="Mei", door="main")
    assert not isinstance(made, Refusal)
    assert made.guest.name == "Ada Byron"
    assert [n.id for n in made.near] == ["g1"]
    assert desk.counters(file).walk_ins == 1
    desk.undo(file, now=noon, operator="Mei")
    assert tables.guest(file.db, made.guest.id) is None
    assert desk.counters(file).arrived == 0
    assert verify(file).ok


def test_the_counters_count_people(file: EventFile, noon: datetime) -> None:
    desk.admit(file, guest="g1", door="main", now=noon, operator="Mei")
    desk.admit(file, guest="g1", door="room", now=noon, operator="Mei")
    desk.admit(file, guest="g3", door="main", now=noon, operator="Mei", force=Override("asked", "Lead"))
    counted = desk.counters(file)
    assert (counted.expected, counted.came, counted.unexpected, counted.arrived) == (2, 1, 1, 2)
    assert counted.to_come == (("vip", 1),)


def test_two_of_one_name_are_said_to_be_two(file: EventFile, noon: datetime) -> None:
    desk.walk_in(file, {"name": "Ada Byron", "organisation": "Elsewhere"}, now=noon, operator="Mei")
    found = desk.find(file, "byron")
    assert [match.same_name for match in found.matches] == [2, 2]


def test_a_corrected_name_is_found_at_once(file: EventFile, noon: datetime) -> None:
    desk.change(file, "g1", {"name": "Augusta King"}, now=noon, operator="Mei")
    assert [match.id for match in desk.find(file, "august").matches] == ["g1"]
    assert isinstance(desk.change(file, "g1", {"colour": "red"}, now=noon, operator="Mei"), Refusal)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=40))
def test_a_refused_act_leaves_no_trace_but_its_refusal(file: EventFile, noon: datetime, text: str) -> None:
    def rows() -> list[object]:
        return [row for row in folding.folded_rows(file.db) if row[0] != "states"]

    before, count = rows(), reading.latest(file.db)
    answer = admitted(desk.admit(file, code=text, door="main", now=noon, operator="Mei"))
    assert answer.verdict == "refused"
    assert rows() == before
    assert reading.latest(file.db) == count + 1


def test_a_walk_in_let_in_without_a_reason_is_not_added(file: EventFile, noon: datetime) -> None:
    force = desk.Override("", "Ann")
    said = desk.walk_in(file, {"name": "Olga Petrova"}, now=noon, operator="Mei", door="main", force=force)
    assert isinstance(said, desk.Refusal) and said.reason == "no_reason"
    assert desk.find(file, "petrova").matches == ()


def test_letter_case_is_no_other_name_beyond_ascii_too(file: EventFile, noon: datetime) -> None:
    desk.walk_in(file, {"name": "Émile Zola"}, now=noon, operator="Mei")
    assert [state.guest.name for state in tables.guests_named(file.db, {"émile zola"})] == ["Émile Zola"]
