"""The fold of a stage: its items, and the runs that GO began. Facts of a run that was taken back go with it."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from data.facts import (
    CueWent,
    Ended,
    Fact,
    Held,
    ItemAdded,
    ItemEdited,
    ItemMoved,
    ItemPlanned,
    ItemRemoved,
    ItemSkipped,
    ItemUnskipped,
    Recovered,
    Replanned,
    Resumed,
    StageRefused,
    StoodBy,
    TimeAdded,
    Went,
)
from data.folds import stage_calls, stage_plan
from data.kinds.calling import AutoSet, AutoUsed, CallGiven
from data.states import Run, StageState


def empty(stage: str) -> StageState:
    return StageState(stage=stage)


def step(state: StageState, fact: Fact) -> StageState:
    """The state after one more counted fact. The state handed in is used up: its dicts are written in place."""
    match fact.known:
        case ItemPlanned() | ItemAdded() | ItemEdited() | ItemRemoved():
            return stage_plan.step(state, fact.known)
        case StageRefused(verb="go", reason="out_of_order"):
            # A GO written down for an earlier time says nothing of when the one before it came.
            return state
        case StageRefused(verb="go", clock=clock):
            return replace(state, last_go=clock or fact.at)
        case StageRefused():
            return state
        case _:
            after = _act(state, fact)
    if after is state:
        return state
    latest = fact.at if state.last_act is None else max(state.last_act, fact.at)
    return replace(after, last_act=latest)


def _act(state: StageState, fact: Fact) -> StageState:
    match fact.known:
        case ItemMoved(item=item_id, before=before):
            return replace(state, moves=(*state.moves, (item_id, before)))
        case ItemSkipped(item=item_id):
            state.skipped[item_id] = True
            return replace(state, standby=None if state.standby == item_id else state.standby)
        case ItemUnskipped(item=item_id):
            state.skipped[item_id] = False
            return replace(state)
        case Replanned(starts=starts, later=later):
            return replace(state, replanned={**state.replanned, **starts}, later={**state.later, **later})
        case Recovered(lengths=lengths, dropped=dropped):
            state.skipped.update(dict.fromkeys(dropped, True))
            standby = None if state.standby in dropped else state.standby
            return replace(state, lengths={**state.lengths, **lengths}, standby=standby)
        case StoodBy(item=item_id, run=run_id):
            if run_id and all(run.id != run_id for run in state.runs):
                return state
            return replace(state, standby=item_id)
        case Went(item=item_id, clock=clock):
            state = stage_plan.ran(state, item_id)
            runs = (*_closed(state.runs, fact.at), Run(id=fact.id, act=fact.act, item=item_id, start=fact.at))
            after = replace(state, runs=runs, standby=None, hold=None, hold_reason="", last_go=clock or fact.at)
            return replace(after, given=stage_calls.after_go(state, item_id)) if state.given else after
        case CueWent(clock=clock):
            return replace(state, last_go=clock or fact.at)
        case Ended(run=run_id):
            if not _is_live(state, run_id):
                return state
            return replace(state, runs=_closed(state.runs, fact.at), hold=None, hold_reason="")
        case Held(run="", reason=reason):
            if state.runs and state.runs[-1].end is None:
                return state
            return replace(state, hold=state.hold or fact.at, hold_reason=reason)
        case Held(run=run_id, reason=reason):
            if not _is_live(state, run_id):
                return state
            live = state.runs[-1]
            held = replace(live, held_since=live.held_since or fact.at)
            return replace(state, runs=(*state.runs[:-1], held), hold_reason=reason)
        case Resumed(run=""):
            return replace(state, hold=None, hold_reason="") if state.hold else state
        case Resumed(run=run_id):
            if not _is_live(state, run_id):
                return state
            return replace(state, runs=(*state.runs[:-1], _resumed(state.runs[-1], fact.at)), hold_reason="")
        case CallGiven() | AutoSet() | AutoUsed():
            return stage_calls.step(state, fact)
        case TimeAdded(run=run_id, seconds=seconds):
            runs = tuple(replace(r, added=r.added + seconds) if r.id == run_id else r for r in state.runs)
            return replace(state, runs=runs) if runs != state.runs else state
        case _:
            return state


def settle(state: StageState) -> StageState:
    """Items in plan order."""
    items = dict(sorted(state.items.items(), key=lambda pair: (pair[1].pos, pair[0])))
    return replace(state, items=items)


def _is_live(state: StageState, run_id: str) -> bool:
    return bool(state.runs) and state.runs[-1].id == run_id and state.runs[-1].end is None


def _resumed(run: Run, at: datetime) -> Run:
    if run.held_since is None:
        return run
    held = run.held + max(0.0, (at - run.held_since).total_seconds())
    return replace(run, held=held, held_since=None, holds=(*run.holds, (run.held_since, at)))


def _closed(runs: tuple[Run, ...], at: datetime) -> tuple[Run, ...]:
    if not runs or runs[-1].end is not None:
        return runs
    return (*runs[:-1], replace(_resumed(runs[-1], at), end=at))
