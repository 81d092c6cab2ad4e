"""What was meant, where nothing begins with what was typed: names one or two slips of the finger away.

It reads the whole vocabulary of the letters in question, so a screen asks it in a worker, with a connection of its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from data.search import Match, Tier, matches, query_words

_LEAST, _MANY, _MOST_TERMS = 3, 6, 40


def find_typos(db: sqlite3.Connection, query: str, limit: int = 20) -> tuple[Match, ...]:
    """The guests of whom every word of `query` nearly begins a name, the nearest first.

    A word may be one slip away (a letter more, less, other, or two exchanged), two from six letters on. Its first
    letter holds, unless it was exchanged with the second.
    """
    words = query_words(query)
    if not any(len(word) >= _LEAST and word.isascii() for word in words):
        return ()
    meant = [_meant(db, word) for word in words]
    if not all(meant):
        return ()
    slips: dict[int, int] = {}
    for tier in _tiers(meant):
        sql = "SELECT rowid FROM guest_words WHERE guest_words MATCH ? LIMIT ?"
        for (n,) in db.execute(sql, (tier.match, limit + len(slips))):
            slips.setdefault(n, int(tier.score))
        if len(slips) >= limit:
            break
    rows = [(n, -score) for n, score in slips.items()][:limit]
    return matches(db, [(n, "typo", 10.0 + score) for n, score in rows])


def _tiers(meant: list[dict[str, int]]) -> Iterable[Tier]:
    """First what is nearest: all terms of at most so many slips a word, whole words before beginnings."""
    for slips in sorted({slip for terms in meant for slip in terms.values()} | {1}):
        kept = [[term for term, far in terms.items() if far <= slips] for terms in meant]
        for star in ("", " *") if all(kept) else ():
            alike = ["(" + " OR ".join([f'"{term}"{star}' for term in terms]) + ")" for terms in kept]
            yield Tier("typo", slips, "{whole name} : (" + " AND ".join(alike) + ")")


def _meant(db: sqlite3.Connection, word: str) -> dict[str, int]:
    """Beginnings of names that `word` may be meant for, with their slips; the word itself where names begin with it."""
    sql = "SELECT 1 FROM guest_words WHERE guest_words MATCH ? LIMIT 1"
    if db.execute(sql, (f'{{whole name}} : "{word}" *',)).fetchone():
        return {word: 0}
    if len(word) < _LEAST or not word.isascii():
        return {}
    # Loaded at the first typo: it is not needed to start.
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    allowed = 1 if len(word) < _MANY else 2
    near: dict[str, int] = {}
    heads = _heads(db, word[0], word, allowed)
    heads |= {head for head in _heads(db, word[1], word, allowed) if head[1:2] == word[0]}
    for head, slips, _ in process.extract_iter(word, heads, scorer=OSA.distance, score_cutoff=allowed):
        near[head] = int(slips)
    best = sorted(near.items(), key=lambda item: (item[1], abs(len(item[0]) - len(word)), item[0]))
    return dict(_shortest(best)[:_MOST_TERMS])


def _heads(db: sqlite3.Connection, letter: str, word: str, allowed: int) -> set[str]:
    """The beginnings, about as long as `word`, of the names that begin with `letter`."""
    lengths = range(max(2, len(word) - allowed), len(word) + allowed + 1)
    sql = (
        "SELECT DISTINCT substr(term, 1, ?) FROM guest_vocabulary"
        " WHERE term >= ? AND term < ? AND col IN ('whole', 'name')"
    )
    terms = [term for (term,) in db.execute(sql, (lengths[-1], letter, chr(ord(letter) + 1)))]
    return {term[:length] for term in terms for length in lengths}


def _shortest(best: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Without the beginnings that a nearer, shorter one begins too."""
    kept: list[tuple[str, int]] = []
    for head, slips in best:
        if not any(head.startswith(other) for other, _ in kept):
            kept.append((head, slips))
    return kept
