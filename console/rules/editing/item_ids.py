"""Ids of items: one that is free, near the one it comes from, and one that somebody chose."""

from __future__ import annotations

import re
from collections.abc import Container
from string import ascii_lowercase

from console.rules.refusals import Refusal
from data.clean import clean
from data.words import _

MOST = 40
_LETTERED = re.compile(r"(.*\d)[a-z]")


def free_id(near: str, taken: Container[str]) -> str:
    """`08a` beside `08`, `08b` beside `08a`; `closing-2` beside `closing`."""
    found = _LETTERED.fullmatch(near)
    stem: str = str(found[1]) if found else near or "new"
    if stem[-1].isdigit():
        start = ascii_lowercase.index(near[-1]) + 1 if found else 0
        for letter in ascii_lowercase[start:] + ascii_lowercase[:start]:
            if stem + letter not in taken:
                return stem + letter
    number = 2
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"


def chosen(ident: str, taken: Container[str]) -> str | Refusal:
    """The id as it is kept, or why it can't be one: one word, and no other item's of this event, nor of one taken
    out."""
    plain = clean(ident)
    if not plain or " " in plain or len(plain) > MOST:
        return Refusal("bad_id", _("{id} can't be an id: it is one word of {most} signs at most.").format(
            id=repr(plain[:MOST]), most=MOST))  # fmt: skip
    if plain in taken:
        return Refusal("id_taken", _("There is an item {id} already, or was: choose another id.").format(id=plain))
    return plain
