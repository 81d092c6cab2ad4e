"""Ticket codes: thirty letters and digits that say which ticket of which event they are, and prove it.

`EV`, then Crockford's base32 of the event (16 bits), the ticket's number (36), its generation (8) and the first 80 bits
of an HMAC-SHA256 with the event's key. The HMAC also covers the guest's id: two stations that gave one number to two
guests made two different codes. A QR code of 30 such characters is version 2 at level M.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata

from msgspec import Struct

PREFIX = "EV"
LENGTH = 30
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {letter: value for value, letter in enumerate(_ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_NUMBER, _GENERATION, _MAC = 36, 8, 80
_BETWEEN = str.maketrans("", "", " -")


class Ticket(Struct, frozen=True):
    """A well-formed code of this event; whether it is genuine only `check` can say."""

    number: int
    generation: int
    mac: int


class NotOurs(Struct, frozen=True):
    """No code of this kind: another system's, or words."""


class OtherEvent(Struct, frozen=True):
    """A code of this kind, made for another event."""


class Malformed(Struct, frozen=True):
    """It begins as a code of this kind and is none: cut off, run together with another, or with a letter none has."""


Read = Ticket | NotOurs | OtherEvent | Malformed


def make(event_id: str, key: str, guest_id: str, number: int, generation: int = 1) -> str:
    """The code of a guest's ticket. `key` is the event's, in hex. Raises ValueError for what has no room in a code."""
    if not 0 <= number < 1 << _NUMBER:
        raise ValueError(f"ticket number {number} has no room in a code")
    if not 0 <= generation < 1 << _GENERATION:
        raise ValueError(f"ticket generation {generation} has no room in a code")
    value = _event_bits(event_id)
    value = value << _NUMBER | number
    value = value << _GENERATION | generation
    value = value << _MAC | _mac(event_id, key, guest_id, number, generation)
    digits = [_ALPHABET[value >> shift & 31] for shift in range(5 * (LENGTH - len(PREFIX) - 1), -1, -5)]
    return PREFIX + "".join(digits)


def read(text: str, event_id: str) -> Read:
    """What a scanned or typed code says it is. Case, full-width letters, spaces and hyphens make no difference."""
    code = _plain(text)
    if not code.startswith(PREFIX) or not code.isalnum() or not code.isascii():
        return NotOurs()
    if len(code) != LENGTH:
        # Half a code, or two run together, is worth saying; a short one is some other system's.
        return Malformed() if LENGTH - 6 <= len(code) <= 2 * LENGTH and _spelt(code) else NotOurs()
    if not _spelt(code):
        return Malformed()
    value = 0
    for letter in code[len(PREFIX) :]:
        value = value << 5 | _VALUES[letter]
    mac = value & (1 << _MAC) - 1
    generation = value >> _MAC & (1 << _GENERATION) - 1
    number = value >> _MAC + _GENERATION & (1 << _NUMBER) - 1
    if value >> _MAC + _GENERATION + _NUMBER != _event_bits(event_id):
        return OtherEvent()
    return Ticket(number, generation, mac)


def check(ticket: Ticket, event_id: str, key: str, guest_id: str) -> bool:
    """Was this ticket made for this guest, with this event's key?"""
    right = _mac(event_id, key, guest_id, ticket.number, ticket.generation)
    return hmac.compare_digest(right.to_bytes(_MAC // 8, "big"), ticket.mac.to_bytes(_MAC // 8, "big"))


def replaced(ticket: Ticket, generation: int) -> bool:
    """Is it an older code than the guest's latest? A newer one may come from a station not heard of yet."""
    return ticket.generation < generation


def shaped(code: str) -> bool:
    """Has it a code's length, beginning and letters? Whose it is, and whether it is genuine, is another matter."""
    plain = code.upper()
    return len(plain) == LENGTH and plain.startswith(PREFIX) and _spelt(plain)


def clean(raw: str) -> str:
    """What a scanner sent, as text: full-width characters folded, what can't be printed taken out, ends trimmed."""
    folded = unicodedata.normalize("NFKC", raw)
    return "".join([c for c in folded if c == " " or c.isprintable()]).strip()


def tail(code: str) -> str:
    """The end of a code, as it is read out."""
    return code[-6:]


def _plain(text: str) -> str:
    return clean(text).translate(_BETWEEN).upper()


def _spelt(code: str) -> bool:
    return all(letter in _VALUES for letter in code[len(PREFIX) :])


def _event_bits(event_id: str) -> int:
    return int.from_bytes(hashlib.sha256(event_id.encode()).digest()[:2], "big")


def _mac(event_id: str, key: str, guest_id: str, number: int, generation: int) -> int:
    # Each part with its length before it: no two different lists of parts make one message.
    parts = (event_id, guest_id, str(number), str(generation))
    message = b"".join(len(raw).to_bytes(4, "big") + raw for raw in (part.encode() for part in parts))
    return int.from_bytes(hmac.digest(bytes.fromhex(key), message, "sha256")[: _MAC // 8], "big")
