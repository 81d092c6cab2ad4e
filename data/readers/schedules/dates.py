"""Days as people write them in a schedule: ISO, 25.10.2026, 10月25日, "Sunday, 25 October", a spreadsheet's number."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar jänner", "february feb februar feber", "march mar märz maerz mrz mär", "april apr",
            "may mai", "june jun juni", "july jul juli", "august aug", "september sep sept",
            "october oct oktober okt", "november nov", "december dec dezember dez",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?|\b(?:montag|dienstag|mittwoch|donnerstag"
    r"|freitag|samstag|sonnabend|sonntag|mo|di|mi|do|fr|sa|so)\b\.?|(?:星期|周|礼拜)[一二三四五六日天]",
    re.IGNORECASE,
)
_DAY_NUMBER = re.compile(r"^(?:day|tag|第)\s*\d{1,2}\s*(?:天|日)?\s*[:：,.\-–—|]?\s*", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_NO_YEAR_HAN = re.compile(r"(\d{1,2})月(\d{1,2})[日号]?")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})?")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?\s+(?:of\s+)?([^\W\d_]+)\.?,?(?:\s+(\d{4}))?")
_MONTH_FIRST = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?")
_SERIAL = re.compile(r"([3-7]\d{4})(?:\.0+)?")
_EPOCH = date(1899, 12, 30)
"""The day that a spreadsheet counts from."""


def plain(text: str) -> str:
    """Full-width digits and signs as the plain ones, and no space around."""
    return unicodedata.normalize("NFKC", text).strip()


def day_in(text: str, near: date) -> date | None:
    """The day that a text is, or None. A year left out is the one that brings it nearest to `near`; where day and month
    could be either way round, they are the way that is `near` itself, else no day."""
    words = _DAY_NUMBER.sub("", plain(text))
    words = re.sub(r"\(\s*\)", "", _WEEKDAY.sub("", words)).strip(" ,;:-–—|()")
    if not words or len(words) > 40:
        return None
    if found := _SERIAL.fullmatch(words):
        return _EPOCH + timedelta(days=int(found[1]))
    if found := _ISO.fullmatch(words):
        return _made(int(found[1]), int(found[2]), int(found[3]))
    if found := _SLASHED.fullmatch(words):
        return _either_way(int(found[1]), int(found[2]), int(found[3]), near)
    if found := _NO_YEAR_HAN.fullmatch(words):
        return _nearest(int(found[1]), int(found[2]), near)
    if found := _DOTTED.fullmatch(words):
        return _with_year(found[3], int(found[2]), int(found[1]), near)
    if (found := _NAMED.fullmatch(words)) and found[2].casefold() in _MONTHS:
        return _with_year(found[3], _MONTHS[found[2].casefold()], int(found[1]), near)
    if (found := _MONTH_FIRST.fullmatch(words)) and found[1].casefold() in _MONTHS:
        return _with_year(found[3], _MONTHS[found[1].casefold()], int(found[2]), near)
    return None


def is_weekday(text: str) -> bool:
    """Is the text the name of a day of the week and no more?"""
    return bool(text.strip()) and not _WEEKDAY.sub("", plain(text)).strip(" .,")


def serial_day(number: int) -> date:
    """The day of a spreadsheet's number."""
    return _EPOCH + timedelta(days=number)


def _with_year(year: str | None, month: int, day: int, near: date) -> date | None:
    if year is None:
        return _nearest(month, day, near)
    return _made(int(year) + (2000 if len(year) == 2 else 0), month, day)


def _nearest(month: int, day: int, near: date) -> date | None:
    found = [made for year in (-1, 0, 1) if (made := _made(near.year + year, month, day)) is not None]
    return min(found, key=lambda made: abs((made - near).days), default=None)


def _either_way(first: int, second: int, year: int, near: date) -> date | None:
    found = {made for made in (_made(year, second, first), _made(year, first, second)) if made is not None}
    if len(found) == 2:
        found &= {near}
    return found.pop() if len(found) == 1 else None


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1900 <= year < 2200 else None
    except ValueError:
        return None


def day_within(text: str, near: date) -> date | None:
    """A whole date, its year included, somewhere in a title; None where there is none or more than one."""
    words = plain(text)[:200]
    if (whole := day_in(words, near)) is not None and not words.isdigit():
        return whole
    found = {_made(int(m[1]), int(m[2]), int(m[3])) for m in _ISO.finditer(words)}
    found |= {_made(int(m[3]), int(m[2]), int(m[1])) for m in _DOTTED.finditer(words) if len(m[3] or "") == 4}
    for pattern, day, month in ((_NAMED, 1, 2), (_MONTH_FIRST, 2, 1)):
        for m in pattern.finditer(words):
            if m[3] and m[month].casefold() in _MONTHS:
                found.add(_made(int(m[3]), _MONTHS[m[month].casefold()], int(m[day])))
    found.discard(None)
    return found.pop() if len(found) == 1 else None
