"""Codes through wrong keyboards: what is typed under any layout is read back, named, and nothing else is made of it."""

from __future__ import annotations

import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.rules import layouts, scans, tickets
from console.rules.layouts import LATIN, LAYOUTS, US
from console.rules.scans import Trouble

KEY = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
EVENT = "evt-1"
LINK = "https://luma.com/check-in/evt-QHXOdahGbvATs1P?pk=g-Iu7Eqttp48Z6qGw"
SIG1 = "==AQABCDEFghijk+lmn/opq0123456789rstuvwxyzZYXWV"
ours = st.builds(lambda n, g: tickets.make(EVENT, KEY, "g1", n, g), st.integers(0, 2**36 - 1), st.integers(0, 255))
theirs = st.text(string.ascii_letters + string.digits + "-_+/=:.?&#%", min_size=8, max_size=60).filter(
    lambda text: text == text.strip() and text[0] not in "]\\"
)


def computer(layout: str, text: str) -> str:
    """What a computer with this layout makes of US keys."""
    return text.translate({ord(key): sign for key, sign in zip(US, LAYOUTS[layout], strict=True)})


def scanner(layout: str, text: str) -> str:
    """What a US computer makes of a scanner's keys that was set to this layout."""
    keys: dict[int, str] = {}
    for key, sign in zip(US, LAYOUTS[layout], strict=True):
        keys.setdefault(ord(sign), key)
    return text.translate(keys)


def shifted(layout: str, text: str) -> str:
    """The same with Caps Lock on where it turns the digits round too."""
    other = US[47:] + US[:47]
    return computer(layout, text.translate({ord(a): b for a, b in zip(US, other, strict=True)}))


def wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def readings(text: str) -> dict[str, tuple[Trouble, ...]]:
    return {each.text: each.troubles for each in (*scans.plainly(text), *scans.otherwise(text))}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_has_its_keys_and_a_name(layout: str) -> None:
    assert len(LAYOUTS[layout]) == len(US) == 94
    assert layout in layouts.names()


@given(ours, st.sampled_from(sorted(LAYOUTS)))
def test_a_code_of_ours_is_read_under_any_layout(code: str, layout: str) -> None:
    arrived = computer(layout, code)
    found = readings(arrived)
    assert code in found
    if arrived != code:
        assert any(layout in trouble.names for trouble in found[code]), found[code]
    else:
        assert found[code] == ()


@given(theirs, st.sampled_from(sorted(set(LAYOUTS) - {"jp"})))
def test_a_code_of_others_is_read_under_any_layout(code: str, layout: str) -> None:
    assert code in readings(computer(layout, code))


@given(ours, st.sampled_from(sorted(LATIN)))
def test_a_scanner_set_to_another_country_is_read_on_a_us_computer(code: str, layout: str) -> None:
    assert code in readings(scanner(layout, code))


@given(theirs)
def test_caps_lock_is_taken_back(code: str) -> None:
    assert code in readings(code.swapcase())


@given(ours, st.sampled_from(["fr", "be", "de", "dvorak"]))
def test_caps_lock_and_another_layout_together(code: str, layout: str) -> None:
    assert code in {text.upper() for text in readings(computer(layout, code.swapcase()))}
    assert code in {text.upper() for text in readings(shifted(layout, code))}


@given(theirs)
def test_full_width_letters_are_plain_ones(code: str) -> None:
    assert scans.plainly(wide(code))[0].text == code


@given(st.text(max_size=80))
def test_anything_at_all_is_read_and_told_without_a_fault(text: str) -> None:
    for reading in (*scans.plainly(text), *scans.otherwise(text)):
        assert reading.text == tickets.clean(reading.text)
    assert isinstance(scans.sentence(scans.troubles_of(text)), str)
    assert scans.kept(scans.kept(text)) == scans.kept(text)


@given(
    ours, st.integers(0, 29), st.sampled_from(string.ascii_uppercase + string.digits), st.sampled_from(sorted(LAYOUTS))
)
def test_no_reading_proves_a_code_that_was_changed(code: str, place: int, letter: str, layout: str) -> None:
    """Whatever keyboard a forged code came through, none of its readings is a ticket but the code it was made from."""
    changed = code[:place] + letter + code[place + 1 :]
    for text in readings(computer(layout, changed)):
        read = tickets.read(text, EVENT)
        if isinstance(read, tickets.Ticket) and tickets.check(read, EVENT, KEY, "g1"):
            assert text.upper().translate(str.maketrans("OIL", "011"))[2:] == code[2:]


# -- what stands before and between ------------------------------------------------------------------------------------
@pytest.mark.parametrize("prefix", ["]Q3", "]C1", "]d2", "\\000026", "]Q1\\000026", "\x02", "\x02]Q3", "\x1d"])
def test_what_scanners_put_before_a_code_is_taken_off(prefix: str) -> None:
    assert LINK in readings(prefix + LINK)
    assert scans.kept_off(prefix + LINK, LINK) == prefix
    assert LINK in readings(computer("fr", prefix + LINK))


def test_a_prefix_of_ones_own_is_known_before_our_codes_only() -> None:
    code = tickets.make(EVENT, KEY, "g1", 7)
    assert code in readings("AB#" + code) and code in readings(computer("ru", "AB#" + code + "%"))
    assert LINK not in readings("AB#" + LINK)
    assert scans.without("AB#" + LINK, "AB#") == LINK
    assert scans.without(LINK, "AB#") == LINK and scans.without("AB#", "AB#") == "AB#"


def test_dead_keys_are_keys() -> None:
    """= before g is a dead acute in Germany: the g comes with an accent."""
    arrived = unicodedata.normalize("NFC", computer("de", LINK).replace("´g", "g\u0301"))
    assert "ǵ" in arrived
    assert LINK in readings(arrived)


def test_windows_writes_two_letters_for_one_arabic_key() -> None:
    code = tickets.make(EVENT, KEY, "g1", 4242)
    assert "G" in code
    assert code in readings(unicodedata.normalize("NFKC", computer("ara", code)))


@pytest.mark.parametrize("arrived", [
    LINK.replace("://", "：／／"), LINK.replace("/", "、").replace(".", "。").replace("?", "？"), wide(LINK),
    LINK.replace("/", "・"),
])  # fmt: skip
def test_chinese_and_japanese_signs_are_plain_ones(arrived: str) -> None:
    assert LINK in readings(arrived)


# -- in words ----------------------------------------------------------------------------------------------------------
CODE = tickets.make(EVENT, KEY, "g1", 123456)


@pytest.mark.parametrize(("arrived", "words"), [
    (computer("fr", CODE), "French AZERTY"),
    (computer("be", "12345678"), "Belgian AZERTY"),
    (computer("cz", CODE), "Czech QWERTZ"),
    (computer("dvorak", LINK), "Dvorak"),
    (computer("es", LINK), "Spanish"),
    (computer("it", LINK), "Italian"),
    (computer("dk", LINK), "Danish"),
    (computer("ru", CODE), "Russian"),
    (computer("gr", LINK), "Greek"),
    (computer("il", LINK), "Hebrew"),
    (computer("ara", LINK), "Arabic"),
    (scanner("fr", CODE), "French AZERTY"),
    (LINK.swapcase(), "Caps Lock is on"),
    (wide(CODE), "Full-width letters"),
    (LINK.replace("://", "：／／"), "Chinese punctuation"),
    ("上海EV大门12", "Chinese input method"),
    ("えべ01234", "Japanese input method"),
    ("ㄸ퓨01234", "Korean input method"),
    ("абвгд", "Russian"),
])  # fmt: skip
def test_what_is_wrong_is_named_with_what_to_change(arrived: str, words: str) -> None:
    assert words in scans.sentence(scans.troubles_of(arrived))


@pytest.mark.parametrize("arrived", [
    CODE, LINK, SIG1, "NOBODYS-CODE", "hsXEua12", "12345678", "0814847311126137001", "g-Iu7Eqttp48Z6qGw", "",
    "rs8a3p67jepqtbt9evz766bfggzhfaqh", "EV-5050585-7735471", "S3FA7901F97B3", "(0109501101530003)", "a b c d e f",
    "https:!!luma.com/x",
])  # fmt: skip
def test_nothing_is_said_of_a_keyboard_that_looks_well(arrived: str) -> None:
    assert scans.troubles_of(arrived) == ()


def test_a_ticket_in_small_letters_tells_of_caps_lock() -> None:
    assert scans.small(CODE.lower()) == (Trouble("caps"),) and scans.small("]Q3" + CODE.lower())
    assert scans.small(CODE) == () and scans.small("rs8a3p67jepqtbt9evz766bfggzhfa") == ()
