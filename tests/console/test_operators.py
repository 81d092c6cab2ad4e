"""Operators: added by a lead, signed in by their PIN, guessed at in vain, and never shown with what is kept of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from console import absorbing, desk, logbook, operators
from console.desk.answers import Answer, UndoAnswer
from console.desk.guests import Changed
from console.operators import OperatorAnswer
from console.rules.admission import Override
from console.rules.refusals import Refusal
from data import files, reading, tables
from data.facts import Draft, OperatorRemoved, OperatorSet, PinRefused, StateSet
from data.journal import EventFile
from data.records import Operator
from data.verify import verify

PIN, OTHER = "5821", "7304"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real argon2, with little work."""
    import argon2

    real = argon2.PasswordHasher
    monkeypatch.setattr(argon2, "PasswordHasher", lambda: real(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def staffed(file: EventFile, noon: datetime) -> EventFile:
    """Ann leads, Mei and Tom are at the desk."""
    assert isinstance(operators.add(file, "Ann", "lead", PIN, now=noon, operator="x"), OperatorAnswer)
    for name in ("Mei", "Tom"):
        assert isinstance(operators.add(file, name, "desk", OTHER, now=noon, operator="Ann"), OperatorAnswer)
    return file


def reason(answer: object) -> str:
    assert isinstance(answer, Refusal), answer
    return answer.reason


# -- changing them -----------------------------------------------------------------------------------------------------
def test_the_first_one_is_a_lead_and_from_then_on_only_a_lead_adds(file: EventFile, noon: datetime) -> None:
    def add(name: str, role: str, by: str, pin: str = PIN) -> object:
        return operators.add(file, name, role, pin, now=noon, operator=by)  # type: ignore[arg-type]  # a literal

    assert reason(add("Mei", "desk", "x")) == "lead_first"
    assert isinstance(add("Ann", "lead", "x"), OperatorAnswer)
    assert reason(add("Mei", "desk", "x")) == "not_signed_in"
    assert isinstance(add("Mei", "desk", "Ann"), OperatorAnswer)
    assert reason(add("Bob", "lead", "Mei")) == "not_allowed"
    assert reason(add("mei", "desk", "Ann")) == "already_there"
    assert reason(add("Bob", "desk", "Ann", "1234")) == "bad_pin"
    assert reason(add("Bob", "desk", "Ann", "")) == "bad_pin"
    assert isinstance(add("Vic", "viewer", "Ann", ""), OperatorAnswer)


@pytest.mark.parametrize("name", ["\u0410nn", "\uff21nn", "Ann\u3164", "Ann\u200d"])
def test_nobody_is_added_who_looks_like_somebody_else(staffed: EventFile, noon: datetime, name: str) -> None:
    assert reason(operators.add(staffed, name, "lead", PIN, now=noon, operator="Ann")) == "already_there"
    found = operators.sign_in(staffed, name, PIN, now=noon)
    assert isinstance(found, Operator) and found.name == "Ann", "an input method left on keeps nobody out"


def test_a_name_that_nobody_sees_is_none(staffed: EventFile, noon: datetime) -> None:
    assert reason(operators.add(staffed, "\u3164", "desk", PIN, now=noon, operator="Ann")) == "no_name"


def test_the_last_lead_stays_one(staffed: EventFile, noon: datetime) -> None:
    assert reason(operators.remove(staffed, "Ann", now=noon, operator="Ann")) == "last_lead"
    assert reason(operators.set_role(staffed, "Ann", "desk", now=noon, operator="Ann")) == "last_lead"
    operators.set_role(staffed, "Mei", "lead", now=noon, operator="Ann")
    assert isinstance(operators.remove(staffed, "Ann", now=noon, operator="Mei"), OperatorAnswer)


def test_a_pin_is_changed_by_a_lead_or_by_its_owner(staffed: EventFile, noon: datetime) -> None:
    assert isinstance(operators.set_pin(staffed, "Mei", "904172", now=noon, operator="Mei"), OperatorAnswer)
    assert reason(operators.set_pin(staffed, "Tom", "904172", now=noon, operator="Mei")) == "not_allowed"
    assert isinstance(operators.set_pin(staffed, "Tom", "904172", now=noon, operator="Ann"), OperatorAnswer)
    assert isinstance(operators.sign_in(staffed, "Mei", "904172", now=noon), Operator)


def test_a_role_taken_away_holds_from_the_next_act_on(staffed: EventFile, noon: datetime) -> None:
    assert isinstance(desk.admit(staffed, guest="g1", door="main", now=noon, operator="Mei"), Answer)
    operators.set_role(staffed, "Mei", "viewer", now=noon, operator="Ann")
    assert reason(desk.admit(staffed, guest="g2", door="main", now=noon, operator="Mei")) == "not_allowed"
    operators.remove(staffed, "Mei", now=noon, operator="Ann")
    assert reason(desk.admit(staffed, guest="g2", door="main", now=noon, operator="Mei")) == "not_signed_in"


# -- signing in --------------------------------------------------------------------------------------------------------
def test_signing_in(staffed: EventFile, noon: datetime) -> None:
    found = operators.sign_in(staffed, " mei ", OTHER, now=noon)
    assert isinstance(found, Operator) and found.name == "Mei"
    assert reason(operators.sign_in(staffed, "Mei", PIN, now=noon)) == "wrong_pin"
    assert reason(operators.sign_in(staffed, "Nobody", PIN, now=noon)) == "wrong_pin"
    assert reason(operators.sign_in(staffed, "Mei", "", now=noon)) == "wrong_pin"


def test_guessing_waits_and_a_new_process_is_no_new_start(staffed: EventFile, noon: datetime) -> None:
    for second in range(5):
        at = noon + timedelta(seconds=second)
        assert reason(operators.sign_in(staffed, "Mei", f"90{second}7", now=at)) == "wrong_pin"
    again = files.open_event(staffed.path)
    try:
        # Even the right one waits, so that nobody learns which it was by how it was refused.
        assert reason(operators.sign_in(again, "Mei", OTHER, now=noon + timedelta(seconds=20))) == "wait"
        assert isinstance(operators.sign_in(again, "Tom", OTHER, now=noon + timedelta(seconds=20)), Operator)
        assert isinstance(operators.sign_in(again, "Mei", OTHER, now=noon + timedelta(seconds=40)), Operator)
    finally:
        again.close()
    assert sum(1 for _row in reading.facts(staffed.db, kinds=["pin_refused"])) == 5


def test_a_clock_put_back_again_and_again_gives_one_try_each_time(staffed: EventFile, noon: datetime) -> None:
    for second in range(5):
        operators.sign_in(staffed, "Mei", f"90{second}7", now=noon + timedelta(seconds=second))
    for hours in (1, 2, 3):
        back = noon - timedelta(hours=hours)
        assert reason(operators.sign_in(staffed, "Mei", "9157", now=back)) == "wrong_pin"
        assert reason(operators.sign_in(staffed, "Mei", "9158", now=back + timedelta(seconds=1))) == "wait"
    assert isinstance(operators.sign_in(staffed, "Mei", OTHER, now=noon - timedelta(hours=4)), Operator)


def test_a_pin_changed_while_one_was_being_compared_does_not_count(
    staffed: EventFile, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    from console import pin_hashes

    def slow(kept: str, pin: str) -> bool:
        operators.set_pin(staffed, "Mei", "904172", now=noon, operator="Ann")
        return True

    monkeypatch.setattr(pin_hashes, "fits", slow)
    assert reason(operators.sign_in(staffed, "Mei", OTHER, now=noon)) == "wrong_pin"


def test_the_right_pin_waits_when_others_guessed_while_it_was_compared(
    staffed: EventFile, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many processes that guess at once all looked before any of them was wrong: the file is asked again."""
    from console import pin_hashes

    def slow(kept: str, pin: str) -> bool:
        with staffed.transaction() as tx:
            tx.append([Draft("event", PinRefused("Mei"))] * 5, at=noon, operator="")
        return True

    monkeypatch.setattr(pin_hashes, "fits", slow)
    assert reason(operators.sign_in(staffed, "Mei", OTHER, now=noon)) == "wait"


def test_who_waits_costs_no_hashing(staffed: EventFile, noon: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or a guesser keeps the machine busy that the desk works on."""
    from console import pin_hashes

    with staffed.transaction() as tx:
        tx.append([Draft("event", PinRefused("Mei"))] * 5, at=noon, operator="")
    compared: list[str] = []
    monkeypatch.setattr(pin_hashes, "fits", lambda kept, pin: bool(compared.append(pin)))
    assert reason(operators.sign_in(staffed, "Mei", OTHER, now=noon)) == "wait"
    assert compared == []


# -- what they may do --------------------------------------------------------------------------------------------------
def test_a_desk_lets_nobody_in_past_a_rule_without_a_lead(staffed: EventFile, noon: datetime) -> None:
    def force(supervisor: str, proven: bool, by: str = "Mei", why: str = "same person") -> object:
        override = Override(why, supervisor, proven=proven)
        return desk.admit(staffed, guest="g1", door="main", now=noon, operator=by, force=override)

    desk.admit(staffed, guest="g1", door="main", now=noon, operator="Mei")
    before = reading.latest(staffed.db)
    assert reason(force("Ann", proven=False)) == "not_signed_in"
    assert reason(force("Tom", proven=True)) == "not_allowed"
    assert reason(force("", proven=True)) == "not_allowed"
    assert reason(force("", proven=False, by="Ann", why=" ")) == "no_reason"
    assert reading.latest(staffed.db) == before
    let_in = force("Ann", proven=True)
    assert isinstance(let_in, Answer) and let_in.forced and "Ann" in let_in.message
    own = force("", proven=False, by="Ann")
    assert isinstance(own, Answer) and own.forced and "Ann" in own.message


def test_a_walk_in_past_a_rule_is_a_leads_too(staffed: EventFile, noon: datetime) -> None:
    def walk_in(supervisor: str, proven: bool) -> object:
        force = Override("the speaker's driver", supervisor, proven)
        return desk.walk_in(staffed, {"name": "Li Na"}, now=noon, operator="Mei", door="main", force=force)

    before = len(list(reading.facts(staffed.db)))
    assert reason(walk_in("Ann", proven=False)) == "not_signed_in"
    assert reason(walk_in("Tom", proven=True)) == "not_allowed"
    assert len(list(reading.facts(staffed.db))) == before
    added = walk_in("Ann", proven=True)
    assert isinstance(added, desk.WalkedIn) and added.answer is not None and added.answer.verdict == "admitted"


def test_a_correction_is_no_way_round_the_lead(staffed: EventFile, noon: datetime) -> None:
    def change(by: str, **fields: str) -> object:
        return desk.change(staffed, "g1", fields, now=noon, operator=by)

    assert isinstance(change("Mei", seat="A1", status="blocked"), Changed)
    assert reason(change("Mei", status="expected")) == "not_allowed"
    assert reason(change("Mei", seat="A2", category="crew")) == "not_allowed"
    assert isinstance(change("Ann", status="expected", category="crew"), Changed)


def test_a_closed_event_is_corrected_by_a_lead_with_a_reason(staffed: EventFile, noon: datetime) -> None:
    with staffed.transaction() as tx:
        tx.append([Draft("event", StateSet("closed"))], at=noon, operator="Ann")
    refused = desk.admit(staffed, guest="g1", door="main", now=noon, operator="Ann")
    assert isinstance(refused, Answer) and refused.reason == "closed"
    corrected = desk.admit(
        staffed, guest="g1", door="main", now=noon, operator="Ann", force=Override("was on the paper list", "")
    )
    assert isinstance(corrected, Answer) and corrected.verdict == "admitted"
    assert reason(desk.change(staffed, "g1", {"seat": "B2"}, now=noon, operator="Mei")) == "closed"
    assert not isinstance(desk.change(staffed, "g1", {"seat": "B2"}, now=noon, operator="Ann"), Refusal)
    assert reason(desk.walk_in(staffed, {"name": "Li Na"}, now=noon, operator="Mei")) == "closed"


def test_undo_of_anothers_act_is_a_leads(staffed: EventFile, noon: datetime) -> None:
    first = desk.admit(staffed, guest="g1", door="main", now=noon, operator="Tom")
    assert isinstance(first, Answer)
    assert reason(desk.undo(staffed, act=first.fact, now=noon, operator="Mei")) == "not_allowed"
    assert isinstance(desk.undo(staffed, act=first.fact, now=noon, operator="Ann"), UndoAnswer)


# -- undoing who works here --------------------------------------------------------------------------------------------
def test_who_works_here_is_never_undone_by_the_way(staffed: EventFile, noon: datetime) -> None:
    assert reason(desk.undo(staffed, now=noon, operator="Ann")) == "nothing_to_undo"


def test_an_operator_is_undone_by_name_by_a_lead_and_never_the_last_lead(staffed: EventFile, noon: datetime) -> None:
    made = {
        row.fact.known.operator.name: row.fact.id
        for row in reading.facts(staffed.db, kinds=["operator_set"])
        if isinstance(row.fact.known, OperatorSet)
    }
    assert reason(desk.undo(staffed, act=made["Tom"], now=noon, operator="Mei")) == "not_allowed"
    assert reason(desk.undo(staffed, act=made["Ann"], now=noon, operator="Ann")) == "last_lead"
    gone = desk.undo(staffed, act=made["Tom"], now=noon, operator="Ann")
    assert isinstance(gone, UndoAnswer) and "Tom" not in tables.event(staffed.db).operators
    # Undoing that undo brings Tom back, so it is a lead's as well.
    assert reason(desk.undo(staffed, act=gone.fact, now=noon, operator="Mei")) == "not_allowed"
    assert isinstance(desk.undo(staffed, act=gone.fact, now=noon, operator="Ann"), UndoAnswer)
    assert "Tom" in tables.event(staffed.db).operators


def test_a_demoted_lead_does_not_undo_their_demotion(staffed: EventFile, noon: datetime) -> None:
    operators.set_role(staffed, "Mei", "lead", now=noon, operator="Ann")
    own = operators.set_role(staffed, "Mei", "desk", now=noon, operator="Mei")
    assert isinstance(own, OperatorAnswer)
    assert reason(desk.undo(staffed, act=own.fact, now=noon, operator="Mei")) == "not_allowed"


def test_a_wrong_pin_is_not_taken_back(staffed: EventFile, noon: datetime) -> None:
    operators.sign_in(staffed, "Mei", PIN, now=noon)
    wrong = next(iter(reading.facts(staffed.db, kinds=["pin_refused"]))).fact
    assert isinstance(desk.undo(staffed, act=wrong.id, now=noon, operator="Ann"), Refusal)


# -- other stations ----------------------------------------------------------------------------------------------------
@pytest.fixture
def copy_of(staffed: EventFile, tmp_path: Path) -> Callable[[], EventFile]:
    def copy() -> EventFile:
        files.backup(staffed, tmp_path / "other.callboard")
        return files.open_event(tmp_path / "other.callboard")

    return copy


def test_operators_of_another_station_come_by_a_lead_only_and_are_told(
    staffed: EventFile, noon: datetime, copy_of: Callable[[], EventFile]
) -> None:
    other = copy_of()
    with other.transaction() as tx:
        mallory = Operator("Mallory", "lead", "x")
        tx.append([Draft("event", OperatorSet(mallory))], at=noon, operator="Mallory")
        tx.append([Draft("event", OperatorSet(Operator("Mei", "lead", "y")))], at=noon, operator="Mallory")
    other.close()
    path = other.path
    assert reason(absorbing.absorb(staffed, path, now=noon, operator="Mei")) == "not_allowed"
    taken = absorbing.absorb(staffed, path, now=noon, operator="Ann")
    assert not isinstance(taken, Refusal)
    assert taken.operators == ("Mallory is an operator now: lead", "Mei is lead now, was desk")


def test_two_stations_that_each_took_the_other_lead_away_leave_one(
    staffed: EventFile, noon: datetime, copy_of: Callable[[], EventFile]
) -> None:
    operators.set_role(staffed, "Mei", "lead", now=noon, operator="Ann")
    other = copy_of()
    operators.remove(other, "Ann", now=noon, operator="Mei")
    other.close()
    with staffed.transaction() as tx:
        tx.append([Draft("event", OperatorRemoved("Mei"))], at=noon, operator="Ann")
    taken = absorbing.absorb(staffed, other.path, now=noon, operator="Ann")
    assert not isinstance(taken, Refusal)
    assert {n for n, o in tables.event(staffed.db).operators.items() if o.role == "lead"} == {"Ann"}
    assert verify(staffed).ok


# -- what is shown -----------------------------------------------------------------------------------------------------
def test_no_hash_no_key_and_no_address_in_the_log(staffed: EventFile, noon: datetime) -> None:
    desk.change(staffed, "g1", {"email": "ada@engines.org", "phone": "+44 20 7946 4821"}, now=noon, operator="Mei")
    lines = logbook.after(staffed).lines
    shown = [line.text for line in lines]
    shown += [text for line in lines for _name, text in logbook.entry(staffed, line.fact)]
    whole = "\n".join(shown)
    for secret in ("argon2", "5a5a", "engines", "7946"):
        assert secret not in whole
    assert "operator Mei: desk, with a PIN" in whole and "email = a…@e….org" in whole
