"""Retention: after the event its people are forgotten, and the figures of the day are kept without their names."""

from __future__ import annotations

from datetime import date, datetime
from glob import escape
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from console.rules import roles
from console.rules.refusals import Refusal
from console.rules.reports.figures import Summary
from console.summary import summary
from data import forgetting, tables
from data.facts import Draft, Forgotten
from data.journal import EventFile
from data.reading import Connection
from data.words import _


class Forgot(Struct, frozen=True):
    """How many guests and facts were forgotten; `fact` is "" where there was nothing left to forget. `beside` are lists
    with names that this program wrote beside the file by itself, and that are still there."""

    guests: int
    facts: int
    fact: str = ""
    message: str = ""
    beside: tuple[str, ...] = ()


def to_forget(file: EventFile) -> forgetting.People:
    """What `forget` would drop."""
    with file.reading() as db:
        return forgetting.people(db)


def forget(file: EventFile, *, before: date | None, now: datetime, operator: str) -> Forgot | Refusal:
    """Drops what is kept of guests and speakers, notes, refused codes and the operators' PINs, for good: nothing brings
    it back. With `before`, only where the event was before that day. The running order stays with its times, the
    reasons of its holds and its cues, and so do the names of the operators, which every fact's chain is bound to."""
    with file.reading() as db:
        day = tables.event(db).event
        if (no := _forbidden(db, operator)) is not None:
            return no
    if before is not None and day is not None and day.date >= before:
        words = _("The event was on {day}, not before {before}: nothing was forgotten.")
        return Forgot(0, 0, message=words.format(day=day.date.isoformat(), before=before.isoformat()))
    fact = ""
    with forgetting.alone(file):
        figures = without_names(summary(file, now))
        with file.transaction() as tx:
            if (no := _forbidden(tx.db, operator)) is not None:
                return no
            found = forgetting.people(tx.db)
            if found.facts:
                text = msgspec.json.encode(figures).decode()
                forgotten = Forgotten(found.guests, found.facts, text)
                fact = tx.append([Draft("event", forgotten)], at=now, operator=operator)[0].id
                forgetting.drop(tx.db)
    left = _beside(file.path)
    if not fact:
        return Forgot(0, 0, message=_("There is nobody left to forget."), beside=left)
    return Forgot(found.guests, found.facts, fact, beside=left)


def _beside(path: Path) -> tuple[str, ...]:
    """Evacuation lists, and the summary where nobody chose another place for it."""
    stem = escape(path.stem)
    found = [*path.parent.glob(f"{stem}-evacuation-*"), *path.parent.glob(f"{stem}-summary")]
    return tuple(str(each) for each in sorted(found))


def without_names(figures: Summary) -> Summary:
    """The figures of the day as they stay: how many, when and where, and nobody by name. A delegation may be one
    person, so those go too; the running order stays."""
    said = _("The people of this event were forgotten: these are the figures as they stood before.")
    return replace(
        figures, by_delegation=(), no_shows=(), vips=(), handouts_out=(), speakers=(), notes=(),
        left_out=(said, *(each for each in figures.left_out if each != said)),
    )  # fmt: skip


def _forbidden(db: Connection, operator: str) -> Refusal | None:
    event = tables.event(db)
    if (no := roles.forbidden(event.operators, operator, "forget")) is not None:
        return no
    if event.state != "closed":
        words = _("The event is in state {state}; close it first: callboard state FILE closed")
        return Refusal("not_closed", words.format(state=event.state))
    return None
