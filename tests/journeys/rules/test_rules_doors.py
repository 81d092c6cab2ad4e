"""What each door lets in, when, and how many: the command line on a real file, one rule a story."""

from __future__ import annotations

from typing import Any

FORCE = ("--force", "--reason", "host vouches", "--supervisor", "Zhao")


def test_two_entrances_keep_one_record(desk: Any) -> None:
    assert desk.word("ada", "09:00") == "admitted"
    again = desk.admit("ada", "09:01", door="side")
    assert (again["reason"], again["class"]) == ("already_in", "ask")
    assert again["message"] == (
        "Already in since 09:00, Main entrance, by Mei. Same person? Then let in with that reason."
    )
    assert desk.out("ada", "09:02", door="side") == "left"
    assert desk.word("ada", "09:03") == "admitted"


def test_a_door_without_a_list_takes_everybody_and_a_list_only_its_own(desk: Any) -> None:
    assert desk.word("li", "09:00", door="lounge") == "admitted"
    assert desk.word("nobody", "09:00") == "admitted"
    refused = desk.admit("nobody", "09:01", door="staff")
    assert (refused["reason"], refused["class"]) == ("not_this_door", "ask")
    assert "Stage door is not for guests without a category; send them to" in refused["message"]


def test_the_wrong_door_names_those_that_would_take_them_now(desk: Any) -> None:
    assert desk.admit("kit", "08:00", door="lounge")["message"] == (
        "VIP lounge is not for press; send them to Main entrance or Press desk or Room 2."
    ), "two entrances of one place are one"
    for door in ("main", "room", "once", "many", "soft", "open", "gate"):
        desk.admit("kit", "09:00", door=door)
    desk.admit("kit", "13:45", door="timed")
    assert desk.admit("kit", "13:50", door="lounge")["message"] == (
        "VIP lounge is not for press; send them to Press desk or Foyer."
    )


def test_the_wrong_door_where_no_other_would_take_them_wants_a_supervisor(two_doors: Any) -> None:
    two_doors.admit("ada", "09:00")
    assert two_doors.admit("ada", "09:05", door="lounge")["message"] == (
        "VIP lounge is not for delegate. A supervisor can let them in with a reason."
    )


def test_a_window_with_its_tolerance(desk: Any) -> None:
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


def test_a_door_that_closes_the_next_day_and_nothing_resets_at_midnight(desk: Any) -> None:
    assert desk.word("ada", "23:30", door="party") == "admitted"
    assert desk.word("ada", "2026-03-11T00:30", door="party") == "already_in"
    assert desk.word("li", "2026-03-11T01:59", door="party") == "admitted"
    assert desk.word("kit", "2026-03-11T02:01", door="party") == "too_late"
    assert "since 2026-03-10 23:30" in desk.admit("ada", "2026-03-11T00:31", door="party")["message"]


def test_full_says_how_many_of_how_many_and_the_limit_is_never_passed(desk: Any) -> None:
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


def test_a_second_entrance_makes_a_room_no_larger(desk: Any) -> None:
    desk.admit("ada", "09:00", door="room")
    assert desk.admit("li", "09:01", door="gallery")["message"].startswith("Gallery is full, 1 of 1:")
    desk.admit("li", "09:02", *FORCE, door="gallery")
    assert desk.admit("kit", "09:03", *FORCE, door="gallery")["class"] == "stop"


def test_only_a_head_count_changes_how_many_are_inside(desk: Any) -> None:
    desk.admit("ada", "09:00", door="room")
    assert desk.word("li", "09:01", door="room") == "full"
    desk.do("headcount", "room", "0", "--at", "09:02")
    assert desk.word("li", "09:03", door="room") == "admitted"
    desk.do("headcount", "room", "2", "--at", "09:04")
    assert desk.admit("kit", "09:05", door="room")["class"] == "stop"
    assert desk.word("kit", "09:01:30", door="room") == "full", "a count made later does not count for an earlier entry"


def test_where_exits_are_not_scanned_full_is_not_judged_and_the_checks_say_so(desk: Any, ask: Any) -> None:
    assert desk.word("ada", "09:00", door="open") == "admitted"
    assert desk.word("li", "09:01", door="open") == "admitted"
    courtyard = next(door for door in desk.summary()["doors"] if door["id"] == "open")
    assert (courtyard["entries"], courtyard["inside"], courtyard["peak"]) == (2, None, None)
    checks = [check for check in ask("preflight", desk.path, "--json").json["checks"] if check["what"] == "door"]
    assert [check["name"] for check in checks] == ["Courtyard"]
    assert "exits are not scanned" in checks[0]["detail"]


def test_in_again_unless_the_door_lets_nobody_in_twice(desk: Any) -> None:
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


def test_many_entries_and_an_exit_that_uses_up_nothing(desk: Any) -> None:
    assert [desk.word("ada", at, door="many") for at in ("09:00", "09:01")] == ["admitted", "admitted"]
    foyer = next(door for door in desk.summary()["doors"] if door["id"] == "many")
    assert (foyer["entries"], foyer["double"]) == (2, 0)
    assert desk.out("li", "09:00", door="once") == "left"
    assert desk.word("li", "09:10", door="once") == "admitted"


def test_leaving_the_event_leaves_every_room(desk: Any) -> None:
    desk.admit("ada", "09:00")
    desk.admit("ada", "09:10", door="once")
    assert desk.out("ada", "09:20", door="gate") == "left"
    assert desk.summary()["guests"]["inside"] == 0
    assert desk.word("ada", "09:30", door="once") == "already_in", "out of the event is out of the room"
    assert desk.word("ada", "09:31") == "admitted"
    main = next(door for door in desk.summary()["doors"] if door["id"] == "main")
    assert (main["entries"], main["double"]) == (2, 0)


def test_leaving_a_room_is_not_leaving_the_event(desk: Any) -> None:
    desk.admit("ada", "09:00")
    desk.admit("ada", "09:10", door="many")
    desk.out("ada", "09:20", door="many")
    assert desk.summary()["guests"]["inside"] == 1
    desk.admit("ada", "09:25", door="many")
    assert desk.out("ada", "09:30", door="main") == "left", "the first door is the event's own"
    assert desk.summary()["guests"]["inside"] == 0


def test_a_door_where_nobody_arrives(desk: Any) -> None:
    desk.admit("ada", "09:00", door="gate")
    assert desk.summary()["guests"]["arrived"] == 0
    desk.admit("ada", "09:05")
    assert desk.summary()["guests"]["arrived"] == 1
