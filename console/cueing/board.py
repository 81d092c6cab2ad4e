"""The cue board: the cues of a stage as they stand, what each action got back, and how the outputs are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from console.cueing.rack import Rack
from console.outputs.peer import Health, HealthWord
from console.process import alive
from console.rules import cuestack
from console.rules.refusals import Refusal
from data import history, tables
from data.facts import Result
from data.journal import EventFile
from data.records import CueAt, Follow, Output, ShowMode
from data.states import CueState, CueStateName
from data.words import _

ASK = 0.5
"""Seconds an output has to say how it is."""


class ActionShown(Struct, frozen=True):
    """One action: the output, its first word, its whole text, and what came back."""

    output: str
    verb: str
    result: Result | None
    ms: float | None
    detail: str
    text: str


class CueShown(Struct, frozen=True):
    number: str
    item: str
    name: str
    state: CueStateName
    follow: Follow
    armed: bool
    at: CueAt
    actions: tuple[ActionShown, ...]
    manual: str


class OutputShown(Struct, frozen=True):
    name: str
    type: str
    health: HealthWord
    detail: str


class CuesView(Struct, frozen=True):
    """CONTRACT's answer to `cues`."""

    stage: str
    mode: ShowMode
    cues: tuple[CueShown, ...]
    outputs: tuple[OutputShown, ...]


def board(
    file: EventFile,
    stage: str | None,
    now: datetime,
    at: datetime | None = None,
    health: Mapping[str, Health] | None = None,
) -> CuesView | Refusal:
    """The board of a stage (the first where none is named), as of `at` if given. Without `health` the outputs are asked
    now, which takes up to half a second: never in the thread that draws."""
    with file.reading() as db:
        event = tables.event(db)
        chosen = stage if stage is not None else next(iter(event.stages), "main")
        if chosen not in event.stages and chosen not in tables.stages_holding(db):
            return Refusal("no_such_stage", _("There is no stage {stage}.").format(stage=chosen))
        states = tables.cues(db, chosen) if at is None else history.cues_at(db, chosen, at)
    cues = tuple(shown(state, at or now) for state in cuestack.in_order(states))
    return CuesView(chosen, event.mode, cues, outputs(list(event.outputs.values()), health))


def shown(state: CueState, now: datetime) -> CueShown:
    """One cue as it stands. Before it fires, its actions are the plan's."""
    cue = state.cue
    fired = state.answers if state.fired and state.state not in ("waiting", "standby") else ()
    plain = tuple(ActionShown(a.output, _verb(a.text), None, None, "", a.text) for a in cue.actions)
    came = tuple(ActionShown(a.output, _verb(a.text), a.result, a.ms, a.detail, a.text) for a in fired)
    name = cuestack.shown(state, now, alive)
    return CueShown(cue.number, cue.item, cue.name, name, cue.follow, state.armed, cue.at, came or plain, cue.manual)


def outputs(known: list[Output], health: Mapping[str, Health] | None = None) -> tuple[OutputShown, ...]:
    """How the outputs are: as told, or asked now."""
    if health is None:
        rack = Rack()
        health = rack.healths(known, ASK)
        rack.close()
    unasked = Health("unknown", "")
    return tuple(
        OutputShown(each.name, each.type, health.get(each.name, unasked).word, health.get(each.name, unasked).detail)
        for each in known
    )


def _verb(text: str) -> str:
    return text.split(maxsplit=1)[0] if text.strip() else ""
