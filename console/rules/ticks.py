"""A tick from a paper list as it is typed in: the number, the time beside it, and "out" for who left."""

from __future__ import annotations

import re

from msgspec import Struct

from console.rules.refusals import Refusal
from data.facts import Way
from data.words import _

_OUT = frozenset({"out", "o", "exit", "出", "离场"})
_TIME = re.compile(r"(\d{1,2})[:.：](\d{2})|(\d{2})(\d{2})")


class Tick(Struct, frozen=True):
    """What one line says; `number` None sets the time alone, `time` "" is the one typed last. `time` is HH:MM."""

    number: int | None
    time: str = ""
    way: Way = "in"


def read_tick(text: str) -> Tick | Refusal:
    """`217`, `217 13:05`, `217 1305 out`, or `13:05` alone for the lines that follow."""
    number: int | None = None
    time = ""
    way: Way = "in"
    for n, word in enumerate(text.split()):
        moment = _TIME.fullmatch(word)
        if word.casefold() in _OUT:
            way = "out"
        elif n == 0 and word.isascii() and word.isdigit() and len(word) <= 9:
            number = int(word)
        elif moment is not None and not time:
            hour, minute = int(moment[1] or moment[3]), int(moment[2] or moment[4])
            if hour > 23 or minute > 59:
                return _odd(word)
            time = f"{hour:02}:{minute:02}"
        else:
            return _odd(word)
    if number is None and not time:
        return Refusal("no_number", _("Type the number on the list and the time beside it, such as 217 13:05."))
    return Tick(number, time, way)


def _odd(word: str) -> Refusal:
    return Refusal("bad_tick", _("{word} is no number or time; type such as 217 13:05.").format(word=repr(word)))
