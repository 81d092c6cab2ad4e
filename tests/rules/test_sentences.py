"""What the desk is told, word by word: every refusal says what happened and what would do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from console.rules import sentences
from data.facts import Earlier, Refused
from data.records import Door

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
DOORS = {door.id: door for door in (Door("main", "Main entrance"), Door("room"), Door("bar", "Bar"), Door("hall"))}
MEI = Earlier(NOON - timedelta(hours=3), "main", "Mei")
SUPERVISOR = "A supervisor can let them in with a reason."


@pytest.fixture
def say() -> Callable[..., str]:
    """The sentence for a refusal at the main entrance at noon, in London."""

    def said(reason: str, category: str = "press", waits: str = "", **more: object) -> str:
        body = Refused("main", reason, **more)  # type: ignore[arg-type]  # tests name the fields they are about
        return sentences.refused(
            body, doors=DOORS, zone="Europe/London", now=NOON, category=category, waits=waits
        )  # fmt: skip

    return said


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("unknown", "No ticket or guest has this code; look for the guest by name."),
        ("forged", "This code was not made by us: its signature is wrong. Look for the guest by name."),
        ("other_event", "This ticket is for another event; look for the guest by name."),
        (
            "replaced",
            "This ticket was replaced by a newer one: ask for that, or look for the guest by name.",
        ),
        ("cancelled", "This guest was cancelled. A lead can let them in with a reason."),
        ("regrets", "This guest sent regrets. A lead can let them in with a reason."),
        ("blocked", "Fetch the lead."),
        ("pending", f"Not confirmed yet. {SUPERVISOR}"),
        ("closed", "The event is closed; a lead can write a correction with a reason."),
    ],
)
def test_each_reason_has_its_sentence(say: Callable[..., str], reason: str, sentence: str) -> None:
    assert say(reason) == sentence


def test_a_deputy_who_waits_says_for_what(say: Callable[..., str]) -> None:
    said = say("pending", waits="Bund Pictures sent Zeng Zhi for Shan Liren")
    assert said == ("A lead has to agree first: Bund Pictures sent Zeng Zhi for Shan Liren.")


def test_another_door_is_named_and_three_are_enough(say: Callable[..., str]) -> None:
    assert say("not_this_door") == f"Main entrance is not for press. {SUPERVISOR}"
    assert say("not_this_door", instead=("bar",)) == "Main entrance is not for press; send them to Bar."
    assert say("not_this_door", category=" ", instead=("bar", "room", "hall", "main")) == (
        "Main entrance is not for guests without a category; send them to Bar or room or hall."
    )


def test_a_time_has_its_date_only_on_another_day_and_seconds_only_where_there_are_any(say: Callable[..., str]) -> None:
    assert say("too_early", try_at=NOON + timedelta(hours=1)) == "Too early: Main entrance lets in from 13:00."
    assert say("too_early", try_at=NOON + timedelta(days=1), of_ticket=True) == (
        "Too early: this ticket lets in from 2026-03-11 12:00."
    )
    assert say("too_late", try_at=NOON - timedelta(seconds=90)) == (
        f"Too late: Main entrance let in until 11:58:30. {SUPERVISOR}"
    )
    assert say("too_late", try_at=NOON - timedelta(hours=1), of_ticket=True) == (
        f"Too late: this ticket let in until 11:00. {SUPERVISOR}"
    )


@pytest.mark.parametrize("reason", ["too_early", "too_late"])
def test_where_no_time_would_do_none_is_named(say: Callable[..., str], reason: str) -> None:
    assert say(reason) == f"No time suits both this ticket and Main entrance. {SUPERVISOR}"


def test_already_in_says_since_when_where_and_by_whom(say: Callable[..., str]) -> None:
    assert say("already_in", earlier=MEI) == (
        "Already in since 09:00, Main entrance, by Mei. Same person? Then let in with that reason."
    )
    nobody = Earlier(MEI.at, "main", "")
    assert "by nobody named" in say("already_in", earlier=nobody)
    assert say("already_in", earlier=MEI, left=NOON - timedelta(hours=1)) == (
        "In once from 09:00 to 11:00 (Main entrance, by Mei). Same person? Then let in with that reason."
    )


def test_full_says_how_many_of_how_many(say: Callable[..., str]) -> None:
    assert "None" not in say("full")
    assert say("full", inside=121, most=120) == (
        "Main entrance is full, 121 of 120: wait until one leaves, or a supervisor lets them in."
    )
    assert say("full", inside=150, most=150, at_limit=True) == (
        "Main entrance is at its safe number, 150 of 150: nobody in until one leaves or heads are counted."
    )
