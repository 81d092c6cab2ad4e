"""The as-run report read from the file: the first plan of every stage, what its facts say, notes and failed cues."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from msgspec.structs import replace

from console.process import alive
from console.rules.cuestack import in_order, shown
from console.rules.reports.as_run import AsRun, CueFailed, ItemRan, Noted
from console.rules.reports.how_it_ran import StageRan, on_then, stage_ran, whole_day
from console.rules.times.first_plan import against_first_plan
from console.rules.times.plan import walk
from console.rules.times.timing import timeline
from console.summary import notes
from data import history, reading, tables
from data.folding import mode_of
from data.folds.standing import counted
from data.journal import EventFile
from data.reading import Connection
from data.records import Stage
from data.states import EventState, StageState
from data.writers.pages import Cell, Table


def as_run(file: EventFile, *, now: datetime, at: datetime | None = None) -> AsRun:
    """The report as it stands, or as it stood at `at`."""
    with file.reading() as db:
        event, moment = tables.event(db), at or now
        names = list(dict.fromkeys([*event.stages, *tables.stages_holding(db)]))
        states = {name: tables.stage(db, name) if at is None else history.stage_at(db, name, at) for name in names}
        stages = [_stage(db, event, states[name], moment, at) for name in names]
        told = [*notes(db, mode_of(db), at)]
        failed = tuple(_failed(db, event, states, moment, at))
    about, zone = event.event, event.zone
    return AsRun(
        event=about.name if about else "",
        event_alt=about.name_alt if about else "",
        zone=event.zone_name,
        made=now.astimezone(zone),
        provisional=event.state != "closed",
        day=whole_day([each.ran for each in stages]),
        stages=tuple(each.ran for each in stages),
        items=tuple(item for each in stages for item in each.items),
        holds=tuple(sorted((hold for each in stages for hold in each.holds), key=lambda hold: hold.since)),
        changes=tuple(sorted((change for each in stages for change in each.changes), key=lambda each: each.at)),
        cues_failed=failed,
        notes=tuple(Noted(replace(note, at=note.at.astimezone(zone)), on_then(states, note.at)) for note in told),
    )  # fmt: skip


def as_run_table(made: AsRun) -> Table:
    """The items of the report as one table; lengths and lateness in seconds."""
    columns = (
        "stage", "item", "title", "title_alt", "kind", "status", "planned_start", "planned_end", "actual_start",
        "actual_end", "planned_length", "actual_length", "late", "added", "held", "overrun", "time", "longer",
        "replanned_start", "replanned_length", "by", "source", "ended_by", "by_hand", "hold_reasons",
    )  # fmt: skip
    return Table(columns, tuple(map(_row, made.items)))


def _row(item: ItemRan) -> tuple[Cell, ...]:
    reasons = tuple(hold.reason for hold in item.holds if hold.reason)
    return (
        item.stage, item.item, item.title, item.title_alt, item.kind, item.how, item.planned_start, item.planned_end,
        item.start, item.end, item.planned_length, item.length, item.late, item.added, item.held, item.overrun,
        item.time, item.longer, item.replanned_start, item.replanned_length, item.by, item.source, item.ended_by,
        "yes" if item.added_by_hand else "", "; ".join(reasons),
    )  # fmt: skip


def _stage(db: Connection, event: EventState, state: StageState, moment: datetime, at: datetime | None) -> StageRan:
    stage = event.stages.get(state.stage) or Stage(state.stage)
    facts = counted(reading.of_subject(db, f"stage/{state.stage}"), mode_of(db), at)
    times = timeline(state, stage, event.zone_name, moment)
    began = history.first_plan(db, state.stage, at) or state
    planned = against_first_plan(times, state, began)
    return stage_ran(state, times, planned, walk(began, moment), facts, (stage.title, stage.title_alt))


def _failed(
    db: Connection, event: EventState, states: dict[str, StageState], moment: datetime, at: datetime | None
) -> Iterator[CueFailed]:
    """Cues that are failed, and those where something did not answer though they were settled since."""
    stage_of = {item: name for name, state in states.items() for item in state.items}
    for state in in_order(tables.cues(db) if at is None else history.cues_at(db, None, at)):
        bad = [answer for answer in state.answers if answer.result == "failed"]
        now = shown(state, moment, alive)
        if not bad and now not in ("failed", "unknown"):
            continue
        yield CueFailed(
            stage=stage_of.get(state.cue.item, ""), item=state.cue.item, number=state.cue.number, name=state.cue.name,
            at=state.fired_at.astimezone(event.zone) if state.fired_at else None,
            outputs=tuple(dict.fromkeys(answer.output for answer in bad)),
            detail="; ".join(dict.fromkeys(answer.detail for answer in bad if answer.detail)), state=now,
            left=state.left,
        )  # fmt: skip
