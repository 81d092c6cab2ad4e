"""E-mail addresses and phone numbers as others may see them: enough to tell two people apart, not enough to use."""

from __future__ import annotations

import json
from collections.abc import Mapping

import msgspec

from data.records import Operator, Role

HIDDEN = "…"
SECRETS = frozenset({"key", "pin"})
"""Names in a fact's body whose value nobody is shown: what signs the tickets, and what is kept of a PIN."""
TAIL = 4
"""Digits of a phone number that stay."""
LEAST = 7
"""A number with fewer digits is an extension; it shows half of them at most."""


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
        case _:
            return value


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


def _masked(value: object) -> object:
    if isinstance(value, dict):
        return {name: HIDDEN if name in SECRETS and inner else _inner(name, inner) for name, inner in value.items()}
    return [_masked(inner) for inner in value] if isinstance(value, list) else value


def _inner(name: str, value: object) -> object:
    return field(name, value) if isinstance(value, str) else _masked(value)
