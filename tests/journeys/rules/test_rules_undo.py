"""Undo, nonces, times written down late, rehearsal and close, and guests who are one or two people."""

from __future__ import annotations

from pathlib import Path
from typing import Any

FORCE = ("--force", "--reason", "host vouches", "--supervisor", "Zhao")


def test_anybody_takes_back_anything_by_its_name_and_undo_of_undo_brings_it_back(desk: Any, ask: Any) -> None:
    got = desk.admit("ada", "09:00", "--nonce", "n1")
    kit = desk.elsewhere(operator="Kit")
    assert kit.do("undo")["refused"] == "nothing_to_undo", "without a name it is one's own"
    undone = kit.undo(got["fact"])
    assert undone["undid"] == got["fact"]
    assert kit.undo(got["fact"])["refused"] == "already_undone"
    assert kit.do("undo")["refused"] == "nothing_to_undo", "an undo is only taken back by its name"
    assert desk.admit("ada", "09:00", "--nonce", "n1")["verdict"] == "undone"
    assert desk.summary()["guests"]["arrived"] == 0
    desk.undo(undone["fact"])
    again = desk.admit("ada", "09:30", "--nonce", "n1")
    assert (again["verdict"], again["repeat"], again["at"]) == ("admitted", True, "2026-03-10T09:00:00+00:00")
    assert desk.summary()["guests"]["arrived"] == 1


def test_what_another_station_did_is_taken_back_here_and_there(desk: Any, ask: Any, tmp_path: Path) -> None:
    there = tmp_path / "there.callboard"
    ask("backup", desk.path, tmp_path / "copy.callboard")
    ask("restore", tmp_path / "copy.callboard", there)
    far = desk.elsewhere(there, "Kit")
    got = far.admit("ada", "09:00")
    ask("absorb", desk.path, there)
    assert desk.word("ada", "09:05") == "already_in"
    assert desk.undo(got["fact"])["undid"] == got["fact"]
    assert desk.word("ada", "09:06") == "admitted"
    ask("absorb", there, desk.path)
    assert far.summary()["guests"] == desk.summary()["guests"]
    assert far.word("ada", "09:07") == "already_in"


def test_a_late_entry_is_judged_by_what_stood_at_its_own_time(desk: Any) -> None:
    desk.admit("ada", "10:00")
    assert desk.word("ada", "09:30") == "admitted", "the later entry had not happened"
    assert desk.word("ada", "09:45") == "already_in"
    desk.out("ada", "11:00")
    assert desk.word("ada", "08:00") == "admitted"
    assert desk.summary()["guests"]["inside"] == 0, "written down last, but what happened last is the exit"
    desk.admit("li", "10:00", door="room")
    desk.out("li", "10:30", door="room")
    assert desk.word("kit", "10:15", door="room") == "full", "it was full then, and is not now"
    assert desk.word("kit", "10:31", door="room") == "admitted"


def _in(ask: Any, desk: Any, at: str) -> Any:
    """Was the guest in at that time, as the search tells it?"""
    return ask("find", desk.path, "TIX-LI", "--at", at, "--json").json["matches"][0]["in"]


def test_as_of_a_time_what_was_undone_never_happened(desk: Any, ask: Any) -> None:
    gone = desk.admit("ada", "09:00")
    desk.admit("li", "10:00")
    desk.undo(gone["fact"])
    assert desk.summary("--at", "09:30")["guests"]["arrived"] == 0
    assert desk.summary("--at", "10:00")["guests"]["arrived"] == 1
    assert _in(ask, desk, "09:59") is False
    assert _in(ask, desk, "10:00") is True


def test_a_nonce_answers_its_own_request_before_every_other_rule(desk: Any, ask: Any) -> None:
    first = desk.admit("ada", "09:00", "--nonce", "n")
    ask("state", desk.path, "closed")
    again = desk.admit("TIX-ADA", "11:00", "--nonce", "n")
    assert (again["fact"], again["repeat"], again["at"]) == (first["fact"], True, first["at"])
    for words in (
        ("--guest", "li"), ("--guest", "ada", "--door", "side"), ("--guest", "ada", "--out"), ("NOTACODE",),
    ):  # fmt: skip
        said = ask("admit", desk.path, *words, "--nonce", "n", "--json")
        assert (said.status, said.json["error"]["code"]) == (2, "nonce_used")
    refused = desk.admit("tom", "09:00", "--nonce", "r")
    forced = desk.admit("tom", "09:10", *FORCE, "--nonce", "r")
    assert (forced["verdict"], forced["repeat"], forced["message"]) == ("refused", True, refused["message"])


def test_a_nonce_is_of_its_station(desk: Any, ask: Any, tmp_path: Path) -> None:
    ask("backup", desk.path, tmp_path / "copy.callboard")
    ask("restore", tmp_path / "copy.callboard", tmp_path / "far.callboard")
    far = desk.elsewhere(tmp_path / "far.callboard")
    far.admit("ada", "09:00", "--nonce", "n")
    ask("absorb", desk.path, far.path)
    assert desk.word("li", "09:01", "--nonce", "n") == "admitted"


def test_a_refusal_asked_again_says_the_same_though_the_room_changed(desk: Any) -> None:
    desk.admit("ada", "09:00", door="room")
    first = desk.admit("li", "09:01", "--nonce", "r", door="room")
    desk.out("ada", "09:02", door="room")
    assert desk.admit("li", "09:03", "--nonce", "r", door="room")["message"] == first["message"]


def test_open_starts_fresh_after_a_rehearsal_whose_facts_are_kept(desk: Any, ask: Any) -> None:
    ask("state", desk.path, "rehearsal")
    assert desk.word("ada", "09:00", "--nonce", "n") == "admitted"
    assert desk.word("ada", "09:01") == "already_in"
    ask("state", desk.path, "open")
    assert desk.summary()["entries"] == {"entries": 0, "exits": 0, "refused": 0, "undone": 0}
    assert desk.admit("ada", "09:00", "--nonce", "n")["verdict"] == "undone"
    assert desk.word("ada", "09:00") == "admitted"
    assert ask("log", desk.path).out.count("Ada Byron came in") == 2, "kept, and marked"
    ask("state", desk.path, "rehearsal")
    assert desk.word("ada", "09:02") == "already_in"
    assert ask("verify", desk.path).status == 0


def test_a_rehearsal_takes_back_nothing_of_the_day(desk: Any, ask: Any) -> None:
    got = desk.admit("ada", "09:00")
    ask("state", desk.path, "rehearsal")
    practised = desk.admit("ada", "09:00")
    slip = desk.undo(desk.admit("kit", "09:00")["fact"])
    corrected = desk.do("guest", "li", "--set", "seat=B2")["fact"]
    assert desk.undo(got["fact"])["refused"] == "other_mode"
    kept = desk.do("guest", "li", "--set", "host=Zhao")["fact"]
    undone = desk.undo(corrected)
    assert undone["undid"] == corrected, "the plan is one for both"
    ask("state", desk.path, "open")
    assert desk.undo(practised["fact"])["refused"] == "other_mode"
    assert desk.undo(slip["fact"])["refused"] == "other_mode", "nor is an undo of the rehearsal taken back"
    assert desk.undo(kept)["undid"] == kept
    assert desk.undo(undone["fact"])["undid"] == undone["fact"]
    assert desk.word("ada", "09:05") == "already_in"
    assert desk.undo(got["fact"])["undid"] == got["fact"]


def test_closed_takes_a_correction_with_a_reason_and_still_lets_out(desk: Any, ask: Any) -> None:
    ask("state", desk.path, "closed")
    no = desk.admit("ada", "19:00")
    assert (no["reason"], no["class"]) == ("closed", "stop")
    assert no["message"] == "The event is closed; a lead can write a correction with a reason."
    late = desk.admit("ada", "09:00", "--force", "--reason", "on paper", "--supervisor", "Zhao")
    assert (late["verdict"], late["forced"]) == ("admitted", True)
    assert desk.out("ada", "19:10") == "left"


def test_both_codes_of_a_guest_listed_twice_are_one_guest(desk: Any) -> None:
    desk.do("merge", "ada", "li")
    got = desk.admit("TIX-LI", "09:00", "--nonce", "n")
    assert (got["verdict"], got["guest"]["id"]) == ("admitted", "ada")
    for who in ("ada", "li", "TIX-ADA", "TIX-LI"):
        again = desk.admit(who, "09:05", "--nonce", "n")
        assert (again["verdict"], again["repeat"]) == ("admitted", True)
        assert desk.word(who, "09:05") == "already_in"
    assert desk.summary()["guests"]["arrived"] == 1
    assert desk.out("li", "09:10") == "left"
    desk.undo(got["fact"])
    assert desk.word("TIX-ADA", "09:30") == "admitted"


def test_a_guest_who_comes_after_their_deputy_is_let_in_and_the_desk_is_told(desk: Any) -> None:
    deputy = desk.do("deputy", "ada", "--name", "Bo Stone", "--at", "09:00")["guest"]["id"]
    entered = desk.admit(deputy, "09:01")
    assert (entered["verdict"], entered["message"]) == ("admitted", "Welcome, Main entrance. Instead of Ada Byron.")
    both = desk.admit("ada", "09:30")
    assert (both["verdict"], both["message"]) == (
        "admitted", "Welcome, Main entrance. Bo Stone came instead of them at 09:01: now both are here."
    )  # fmt: skip


def test_a_guest_who_comes_before_their_deputy(desk: Any) -> None:
    deputy = desk.do("deputy", "ada", "--name", "Bo Stone", "--at", "09:00")["guest"]["id"]
    assert desk.admit("ada", "09:30")["message"] == "Welcome, Main entrance. Bo Stone was to come instead of them."
    assert desk.admit(deputy, "09:40")["message"] == (
        "Welcome, Main entrance. Instead of Ada Byron, who came at 09:30: now both are here."
    )
