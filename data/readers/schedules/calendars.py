"""iCalendar files: the events of the days wanted, repeating ones worked out, each told with the line it begins in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from time import perf_counter
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from data import moments
from data.clean import clean
from data.moments import MomentError
from data.readers.plan import Problem
from data.readers.schedules import repeating
from data.readers.schedules.own_calendar import own_entry
from data.readers.schedules.people import kind_for
from data.readers.schedules.rooms import slug
from data.readers.schedules.talk import Person, Schedule, Talk
from data.readers.text import UnreadableError, read_text
from data.words import _, ngettext

if TYPE_CHECKING:
    from icalendar import Calendar, Component

MOST = 50_000
"""Events after which something is no programme."""
PATIENCE = 5.0
"""Seconds for working out what repeats: a real calendar takes hundredths of one."""
_DEEPEST = 8
_BEGIN = re.compile(r"^(BEGIN|END):([A-Za-z0-9-]{1,40})[ \t]*$", re.IGNORECASE)
_QUOTED = re.compile(r"'([^']{4,60})")


def read_calendar(file: str, data: bytes, zone: ZoneInfo, wanted: Sequence[date]) -> Schedule:
    """The events of a calendar; of repeating ones those of the days wanted. UnreadableError where it is none."""
    read = read_text(data)
    lines = _begins(read.text)
    found = _Found(file, zone, wanted)
    try:
        events = [each for calendar in _calendars(read.text) for each in calendar.walk("VEVENT")]
    except RecursionError:
        raise UnreadableError(_("components within components without end: this is no calendar")) from None
    changed = {(str(event.get("UID", "")), when) for event in events if (when := _replaces(event, zone)) is not None}
    for number, event in enumerate(events):
        found.take(event, lines[number] if number < len(lines) else number + 1, changed)
    form = _("iCalendar, {encoding}").format(encoding=read.encoding)
    return Schedule(file, form, tuple(found.talks), tuple(found.problems), tuple(found.notes()))


def _begins(text: str) -> list[int]:
    """The line in which each event begins, in the order in which they are found when the calendar is walked."""
    found: list[int] = []
    depth = 0
    for number, line in enumerate(text.splitlines(), 1):
        mark = _BEGIN.match(line)
        if mark is None:
            continue
        depth += 1 if mark[1].upper() == "BEGIN" else -1
        if depth > _DEEPEST:
            raise UnreadableError(_("components within components without end: this is no calendar"), number)
        if mark[1].upper() == "BEGIN" and mark[2].upper() == "VEVENT":
            found.append(number)
        if len(found) > MOST:
            raise UnreadableError(_("more than {n} events: this is no programme").format(n=MOST), number)
    if depth:
        raise UnreadableError(_("it breaks off here, before the end of what it began"), text.count("\n"))
    return found


def _calendars(text: str) -> Sequence[Calendar]:
    from icalendar import Calendar  # only a calendar needs it

    try:
        return Calendar.from_ical(text, multiple=True)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as why:
        said = clean(str(why))
        quoted = _QUOTED.search(str(why))
        place = text.find(quoted[1].split("\\")[0]) if quoted else -1
        row = text.count("\n", 0, place) + 1 if place >= 0 else None
        raise UnreadableError(_("this is no calendar that can be read: {why}").format(why=said[:160]), row) from None


def _replaces(event: Component, zone: ZoneInfo) -> datetime | None:
    """The moment of the repetition that an event stands for."""
    stands = event.get("RECURRENCE-ID")
    when = getattr(stands, "dt", None)
    return _instant(when, zone) if isinstance(when, datetime) else None


def _instant(when: datetime, zone: ZoneInfo) -> datetime:
    """A time without a zone is in the event's own, as any bare time is."""
    return moments.on(when.date(), when.time(), zone) if when.tzinfo is None else when.astimezone(UTC)


class _Found:
    """What was taken of the events so far, and what was left out."""

    def __init__(self, file: str, zone: ZoneInfo, wanted: Sequence[date]) -> None:
        self._file = file
        self._zone = zone
        self._wanted = wanted
        self._all_day: list[str] = []
        self._cancelled: list[str] = []
        self._elsewhere: list[str] = []
        self._endless: list[str] = []
        self._keys: dict[str, str] = {}
        self._spent = 0.0
        self.talks: list[Talk] = []
        self.problems: list[Problem] = []

    def notes(self) -> Iterator[str]:
        if days := self._all_day:
            words = ngettext(
                "{n} entry is for a whole day and no item: {names}",
                "{n} entries are for a whole day and no items: {names}", len(days),
            )  # fmt: skip
            yield _counted(words, days)
        if off := self._cancelled:
            words = ngettext(
                "{n} entry is cancelled and left out: {names}",
                "{n} entries are cancelled and left out: {names}", len(off),
            )  # fmt: skip
            yield _counted(words, off)
        if others := self._elsewhere:
            words = ngettext(
                "{n} repeating entry is not on that day: {names}",
                "{n} repeating entries are not on that day: {names}", len(others),
            )  # fmt: skip
            yield _counted(words, others)
        if endless := self._endless:
            words = ngettext(
                "{n} entry has no end, and its length is 0: {names}",
                "{n} entries have no end, and their length is 0: {names}", len(endless),
            )  # fmt: skip
            yield _counted(words, endless)

    def take(self, event: Component, line: int, changed: set[tuple[str, datetime]]) -> None:
        place = _("line {n}").format(n=line)
        try:
            self._take(event, line, place, changed)
        except (MomentError, repeating.RepeatError) as why:
            self.problems.append(Problem(self._file, line, "", str(why), place=place))

    def _take(self, event: Component, line: int, place: str, changed: set[tuple[str, datetime]]) -> None:
        title = clean(str(event.get("SUMMARY", "")))
        for name, why in getattr(event, "errors", ()):
            if str(name).upper() in ("DTSTART", "DTEND", "DURATION", "RRULE", "RECURRENCE-ID"):
                raise MomentError(_("{name} can't be read: {why}").format(name=name, why=clean(str(why))[:120]))
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            self._cancelled.append(title)
            return
        begins = getattr(event.get("DTSTART"), "dt", None)
        if begins is None:
            raise MomentError(_("it has no DTSTART"))
        if not isinstance(begins, datetime):
            self._all_day.append(title)
            return
        named = event["DTSTART"].params.get("TZID")
        if begins.tzinfo is None and named:
            raise MomentError(_("there is no time zone called {name}").format(name=repr(str(named))))
        if not title:
            raise MomentError(_("it has no SUMMARY, which is its title"))
        if begins.year not in moments.YEARS:
            raise MomentError(_("its year is {year}").format(year=begins.year))
        length = self._length(event, begins, title)
        uid = str(event.get("UID", "")) or f"{title} {begins}"
        again = "RRULE" in event or "RDATE" in event
        if not again:
            stands = _replaces(event, self._zone)
            self._add(event, line, place, title, _instant(begins, self._zone), length, uid, stands)
            return
        since = perf_counter()
        starts = repeating.starts(event, begins, self._wanted, self._zone)
        self._spent += perf_counter() - since
        if self._spent > PATIENCE:
            raise UnreadableError(_("its repeating events take too long to be worked out"), line)
        kept = [start for start in (_instant(each, self._zone) for each in starts) if (uid, start) not in changed]
        if not kept:
            self._elsewhere.append(title)
        for start in kept:
            self._add(event, line, place, title, start, length, uid, start)

    def _length(self, event: Component, begins: datetime, title: str) -> float:
        ends: Any = getattr(event.get("DTEND"), "dt", None)
        if isinstance(ends, datetime):
            seconds = (_instant(ends, self._zone) - _instant(begins, self._zone)).total_seconds()
        else:
            lasts: Any = getattr(event.get("DURATION"), "dt", None)
            if isinstance(lasts, timedelta):
                seconds = lasts.total_seconds()
            elif ends is not None:
                raise MomentError(_("its end is a day, where its start has a time"))
            else:
                self._endless.append(title)
                seconds = 0.0
        if not 0 <= seconds <= 7 * 86400:
            raise MomentError(_("it ends before it starts") if seconds < 0 else _("it lasts longer than a week"))
        return seconds

    def _add(
        self, event: Component, line: int, place: str, title: str, start: datetime, length: float, uid: str,
        again: datetime | None,
    ) -> None:  # fmt: skip
        own = own_entry(event, title, start, length) if again is None else None
        key = own.item if own is not None else self._key(uid)
        if again is not None:
            key += again.astimezone(self._zone).strftime("-%m%dT%H%M")
        notes = tuple(clean(str(event[name])) for name in ("LANGUAGE",) if name in event)
        self.talks.append(
            Talk(
                line, place, key, own.stage if own is not None else clean(str(event.get("LOCATION", ""))),
                own.title if own is not None else title, start, length, start.astimezone(self._zone).date(),
                kind=_kind(event), title_alt=own.title_alt if own is not None else "", notes=notes,
                persons=_persons(event), public=str(event.get("CLASS", "PUBLIC")).upper() == "PUBLIC",
                unsaid=own.unsaid if own is not None else frozenset(),
            )
        )  # fmt: skip

    def _key(self, uid: str) -> str:
        """A short name out of the UID that no other UID of the file has."""
        for key in (slug(uid.split("@")[0])[:12].strip("-"), slug(uid)):
            if key and self._keys.setdefault(key, uid) == uid:
                return key
        number = 2
        while self._keys.setdefault(f"{slug(uid) or 'event'}-{number}", uid) != uid:
            number += 1
        return f"{slug(uid) or 'event'}-{number}"


def _counted(words: str, names: Sequence[str]) -> str:
    return words.format(n=len(names), names=", ".join(names[:3]) + (", …" if len(names) > 3 else ""))


def _kind(event: Component) -> str:
    named = event.get("CATEGORIES")
    first = named[0] if isinstance(named, list) and named else named
    cats = getattr(first, "cats", ())
    return clean(str(cats[0]))[:40] if cats else ""


def _persons(event: Component) -> tuple[Person, ...]:
    """Who is asked to it by name; rooms and projectors are asked to things too."""
    asked = event.get("ATTENDEE", ())
    found: dict[str, Person] = {}
    for each in asked if isinstance(asked, list) else [asked]:
        params = getattr(each, "params", {})
        name = clean(str(params.get("CN", "")))
        role = "chair" if str(params.get("ROLE", "")).upper() == "CHAIR" else ""
        human = str(params.get("CUTYPE", "INDIVIDUAL")).upper() == "INDIVIDUAL"
        if name and "@" not in name and human and str(params.get("PARTSTAT", "")).upper() != "DECLINED":
            found.setdefault(name, Person(name, role, kind_for(role)))
    return tuple(found.values())
