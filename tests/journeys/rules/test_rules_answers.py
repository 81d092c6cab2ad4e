"""In which order an entry is decided, what each answer says, and what an override passes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

FORCE = ("--force", "--reason", "host vouches", "--supervisor", "Zhao")


def test_each_status_has_its_word_its_class_and_what_would_do(desk: Any) -> None:
    said = {who: desk.admit(who, "09:00") for who in ("tom", "sofia", "may", "per")}
    assert {who: (got["reason"], got["class"]) for who, got in said.items()} == {
        "tom": ("cancelled", "stop"), "sofia": ("regrets", "stop"), "may": ("blocked", "stop"),
        "per": ("pending", "ask"),
    }  # fmt: skip
    assert said["tom"]["message"] == "This guest was cancelled. A lead can let them in with a reason."
    assert said["sofia"]["message"] == "This guest sent regrets. A lead can let them in with a reason."
    assert said["may"]["message"] == "Fetch the lead."
    assert said["per"]["message"] == "Not confirmed yet. A supervisor can let them in with a reason."
    assert desk.word("per", "09:01", door="soft") == "admitted"


def test_the_first_that_fails_is_the_answer(desk: Any) -> None:
    assert desk.word("tom", "09:00", door="lounge") == "cancelled"
    assert desk.word("may", "09:00", door="press") == "blocked"
    assert desk.word("per", "09:00", door="lounge") == "pending"
    assert desk.word("zoe", "09:00", door="press") == "not_this_door"
    desk.admit("li", "13:00", door="room")
    assert desk.word("zoe", "15:00", door="room") == "too_late", "and not full"
    assert desk.word("li", "15:00", door="room") == "already_in", "and not full"


def test_a_tickets_own_times_come_before_the_doors(desk: Any) -> None:
    early = desk.admit("zoe", "11:59")
    assert (early["reason"], early["message"]) == ("too_early", "Too early: this ticket lets in from 12:00.")
    at_the_door = desk.admit("zoe", "11:59", door="timed")
    assert at_the_door["try"]["at"] == "2026-03-10T13:20:00+00:00", "the nearest moment suits both"
    assert desk.word("zoe", "12:00") == "admitted"
    late = desk.admit("zoe", "14:01", door="timed")
    assert late["message"] == ("Too late: this ticket let in until 14:00. A supervisor can let them in with a reason.")
    tomorrow = desk.admit("eve", "10:00")
    assert tomorrow["message"] == "Too early: this ticket lets in from 2026-03-11 09:00."
    never = desk.admit("eve", "10:00", door="timed")
    assert never["try"] is None
    assert never["message"] == (
        "No time suits both this ticket and Matinee. A supervisor can let them in with a reason."
    )


def test_codes_that_are_nobodys_are_kept_word_for_word(desk: Any, ask: Any, tmp_path: Path, folder: Path) -> None:
    unknown = desk.admit("WHAT-IS-THIS", "09:00")
    assert (unknown["reason"], unknown["class"], unknown["guest"]) == ("unknown", "stop", None)
    mine = desk.do("ticket", "--guest", "ada")["code"]
    other = tmp_path / "other.callboard"
    ask("new", other, folder)
    theirs = desk.elsewhere(other).do("ticket", "--guest", "ada")["code"]
    forged = mine[:-2] + ("00" if mine[-2:] != "00" else "11")
    assert [desk.word(code, "09:01") for code in (theirs, forged)] == ["other_event", "forged"]
    new = desk.do("ticket", "--guest", "ada", "--replace")["code"]
    old = desk.admit(mine, "09:02")
    assert (old["reason"], old["class"]) == ("replaced", "stop")
    assert "newer one" in old["message"]
    for code in ("WHAT-IS-THIS", theirs, forged, mine):
        assert desk.admit(code, "09:03", *FORCE)["verdict"] == "refused", "no override passes the code"
    assert desk.word(new, "09:04") == "admitted"
    assert desk.out(mine, "09:05") == "left", "who is in may go out with the ticket they came with"
    log = ask("log", desk.path, "--json").out
    assert all(code in log for code in ("WHAT-IS-THIS", theirs, forged, mine))
    assert desk.summary()["entries"]["refused"] == 8


def test_an_entry_tells_the_desk_what_it_needs(desk: Any, ask: Any) -> None:
    got = desk.admit("ada", "09:00")
    assert got["message"] == "Welcome, Main entrance."
    assert (got["guest"]["attention"], got["guest"]["host"], got["guest"]["seat"]) == ("Aisle seat", "Zhao Min", "A1")
    assert (got["guest"]["give"], got["guest"]["item"]) == ("headset 041", "02")
    assert got["guest"]["speaks"] == "2026-03-10T10:00:00+00:00"
    assert got["delegation"] == {"in": 1, "of": 2}
    desk.undo()
    said = ask("admit", desk.path, "--guest", "ada", "--at", "09:00").out
    for words in ("Aisle seat", "seat A1", "met by Zhao Min", "speaks 10:00", "give headset 041", "Analysts 1 of 2 in"):
        assert words in said


def test_who_has_spoken_is_announced_no_more(desk: Any, ask: Any) -> None:
    slot = ask("speakers", desk.path, "main", "--json").json["slots"][0]["id"]
    desk.do("speaker", slot, "off")
    guest = desk.admit("ada", "12:00")["guest"]
    assert (guest["speaks"], guest["item"]) == (None, "")


def test_an_exit_is_never_refused_to_a_known_guest(desk: Any) -> None:
    assert [desk.out(who, "09:00") for who in ("tom", "sofia", "may", "per", "eve", "li")] == ["left"] * 6
    assert desk.out("ada", "09:00", door="lounge") == "left"
    main = next(door for door in desk.summary()["doors"] if door["id"] == "main")
    assert (main["exits"], main["no_entry"]) == (6, 6)
    assert desk.out("NOBODYS-CODE", "09:01") == "unknown"


@pytest.mark.parametrize(
    ("who", "door", "at"),
    [
        ("tom", "main", "09:00"), ("sofia", "main", "09:00"), ("may", "main", "09:00"), ("per", "main", "09:00"),
        ("ada", "lounge", "09:00"), ("ada", "timed", "09:00"), ("ada", "timed", "19:00"), ("zoe", "main", "20:00"),
    ],
)  # fmt: skip
def test_an_override_passes_every_rule_but_the_code_and_the_limit(desk: Any, who: str, door: str, at: str) -> None:
    refused = desk.admit(who, at, door=door)
    assert refused["verdict"] == "refused"
    got = desk.admit(who, at, *FORCE, door=door)
    assert (got["verdict"], got["forced"], got["force_sent"]) == ("admitted", True, True)
    assert got["message"] == "Let in by Zhao: host vouches."


def test_one_let_in_twice_by_a_person_is_no_contradiction(desk: Any) -> None:
    desk.admit("ada", "09:00")
    desk.admit("ada", "09:05", *FORCE)
    main = next(door for door in desk.summary()["doors"] if door["id"] == "main")
    assert (main["entries"], main["double"]) == (2, 0)


def test_an_override_that_was_not_needed_says_so(desk: Any, ask: Any) -> None:
    got = desk.admit("ada", "09:00", *FORCE)
    assert (got["verdict"], got["forced"], got["force_sent"]) == ("admitted", False, True)
    assert "override was sent, not needed" in ask("log", desk.path).out


@pytest.mark.parametrize("missing", [("--reason", "x"), ("--supervisor", "Zhao"), ()])
def test_an_override_wants_a_reason_and_a_supervisor(desk: Any, ask: Any, missing: tuple[str, ...]) -> None:
    said = ask("admit", desk.path, "--guest", "tom", "--at", "09:00", "--force", *missing)
    assert said.status == 2
    assert desk.summary()["entries"] == {"entries": 0, "exits": 0, "refused": 0, "undone": 0}
