"""Counting to what everybody asks for: the next break, lunch, the next flag, any item, from the expected times."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from console.rules.times.timeline import Line, Timeline

To = Literal["break", "lunch", "flag", "item"]
BREAKS = frozenset({
    "break", "coffee", "tea", "interval", "pause", "intermission", "kaffeepause", "茶歇", "休息", "中场休息",
})  # fmt: skip
LUNCHES = frozenset({
    "lunch", "meal", "dinner", "luncheon", "mittagessen", "mittagspause", "午餐", "午宴", "午休", "晚宴", "晚餐",
})  # fmt: skip
_FLAG: tuple[To, ...] = ("flag",)
_ALL: tuple[To, ...] = ("break", "lunch", "flag")
_WORD = re.compile(r"[^\W\d_]+")


class Count(Struct, frozen=True):
    """So many `seconds` to the item's expected start at `at`; 0 where it could start any moment."""

    to: To
    item: str
    title: str
    title_alt: str
    at: datetime
    seconds: float


def counts(times: Timeline) -> tuple[Count, ...]:
    """To the next break, the next meal and the next flag, where there are any, the soonest first."""
    found: dict[To, Count] = {}
    for line in times.items:
        if line.expected_start is None or line.status == "live":
            continue
        for to in (*_breaks(line.kind, line.title, line.title_alt), *(_FLAG if line.flag else ())):
            if to not in found:
                found[to] = _count(to, line, line.expected_start, times.now)
        if len(found) == len(_ALL):
            break
    return tuple(sorted(found.values(), key=lambda each: each.seconds))


def count_to(times: Timeline, what: str, otherwise: str = "") -> Count | None:
    """To what was chosen: `break`, `lunch`, `flag`, or an item by its number; None where that is not to come, and
    nothing of the sort `otherwise`."""
    if what in ("break", "lunch", "flag"):
        found = {str(each.to): each for each in counts(times)}
        return found.get(what) or found.get(otherwise)
    line = next((each for each in times.items if each.id == what), None)
    if line is None or line.expected_start is None or line.status == "live":
        return None
    return _count("item", line, line.expected_start, times.now)


def is_meal(kind: str, *titles: str) -> bool:
    """Lunch or another meal: by its kind; of a break, and where no kind is said, by a word of its title."""
    if kind.casefold() in LUNCHES:
        return True
    words = {word for title in titles for word in _WORD.findall(title.casefold())}
    if kind.casefold() in BREAKS:
        return bool(words & LUNCHES) or any(sign in title for title in titles for sign in LUNCHES if not sign.isascii())
    # Without a kind only a title that is nothing else: "Lunchtime concert" is no meal.
    return not kind and any(title.strip().casefold() in LUNCHES for title in titles)


def is_break(kind: str, *titles: str) -> bool:
    """A break, a meal too."""
    named = not kind and any(title.strip().casefold() in BREAKS for title in titles)
    return named or kind.casefold() in BREAKS or is_meal(kind, *titles)


@lru_cache(maxsize=8192)
def _breaks(kind: str, title: str, title_alt: str) -> tuple[To, ...]:
    """What of a break an item is: asked of every line once a second."""
    if is_meal(kind, title, title_alt):
        return ("break", "lunch")
    return ("break",) if is_break(kind, title, title_alt) else ()


def _count(to: To, line: Line, at: datetime, now: datetime) -> Count:
    # In UTC: two times of one zone are told apart on the clock of the wall, which may be put back between them.
    seconds = (at.astimezone(UTC) - now.astimezone(UTC)).total_seconds()
    return Count(to, line.id, line.title, line.title_alt, at, max(0.0, seconds))
