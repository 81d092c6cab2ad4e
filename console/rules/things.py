"""Things lent at the desk: what a list says somebody is given, and which number is meant by what was typed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo
from unicodedata import normalize

from msgspec import Struct
from msgspec.structs import replace

from data.moments import local
from data.states import GuestState, Handout


class Thing(Struct, frozen=True):
    """A thing as the event calls it, and the number written on it, "" for one without."""

    item: str
    number: str = ""

    def __str__(self) -> str:
        return f"{self.item} {self.number}".rstrip()


class ThingOut(Struct, frozen=True):
    """A thing that was given and not taken back: who has it, since when; `twice` where somebody else is written down
    to have it too, as stations apart may do."""

    guest: str
    name: str
    name_alt: str
    item: str
    number: str
    since: datetime
    twice: bool = False


def lent(states: Iterable[GuestState], zone: tzinfo) -> tuple[ThingOut, ...]:
    """What these guests have, by what it is and its number; times in that zone."""
    out = [
        ThingOut(s.guest.id, s.guest.name, s.guest.name_alt, have.item, have.number, local(have.at, zone))
        for s in states
        for have in s.handouts
    ]
    held = {(thing.item.casefold(), key(thing.number), thing.guest) for thing in out if thing.number}
    people = Counter((item, number) for item, number, _guest in held)
    marked = (replace(thing, twice=people[thing.item.casefold(), key(thing.number)] > 1) for thing in out)
    return tuple(sorted(marked, key=_place))


def _place(thing: ThingOut) -> tuple[object, ...]:
    return thing.item.casefold(), in_order(thing.number), thing.since, thing.guest


def read_things(text: str) -> tuple[Thing, ...]:
    """`headset 041, bag` as things; the last word of each with a figure in it is its number."""
    things = (_thing(part) for part in re.split(r"[,;、，；]", text))
    return tuple(thing for thing in things if thing.item)


def _thing(text: str) -> Thing:
    words = half_width(text).split()
    if len(words) > 1 and any(sign.isdigit() for sign in words[-1]):
        return Thing(" ".join(words[:-1]), words[-1])
    return Thing(" ".join(words))


def called(item: str, known: Iterable[str]) -> str:
    """The item as the event spells it; one the event does not lend is called as it was typed."""
    plain = half_width(item)
    return next((name for name in known if name.casefold() == plain.casefold()), plain)


def half_width(text: str) -> str:
    """What was typed, with the signs of a Chinese input method as the plain ones."""
    return " ".join(normalize("NFKC", text).split())


def same(one: Thing, other: Thing) -> bool:
    """Are these one thing? Letter case and leading noughts make no other number."""
    return one.item.casefold() == other.item.casefold() and key(one.number) == key(other.number)


def key(number: str) -> str:
    plain = half_width(number).casefold()
    return plain.lstrip("0") or plain[:1]


def of(handout: Handout) -> Thing:
    return Thing(handout.item, handout.number)


def meant(thing: Thing, out: Sequence[Handout]) -> tuple[Handout, ...]:
    """Which of the things a guest has may be the one named; without a number, all of that item."""
    of_item = [have for have in out if have.item.casefold() == thing.item.casefold()]
    return tuple(have for have in of_item if not thing.number or key(have.number) == key(thing.number))


def next_number(last: str, taken: Iterable[str]) -> str:
    """The number after `last` that nobody has and nobody is promised, as wide as that; "1" where none is known."""
    keys = {key(number) for number in taken}
    head, figures = _split(last)
    n = int(figures) if figures else 0
    while True:
        n += 1
        number = f"{head}{n:0{len(figures)}}"
        if key(number) not in keys:
            return number


def _split(number: str) -> tuple[str, str]:
    """What stands before the figures a number ends with, and those figures."""
    found = re.search(r"[0-9]+$", number)
    return (number[: found.start()], found.group()) if found else ("", "")


def in_order(number: str) -> tuple[str, int, str]:
    """What numbers are sorted by: 2 before 10, and A2 before B1."""
    head, figures = _split(number)
    return head.casefold(), int(figures) if figures else -1, number
