"""A thousand scans in one burst arrive once each and in order, through a real terminal, whatever is on the screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from console.desk import ticket
from console.rules.layouts import LAYOUTS, US
from data import reading, tables
from data.facts import Draft, Entered, GuestListed, Refused
from data.journal import EventFile
from data.records import Guest

MANY = 1000
Open = Callable[..., Any]
Until = Callable[[Callable[[], bool], str | Callable[[], str]], None]


@pytest.fixture
def codes(file: EventFile, noon: datetime) -> list[str]:
    """A thousand more guests, and the signed codes of their tickets."""
    guests = [Guest(id=f"s{n:04}", name=f"Guest Number{n}") for n in range(MANY)]
    with file.transaction() as tx:
        drafts = [Draft(f"guest/{g.id}", GuestListed(g, 1000 + n)) for n, g in enumerate(guests)]
        tx.append(drafts, at=noon, operator="")
    shown = [ticket(file, guest.id, replace=False, now=noon, operator="") for guest in guests]
    return [each.code for each in shown if hasattr(each, "code")]


def refused(file: EventFile) -> list[object]:
    return [row.fact.known for row in reading.facts(file.db, kinds=("refused",))]


def entered(file: EventFile) -> list[str]:
    return [row.fact.subject for row in reading.facts(file.db, kinds=("entered",))]


def count(file: EventFile) -> int:
    return int(file.db.execute("SELECT count(*) FROM facts WHERE kind IN ('entered', 'refused')").fetchone()[0])


EXPECTED = [f"guest/s{n:04}" for n in range(MANY)]


def test_a_burst_at_the_desk(file: EventFile, codes: list[str], console: Open, until: Until) -> None:
    seen = console(file.path, "--operator", "Mei")
    seen.until("SCAN")
    seen.write("".join(f"{code}\r" for code in codes).encode())
    until(lambda: count(file) >= MANY, lambda: f"only {count(file)} scans arrived; {seen.told()}")
    assert refused(file) == []
    assert entered(file) == EXPECTED
    assert seen.alive()


def test_a_burst_with_a_half_typed_name_in_the_field(
    file: EventFile, codes: list[str], console: Open, until: Until
) -> None:
    seen = console(file.path, "--operator", "Mei")
    seen.until("SCAN")
    seen.write(b"a")
    seen.until("Ada Byron")
    seen.write("".join(f"{code}\t" for code in codes).encode())
    until(lambda: count(file) >= MANY, lambda: f"only {count(file)} scans arrived; {seen.told()}")
    assert refused(file) == []
    assert entered(file) == EXPECTED


@pytest.mark.parametrize(("front", "sign"),
                         [(b"", "SCAN"), (b"\x0c", "Scans still count"), (b"\x10", "An act, a guest")],
                         ids=["desk", "lock", "palette"])  # fmt: skip
@pytest.mark.parametrize(("prefix", "end"), [("", ""), ("\x02]Q3", "\x03\r\n")], ids=["no end", "STX ETX CR LF"])
def test_a_burst_with_any_prefix_and_end(
    file: EventFile, codes: list[str], console: Open, until: Until, front: bytes, sign: str, prefix: str, end: str
) -> None:
    """Nothing but entries comes of it: no badge is printed, no dialog opened, no field filled."""
    seen = console(file.path, "--operator", "Mei")
    seen.until("SCAN")
    seen.write(front)
    seen.until(sign)
    seen.write("".join(f"{prefix}{code}{end}" for code in codes).encode())
    until(lambda: count(file) >= MANY, lambda: f"only {count(file)} scans arrived; {seen.told()}")
    assert refused(file) == []
    assert entered(file) == EXPECTED
    assert not list(reading.facts(file.db, kinds=("badge_asked", "guest_added", "undone")))
    assert seen.alive()


@pytest.mark.parametrize("layout", ["fr", "ru"])
def test_a_burst_through_a_wrong_keyboard(
    file: EventFile, codes: list[str], console: Open, until: Until, layout: str
) -> None:
    keys = {ord(key): sign for key, sign in zip(US, LAYOUTS[layout], strict=True)}
    seen = console(file.path, "--operator", "Mei")
    seen.until("SCAN")
    seen.write("".join(f"{code.translate(keys)}\r" for code in codes[: MANY // 4]).encode())
    until(lambda: count(file) >= MANY // 4, lambda: f"only {count(file)} scans arrived; {seen.told()}")
    assert refused(file) == []
    assert entered(file) == EXPECTED[: MANY // 4]
    seen.until("Wrong keyboard")


def test_a_bracketed_paste(file: EventFile, codes: list[str], console: Open, until: Until) -> None:
    seen = console(file.path, "--operator", "Mei")
    seen.until("SCAN")
    seen.write(b"\x1b[200~" + "".join(f"{code}\r\n" for code in codes).encode() + b"\x1b[201~")
    until(lambda: count(file) >= MANY, lambda: f"only {count(file)} scans arrived; {seen.told()}")
    assert refused(file) == []
    assert entered(file) == EXPECTED


@pytest.mark.parametrize(
    ("key", "sign"),
    [(b"\x0e", "WALK-IN"), (b"\x1bOP", "HELP"), (b"\x07", "Whose is number")],
    ids=["walk-in form", "help", "question"],
)
@pytest.mark.parametrize("pasted", [False, True], ids=["keys", "paste"])
def test_a_burst_into_a_form_or_help(
    file: EventFile, codes: list[str], console: Open, until: Until, key: bytes, sign: str, pasted: bool
) -> None:
    """The scans are entries, the form stays as it was: nobody is added and no field is filled."""
    seen = console(file.path, "--operator", "Mei")
    seen.until("SCAN")
    seen.write(key)
    seen.until(sign)
    burst = "".join(f"{code}\n" for code in codes).encode()
    seen.forget()
    seen.write(b"\x1b[200~" + burst + b"\x1b[201~" if pasted else burst)
    until(lambda: count(file) >= MANY, lambda: f"only {count(file)} scans arrived; {seen.told()}")
    assert refused(file) == []
    assert entered(file) == EXPECTED
    assert not list(reading.facts(file.db, kinds=("guest_added", "undone")))
    assert codes[0][:5] not in bytes(seen.drawn).decode(errors="replace"), "a code was typed into a field"
    assert seen.alive()


@pytest.mark.parametrize("room", ["stage", "cues", "speakers", "log", "summary", "timer", "setup"])
def test_a_burst_of_acts_keys_fires_none(file: EventFile, console: Open, until: Until, room: str) -> None:
    """`hsXEua12` and Enter is a code nobody knows, never hold, standby, skip or end."""
    before = int(file.db.execute("SELECT count(*) FROM facts").fetchone()[0])
    seen = console(file.path, "--operator", "Kit", "--room", room)
    seen.until("█" if room == "timer" else "F2-F9")
    for _n in range(20):
        seen.write(b"hsXEua12\r")
    until(lambda: count(file) >= 20, lambda: f"only {count(file)} scans arrived; {seen.told()}")
    facts = list(reading.facts(file.db, after=before))
    assert [fact.fact.kind for fact in facts] == ["refused"] * 20
    bodies = [fact.fact.known for fact in facts]
    assert [body.code for body in bodies if isinstance(body, Refused)] == ["hsXEua12"] * 20
    assert not tables.stage(file.db, "main").runs


def test_a_burst_of_one_ticket_is_one_entry(file: EventFile, codes: list[str], console: Open, until: Until) -> None:
    seen = console(file.path, "--operator", "Mei")
    seen.until("SCAN")
    seen.write(f"{codes[0]}\r".encode() * 50)
    until(lambda: count(file) >= 50, lambda: f"only {count(file)} scans arrived; {seen.told()}")
    bodies = [row.fact.known for row in reading.facts(file.db, kinds=("entered", "refused"))]
    assert [isinstance(body, Entered) for body in bodies] == [True] + [False] * 49


def test_keys_typed_by_hand_are_keys(file: EventFile, console: Open, until: Until, tmp_path: Path) -> None:
    """A person's Space is GO at once; h and s are not held back for long."""
    seen = console(file.path, "--operator", "Kit", "--room", "stage")
    seen.until("F2-F9")
    seen.write(b" ")
    until(lambda: bool(tables.stage(file.db, "main").runs), f"Space did not start anything; {seen.told()}")
    assert not list(reading.facts(file.db, kinds=("refused",)))
