"""schedule.json as frab, pretalx and the voc's tools write it: typed, so that what is amiss is told with its path."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TypeVar
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Raw, Struct, field

from data.clean import clean
from data.moments import MomentError
from data.readers.plan import Problem
from data.readers.schedules import talk_times
from data.readers.schedules.people import kind_for
from data.readers.schedules.talk import Person, Schedule, Talk
from data.readers.text import UnreadableError, read_text
from data.words import _

T = TypeVar("T")
_AT_BYTE = re.compile(r" ?\(byte (\d+)\)")
_PATH = re.compile(r" - at `\$?(.*)`$")


class _Person(Struct):
    id: int | None = None
    guid: str | None = None
    code: str | None = None
    name: str | None = None
    public_name: str | None = None
    full_public_name: str | None = None
    role: str | None = None


class _Event(Struct):
    title: str
    id: int | None = None
    guid: str | None = None
    code: str | None = None
    slug: str | None = None
    date: str | None = None
    start: str | None = None
    end: str | None = None
    duration: str | int | None = None
    subtitle: str | None = None
    track: str | None = None
    type: str | None = None
    language: str | None = None
    do_not_record: bool | None = None
    do_not_stream: bool | str | None = None
    persons: list[_Person] | None = None


class _Day(Struct):
    date: date
    rooms: dict[str, list[Raw]]
    index: int | None = None
    day_start: str | None = None
    day_end: str | None = None


class _Conference(Struct):
    days: list[_Day]
    title: str = ""
    time_zone_name: str = ""
    day_change: str = ""


class _Schedule(Struct):
    conference: _Conference
    version: str | int | float = ""


class _File(Struct):
    schedule: _Schedule
    generator: dict[str, object] = field(default_factory=dict)


def read_json(file: str, data: bytes, zone: ZoneInfo) -> Schedule:
    """The talks of a schedule.json. UnreadableError where it is none, with its line."""
    text = read_text(data)
    plain = text.text.encode()
    whole = _whole(plain)
    conference = whole.schedule.conference
    problems: list[Problem] = []
    talks: list[Talk] = []
    there = talk_times.zone_or(conference.time_zone_name, zone)
    for number, (line, path, day, room, raw) in enumerate(_events(plain, conference), 1):
        place = _("line {n}, {path}").format(n=line, path=path)
        try:
            event = msgspec.json.decode(raw, type=_Event)
            talks.append(_talk(event, number, place, day, room, conference.day_change, there))
        except msgspec.ValidationError as why:
            said = str(why)
            inner = _PATH.search(said)
            where = path + (inner[1] if inner else "")
            at = _("line {n}, {path}").format(n=line, path=where)
            problems.append(Problem(file, number, "", _plain(_PATH.sub("", said)), place=at))
        except MomentError as why:
            problems.append(Problem(file, number, "", str(why), place=place))
    form = _("schedule.json, {encoding}").format(encoding=text.encoding)
    title = clean(conference.title)
    notes = (_("{title}, version {version}").format(title=title, version=whole.schedule.version),) if title else ()
    return Schedule(file, form, tuple(talks), tuple(problems), notes)


def _whole(data: bytes) -> _File:
    """The file but for its talks, which are looked at one by one."""
    try:
        return msgspec.json.decode(data, type=_File)
    except RecursionError:
        raise UnreadableError(_("lists within lists without end: this is no schedule")) from None
    except msgspec.ValidationError as why:
        raise UnreadableError(_("this is no schedule.json: {why}").format(why=_plain(str(why))), 1) from None
    except msgspec.DecodeError as why:
        said = str(why)
        found = _AT_BYTE.search(said)
        byte = int(found[1]) if found else len(data)
        line = data.count(b"\n", 0, byte) + 1
        column = byte - (data.rfind(b"\n", 0, byte) + 1) + 1
        message = _("this is no valid JSON: {why} in line {line}, column {column}")
        said = _AT_BYTE.sub("", said).removeprefix("JSON is malformed: ")
        raise UnreadableError(message.format(why=said, line=line, column=column), line) from None


def _plain(said: str) -> str:
    """The decoder's words as a part of a sentence."""
    words = said.replace("`", "").replace(" | ", " or ")
    return words[:1].lower() + words[1:]


def _events(data: bytes, conference: _Conference) -> Iterator[tuple[int, str, _Day, str, Raw]]:
    """Every talk as it stands, with its line and path. What was left raw stands word for word in the file, in order."""
    at, line = 0, 1
    for d, day in enumerate(conference.days):
        for room, events in day.rooms.items():
            for e, raw in enumerate(events):
                found = data.find(bytes(raw), at)
                if found >= 0:
                    line += data.count(b"\n", at, found)
                    at = found
                name = room.replace('"', "'")
                yield line, f'$.schedule.conference.days[{d}].rooms["{clean(name)[:60]}"][{e}]', day, room, raw


def _talk(
    event: _Event, row: int, place: str, day: _Day, room: str, day_change: str, zone: ZoneInfo
) -> Talk:  # fmt: skip
    start = talk_times.start_of(event.date or "", event.start or "", day.date, day_change, zone)
    if event.duration is not None:
        length = talk_times.length_of(str(event.duration))
    elif event.end:
        length = (talk_times.start_of(event.end, "", day.date, "", zone) - start).total_seconds()
    else:
        raise MomentError(_("it has neither a duration nor an end"))
    if length < 0:
        raise MomentError(_("it ends before it starts"))
    if not clean(event.title):
        raise MomentError(_("it has no title"))
    key = str(event.id) if event.id is not None else event.code or event.guid or event.slug or ""
    notes = [clean(event.subtitle or "")]
    if event.language:
        notes.append(_("language {language}").format(language=clean(event.language)))
    if event.do_not_record:
        notes.append(_("do not record"))
    if event.do_not_stream not in (None, False, "", "false"):
        notes.append(_("do not stream"))
    return Talk(
        row, place, clean(key), clean(room), clean(event.title), start, length, day.date, kind=clean(event.type or ""),
        notes=tuple(note for note in notes if note), persons=_persons(event),
    )  # fmt: skip


def _persons(event: _Event) -> tuple[Person, ...]:
    found: dict[str, Person] = {}
    for each in event.persons or ():
        name = clean(each.public_name or each.full_public_name or each.name or "")
        role = clean(each.role or "")
        if name:
            found.setdefault(name, Person(name, role, kind_for(role)))
    return tuple(found.values())
