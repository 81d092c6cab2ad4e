"""A value as JSON, indented for people and read by scripts; what a terminal might obey is written as an escape."""

from __future__ import annotations

import re

import msgspec

_OBEYED = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")


def as_json(value: object) -> bytes:
    return escaped(msgspec.json.format(msgspec.json.encode(value), indent=2).decode()).encode() + b"\n"


def escaped(text: str) -> str:
    """JSON text that means the same and holds no character that turns writing round or moves a cursor."""
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
