"""Under which name somebody is looked for on paper: the family name, or the name before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from data.names import fold, is_han
from data.pinyin import readings, surname_length, syllables, typed
from data.records import Guest

_PARTICLES = frozenset({
    "af", "al", "av", "bin", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "ibn", "la", "le",
    "mac", "san", "st", "ter", "van", "von", "y", "zu",
})  # fmt: skip

_SUFFIXES = frozenset({
    "jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "phd", "ph.d.", "md", "esq", "esq.", "mbe", "obe", "cbe", "kbe", "dbe",
})  # fmt: skip
"""What stands behind a name and is no part of it."""
_PARTS = re.compile(r"[\s()（）/]+")


class Filed(Struct, frozen=True):
    """A name as a paper list files it: in Latin letters, family and given apart (`given` "" for a name of one word),
    and in the script it has besides, Chinese characters first."""

    family: str
    given: str
    other: str

    @property
    def by_family(self) -> tuple[str, str, str]:
        return fold(self.family), fold(self.given), self.other

    @property
    def by_given(self) -> tuple[str, str, str]:
        return fold(self.given or self.family), fold(self.family), self.other


def filed(guest: Guest) -> Filed:
    """Where the guest is filed. Which part is the family name is, in this order: what the list says, the word in
    capitals, the word that reads as the Chinese surname, the last word with its particles."""
    written = [part for text in (guest.name, guest.name_alt) if text.strip() for part in _by_script(text.strip())]
    han = next((text for text in written if is_han(text[:1])), "")
    rest = [text for text in written if not is_han(text[:1])]
    if not rest:
        return _in_pinyin(han, guest.family)
    latin = next((text for text in rest if _is_latin(text)), rest[0])
    family, given = _apart(latin, guest.family, han)
    other = han or next((text for text in rest if text != latin and not _is_latin(text)), "")
    return Filed(family, given, other)


def _by_script(text: str) -> Iterator[str]:
    """A name that was written in both scripts in one cell, `李伟 Li Wei`, in two; others as they are."""
    parts = [part for part in _PARTS.split(text) if part]
    han = [part for part in parts if all(is_han(sign) or sign == "·" for sign in part)]
    rest = [part for part in parts if part not in han]
    if han and rest and all(_is_latin(part) and not any(map(is_han, part)) for part in rest):
        yield "".join(han)
        yield " ".join(rest)
    else:
        yield text


def _apart(latin: str, family: str, han: str) -> tuple[str, str]:
    """The family and the given name; `Byron, Ada` says itself which is which."""
    before, comma, after = (part.strip() for part in latin.partition(","))
    if comma and before and after and "," not in after and after.casefold() not in _SUFFIXES:
        return before, after
    words = latin.split()
    titles = len(words)
    while titles > 2 and words[titles - 1].casefold() in _SUFFIXES:
        titles -= 1
    words[titles - 1] = words[titles - 1].rstrip(",") if titles < len(words) else words[titles - 1]
    first, last = _family_part(words[:titles], family, han)
    return " ".join(words[first:last]), " ".join([*words[:first], *words[last:]])


def _is_latin(text: str) -> bool:
    """Is it in letters that whoever stands at the door finds in the alphabet?"""
    return any(letter.isascii() and letter.isalpha() for letter in fold(text))


def _in_pinyin(han: str, family: str) -> Filed:
    plain = han.replace("·", "").replace(" ", "")
    read = [syllable.replace("v", "ü") for syllable in syllables(plain)]
    length = len(family) if family and plain.startswith(family) else surname_length(plain)
    return Filed("".join(read[:length]).upper(), "".join(read[length:]).capitalize(), han)


def _family_part(words: list[str], family: str, han: str) -> tuple[int, int]:
    """Which words are the family name, as a stretch."""
    if family and (found := _stretch(words, family.split())) is not None:
        return found
    capitals = [n for n, word in enumerate(words) if len(word) > 1 and word.isupper()]
    if capitals and len(capitals) < len(words) and capitals[-1] - capitals[0] == len(capitals) - 1:
        return capitals[0], capitals[-1] + 1
    if han:
        length = surname_length(han)
        spelt = {spelling for read in readings(han) for spelling in typed("".join(read[:length]))}
        for n in (0, len(words) - 1):
            if fold(words[n]) in spelt:
                return n, n + 1
    first = len(words) - 1
    while first > 1 and words[first - 1].casefold() in _PARTICLES:
        first -= 1
    return first, len(words)


def _stretch(words: list[str], part: list[str]) -> tuple[int, int] | None:
    wanted = [fold(word) for word in part]
    for n in range(len(words) - len(part) + 1):
        if [fold(word) for word in words[n : n + len(part)]] == wanted:
            return n, n + len(part)
    return None
