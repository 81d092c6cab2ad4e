"""An OSC packet as messages: what came over the wire, looked at before anything is believed.

python-osc reads the message; what it would guess at, or complain of in the middle of a screen, is refused before. Its
servers are not used: their dispatcher matches patterns (`/*` would be every command at once) and sleeps until a
bundle's time comes.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from console.rules.remote import Value
from data.words import _

LARGEST = 8192
MOST = 16
"""Messages in a bundle."""
_TYPES = frozenset(b"ifsdhTFN")
_END, _ESC = 0xC0, 0xDB
_BUNDLE = b"#bundle\0"


class Message(Struct, frozen=True):
    """One OSC message: its address without the slashes, and its values."""

    address: tuple[str, ...]
    values: tuple[Value, ...]


def messages(packet: bytes) -> tuple[Message, ...] | str:
    """The messages of a packet in their order, or what is wrong with it. A bundle's are all taken at once, whatever
    time it names: a clock elsewhere says nothing here."""
    if len(packet) > LARGEST:
        return _("a packet of {n} bytes is too large").format(n=len(packet))
    if not packet.startswith(_BUNDLE):
        found = _message(packet)
        return found if isinstance(found, str) else (found,)
    whole: list[Message] = []
    rest = packet[16:]
    while rest:
        size = int.from_bytes(rest[:4], "big")
        part, rest = rest[4 : 4 + size], rest[4 + size :]
        if len(part) != size or size == 0 or part.startswith(_BUNDLE) or len(whole) == MOST:
            return _("a bundle that is cut short, too long or has another in it")
        found = _message(part)
        if isinstance(found, str):
            return found
        whole.append(found)
    return tuple(whole) or _("a bundle with nothing in it")


def _message(packet: bytes) -> Message | str:
    address, rest = _text(packet)
    if address is None or len(address) < 2 or not address.startswith(b"/") or len(packet) % 4:
        return _("no OSC message")
    if not all(0x21 <= sign < 0x7F and sign not in b"#*,?[]{}" for sign in address):
        return _("an address with signs that no command has")
    tags, _values = _text(rest)
    if tags is None or not tags.startswith(b","):
        tags = b"," if not rest else None
    if tags is None or len(tags) > 17 or not set(tags[1:]) <= _TYPES:
        return _("an OSC message with arguments that no command takes")
    from pythonosc.osc_message import OscMessage, ParseError

    try:
        values = tuple(OscMessage(packet).params)
    except (ParseError, ValueError, IndexError, OverflowError):
        return _("an OSC message that is cut short or not as it says it is")
    return Message(tuple(address.decode("ascii").strip("/").split("/")), values)


def _text(packet: bytes) -> tuple[bytes | None, bytes]:
    """The string that the packet begins with, padded to four, and what comes after; None where it has no end."""
    end = packet.find(b"\0")
    if end < 0:
        return None, b""
    return packet[:end], packet[end + 4 - end % 4 :]


class Slip:
    """Packets out of a TCP stream, as OSC 1.1 frames them (RFC 1055); a stream that is none is told by None."""

    def __init__(self) -> None:
        self._packet = bytearray()
        self._escaped = False

    def feed(self, data: bytes) -> Iterator[bytes | None]:
        for sign in data:
            if sign == _END:
                if self._packet:
                    yield bytes(self._packet)
                self._packet.clear()
                self._escaped = False
            elif self._escaped:
                self._escaped = False
                if sign not in (0xDC, 0xDD):
                    yield None
                    return
                self._packet.append(_END if sign == 0xDC else _ESC)
            elif sign == _ESC:
                self._escaped = True
            else:
                self._packet.append(sign)
            if len(self._packet) > LARGEST:
                yield None
                return
