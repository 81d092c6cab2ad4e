"""The order edited on the command line: each verb, its answer to programs, and how a refusal ends."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


def order(ask: Any, day: Path) -> list[str]:
    return [line["id"] for line in ask("timeline", day, "main", "--json").json["items"]]


def test_every_verb_answers_as_stage_does_and_is_one_undo(ask: Any, day: Path) -> None:
    before = order(ask, day)
    first = before[1]

    def item(verb: str, *words: str) -> Any:
        said = ask("item", day, "main", verb, *words, "--at", "08:00", "--operator", "Kit", "--json")
        assert said.status == 0, said.out
        return said.json

    made = item("add", "致辞", "--after", first, "--set", "length=5", "--set", "notes_for.lights=warm", "--id", "x")
    assert (made["did"], made["item"], made["conflicts"], made["state"]) == ("add", "x", [], "before")
    assert made["fact"] and made["message"]
    line = next(each for each in made["items"] if each["id"] == "x")
    assert (line["title"], line["length"]) == ("致辞", 300)
    assert item("set", "x", "--set", "length=+2:30")["did"] == "set"
    split = item("split", "x", "2:30")
    assert [line["length"] for line in split["items"] if line["title"] == "致辞"] == [150, 300]
    assert item("merge", "x")["item"] == "x"
    assert item("copy", "x", "--before", first)["item"] == "x-3", "x-2 went in the merge, and may come back"
    assert item("remove", "x-3")["did"] == "remove"
    for _n in range(6):
        assert ask("undo", day, "--operator", "Kit").status == 0
    assert order(ask, day) == before
    assert ask("verify", day).status == 0


def test_what_an_edit_makes_wrong_is_told(ask: Any, day: Path) -> None:
    second = order(ask, day)[1]
    said = ask("item", day, "main", "set", second, "--set", "start=-5", "--at", "08:00", "--json").json
    assert [(each["item"], each["kind"], each["seconds"]) for each in said["conflicts"]] == [(second, "overlap", 300)]
    said = ask("item", day, "main", "set", second, "--set", "start=-5", "--at", "08:00")
    assert "!! " in said.out and "overlaps what comes before it by 10:00" in said.out


@pytest.mark.parametrize(
    ("words", "status", "code"),
    [
        (("set", "A", "--set", "length=ten"), 2, "bad_time"),
        (("set", "A", "--set", "colour=red"), 2, "no_such_field"),
        (("set", "A"), 2, "wrong_use"),
        (("set", "A", "--set", "length"), 2, "wrong_use"),
        (("add", "--id", "two words"), 2, "bad_id"),
        (("split", "A"), 2, "wrong_use"),
        (("copy", "A", "--yes"), 2, "wrong_use"),
        (("add", "--before", "A", "--after", "A"), 2, "wrong_use"),
    ],
)
def test_wrong_use_ends_with_2(ask: Any, day: Path, words: tuple[str, ...], status: int, code: str) -> None:
    first = order(ask, day)[0]
    said = ask("item", day, "main", *(first if word == "A" else word for word in words), "--json")
    assert (said.status, said.json["error"]["code"]) == (status, code)


def test_a_rule_that_says_no_ends_with_3(ask: Any, day: Path) -> None:
    first = order(ask, day)[0]
    said = ask("item", day, "main", "remove", "nowhere", "--json")
    assert (said.status, said.json["refused"]) == (3, "no_such_item") and said.json["items"]
    assert ask("stage", day, "main", "go", "--at", "09:30").status == 0
    said = ask("item", day, "main", "remove", first, "--at", "09:31", "--json")
    assert (said.status, said.json["refused"]) == (3, "already_running")
    assert ask("mode", day, "show").status == 0
    said = ask("item", day, "main", "add", "--at", "09:32", "--json")
    assert (said.status, said.json["refused"]) == (3, "show_mode")
