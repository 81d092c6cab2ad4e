"""A value as JSON has it: structs as objects, instants as ISO text with an offset, lengths in seconds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec


def plain(value: object, zone: ZoneInfo | None = None) -> Any:
    """The value as JSON has it, its instants told in `zone`."""
    return _zoned(msgspec.to_builtins(value, builtin_types=(datetime, date, time, timedelta), str_keys=True), zone)


def instant(at: datetime, zone: ZoneInfo | None) -> str:
    """ISO text with offset; milliseconds only where there are any."""
    there = at.astimezone(zone) if zone is not None else at
    return there.isoformat(timespec="milliseconds" if there.microsecond else "seconds")


def _zoned(value: Any, zone: ZoneInfo | None) -> Any:
    if isinstance(value, datetime):
        return instant(value, zone)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): _zoned(one, zone) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_zoned(one, zone) for one in value]
    return value
