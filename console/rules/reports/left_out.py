"""What the summary's tables leave out, in sentences: a number nobody can misread says what it does not count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from console.rules.places import Places
from console.rules.reports.attendance import Attendance
from console.rules.reports.figures import EntryFigures, EventLine, ProgrammeLine, Session
from data.records import Door
from data.words import _, ngettext


def left_out(
    event: EventLine,
    people: Attendance,
    where: Places,
    doors: Mapping[str, Door],
    sessions: Sequence[Session],
    lines: Sequence[ProgrammeLine],
    entries: EntryFigures,
    *,
    until: datetime | None,
    rehearsal: bool,
) -> tuple[str, ...]:
    """The sentences, the weightiest first. `until` is in the event's zone."""
    said = [
        *_when(event, until, rehearsal),
        *_not_counted(people, where, doors),
        *_by_eye(people, where, doors),
        *_people(people),
        *_entries(people, entries),
        *_programme(sessions, lines),
    ]
    return tuple(said)


def _when(event: EventLine, until: datetime | None, rehearsal: bool) -> list[str]:
    said = []
    if until is not None:
        said.append(_("Only what happened up to {time} is counted.").format(time=until.strftime("%Y-%m-%d %H:%M:%S")))
    if event.provisional:
        said.append(_("Provisional: the event is not closed, and figures can still change."))
    if rehearsal:
        said.append(_("These are the figures of the rehearsal; nothing of the day itself is in them."))
    else:
        said.append(_("What was done in rehearsal is not counted."))
    return said


def _not_counted(people: Attendance, where: Places, doors: Mapping[str, Door]) -> list[str]:
    blind = [door.title or door.id for door in doors.values() if where.record_of[door.id] not in where.records]
    said = []
    if not where.event:
        said.append(_("People inside, the peak and how long they stayed are not counted: exits are not scanned."))
    if blind:
        said.append(_("People inside are not counted at: {doors}.").format(doors=", ".join(blind)))
    if people.dwell is not None and people.dwell.assumed:
        n = people.dwell.assumed
        said.append(
            ngettext(
                "How long people stayed: {n} who was still inside is taken to have stayed to the close.",
                "How long people stayed: {n} who were still inside are taken to have stayed to the close.",
                n,
            ).format(n=n)
        )
    return said


def _by_eye(people: Attendance, where: Places, doors: Mapping[str, Door]) -> list[str]:
    """What head counts changed, and what they did not."""
    counted = [door for door in doors.values() if _has_count(people, door.id)]
    corrected = [door.title or door.id for door in counted if where.record_of[door.id] in where.records]
    beside = [door.title or door.id for door in counted if where.record_of[door.id] not in where.records]
    said = []
    if corrected:
        said.append(
            _(
                "From a head count by eye on, people inside and the most at once are reckoned from it at: {doors}."
            ).format(doors=", ".join(corrected))
        )
    if beside:
        said.append(
            _("Head counts at {doors} stand beside the figures: exits are not scanned there.").format(
                doors=", ".join(beside)
            )
        )
    return said


def _has_count(people: Attendance, door: str) -> bool:
    count = people.doors.get(door)
    return count is not None and count.head_count is not None


def _people(people: Attendance) -> list[str]:
    said = []
    with_delegation = sum(group.invited for group in people.by_delegation)
    alone = people.guests.invited - with_delegation
    if people.by_delegation and alone:
        said.append(
            ngettext(
                "The table of delegations leaves out {n} invited guest who belongs to none.",
                "The table of delegations leaves out {n} invited guests who belong to none.",
                alone,
            ).format(n=alone)
        )
    if people.unlisted:
        said.append(
            ngettext(
                "{n} who came stands in no list any more, and is counted as a walk-in.",
                "{n} who came stand in no list any more, and are counted as walk-ins.",
                people.unlisted,
            ).format(n=people.unlisted)
        )
    return said


def _entries(people: Attendance, entries: EntryFigures) -> list[str]:
    said = []
    if entries.undone:
        said.append(
            ngettext(
                "{n} entry or exit was taken back and is not counted.",
                "{n} entries and exits were taken back and are not counted.",
                entries.undone,
            ).format(n=entries.undone)
        )
    no_entry = sum(door.no_entry for door in people.doors.values())
    if no_entry:
        said.append(
            ngettext(
                "{n} exit without an entry is counted among the exits only.",
                "{n} exits without an entry are counted among the exits only.",
                no_entry,
            ).format(n=no_entry)
        )
    return said


def _programme(sessions: Sequence[Session], lines: Sequence[ProgrammeLine]) -> list[str]:
    said = []
    idle = [line for line in lines if line.actual_start is None]
    if idle:
        said.append(
            ngettext(
                "{n} item did not run and has no lateness.", "{n} items did not run and have no lateness.", len(idle)
            ).format(n=len(idle))
        )
    without = len(lines) - len({session.item for session in sessions} & {line.item for line in lines})
    if without:
        said.append(
            ngettext(
                "The table of sessions leaves out {n} item: no door belongs to its room.",
                "The table of sessions leaves out {n} items: no door belongs to their room.",
                without,
            ).format(n=without)
        )
    uncounted = sum(session.attended is not None and session.head_count is None for session in sessions)
    if uncounted:
        said.append(
            ngettext("Nobody counted heads in {n} session.", "Nobody counted heads in {n} sessions.", uncounted).format(
                n=uncounted
            )
        )
    return said
