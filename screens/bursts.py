"""Tells a scanner from a person by the keys' own times: six or more, faster than anybody types, then Enter or Tab."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

GAP = 0.05
"""Seconds: a key that follows later than this was not sent by the same scanner …"""
TRAIL = 0.5
"""… unless six came already: a network, or a machine with much to do, may cut a burst in two …"""
OWN = 1.0
"""… the longest where they came at a scanner's pace and begin as our own tickets do …"""
FIRST = 0.3
"""… and a while for the letter our tickets begin with, since alone it is a key that ends an item."""
PACE = 0.035
"""Seconds between two keys: nobody types most of six at this pace."""
SCANNER = 0.02
LEAST = 6
MOST = 1024
PREFIX = "EV"
OURS = re.compile(r"EV[0-9A-Z]{28}$", re.IGNORECASE)
ENDS = frozenset({"enter", "ctrl+j", "ctrl+m", "tab"})


class Pressed(Struct, frozen=True):
    """One key as the terminal sent it; `time` is the event's own, in seconds. `free` is when the program was last done
    with something: a key that was read soon after that may have waited for it."""

    key: str
    character: str | None
    time: float
    free: float = float("-inf")


class Scan(Struct, frozen=True):
    """A whole code. `leaked` is how many of its characters the field was already given."""

    text: str
    leaked: int = 0


class Keys(Struct, frozen=True):
    """Keys that are no scan, in order, by their number."""

    numbers: tuple[int, ...]


Step = Scan | Keys


def scan_character(key: str, character: str | None) -> str | None:
    """The character as a code may hold it: visible ASCII, or its full-width form as an input method makes it."""
    if character is None or len(character) != 1:
        return None
    if " " <= character <= "~":
        return character
    if "！" <= character <= "～":
        return chr(ord(character) - 0xFEE0)
    return None


class BurstReader:
    """Holds keys only while they may still be a scan, and gives every other key back in order.

    `take` wants each key with a number of its own and answers with what to do now; `release` gives back what is held.
    In the desk's field the first key of a word is not held, so that typing shows at once.
    """

    def __init__(self) -> None:
        self.text: list[str] = []
        self.held: list[int] = []
        self.slow = 0
        self.swift = True
        self.last = float("-inf")
        self.ended = float("-inf")

    @property
    def window(self) -> float:
        """How long after the last key another may still belong to it."""
        if self.text == ["E"]:
            return FIRST
        if self.swift and len(self.text) > 1 and "".join(self.text[:2]).upper() == PREFIX:
            return OWN
        return TRAIL if len(self.text) >= LEAST else GAP

    def take(self, number: int, pressed: Pressed, in_field: bool) -> list[Step]:
        waited = max(self.last, min(pressed.free, pressed.time))
        joined = bool(self.text) and pressed.time - waited <= self.window
        if pressed.key in ENDS:
            return self._end(number, pressed, joined, in_field)
        character = scan_character(pressed.key, pressed.character)
        if character is None or (character == " " and not joined):
            return [*self.release(), Keys((number,))]
        steps: list[Step] = [] if joined else list(self.release())
        gap = pressed.time - self.last
        if joined:
            self.slow += gap > PACE
            self.swift = self.swift and (gap <= SCANNER or len(self.text) >= LEAST)
        self.text.append(character)
        self.last = pressed.time
        if not joined and in_field and pressed.time - self.ended > TRAIL:
            return [*steps, Keys((number,))]
        self.held.append(number)
        if self._no_code():
            steps.extend(self.release())
        return steps

    def _no_code(self) -> bool:
        """Too long, or one key held down: a scanner sends its zeros faster than a keyboard repeats."""
        return len(self.text) > MOST or (len(self.text) == 4 and len(set(self.text)) == 1 and not self.swift)

    def _end(self, number: int, pressed: Pressed, joined: bool, in_field: bool) -> list[Step]:
        text = "".join(self.text)
        fast = self.slow <= (len(text) - 1) // 5
        if joined and fast and len(text) >= LEAST and not (in_field and " " in text):
            leaked = len(self.text) - len(self.held)
            self._forget()
            self.ended = pressed.time
            # A key typed just before the scanner spoke stays where it was typed.
            own = OURS.search(text)
            return [Scan(own.group(), max(0, leaked - own.start()))] if own else [Scan(text.strip(), leaked)]
        if not self.text and pressed.time - self.ended <= GAP:
            return []
        return [*self.release(), Keys((number,))]

    def release(self) -> Sequence[Step]:
        """What is held, as the keys it turned out to be."""
        held = tuple(self.held)
        self._forget()
        return [Keys(held)] if held else []

    def _forget(self) -> None:
        self.text.clear()
        self.held.clear()
        self.slow = 0
        self.swift = True
