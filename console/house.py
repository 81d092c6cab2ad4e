"""The acts of the house: a step said by desk or stage, and answered by the other; and the house as it stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from msgspec import Struct

from console.rules import house as rules
from console.rules import roles
from console.rules.house import Done, HouseView, Now
from console.rules.refusals import Refusal
from data import heard, history, tables
from data.between import HouseState
from data.facts import Body, Draft, HeadCounted
from data.journal import EventFile
from data.kinds.house import HouseStep, HouseStepped, Side
from data.reading import Connection
from data.records import Stage
from data.states import EventState, StageState
from data.words import _


class HouseAnswer(Struct, frozen=True):
    """What became of an act: the sentence, the fact, and the house after it."""

    message: str
    fact: str
    house: HouseView


def say(
    file: EventFile,
    stage: str,
    step: HouseStep,
    *,
    side: Side,
    count: int | None = None,
    at_go: bool = False,
    now: datetime,
    operator: str,
) -> HouseAnswer | Refusal:
    """One side says a step, or answers it where the other asked for it. `count` belongs to `count` and `held`, `at_go`
    to `hold`."""
    return _act(
        file, stage, side, lambda house, here: rules.say(house, here, step, side, count=count, at_go=at_go), now=now,
        operator=operator,
    )  # fmt: skip


def answer(
    file: EventFile, stage: str, step: str = "", *, side: Side, now: datetime, operator: str
) -> HouseAnswer | Refusal:
    """One side answers what the other said: what waits longest, or what `step` names."""
    return _act(
        file, stage, side, lambda house, here: rules.answer(house, here, side, step), now=now, operator=operator
    )


def view(file: EventFile, stage: str, now: datetime, at: datetime | None = None) -> HouseView:
    """The house of a stage now, or as it was at `at`."""
    with file.reading() as db:
        return view_of(db, tables.event(db), stage, now, at)


def view_of(db: Connection, event: EventState, stage: str, now: datetime, at: datetime | None = None) -> HouseView:
    """The same within a reading of the caller's."""
    house = heard.house(db, stage) if at is None else heard.house_at(db, stage, at)
    state = tables.stage(db, stage) if at is None else history.stage_at(db, stage, at)
    moment = (at or now).astimezone(event.zone)
    return rules.view(house, _now(event, state), late(db, event, house, state, at), moment)


def late(db: Connection, event: EventState, house: HouseState, state: StageState, until: datetime | None = None) -> int:
    """How many came to the doors of a stage since its latecomers are held, or were counted there."""
    hold = rules.holding(house, state)
    if hold is None:
        return 0
    doors = _doors(db, event, state.stage)
    return heard.came_since(db, doors, rules.counting_from(house, hold), until)


def held_at(db: Connection, event: EventState, door: str, at: datetime) -> str | None:
    """The item until whose end latecomers are held at a door since before that moment, "" where nothing was on; None
    where nobody is held."""
    for stage in event.stages:
        house = heard.house(db, stage)
        if house.holding is None:
            continue
        state = tables.stage(db, stage)
        hold = rules.holding(house, state)
        if hold is None or hold.at > at:
            continue
        if door in _doors(db, event, stage):
            return hold.item
    return None


def not_cleared(db: Connection, event: EventState, state: StageState) -> bool:
    """Would the next GO start the stage's show in a house that nobody cleared?"""
    return rules.not_cleared(heard.house(db, state.stage), _stage(event, state.stage), state)


def _doors(db: Connection, event: EventState, stage: str) -> frozenset[str]:
    items = {each: tables.stage(db, each).items.keys() for each in {stage, *event.stages}}
    return rules.doors_of(stage, event.doors, event.stages, items)


def _act(
    file: EventFile,
    stage: str,
    side: Side,
    rule: Callable[[HouseState, Now], Done | Refusal],
    *,
    now: datetime,
    operator: str,
) -> HouseAnswer | Refusal:
    with file.transaction() as tx:
        event = tables.event(tx.db)
        no = roles.forbidden(event.operators, operator, "stage" if side == "stage" else "house")
        if no is not None:
            return no
        if stage not in event.stages:
            return Refusal("no_such_stage", _("There is no stage {stage} here.").format(stage=stage))
        state = tables.stage(tx.db, stage)
        done = rule(heard.house(tx.db, stage), _now(event, state))
        if isinstance(done, Refusal):
            return done
        drafts = [done.draft, *_counted(event, state, done.draft.body)]
        fact = tx.append(drafts, at=now, operator=operator)[0]
        after = view_of(tx.db, event, stage, now)
    return HouseAnswer(done.said, fact.id, after)


def _counted(event: EventState, state: StageState, body: Body) -> list[Draft]:
    """A house count is a head count too, where a door of the room's own keeps one: no two figures of one room."""
    if not isinstance(body, HouseStepped) or body.step != "count" or body.count is None:
        return []
    own = next((door.id for door in event.doors.values() if door.item and door.item in state.items), None)
    return [Draft(f"door/{own}", HeadCounted(body.count))] if own is not None else []


def _now(event: EventState, state: StageState) -> Now:
    return Now(_stage(event, state.stage), state, event.state)


def _stage(event: EventState, stage: str) -> Stage:
    return event.stages.get(stage) or Stage(stage)
