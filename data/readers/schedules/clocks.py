"""Times of day as people write them in a schedule: 9:30, 9.30 Uhr, 2 pm, 下午2点, 09:30-10:00, a sheet's number."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from msgspec import Struct
from msgspec.structs import replace

from data.moments import MomentError, bare_time
from data.readers.schedules.dates import day_in, plain, serial_day
from data.words import _

_CLOCK = re.compile(
    r"(?P<ap1>am|pm|a\.m\.|p\.m\.|上午|早上|中午|下午|晚上|凌晨)?\s*"
    r"(?:(?P<h>\d{1,2})\s*(?:[:.h时点]\s*(?P<m>\d{2}|半)?(?:[:.分]\s*(?P<s>\d{2})?(?:[.,]0+)?)?)?)\s*"
    r"(?P<ap2>am|pm|a\.m\.|p\.m\.|a|p)?\s*(?P<unit>uhr|hrs?|h|o'clock)?\.?",
    re.IGNORECASE,
)
_FRACTION = re.compile(r"(\d{0,5})[.,](\d{3,})(?:e-0?(\d+))?", re.IGNORECASE)
_PART = re.compile(r"0[.,]\d{1,20}")
_DASH = re.compile(r"\s*(?:-|–|—|−|~|～|→|\bto\b|\buntil\b|\btill\b|\bbis\b|至|到)\s*", re.IGNORECASE)
_LEADING = re.compile(r"^(?:from|ab|von|at|um|ca\.?|circa|approx\.?|从|约)\s+", re.IGNORECASE)
_NAMED = {
    "noon": time(12), "12 noon": time(12), "12noon": time(12), "midday": time(12), "mittag": time(12), "正午": time(12),
    "中午": time(12), "midnight": time(0), "12 midnight": time(0), "mitternacht": time(0), "午夜": time(0),
}  # fmt: skip
_WITHIN = re.compile(
    r"\d{1,2}\s*[:.h]\s*\d{2}(?:\s*(?:uhr|h|am|pm))?\s*(?:-|–|—|−|~|\bto\b|\bbis\b|至|到)\s*\d{1,2}\s*[:.h]\s*\d{2}"
    r"(?:\s*(?:uhr\b|h\b|am\b|pm\b))?",
    re.IGNORECASE,
)
_OPEN = re.compile(r"^(?:open end|open|ende offen|offen|end|ende|late|close)$", re.IGNORECASE)
_HALF = re.compile(r"[ap]\.?m|午|晚|凌|早", re.IGNORECASE)
_AFTERNOON = re.compile(r"p\.?m|下午|晚上", re.IGNORECASE)
_PM = frozenset({"pm", "p.m.", "p", "下午", "晚上"})
_AM = frozenset({"am", "a.m.", "a", "上午", "早上", "凌晨"})


class Said(Struct, frozen=True):
    """A time as it was written: its day where that was said, and how many days `ahead` of it 24:00 is."""

    clock: time
    day: date | None = None
    ahead: int = 0
    zoned: str = ""


class Stretch(Struct, frozen=True):
    """From when until when; either may be left out."""

    start: Said | None
    end: Said | None


def stretch(text: str, near: date) -> Stretch:
    """What a cell says of a time: "09:30", "09:30-10:00", a date and a time. MomentError for anything else."""
    words = _LEADING.sub("", plain(text))
    whole = _said(words, near)
    if whole is not None:
        return Stretch(whole, None)
    for found in _DASH.finditer(words):
        left, right = words[: found.start()].strip(), words[found.end() :].strip()
        start, end = _said(left, near), _said(right, near)
        if start is None and end is not None and re.fullmatch(r"\d{1,2}", left):
            start = _said(f"{left}:00", near)
        if start is not None and end is None and _OPEN.fullmatch(right):
            return Stretch(start, None)
        if start is not None and end is not None:
            return _same_half(start, end, left, right)
    raise MomentError(_("{text} is no time of day: write 09:30, or 09:30-10:00").format(text=repr(text)))


def within(text: str, near: date) -> tuple[str, str]:
    """The one stretch that stands somewhere in a text, and the rest of the text; "" where there is none, or two."""
    words = plain(text)
    found = list(_WITHIN.finditer(words))
    if len(found) != 1 or not is_time(found[0][0], near):
        return "", text
    rest = f"{words[: found[0].start()]} {words[found[0].end() :]}"
    return found[0][0], " ".join(rest.split()).strip(" ,;:|()-–—")


def says_when(text: str) -> bool:
    """Could the text be meant for a time or a length? Words alone are a heading."""
    words = plain(text).casefold()
    return words in _NAMED or bool(_OPEN.fullmatch(words)) or any(sign.isdigit() for sign in words)


def of_part(text: str) -> str:
    """A part of a day, as a sheet's number says it, as a time of day; any other text as it is."""
    words = plain(text)
    if not _PART.fullmatch(words):
        return text
    said = _of_number(words)
    return said.clock.isoformat(timespec="seconds") if said is not None else text


def is_time(text: str, near: date) -> bool:
    """Could the cell be when something is?"""
    try:
        stretch(text, near)
    except MomentError:
        return False
    return bool(text.strip())


def _said(text: str, near: date) -> Said | None:
    if not text:
        return None
    if (clock := bare_time(text)) is not None:
        return Said(clock)
    if (named := _NAMED.get(text.casefold())) is not None:
        return Said(named)
    if _FRACTION.fullmatch(text):
        return _of_number(text)
    if "T" in text or " " in text:
        return _dated(text, near) or _clock(text)
    return _clock(text)


def _of_number(text: str) -> Said | None:
    """A spreadsheet's number: the whole part are days, the rest is the part of a day."""
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    days, rest = divmod(number, 1)
    seconds = round(rest * 86400)
    ahead, seconds = divmod(seconds, 86400)
    at = time(seconds // 3600, seconds // 60 % 60, seconds % 60)
    if days >= 30000:
        return Said(at, serial_day(int(days) + ahead))
    return Said(at, None, int(days) + ahead) if days < 3 else None


def _dated(text: str, near: date) -> Said | None:
    """A day and a time of day, either first."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        pass
    else:
        if moment.tzinfo is not None:
            return Said(moment.time(), moment.date(), zoned=text)
        if moment.year < 1901:
            # A time of day after midnight, which the spreadsheet shows as a day of its first year.
            return Said(moment.time(), None, max(0, (moment.date() - date(1899, 12, 31)).days))
        return Said(moment.time(), moment.date())
    for place, sign in enumerate(text):
        if sign not in " ,T":
            continue
        one, other = text[:place].strip(" ,"), text[place + 1 :].strip(" ,")
        day, clock = day_in(one, near), _clock(other)
        if day is not None and clock is not None and _is_marked(other):
            return Said(clock.clock, day, clock.ahead)
    return None


def _is_marked(text: str) -> bool:
    return ":" in text or not text.isdigit()


def _clock(text: str) -> Said | None:
    found = _CLOCK.fullmatch(text)
    if found is None:
        return _packed(text)
    half = (found["ap1"] or found["ap2"] or "").casefold()
    marked = found["m"] or found["unit"] or half or any(sign in text for sign in ":时点hH")
    if not marked:
        return None
    hour, minute = int(found["h"]), 30 if found["m"] == "半" else int(found["m"] or 0)
    second = int(found["s"] or 0)
    if half in _PM and hour < 12:
        hour += 12
    elif half in _AM and hour == 12:
        hour = 0
    latest = 47 if ":" in text and not half else 24
    if minute > 59 or second > 59 or hour > latest:
        return None
    return Said(time(hour % 24, minute, second), None, hour // 24)


def _packed(text: str) -> Said | None:
    """0930."""
    if not re.fullmatch(r"[0-2]\d[0-5]\d", text) or int(text[:2]) > 23:
        return None
    return Said(time(int(text[:2]), int(text[2:])))


def _same_half(start: Said, end: Said, left: str, right: str) -> Stretch:
    """In "2-3 pm" and "下午2:00-3:00" what is said once of the halves of the day holds for both."""
    if _AFTERNOON.search(right) and not _HALF.search(left) and start.clock.hour < 12:
        later = replace(start, clock=start.clock.replace(hour=start.clock.hour + 12))
        return Stretch(later if later.clock <= end.clock else start, end)
    if _AFTERNOON.search(left) and not _HALF.search(right) and end.clock.hour < 12:
        later = replace(end, clock=end.clock.replace(hour=end.clock.hour + 12))
        return Stretch(start, later if later.clock >= start.clock else end)
    return Stretch(start, end)
