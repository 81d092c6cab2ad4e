"""Who speaks, as a cell of a schedule says it: several names, each perhaps with an office and a part."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.clean import clean
from data.readers.schedules.talk import Person
from data.records import SlotKind

_BETWEEN = re.compile(r"\s*(?:;|；|、|\n|\r|/|\||\s&\s|\s\+\s|\bund\b|\band\b)\s*")
_PART = re.compile(r"^(?P<part>[^\W\d_][^:：]{0,24})[:：]\s*(?P<rest>.+)$")
_OFFICE = re.compile(r"\s*(?:,|，|\(|（|–|—|\s-\s)\s*")
_MODERATOR = re.compile(r"moderat|chair|host|leitung|主持", re.IGNORECASE)
_INTERPRETER = re.compile(r"interpret|dolmetsch|翻译|口译", re.IGNORECASE)
MOST = 60


def people(text: str, kind: SlotKind = "speaker") -> tuple[Person, ...]:
    """The people of a cell, in its order; "Ann Lee, Reels; Moderation: Bo" are two."""
    found: list[Person] = []
    for piece in _BETWEEN.split(text):
        words = clean(piece).strip(" ,，")
        if not words:
            continue
        names = _several(words)
        for name in names:
            person = _person(name, kind)
            if person.name and person.name not in {other.name for other in found}:
                found.append(person)
    return tuple(found[:MOST])


def kind_for(role: str) -> SlotKind:
    """Whether a part is a speaker's, a moderator's or an interpreter's."""
    if _MODERATOR.search(role):
        return "moderator"
    return "interpreter" if _INTERPRETER.search(role) else "speaker"


def _several(words: str) -> Sequence[str]:
    """ "Ann, Bo, Cid" are three; "Ann Lee, Camden Reels" is one with an office."""
    parts = [part.strip() for part in re.split("[,，]", words)]
    short = all(0 < len(part) <= 24 and len(part.split()) <= 3 for part in parts)
    return parts if len(parts) > 2 and short else [words]


def _person(words: str, kind: SlotKind) -> Person:
    role = ""
    if said := _PART.match(words):
        role, words = said["part"].strip(), said["rest"].strip()
        kind = kind_for(role) if kind == "speaker" else kind
    name, *office = _OFFICE.split(words, maxsplit=1)
    if office:
        role = ", ".join(part for part in (role, office[0].rstrip(")）")) if part)
        kind = kind_for(role) if kind == "speaker" else kind
    return Person(name.strip(), role.strip(), kind)
