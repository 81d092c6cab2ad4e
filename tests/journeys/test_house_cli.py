"""Messages and the house on the command line: two rooms that have no screen between them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def act(ask: Any, day: Path) -> Any:
    """One act at a time of day, its answer as JSON."""

    def asked(command: str, *words: object, at: str = "09:00", by: str = "Mei", status: int = 0) -> Any:
        said = ask(command, day, *words, "--at", at, "--operator", by, "--json")
        assert said.status == status, said
        return said.json

    return asked


def test_a_message_is_sent_listed_seen_and_gone(act: Any, ask: Any, day: Path) -> None:
    sent = act("message", "WRAP UP", "--to", "timer", "--stage", "main", "--blink", by="Kit")
    assert sent["did"] == "sent"
    assert {key: sent["about"][key] for key in ("to", "stage", "text", "blink", "waiting", "by")} == {
        "to": "timer", "stage": "main", "text": "WRAP UP", "blink": True, "waiting": True, "by": "Kit",
    }  # fmt: skip
    act("message", "--ready", "2", "--to", "timer", by="Kit")
    act("message", "大巴晚点", "--from", "desk")
    listed = ask("message", day, "--list", "--json", "--at", "09:01").json
    assert [(each["to"], each["text"]) for each in listed["messages"]] == [
        ("timer", "WRAP UP"), ("timer", "SPEAK UP"), ("all", "大巴晚点"),
    ]  # fmt: skip
    seen = act("message", "--seen", sent["fact"], at="09:02")
    assert (seen["did"], seen["about"]["seen"][0]["room"], seen["about"]["waiting"]) == ("seen", "timer", False)
    assert act("message", "--seen", sent["fact"], status=3)["refused"] == "seen_already"
    assert act("message", "--take", listed["messages"][2]["id"])["did"] == "taken"
    assert act("message", "--hide")["did"] == "hidden"
    assert act("message", "--hide", status=3)["refused"] == "so_already"
    text = ask("message", day, "--list", "--at", "09:03").out
    assert "seen: timer Mei 09:02:00" in text and "SPEAK UP" in text


@pytest.mark.parametrize(
    "words", [(), ("hello", "--list"), ("--seen", "x:1", "--blink"), ("hello", "--room", "desk"), ("--ready", "0")]
)
def test_what_is_wrong_use_of_messages(ask: Any, day: Path, words: tuple[str, ...]) -> None:
    assert ask("message", day, *words, "--operator", "Mei").status == 2


def test_the_house_goes_from_one_side_to_the_other(act: Any, ask: Any, day: Path) -> None:
    asked = act("house", "main", "open", "--as", "stage", by="Kit")
    assert asked["house"]["doors"] == "shut" and asked["house"]["waiting"][0]["side"] == "stage"
    assert act("house", "main", "ok", at="09:01")["house"]["doors"] == "open"
    act("house", "main", "count", "203", at="09:02")
    assert act("house", "main", "clear", at="09:03")["house"]["cleared_by"] == "Mei"
    assert act("house", "main", "clear", status=3)["refused"] == "cleared_already"
    act("house", "main", "hold", at="09:04", by="Kit")
    act("house", "main", "held", "9", at="09:05")
    now = ask("house", day, "main", "--json", "--at", "09:06").json
    assert (now["held"], now["count"], [each["step"] for each in now["waiting"]]) == (
        9,
        203,
        ["count", "clear", "hold"],
    )
    before = ask("house", day, "main", "--json", "--at", "09:01").json
    assert (before["doors"], before["count"], before["held"]) == ("open", None, 0)
    assert act("house", "main", "admit", at="09:07", by="Kit")["house"]["holding"] is None
    assert "house count 203" in ask("house", day, "main", "--at", "09:08").out
    other = ask("house", day, "side", "--json").json
    assert (other["begun"], other["doors"]) == (False, "shut")


@pytest.mark.parametrize("words", [("main", "open", "9"), ("main", "clear", "--at-go"), ("main", "fly"), ("gone",)])
def test_what_is_wrong_use_of_the_house(ask: Any, day: Path, words: tuple[str, ...]) -> None:
    assert ask("house", day, *words, "--operator", "Mei").status == 2
