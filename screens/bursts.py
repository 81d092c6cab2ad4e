"""Tells a scanner from a person by the keys' own times: six or more, faster than anybody types, then Enter or Tab.

A scanner that sends no Enter is known by a whole code that nothing follows: `over` says so where the code is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct

GAP = 0.05
"""Seconds: a key that follows later than this was not sent by the same scanner …"""
TRAIL = 0.5
"""… unless six came already: a network, or a machine with much to do, may cut a burst in two …"""
OWN = 1.0
"""… the longest where they came at a scanner's pace and begin as our own tickets do …"""
WHOLE = 0.15
"""… a shorter while where they are a whole ticket of ours: only its end is still to come …"""
FIRST = 0.3
"""… and a while for the letter our tickets begin with, since alone it is a key that ends an item."""
PACE = 0.035
"""Seconds between two keys: nobody types most of six at this pace."""
SLOW = 0.2
"""Seconds between two keys of a scanner that was set slow: nobody types EV in capitals outside a field."""
SCANNER = 0.02
"""Seconds between two keys of most scanners …"""
INSTANT = 0.005
"""… and of one that is as fast as the cable."""
LEAST = 6
MOST = 1024
PREFIX = "EV"
OURS = re.compile(r"(?:EV[0-9A-Z]{28})+$", re.IGNORECASE)
LENGTH = 30
ENDS = {"enter": "\r", "ctrl+m": "\r", "ctrl+j": "\n", "tab": "\t"}
CLOSES = {"ctrl+c": "\x03", "ctrl+d": "\x04"}
"""ETX and EOT, which end a code only where they follow one at its pace …"""
OPENS = {
    "ctrl+a": "\x01", "ctrl+b": "\x02", "ctrl+backslash": "\x1c", "ctrl+right_square_bracket": "\x1d",
    "ctrl+circumflex_accent": "\x1e", "ctrl+underscore": "\x1f",
}  # fmt: skip
"""… and what may stand before or in one: SOH, STX and the separators."""
NO_CODE = "+-="
"""No code begins so: in a room such a key is an act, and is not kept waiting."""
_LETTERS = re.compile(r"[^\W\d_]+")


class Pressed(Struct, frozen=True):
    """One key as the terminal sent it; `time` is the event's own, in seconds. `free` is when the program was last done
    with something: a key that was read soon after that may have waited for it."""

    key: str
    character: str | None
    time: float
    free: float = float("-inf")


class Scan(Struct, frozen=True):
    """A whole code, as it came. `leaked` is how many of its characters the field was already given."""

    text: str
    leaked: int = 0


class Keys(Struct, frozen=True):
    """Keys that are no scan, in order, by their number."""

    numbers: tuple[int, ...]


class Burst(Struct, frozen=True):
    """Everything that came with the latest scan: all its characters, when each was sent, and what ended it."""

    raw: str
    times: tuple[float, ...]
    suffix: str


Step = Scan | Keys
Where = Literal["field", "form", "room"]
"""What keys go to: the field that takes scans, another one, or a room, where letters are acts."""


def scan_character(pressed: Pressed) -> str | None:
    """The character as it may belong to what a scanner sends: whatever can be seen, or a control of its protocol."""
    character = pressed.character
    if character is not None and len(character) == 1 and character.isprintable():
        return character
    return OPENS.get(pressed.key)


class BurstReader:
    """Holds keys only while they may still be a scan, and gives every other key back in order.

    `take` wants each key with a number of its own and answers with what to do now; `over` gives back what is held.
    In the desk's field the first key of a word is not held, so that typing shows at once. Keys that came as a scanner's
    are never acts: in a room whatever they are is a scan, whole or not.
    """

    def __init__(self) -> None:
        self.text: list[str] = []
        self.times: list[float] = []
        self.held: list[int] = []
        self.slow = 0
        self.swift = True
        self.plain = True
        self.where: Where = "room"
        self.last = float("-inf")
        self.ended = float("-inf")
        self.endless = False
        self.latest: Burst | None = None

    @property
    def window(self) -> float:
        """How long after the last key another may still belong to it."""
        if self.text == ["E"] or (self.where == "room" and self.text == ["e"]):
            return FIRST
        if self.swift and len(self.text) > 1 and "".join(self.text[:2]).upper() == PREFIX:
            return WHOLE if len(self.text) == LENGTH else OWN
        begun = "".join(self.text[:2])
        if (self.where != "field" and begun == PREFIX) or (self.where == "room" and begun == PREFIX.lower()):
            return SLOW
        if self.where == "field" and not self.plain and _LETTERS.fullmatch("".join(self.text)):
            # An input method gives the field whole words at once: they are not to wait.
            return GAP
        return TRAIL if len(self.text) >= LEAST else GAP

    def take(self, number: int, pressed: Pressed, where: Where) -> list[Step]:
        waited = max(self.last, min(pressed.free, pressed.time))
        joined = bool(self.text) and pressed.time - waited <= self.window
        self.where = where
        end = ENDS.get(pressed.key) or (CLOSES.get(pressed.key) if joined and pressed.time - waited <= GAP else None)
        if end is not None:
            return self._end(number, pressed, joined, end)
        character = scan_character(pressed)
        if character is None or (not joined and (character == " " or (where == "room" and character in NO_CODE))):
            return [*self.release(), Keys((number,))]
        steps: list[Step] = [] if joined else list(self.release())
        gap = pressed.time - self.last
        if joined:
            self.slow += gap > PACE
            self.swift = self.swift and (gap <= SCANNER or len(self.text) >= LEAST)
        self.text.append(character)
        self.times.append(pressed.time)
        self.plain = self.plain and character < "\x7f"
        self.last = pressed.time
        if not joined and where == "field" and character >= " " and pressed.time - self.ended > TRAIL:
            return [*steps, Keys((number,))]
        self.held.append(number)
        if len(self.text) == 2 * LENGTH and OURS.fullmatch("".join(self.text)):
            steps.append(self._first_of_many())
        elif self._no_code():
            steps.extend(self.release())
        return steps

    def _first_of_many(self) -> Scan:
        """A scanner without an Enter that runs its codes together: the first is whole."""
        code, leaked = "".join(self.text[:LENGTH]), len(self.text) - len(self.held)
        self.latest = Burst(code, tuple(self.times[:LENGTH]), "")
        del self.text[:LENGTH], self.times[:LENGTH], self.held[: LENGTH - leaked]
        self.slow = 0
        return Scan(code, leaked)

    def _no_code(self) -> bool:
        """Too long, or one key held down: a scanner sends its zeros faster than a keyboard repeats."""
        return len(self.text) > MOST or (len(self.text) == 4 and len(set(self.text)) == 1 and not self.swift)

    def _end(self, number: int, pressed: Pressed, joined: bool, end: str) -> list[Step]:
        if joined and self._scanned() and not self._composed(pressed):
            return self._scan(pressed.time, end)
        if not self.text and pressed.time - self.ended <= (OWN if self.endless else GAP):
            # The second half of CR LF, or an Enter that came after its code was taken.
            if self.latest is not None:
                burst = self.latest
                self.latest = Burst(burst.raw, burst.times, burst.suffix + end)
            self.endless = False
            return []
        return [*self.release(), Keys((number,))]

    def _scanned(self) -> bool:
        """Fast enough, and long enough, for a scanner?"""
        text = "".join(self.text)
        capitals = text.isupper() or (self.where == "room" and text.islower())
        own = self.where != "field" and capitals and OURS.search(text) is not None
        fast = self.slow <= (len(text) - 1) // 5
        return (
            (fast or own)
            and sum(character >= " " for character in text.strip()) >= LEAST
            and not (self.where == "field" and " " in text.strip())
        )

    def _composed(self, pressed: Pressed) -> bool:
        """Words that an input method gave at once, and the Enter of whoever typed them."""
        text = "".join(self.text)
        waited = max(self.last, min(pressed.free, pressed.time))
        if not self.plain and (pressed.time - waited > GAP or _LETTERS.fullmatch(text)):
            return self.where == "field" or bool(_LETTERS.fullmatch(text))
        return self.where == "field" and pressed.time - waited > GAP and text.isalpha() and text.islower()

    def _scan(self, now: float, end: str) -> list[Step]:
        text, times = "".join(self.text), tuple(self.times)
        leaked = len(self.text) - len(self.held)
        self.latest = Burst(text, times, end)
        self._forget()
        self.ended, self.endless = now, not end
        own = OURS.search(_narrow(text))
        if own is None:
            return [Scan(text.strip(), leaked)]
        # Two codes run together are two scans.
        codes = [text[at : at + LENGTH] for at in range(own.start(), own.end(), LENGTH)]
        typed = own.start() if _by_hand(times, own.start()) else 0
        return [Scan(codes[0], max(0, leaked - typed)), *(Scan(code) for code in codes[1:])]

    def over(self, is_code: Callable[[str], bool]) -> Sequence[Step]:
        """Nothing followed: a whole code is a scan without its Enter, all else is keys. In a room half a code is a scan
        too, and only one key held down is not: some of its letters would be acts."""
        text = "".join(self.text).strip()
        words = not self.plain and _LETTERS.fullmatch(text)
        if self._scanned() and ((self.where == "room" and len(set(text)) > 1 and not words) or is_code(text)):
            return self._scan(self.last, "")
        return self.release()

    def release(self) -> Sequence[Step]:
        """What is held, as the keys it turned out to be."""
        held = tuple(self.held)
        self._forget()
        return [Keys(held)] if held else []

    def _forget(self) -> None:
        self.text.clear()
        self.times.clear()
        self.held.clear()
        self.slow = 0
        self.swift = True
        self.plain = True


def _by_hand(times: Sequence[float], start: int) -> bool:
    """Was what stands before the code typed just before the scanner spoke, so that it stays where it was typed? Then
    it came further from the code than the code's own keys from each other; a scanner's prefix does not."""
    gaps = [later - earlier for earlier, later in pairwise(times)]
    return start > 0 and gaps[start - 1] > max(INSTANT, *gaps[start:])


def _narrow(text: str) -> str:
    """Full-width letters as plain ones, sign for sign."""
    if text.isascii():
        return text
    return "".join([chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text])
