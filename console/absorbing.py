"""Taking in another station's file, and saying what that did to who may do what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from console.rules import roles
from console.rules.refusals import Refusal
from data import absorb as data_absorb
from data import tables
from data.facts import Draft, OperatorSet
from data.journal import EventFile
from data.records import Operator
from data.words import _


class Taken(Struct, frozen=True):
    """How many facts came, of how many stations, and how many kinds this program does not know; `operators` says in
    words what became different about the people who work here."""

    facts: int
    stations: int
    unknown: int
    operators: tuple[str, ...] = ()


def absorb(file: EventFile, other: Path, *, now: datetime, operator: str) -> Taken | Refusal:
    """Takes in what the other file knows and this one does not. Its operators come too, whoever named them there: so
    it is a lead's act, says what changed, and never leaves the event without a lead."""
    with file.reading() as db:
        before = dict(tables.event(db).operators)
        if (no := roles.forbidden(before, operator, "setup")) is not None:
            return no
    came = data_absorb.absorb(file, other)
    with file.transaction() as tx:
        after = tables.event(tx.db).operators
        if before and not roles.leads(after):
            kept = replace(before[operator], role="lead")
            tx.append([Draft("event", OperatorSet(kept))], at=now, operator=operator)
            after = tables.event(tx.db).operators
        said = tuple(_different(before, after))
    return Taken(came.facts, came.stations, came.unknown, said)


def _different(before: Mapping[str, Operator], after: Mapping[str, Operator]) -> Iterator[str]:
    words = roles.role_words()
    for name in sorted({*before, *after}, key=str.casefold):
        was, now = before.get(name), after.get(name)
        if now is None:
            yield _("{name} is no operator any more").format(name=name)
        elif was is None:
            yield _("{name} is an operator now: {role}").format(name=name, role=words[now.role])
        elif was.role != now.role:
            yield _("{name} is {role} now, was {before}").format(
                name=name, role=words[now.role], before=words[was.role]
            )
        elif was.pin != now.pin:
            yield _("{name} has another PIN").format(name=name)
