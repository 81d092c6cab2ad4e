"""The summary put together: every table, the sums that must agree, and what each table leaves out (RULES §4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo

from msgspec import Struct
from msgspec.structs import replace

from console.rules.places import Places
from console.rules.reports.attendance import Attendance
from console.rules.reports.figures import (
    Arrivals,
    Check,
    CueLine,
    DoorLine,
    EntryFigures,
    EventLine,
    Note,
    Peak,
    Person,
    ProgrammeLine,
    Reason,
    Seen,
    Session,
    SpeakerLine,
    StageDay,
    Summary,
)
from console.rules.reports.left_out import left_out
from console.rules.reports.programme_report import programme, stage_days
from console.rules.things import ThingOut
from console.rules.times.timeline import Timeline
from data.moments import local
from data.records import Door, Stage
from data.words import _


class Day(Struct, frozen=True):
    """What the summary is made from besides the guests. `refused` counts standing refusals by (door, reason);
    `undone` is how many entries and exits were taken back; `lent` are the things not given back; `until` is the moment
    asked for, None for now."""

    event: EventLine
    zone: tzinfo
    made: datetime
    doors: Mapping[str, Door]
    stages: Mapping[str, Stage]
    where: Places
    timelines: Sequence[Timeline]
    refused: Mapping[tuple[str, str], int]
    undone: int
    speakers: tuple[SpeakerLine, ...]
    cues: tuple[CueLine, ...]
    notes: tuple[Note, ...]
    lent: tuple[ThingOut, ...] = ()
    until: datetime | None = None
    rehearsal: bool = False


def report(day: Day, people: Attendance) -> Summary:
    """The whole summary, its times in the event's zone."""
    lines = programme(day.timelines)
    doors = _doors(day, people)
    entries = EntryFigures(
        entries=sum(door.entries for door in doors),
        exits=sum(door.exits for door in doors),
        refused=sum(day.refused.values()),
        undone=day.undone,
    )
    refusals = _refusals(day.refused)
    sessions = _sessions(people, lines)
    return Summary(
        event=replace(day.event, closed_at=_local(day.event.closed_at, day.zone)),
        made=local(day.made, day.zone),
        guests=replace(people.guests, peak=_local_peak(people.guests.peak, day.zone)),
        entries=entries,
        by_category=people.by_category,
        by_delegation=people.by_delegation,
        arrivals=tuple(Arrivals(local(each.from_, day.zone), each.count) for each in people.arrivals),
        doors=doors,
        sessions=sessions,
        dwell=people.dwell,
        no_shows=people.no_shows,
        vips=tuple(_local_person(person, day.zone) for person in people.vips),
        refusals=refusals,
        handouts_out=day.lent,
        programme=tuple(_local_line(line, day.zone) for line in lines),
        stages=tuple(_local_stage(stage, day.zone) for stage in stage_days(day.timelines, day.stages)),
        speakers=day.speakers,
        cues=tuple(replace(cue, at=_local(cue.at, day.zone)) for cue in day.cues),
        notes=tuple(replace(note, at=local(note.at, day.zone)) for note in day.notes),
        checks=checks(people, doors, refusals, entries),
        left_out=left_out(
            day.event, people, day.where, day.doors, sessions, lines, entries, until=_local(day.until, day.zone),
            rehearsal=day.rehearsal,
        ),
    )  # fmt: skip


def checks(
    people: Attendance, doors: Sequence[DoorLine], refusals: Sequence[Reason], entries: EntryFigures
) -> tuple[Check, ...]:
    """The sums that must agree, each with whether it does."""
    guests, groups = people.guests, people.by_category
    held = [
        (
            _("invited = expected + pending + cancelled + regrets + blocked"),
            guests.invited == guests.expected + guests.pending + guests.cancelled + guests.regrets + guests.blocked,
        ),
        (_("expected = came + no-shows"), guests.expected == guests.came + guests.no_show),
        (
            _("arrived = came + walk-ins + unexpected"),
            guests.arrived == guests.came + guests.walk_in + guests.unexpected,
        ),
        (_("the quarter hours add up to arrived"), sum(each.count for each in people.arrivals) == guests.arrived),
        (_("the categories add up to invited"), sum(each.invited for each in groups) == guests.invited),
        (_("the categories add up to arrived"), sum(each.arrived for each in groups) == guests.arrived),
        (_("the list of no-shows is as long as their number"), len(people.no_shows) == guests.no_show),
        (_("the reasons add up to the refusals"), sum(each.count for each in refusals) == entries.refused),
        (_("the doors add up to the refusals"), sum(door.refused for door in doors) == entries.refused),
    ]
    if guests.inside is not None:
        peak = guests.peak.count if guests.peak is not None else 0
        held.append((_("never more inside than at the peak"), guests.inside <= peak))
    return tuple(Check(what=what, holds=holds) for what, holds in held)


def _doors(day: Day, people: Attendance) -> tuple[DoorLine, ...]:
    refused: Counter[str] = Counter()
    for (at_door, _reason), times in day.refused.items():
        refused[at_door] += times
    lines = []
    for door_id in dict.fromkeys([*day.doors, *people.doors, *sorted(refused)]):
        door, count = day.doors.get(door_id), people.doors.get(door_id)
        lines.append(
            DoorLine(
                id=door_id,
                title=door.title if door is not None and door.title else door_id,
                entries=count.entries if count else 0,
                exits=count.exits if count else 0,
                refused=refused[door_id],
                inside=count.inside if count else None,
                peak=_local_peak(count.peak, day.zone) if count else None,
                over_capacity=count.over_capacity if count else 0,
                double=count.double if count else 0,
                no_entry=count.no_entry if count else 0,
                head_count=_local_seen(count.head_count, day.zone) if count else None,
            )
        )
    return tuple(lines)


def _refusals(refused: Mapping[tuple[str, str], int]) -> tuple[Reason, ...]:
    reasons: Counter[str] = Counter()
    for (_door, reason), count in refused.items():
        reasons[reason] += count
    return tuple(Reason(reason, n) for reason, n in sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0])))


def _sessions(people: Attendance, lines: Sequence[ProgrammeLine]) -> tuple[Session, ...]:
    """Sessions in the order of the programme."""
    titles = {line.item: line.title for line in lines}
    order = {line.item: place for place, line in enumerate(lines)}
    found = sorted(people.sessions.items(), key=lambda pair: order.get(pair[0], len(order)))
    by_eye = people.head_counts
    return tuple(Session(item, titles.get(item, item), attended, by_eye.get(item)) for item, attended in found)


def _local(at: datetime | None, zone: tzinfo) -> datetime | None:
    return None if at is None else local(at, zone)


def _local_peak(peak: Peak | None, zone: tzinfo) -> Peak | None:
    return None if peak is None else Peak(peak.count, local(peak.at, zone))


def _local_seen(seen: Seen | None, zone: tzinfo) -> Seen | None:
    return None if seen is None else replace(seen, at=local(seen.at, zone))


def _local_person(person: Person, zone: tzinfo) -> Person:
    return replace(person, arrived=_local(person.arrived, zone), left=_local(person.left, zone))


def _local_line(line: ProgrammeLine, zone: tzinfo) -> ProgrammeLine:
    return replace(line, planned_start=_local(line.planned_start, zone), actual_start=_local(line.actual_start, zone))


def _local_stage(stage: StageDay, zone: tzinfo) -> StageDay:
    return replace(stage, planned_end=_local(stage.planned_end, zone), expected_end=_local(stage.expected_end, zone))
