"""The speakers on the command line: order of protocol, lengths, kit, ways out, calls and deputies."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def slots(ask: Any, day: Path) -> dict[str, str]:
    """The slots' ids by who speaks, with item 03 under way."""
    for item in ("01", "02", "03"):
        at = {"01": "09:30", "02": "10:00", "03": "10:20"}[item]
        assert ask("stage", day, "main", "go", "--at", at).status == 0
    found = ask("speakers", day, "main", "--at", "10:20", "--json").json["slots"]
    return {slot["name"]: slot["id"] for slot in found}


def one(ask: Any, day: Path, slot: str, at: str = "10:21") -> dict[str, Any]:
    found = ask("speakers", day, "main", "--at", at, "--json").json["slots"]
    return next(each for each in found if each["id"] == slot)


def test_rank_length_and_order_by_protocol(ask: Any, day: Path, slots: dict[str, str]) -> None:
    ada, per = slots["Ada Byron"], slots["Per Ødegård"]
    assert ask("speaker", day, ada, "--by-rank", "--at", "10:20").status == 3
    for slot, rank in ((ada, "2"), (per, "1")):
        assert ask("speaker", day, slot, "--rank", rank, "--length", "4:30", "--at", "10:20").status == 0
    said = ask("speaker", day, "03", "--by-rank", "--at", "10:20", "--operator", "Ann", "--json").json
    assert said.get("did") == "by_rank" and said["fact"], said
    seen = ask("speakers", day, "main", "--at", "10:21", "--json").json
    in_item = [slot for slot in seen["slots"] if slot["item"] == "03"]
    assert [(slot["name"], slot["rank"], slot["length"]) for slot in in_item] == [
        ("Per Ødegård", 1, 270), ("Ada Byron", 2, 270),
    ]  # fmt: skip
    assert [(each["what"], each["by"]) for each in in_item[0]["changes"]][-1] == ("order", "Ann")
    assert ask("speaker", day, per, "--interpreting", "consecutive", "--at", "10:20").status == 0
    assert (one(ask, day, per)["length"], one(ask, day, per)["words"]) == (540, 270)


def test_kit_and_how_the_name_is_said(ask: Any, day: Path, slots: dict[str, str]) -> None:
    ada = slots["Ada Byron"]
    words = ("--kit", "mic=3 checked", "--kit", "slides=checked", "--kit", "text=wanted")
    assert ask("speaker", day, ada, *words, "--at", "10:20", "--operator", "Bo").status == 0
    assert ask("speaker", day, ada, "--say", "AY-da", "--at", "10:20").status == 0
    slot = one(ask, day, ada)
    assert [(k["what"], k["number"], k["state"], k["by"], k["missing"]) for k in slot["kit"]] == [
        ("mic", "3", "checked", "Bo", False), ("slides", "", "checked", "Bo", False),
        ("text", "", "wanted", "Bo", True),
    ]  # fmt: skip
    assert (slot["say"], slot["missing"], slot["unready"]) == ("AY-da", ["text"], True)
    assert "mic 3 slides text !!" in ask("speakers", day, "main", "--at", "10:21").out
    for odd in ("mic", "hat=3", "slides=3", "text="):
        assert ask("speaker", day, ada, "--kit", odd).status == 2


def test_late_shows_every_way_and_stores_one(ask: Any, day: Path, slots: dict[str, str]) -> None:
    ada = slots["Ada Byron"]
    dry = ask("speaker", day, ada, "--late", "10:45", "--dry-run", "--at", "10:21", "--json").json
    assert [each["way"] for each in dry["outcomes"]] == ["wait", "swap", "drop"]
    assert dry["outcomes"][0]["message"] == "item 03 ends 11:05, day 15:00 late, out by 17:30 spare 6:25:00"
    assert one(ask, day, ada)["state"] == "away"
    assert "swap" in ask("speaker", day, ada, "--late", "10:45", "--dry-run", "--at", "10:21").out
    stored = ask("speaker", day, ada, "--late", "10:45", "--way", "swap", "--at", "10:21", "--json").json
    assert stored["slot"]["expected_start"] == dry["outcomes"][1]["slots"][1]["expected_start"]
    assert ask("undo", day, "--act", stored["fact"]).status == 0
    assert one(ask, day, ada)["state"] == "away"
    assert ask("speaker", day, ada, "--late", "10:45", "--way", "end", "--at", "10:21").status == 3
    named = ask("speaker", day, ada, "--late", "10:45", "--replace", "Bo Ek", "--way", "wait", "--at", "10:21").out
    assert named.startswith("Bo Ek: wait; item 03 ends 11:05")


def test_calling_dropping_adding_and_a_deputy(ask: Any, day: Path, slots: dict[str, str]) -> None:
    ada = slots["Ada Byron"]
    assert ask("speaker", day, ada, "--calling", "--at", "10:20", "--operator", "Mei").status == 0
    assert (one(ask, day, ada)["calling"]["how"], one(ask, day, ada)["calling"]["by"]) == ("calling", "Mei")
    assert "away, called" in ask("speakers", day, "main", "--at", "10:21").out
    assert ask("speaker", day, ada, "--reached", "10:24", "--at", "10:20").status == 0
    assert one(ask, day, ada)["waits"] == 180
    assert ask("speaker", day, ada, "--drop", "--at", "10:20").status == 0
    assert one(ask, day, ada)["dropped"] and ask("speaker", day, ada, "--drop", "--at", "10:20").status == 3
    assert ask("speaker", day, ada, "--take-back", "--at", "10:20").status == 0
    more = ask(
        "speaker", day, "03", "--add", "林巧", "--alt", "LIN Qiao", "--length", "5", "--before", ada, "--json"
    ).json
    assert (more["slot"]["name_alt"], more["slot"]["order"], more["slot"]["length"]) == ("LIN Qiao", 1, 300)
    assert ask("deputy", day, "g1", "--name", "Zeng Zhi", "--speaks", "--at", "10:20").status == 0
    assert one(ask, day, ada)["name"] == "Zeng Zhi"
    assert ask("deputy", day, "g2", "--name", "He Bing", "--at", "10:20").out.count("--deputy") == 0, "they have spoken"


@pytest.mark.parametrize(
    "words", [("--drop", "--last"), ("here", "--kit", "mic=3"), ("--dry-run", "--drop"), ("--rank", "1", "--last"), ()]
)
def test_one_thing_at_a_time(ask: Any, day: Path, slots: dict[str, str], words: tuple[str, ...]) -> None:
    assert ask("speaker", day, slots["Ada Byron"], *words).status == 2
