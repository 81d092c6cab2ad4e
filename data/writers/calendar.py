"""Events as iCalendar (RFC 5545): times in UTC, so that no calendar can move them, and a name for each that stays."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from data.clean import clean

if TYPE_CHECKING:
    import icalendar


class Entry(Struct, frozen=True):
    """One event of a calendar. `uid` is the same each time it is written; `changed` counts the changes since the first
    writing, so that a calendar takes the newer one; `cancelled` ones take themselves out of it. `own` are properties
    of ours, by which what was written is known again."""

    uid: str
    changed: int
    modified: datetime
    start: datetime
    end: datetime
    title: str
    place: str = ""
    kind: str = ""
    notes: str = ""
    cancelled: bool = False
    own: tuple[tuple[str, str], ...] = ()


class Calendar(Struct, frozen=True):
    """A calendar by its name; `zone` is the one its times are usually told in."""

    name: str
    zone: str
    made: datetime
    entries: tuple[Entry, ...]


def as_ics(calendar: Calendar) -> bytes:
    """The calendar in UTF-8, lines folded as the standard wants them."""
    import icalendar

    made = icalendar.Calendar()
    for name, value in (
        ("prodid", "-//Callboard//Callboard//EN"),
        ("version", "2.0"),
        ("calscale", "GREGORIAN"),
        ("method", "PUBLISH"),
        ("x-wr-calname", clean(calendar.name)),
        ("x-wr-timezone", calendar.zone),
    ):
        made.add(name, value)
    for entry in calendar.entries:
        made.add_component(_event(entry, calendar.made))
    return bytes(made.to_ical())


def _event(entry: Entry, made: datetime) -> icalendar.Event:
    import icalendar

    event = icalendar.Event()
    fields: Iterable[tuple[str, object]] = (
        ("uid", entry.uid),
        ("dtstamp", made.astimezone(UTC)),
        ("last-modified", entry.modified.astimezone(UTC)),
        ("sequence", entry.changed),
        ("dtstart", entry.start.astimezone(UTC)),
        ("dtend", entry.end.astimezone(UTC)),
        ("summary", clean(entry.title)),
        ("location", clean(entry.place)),
        ("categories", [clean(entry.kind)] if entry.kind else ""),
        ("description", "\n".join(clean(line) for line in entry.notes.splitlines())),
        ("status", "CANCELLED" if entry.cancelled else "CONFIRMED"),
        *((name, clean(value)) for name, value in entry.own),
    )
    for name, value in fields:
        if value != "":
            event.add(name, value)
    return event
