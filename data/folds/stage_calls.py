"""The fold of calls given on a stage, and of runs that go on by themselves."""

from __future__ import annotations

from msgspec.structs import replace

from data.facts import Fact
from data.kinds.calling import AutoSet, AutoUsed, CallGiven
from data.states import AutoIs, GivenCall, StageState


def step(state: StageState, fact: Fact) -> StageState:
    """The state after one more fact of calling."""
    match fact.known:
        case CallGiven(item=item, edge=edge, before=before, expected=expected, run=run):
            given = GivenCall(item, edge, before, expected, fact.at, fact.operator, run)
            return replace(state, given=(*state.given, given))
        case AutoSet(run=run, on=on):
            return _auto(state, run, "on" if on else "off")
        case AutoUsed(run=run):
            return _auto(state, run, "used")
        case _:
            return state


def after_go(state: StageState, item: str) -> tuple[GivenCall, ...]:
    """The calls that still matter once this item began: those of other items to come."""
    return tuple(each for each in state.given if each.edge == "start" and each.item != item)


def _auto(state: StageState, run_id: str, to: AutoIs) -> StageState:
    runs = tuple(replace(run, auto=to) if run.id == run_id else run for run in state.runs)
    return replace(state, runs=runs) if runs != state.runs else state
