"""A value as JSON, indented for people and read by scripts; what a terminal might obey is written as an escape."""

from __future__ import annotations

import re
from datetime import timedelta

import msgspec

from data.writers.pages import Cell, Table
from data.writers.plain import plain

_OBEYED = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")


def as_json(value: object) -> bytes:
    return escaped(msgspec.json.format(msgspec.json.encode(plain(value)), indent=2).decode()).encode() + b"\n"


def as_json_table(table: Table) -> bytes:
    """The rows as a list of objects, by the names of the columns; lengths in seconds, moments in ISO 8601."""
    return as_json([dict(zip(table.columns, map(_plain, row), strict=True)) for row in table.rows])


def _plain(cell: Cell) -> Cell:
    return cell.total_seconds() if isinstance(cell, timedelta) else cell


def escaped(text: str) -> str:
    """JSON text that means the same and holds no character that turns writing round or moves a cursor."""
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
