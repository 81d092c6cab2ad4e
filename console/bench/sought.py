"""A key in the search field to its results, and a mistyped name to what was meant, against bare looks at the index."""

from __future__ import annotations

from console import desk
from console.bench.figures import Figure, figure, timed
from console.bench.invented import guests
from data import bare
from data.guest_words import words_of
from data.journal import EventFile
from data.words import _

_PEOPLE, _ROWS = 60, 20


def searches(file: EventFile, count: int) -> list[Figure]:
    """`search-key` and `search-typo`: people of the list, sought letter by letter and with two letters exchanged."""
    typed = _typed(count)
    keys: list[float] = []
    lookups: list[float] = []
    for name in typed:
        for end in range(1, len(name) + 1):
            query = name[:end]
            lookups.append(timed(lambda: bare.ask_index(file.db, query.split()[-1], _ROWS)))  # noqa: B023
            keys.append(timed(lambda: desk.find(file, query, limit=_ROWS, typos=False)))  # noqa: B023
    slips: list[float] = []
    reads: list[float] = []
    for name in typed[:20]:
        wrong = name[:2] + name[3:4] + name[2:3] + name[4:]
        if len(name) > 3 and name[2] != name[3]:
            reads.append(timed(lambda: bare.read_vocabulary(file.db, wrong[0])))  # noqa: B023
            slips.append(timed(lambda: desk.find_meant(file, wrong, limit=_ROWS)))  # noqa: B023
    typo = (
        figure("search-typo", slips, "reading the names of one letter", reads)
        if slips
        else (Figure("search-typo", why=_("no name in so short a list can be mistyped")))
    )
    return [figure("search-key", keys, "one question to the index", lookups), typo]


def _typed(count: int) -> list[str]:
    """How people spread over the list are typed: their whole name as one word, Chinese ones in pinyin."""
    people = list(guests(count))
    chosen = people[:: max(1, len(people) // _PEOPLE)][:_PEOPLE]
    whole = [words_of(guest).split("\n")[1].split() for guest in chosen]
    return [words[1] if len(words) > 1 and not words[0].isascii() else words[0] for words in whole if words]
