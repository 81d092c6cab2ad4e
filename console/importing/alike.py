"""People who may stand on the list twice: the same e-mail or phone, the same name, or one letter from it.

Nobody is merged for that: it is shown, and a person decides. Namesakes with other addresses come last.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from data import names, pinyin
from data.records import Guest
from data.words import _

Why = Literal["email", "phone", "name", "nearly", "namesake"]
_ORDER: tuple[Why, ...] = ("email", "phone", "name", "nearly", "namesake")
MOST = 200
"""Pairs told; with more, a list has another fault than guests who are there twice."""
_MOST_FOR_LETTERS = 20_000
_SHORTEST = 6
"""Letters a name needs for one of them to be a slip: shorter ones are too often other people's."""
_NAMESAKES = 10
"""Of more people of one name, only so many are compared: it is a common name."""
_CROWD = 4
"""More guests than that with one address, and it is an office's."""


def reasons() -> dict[Why, str]:
    return {
        "email": _("the same e-mail"), "phone": _("the same phone"), "name": _("the same name"),
        "nearly": _("nearly the same name"), "namesake": _("a namesake elsewhere"),
    }  # fmt: skip


class Alike(Struct, frozen=True):
    """A guest of the list who may be `other`, a guest already there or of another row. `namesake`: of the same name,
    but with another organisation and address."""

    id: str
    name: str
    other: str
    other_name: str
    why: Why
    row: int | None = None


class Pairs(Struct, frozen=True):
    """The likeliest first; `more` were left out of the list."""

    pairs: tuple[Alike, ...] = ()
    more: int = 0


def alike(new: Sequence[Guest], others: Iterable[Guest], rows: Mapping[str, int] | None = None) -> Pairs:
    """Who of the new guests may be one of the others, or of each other."""
    new = [guest for guest in new if not guest.plus_one_of]
    rest = [guest for guest in others if not guest.plus_one_of]
    found: dict[tuple[str, str], Alike] = {}
    keys = [*_shared(new, rest)]
    if len(new) <= _MOST_FOR_LETTERS:
        keys += _slips(new, rest)
    for why, guest, other in keys:
        if (guest.id, other.id) not in found and (other.id, guest.id) not in found:
            row = (rows or {}).get(guest.id)
            found[guest.id, other.id] = Alike(guest.id, guest.name, other.id, other.name, why, row)
    ranked = sorted(found.values(), key=lambda pair: _ORDER.index(pair.why))
    return Pairs(tuple(ranked[:MOST]), max(0, len(ranked) - MOST))


def _shared(new: Sequence[Guest], rest: Sequence[Guest]) -> Iterable[tuple[Why, Guest, Guest]]:
    """Pairs with something in common that both wrote in the same way."""
    everybody = [*rest, *new]
    fresh = {guest.id for guest in new}
    kinds: tuple[tuple[Why, dict[str, list[Guest]]], ...] = (
        ("email", _by((guest.email.casefold(), guest) for guest in everybody)),
        ("phone", _by((_phone(guest), guest) for guest in everybody)),
        ("name", _by((key, guest) for guest in everybody for key in _name_keys(guest))),
    )
    for why, by in kinds:
        for guests in by.values():
            if why != "name" and len(guests) > _CROWD:
                continue
            yield from _pairs(why, guests[:_NAMESAKES], fresh)


def _by(keyed: Iterable[tuple[str, Guest]]) -> dict[str, list[Guest]]:
    """Those who have a key in common, if there are two."""
    found: dict[str, list[Guest]] = defaultdict(list)
    for key, guest in keyed:
        if key and (not found[key] or found[key][-1] is not guest):
            found[key].append(guest)
    return {key: guests for key, guests in found.items() if len(guests) > 1}


def _pairs(why: Why, guests: Sequence[Guest], fresh: set[str]) -> Iterable[tuple[Why, Guest, Guest]]:
    for place, guest in enumerate(guests):
        for other in guests[:place]:
            if guest.id == other.id or (guest.id not in fresh and other.id not in fresh):
                continue
            ours, theirs = (guest, other) if guest.id in fresh else (other, guest)
            if why == "name" and _han(ours) and _han(theirs) and _han(ours) != _han(theirs):
                continue  # they only sound alike
            yield ("namesake" if why == "name" and _apart(ours, theirs) else why), ours, theirs


def _slips(new: Sequence[Guest], rest: Sequence[Guest]) -> Iterable[tuple[Why, Guest, Guest]]:
    """Names one letter apart: with one letter left out of each they are the same."""
    from rapidfuzz.distance import OSA  # slow to import, and only wanted here

    by: dict[str, list[tuple[Guest, str]]] = defaultdict(list)
    for guest in new:
        for shorter, whole in _shorter(guest):
            by[shorter].append((guest, whole))
    for other in (*rest, *new):
        for shorter, whole in _shorter(other):
            for guest, mine in by.get(shorter, ()):
                if guest.id == other.id or mine == whole or _apart(guest, other):
                    continue
                if OSA.distance(mine, whole, score_cutoff=1) == 1 and not (_han(guest) and _han(other)):
                    yield "nearly", guest, other


def _shorter(guest: Guest) -> Iterable[tuple[str, str]]:
    for whole in _name_keys(guest)[:2]:
        if len(whole) >= _SHORTEST and whole.isascii() and whole.isalpha():
            yield whole, whole
            for place in range(len(whole)):
                yield whole[:place] + whole[place + 1 :], whole


def _name_keys(guest: Guest) -> list[str]:
    """The name in one word, as written, family name first or last, and as a Chinese one is read."""
    keys: dict[str, None] = {}
    for text in (guest.name, guest.name_alt):
        words = names.words(text) if text else []
        if not words:
            continue
        keys["".join(words)] = None
        if len(words) > 1:
            keys["".join([*words[1:], words[0]])] = None
            keys["".join([words[-1], *words[:-1]])] = None
        elif names.is_han(words[0]):
            keys["".join(pinyin.syllables(words[0]))] = None
    return list(keys)


def _han(guest: Guest) -> str:
    return next(
        (names.fold(text) for text in (guest.name, guest.name_alt) if text and names.is_han(names.fold(text))), ""
    )


def _phone(guest: Guest) -> str:
    digits = names.digits(guest.phone) if guest.phone else ""
    return digits[-9:] if len(digits) >= 7 else ""


def _apart(guest: Guest, other: Guest) -> bool:
    """Does something speak against their being one: another organisation, and another address where both have one?"""
    if guest.email and other.email:
        return guest.email.casefold() != other.email.casefold()
    ours, theirs = names.fold(guest.organisation), names.fold(other.organisation)
    return bool(ours and theirs and ours != theirs)
