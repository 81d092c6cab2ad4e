"""Ticket codes: what is made can be read and checked, and nothing else is accepted."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console import qr
from console.rules import tickets
from console.rules.tickets import Malformed, NotOurs, OtherEvent, Ticket

KEY = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
EVENT = "evt-1"
numbers = st.integers(0, 2**36 - 1)
generations = st.integers(0, 255)


def accepted(code: str, guest: str = "g1") -> bool:
    ticket = tickets.read(code, EVENT)
    return isinstance(ticket, Ticket) and tickets.check(ticket, EVENT, KEY, guest)


@given(numbers, generations, st.text(min_size=1, max_size=40).filter(lambda t: t.isprintable()))
def test_a_ticket_made_is_read_and_checked(number: int, generation: int, guest: str) -> None:
    code = tickets.make(EVENT, KEY, guest, number, generation)
    assert len(code) == 30 and set(code) <= set(string.ascii_uppercase + string.digits)
    ticket = tickets.read(code, EVENT)
    assert isinstance(ticket, Ticket)
    assert (ticket.number, ticket.generation) == (number, generation)
    assert tickets.check(ticket, EVENT, KEY, guest)
    assert not tickets.check(ticket, EVENT, KEY, guest + "x")
    assert not tickets.check(ticket, EVENT, KEY[::-1], guest)


def test_no_code_with_one_other_character_is_accepted() -> None:
    for number in (0, 1, 212, 2**36 - 1):
        code = tickets.make(EVENT, KEY, "g1", number, 1)
        for place in range(30):
            for letter in string.ascii_uppercase + string.digits:
                changed = code[:place] + letter + code[place + 1 :]
                same = changed == code or (place > 1 and {letter, code[place]} <= {"O", "0"})
                same = same or (place > 1 and {letter, code[place]} <= {"I", "L", "1"})
                assert accepted(changed) == same, (code, changed)


@given(st.integers(0, 29), st.integers(0, 29))
def test_no_code_with_two_characters_exchanged_or_one_left_out_is_accepted(a: int, b: int) -> None:
    code = tickets.make(EVENT, KEY, "g1", 77, 2)
    letters = list(code)
    letters[a], letters[b] = letters[b], letters[a]
    assert accepted("".join(letters)) == ("".join(letters) == code)
    assert not accepted(code[:a] + code[a + 1 :])


@pytest.mark.parametrize("write", [
    str.lower, lambda c: f"  {c}\r\n", lambda c: "".join(chr(ord(x) + 0xFEE0) for x in c), lambda c: f"\x02{c}\x03",
    lambda c: "-".join((c[:10], c[10:20], c[20:])), lambda c: c[:2] + c[2:].replace("0", "O").replace("1", "l"),
], ids=["small", "spaces", "full width", "controls", "hyphens", "O for 0"])  # fmt: skip
def test_a_code_is_read_however_it_is_written(write) -> None:
    for number in range(40):
        assert accepted(write(tickets.make(EVENT, KEY, "g1", number, 1)))


def test_what_it_is_not_is_told_apart() -> None:
    code = tickets.make(EVENT, KEY, "g1", 5, 1)
    assert tickets.read(code, "evt-2") == OtherEvent()
    assert tickets.read("U".join((code[:10], code[11:])), EVENT) == Malformed()
    assert tickets.read(code[:-3], EVENT) == Malformed()
    assert tickets.read(code + code, EVENT) == Malformed()
    for other in ("", "EV", "EVENING", "ABC-123", "李立言", "https://lu.ma/check-in/evt-x?pk=g-y", "EV\0", "\ud800"):
        assert tickets.read(other, EVENT) == NotOurs(), other


@given(st.text(max_size=80))
def test_anything_can_be_scanned(text: str) -> None:
    tickets.read(text, EVENT)
    assert tickets.clean(tickets.clean(text)) == tickets.clean(text)


@pytest.mark.parametrize(("number", "generation"), [(2**36, 1), (-1, 1), (1, 256), (1, -1)])
def test_what_has_no_room_is_refused(number: int, generation: int) -> None:
    with pytest.raises(ValueError, match="no room"):
        tickets.make(EVENT, KEY, "g1", number, generation)


def test_one_number_given_to_two_guests_makes_two_codes() -> None:
    mine, theirs = (tickets.make(EVENT, KEY, guest, 5, 1) for guest in ("a", "b"))
    assert mine != theirs
    assert accepted(mine, "a") and not accepted(mine, "b")


def test_an_older_generation_is_replaced() -> None:
    ticket = tickets.read(tickets.make(EVENT, KEY, "g1", 5, 1), EVENT)
    assert isinstance(ticket, Ticket)
    assert tickets.replaced(ticket, 2)
    assert not tickets.replaced(ticket, 1) and not tickets.replaced(ticket, 0)


def test_the_code_drawn_in_the_terminal_is_read_back() -> None:
    zxingcpp = pytest.importorskip("zxingcpp")
    Image = pytest.importorskip("PIL.Image")
    code = tickets.make(EVENT, KEY, "g1", 212, 1)
    lines = qr.terminal_qr(code)
    assert (len(lines), {len(line) for line in lines}) == (15, {29})
    light = {"█": (255, 255), "▀": (255, 0), "▄": (0, 255), " ": (0, 0)}
    rows = [[light[c][half] for c in line] for line in lines for half in (0, 1)]
    image = Image.new("L", (29, 30))
    image.putdata([pixel for row in rows for pixel in row])
    read = zxingcpp.read_barcodes(image.resize((29 * 8, 30 * 8), Image.Resampling.NEAREST))
    assert [found.text for found in read] == [code]
