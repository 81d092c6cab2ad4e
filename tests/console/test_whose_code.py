"""Whose code it is, through any keyboard: a signature proves it, or a code on the list; else the reason is told."""

from __future__ import annotations

from datetime import datetime

import pytest

from console import desk
from console.desk import TicketShown, admit, ticket, whose_code
from console.desk.answers import Answer
from console.rules.layouts import LAYOUTS, US
from data import reading, tables
from data.facts import Draft, Entered, GuestListed, Refused
from data.journal import EventFile
from data.records import Guest

EVENT = "evt-QHXOdahGbvATs1P"
KEY = "g-Iu7Eqttp48Z6qGw"
LINK = f"https://luma.com/check-in/{EVENT}?pk={KEY}"


def under(layout: str, text: str) -> str:
    return text.translate({ord(key): sign for key, sign in zip(US, LAYOUTS[layout], strict=True)})


def put(file: EventFile, at: datetime, **coded: str) -> None:
    with file.transaction() as tx:
        guests = [Guest(id=name, name=name.title(), code=code) for name, code in coded.items()]
        tx.append([Draft(f"guest/{g.id}", GuestListed(g, 100 + n)) for n, g in enumerate(guests)], at=at, operator="")


def code(file: EventFile, noon: datetime, guest: str = "g1", *, replace: bool = False) -> str:
    shown = ticket(file, guest, replace=replace, now=noon, operator="")
    assert isinstance(shown, TicketShown)
    return shown.code


def scan(file: EventFile, noon: datetime, text: str, nonce: str | None = None) -> Answer:
    answer = admit(file, code=text, door="main", now=noon, operator="Mei", nonce=nonce)
    assert isinstance(answer, Answer)
    return answer


def who(file: EventFile, text: str) -> str:
    found = whose_code.looked(file, text)
    return found.state.guest.id if found.state else f"{found.why}"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_our_code_is_admitted_through_any_keyboard(file: EventFile, noon: datetime, layout: str) -> None:
    text = under(layout, code(file, noon))
    answer = scan(file, noon, text)
    assert answer.verdict == "admitted" and answer.message == "Welcome, Main entrance."
    assert bool(answer.notice) == (text != code(file, noon))
    body = next(iter(reading.facts(file.db, kinds=("entered",)))).fact.known
    assert isinstance(body, Entered) and body.code == text


def test_a_replaced_ticket_is_replaced_through_any_keyboard(file: EventFile, noon: datetime) -> None:
    old = code(file, noon)
    code(file, noon, replace=True)
    answer = scan(file, noon, under("fr", old))
    assert (answer.reason, bool(answer.notice)) == ("replaced", True)


def test_letters_exchanged_in_a_code_of_ours_are_no_forgery(file: EventFile, noon: datetime) -> None:
    """QWERTZ exchanges Y and Z, which are both letters of a ticket: the code is well formed and proves nothing."""
    guests = [Guest(id=f"q{n}", name=f"Q {n}") for n in range(20)]
    with file.transaction() as tx:
        drafts = [Draft(f"guest/{g.id}", GuestListed(g, 500 + n)) for n, g in enumerate(guests)]
        tx.append(drafts, at=noon, operator="")
    turned = [(g.id, text) for g in guests if under("de", text := code(file, noon, g.id)) != text]
    assert turned
    for guest, text in turned:
        answer = scan(file, noon, under("de", text))
        assert answer.guest is not None and answer.guest.id == guest
        assert answer.notice is not None and "German QWERTZ" in answer.notice


def test_another_systems_code_is_taken_only_exactly(file: EventFile, noon: datetime) -> None:
    put(file, noon, lu=LINK, bright="8464647391054226785001", secret="rs8a3p67jepqtbt9evz766bfggzhfaqh")
    for text in (KEY, LINK.swapcase(), under("fr", KEY), under("ru", LINK), "]Q3" + KEY, "\\000026" + LINK):
        assert who(file, text) == "lu", text
    assert who(file, under("fr", "]C18464647391054226785001")) == "bright"
    assert who(file, "RS8A3P67JEPQTBT9EVZ766BFGGZHFAQH") == "secret"
    for text in (KEY[:-1], under("fr", KEY[:-1]), "X" + KEY, "8464647391054226785002"):
        assert who(file, text) == "unknown", text


def test_two_rows_of_one_guest_with_one_code_are_that_guest(file: EventFile, noon: datetime) -> None:
    """The same code in both rows says that they are one person: once they are merged it admits them."""
    put(file, noon, first="TKT-5", second="TKT-5")
    assert scan(file, noon, "TKT-5").reason == "unknown"
    desk.merge(file, "first", "second", now=noon, operator="Mei")
    answer = scan(file, noon, "TKT-5")
    assert answer.verdict == "admitted" and answer.guest is not None and answer.guest.id == "first"


def test_a_reading_that_may_be_two_guests_is_nobody(file: EventFile, noon: datetime) -> None:
    put(file, noon, swapped="AbCdEfGh-12", turned=under("de", "aBcDeFgH-12"), plain="zzzzzzzz1")
    assert who(file, "AbCdEfGh-12") == "swapped"
    assert who(file, "aBcDeFgH-12") == "unknown"


def test_a_code_that_several_have_is_said_to_be(file: EventFile, noon: datetime) -> None:
    put(file, noon, a="SAME-12345", b="SAME-12345")
    answer = scan(file, noon, "SAME-12345")
    assert (answer.reason, answer.message) == ("unknown", "2 guests have this code: pick by name.")


def test_a_luma_ticket_of_another_event_is_told_from_one_the_list_lacks(file: EventFile, noon: datetime) -> None:
    put(file, noon, lu=f"https://luma.com/check-in/{EVENT}?pk=xyz789")
    other = scan(file, noon, "https://luma.com/check-in/evt-Another1?pk=g-12345678")
    assert other.reason == "other_event"
    mine = scan(file, noon, LINK)
    assert mine.reason == "unknown" and "the list has other keys" in mine.message


def test_a_refused_code_is_kept_as_it_came_and_named(file: EventFile, noon: datetime) -> None:
    answer = scan(file, noon, "\x02" + under("fr", LINK) + "\r")
    assert answer.reason == "unknown" and "French AZERTY" in answer.message
    body = next(iter(reading.facts(file.db, kinds=("refused",)))).fact.known
    assert isinstance(body, Refused) and body.code == under("fr", LINK)


def test_a_repeat_gets_its_answer_whatever_the_width(file: EventFile, noon: datetime) -> None:
    text = code(file, noon)
    wide = "".join(chr(ord(c) + 0xFEE0) for c in text)
    first, again = scan(file, noon, wide, "n1"), scan(file, noon, text, "n1")
    assert again.repeat and again.fact == first.fact
    assert len(list(reading.facts(file.db, kinds=("entered",)))) == 1


def test_a_prefix_is_found_only_before_a_code_of_the_list(file: EventFile, noon: datetime) -> None:
    put(file, noon, lu=KEY)
    assert whose_code.prefix_of(file, "XY" + KEY) == "XY"
    assert whose_code.prefix_of(file, KEY) == "" and whose_code.prefix_of(file, "XYZ-NOBODY-12") == ""


def test_a_code_is_known_for_one_without_being_looked_up_twice(file: EventFile, noon: datetime) -> None:
    put(file, noon, lu=LINK)
    event = tables.event(file.db)
    for text in (code(file, noon), code(file, noon).lower(), LINK, KEY):
        assert whose_code.is_code(file.db, event, text)
    for text in ("wang wei", "Lu Ma", "evelyn", KEY[:-1], ""):
        assert not whose_code.is_code(file.db, event, text)
