"""Search as you type: the guests whose words begin with what was typed, the likeliest first.

The index keeps words already folded (`guest_words`), so its tokenizer only parts them at spaces. `tiers` says what a
query may mean. Where few are found at all, their words are read and ranked here; else the index is asked meaning by
meaning until the page is full. Within a meaning guests stand in the order of listing, who is not coming last.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence

from msgspec import Struct

from data import names, tiers
from data.guest_words import KINDS, words_of
from data.tiers import By, How, Tier

__all__ = ["By", "How", "Match", "clear", "count", "create", "drop", "find", "put", "same_names", "stands",
           "words_of"]  # fmt: skip

_MOST_WORDS, _LONGEST = 8, 32
_FEW = 24
"""So many guests are ranked by their words sooner than by asking the index again."""
_COMPARED = 5
"""So many namesakes are told apart from each other."""
_ADDRESS = re.compile(r"[a-zA-Z0-9][._][a-zA-Z0-9]")
_COLUMNS = ", ".join(f"w.{kind}" for kind in KINDS)


class Match(Struct, frozen=True):
    """A guest found: how, by what, and a score that only orders (higher is likelier). `same_name`: how many have that
    name; `namesakes`: the rows of some of the others; `row` is the guest's own."""

    id: str
    how: How
    score: float
    same_name: int = 1
    by: By = "name"
    namesakes: tuple[int, ...] = ()
    row: int = 0


class Row(Struct, frozen=True):
    """A guest in the index: the row's number, the guest's id, what namesakes share, the words by column."""

    n: int
    id: str
    same: str
    words: dict[str, str]


def create(db: sqlite3.Connection) -> None:
    """The tables of the index, in the caller's transaction. Rows are numbered as the guests' rows are."""
    # `ascii` takes every letter beyond ASCII as part of a word, in all versions of SQLite alike.
    db.execute(
        f"CREATE VIRTUAL TABLE guest_words USING fts5 (same UNINDEXED, {', '.join(tiers.COLUMNS)},"
        " tokenize = 'ascii', prefix = '1 2 3 4', detail = 'column')"
    )
    # The index is put in order at a commit, by so many pages at a time: with small ones no commit takes long.
    db.execute("INSERT INTO guest_words (guest_words, rank) VALUES ('pgsz', 500)")
    db.execute("CREATE VIRTUAL TABLE guest_vocabulary USING fts5vocab (guest_words, 'col')")
    db.execute("CREATE TABLE namesakes (key TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (key, n)) WITHOUT ROWID")


def clear(db: sqlite3.Connection) -> None:
    """Empties the index; one of an older shape is made anew."""
    for table in ("guest_vocabulary", "guest_words", "namesakes"):
        db.execute(f"DROP TABLE IF EXISTS {table}")
    create(db)


def put(db: sqlite3.Connection, n: int, words: str) -> None:
    """Makes row `n` findable by `words` (of `words_of`), whatever it was found by before."""
    drop(db, n)
    lines = words.split("\n")
    marks = ", ".join("?" * len(KINDS))
    db.execute(f"INSERT INTO guest_words (rowid, {', '.join(KINDS)}) VALUES (?, {marks})", (n, *lines))
    db.executemany("INSERT INTO namesakes VALUES (?, ?)", [(key, n) for key in _keys(lines[0])])


def drop(db: sqlite3.Connection, n: int) -> None:
    row = db.execute("SELECT same FROM guest_words WHERE rowid = ?", (n,)).fetchone()
    if row is None:
        return
    db.execute("DELETE FROM guest_words WHERE rowid = ?", (n,))
    db.executemany("DELETE FROM namesakes WHERE key = ? AND n = ?", [(key, n) for key in _keys(row[0])])


def index_rows(db: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """Every guest's words, by id: what `verify` compares, since the rows' numbers may differ."""
    sql = f"SELECT g.id, {_COLUMNS} FROM guest_words w LEFT JOIN guests g ON g.n = w.rowid"
    return {str(row[0]): tuple(row[1:]) for row in db.execute(sql)}


def find(db: sqlite3.Connection, query: str, limit: int = 20, offset: int = 0) -> tuple[Match, ...]:
    """The guests that every word of `query` begins a word of, best first; a page of them from `offset` on."""
    asked, mail = query_words(query), _mail(query)
    if not asked:
        return ()
    steps = tiers.ladder(asked, mail)
    numbers = _rowids(db, tiers.loosest(asked, mail), _FEW + 1)
    if len(numbers) > _FEW:
        return _page(db, asked, _asked_in_turn(db, asked, steps, offset + limit)[offset:])
    found = rows(db, numbers)
    ranked = _ranked(steps, found)
    if (not ranked or steps[ranked[0][0]].score < tiers.STRONG) and (mixed := tiers.parted(asked)):
        steps = _with_mixed(steps, mixed)
        more = set(_rowids(db, tiers.any_of(mixed), offset + limit)).difference(numbers)
        ranked = _ranked(steps, [*found, *rows(db, sorted(more))])
    return matches(db, [(row, steps[step], asked) for step, _gone, _n, row in ranked[offset : offset + limit]])


def count(db: sqlite3.Connection, query: str, most: int = 1000) -> int:
    """How many guests `find` would list in all, counted up to `most`."""
    asked = query_words(query)
    if not asked:
        return 0
    loosest = tiers.loosest(asked, _mail(query))
    if mixed := _mixed(db, asked):
        loosest = f"({loosest} OR {tiers.any_of(mixed)})"
    return len(_rowids(db, loosest, most))


def listed(db: sqlite3.Connection, limit: int, offset: int = 0) -> tuple[Match, ...]:
    """Everybody, in the order of listing; a page of them."""
    sql = "SELECT rowid FROM guest_words ORDER BY rowid LIMIT ? OFFSET ?"
    everybody = Tier("prefix", "name", 0, ())
    return _page(db, [], [(n, everybody) for (n,) in db.execute(sql, (limit, offset))])


def count_listed(db: sqlite3.Connection, most: int) -> int:
    sql = "SELECT count(*) FROM (SELECT 1 FROM guest_words LIMIT ?)"
    return int(db.execute(sql, (most,)).fetchone()[0])


def stands(found: Sequence[Match]) -> bool:
    """Is anybody found called what was typed, or of an organisation, a delegation or a seat called that, so that nobody
    else needs to be guessed at?"""
    return any(match.score >= tiers.CALLED and match.score != tiers.MIXED for match in found)


def rows(db: sqlite3.Connection, numbers: Sequence[int]) -> list[Row]:
    """The guests of these row numbers with their words."""
    if not numbers:
        return []
    # The table behind the index: through the index itself each row is a question of its own.
    columns = ", ".join([f"c{n}" for n in range(len(KINDS))])
    joined = "guest_words_content w JOIN guests g ON g.n = w.id"
    sql = f"SELECT w.id, g.id, {columns} FROM {joined} WHERE w.id IN ({', '.join(map(str, numbers))})"
    return [Row(row[0], row[1], row[2], dict(zip(tiers.COLUMNS, row[3:], strict=True))) for row in db.execute(sql)]


def matches(db: sqlite3.Connection, found: Sequence[tuple[Row, Tier, list[str]]]) -> tuple[Match, ...]:
    """The rows as matches, with the number of their namesakes."""
    if not found:
        return ()
    same = _namesakes(db, [row for row, _tier, _asked in found])
    made = []
    for row, tier, asked in found:
        count, others = same[row.n]
        made.append(Match(row.id, tier.how, tier.score, count, tiers.by_of(tier, asked, row.words), others, row.n))
    return tuple(made)


def same_names(db: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, int]:
    """For each row, how many guests have a written name in common with it, itself too."""
    return {n: count for n, (count, _others) in _namesakes(db, rows(db, numbers)).items()}


def query_words(query: str) -> list[str]:
    """What was typed as folded words; of an e-mail address only what stands before the @."""
    typed = " ".join([part.partition("@")[0] for part in query.split()])
    if "ü" in typed or "Ü" in typed:
        typed = next(iter(names.other_umlauts(typed)), typed)
    return [word[:_LONGEST] for word in names.words(typed)[:_MOST_WORDS]]


def _mail(query: str) -> str:
    """The e-mail address in the query, as far as it goes and as its index has it: what has an @, or a dot inside."""
    typed = next((part for part in query.split() if "@" in part or _ADDRESS.search(part)), "")
    return "".join(names.words(typed))[:_LONGEST] if typed else ""


def _ranked(steps: list[Tier], found: Sequence[Row]) -> list[tuple[int, bool, int, Row]]:
    """Each row with its best meaning, in order."""
    ranked: list[tuple[int, bool, int, Row]] = []
    for row in found:
        for step, tier in enumerate(steps):
            if tier.holds(row.words):
                ranked.append((step, tiers.is_gone(row.words), row.n, row))
                break
    ranked.sort(key=lambda each: each[:3])
    return ranked


def _mixed(db: sqlite3.Connection, asked: list[str]) -> list[Tier]:
    """The meanings of initials and syllables mixed, where nobody is called what was typed."""
    mixed = tiers.parted(asked)
    return [] if mixed and _rowids(db, tiers.strong(asked), 1) else mixed


def _with_mixed(steps: list[Tier], mixed: list[Tier]) -> list[Tier]:
    place = next((n for n, tier in enumerate(steps) if tier.score < tiers.MIXED), len(steps))
    return [*steps[:place], *mixed, *steps[place:]]


def _rowids(db: sqlite3.Connection, match: str, most: int) -> list[int]:
    sql = "SELECT rowid FROM guest_words WHERE guest_words MATCH ? LIMIT ?"
    return [n for (n,) in db.execute(sql, (match, most))]


def _asked_in_turn(db: sqlite3.Connection, asked: list[str], steps: list[Tier], wanted: int) -> list[tuple[int, Tier]]:
    """Rows of one meaning after the other, until there are as many as wanted."""
    found: dict[int, Tier] = {}
    gone = bool(_rowids(db, tiers.GONE_ONES, 1))
    if not _rowids(db, tiers.exactly(asked), 1):
        steps = [tier for tier in steps if tier.how != "exact"]
    ahead = [tier for tier in steps if tier.score >= tiers.STRONG]
    for tier in ahead:
        _ask(db, tier, gone, wanted, found)
    weak = [tier for tier in steps if tier.score < tiers.STRONG]
    for tier in weak if found else _with_mixed(weak, tiers.parted(asked)):
        _ask(db, tier, gone, wanted, found)
    return list(found.items())


def _ask(db: sqlite3.Connection, tier: Tier, gone: bool, wanted: int, found: dict[int, Tier]) -> None:
    """Adds the tier's rows, those who are not coming last; earlier rows may come again, so many more are asked for."""
    match = tier.match()
    for part in (tiers.not_gone(match, False), tiers.not_gone(match, True)) if gone else (match,):
        for n in _rowids(db, part, wanted + len(found)) if len(found) < wanted else ():
            if len(found) < wanted:
                found.setdefault(n, tier)


def _page(db: sqlite3.Connection, asked: list[str], found: Sequence[tuple[int, Tier]]) -> tuple[Match, ...]:
    told = {n for n, tier in found if tier.by is None}
    by_number = {row.n: row for row in (*_brief_rows(db, [n for n, _tier in found]), *rows(db, list(told)))}
    return matches(db, [(by_number[n], tier, asked) for n, tier in found if n in by_number])


def _brief_rows(db: sqlite3.Connection, numbers: Sequence[int]) -> list[Row]:
    """The rows without their words."""
    joined = "guest_words_content w JOIN guests g ON g.n = w.id"
    sql = f"SELECT w.id, g.id, w.c0 FROM {joined} WHERE w.id IN ({', '.join(map(str, numbers))})"
    return [Row(n, who, same, {}) for n, who, same in db.execute(sql)]


def _namesakes(db: sqlite3.Connection, found: Sequence[Row]) -> dict[int, tuple[int, tuple[int, ...]]]:
    """For each row how many share a written name with it, itself too, and the rows of some of the others."""
    keys = {key for row in found for key in _keys(row.same)}
    sql = "SELECT key, count(*), group_concat(n) FROM namesakes WHERE key IN ({}) GROUP BY key"
    shared = {key: (n, rows) for key, n, rows in db.execute(sql.format(", ".join("?" * len(keys))), tuple(keys))}
    made: dict[int, tuple[int, tuple[int, ...]]] = {}
    for row in found:
        own = [shared[key] for key in _keys(row.same) if shared[key][0] > 1]
        if not own:
            made[row.n] = 1, ()
        elif len(own) == 1:
            some = own[0][1].split(",", _COMPARED + 1)[: _COMPARED + 1]
            others = [n for n in map(int, some) if n != row.n]
            made[row.n] = own[0][0], tuple(others[:_COMPARED])
        else:
            # Who shares both scripts is one person still.
            everyone = sorted({int(n) for _count, rows in own for n in rows.split(",")} - {row.n})
            made[row.n] = 1 + len(everyone), tuple(everyone[:_COMPARED])
    return made


def _keys(line: str) -> list[str]:
    return line.split("\t\t") if line else []
