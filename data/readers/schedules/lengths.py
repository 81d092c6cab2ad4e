"""Lengths as people write them in a schedule: 45, 45 min, 1 h 30, 1,5 Std., 0:45, 1小时30分, a spreadsheet's number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal

from data.moments import MomentError, length
from data.readers.schedules.dates import plain
from data.words import _

Reading = Literal["minutes", "hours", "days", "min:sec", "h:min"]
"""What a bare number is, or a number with one colon."""

_HOUR_WORD = r"(?:h|hrs?\.?|hours?|std\.?|stunden?|小时|时)"
_UNITS = re.compile(
    rf"(?:(\d+(?:[.,]\d+)?)\s*{_HOUR_WORD}\s*)?"
    r"(?:(\d+(?:[.,]\d+)?)\s*(?:m|mins?\.?|minutes?|minuten?|'|′|分钟|分)\s*)?"
    r"(?:(\d+)\s*(?:s|secs?\.?|seconds?|sek\.?|sekunden?|\"|″|秒))?",
    re.IGNORECASE,
)
_HOUR_AND = re.compile(rf"(\d+)\s*{_HOUR_WORD}\s*(\d\d)", re.IGNORECASE)
_COLON = re.compile(r"(\d{1,3}):(\d{2})")
_NUMBER = re.compile(r"\d*[.,]?\d+(?:e-\d+)?", re.IGNORECASE)
_HOURS = re.compile(r"\b(?:h|hrs?|hours?|std|stunden?)\b|小时", re.IGNORECASE)
_H_MIN = re.compile(r"h+:m+", re.IGNORECASE)


def read_length(text: str, bare: Reading = "minutes", colon: Reading = "min:sec") -> float:
    """The length in seconds; `bare` and `colon` say what its column means. MomentError for anything else."""
    words = plain(text)
    if found := _COLON.fullmatch(words):
        if colon == "h:min" and int(found[2]) < 60:
            return int(found[1]) * 3600 + int(found[2]) * 60
        return length(words)
    if _NUMBER.fullmatch(words):
        number = float(words.replace(",", "."))
        # So small a number with so many places is a part of a day, whatever its neighbours are.
        part = 0 < number < 1 and len(re.split("[.,]", words)[-1]) > 2
        many = 86400.0 if part or bare == "days" else 3600.0 if bare == "hours" else 60.0
        if number * many > 100 * 3600:
            raise MomentError(_("{text} is too long a length").format(text=repr(text)))
        return round(number * many, 3)
    if found := _HOUR_AND.fullmatch(words):
        return int(found[1]) * 3600 + int(found[2]) * 60
    found = _UNITS.fullmatch(words)
    if found is not None and any(found.groups()):
        hours, minutes, seconds = (float((part or "0").replace(",", ".")) for part in found.groups())
        total = hours * 3600 + minutes * 60 + seconds
        if total <= 100 * 3600:
            return total
    return length(words)


def bare_reading(header: str, cells: Iterable[str]) -> Reading:
    """What a bare number is in a column: hours where its header says so, parts of a day where all are below one."""
    numbers = [float(words.replace(",", ".")) for cell in cells if _NUMBER.fullmatch(words := plain(cell))]
    if numbers and all(number < 1 for number in numbers) and any(number > 0 for number in numbers):
        return "days"
    return "hours" if _HOURS.search(plain(header)) and not _H_MIN.search(plain(header)) else "minutes"


def colon_reading(header: str, cells: Sequence[str], starts: Sequence[datetime | None]) -> Reading:
    """Is 0:45 three quarters of an hour or of a minute in a column? What the starts after one another say, row by row;
    where they say nothing, minutes and seconds."""
    if _H_MIN.search(plain(header)):
        return "h:min"
    hours = minutes = 0
    for place, cell in enumerate(cells[:-1]):
        found = _COLON.fullmatch(plain(cell))
        here, after = starts[place], starts[place + 1]
        if found is None or here is None or after is None or int(found[2]) > 59:
            continue
        gap = (after - here).total_seconds()
        hours += 0 < int(found[1]) * 3600 + int(found[2]) * 60 == gap
        minutes += 0 < int(found[1]) * 60 + int(found[2]) == gap
    if hours == minutes:
        # Whole quarters and no length of an hour or more, read as minutes: nobody plans a day in seconds.
        parts = [found for cell in cells if (found := _COLON.fullmatch(plain(cell)))]
        whole = [part for part in parts if int(part[1]) <= 4 and int(part[2]) % 5 == 0]
        return "h:min" if parts and len(whole) == len(parts) and any(int(p[1]) == 0 for p in parts) else "min:sec"
    return "h:min" if hours > minutes else "min:sec"
