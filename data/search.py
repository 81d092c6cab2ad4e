"""Search as you type: the guests whose words begin with what was typed, the likeliest first.

The index keeps words already folded (`guest_words`), so its tokenizer only parts them at spaces. Results come in tiers,
within a tier in the order of listing; a tier is only asked while the page is not full, and stops when it is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from data import names
from data.guest_words import CODE, PHONE, backwards, words_of

__all__ = ["Match", "clear", "count", "create", "drop", "find", "put", "same_names", "words_of"]

How = Literal["exact", "prefix", "initials", "typo", "code"]
_MOST_WORDS, _LONGEST = 8, 32


class Match(Struct, frozen=True):
    """A guest found: how, and a score that only orders (higher is likelier). `same_name`: how many have that name."""

    id: str
    how: How
    score: float
    same_name: int = 1


class Tier(Struct, frozen=True):
    """One question to the index. `match` is FTS5's language, made of folded words only; `again`: a later tier finds all
    of these too."""

    how: How
    score: float
    match: str
    again: bool = False


def create(db: sqlite3.Connection) -> None:
    """The tables of the index, in the caller's transaction. Rows are numbered as the guests' rows are."""
    # `ascii` takes every letter beyond ASCII as part of a word, in all versions of SQLite alike.
    db.execute(
        "CREATE VIRTUAL TABLE guest_words USING fts5 (same UNINDEXED, whole, name, initials, other,"
        " tokenize = 'ascii', prefix = '1 2 3 4', detail = 'column')"
    )
    db.execute("CREATE VIRTUAL TABLE guest_vocabulary USING fts5vocab (guest_words, 'col')")
    db.execute("CREATE TABLE namesakes (key TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (key, n)) WITHOUT ROWID")


def clear(db: sqlite3.Connection) -> None:
    db.execute("DELETE FROM guest_words")
    db.execute("DELETE FROM namesakes")


def put(db: sqlite3.Connection, n: int, words: str) -> None:
    """Makes row `n` findable by `words` (of `words_of`), whatever it was found by before."""
    drop(db, n)
    lines = words.split("\n")
    db.execute(
        "INSERT INTO guest_words (rowid, same, whole, name, initials, other) VALUES (?, ?, ?, ?, ?, ?)", (n, *lines)
    )
    db.executemany("INSERT INTO namesakes VALUES (?, ?)", [(key, n) for key in _keys(lines[0])])


def drop(db: sqlite3.Connection, n: int) -> None:
    row = db.execute("SELECT same FROM guest_words WHERE rowid = ?", (n,)).fetchone()
    if row is None:
        return
    db.execute("DELETE FROM guest_words WHERE rowid = ?", (n,))
    db.executemany("DELETE FROM namesakes WHERE key = ? AND n = ?", [(key, n) for key in _keys(row[0])])


def index_rows(db: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """Every guest's words, by id: what `verify` compares, since the rows' numbers may differ."""
    columns = "g.id, w.same, w.whole, w.name, w.initials, w.other"
    sql = f"SELECT {columns} FROM guest_words w LEFT JOIN guests g ON g.n = w.rowid"
    return {str(row[0]): tuple(row[1:]) for row in db.execute(sql)}


def find(db: sqlite3.Connection, query: str, limit: int = 20, offset: int = 0) -> tuple[Match, ...]:
    """The guests that every word of `query` begins a word of, best first; a page of them from `offset` on."""
    found: dict[int, Tier] = {}
    wanted = offset + limit
    for tier in tiers(query_words(query)):
        if len(found) >= wanted:
            break
        # Rows of earlier tiers may come again here, so that many more are asked for.
        for (n,) in db.execute(
            "SELECT rowid FROM guest_words WHERE guest_words MATCH ? LIMIT ?", (tier.match, wanted + len(found))
        ):
            if n not in found and len(found) < wanted:
                found[n] = tier
    rows = list(found.items())[offset:wanted]
    return matches(db, [(n, tier.how, tier.score) for n, tier in rows])


def count(db: sqlite3.Connection, query: str, most: int = 1000) -> int:
    """How many guests `find` would list in all, counted up to `most`."""
    found: set[int] = set()
    for tier in tiers(query_words(query)):
        if not tier.again:
            sql = "SELECT rowid FROM guest_words WHERE guest_words MATCH ? LIMIT ?"
            found.update(n for (n,) in db.execute(sql, (tier.match, most)))
    return min(len(found), most)


def matches(db: sqlite3.Connection, rows: Sequence[tuple[int, How, float]]) -> tuple[Match, ...]:
    """The rows as matches, with the ids of their guests and the number of their namesakes."""
    if not rows:
        return ()
    places = ", ".join([str(n) for n, _, _ in rows])
    ids = dict(db.execute(f"SELECT n, id FROM guests WHERE n IN ({places})"))
    same = same_names(db, [n for n, _, _ in rows])
    return tuple([Match(ids[n], how, score, same.get(n, 1)) for n, how, score in rows if n in ids])


def same_names(db: sqlite3.Connection, rows: Sequence[int]) -> dict[int, int]:
    """For each row, how many guests have a written name in common with it, itself too."""
    kept = db.execute(f"SELECT rowid, same FROM guest_words WHERE rowid IN ({', '.join(map(str, rows))})").fetchall()
    shared: dict[str, set[int]] = {key: set() for _, line in kept for key in _keys(line)}
    sql = f"SELECT key, n FROM namesakes WHERE key IN ({', '.join('?' * len(shared))})"
    for key, n in db.execute(sql, tuple(shared)):
        shared[key].add(n)
    return {n: len(set().union(*[shared[key] for key in _keys(line)])) for n, line in kept}


def query_words(query: str) -> list[str]:
    """What was typed as folded words; of an e-mail address only what stands before the @."""
    typed = " ".join([part.partition("@")[0] for part in query.split()])
    return [word[:_LONGEST] for word in names.words(typed)[:_MOST_WORDS]]


def tiers(words: list[str]) -> Iterator[Tier]:
    """The questions for these words, best answers first."""
    if not words:
        return
    joined, many = "".join(words)[:_LONGEST], len(words) > 1
    named = "{whole name} : "
    yield Tier("exact", 100, f'whole : "{joined}"', again=True)
    yield Tier("exact", 80, named + _all([f'"{word}"' for word in words]), again=True)
    if many:
        last = [*[f'"{word}"' for word in words[:-1]], f'"{words[-1]}" *']
        yield Tier("prefix", 70, named + _all(last), again=True)
        yield Tier("prefix", 65, f'whole : "{joined}" *')
    yield Tier("prefix", 60, named + _all([f'"{word}" *' for word in words]), again=True)
    if not many or all(len(word) == 1 for word in words):
        yield Tier("initials", 40, f'initials : "{joined}" *', again=not many)
    yield Tier("prefix", 30, _all([f'"{word}" *' for word in words]), again=many)
    if tail := _tail(joined):
        yield Tier("code", 20, "other : " + tail)
    if many:
        yield Tier("prefix", 10, _all([_anywhere(word) for word in words]))


def _all(parts: list[str]) -> str:
    return "(" + " AND ".join(parts) + ")"


def _anywhere(word: str) -> str:
    tail = _tail(word)
    return f'("{word}" * OR {tail})' if tail else f'"{word}" *'


def _tail(word: str) -> str:
    """The question for a code or a telephone number that ends so: three letters or digits, four digits of a number."""
    if len(word) < 3 or not word.isascii():
        return ""
    code = f'"{CODE}{backwards(word)}" *'
    if not word.isdigit() or len(word) < 4:
        return code
    # Nine digits are enough, and the same with the country's code before them as with a 0.
    return f'({code} OR "{PHONE}{word[:-10:-1]}" *)'


def _keys(line: str) -> list[str]:
    return line.split("\t\t") if line else []
