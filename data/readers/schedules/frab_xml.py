"""schedule.xml as frab, pretalx and pentabarf write it: days, rooms and events, each told with its line."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from data.clean import clean
from data.moments import MomentError
from data.readers.plan import Problem
from data.readers.schedules import talk_times
from data.readers.schedules.people import kind_for
from data.readers.schedules.safe_xml import Element, read_xml
from data.readers.schedules.talk import Person, Schedule, Talk
from data.readers.text import UnreadableError
from data.words import _

_LEFT_OUT = frozenset({
    "abstract", "description", "links", "attachments", "recording", "logo", "biography", "answers", "feedback_url",
    "origin_url", "video_download_url",
})  # fmt: skip


def read_frab_xml(file: str, data: bytes, zone: ZoneInfo) -> Schedule:
    """The talks of a schedule.xml. UnreadableError where it is none, with its line."""
    root = read_xml(data, _LEFT_OUT)
    if root.name != "schedule":
        message = _("the document is a {name} and no schedule").format(name=repr(clean(root.name)[:40]))
        raise UnreadableError(message, root.line)
    conference = root.one("conference") or Element("conference", {}, root.line)
    there = talk_times.zone_or(conference.says("time_zone_name"), zone)
    problems: list[Problem] = []
    talks: list[Talk] = []
    number = 0
    for day in root.all("day"):
        for room in day.all("room"):
            for event in room.all("event"):
                number += 1
                place = _("line {n}, event {name}").format(n=event.line, name=event.attributes.get("id", number))
                try:
                    talks.append(_talk(event, number, place, day, room, conference.says("day_change"), there))
                except MomentError as why:
                    problems.append(Problem(file, number, "", str(why), place=place))
    title, version = clean(conference.says("title")), clean(root.says("version"))
    notes = (_("{title}, version {version}").format(title=title, version=version),) if title else ()
    return Schedule(file, "schedule.xml", tuple(talks), tuple(problems), notes)


def _talk(
    event: Element, row: int, place: str, day: Element, room: Element, day_change: str, zone: ZoneInfo
) -> Talk:  # fmt: skip
    on = _day(day)
    start = talk_times.start_of(event.says("date"), event.says("start"), on, day_change, zone)
    title = clean(event.says("title"))
    if not title:
        raise MomentError(_("it has no title"))
    said = event.says("duration")
    if said:
        length = talk_times.length_of(said)
    elif event.says("end"):
        length = (_after(event.says("end"), start, on, zone) - start).total_seconds()
    else:
        raise MomentError(_("it has neither a duration nor an end"))
    key = event.attributes.get("id") or event.attributes.get("code") or event.attributes.get("guid")
    notes = [clean(event.says("subtitle"))]
    if language := clean(event.says("language")):
        notes.append(_("language {language}").format(language=language))
    name = clean(room.attributes.get("name", "")) or clean(event.says("room"))
    return Talk(
        row, place, clean(key or event.says("slug")), name, title, start, length, on, kind=clean(event.says("type")),
        notes=tuple(note for note in notes if note), persons=_persons(event),
    )  # fmt: skip


def _day(day: Element) -> date:
    text = day.attributes.get("date", "")
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        message = _("the day in line {n} has the date {text}: write 2026-10-25")
        raise MomentError(message.format(n=day.line, text=repr(clean(text)))) from None


def _after(text: str, start: datetime, day: date, zone: ZoneInfo) -> datetime:
    end = talk_times.start_of("" if len(text) < 9 else text, text, day, "00:00", zone)
    return end + timedelta(days=1) if end < start else end


def _persons(event: Element) -> tuple[Person, ...]:
    found: dict[str, Person] = {}
    inside = event.one("persons")
    for each in inside.all("person") if inside is not None else ():
        name, role = clean(each.text), clean(each.attributes.get("role", ""))
        if name:
            found.setdefault(name, Person(name, role, kind_for(role)))
    return tuple(found.values())
