"""The fold of a house: each step counts once it is done, said by the desk or answered by it; holding counts at once."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from data.between import HouseSaid, HouseState
from data.facts import Fact
from data.kinds.house import HouseAnswered, HouseStep, HouseStepped

PAST = 6
"""How many answered steps are kept; the journal has all."""
AT_ONCE: frozenset[HouseStep] = frozenset({"hold", "admit"})
"""Steps that hold from the word of either side: nobody waits for an answer while the doors are in question."""
INSTEAD: dict[HouseStep, frozenset[HouseStep]] = {
    "open": frozenset({"closed", "clear"}), "closed": frozenset({"open"}), "hold": frozenset({"admit"}),
    "admit": frozenset({"hold"}),
}  # fmt: skip
"""What a step makes idle that still waits for an answer, besides itself."""


def empty(stage: str) -> HouseState:
    return HouseState(stage)


def step(state: HouseState, fact: Fact) -> HouseState:
    """The state after one more counted fact; the dicts of the state handed in are written in place."""
    match fact.known:
        case HouseStepped(step=name, side=side, count=count, item=item, at_go=at_go):
            said = HouseSaid(fact.id, name, side, fact.at, fact.operator, count, item, at_go)
            idle = {name} | INSTEAD.get(name, frozenset())
            for old in [each.id for each in state.waiting.values() if each.step in idle]:
                del state.waiting[old]
            if name != "held":
                state.waiting[said.id] = said
            return _done(state, said, fact.at) if side == "desk" or name in AT_ONCE else state
        case HouseAnswered(step=said_id) if said_id in state.waiting:
            said = replace(state.waiting.pop(said_id), answered=fact.at, answered_by=fact.operator)
            state = replace(state, past=(*state.past, said)[-PAST:])
            if said.side == "stage" and said.step not in AT_ONCE:
                return _done(state, said, fact.at)
            return _kept(state, said)
        case _:
            return state


def _done(state: HouseState, said: HouseSaid, at: datetime) -> HouseState:
    match said.step:
        case "open":
            # Whoever comes in now was not there when the house was cleared.
            return replace(state, doors="open", since=at, cleared=None, holding=None, late=None)
        case "closed":
            return replace(state, doors="closed", since=at)
        case "clear":
            return replace(state, cleared=said)
        case "count":
            return replace(state, counted=said)
        case "hold":
            return replace(state, holding=said, late=None)
        case "held":
            return replace(state, late=said)
        case "admit":
            return replace(state, holding=None, late=None)


def _kept(state: HouseState, said: HouseSaid) -> HouseState:
    """The same step, now with its answer, where it still stands."""
    if state.cleared is not None and state.cleared.id == said.id:
        return replace(state, cleared=said)
    if state.counted is not None and state.counted.id == said.id:
        return replace(state, counted=said)
    if state.holding is not None and state.holding.id == said.id:
        return replace(state, holding=said)
    return state
