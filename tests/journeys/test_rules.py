"""The rules of the door as the program keeps them: the command line on a real file, one rule a story."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

EVENT = """
[event]
name = "Rules"
date = 2026-03-10
zone = "Europe/London"
[stage.main]
title = "Main auditorium"
[door.main]
title = "Main entrance"
[door.side]
title = "Side entrance"
shares = "main"
[door.lounge]
title = "VIP lounge"
admits = ["VIP", "Speaker"]
[door.press]
title = "Press desk"
admits = ["press"]
[door.staff]
title = "Stage door"
admits = ["staff"]
[door.room]
title = "Room 2"
capacity = 1
limit = 2
[door.gallery]
title = "Gallery"
shares = "room"
[door.timed]
title = "Matinee"
opens = "13:30"
closes = "15:00"
tolerance = 10
[door.party]
title = "Party"
opens = "22:00"
closes = "02:00"
[door.once]
title = "Dinner"
reentry = false
[door.many]
title = "Foyer"
entry = "many"
[door.soft]
title = "Help desk"
pending = true
[door.open]
title = "Courtyard"
exits = "unscanned"
capacity = 1
[door.gate]
title = "Car park gate"
perimeter = true
arrival = false
"""
GUESTS = """id,code,name,category,status,valid_from,valid_until,seat,host,attention,give,delegation
ada,TIX-ADA,Ada Byron,delegate,,,,A1,Zhao Min,Aisle seat,headset 041,Analysts
li,TIX-LI,李立言,vip,,,,,,,,Analysts
tom,,Tom Reed,press,cancelled,,,,,,,
sofia,,Sofia Lind,,regrets,,,,,,,
may,,May Chan,vip,blocked,,,,,,,
per,,Per Ødegård,delegate,pending,,,,,,,
zoe,,Zoë Quinn,speaker,,12:00,14:00,,,,,
eve,,Eve Hart,delegate,,2026-03-11T09:00,,,,,,
nobody,,No Category,,,,,,,,,
kit,,Kit Vale,press,,,,,,,,
"""
SPEAKERS = "item,order,name,role,length,guest\n02,1,Ada Byron,chair,10,ada\n"
PROGRAMME = "id,stage,start,end,length,title\n01,main,09:30,10:00,,Opening\n02,main,,,20,Keynote\n"
FORCE = ("--force", "--reason", "host vouches", "--supervisor", "Zhao")


class Desk:
    """One operator at one event file; every answer as JSON."""

    def __init__(self, ask: Any, path: Path, operator: str = "Mei") -> None:
        self.ask, self.path, self.operator = ask, path, operator

    def do(self, *words: object) -> Any:
        return self.ask(words[0], self.path, *words[1:], "--operator", self.operator, "--json").json

    def admit(self, guest: str, at: str, *more: str, door: str = "main") -> Any:
        who = ("--guest", guest) if guest.islower() else (guest,)
        return self.do("admit", *who, "--door", door, "--at", at, *more)

    def word(self, guest: str, at: str, *more: str, door: str = "main") -> str:
        """The reason of a refusal, else the verdict."""
        got = self.admit(guest, at, *more, door=door)
        return got["reason"] or got["verdict"]

    def out(self, guest: str, at: str, door: str = "main") -> str:
        return self.word(guest, at, "--out", door=door)

    def undo(self, act: str | None = None) -> Any:
        return self.do("undo", *(("--act", act) if act else ()))

    def summary(self, *more: str) -> Any:
        return self.ask("summary", self.path, *more, "--json").json


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "rules"
    made.mkdir()
    files = {"event.toml": EVENT, "guests.csv": GUESTS, "programme.csv": PROGRAMME, "speakers.csv": SPEAKERS}
    for name, text in files.items():
        (made / name).write_text(text, encoding="utf-8")
    return made


@pytest.fixture
def desk(ask: Any, folder: Path, tmp_path: Path) -> Desk:
    path = tmp_path / "day.callboard"
    said = ask("new", path, folder)
    assert said.status == 0, said.err
    return Desk(ask, path)


# -- doors -------------------------------------------------------------------------------------------------------------
def test_two_entrances_keep_one_record(desk: Desk) -> None:
    assert desk.word("ada", "09:00") == "admitted"
    again = desk.admit("ada", "09:01", door="side")
    assert (again["reason"], again["class"]) == ("already_in", "ask")
    assert again["message"] == (
        "Already in since 09:00, Main entrance, by Mei. Same person? Then let in with that reason."
    )
    assert desk.out("ada", "09:02", door="side") == "left"
    assert desk.word("ada", "09:03") == "admitted"


def test_a_door_without_a_list_takes_everybody_and_a_list_only_its_own(desk: Desk) -> None:
    assert desk.word("li", "09:00", door="lounge") == "admitted"
    assert desk.word("nobody", "09:00") == "admitted"
    refused = desk.admit("nobody", "09:01", door="staff")
    assert (refused["reason"], refused["class"]) == ("not_this_door", "ask")
    assert "Stage door is not for guests without a category; send them to" in refused["message"]


def test_the_wrong_door_names_those_that_would_take_them_now(desk: Desk) -> None:
    assert desk.admit("kit", "08:00", door="lounge")["message"] == (
        "VIP lounge is not for press; send them to Main entrance or Press desk or Room 2."
    ), "two entrances of one place are one"
    for door in ("main", "room", "once", "many", "soft", "open", "gate"):
        desk.admit("kit", "09:00", door=door)
    desk.admit("kit", "13:45", door="timed")
    assert desk.admit("kit", "13:50", door="lounge")["message"] == (
        "VIP lounge is not for press; send them to Press desk or Foyer."
    )


def test_the_wrong_door_where_no_other_would_take_them_wants_a_supervisor(ask: Any, tmp_path: Path) -> None:
    folder = tmp_path / "two"
    folder.mkdir()
    (folder / "event.toml").write_text(EVENT.split("[door.press]")[0], encoding="utf-8")
    (folder / "guests.csv").write_text(GUESTS, encoding="utf-8")
    ask("new", tmp_path / "two.callboard", folder)
    desk = Desk(ask, tmp_path / "two.callboard")
    desk.admit("ada", "09:00")
    assert desk.admit("ada", "09:05", door="lounge")["message"] == (
        "VIP lounge is not for delegate. A supervisor can let them in with a reason."
    )


def test_a_window_with_its_tolerance(desk: Desk) -> None:
    early = desk.admit("ada", "13:19:59", door="timed")
    assert (early["reason"], early["class"]) == ("too_early", "ask")
    assert early["try"] == {"at": "2026-03-10T13:20:00+00:00"}
    assert early["message"] == "Too early: Matinee lets in from 13:20."
    assert desk.word("ada", "13:20", door="timed") == "admitted"
    assert desk.word("li", "15:10", door="timed") == "admitted"
    late = desk.admit("kit", "15:10:01", door="timed")
    assert (late["reason"], late["try"]["at"]) == ("too_late", "2026-03-10T15:10:00+00:00")
    assert late["message"] == "Too late: Matinee let in until 15:10. A supervisor can let them in with a reason."
    assert desk.out("ada", "18:00", door="timed") == "left", "the window is for entries only"


def test_a_door_that_closes_the_next_day_and_nothing_resets_at_midnight(desk: Desk) -> None:
    assert desk.word("ada", "23:30", door="party") == "admitted"
    assert desk.word("ada", "2026-03-11T00:30", door="party") == "already_in"
    assert desk.word("li", "2026-03-11T01:59", door="party") == "admitted"
    assert desk.word("kit", "2026-03-11T02:01", door="party") == "too_late"
    assert "since 2026-03-10 23:30" in desk.admit("ada", "2026-03-11T00:31", door="party")["message"]


def test_full_says_how_many_of_how_many_and_the_limit_is_never_passed(desk: Desk) -> None:
    assert desk.word("ada", "09:00", door="room") == "admitted"
    full = desk.admit("li", "09:01", door="room")
    assert (full["reason"], full["class"]) == ("full", "ask")
    assert full["message"] == ("Room 2 is full, 1 of 1: wait until one leaves, or a supervisor lets them in.")
    assert desk.word("li", "09:02", *FORCE, door="room") == "admitted"
    for more in ((), FORCE):
        stopped = desk.admit("kit", "09:03", *more, door="room")
        assert (stopped["reason"], stopped["class"]) == ("full", "stop")
        assert stopped["message"] == (
            "Room 2 is at its safe number, 2 of 2: nobody in until one leaves or heads are counted."
        )
        assert stopped["force_sent"] is bool(more)
    assert desk.out("ada", "09:04", door="room") == "left"
    assert desk.word("kit", "09:05", *FORCE, door="room") == "admitted"


def test_a_second_entrance_makes_a_room_no_larger(desk: Desk) -> None:
    desk.admit("ada", "09:00", door="room")
    assert desk.admit("li", "09:01", door="gallery")["message"].startswith("Gallery is full, 1 of 1:")
    desk.admit("li", "09:02", *FORCE, door="gallery")
    assert desk.admit("kit", "09:03", *FORCE, door="gallery")["class"] == "stop"


def test_only_a_head_count_changes_how_many_are_inside(desk: Desk) -> None:
    desk.admit("ada", "09:00", door="room")
    assert desk.word("li", "09:01", door="room") == "full"
    desk.do("headcount", "room", "0", "--at", "09:02")
    assert desk.word("li", "09:03", door="room") == "admitted"
    desk.do("headcount", "room", "2", "--at", "09:04")
    assert desk.admit("kit", "09:05", door="room")["class"] == "stop"
    assert desk.word("kit", "09:01:30", door="room") == "full", "a count made later does not count for an earlier entry"


def test_where_exits_are_not_scanned_full_is_not_judged_and_the_checks_say_so(desk: Desk, ask: Any) -> None:
    assert desk.word("ada", "09:00", door="open") == "admitted"
    assert desk.word("li", "09:01", door="open") == "admitted"
    courtyard = next(door for door in desk.summary()["doors"] if door["id"] == "open")
    assert (courtyard["entries"], courtyard["inside"], courtyard["peak"]) == (2, None, None)
    checks = [check for check in ask("preflight", desk.path, "--json").json["checks"] if check["what"] == "door"]
    assert [check["name"] for check in checks] == ["Courtyard"]
    assert "exits are not scanned" in checks[0]["detail"]


def test_in_again_unless_the_door_lets_nobody_in_twice(desk: Desk) -> None:
    desk.admit("ada", "09:00", door="once")
    assert desk.out("ada", "09:30", door="once") == "left"
    again = desk.admit("ada", "10:00", door="once")
    assert (again["reason"], again["class"], again["earlier"]["at"]) == (
        "already_in",
        "ask",
        "2026-03-10T09:00:00+00:00",
    )
    assert (
        again["message"] == "In once from 09:00 to 09:30 (Dinner, by Mei). Same person? Then let in with that reason."
    )
    assert (
        desk.word("ada", "10:01", "--force", "--reason", "same person", "--supervisor", "Zhao", door="once")
        == "admitted"
    )


def test_many_entries_and_an_exit_that_uses_up_nothing(desk: Desk) -> None:
    assert [desk.word("ada", at, door="many") for at in ("09:00", "09:01")] == ["admitted", "admitted"]
    foyer = next(door for door in desk.summary()["doors"] if door["id"] == "many")
    assert (foyer["entries"], foyer["double"]) == (2, 0)
    assert desk.out("li", "09:00", door="once") == "left"
    assert desk.word("li", "09:10", door="once") == "admitted"


def test_leaving_the_event_leaves_every_room(desk: Desk) -> None:
    desk.admit("ada", "09:00")
    desk.admit("ada", "09:10", door="once")
    assert desk.out("ada", "09:20", door="gate") == "left"
    assert desk.summary()["guests"]["inside"] == 0
    assert desk.word("ada", "09:30", door="once") == "already_in", "out of the event is out of the room"
    assert desk.word("ada", "09:31") == "admitted"


def test_leaving_a_room_is_not_leaving_the_event(desk: Desk) -> None:
    desk.admit("ada", "09:00")
    desk.admit("ada", "09:10", door="many")
    desk.out("ada", "09:20", door="many")
    assert desk.summary()["guests"]["inside"] == 1
    desk.admit("ada", "09:25", door="many")
    assert desk.out("ada", "09:30", door="main") == "left", "the first door is the event's own"
    assert desk.summary()["guests"]["inside"] == 0


def test_a_door_where_nobody_arrives(desk: Desk) -> None:
    desk.admit("ada", "09:00", door="gate")
    assert desk.summary()["guests"]["arrived"] == 0
    desk.admit("ada", "09:05")
    assert desk.summary()["guests"]["arrived"] == 1


# -- the order of the answers, and what each says ----------------------------------------------------------------------
def test_each_status_has_its_word_its_class_and_what_would_do(desk: Desk) -> None:
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


def test_the_first_that_fails_is_the_answer(desk: Desk) -> None:
    assert desk.word("tom", "09:00", door="lounge") == "cancelled"
    assert desk.word("may", "09:00", door="press") == "blocked"
    assert desk.word("per", "09:00", door="lounge") == "pending"
    assert desk.word("zoe", "09:00", door="press") == "not_this_door"
    desk.admit("li", "13:00", door="room")
    assert desk.word("zoe", "15:00", door="room") == "too_late", "and not full"
    assert desk.word("li", "15:00", door="room") == "already_in", "and not full"


def test_a_tickets_own_times_come_before_the_doors(desk: Desk) -> None:
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


def test_codes_that_are_nobodys_are_kept_word_for_word(desk: Desk, ask: Any, tmp_path: Path, folder: Path) -> None:
    unknown = desk.admit("WHAT-IS-THIS", "09:00")
    assert (unknown["reason"], unknown["class"], unknown["guest"]) == ("unknown", "stop", None)
    mine = desk.do("ticket", "--guest", "ada")["code"]
    other = tmp_path / "other.callboard"
    ask("new", other, folder)
    theirs = Desk(ask, other).do("ticket", "--guest", "ada")["code"]
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


def test_an_entry_tells_the_desk_what_it_needs(desk: Desk, ask: Any) -> None:
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


def test_an_exit_is_never_refused_to_a_known_guest(desk: Desk) -> None:
    assert [desk.out(who, "09:00") for who in ("tom", "sofia", "may", "per", "eve", "li")] == ["left"] * 6
    assert desk.out("ada", "09:00", door="lounge") == "left"
    main = next(door for door in desk.summary()["doors"] if door["id"] == "main")
    assert (main["exits"], main["no_entry"]) == (6, 6)
    assert desk.out("NOBODYS-CODE", "09:01") == "unknown"


# -- overrides ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("who", "door", "at"),
    [
        ("tom", "main", "09:00"), ("sofia", "main", "09:00"), ("may", "main", "09:00"), ("per", "main", "09:00"),
        ("ada", "lounge", "09:00"), ("ada", "timed", "09:00"), ("ada", "timed", "19:00"), ("zoe", "main", "20:00"),
    ],
)  # fmt: skip
def test_an_override_passes_every_rule_but_the_code_and_the_limit(desk: Desk, who: str, door: str, at: str) -> None:
    refused = desk.admit(who, at, door=door)
    assert refused["verdict"] == "refused"
    got = desk.admit(who, at, *FORCE, door=door)
    assert (got["verdict"], got["forced"], got["force_sent"]) == ("admitted", True, True)
    assert got["message"] == "Let in by Zhao: host vouches."


def test_an_override_that_was_not_needed_says_so(desk: Desk, ask: Any) -> None:
    got = desk.admit("ada", "09:00", *FORCE)
    assert (got["verdict"], got["forced"], got["force_sent"]) == ("admitted", False, True)
    assert "override was sent, not needed" in ask("log", desk.path).out


@pytest.mark.parametrize("missing", [("--reason", "x"), ("--supervisor", "Zhao"), ()])
def test_an_override_wants_a_reason_and_a_supervisor(desk: Desk, ask: Any, missing: tuple[str, ...]) -> None:
    said = ask("admit", desk.path, "--guest", "tom", "--at", "09:00", "--force", *missing)
    assert said.status == 2
    assert desk.summary()["entries"] == {"entries": 0, "exits": 0, "refused": 0, "undone": 0}


# -- undo, nonces, times -----------------------------------------------------------------------------------------------
def test_anybody_takes_back_anything_by_its_name_and_undo_of_undo_brings_it_back(desk: Desk, ask: Any) -> None:
    got = desk.admit("ada", "09:00", "--nonce", "n1")
    kit = Desk(ask, desk.path, "Kit")
    assert kit.do("undo")["refused"] == "nothing_to_undo", "without a name it is one's own"
    undone = kit.undo(got["fact"])
    assert undone["undid"] == got["fact"]
    assert kit.do("undo")["refused"] == "nothing_to_undo", "an undo is only taken back by its name"
    assert desk.admit("ada", "09:00", "--nonce", "n1")["verdict"] == "undone"
    assert desk.summary()["guests"]["arrived"] == 0
    desk.undo(undone["fact"])
    again = desk.admit("ada", "09:30", "--nonce", "n1")
    assert (again["verdict"], again["repeat"], again["at"]) == ("admitted", True, "2026-03-10T09:00:00+00:00")
    assert desk.summary()["guests"]["arrived"] == 1


def test_what_another_station_did_is_taken_back_here_and_there(desk: Desk, ask: Any, tmp_path: Path) -> None:
    there = tmp_path / "there.callboard"
    ask("backup", desk.path, tmp_path / "copy.callboard")
    ask("restore", tmp_path / "copy.callboard", there)
    far = Desk(ask, there, "Kit")
    got = far.admit("ada", "09:00")
    ask("absorb", desk.path, there)
    assert desk.word("ada", "09:05") == "already_in"
    assert desk.undo(got["fact"])["undid"] == got["fact"]
    assert desk.word("ada", "09:06") == "admitted"
    ask("absorb", there, desk.path)
    assert far.summary()["guests"] == desk.summary()["guests"]
    assert far.word("ada", "09:07") == "already_in"


def test_a_late_entry_is_judged_by_what_stood_at_its_own_time(desk: Desk) -> None:
    desk.admit("ada", "10:00")
    assert desk.word("ada", "09:30") == "admitted", "the later entry had not happened"
    assert desk.word("ada", "09:45") == "already_in"
    desk.admit("li", "10:00", door="room")
    desk.out("li", "10:30", door="room")
    assert desk.word("kit", "10:15", door="room") == "full", "it was full then, and is not now"
    assert desk.word("kit", "10:31", door="room") == "admitted"


def _in(ask: Any, desk: Desk, at: str) -> Any:
    """Was the guest in at that time, as the search tells it?"""
    return ask("find", desk.path, "TIX-LI", "--at", at, "--json").json["matches"][0]["in"]


def test_as_of_a_time_what_was_undone_never_happened(desk: Desk, ask: Any) -> None:
    gone = desk.admit("ada", "09:00")
    desk.admit("li", "10:00")
    desk.undo(gone["fact"])
    assert desk.summary("--at", "09:30")["guests"]["arrived"] == 0
    assert desk.summary("--at", "10:00")["guests"]["arrived"] == 1
    assert _in(ask, desk, "09:59") is False
    assert _in(ask, desk, "10:00") is True


def test_a_nonce_answers_its_own_request_before_every_other_rule(desk: Desk, ask: Any) -> None:
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


def test_a_nonce_is_of_its_station(desk: Desk, ask: Any, tmp_path: Path) -> None:
    ask("backup", desk.path, tmp_path / "copy.callboard")
    ask("restore", tmp_path / "copy.callboard", tmp_path / "far.callboard")
    far = Desk(ask, tmp_path / "far.callboard")
    far.admit("ada", "09:00", "--nonce", "n")
    ask("absorb", desk.path, far.path)
    assert desk.word("li", "09:01", "--nonce", "n") == "admitted"


def test_a_refusal_asked_again_says_the_same_though_the_room_changed(desk: Desk) -> None:
    desk.admit("ada", "09:00", door="room")
    first = desk.admit("li", "09:01", "--nonce", "r", door="room")
    desk.out("ada", "09:02", door="room")
    assert desk.admit("li", "09:03", "--nonce", "r", door="room")["message"] == first["message"]


# -- the state of the event --------------------------------------------------------------------------------------------
def test_open_starts_fresh_after_a_rehearsal_whose_facts_are_kept(desk: Desk, ask: Any) -> None:
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


def test_a_rehearsal_takes_back_nothing_of_the_day(desk: Desk, ask: Any) -> None:
    got = desk.admit("ada", "09:00")
    ask("state", desk.path, "rehearsal")
    practised = desk.admit("ada", "09:00")
    corrected = desk.do("guest", "li", "--set", "seat=B2")["fact"]
    assert desk.undo(got["fact"])["refused"] == "other_mode"
    assert desk.undo(corrected)["undid"] == corrected, "the plan is one for both"
    ask("state", desk.path, "open")
    assert desk.undo(practised["fact"])["refused"] == "other_mode"
    assert desk.word("ada", "09:05") == "already_in"
    assert desk.undo(got["fact"])["undid"] == got["fact"]


def test_closed_takes_a_correction_with_a_reason_and_still_lets_out(desk: Desk, ask: Any) -> None:
    ask("state", desk.path, "closed")
    no = desk.admit("ada", "19:00")
    assert (no["reason"], no["class"]) == ("closed", "stop")
    assert no["message"] == "The event is closed; a lead can write a correction with a reason."
    late = desk.admit("ada", "09:00", "--force", "--reason", "on paper", "--supervisor", "Zhao")
    assert (late["verdict"], late["forced"]) == ("admitted", True)
    assert desk.out("ada", "19:10") == "left"


# -- one of two rows, one of two people --------------------------------------------------------------------------------
def test_both_codes_of_a_guest_listed_twice_are_one_guest(desk: Desk) -> None:
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


def test_a_guest_who_comes_after_their_deputy_is_let_in_and_the_desk_is_told(desk: Desk) -> None:
    deputy = desk.do("deputy", "ada", "--name", "Bo Stone", "--at", "09:00")["guest"]["id"]
    entered = desk.admit(deputy, "09:01")
    assert (entered["verdict"], entered["message"]) == ("admitted", "Welcome, Main entrance. Instead of Ada Byron.")
    both = desk.admit("ada", "09:30")
    assert (both["verdict"], both["message"]) == (
        "admitted", "Welcome, Main entrance. Bo Stone came instead of them at 09:01: now both are here."
    )  # fmt: skip


def test_a_guest_who_comes_before_their_deputy(desk: Desk) -> None:
    deputy = desk.do("deputy", "ada", "--name", "Bo Stone", "--at", "09:00")["guest"]["id"]
    assert desk.admit("ada", "09:30")["message"] == "Welcome, Main entrance. Bo Stone was to come instead of them."
    assert desk.admit(deputy, "09:40")["message"] == (
        "Welcome, Main entrance. Instead of Ada Byron, who came at 09:30: now both are here."
    )
