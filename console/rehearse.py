"""The dress rehearsal: the whole day played on a copy, faster than time, nothing sent; it ends with the summary."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from msgspec import Struct

from console import logbook, setup, speakers, stage
from console.cueing.firing import Firing
from console.rehearsal.agenda import Agenda, PlayedClock
from console.rehearsal.crowd import Crowd
from console.rehearsal.day import Day, Play
from console.rehearsal.hands import Hand
from console.rules import roles
from console.rules.reports.figures import Summary
from console.summary import summary
from data import reading, tables
from data.files import backup, open_event
from data.journal import EventFile
from data.moments import zone_named
from data.words import _

SEED = 20
DOORS_OPEN = timedelta(minutes=80)
STEP = timedelta(minutes=5)
NO_SEATS = ("doors", "break", "reception")
"""Kinds of item that nobody has to be seated for."""


class Played(Struct, frozen=True):
    """What a rehearsal leaves: its summary, and how many facts it wrote."""

    summary: Summary
    facts: int
    zone: ZoneInfo


def rehearse(
    source: Path,
    copy: Path,
    *,
    speed: float | None = None,
    seed: int = SEED,
    tell: Callable[[str], None] | None = None,
    wait: Callable[[float], None] = time.sleep,
) -> Played:
    """Plays the day of `source` on `copy`, which must not be there yet. `speed` 1 is real time, None as fast as can be.

    The same seed plays the same day. Facts are marked as rehearsal, so that a file with a real day in it starts fresh.
    """
    with closing(open_event(source)) as file:
        backup(file, copy)
    with closing(open_event(copy)) as file:
        before = reading.latest(file.db)
        day = _day(file)
        who = min(roles.leads(day.state.operators), default="rehearsal")
        setup.set_mode(file, "dry", now=day.dawn, operator=who)
        setup.set_state(file, "rehearsal", now=day.dawn, operator=who)
        clock = PlayedClock(day.dawn)
        play = Play(file, Agenda(), Random(seed), day)
        firing = Firing(copy, "rehearsal", clock=clock)
        try:
            _cast(play, firing)
            play.agenda.play(clock, _pace(day.dawn, speed, tell, wait, day.state.zone))
        finally:
            firing.close()
        made = summary(file, max(clock.now(), day.ends))
        return Played(made, reading.latest(file.db) - before, day.state.zone)


def _cast(play: Play, firing: Firing) -> None:
    """Everybody who acts, with what they will do."""
    file, day = play.file, play.day
    slots = [
        (slot.guest, slot.expected_start)
        for stage_id in day.state.stages
        for slot in speakers.lineup(file, stage_id, day.dawn).slots
    ]
    crowd = Crowd(play, [(guest, at) for guest, at in slots if guest and at is not None])
    crowd.comes(list(tables.guests(file.db)))
    for stage_id in day.state.stages:
        Hand(play, stage_id, firing).begin()
    for share, text, incident in (
        (0.2, "Interpreters' desk moved to the left wing.", False),
        (0.55, "A guest felt faint in the foyer; first aid came, all well.", True),
    ):
        play.agenda.add(
            day.begins + (day.ends - day.begins) * share, partial(_note, file, play.who("Mei"), text, incident)
        )


def _note(file: EventFile, who: str, text: str, incident: bool, now: datetime) -> None:
    logbook.note(file, text, now=now, operator=who, incident=incident)


def _day(file: EventFile) -> Day:
    """The day as planned; an event without a running order is played for an afternoon."""
    state = tables.event(file.db)
    event = state.event
    noon = (
        datetime(2000, 1, 1, tzinfo=UTC)
        if event is None
        else datetime.combine(event.date, datetime.min.time().replace(hour=12), tzinfo=zone_named(event.zone))
    )
    lines = [item for name in state.stages for item in stage.timeline(file, name, noon).items]
    first = min((item.planned_start for item in lines), default=noon)
    begins = min((item.planned_start for item in lines if item.kind not in NO_SEATS), default=first)
    ends = max((item.planned_end for item in lines), default=noon + timedelta(hours=4))
    dawn = min(first - timedelta(minutes=15), begins - DOORS_OPEN)
    return Day(dawn.astimezone(UTC), begins.astimezone(UTC), ends.astimezone(UTC), state)


def _pace(
    dawn: datetime,
    speed: float | None,
    tell: Callable[[str], None] | None,
    wait: Callable[[float], None],
    zone: ZoneInfo,
) -> Callable[[datetime], None]:
    """What is done before each moment: waiting at that speed, and a line now and then for whoever watches."""
    before, told = dawn, dawn - STEP

    def pace(at: datetime) -> None:
        nonlocal before, told
        if speed is not None and at > before:
            wait((at - before).total_seconds() / speed)
        before = max(before, at)
        if tell is not None and at - told >= STEP:
            told = at
            tell(_("rehearsing {time}").format(time=f"{at.astimezone(zone):%H:%M}"))

    return pace
