"""The summary of the day: reads the file in one moment and asks the rules; provisional until the event is closed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from console.kept_figures import kept_figures
from console.process import alive
from console.rules import things
from console.rules.cuestack import in_order, shown
from console.rules.places import places
from console.rules.reports.attendance import attendance
from console.rules.reports.figures import CueLine, EventLine, Note, Person, SpeakerLine, Summary
from console.rules.reports.programme_report import windows
from console.rules.reports.report import Day, report
from console.rules.speakers.speaking import SpeakersView
from console.speakers import lineup
from console.stage.reported import as_run
from data import history, reading, tables
from data.facts import Entered, Fact, Left, Mode, Noted, OnTheWay, Refused, StateSet
from data.folding import mode_of
from data.journal import EventFile
from data.occupancy import head_counts
from data.reading import Connection
from data.states import EventState, GuestState


def summary(file: EventFile, now: datetime, at: datetime | None = None) -> Summary:
    """The figures as they stand, or as they stood at `at`: what had happened by then and was not taken back since.
    Where the people were forgotten, the figures that were kept, whatever the moment."""
    with file.reading() as db:
        if (kept := kept_figures(db)) is not None:
            return replace(kept, made=now)
        return _summary(file, db, now, at)


def _summary(file: EventFile, db: Connection, now: datetime, at: datetime | None) -> Summary:
    event, mode = tables.event(db), mode_of(db)
    moment = at or now
    line = _event_line(db, event, at)
    timelines = [as_run(db, event, stage, now, at) for stage in _stages(db, event)]
    where = places(event.doors)
    people = attendance(
        _guests(db, mode, at),
        where,
        windows(timelines, event.doors, moment),
        close=line.closed_at or moment,
        until=at,
        counts={record: head_counts(db, record) for record in dict.fromkeys(where.record_of.values())},
    )
    day = Day(
        event=line,
        zone=ZoneInfo(line.zone),
        made=now,
        doors=event.doors,
        stages=event.stages,
        where=where,
        timelines=timelines,
        refused=_refused(db, mode, at),
        undone=_undone(db, mode, at),
        speakers=tuple(_speakers(lineup(file, None, moment, at))),
        cues=tuple(_cues(db, moment, at)),
        notes=tuple(notes(db, mode, at)),
        lent=things.lent(_who_has_things(db, at), ZoneInfo(line.zone)),
        until=at,
        rehearsal=mode == "rehearsal",
    )
    return report(day, replace(people, vips=tuple(_met(db, people.vips))))


def _event_line(db: Connection, event: EventState, at: datetime | None) -> EventLine:
    state, closed_at = event.state, None
    changes = [row.fact for row in reading.facts(db, kinds=["state_set"], until=at) if row.standing]
    if at is not None:
        # A closing after the moment asked for has not happened then.
        last = max(changes, key=lambda fact: fact.stamp, default=None)
        state = last.known.state if last and isinstance(last.known, StateSet) else "open"
    if state == "closed":
        closed_at = max(changes, key=lambda fact: fact.stamp).at
    about = event.event
    return EventLine(
        id=event.id,
        name=about.name if about else "",
        name_alt=about.name_alt if about else "",
        date=about.date if about else None,
        zone=event.zone_name,
        state=state,
        provisional=state != "closed",
        closed_at=closed_at,
    )


def _stages(db: Connection, event: EventState) -> list[str]:
    return list(dict.fromkeys([*event.stages, *tables.stages_holding(db)]))


def _guests(db: Connection, mode: Mode, at: datetime | None) -> Iterator[GuestState]:
    """Everybody who was there to be counted: who was added after the moment asked for was nobody then."""
    later: frozenset[str] = frozenset()
    if at is not None:
        later = frozenset(
            row.fact.subject.removeprefix("guest/")
            for row in reading.facts(db, kinds=["guest_added"])
            if row.standing and row.fact.mode == mode and row.fact.at > at
        )
    return (state for state in tables.guests(db) if state.guest.id not in later)


def _refused(db: Connection, mode: Mode, at: datetime | None) -> Counter[tuple[str, str]]:
    """Standing refusals by door and reason."""
    count: Counter[tuple[str, str]] = Counter()
    for row in reading.facts(db, kinds=["refused"], until=at):
        body = row.fact.known
        if row.standing and row.fact.mode == mode and isinstance(body, Refused):
            count[body.door, body.reason] += 1
    return count


def _undone(db: Connection, mode: Mode, at: datetime | None) -> int:
    """How many entries and exits were taken back."""
    return sum(
        isinstance(fact.known, Entered | Left) and fact.mode == mode and (at is None or fact.at <= at)
        for act in reading.undone(db)
        for fact in reading.of_act(db, act)
    )


def _speakers(view: SpeakersView) -> Iterator[SpeakerLine]:
    for slot in view.slots:
        yield SpeakerLine(
            slot=slot.id, item=slot.item, name=slot.name, name_alt=slot.name_alt, role=slot.role,
            state="dropped" if slot.dropped else slot.state,
        )  # fmt: skip


def _cues(db: Connection, moment: datetime, at: datetime | None) -> Iterator[CueLine]:
    states = tables.cues(db) if at is None else history.cues_at(db, None, at)
    for state in in_order(states):
        failed = tuple(dict.fromkeys(answer.output for answer in state.answers if answer.result == "failed"))
        yield CueLine(
            number=state.cue.number,
            item=state.cue.item,
            name=state.cue.name,
            state=shown(state, moment, alive),
            at=state.fired_at,
            failed=failed,
        )


def _who_has_things(db: Connection, at: datetime | None) -> list[GuestState]:
    """Guests with things that are out, or were at `at`."""
    if at is None:
        who = dict.fromkeys(each.guest for each in tables.outstanding(db, "handout"))
        states = [tables.guest(db, guest) for guest in who]
    else:
        given = reading.facts(db, kinds=["handout_given"], until=at)
        who = dict.fromkeys(row.fact.subject.removeprefix("guest/") for row in given)
        states = [history.stays_at(db, guest, at) for guest in who]
    # Both rows of a guest who was merged lead to the one who stays.
    return list({state.guest.id: state for state in states if state is not None}.values())


def _met(db: Connection, people: Sequence[Person]) -> Iterator[Person]:
    """The people with who met them: where somebody was named for their coming, that one."""
    named: dict[str, str] = {}
    for row in reading.facts(db, kinds=["on_the_way"]):
        body = row.fact.known
        if row.standing and isinstance(body, OnTheWay) and body.due is not None:
            named[row.fact.subject.removeprefix("guest/")] = body.met_by
    for person in people:
        yield replace(person, met_by=named.get(person.id) or person.met_by)


def notes(db: Connection, mode: Mode, at: datetime | None) -> list[Note]:
    """Notes for the report; what was told to whoever speaks (`timer/…`) was for the moment."""
    found: list[Note] = []
    for row in reading.facts(db, kinds=["noted"], until=at):
        fact: Fact = row.fact
        body = fact.known
        if row.standing and fact.mode == mode and isinstance(body, Noted) and not body.room.startswith("timer/"):
            found.append(Note(fact.at, body.text, body.incident, body.room, fact.operator))
    return sorted(found, key=lambda note: note.at)
