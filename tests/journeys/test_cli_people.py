"""People on the command line: parties, deputies, plus-ones, merges, things lent, arrivals awaited, head counts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

DAY = "2026-03-10T{}:00+00:00"


@pytest.fixture
def act(ask: Any, day: Path) -> Any:
    """One act at a time of day, its answer as JSON."""

    def asked(command: str, *words: object, at: str = "12:00", status: int = 0) -> Any:
        said = ask(command, day, *words, "--at", at, "--operator", "Mei", "--json")
        assert said.status == status, said
        return said.json

    return asked


def test_the_rest_of_a_delegation(act: Any, ask: Any, day: Path) -> None:
    got = act("admit", "--delegation", "Analysts")
    assert [each["guest"]["id"] for each in got["admitted"]] == ["g1"]
    assert [(each["guest"]["id"], each["reason"], each["class"]) for each in got["refused"]] == [
        ("g5", "pending", "ask"),
    ]  # fmt: skip
    assert got["delegation"] == "Analysts"
    assert got["admitted"][0]["fact"] == got["fact"]
    again = act("admit", "--delegation", "analysts", status=3)
    assert (again["admitted"], len(again["refused"])) == ([], 1)
    undone = ask("undo", day, "--operator", "Mei", "--json").json
    assert undone["undid"] == got["fact"]
    assert ask("find", day, "ada", "--json").json["matches"][0]["in"] is False


def test_a_delegation_that_is_not_there_is_wrong_use(act: Any, ask: Any, day: Path) -> None:
    assert act("admit", "--delegation", "Nobody", status=2)["error"]["code"] == "no_such_delegation"
    assert ask("admit", day, "g1", "--delegation", "Analysts").status == 2


def test_a_deputy_comes_in(act: Any, ask: Any, day: Path) -> None:
    got = act("deputy", "g1", "--name", "ZENG Zhi", "--name-alt", "\u66fe\u5fd7", "--door", "main")
    assert (got["guest"]["name"], got["instead_of"]["id"], got["answer"]["verdict"]) == ("ZENG Zhi", "g1", "admitted")
    assert (got["guest"]["delegation"], got["waits"]) == ("Analysts", False)
    assert act("deputy", "g1", "--name", "Bo", status=3)["refused"] == "has_deputy"
    assert ask("deputy", day, "g1").status == 2
    made = ask("summary", day, "--json").json
    assert (made["guests"]["came"], made["guests"]["arrived"]) == (1, 1)
    assert all(check["holds"] for check in made["checks"])


def test_a_plus_one_is_named_later_and_goes_where_the_guest_may(act: Any, ask: Any, day: Path) -> None:
    got = act("walk-in", "--plus-one-of", "g2", "--door", "lounge")
    assert (got["guest"]["name"], got["answer"]["verdict"]) == ("Plus-one of \u674e\u7acb\u8a00", "admitted")
    act("guest", got["guest"]["id"], "--set", "name=Wu Lan")
    shown = ask("guest", day, got["guest"]["id"], "--json").json
    assert (shown["guest"]["name"], shown["guest"]["plus_one_of"], shown["how"]) == ("Wu Lan", "g2", "plus_one")
    assert act("walk-in", "--plus-one-of", "nobody", status=2)["error"]["code"] == "no_such_guest"
    assert ask("walk-in", day).status == 2


def test_a_name_is_kept_as_the_guest_writes_it(act: Any, ask: Any, day: Path) -> None:
    got = act("walk-in", "--name", "ZENG Zhi", "--family", "ZENG", "--photo", "no", "--give", "headset 7")
    shown = ask("guest", day, got["guest"]["id"], "--json").json["guest"]
    assert (shown["name"], shown["family"], shown["photo"]) == ("ZENG Zhi", "ZENG", "no")
    assert got["guest"]["give"] == "headset 7"


def test_two_rows_become_one_and_two_again(act: Any, ask: Any, day: Path) -> None:
    got = act("merge", "g6", "g7")
    assert (got["guest"]["id"], got["other"]["id"]) == ("g6", "g7")
    assert len(ask("find", day, "wang wei", "--json").json["matches"]) == 1
    entered = act("admit", "--guest", "g7")
    assert entered["guest"]["id"] == "g6"
    assert act("merge", "g6", "g7", status=3)["refused"] == "merged_already"
    shown = ask("guest", day, "g7", "--json").json
    assert (shown["guest"]["id"], shown["took"]) == ("g6", ["g7"])
    ask("undo", day, "--act", got["fact"], "--operator", "Mei")
    matches = ask("find", day, "wang wei", "--json").json["matches"]
    assert {match["id"]: match["in"] for match in matches} == {"g6": False, "g7": True}


def test_things_are_lent_and_come_back(act: Any, ask: Any, day: Path) -> None:
    got = act("handout", "g1", "headset", "--number", "041")
    assert (got["item"], got["number"], got["out"]) == ("headset", "041", [{"item": "headset", "number": "041"}])
    assert act("handout", "g2", "headset", "--number", "41", status=3)["refused"] == "given_to_another"
    assert act("handout", "g2", "headset", "--number", "next")["number"] == "042"
    out = ask("handout", day, "--json").json["out"]
    assert [(each["guest"], each["number"], each["since"]) for each in out] == [
        ("g1", "041", DAY.format("12:00")), ("g2", "042", DAY.format("12:00")),
    ]  # fmt: skip
    act("handout", "g1", "headset", "--back", at="13:00")
    assert [each["number"] for each in ask("summary", day, "--json").json["handouts_out"]] == ["042"]
    assert ask("handout", day, "g1").status == 2


def test_somebody_on_the_way(act: Any, ask: Any, day: Path) -> None:
    got = act("expect", "g2", "--place", "car, kerb 2", "--met-by", "Zhao Min", at="13:20")
    assert (got["due"], got["place"], got["met_by"]) == (DAY.format("13:20"), "car, kerb 2", "Zhao Min")
    act("expect", "g2", "--told", at="13:00")
    (line,) = ask("expect", day, "--json").json["on_the_way"]
    assert (line["guest"], line["told"], line["confirmed"]) == ("g2", DAY.format("13:00"), None)
    assert "met by Zhao Min" in ask("expect", day).out
    act("expect", "g2", "--clear", at="13:10")
    assert ask("expect", day, "--json").json["on_the_way"] == []
    assert ask("expect", day, "g2").status == 2
    assert ask("expect", day, "g2", "--told", "--clear").status == 2


def test_a_head_count(act: Any, ask: Any, day: Path) -> None:
    act("admit", "--guest", "g1")
    got = act("headcount", "main", "40", at="12:10")
    assert (got["count"], got["before"], got["at"]) == (40, 1, DAY.format("12:10"))
    assert ask("summary", day, "--json").json["guests"]["inside"] == 40
    assert ask("headcount", day, "main", "-1").status == 2
    assert ask("headcount", day, "nowhere", "4").status == 2


def test_every_act_says_its_sentence(ask: Any, day: Path) -> None:
    for words in (
        ("admit", day, "--delegation", "Analysts"), ("deputy", day, "g2", "--name", "Bo"), ("merge", day, "g6", "g7"),
        ("handout", day, "g6", "bag"), ("expect", day, "g6", "--at", "13:00"), ("headcount", day, "main", "3"),
    ):  # fmt: skip
        answer = ask(*words)
        assert (answer.status, answer.err) == (0, "")
        assert answer.out.strip()
    assert "Nothing is out." not in ask("handout", day).out
    log = ask("log", day).out
    for said in ("comes instead of", "is listed twice", "was given bag", "is on the way, expected 13:00", "by eye"):
        assert said in log
