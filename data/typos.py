"""What was meant, where nobody is called what was typed: names that sound alike, or are a slip of the finger away.

It reads the whole vocabulary of the letters in question, so a screen asks it in a worker, with a connection of its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from data import names, short_names, sounds
from data.search import By, Match, matches, query_words, rows
from data.tiers import NAMED, Ask, Term, Tier

_LEAST, _MANY, _MOST_TERMS = 3, 6, 40
_VOWELS = frozenset("aeiouv0123456789")
_ANYWHERE: tuple[str, ...] = ()
Guesses = dict[str, int]
"""Beginnings of names that a word may be meant for, with how far off they are."""


def find_typos(db: sqlite3.Connection, query: str, limit: int = 20) -> tuple[Match, ...]:
    """The guests of whom every word of `query` sounds like a name or nearly begins one, the nearest first.

    A word may be one slip away (a letter more, less, other, or two exchanged), two from six letters on. Its first
    letter holds, unless it was exchanged with the second or only sounds alike.
    """
    asked = query_words(query)
    if not any((len(word) >= _LEAST and word.isascii() and not word.isdigit()) or names.is_han(word) for word in asked):
        return ()
    found: dict[int, Tier] = {}
    for stage in (_by_sound, _by_short_forms, _by_slips, _by_more_slips, _by_ear, _by_place, _by_family):
        if found and stage not in (_by_sound, _by_short_forms, _by_slips):
            break
        for tier in stage(db, asked):
            sql = "SELECT rowid FROM guest_words WHERE guest_words MATCH ? LIMIT ?"
            for (n,) in db.execute(sql, (tier.match(), limit + len(found))):
                found.setdefault(n, tier)
            if len(found) >= limit:
                break
    chosen = list(found.items())[:limit]
    by_number = {row.n: row for row in rows(db, [n for n, _tier in chosen])}
    return matches(db, [(by_number[n], tier, asked) for n, tier in chosen if n in by_number])


def _by_sound(db: sqlite3.Connection, asked: list[str]) -> Iterable[Tier]:
    """Other spellings of what was heard; whole words, longer ones also as a beginning."""
    also = [sounds.heard(word) if len(word) > 1 or names.is_han(word) else () for word in asked]
    if not any(also):
        return
    known = [_begins_a_name(db, word) for word in asked]
    if not all(is_known or other for is_known, other in zip(known, also, strict=True)):
        return
    for start in (False, True):
        yield Tier("typo", "sound", 16 - start, tuple([
            (*([Term(NAMED, word, True)] if is_known else []), *[Term(NAMED, o, start and len(o) > 3) for o in other])
            for word, is_known, other in zip(asked, known, also, strict=True)
        ]))  # fmt: skip


def _by_short_forms(db: sqlite3.Connection, asked: list[str]) -> Iterable[Tier]:
    """Given names in another form: Bill for William."""
    also = [short_names.other_forms(word) for word in asked]
    if any(also):
        yield Tier("typo", "form", 13, tuple([
            (Term(NAMED, word, True), *[Term(NAMED, other) for other in others])
            for word, others in zip(asked, also, strict=True)
        ]))  # fmt: skip


def _by_slips(db: sqlite3.Connection, asked: list[str]) -> Iterable[Tier]:
    """Words that begin no name, mistyped."""
    return _tiers(
        [{word: 0} if _begins_a_name(db, word) else _near(db, word, ("whole", "turned", "name")) for word in asked]
    )


def _by_more_slips(db: sqlite3.Connection, asked: list[str]) -> Iterable[Tier]:
    """Any of the words mistyped: each begins somebody's name, but nobody has them all."""
    if len(asked) < 2:
        return ()
    return _tiers([_near(db, word, ("whole", "turned", "name")) | {word: 0} for word in asked])


def _by_ear(db: sqlite3.Connection, asked: list[str]) -> Iterable[Tier]:
    """Names that begin with another letter and sound the same: Catherine, Kathryn."""
    return _tiers([_alike(db, word) | ({word: 0} if _begins_a_name(db, word) else {}) for word in asked], by="sound")


def _by_place(db: sqlite3.Connection, asked: list[str]) -> Iterable[Tier]:
    """An organisation or a delegation, mistyped."""
    guesses: list[Guesses] = []
    for word in asked:
        sql = "SELECT 1 FROM guest_words WHERE guest_words MATCH ? LIMIT 1"
        known = db.execute(sql, (Term(_ANYWHERE, word, True).match(),)).fetchone()
        guesses.append({word: 0} if known else _near(db, word, ("place", "party")))
    return _tiers(guesses, _ANYWHERE, "organisation")


def _by_family(db: sqlite3.Connection, asked: list[str]) -> Iterable[Tier]:
    """People of that family name whom the other words do not name, those who begin alike first: many a Jennifer Wang
    is listed as WANG Xiaoyu."""
    if len(asked) < 2:
        return
    ends = ((asked[-1], asked[0]), (asked[0], asked[-1]))
    for family, other in ends:
        if len(family) > 1 or names.is_han(family):
            yield Tier("typo", "family", 3, ((Term(("family",), family),), (Term(("turned",), other[0], True),)))
    for family, _other in ends:
        if len(family) > 1 or names.is_han(family):
            yield Tier("typo", "family", 2, ((Term(("family",), family),),))


def _tiers(guesses: list[Guesses], columns: tuple[str, ...] = NAMED, by: By = "name") -> Iterable[Tier]:
    """First what is nearest: all guesses at most so far off a word, whole words before beginnings."""
    if not all(guesses):
        return
    for far in sorted({far for each in guesses for far in each.values()} | {1}):
        kept = [[term for term, off in each.items() if off <= far] for each in guesses]
        for start in (False, True) if all(kept) else ():
            asks: list[Ask] = [tuple([Term(columns, term, start) for term in terms]) for terms in kept]
            yield Tier("typo", by, 10.0 - far, tuple(asks))


def _begins_a_name(db: sqlite3.Connection, word: str) -> bool:
    sql = "SELECT 1 FROM guest_words WHERE guest_words MATCH ? LIMIT 1"
    return db.execute(sql, (Term(NAMED, word, True).match(),)).fetchone() is not None


def _near(db: sqlite3.Connection, word: str, columns: tuple[str, ...]) -> Guesses:
    """The beginnings of words in these columns that `word` may be a slip of."""
    if not _may_slip(word):
        return {}
    # Loaded at the first typo: it is not needed to start.
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    allowed = 1 if len(word) < _MANY else 2
    near: Guesses = {}
    heads = _heads(db, word[0], word, allowed, columns)
    heads |= {head for head in _heads(db, word[1], word, allowed, columns) if head[1:2] == word[0]}
    for head, slips, _ in process.extract_iter(word, heads, scorer=OSA.distance, score_cutoff=allowed):
        near[head] = int(slips)
    best = sorted(near.items(), key=lambda item: (item[1], abs(len(item[0]) - len(word)), item[0]))
    return dict(_shortest(best)[:_MOST_TERMS])


def _may_slip(word: str) -> bool:
    """Is it long enough to be known again? Three consonants are somebody's initials, and a slip in those is anybody."""
    return word.isascii() and (len(word) > _LEAST or (len(word) == _LEAST and not _VOWELS.isdisjoint(word)))


def _alike(db: sqlite3.Connection, word: str) -> Guesses:
    """Words of names that sound like this one, or begin so; the most alike the nearest."""
    if not (_may_slip(word) and word.isalpha()):
        return {}
    from rapidfuzz.distance import OSA

    wanted, most = sounds.sound(word), max(2, len(word) // 2)
    sql = "SELECT DISTINCT term FROM guest_vocabulary WHERE term >= ? AND term < ? AND col = 'name'"
    alike: Guesses = {}
    for letter in sounds.letters_like(word[0]):
        for (term,) in db.execute(sql, (letter, chr(ord(letter) + 1))):
            for head in {term[: len(word) + more] for more in (0, 1, most)}:
                if sounds.sound(head) == wanted and (far := int(OSA.distance(word, head))) <= most:
                    alike[head] = min(far, alike.get(head, far))
    return dict(sorted(alike.items(), key=lambda item: (item[1], item[0]))[:_MOST_TERMS])


def _heads(db: sqlite3.Connection, letter: str, word: str, allowed: int, columns: tuple[str, ...]) -> set[str]:
    """The beginnings, about as long as `word`, of the words in these columns that begin with `letter`."""
    lengths = range(max(_LEAST, len(word) - allowed), len(word) + allowed + 1)
    marks = ", ".join("?" * len(columns))
    sql = f"SELECT DISTINCT substr(term, 1, ?) FROM guest_vocabulary WHERE term >= ? AND term < ? AND col IN ({marks})"
    terms = [term for (term,) in db.execute(sql, (lengths[-1], letter, chr(ord(letter) + 1), *columns))]
    return {term[:length] for term in terms for length in lengths}


def _shortest(best: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Without the beginnings that a nearer, shorter one begins too."""
    kept: list[tuple[str, int]] = []
    for head, slips in best:
        if not any(head.startswith(other) for other, _ in kept):
            kept.append((head, slips))
    return kept
