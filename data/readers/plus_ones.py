"""Who comes along with a guest: a number, a count of tickets, or names."""

from __future__ import annotations

import re
import unicodedata

from data.readers.rows import NO, YES, Cells
from data.words import _

MOST = 50
"""More than that with one guest is a delegation, or a mistyped cell."""

_COUNT = re.compile(r"\+?\s*(\d{1,9})(?:\.0)?\s*(?:人|位|名|guests?|people|pax)?")
_BETWEEN = re.compile(r"\s*[,，;；、/\n]\s*|\s+(?:and|&|和)\s+")
_LONGEST = 300


def brings(cells: Cells) -> tuple[str, ...]:
    """The names of those who come along, "" for one who has none yet."""
    typed = cells.text("plus_one_names")
    names = [name for name in _BETWEEN.split(typed) if name] if typed.casefold() not in NO else []
    if any(len(name) > _LONGEST for name in names):
        cells.odd("plus_one_names", _("a name may have {n} signs at most").format(n=_LONGEST))
    count = max(_count(cells, "plus_ones"), _count(cells, "quantity") - 1, 0)
    if max(count, len(names)) > MOST:
        field = "quantity" if cells.has("quantity") else "plus_ones"
        message = _("{n} people with one guest; {most} is the most")
        cells.odd(field, message.format(n=max(count, len(names)), most=MOST))
        return ()
    return (*names, *[""] * (count - len(names)))


def _count(cells: Cells, field: str) -> int:
    """How many; yes is one. Words may be a name, or nothing settled yet: that is not guessed."""
    text = unicodedata.normalize("NFKC", cells.text(field)).casefold()
    if text in NO:
        return 0
    found = _COUNT.fullmatch(text)
    if found is not None:
        return int(found[1])
    if text in YES:
        return 1
    message = _("{text} is no number of people; names belong in a column plus_one_names")
    cells.odd(field, message.format(text=repr(text)))
    return 0
