"""Messages: what a typed line means, who hears what, and when one is gone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from console.rules import messages as rules
from console.rules.messages import Wanted
from data.between import Message, MessagesState, Seen
from data.kinds.messages import Address

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
READY = ("WRAP UP", "SPEAK UP")


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("please hurry", Wanted("all", "please hurry")), ("!please", Wanted("all", "please", blink=True)),
        ("cues: stand by", Wanted("cues", "stand by")), ("c: !now", Wanted("cues", "now", blink=True)),
        ("desk：带话筒", Wanted("desk", "带话筒")), ("2", Wanted("all", "SPEAK UP")), ("3", Wanted("all", "3")),
        ("!1", Wanted("all", "WRAP UP", blink=True)), ("t: 1", Wanted("timer", "WRAP UP")),
        ("s: two rooms", Wanted("all", "s: two rooms")),
        ("at 14:30 sharp", Wanted("all", "at 14:30 sharp")), ("two: hello", Wanted("stage", "hello", stage="two")),
        (": hello", Wanted("all", ": hello")),
    ],
)  # fmt: skip
def test_a_line_as_it_is_typed(line: str, wanted: Wanted) -> None:
    assert rules.typed(line, "all", READY, ("main", "two")) == wanted


def message(
    id: str, to: Address, *, stage: str = "", sender: str = "", at: int = 0, seen: tuple[Seen, ...] = ()
) -> Message:
    return Message(id, NOON + timedelta(minutes=at), "Kit", "hello", to, sender, stage, seen=seen)


def state(*open_: Message) -> MessagesState:
    return MessagesState({each.id: each for each in open_})


def test_each_room_hears_its_own_and_nobody_hears_themselves() -> None:
    everything = state(
        message("d", "desk", sender="stage/main"), message("s1", "stage", stage="main", sender="desk"),
        message("s2", "stage", stage="two"), message("both", "stage"), message("b", "backstage", stage="main"),
        message("c", "cues", stage="main"), message("t", "timer", stage="main"),
        message("all", "all", sender="stage/main"),
    )  # fmt: skip

    def heard(room: str, stage: str) -> list[str]:
        return [each.id for each in rules.waiting(everything, room, stage, NOON)]

    assert heard("desk", "two") == ["d", "all"]
    assert heard("stage", "main") == ["s1", "both"]
    assert heard("stage", "two") == ["s2", "both", "all"]
    assert heard("speakers", "main") == ["b", "all"] == heard("backstage", "main")
    assert heard("cues", "two") == ["all"]
    assert heard("log", "main") == []


def test_the_next_go_takes_what_stands_on_its_timer_and_nothing_else() -> None:
    said = state(
        message("old", "timer", stage="main"), message("new", "timer", stage="main", at=10),
        message("two", "timer", stage="two"),
    )  # fmt: skip

    def stands(stage: str, go: datetime | None) -> list[str]:
        return [each.id for each in rules.on_timer(said, stage, go)]

    assert stands("main", None) == ["old", "new"]
    assert stands("main", NOON) == ["old", "new"], "words of the very moment of the GO are for who speaks then"
    assert stands("main", NOON + timedelta(minutes=5)) == ["new"]
    assert stands("two", None) == ["two"]


def test_a_message_to_all_leaves_the_screens_once_somebody_saw_it_and_time_went_by() -> None:
    seen = message("all", "all", seen=(Seen("desk", NOON, "Mei"),))
    late = NOON + rules.LASTS + timedelta(seconds=1)
    assert [each.id for each in rules.waiting(state(seen), "cues", "main", NOON)] == ["all"]
    assert rules.waiting(state(seen), "desk", "main", NOON) == ()
    assert rules.waiting(state(seen), "cues", "main", late) == ()
    assert [each.id for each in rules.waiting(state(message("all", "all")), "cues", "main", late)] == ["all"]


def test_nobody_reads_more_than_so_many() -> None:
    full = state(*(message(f"m{n}", "timer", stage="main", at=n) for n in range(rules.MOST)))
    assert rules.too_many(full, "timer", "main", None, NOON)
    assert not rules.too_many(full, "timer", "two", None, NOON)
    assert not rules.too_many(full, "timer", "main", NOON + timedelta(hours=1), NOON), "the GO took them away"
