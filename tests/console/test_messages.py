"""Messages between rooms on one file: sent, seen by whom, taken away, gone with the GO, and never those rehearsed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from console import desk, logbook, messages, stage
from console.rules.refusals import Refusal
from data import heard
from data.facts import Draft, StateSet
from data.files import open_event
from data.folds.messages import ON_TIMER
from data.journal import EventFile
from data.kinds.messages import Address
from data.kinds.operators import OperatorSet
from data.records import Operator
from data.verify import verify

START = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)


@pytest.fixture
def front(file: EventFile) -> Iterator[EventFile]:
    """The same file as another process has it open: the desk's."""
    other = open_event(file.path)
    yield other
    other.close()


def after(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def send(file: EventFile, text: str, to: Address = "desk", at: float = 0, stage: str = "main") -> str:
    answer = messages.send(file, text, to=to, stage=stage, sender="stage/main", now=after(at), operator="Kit")
    assert isinstance(answer, messages.MessageAnswer), answer
    return answer.fact


def see(file: EventFile, message: str, room: str = "desk", at: float = 60) -> messages.MessageAnswer | Refusal:
    return messages.see(file, message, room=room, now=after(at), operator="Mei")


def listed(file: EventFile, at: float = 100) -> list[tuple[str, bool]]:
    return [(each.text, each.waiting) for each in messages.listing(file, after(at)).messages]


def test_the_sender_reads_who_saw_it_and_when(file: EventFile, front: EventFile) -> None:
    first, second = send(file, "coach is late"), send(file, "带话筒", at=10)
    assert listed(front) == [("coach is late", True), ("带话筒", True)]
    answer = see(front, first)
    assert isinstance(answer, messages.MessageAnswer) and answer.message == "Seen: coach is late"
    assert listed(file) == [("带话筒", True), ("coach is late", False)]
    (seen,) = messages.listing(file, after(100)).messages[1].seen
    assert (seen.room, seen.by, seen.at) == ("desk", "Mei", after(60))
    assert isinstance(no := see(front, first), Refusal) and no.reason == "seen_already"
    assert isinstance(no := see(front, second, "cues"), Refusal) and no.reason == "not_for_you"
    assert [line.text for line in logbook.newest(file, logbook.Wanted(subject="messages")).lines] == [
        "seen, desk: coach is late", "to desk: 带话筒", "to desk: coach is late",
    ]  # fmt: skip


def test_a_message_to_all_waits_for_every_room(file: EventFile) -> None:
    message = send(file, "five minutes", "all")
    for room in ("desk", "speakers"):
        see(file, message, room)
    assert message in heard.messages(file.db).open
    see(file, message, "cues")
    assert message not in heard.messages(file.db).open


def test_the_timer_is_cleared_by_the_next_go_and_filled_again_by_its_undo(file: EventFile) -> None:
    stage.go(file, "main", now=after(0), operator="Kit")
    send(file, "WRAP UP", "timer", 10)
    assert listed(file) == [("WRAP UP", True)]
    stage.go(file, "main", now=after(20), operator="Kit")
    assert listed(file) == [("WRAP UP", False)]
    assert messages.listing(file, after(100)).messages[0].gone
    stage.back(file, "main", now=after(30), operator="Kit")
    assert listed(file) == [("WRAP UP", True)]


def test_one_that_was_taken_away_is_gone_and_an_undo_brings_it_back(file: EventFile) -> None:
    message = send(file, "WRAP UP", "timer")
    messages.take(file, message, now=after(5), operator="Kit")
    assert listed(file) == [("WRAP UP", False)]
    assert isinstance(no := messages.take(file, message, now=after(6), operator="Kit"), Refusal)
    assert no.reason == "taken_already"
    desk.undo(file, now=after(7), operator="Kit", kinds=("messaged", "message_taken"))
    assert listed(file) == [("WRAP UP", True)]
    desk.undo(file, now=after(8), operator="Kit", kinds=("messaged", "message_taken"))
    assert listed(file) == []


def test_a_word_from_the_rehearsal_does_not_stand_after_opening(file: EventFile) -> None:
    for name, at in (("rehearsal", 0), ("open", 20)):
        with file.transaction() as tx:
            tx.append([Draft("event", StateSet(name))], at=after(at), operator="Ann")  # type: ignore[arg-type]  # a state
        if name == "rehearsal":
            send(file, "only a rehearsal", "all", 10)
            messages.hide_time(file, "main", now=after(11), operator="Kit")
            assert listed(file) == [("only a rehearsal", True)]
    assert listed(file) == []
    assert messages.listing(file, after(30)).hidden == ()


def test_the_time_is_hidden_and_shown_on_one_timer(file: EventFile) -> None:
    hidden = messages.hide_time(file, "main", now=after(0), operator="Kit")
    assert isinstance(hidden, messages.MessageAnswer) and hidden.did == "hidden"
    assert messages.listing(file, after(1)).hidden == ("main",)
    assert isinstance(no := messages.hide_time(file, "main", now=after(2), operator="Kit"), Refusal)
    assert no.reason == "so_already"
    messages.show_time(file, "main", now=after(3), operator="Kit")
    assert messages.listing(file, after(4)).hidden == ()


@pytest.mark.parametrize(
    ("text", "to", "stage", "why"),
    [
        (" ", "desk", "main", "empty"), ("x" * 201, "desk", "main", "too_long"), ("x", "timer", "", "no_such_stage"),
        ("x", "stage", "gone", "no_such_stage"), ("x", "kitchen", "", "no_such_room"),
    ],
)  # fmt: skip
def test_what_is_not_sent(file: EventFile, text: str, to: Address, stage: str, why: str) -> None:
    answer = messages.send(file, text, to=to, stage=stage, now=START, operator="Kit")
    assert isinstance(answer, Refusal) and answer.reason == why
    assert listed(file) == []


def test_many_that_nobody_reads_are_refused_and_a_long_day_keeps_few(file: EventFile) -> None:
    for n in range(20):
        send(file, f"word {n}", at=n)
    no = messages.send(file, "one more", to="desk", now=after(30), operator="Kit")
    assert isinstance(no, Refusal) and no.reason == "too_many"
    for n in range(4):
        for k in range(15):
            send(file, f"{n}.{k}", "timer", at=100 * n + k)
        stage.go(file, "main", now=after(100 * n + 50), operator="Kit")
    timer = [each for each in heard.messages(file.db).open.values() if each.to == "timer"]
    assert len(timer) == ON_TIMER
    assert verify(file).ok


def test_what_stands_before_whoever_speaks_is_the_stage_s(file: EventFile, noon: datetime) -> None:
    with file.transaction() as tx:
        people = [Operator("Lea", "lead", ""), Operator("Dee", "desk", ""), Operator("Sam", "stage", "")]
        tx.append([Draft("event", OperatorSet(each)) for each in people], at=noon, operator="Lea")

    def by(who: str, to: Address) -> str:
        answer = messages.send(file, "WRAP UP", to=to, stage="main", now=START, operator=who)
        return answer.reason if isinstance(answer, Refusal) else answer.fact

    assert by("Dee", "timer") == "not_allowed"
    sent, word = by("Sam", "timer"), by("Dee", "stage")
    assert "not_allowed" not in (sent, word)
    for no in (
        messages.take(file, sent, now=START, operator="Dee"),
        messages.hide_time(file, "main", now=START, operator="Dee"),
        messages.show_time(file, "main", now=START, operator="Dee"),
    ):
        assert isinstance(no, Refusal) and no.reason == "not_allowed"
    assert isinstance(messages.see(file, sent, room="timer", now=START, operator="Dee"), messages.MessageAnswer)
