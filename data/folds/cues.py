"""The fold of a cue: planned, prepared, fired, answered. What is unknown is derived later, by who asks."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from data.facts import (
    ActionAnswered,
    CueArmed,
    CueEnded,
    CueFired,
    CueMarked,
    CuePlanned,
    CueRefused,
    CueRemoved,
    CueSkipped,
    CueStoodBy,
    Fact,
)
from data.records import Cue
from data.states import Answered, CueState


def fold(number: str, facts: Sequence[Fact]) -> CueState | None:
    """The cue's state from counted facts in stamp order, or None while no plan has it."""
    state: CueState | None = None
    for fact in facts:
        state = _step(state, fact, number)
    return state


def _step(state: CueState | None, fact: Fact, number: str) -> CueState | None:
    if isinstance(fact.known, CuePlanned):
        cue, by_hand = fact.known.cue, fact.known.by_hand
        if state is None:
            return CueState(cue=cue, armed=cue.armed, by_hand=by_hand)
        return _replanned(state, cue, by_hand)
    if isinstance(fact.known, CueRemoved):
        # What was fired stays in the record of the day.
        return state if state is not None and state.fired else None
    if isinstance(fact.known, CueRefused):
        return state
    if state is None:
        state = CueState(cue=Cue(number=number, item=""))
    match fact.known:
        case CueStoodBy(warnings=warnings):
            return replace(state, state="standby", since=fact.at, warnings=warnings, left=False)
        case CueFired(actions=actions, mode=mode, process=process, deadline=deadline):
            return replace(
                state, state="running", since=fact.at, fired=fact.id, fired_at=fact.at, process=process,
                deadline=deadline, mode=mode, answers=tuple(Answered(a.output, a.text) for a in actions),
                position=None, warnings=(), left=False,
            )  # fmt: skip
        case ActionAnswered(fired=fired, index=index) if fired == state.fired and index < len(state.answers):
            body = fact.known
            got = replace(state.answers[index], result=body.result, ms=body.ms, detail=body.detail)
            return replace(state, answers=(*state.answers[:index], got, *state.answers[index + 1 :]))
        case CueEnded(fired=fired, state=name, position=position) if fired == state.fired and state.state == "running":
            return replace(state, state=name, since=fact.at, position=position)
        case CueSkipped():
            return replace(state, state="skipped", since=fact.at)
        case CueArmed(armed=armed):
            # Arming a skipped cue takes it back in.
            return replace(state, armed=armed, state="waiting" if armed and state.state == "skipped" else state.state)
        case CueMarked(how="done"):
            return replace(state, state="done", since=fact.at, left=False)
        case CueMarked(how="left"):
            return replace(state, left=True)
        case _:
            return state


def _replanned(state: CueState, cue: Cue, by_hand: tuple[str, ...]) -> CueState:
    """A later list changes the cue; what was set by hand stays, whether it is armed too."""
    armed = cue.armed if state.armed == state.cue.armed else state.armed
    kept = {name: getattr(state.cue, name) for name in state.by_hand if name not in by_hand}
    now = tuple(dict.fromkeys((*state.by_hand, *by_hand)))
    return replace(state, cue=replace(cue, **kept), armed=armed, by_hand=now)
