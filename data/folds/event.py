"""The fold of the event: its settings, doors, stages, outputs, films, and where the day stands."""

from __future__ import annotations

from msgspec.structs import replace

from data.facts import (
    DoorSet,
    EventMade,
    EventSet,
    Fact,
    FilmSet,
    Forgotten,
    ImportBegan,
    ImportEnded,
    ModeSet,
    OperatorRemoved,
    OperatorSet,
    OutputSet,
    StageSet,
    StateSet,
)
from data.kinds.triggers import TriggersSet
from data.states import EventState, Importing


def empty(_: str = "event") -> EventState:
    return EventState()


def step(state: EventState, fact: Fact) -> EventState:
    """The state after one more counted fact; dicts of the state handed in are written in place."""
    match fact.known:
        case EventMade(event=event, key=key):
            return replace(state, id=event, key=key)
        case EventSet(event=event):
            return replace(state, event=event)
        case DoorSet(door=door):
            state.doors[door.id] = door
        case StageSet(stage=stage):
            state.stages[stage.id] = stage
        case OutputSet(output=output):
            state.outputs[output.name] = output
        case FilmSet(film=film):
            state.films[film.id] = film
        case TriggersSet(triggers=triggers):
            return replace(state, triggers=triggers)
        case OperatorSet(operator=operator):
            state.operators[operator.name] = operator
        case OperatorRemoved(name=name):
            state.operators.pop(name, None)
        case Forgotten():
            return replace(state, forgotten=fact.id)
        case StateSet(state=name):
            return replace(state, state=name)
        case ModeSet(mode=mode):
            return replace(state, mode=mode)
        case ImportBegan(source=source):
            return replace(state, importing=(*state.importing, Importing(fact.act, source, fact.at)))
        case ImportEnded(source=source):
            # Running a cut-off import again completes it, so its end closes every beginning of that source.
            return replace(state, importing=tuple(i for i in state.importing if i.source != source))
        case _:
            pass
    return state
