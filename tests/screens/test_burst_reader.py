"""Which keys are a scanner's: prefixes, endings, codes run together, other scripts, and people who type by a method."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screens.bursts import OWN, BurstReader, Keys, Pressed, Scan, Step, Where

OURS = "EVHDE0000Y4G01Z3GQ3AB91XBKX5TF"
OTHER = "EVHDE0000Y4G01Z3GQ3AB91XBKX5T0"
NAMED = {
    "\r": "enter", "\t": "tab", "\n": "ctrl+j", " ": "space", "\x02": "ctrl+b", "\x03": "ctrl+c", "\x04": "ctrl+d",
    "\x1d": "ctrl+right_square_bracket",
}  # fmt: skip


class Keyboard:
    """Sends keys to a reader at a pace, and keeps what it answered."""

    def __init__(self, where: Where = "room") -> None:
        self.reader, self.where = BurstReader(), where
        self.now = 10.0
        self.number = 0
        self.steps: list[Step] = []

    def send(self, text: str, every: float = 0.002) -> Keyboard:
        for character in text:
            self.now += every
            pressed = Pressed(NAMED.get(character, character), character, self.now)
            self.steps += self.reader.take(self.number, pressed, self.where)
            self.number += 1
        return self

    def pause(self, seconds: float = 2.0, known: str = "") -> Keyboard:
        """Nothing follows for a while; `known` is the only code there is."""
        self.now += seconds
        self.steps += self.reader.over(lambda text: text == known)
        return self

    @property
    def scans(self) -> list[str]:
        return [step.text for step in self.steps if isinstance(step, Scan)]

    @property
    def keys(self) -> list[int]:
        return [number for step in self.steps if isinstance(step, Keys) for number in step.numbers]


@pytest.mark.parametrize("where", ["field", "form", "room"])
@pytest.mark.parametrize("end", ["\r", "\n", "\t", "\r\n", "\x03", "\x03\r", "\x04\r\n"])
def test_whatever_ends_it(end: str, where: Where) -> None:
    board = Keyboard(where).send(OURS + end)
    assert board.scans == [OURS]
    assert board.reader.latest is not None and board.reader.latest.suffix == end
    assert board.keys == ([0] if where == "field" else [])


@pytest.mark.parametrize("prefix", ["]Q3", "]C1", "\x02", "\x02]Q3", "\\000026", "S1#"])
def test_what_stands_before_a_code_of_ours_is_taken_off(prefix: str) -> None:
    board = Keyboard().send(prefix + OURS + "\r")
    assert board.scans == [OURS] and board.keys == []
    assert board.reader.latest is not None and board.reader.latest.raw == prefix + OURS


@pytest.mark.parametrize("prefix", ["]Q3", "X-", "S1#"])
def test_a_prefix_leaves_no_letter_in_the_field(prefix: str) -> None:
    board = Keyboard("field").send(prefix + OURS + "\r")
    assert board.steps[-1] == Scan(OURS, leaked=1)


def test_a_letter_typed_just_before_a_scan_stays_in_the_field() -> None:
    board = Keyboard("field").send("w").send(OURS[0], every=0.04).send(OURS[1:] + "\r")
    assert board.steps[-1] == Scan(OURS, leaked=0)


def test_what_stands_before_a_code_of_others_is_kept() -> None:
    assert Keyboard().send("]Q3ABC1234\r").scans == ["]Q3ABC1234"]


def test_a_start_of_text_alone_is_a_key_again() -> None:
    """^B prints a badge: pressed by a person, nothing follows at a scanner's pace."""
    assert Keyboard().send("\x02").pause().keys == [0]


def test_controls_by_hand_end_nothing() -> None:
    """^C and ^D are keys unless they follow a code at its pace."""
    board = Keyboard().send("EV12345").send("\x04", every=0.2)
    assert board.scans == [] and board.keys == list(range(8))


@pytest.mark.parametrize("where", ["field", "form", "room"])
def test_a_whole_code_without_an_end_is_a_scan(where: Where) -> None:
    board = Keyboard(where).send(OURS).pause(0.2, OURS)
    assert board.steps[-1] == Scan(OURS, leaked=int(where == "field"))
    assert board.reader.latest is not None and board.reader.latest.suffix == ""


@pytest.mark.parametrize("every", [0.04, 0.12, 0.19])
def test_a_scanner_that_was_set_slow_fires_no_keys(every: float) -> None:
    board = Keyboard().send(OURS + "\r", every)
    assert board.scans == [OURS] and board.keys == []


def test_a_name_in_a_form_does_not_wait_for_the_next_key() -> None:
    assert Keyboard().send("Evelyn", every=0.08).keys == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("where", ["field", "form"])
def test_what_is_no_code_and_has_no_end_is_typed_where_there_is_a_field(where: Where) -> None:
    board = Keyboard(where).send("hsXEua12").pause()
    assert board.scans == [] and board.keys == list(range(8))


@pytest.mark.parametrize("sent", ["hsXEua12", OURS[:14], "g-Iu7EqttpXE"])
def test_half_a_code_in_a_room_fires_no_keys(sent: str) -> None:
    board = Keyboard("room").send(sent).pause()
    assert board.scans == [sent] and board.keys == []


@pytest.mark.parametrize("every", [0.0001, 0.025, 0.033])
def test_a_key_held_down_in_a_room_is_keys(every: float) -> None:
    board = Keyboard("room").send("+" * 20, every).pause()
    assert board.scans == [] and board.keys == list(range(20))


@pytest.mark.parametrize("every", [0.04, 0.12, 0.19])
def test_a_slow_scanner_with_caps_lock_fires_no_keys_in_a_room(every: float) -> None:
    board = Keyboard("room").send(OURS.lower() + "\r", every)
    assert board.scans == [OURS.lower()] and board.keys == []


def test_an_enter_that_came_late_ends_nothing_else() -> None:
    board = Keyboard().send(OURS).pause(0.2, OURS).send("\r", every=0.3)
    assert board.scans == [OURS] and board.keys == []
    assert board.send("\r", every=OWN).keys == [31]


@pytest.mark.parametrize("where", ["field", "form", "room"])
def test_codes_run_together_are_each_a_scan(where: Where) -> None:
    board = Keyboard(where).send((OURS + OTHER) * 50).pause(0.2, OTHER)
    assert board.scans == [OURS, OTHER] * 50
    leaks = [step.leaked for step in board.steps if isinstance(step, Scan)]
    assert leaks == [int(where == "field")] + [0] * 99


def test_two_codes_run_together_before_one_enter_are_two() -> None:
    assert Keyboard().send(OURS + OTHER + "\r").scans == [OURS, OTHER]


@pytest.mark.parametrize("text", [
    "ＥＶ１２３４５", "EVàY'Gà&W", "УМРВУ0000Н4П01", "ُ{أ]ُ0000إ4ﻷ01", "上海EV大门12", "https：／／luma。com",
])  # fmt: skip
@pytest.mark.parametrize("where", ["field", "form", "room"])
def test_another_script_is_a_scan_as_it_came(text: str, where: Where) -> None:
    assert Keyboard(where).send(text + "\r").scans == [text]


@pytest.mark.parametrize("words", ["上海电影集团公司", "李立言", "Нестерова", "Nguyễn"])
def test_words_of_an_input_method_are_typing(words: str) -> None:
    """They come all at once, and whoever typed them presses Enter: in no time, or some time later."""
    for pause in (0.005, 0.3):
        board = Keyboard("field").send(words, every=0.0001).send("\r", every=pause)
        assert board.scans == [] and board.keys == list(range(len(words) + 1))


def test_pinyin_given_as_letters_is_typing() -> None:
    assert Keyboard("field").send("zhangwei", every=0.0001).send("\r", every=0.25).scans == []
    assert Keyboard("field").send("zhangwei12", every=0.0001).send("\r", every=0.005).scans == ["zhangwei12"]


def test_words_with_their_enter_late_are_typing_in_the_field() -> None:
    board = Keyboard("field").send("2026年上海电影节", every=0.0001).send("\r", every=0.3)
    assert board.scans == []


@given(
    st.lists(st.tuples(st.sampled_from(["E", "V", "0", "x", " ", "é", "王", "\x02", "\r", "\t", "\x03"]),
                       st.sampled_from([0.0, 0.001, 0.01, 0.03, 0.06, 0.2, 0.6, 1.2])), max_size=80),
    st.sampled_from(get_args(Where)),
)  # fmt: skip
def test_every_key_is_given_back_once_or_is_part_of_a_scan(sent: list[tuple[str, float]], where: Where) -> None:
    board = Keyboard(where)
    for character, every in sent:
        board.send(character, every)
    board.pause()
    assert board.keys == sorted(set(board.keys)), "a key twice, or out of order"
    spent = len(sent) - len(board.keys)
    assert not board.reader.held and not board.reader.text
    if not board.scans:
        assert spent == 0
    if where != "room" and not any(character in "\r\t\x03" for character, _every in sent):
        assert spent == 0
