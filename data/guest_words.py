"""The words a guest is found by, worked out when the guest is written so that a key press only has to look them up.

One line a kind, in the order of KINDS; the search index has a column for each.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from data import names, pinyin
from data.records import Guest

KINDS = ("same", "whole", "name", "initials", "other")
"""What two namesakes share · the whole name in one word · its words and syllables · its initials · all the rest."""

CODE, PHONE = "←", "☎"
"""Before a code or a telephone number written backwards: its tail, of any length, is then the start of a word.
Being no letters, they never begin a typed word."""

_CONFUSED = str.maketrans("oil", "011")
_LONGEST = 32


def words_of(guest: Guest, ticket_tail: str = "") -> str:
    """The guest's words, a line of each kind. `ticket_tail` is the end of the guest's own signed code."""
    same, whole, name, initials = _name_words(guest.name, guest.name_alt)
    other: dict[str, None] = {}
    for text in (guest.organisation, guest.delegation):
        if text:
            other |= _place_words(text)
    for text in (guest.seat, guest.category, guest.email.partition("@")[0]):
        if text:
            other |= _joined(names.words(text))
    for code in (guest.code, ticket_tail):
        if code:
            other[CODE + backwards(code)] = None
    number = names.digits(guest.phone) if guest.phone else ""
    if number:
        other[PHONE + number[::-1]] = None
    return "\n".join((same, whole, name, initials, " ".join(other)))


def backwards(code: str) -> str:
    """A code as its tail is looked up: letters that are taken for digits are those digits."""
    return "".join(names.words(code)).translate(_CONFUSED)[::-1][:_LONGEST]


@lru_cache(maxsize=1024)
def _name_words(name: str, name_alt: str) -> tuple[str, str, str, str]:
    whole: dict[str, None] = {}
    parts: dict[str, None] = {}
    initials: dict[str, None] = {}
    keys: dict[str, None] = {}
    for text in (name, name_alt):
        if not text:
            continue
        found = names.words(text)
        keys["\t".join(sorted(found))] = None
        _add_written(found, whole, parts, initials)
        if pieces := names.around_apostrophes(text):
            parts |= dict.fromkeys(pieces)
        spelt = names.spelt_out(text)
        if spelt != text:
            _add_written(names.words(spelt), whole, parts, initials)
    return "\t\t".join(filter(None, keys)), " ".join(whole), " ".join(parts), " ".join(initials)


def _add_written(found: list[str], whole: dict[str, None], parts: dict[str, None], initials: dict[str, None]) -> None:
    latin = [word[:_LONGEST] for word in found if not names.is_han(word)]
    for word in found:
        if names.is_han(word):
            whole[word[:_LONGEST]] = None
            parts |= _runs(word)
            _add_read(word, whole, parts, initials)
    if not latin:
        return
    parts |= dict.fromkeys(latin)
    first, last = latin[0], latin[-1]
    whole["".join(latin)[:_LONGEST]] = None
    if len(latin) > 1:
        letters = "".join([word[0] for word in latin])
        # The surname may stand first or last, and middle names are often left out.
        whole["".join([last, *latin[:-1]])[:_LONGEST]] = None
        whole["".join([*latin[1:], first])[:_LONGEST]] = None
        parts |= dict.fromkeys([a + b for a, b in pairwise(latin)])
        initials |= dict.fromkeys((letters, letters[-1] + letters[:-1], letters[1:] + letters[0]))
    if len(latin) > 2:
        whole[(first + last)[:_LONGEST]] = None
        initials |= dict.fromkeys((first[0] + last[0], last[0] + first[0]))


def _add_read(han: str, whole: dict[str, None], parts: dict[str, None], initials: dict[str, None]) -> None:
    read = pinyin.syllables(han)
    cut = pinyin.surname_length(han)
    readings = [read]
    for n, character in enumerate(han if len(han) == len(read) else ""):
        if second := pinyin.also(character):
            readings.append((*read[:n], second, *read[n + 1 :]))
    for reading in readings:
        for syllable in reading:
            parts |= dict.fromkeys(pinyin.typed(syllable))
        for form in zip(*[(t[0], t[-2:][0], t[-1]) for t in map(pinyin.typed, reading)], strict=True):
            family, given = "".join(form[:cut]), "".join(form[cut:])
            whole |= dict.fromkeys(((family + given)[:_LONGEST], (given + family)[:_LONGEST]))
            parts |= dict.fromkeys(filter(None, (family, given)))
        first, then = ("".join([s[0] for s in part]) for part in (reading[:cut], reading[cut:]))
        initials |= dict.fromkeys((first + then, then + first, "".join(reading[:cut]) + then))


def _runs(han: str) -> dict[str, None]:
    """A run of Chinese characters from each of them on: 李立言, 立言, 言, so that 立言 is the start of a word."""
    return dict.fromkeys([han[n : n + 8] for n in range(len(han))])


@lru_cache(maxsize=4096)
def _place_words(text: str) -> dict[str, None]:
    """An organisation's or a delegation's words, its initials, and its pinyin where it is Chinese."""
    found = names.words(text)
    made = _joined(found)
    latin = [word for word in found if not names.is_han(word)]
    if len(latin) > 1:
        made["".join([word[0] for word in latin])] = None
    for word in found:
        if names.is_han(word):
            made |= _runs(word)
            read = pinyin.plain_syllables(word)
            for syllable in read:
                made |= dict.fromkeys(pinyin.typed(syllable))
            made["".join(read)[:_LONGEST]] = None
            made["".join([s[0] for s in read])] = None
    return made


def _joined(found: list[str]) -> dict[str, None]:
    made = dict.fromkeys([word[:_LONGEST] for word in found])
    if len(found) > 1:
        made["".join(found)[:_LONGEST]] = None
    return made
