"""What people at a desk type finds whom they mean, on a guest list and queries that the search was never tuned to.

`held_out_guests.csv` is the list; `held_out.csv` has a query a row, whom it means (all of whom are equally right
where it is ambiguous) and what kind of typing it is. Whoever changes the search looks at the classes that missed
and thinks of examples of their own.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from msgspec import Struct, convert

from console.desk.finding import find
from data.facts import DoorSet, Draft, EventMade, EventSet, GuestListed
from data.files import create_event
from data.journal import EventFile
from data.records import Door, Event, Guest

HERE = Path(__file__).parent
SHOWN = 10
FOUND, FIRST = 0.97, 0.90


class Asked(Struct, frozen=True):
    """One query, whom it means, and where they came in the answer (from 0; None: not among the first ten)."""

    query: str
    how: str
    ambiguous: bool
    places: tuple[int | None, ...]

    @property
    def found(self) -> bool:
        return None not in self.places

    @property
    def first(self) -> bool:
        return 0 in self.places


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EventFile]:
    """The held-out guest list in a file."""
    guests = [convert(row, Guest) for row in rows("held_out_guests.csv")]
    drafts = [
        Draft("event", EventMade("e1", "5a" * 32)),
        Draft("event", EventSet(Event(name="Held out", date=date(2026, 10, 25), zone="Europe/London"))),
        Draft("event", DoorSet(Door(id="main"))),
        *[Draft(f"guest/{guest.id}", GuestListed(guest, n)) for n, guest in enumerate(guests, 1)],
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CALLBOARD_STATE", str(tmp_path_factory.mktemp("state")))
        made = create_event(tmp_path_factory.mktemp("event") / "day.callboard")
        with made.transaction() as tx:
            tx.append(drafts, at=datetime(2026, 10, 25, 8, tzinfo=UTC), operator="setup")
        yield made
        made.close()


@pytest.fixture(scope="module")
def asked(listed: EventFile) -> list[Asked]:
    """Every query, asked as the field asks it."""
    answers = []
    for row in rows("held_out.csv"):
        found = [match.id for match in find(listed, row["query"], limit=SHOWN).matches]
        places = tuple(found.index(guest) if guest in found else None for guest in row["right"].split())
        answers.append(Asked(row["query"], row["how"], row["ambiguous"] == "yes", places))
    return answers


def told(missed: list[Asked]) -> str:
    return "\n".join(f"{one.query!r:20} {one.how:45} {one.places}" for one in missed)


def test_there_are_enough_queries_and_all_mean_somebody_on_the_list() -> None:
    listed = {row["id"] for row in rows("held_out_guests.csv")}
    queries = rows("held_out.csv")
    assert len({row["query"] for row in queries}) == len(queries) >= 220
    assert {guest for row in queries for guest in row["right"].split()} <= listed
    assert all((len(row["right"].split()) > 1) == (row["ambiguous"] == "yes") for row in queries)


def test_everybody_meant_is_among_the_first_ten(asked: list[Asked]) -> None:
    missed = [one for one in asked if not one.found]
    share = 1 - len(missed) / len(asked)
    print(f"\nin the first ten: {share:.1%} of {len(asked)}\n{told(missed)}")
    assert share >= FOUND, f"{share:.1%} of {len(asked)} found; missed:\n{told(missed)}"


def test_whoever_alone_is_meant_comes_first(asked: list[Asked]) -> None:
    plain = [one for one in asked if not one.ambiguous]
    missed = [one for one in plain if not one.first]
    share = 1 - len(missed) / len(plain)
    print(f"\nfirst: {share:.1%} of {len(plain)}\n{told(missed)}")
    assert share >= FIRST, f"{share:.1%} of {len(plain)} first; not first:\n{told(missed)}"
