"""The house between desk and stage: which step may be said now, what answers it, and what it looks like at a moment.

The desk opens, counts, clears, closes and holds latecomers; the stage may ask for each. What the desk says is so; what
the stage asks for is so once the desk answers, but for latecomers: holding and letting in count from either's word.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from msgspec import Struct

from console.rules.refusals import Refusal
from console.rules.times.order import live_run, stands_by
from data.between import Doors, HouseSaid, HouseState
from data.facts import Body, Draft
from data.kinds.house import HouseAnswered, HouseStep, HouseStepped, Side
from data.moments import local
from data.records import Door, EventStage, Item, Stage
from data.states import StageState
from data.words import _, ngettext

MOST = 1_000_000
COUNTS: frozenset[HouseStep] = frozenset({"count", "held"})
"""Steps that are a number, and the desk's alone."""
WALK_IN = frozenset({"doors", "doors open", "walk-in", "admission", "einlass", "入场", "开门"})
"""Kinds, or titles without a kind, of an item in which the audience comes in: clearance is for the one after it."""


class Now(Struct, frozen=True):
    """The stage whose house it is, as it stands, and where the day does."""

    stage: Stage
    state: StageState
    event: EventStage = "open"


class Done(Struct, frozen=True):
    """What is to be recorded, and what whoever said it reads."""

    draft: Draft
    said: str


class Waits(Struct, frozen=True):
    """A step that the other side has not answered: `waited` is seconds by now."""

    id: str
    step: HouseStep
    side: Side
    at: datetime
    by: str
    waited: float
    count: int | None = None
    item: str = ""


class HouseView(Struct, frozen=True):
    """The house at a moment. `held` is how many latecomers wait at the doors until `until` ends; `waiting` the oldest
    first. `asks` says that this stage wants clearance before the show, `begun` that its house is run at all, and
    `started` that an item other than the walk-in has been on."""

    stage: str
    now: datetime
    doors: Doors
    since: datetime | None
    cleared: datetime | None
    cleared_by: str
    count: int | None
    counted: datetime | None
    counted_by: str
    holding: datetime | None
    until: str
    at_go: bool
    held: int
    waiting: tuple[Waits, ...] = ()
    asks: bool = False
    begun: bool = False
    started: bool = False
    answered: tuple[HouseSaid, ...] = ()


def say(
    house: HouseState, now: Now, step: HouseStep, side: Side, *, count: int | None = None, at_go: bool = False
) -> Done | Refusal:
    """One side says a step. Where the other side asked for the same and waits, it is the answer to that."""
    if now.event == "closed":
        return Refusal("closed", _("The event is closed: its house is not run any more."))
    asked = next((each for each in waiting(house, now.state) if each.step == step), None)
    if asked is not None and asked.side != side and count is None:
        return _answer(house, asked)
    no = _against(house, now, step, side, count)
    if no is None and asked is not None and asked.side == side and step not in COUNTS:
        no = _asked_already(asked)
    if no is not None:
        return no
    item = _until(now.state) if step == "hold" else ""
    body = HouseStepped(step, side, count, item, step == "hold" and (at_go or now.stage.lets_in == "go"))
    return Done(_draft(house, body), _said(body))


def answer(house: HouseState, now: Now, side: Side, step: str = "") -> Done | Refusal:
    """One side answers what the other said: the one that waits longest, or the one named by its fact or its step."""
    for each in waiting(house, now.state):
        if each.side != side and step in ("", each.id, each.step):
            return _answer(house, each)
    return Refusal("nothing_waits", _("Nothing of the house waits for an answer."))


def waiting(house: HouseState, state: StageState) -> tuple[HouseSaid, ...]:
    """What one side said and the other has not answered, the oldest first; a hold that a GO ended waits no more."""
    over = holding(house, state) is None
    return tuple(each for each in house.waiting.values() if not (over and each.step == "hold"))


def holding(house: HouseState, state: StageState) -> HouseSaid | None:
    """The hold on latecomers that stands; a GO ends it where that was said and the item has no flag."""
    hold = house.holding
    if hold is None or not hold.at_go:
        return hold
    let_in = (run for run in state.runs if run.start > hold.at and run.item in state.items)
    return None if any(not state.items[run.item].flag for run in let_in) else hold


def doors_of(
    stage: str, doors: Mapping[str, Door], stages: Mapping[str, Stage], items: Mapping[str, Collection[str]]
) -> frozenset[str]:
    """The doors at which latecomers for a stage come: those it names, those whose item is on it, or the event's own
    entrance where every other stage has doors of its own. `items` are the ids on each stage."""
    own = {each: _own_doors(stages.get(each), doors, items.get(each, ())) for each in {stage, *stages}}
    if own[stage] or not all(found for each, found in own.items() if each != stage):
        return own[stage]
    taken = frozenset[str]().union(*own.values())
    return frozenset([door for door in doors if door not in taken][:1])


def _own_doors(stage: Stage | None, doors: Mapping[str, Door], items: Collection[str]) -> frozenset[str]:
    named = frozenset(each for each in stage.doors if each in doors) if stage is not None else frozenset()
    return named or frozenset(each.id for each in doors.values() if each.item and each.item in items)


def counting_from(house: HouseState, hold: HouseSaid) -> datetime:
    """From when entries are counted: the hold, or the count by eye since."""
    return house.late.at if house.late is not None else hold.at


def not_cleared(house: HouseState, stage: Stage, state: StageState) -> bool:
    """Would the next GO start the show in a house that nobody cleared? Only where the front of house is asked at
    all; the item in which the audience comes in starts without."""
    if house.cleared is not None or not (stage.clearance or begun(house)) or show_began(state):
        return False
    following = state.items.get(stands_by(state) or "")
    return following is None or not walks_in(following)


def show_began(state: StageState) -> bool:
    """Has an item been on for which the audience was to sit?"""
    return any(run.item not in state.items or not walks_in(state.items[run.item]) for run in state.runs)


def walks_in(item: Item) -> bool:
    return (item.kind or item.title).strip().casefold() in WALK_IN


def begun(house: HouseState) -> bool:
    """Was anything of this house said yet?"""
    return bool(house.waiting or house.past or house.counted) or house.doors != "shut" or house.cleared is not None


def view(house: HouseState, now: Now, held: int, at: datetime) -> HouseView:
    """The house at that moment, in its zone; `held` is how many came to the doors since they are counted."""
    hold, zone = holding(house, now.state), at.tzinfo

    def there(moment: datetime | None) -> datetime | None:
        return local(moment, zone) if moment is not None else None

    cleared, counted, late = house.cleared, house.counted, house.late
    return HouseView(
        stage=house.stage, now=at, doors=house.doors, since=there(house.since),
        cleared=there((cleared.answered if cleared.side == "stage" else None) or cleared.at) if cleared else None,
        cleared_by=_front(cleared), count=counted.count if counted else None,
        counted=there(counted.at) if counted else None, counted_by=counted.by if counted else "",
        holding=there(hold.at) if hold else None, until=hold.item if hold else "",
        at_go=hold.at_go if hold else False,
        held=held + (late.count or 0 if late else 0) if hold else 0,
        waiting=tuple(
            Waits(w.id, w.step, w.side, local(w.at, zone), w.by, max(0.0, (at - w.at).total_seconds()), w.count,
                  w.item)
            for w in waiting(house, now.state)
        ),
        asks=now.stage.clearance, begun=begun(house), started=show_began(now.state),
        answered=house.past,
    )  # fmt: skip


def step_words() -> dict[HouseStep, str]:
    """The steps as both sides call them."""
    return {
        "open": _("house open"), "count": _("house count"), "hold": _("hold latecomers"),
        "held": _("latecomers counted"), "admit": _("let latecomers in"), "clear": _("cleared to start"),
        "closed": _("house closed"),
    }  # fmt: skip


def worded(step: HouseStep, side: Side, count: int | None = None, item: str = "") -> str:
    """A step in words: what the stage asks for, or the desk says; `item` as it is called."""
    match step:
        case "open":
            return _("open the house") if side == "stage" else _("the house is open")
        case "closed":
            return _("close the house") if side == "stage" else _("the house is closed")
        case "clear":
            return _("clearance to start") if side == "stage" else _("cleared to start")
        case "count":
            return _("the house count") if side == "stage" else _("house count {n}").format(n=count)
        case "hold":
            return _("hold latecomers until {item} ends").format(item=item) if item else _("hold latecomers")
        case "admit":
            return _("let latecomers in")
        case "held":
            n = count or 0
            return ngettext("{n} latecomer at the doors, by eye", "{n} latecomers at the doors, by eye", n).format(n=n)


def _front(cleared: HouseSaid | None) -> str:
    """Who of the front of house cleared it."""
    if cleared is None:
        return ""
    return cleared.answered_by if cleared.side == "stage" else cleared.by


def _answer(house: HouseState, asked: HouseSaid) -> Done | Refusal:
    if asked.step == "count" and asked.side == "stage":
        return Refusal("wants_count", _("The stage wants a number: say the house count."))
    words = worded(asked.step, asked.side, asked.count, asked.item)
    said = _("Confirmed to the stage: {what}.") if asked.side == "stage" else _("Confirmed to the desk: {what}.")
    if asked.side == "stage":
        words = worded(asked.step, "desk", asked.count, asked.item)
    side: Side = "desk" if asked.side == "stage" else "stage"
    return Done(_draft(house, HouseAnswered(asked.id, side, asked.step)), said.format(what=words))


def _against(house: HouseState, now: Now, step: HouseStep, side: Side, count: int | None) -> Refusal | None:
    """Why this step can't be said now."""
    hold = holding(house, now.state)
    match step:
        case "open" if house.doors == "open":
            return Refusal("house_open", _("The house is open already."))
        case "closed" if house.doors != "open":
            return Refusal("house_not_open", _("The house is not open: say first that it is."))
        case "clear" if house.cleared is not None:
            return Refusal("cleared_already", _("The house is cleared already."))
        case "count" | "held" if side == "desk" and not (count is not None and 0 <= count <= MOST):
            return Refusal("bad_count", _("A head count is a number from 0 to {most}.").format(most=f"{MOST:,}"))
        case "held" if side == "stage":
            return Refusal("not_yours", _("The desk counts latecomers; the stage lets them in."))
        case "held" | "admit" if hold is None:
            return Refusal("not_holding", _("No latecomers are held on this stage."))
        case "hold" if hold is not None:
            return Refusal("holding_already", _("Latecomers are held already."))
        case _:
            return None


def _asked_already(asked: HouseSaid) -> Refusal:
    if asked.side == "stage":
        return Refusal("asked_already", _("The stage asked for that already; the desk has not answered."))
    return Refusal("asked_already", _("The desk said that already; the stage has not answered."))


def _until(state: StageState) -> str:
    """The item at whose end latecomers can go in: the live one, before the first the one that comes."""
    live = live_run(state)
    return live.item if live is not None else stands_by(state) or ""


def _said(body: HouseStepped) -> str:
    words = worded(body.step, body.side, body.count, body.item)
    if body.step == "held":
        return words[0].upper() + words[1:] + "."
    said = _("The desk is asked: {what}.") if body.side == "stage" else _("The stage is told: {what}.")
    if body.side == "stage" and body.step in ("hold", "admit"):
        said = _("The desk is told: {what}.")
    return said.format(what=words)


def _draft(house: HouseState, body: Body) -> Draft:
    return Draft(f"house/{house.stage}", body)
