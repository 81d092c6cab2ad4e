"""A value as JSON, indented for people and read by scripts."""

from __future__ import annotations

import msgspec


def as_json(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"
