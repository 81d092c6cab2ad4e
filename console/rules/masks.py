"""E-mail addresses and phone numbers as others may see them: enough to tell two people apart, not enough to use."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

import msgspec
from msgspec.structs import replace

from data.records import Guest, Operator, Role

HIDDEN = "…"
SECRETS = frozenset({"key", "pin"})
"""Names in a fact's body whose value nobody is shown: what signs the tickets, and what is kept of a PIN."""
TAIL = 4
"""Digits of a phone number that stay."""
LEAST = 7
"""A number with fewer digits is an extension; it shows half of them at most."""


_MASKED = frozenset({"email", "phone", "code"})
_OF_A_GUEST = frozenset({"extra", "fields"})
"""Names in a fact's body whose value is of columns that a list brought, each by its name there."""
_ADDRESS = re.compile(r"[^\s@<>(),;:，；：、]+@[^\s@<>(),;:，；：、]+")
_ABROAD = re.compile(r"\+\d[\d ().-]{5,}\d")
_NUMBER = re.compile(r"[+0][\d\s()./-]*")
_NUMBERS = re.compile(r"phone|mobile|cell|\btel|\bfax|whatsapp|wechat|电话|電話|手机|手機|微信|传真|傳真")


def email(address: str) -> str:
    """`mei@bund.com` as `m…@b….com`; what is no address shows its first letter only."""
    text = address.strip()
    who, at, host = text.rpartition("@")
    if not at:
        return _first(text)
    name, dot, ending = host.rpartition(".")
    return f"{_first(who)}@{_first(name)}{dot}{ending}" if dot else f"{_first(who)}@{_first(host)}"


def phone(number: str) -> str:
    """`+44 20 7946 4821` as `…4821`."""
    digits = "".join(character for character in number if character.isdecimal())
    kept = min(TAIL, len(digits) // 2) if len(digits) < LEAST else TAIL
    return HIDDEN + digits[len(digits) - kept :] if digits else _first(number.strip())


def full(operators: Mapping[str, Operator], operator: str) -> bool:
    """May this operator read addresses and numbers in full? A lead may; without operators nobody, on a screen."""
    known = operators.get(operator)
    return known is not None and known.role == "lead"


def lists_all(role: Role | None) -> bool:
    """May this role see people who were not asked for? None: the event has no roles."""
    return role not in ("desk", "viewer")


def _first(text: str) -> str:
    return text[:1] + HIDDEN if text else ""


def field(name: str, value: str) -> str:
    """A guest's detail as a log or a list may show it."""
    match name:
        case "email":
            return email(value)
        case "phone":
            return phone(value)
        case "code":
            return loose(value)
        case _:
            return value if name in Guest.__struct_fields__ else extra(name, value)


def extra(column: str, value: str) -> str:
    """What stands in a column of the list's own: an address or a number in it is nobody else's either."""
    digits = sum(character.isdecimal() for character in value)
    if digits >= LEAST and (_NUMBERS.search(column.casefold()) or _NUMBER.fullmatch(value.strip())):
        return phone(value)
    return loose(value)


def loose(text: str) -> str:
    """Whatever somebody scanned or wrote: addresses and international numbers in it are masked, the rest stays. A
    business card has both in its QR code."""
    return _ABROAD.sub(lambda found: phone(found[0]), _ADDRESS.sub(lambda found: email(found[0]), text))


def as_seen(guest: Guest) -> Guest:
    """The guest as everybody but a lead reads them."""
    return replace(
        guest,
        email=email(guest.email),
        phone=phone(guest.phone),
        extra={column: extra(column, value) for column, value in guest.extra.items()},
    )


def body(text: str) -> str:
    """A fact's own JSON as it may be shown: what signs tickets and what is kept of PINs never, addresses and numbers
    masked, in whatever kind of fact they stand."""
    try:
        # Not strict: what stands in a file was not always written by us.
        found = json.loads(text, strict=False)
    except ValueError:
        return HIDDEN
    shown = _masked(found)
    return text if shown == found else msgspec.json.encode(shown).decode()


def _masked(value: object, within: str = "") -> object:
    if isinstance(value, dict):
        return {name: _inner(name, inner, within) for name, inner in value.items()}
    return [_masked(inner) for inner in value] if isinstance(value, list) else value


def _inner(name: str, value: object, within: str) -> object:
    if name in SECRETS and value:
        return HIDDEN
    if not isinstance(value, str):
        return _masked(value, name)
    return field(name, value) if within in _OF_A_GUEST or name in _MASKED else value
