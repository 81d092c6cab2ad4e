"""What a query may mean, likeliest first: each meaning a question that the index and a guest's words answer alike.

A real desk types two to six letters of a surname, a given name or initials, so names come before organisations,
surnames before given names, whole words before beginnings, and the order as written before the other one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct

from data import names, pinyin
from data.guest_words import CODE, GONE, LESS, PHONE, backwards

How = Literal["exact", "prefix", "initials", "typo", "code"]
By = Literal[
    "name", "organisation", "delegation", "category", "seat", "email", "phone", "code", "sound", "form", "family"
]
Words = Mapping[str, str]
"""A guest's words by column, a space before and after each."""

COLUMNS = ("whole", "turned", "family", "name", "initials", "place", "party", "seat", "kind", "mail", "tail")
NAMED = ("whole", "turned", "family", "name")
STRONG = 43
"""From this score on somebody is called that, or has those initials."""
CALLED = 22
"""From this score on somebody, or what they belong to, is called that."""
MIXED = 31
"""Where initials and syllables mixed stand: below an organisation that is called that."""
_INITIALS = 12
"""Longer words are nobody's less likely initials: a surname's pinyin with the first letters of the rest."""
GONE_ONES = f'({{tail}} : "{GONE}")'
"""The question for those who are not coming."""
_BY: tuple[tuple[By, tuple[str, ...]], ...] = (
    ("name", (*NAMED, "initials")), ("organisation", ("place",)), ("delegation", ("party",)), ("seat", ("seat",)),
    ("category", ("kind",)), ("email", ("mail",)),
)  # fmt: skip


class Term(Struct, frozen=True):
    """A folded word that one of `columns` (none: any) has, or with `start` begins a word of."""

    columns: tuple[str, ...]
    text: str
    start: bool = False

    def match(self) -> str:
        """As FTS5 asks it."""
        word = f'"{self.text}"{" *" if self.start else ""}'
        return f"({{{' '.join(self.columns)}}} : {word})" if self.columns else f"({word})"

    def holds(self, words: Words) -> bool:
        # A plain loop: this is asked for every row and every meaning while somebody types.
        sought = f" {self.text}" if self.start else f" {self.text} "
        for column in self.columns or COLUMNS:  # noqa: SIM110
            if sought in words[column]:
                return True
        return False


Ask = tuple[Term, ...]
"""Any of these terms."""


class Tier(Struct, frozen=True):
    """One meaning: all of `asks`. `score` only orders; `by` None where the words say which it was."""

    how: How
    by: By | None
    score: float
    asks: tuple[Ask, ...]

    def match(self) -> str:
        return _all([_any([term.match() for term in ask]) for ask in self.asks])

    def holds(self, words: Words) -> bool:
        for ask in self.asks:
            for term in ask:
                if term.holds(words):
                    break
            else:
                return False
        return True


def ladder(asked: list[str], mail: str = "") -> list[Tier]:
    """The meanings of these words, best first; after them those without a form of address (Dr, 先生). `mail` is an
    address typed as far as it is, folded into one word."""
    found = [_tier("prefix", "email", 110, _has(("mail",), mail, start=True))] if mail else []
    found += _meanings(asked)
    for shorter in _shorter(asked):
        found = sorted([*found, *_meanings(shorter)], key=lambda tier: tier.score < STRONG)
    return found


def loosest(asked: list[str], mail: str = "") -> str:
    """The question that everybody answers whom any of `ladder` finds."""
    questions = [_loose(words) for words in (asked, *_shorter(asked)) if words]
    return _any([*([Term(("mail",), mail, True).match()] if mail else []), *questions])


def parted(asked: list[str]) -> list[Tier]:
    """Initials and syllables mixed: zhxm, zxming, xmzhang, jsmith. Dear to ask, so only where nobody is called that."""
    joined = "".join(asked)
    if not (2 < len(joined) <= 20 and joined.isascii() and joined.isalpha()):
        return []
    ways = [*pinyin.beginnings(joined), (joined[0], joined[1:]), (joined[:-1], joined[-1])]
    return [
        _tier(
            "initials", "name", MIXED, _initials("".join([piece[0] for piece in way]), start=True),
            *[_has(NAMED, piece, start=True) for piece in way if len(piece) > 1],
        )
        for way in dict.fromkeys(ways)
    ]  # fmt: skip


def any_of(found: Iterable[Tier]) -> str:
    return _any([tier.match() for tier in found])


def by_of(tier: Tier, asked: list[str], words: Words) -> By:
    """Where a guest was found: by what is not the name, where any of the words is not."""
    if tier.by is not None:
        return tier.by
    for word in asked:
        by = _place_of(word, words)
        if by is not None and by != "name":
            return by
    return "name"


def is_gone(words: Words) -> bool:
    return f" {GONE} " in words["tail"]


def not_gone(match: str, gone: bool) -> str:
    """The question with only those who are not coming, or without them."""
    return f"{match} {'AND' if gone else 'NOT'} {GONE_ONES}"


def strong(asked: list[str]) -> str:
    """The question whether anybody is called that, or has those initials."""
    joined = "".join(asked)
    questions = [Term((*NAMED, "initials"), joined, True).match(), Term(("initials",), LESS + joined, True).match()]
    if len(asked) > 1:
        questions.append(_all([_any([term.match() for term in _named(word)]) for word in asked]))
    return _any(questions)


def exactly(asked: list[str]) -> str:
    """The question whether anybody has just these words, in any of their forms."""
    named = _all([Term(NAMED, word).match() for word in asked])
    return named if len(asked) == 1 else _any([Term(("whole", "turned"), "".join(asked)).match(), named])


def _meanings(asked: list[str]) -> Iterable[Tier]:
    if len(asked) == 1:
        return _one_word(asked[0])
    return _many_words(asked, "".join(asked)) if asked else ()


def _one_word(word: str) -> Iterable[Tier]:
    letters, numbered = word.isascii(), any(c.isdigit() for c in word)
    for score, columns in ((100, ("whole",)), (95, ("family",)), (90, ("turned",)), (85, ("name",))):
        yield _tier("exact", "name", score, _has(columns, word))
    if numbered:
        yield _tier("prefix", "seat", 80, _has(("seat",), word))
    yield _tier("prefix", "name", 70, _has(("family",), word, start=True))
    yield _tier("prefix", "name", 66, _has(("whole",), word, start=True))
    yield _tier("prefix", "name", 60, _has(("turned", "name"), word, start=True))
    if letters and not numbered:
        yield from _initialled(word)
        yield _tier("prefix", "seat", 38, _has(("seat",), word))
    yield _tier("prefix", "organisation", 34, _has(("place",), word))
    yield _tier("prefix", "delegation", 32, _has(("party",), word))
    yield _tier("prefix", "organisation", 30, _has(("place",), word, start=True))
    yield _tier("prefix", "delegation", 28, _has(("party",), word, start=True))
    yield _tier("prefix", "category", 26, _has(("kind",), word, start=True))
    yield _tier("prefix", "seat", 24, _has(("seat",), word, start=True))
    yield _tier("prefix", "email", 22, _has(("mail",), word, start=True))
    yield from _tails(word)


def _many_words(asked: list[str], joined: str) -> Iterable[Tier]:
    yield _tier("exact", "name", 100, _has(("whole",), joined))
    yield _tier("exact", "name", 95, _has(("turned",), joined))
    whole_words = [_has(NAMED, word) for word in asked[:-1]]
    yield _tier("exact", "name", 90, *whole_words, _has(NAMED, asked[-1]))
    yield _tier("prefix", "seat", 80, _has(("seat",), joined))
    yield _tier("prefix", "name", 75, _has(("whole",), joined, start=True), *whole_words)
    yield _tier("prefix", "name", 74, _has(("turned",), joined, start=True), *whole_words)
    yield _tier("prefix", "name", 70, *whole_words, _has(NAMED, asked[-1], start=True))
    yield _tier("prefix", "name", 66, _has(("whole",), joined, start=True))
    yield _tier("prefix", "name", 64, _has(("turned",), joined, start=True))
    yield _tier("prefix", "name", 60, *[_has(NAMED, word, start=True) for word in asked])
    if joined.isascii():
        yield from _initialled(joined)
    yield _tier("initials", "name", 46, *[_named(word) for word in asked])
    if len(asked) > 2:
        yield _tier("prefix", None, 38, *whole_words, _anywhere(asked[-1]))
        yield _tier("prefix", None, 37, _anywhere(asked[0]), *[_has(NAMED, word) for word in asked[1:]])
    named = tuple([term for word in asked for term in _has(NAMED, word)])
    yield _tier("prefix", None, 36, named, *[_anywhere(word) for word in asked])
    yield _tier("prefix", "organisation", 34, *[_has(("place",), word) for word in asked])
    yield _tier("prefix", "delegation", 32, *[_has(("party",), word) for word in asked])
    for score, (by, columns) in zip((30, 28), _BY[1:3], strict=True):
        yield _tier("prefix", by, score, *[_has(columns, word, start=True) for word in asked])
        yield _tier("prefix", by, score - 1, _has(columns, joined, start=True))
    yield _tier("prefix", "email", 22, _has(("mail",), joined, start=True))
    yield from _tails(joined)
    yield _tier("prefix", None, 10, *[_anywhere(word) for word in asked])


def _tails(word: str) -> Iterable[Tier]:
    # Four digits alone are a telephone's sooner than a ticket's, whose code has letters.
    phone, code = _phone(word), _code(word)
    if phone and len(word) > 3:
        yield _tier("code", "phone", 21, (phone,))
    if code:
        yield _tier("code", "code", 20, (code,))
    if phone and len(word) <= 3:
        yield _tier("code", "phone", 18, (phone,))


def _tier(how: How, by: By | None, score: float, *asks: Ask) -> Tier:
    return Tier(how, by, score, asks)


def _has(columns: tuple[str, ...], text: str, *, start: bool = False) -> Ask:
    return (Term(columns, text, start),)


def _named(word: str) -> Ask:
    return Term(NAMED, word, True), *_initials(word)


def _initialled(word: str) -> Iterable[Tier]:
    yield _tier("initials", "name", 50, _has(("initials",), word))
    yield _tier("initials", "name", 49, _has(("initials",), word, start=True))
    if len(word) <= _INITIALS:
        yield _tier("initials", "name", 48, _has(("initials",), LESS + word))
        yield _tier("initials", "name", 47, _has(("initials",), LESS + word, start=True))


def _initials(letters: str, *, start: bool = False) -> Ask:
    return Term(("initials",), letters, start), Term(("initials",), LESS + letters, start)


def _anywhere(word: str) -> Ask:
    less = Term(("initials",), LESS + word, True) if len(word) <= _INITIALS and word.isascii() else None
    return tuple([term for term in (Term((), word, True), less, _code(word), _phone(word)) if term])


def _shorter(asked: list[str]) -> list[list[str]]:
    """The words without forms of address, and without those that no organisation is found by."""
    return [words for words in (names.untitled(asked), names.without_small(asked)) if words]


def _loose(asked: list[str]) -> str:
    if len(asked) == 1:
        return _any([term.match() for term in _anywhere(asked[0])])
    anyhow = [term.match() for term in _anywhere("".join(asked))]
    return _any([*anyhow, _all([_any([t.match() for t in _anywhere(w)]) for w in asked])])


def _code(word: str) -> Term | None:
    """A code that ends so: three letters or digits of it."""
    if len(word) < 3 or not word.isascii():
        return None
    return Term(("tail",), CODE + backwards(word), True)


def _phone(word: str) -> Term | None:
    """A telephone number that ends so. Nine digits are enough, and the same with the country's code as with a 0."""
    if len(word) < 3 or not word.isdigit():
        return None
    return Term(("tail",), PHONE + word[:-10:-1], True)


def _place_of(word: str, words: Words) -> By | None:
    for by, columns in _BY:
        if Term(columns, word, True).holds(words):
            return by
    if (code := _code(word)) and code.holds(words):
        return "code"
    if (phone := _phone(word)) and phone.holds(words):
        return "phone"
    return None


def _all(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else "(" + " AND ".join(parts) + ")"


def _any(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else "(" + " OR ".join(parts) + ")"
