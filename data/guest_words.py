"""The words a guest is found by, worked out when the guest is written so that a key press only has to look them up.

One line a kind, in the order of KINDS; the search index has a column for each.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from data import names, pinyin
from data.records import Guest
from data.surnames import pinyin_surnames

KINDS = ("same", "whole", "turned", "family", "name", "initials", "place", "party", "seat", "kind", "mail", "tail")
"""What two namesakes share · the whole name in one word, as written · its given names, and the whole turned round · its
family name · all its words and syllables · its initials · organisation · delegation · seat · category · e-mail · codes
and telephone numbers from their ends, and GONE."""

CODE, PHONE, GONE = "←", "☎", "✗"
"""Before a code or a telephone number written backwards: its tail, of any length, is then the start of a word; and for
who is not coming. Being no letters, they never begin a typed word."""
LESS = "≈"
"""Before initials that fewer type: those of the given name alone, or with the surname last where it stands first."""

_CONFUSED = str.maketrans("oil", "011")
_LONGEST = 32
_PARTICLES = frozenset(
    ("van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "ten", "ter", "bin", "al")
)
_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")
_NUMBERS = re.compile(r"[/;,|]")

Words = dict[str, None]


class _Named:
    """The words of one guest's names, gathered."""

    def __init__(self) -> None:
        self.keys: Words = {}
        self.whole: Words = {}
        self.turned: Words = {}
        self.family: Words = {}
        self.parts: Words = {}
        self.initials: Words = {}

    def lines(self) -> tuple[str, ...]:
        kinds = (self.whole, self.turned, self.family, self.parts, self.initials)
        return "\t\t".join(filter(None, self.keys)), *[_line(kind) for kind in kinds]


def words_of(guest: Guest, ticket_tail: str = "") -> str:
    """The guest's words, a line of each kind. `ticket_tail` is the end of the guest's own signed code."""
    named = _name_words(guest.name, guest.name_alt, guest.family)
    place = _place_words(guest.organisation) if guest.organisation else ""
    party = _place_words(guest.delegation) if guest.delegation else ""
    kind = _line(_joined(names.words(guest.category))) if guest.category else ""
    tail: Words = {}
    for code in (guest.code, ticket_tail):
        if code:
            tail[CODE + backwards(code)] = None
    for number in _NUMBERS.split(guest.phone) if guest.phone else ():
        if digits := names.digits(number):
            tail[PHONE + digits[::-1]] = None
    if guest.status in ("cancelled", "regrets"):
        tail[GONE] = None
    return "\n".join((*named, place, party, _seat_words(guest.seat), kind, _mail_words(guest.email), _line(tail)))


def _line(words: Words) -> str:
    """The words with a space before and after each, so that one can be looked for with its ends."""
    found = " ".join(filter(None, words))
    return f" {found} " if found else ""


def backwards(code: str) -> str:
    """A code as its tail is looked up: letters that are taken for digits are those digits."""
    return "".join(names.words(code)).translate(_CONFUSED)[::-1][:_LONGEST]


@lru_cache(maxsize=1024)
def _name_words(name: str, name_alt: str, family: str) -> tuple[str, ...]:
    made = _Named()
    texts = [text for text in (name, name_alt) if text]
    told = names.words(family) if family else []
    # The family name of a name in two scripts is known from the Chinese one.
    read = {r for text in texts for word in names.words(text) if names.is_han(word) for r in _surname_readings(word)}
    for text in texts:
        found = names.words(text)
        made.keys["\t".join(sorted(found))] = None
        _add_written(made, text, found, told, read)
        if pieces := names.around_apostrophes(text):
            made.parts |= dict.fromkeys(pieces)
            made.initials["".join([word[0] for word in names.words(names.apart(text))])] = None
        spelt = names.spelt_out(text)
        for other in (*([spelt] if spelt != text else []), *names.other_umlauts(text)):
            _add_written(made, other, names.words(other), told, read)
    return made.lines()


def _add_written(made: _Named, text: str, found: list[str], told: list[str], read: set[str]) -> None:
    latin: list[str] = []
    for word in found:
        if names.is_han(word):
            made.whole[word[:_LONGEST]] = None
            made.parts |= _runs(word)
            _add_read(made, word)
        else:
            latin.append(word[:_LONGEST])
    if latin:
        _add_latin(made, text, names.untitled(latin) or latin, told, read)
        made.parts |= dict.fromkeys(latin)


def _add_latin(made: _Named, text: str, latin: list[str], told: list[str], read: set[str]) -> None:
    """A name in letters: the surname may stand first or last, and middle names are often left out."""
    first, last = latin[0], latin[-1]
    made.whole["".join(latin)[:_LONGEST]] = None
    family = _family(text, latin, told, read)
    made.family |= dict.fromkeys(family)
    if len(latin) == 1:
        return
    given = [word for word in latin if word not in family] or latin
    made.turned |= dict.fromkeys([*given, *[a + b for a, b in pairwise(given)]])
    made.turned |= dict.fromkeys(["".join([last, *latin[:-1]])[:_LONGEST], "".join([*latin[1:], first])[:_LONGEST]])
    made.parts |= dict.fromkeys([a + b for a, b in pairwise(latin)])
    made.initials |= dict.fromkeys(_syllable_initials(latin))
    letters = "".join([word[0] for word in latin])
    made.initials |= dict.fromkeys((letters, letters[-1] + letters[:-1], letters[1:] + letters[0]))
    if len(latin) > 2:
        made.whole[(first + last)[:_LONGEST]] = None
        made.turned[(last + first)[:_LONGEST]] = None
        made.initials |= dict.fromkeys((first[0] + last[0], last[0] + first[0]))


def _family(text: str, latin: list[str], told: list[str], read: set[str]) -> list[str]:
    """The words that are the family name: as told, as set off by capitals or a comma, as the Chinese name has it; else
    the last, with its particles, and a first word that is a Chinese surname."""
    if own := [word for word in latin if word in told]:
        return [*own, "".join(own)] if len(own) > 1 else own
    if len(latin) == 1:
        return latin
    if read and (own := [word for word in (latin[0], latin[-1]) if word in read]):
        return own[:1]
    before, comma, after = text.partition(",")
    if comma and names.words(after):
        return names.words(before) or latin[-1:]
    loud = [word for raw in text.split() if len(raw) > 1 and raw.isupper() for word in names.words(raw)]
    if 0 < len(loud) < len(latin) and any(raw[1:].islower() for raw in text.split()):
        return [*loud, "".join(loud)] if len(loud) > 1 else loud
    start = len(latin) - 1
    while start > 1 and latin[start - 1] in _PARTICLES:
        start -= 1
    family = [latin[-1], "".join(latin[start:])[:_LONGEST]]
    also = latin[:1] if latin[0] in pinyin_surnames() else []
    return list(dict.fromkeys([*also, *family]))


def _surname_readings(han: str) -> list[str]:
    cut = pinyin.surname_length(han)
    return [form for reading in pinyin.readings(han) for form in _forms(reading[:cut])]


def _forms(reading: tuple[str, ...]) -> list[str]:
    """A reading in one word, in each of the ways its ü is typed."""
    ways = [pinyin.typed(syllable) for syllable in reading]
    return list(dict.fromkeys(["".join([way[n if len(way) > 1 else 0] for way in ways]) for n in range(3)]))


def _add_read(made: _Named, han: str) -> None:
    cut = pinyin.surname_length(han)
    made.family[han[:cut]] = None
    if len(han) > cut:
        made.turned[han[cut:]] = None
    for first, reading in enumerate(pinyin.readings(han)):
        for syllable in reading:
            made.parts |= dict.fromkeys(pinyin.typed(syllable))
        families, givens = _forms(reading[:cut]), _forms(reading[cut:])
        made.parts |= dict.fromkeys([*families, *givens])
        if not first:
            made.family |= dict.fromkeys(families)
        made.turned |= dict.fromkeys(givens)
        for n in range(max(len(families), len(givens))):
            family, given = families[min(n, len(families) - 1)], givens[min(n, len(givens) - 1)]
            made.whole[(family + given)[:_LONGEST]] = None
            made.turned[(given + family)[:_LONGEST]] = None
        letters, then = ("".join([s[0] for s in part]) for part in (reading[:cut], reading[cut:]))
        likely = (letters + then, "".join(reading[:cut]) + then) if not first else ()
        made.initials |= dict.fromkeys(likely)
        less = dict.fromkeys((letters + then, then + letters, "".join(reading[:cut]) + then, then))
        made.initials |= dict.fromkeys([LESS + each for each in less if each and each not in made.initials])


def _syllable_initials(latin: list[str]) -> list[str]:
    """The initials of a Chinese name that is listed in pinyin only, by syllables: drj of Dai Ruijun."""
    for surname, given in ((latin[0], "".join(latin[1:])), (latin[-1], "".join(latin[:-1]))):
        if surname in pinyin_surnames() and (parts := pinyin.parted(given)):
            then = "".join([part[0] for part in parts])
            return [surname[0] + then, surname + then, LESS + then + surname[0], LESS + then]
    return []


def _runs(han: str) -> Words:
    """A run of Chinese characters from each of them on: 李立言, 立言, 言, so that 立言 is the start of a word."""
    return dict.fromkeys([han[n : n + 8] for n in range(len(han))])


@lru_cache(maxsize=4096)
def _place_words(text: str) -> str:
    """An organisation's or a delegation's words, its initials, and its pinyin where it is Chinese."""
    every = names.words(text)
    found = names.without_small(every) or every
    made = _joined(found) | _joined_whole(every)
    latin = [word for word in found if not names.is_han(word)]
    if len(latin) > 1:
        made |= dict.fromkeys(["".join([w[0] for w in ws if not names.is_han(w)]) for ws in (every, found)])
        made |= dict.fromkeys([(a + b)[:_LONGEST] for a, b in pairwise(latin)])
    for word in found:
        if names.is_han(word):
            made |= _runs(word)
            read = pinyin.plain_syllables(word)
            for syllable in read:
                made |= dict.fromkeys(pinyin.typed(syllable))
            for start in range(len(read)):
                made["".join(read[start:])[:_LONGEST]] = None
            made["".join([s[0] for s in read])] = None
    return _line(made)


@lru_cache(maxsize=1024)
def _seat_words(seat: str) -> str:
    """A seat's words, in one word, and without the zeros that nobody types: F07, f7."""
    made = _joined(names.words(seat))
    return _line(made | dict.fromkeys([_ZEROS.sub("", word) for word in made]))


def _mail_words(email: str) -> str:
    """The words before the @, in one word, and the whole address in one, so that any start of it finds."""
    if not email:
        return ""
    made = _joined(names.words(email.partition("@")[0]))
    made["".join(names.words(email))[:_LONGEST]] = None
    return _line(made)


def _joined(found: list[str]) -> Words:
    return dict.fromkeys([word[:_LONGEST] for word in found]) | _joined_whole(found)


def _joined_whole(found: list[str]) -> Words:
    return {"".join(found)[:_LONGEST]: None} if len(found) > 1 else {}
