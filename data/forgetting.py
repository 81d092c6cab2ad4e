"""Forgetting people: the bodies and salts of facts about them are dropped for good; envelopes and digests stay, so that
every chain still holds and nothing can be slipped in where something was."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from msgspec import Struct

from data import files, folding
from data.facts import Fact, Undone
from data.faults import EventFileError, called
from data.journal import EventFile
from data.words import _

_KINDS = ("noted", "messaged", "message_seen", "message_taken", "refused", "operator_set", "pin_refused")
"""Notes and messages, since nobody can know whom they name; codes refused; what is kept of operators' PINs."""
_OF_KIND = f"kind IN {_KINDS!r}"
_ABOUT_PEOPLE = (
    f"body IS NOT NULL AND (subject LIKE 'guest/%' OR subject LIKE 'speakers/%' OR {_OF_KIND}"
    f" OR (kind = 'undone' AND json_extract(body, '$.act') IN (SELECT act FROM facts WHERE {_OF_KIND})))"
)
"""Guests and speakers; those kinds; and what took one of them back, for it says in words what that was."""


class People(Struct, frozen=True):
    """How many guests are known by more than their id, and how many facts tell of people."""

    guests: int
    facts: int


def people(db: sqlite3.Connection) -> People:
    """What there is to forget."""
    facts = db.execute(f"SELECT count(*) FROM facts WHERE {_ABOUT_PEOPLE}").fetchone()[0]
    return People(int(db.execute("SELECT count(*) FROM guests").fetchone()[0]), int(facts))


def drop(db: sqlite3.Connection) -> None:
    """Drops it, and folds what is left, inside the caller's transaction."""
    db.execute(f"UPDATE facts SET body = NULL, salt = NULL WHERE {_ABOUT_PEOPLE}")
    folding.refold(db)


def about_people(db: sqlite3.Connection, facts: Sequence[Fact]) -> set[str]:
    """Which of the facts that come in from another station are to be dropped, by their ids."""
    acts = {act for (act,) in db.execute(f"SELECT act FROM facts WHERE {_OF_KIND}")}
    acts |= {fact.act for fact in facts if fact.kind in _KINDS}
    return {
        fact.id
        for fact in facts
        if fact.subject.startswith(("guest/", "speakers/"))
        or fact.kind in _KINDS
        or (isinstance(fact.known, Undone) and fact.known.act in acts)
    }


@contextmanager
def alone(file: EventFile) -> Iterator[None]:
    """The file to ourselves, and without a WAL beside it that would keep what is dropped. Raises EventFileError where
    another program has it open. Afterwards it is written anew, so that no free page holds what was there."""
    db = file.db
    db.execute("PRAGMA busy_timeout = 500")
    try:
        if _journal(db, "DELETE") != "delete":
            raise EventFileError(
                _("{file} is open in another program; close it there and try again").format(file=called(file.path))
            )
        db.execute("PRAGMA secure_delete = ON")
        try:
            yield
            db.execute("VACUUM")
        finally:
            db.execute("PRAGMA secure_delete = OFF")
            _journal(db, "WAL")
    finally:
        db.execute(f"PRAGMA busy_timeout = {int(files.BUSY_SECONDS * 1000)}")


def _journal(db: sqlite3.Connection, mode: str) -> str:
    try:
        return str(db.execute(f"PRAGMA journal_mode = {mode}").fetchone()[0])
    except sqlite3.OperationalError as fault:
        if (getattr(fault, "sqlite_errorname", "") or "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            return "busy"
        raise
