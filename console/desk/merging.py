"""A guest listed twice becomes one: the first stays, the other's codes and entries are theirs from then on."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from console.desk.answers import GuestShown, shown
from console.desk.asked_first import known
from console.rules import twice
from console.rules.refusals import Refusal
from data import tables
from data.facts import Draft, GuestChanged, MergedFrom, MergedInto
from data.journal import EventFile


class Merged(Struct, frozen=True):
    """Who stays and who was taken in; `filled` are the details that the one who stays had not, and `double` how many
    of their entries now contradict each other."""

    guest: GuestShown
    other: GuestShown
    fact: str
    filled: tuple[str, ...] = ()
    double: int = 0


def merge(file: EventFile, keep: str, other: str, *, now: datetime, operator: str) -> Merged | Refusal:
    """Merges `other` into `keep`; what `keep` lacks of the other's details is filled in. One act, one undo."""
    with file.transaction() as tx:
        stays = known(tx, keep, operator=operator, act="merge")
        if isinstance(stays, Refusal):
            return stays
        goes = known(tx, other, operator=operator, act="merge")
        if isinstance(goes, Refusal):
            return goes
        named = tables.guest(tx.db, other)
        rows = tables.guests_of(tx.db, [*stays.state.took, *goes.state.took])
        no = twice.objection(stays.state, goes.state, named or goes.state, rows)
        if no is not None:
            return no
        fields = twice.lacking(stays.state, goes.state)
        drafts = [
            Draft(goes.subject, MergedInto(stays.state.guest.id)),
            Draft(stays.subject, MergedFrom(goes.state.guest.id)),
            *([Draft(stays.subject, GuestChanged(fields))] if fields else []),
        ]
        fact = tx.append(drafts, at=now, operator=operator)[0]
        after = tables.guest(tx.db, stays.state.guest.id) or stays.state
    double = sum("double" in passage.marks for passage in after.passages)
    return Merged(shown(after.guest), shown(goes.state.guest), fact.id, tuple(fields), double)
