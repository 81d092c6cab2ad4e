"""An app in which a scan is a scan in every room: keys and pastes pass here before any binding or widget sees them."""

from __future__ import annotations

import asyncio
import select
import sys
from collections import deque
from itertools import count

from textual import events
from textual.message import Message
from textual.widgets import Input

from screens.bursts import GAP, Burst, BurstReader, Keys, Pressed, Scan, Where
from screens.crashing import NamelessApp
from screens.widgets.scan_input import ScanInput

SWITCH = 0.0005
"""Seconds until the thread that reads the terminal gets its turn: at Python's own 5 ms a code is read as slowly as a
person types while a room is being drawn."""
PASSED = 0.25
"""Seconds to wait for a key to have been dealt with: what it was given to may have gone with its answer."""
TICKS = 3
"""Turns of the event loop to wait before held keys are given back: the reading thread may have more of them."""


def input_waits() -> bool:
    """Has the terminal sent more than was read? Then keys that seem over may go on."""
    if sys.platform == "win32" or sys.__stdin__ is None or not sys.__stdin__.isatty():
        return False
    return bool(select.select([sys.__stdin__], [], [], 0)[0])


class ScanningApp(NamelessApp, inherit_bindings=False):
    """Override `scanned(code)`, called once a scan, in order, `is_code(text)` and `is_whole(text)`."""

    class Waited(Message):
        """Nothing followed the keys held at `serial`."""

        def __init__(self, serial: int) -> None:
            self.serial = serial
            super().__init__()

    class Passed(Message):
        """Follows a key the way it goes, from the widget in focus up to here: by then its act was done."""

        def __init__(self, number: int) -> None:
            self.number = number
            super().__init__()

    def __init__(self) -> None:
        super().__init__()
        sys.setswitchinterval(SWITCH)
        self._keys: deque[events.Key | ScanInput.TakeBack] = deque()
        self._given = 0
        self._under_way = False
        self.bursts = BurstReader()
        self._held: dict[int, events.Key] = {}
        self._numbers = count(1)
        self._serial = 0
        self._waiting = False
        self._free = float("-inf")
        self._taken = float("-inf")
        self.key_time = 0.0
        self.burst: Burst | None = None
        """The keys of the scan that is being taken; None for a code that was pasted or typed."""

    def scanned(self, code: str) -> None:
        raise NotImplementedError

    def is_code(self, text: str) -> bool:
        """Is this a whole ticket code, ours or another system's?"""
        raise NotImplementedError

    def is_whole(self, text: str) -> bool:
        """The same of keys that came as a scanner's do, with no Enter after them."""
        return self.is_code(text)

    def was_busy(self) -> None:
        """Something that takes long is done: keys that come right now may have waited for it."""
        self._free = Message().time

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and not event.is_forwarded:
            await self._take(event)
        elif isinstance(event, events.Paste) and not event.is_forwarded:
            if not self._pasted(event.text):
                await super().on_event(event)
        else:
            await super().on_event(event)

    async def _take(self, event: events.Key) -> None:
        self.key_time = event.time
        number = self._serial = next(self._numbers)
        self._taken = asyncio.get_running_loop().time()
        self._held[number] = event
        pressed = Pressed(event.key, event.character, event.time, self._free)
        for step in self.bursts.take(number, pressed, self._where()):
            await self._do(step)
        self.was_busy()
        if not self.bursts.held:
            self._held.clear()
        elif not self._waiting:
            self._wait()

    async def _do(self, step: Scan | Keys) -> None:
        match step:
            case Scan(text=text, leaked=leaked):
                if leaked and isinstance(self.focused, ScanInput):
                    self._keys.append(ScanInput.TakeBack(leaked))
                    await self._give()
                self.burst = self.bursts.latest
                self.scanned(text)
                self.burst = None
            case Keys(numbers=numbers):
                for number in numbers:
                    event = self._held.pop(number, None)
                    if event is not None:
                        self._keys.append(event)
                await self._give()

    async def _give(self) -> None:
        """Gives keys to what is in focus, each once the one before it was dealt with: of `h` and a reason typed at once
        the reason is for the question that `h` asks."""
        while self._keys and not self._under_way:
            event = self._keys.popleft()
            if isinstance(event, ScanInput.TakeBack):
                if isinstance(self.focused, ScanInput):
                    self.focused.post_message(event)
                continue
            self._given += 1
            self._under_way = True
            target = self.focused or self.screen
            await super().on_event(event)
            target.post_message(self.Passed(self._given))
            asyncio.get_running_loop().call_later(PASSED, self._passed, self._given)

    def on_scanning_app_passed(self, message: Passed) -> None:
        # Focus moves by a call that stands behind this one.
        self.call_later(self._passed, message.number)

    def _passed(self, number: int) -> None:
        if self._under_way and number == self._given:
            self._under_way = False
            if self._keys:
                self.call_later(self._give)

    def _where(self) -> Where:
        if isinstance(self.focused, ScanInput):
            return "field"
        return "form" if isinstance(self.focused, Input) else "room"

    def _wait(self) -> None:
        self._waiting = True
        asyncio.get_running_loop().call_later(GAP, self._look, self._serial, 0)

    def _look(self, serial: int, ticks: int) -> None:
        """Has anything followed? Three turns without news, then the keys held are given back in order."""
        loop = asyncio.get_running_loop()
        left = self._taken + self.bursts.window - loop.time()
        if self._serial != serial or left > 0:
            loop.call_later(max(GAP, left), self._look, self._serial, 0)
        elif ticks < TICKS or input_waits():
            loop.call_later(0.001, self._look, serial, ticks + 1)
        else:
            self._waiting = False
            self.post_message(self.Waited(serial))

    async def on_scanning_app_waited(self, message: Waited) -> None:
        if message.serial != self._serial:
            if self.bursts.held and not self._waiting:
                self._wait()
            return
        for step in self.bursts.over(self.is_whole):
            await self._do(step)

    def _pasted(self, text: str) -> bool:
        """Takes the scans out of a paste; False where it is ordinary text for the field in focus."""
        lines = [line.strip() for line in text.replace("\t", "\n").splitlines()]
        lines = [line for line in lines if line]
        whole = text.endswith(("\n", "\r", "\t")) or len(lines) > 1
        alike = isinstance(self.focused, ScanInput) and whole
        codes = [line for line in lines if self.is_code(line) or (alike and _coded(line))]
        for code in codes:
            self.scanned(code)
        return bool(codes)


def _coded(line: str) -> bool:
    """May it be a code of anybody's? A name copied with the end of its line has blanks, or no digit."""
    return not any(map(str.isspace, line)) and any(map(str.isdigit, line))
