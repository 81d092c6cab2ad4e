"""Calling the show: which calls are due before an item and before its end, which were given, and what departments know.

Pure: a stage, its times at a moment, and how long before an item it is usually called. Lengths are seconds.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Literal

from msgspec import Struct

from console.rules.refusals import Refusal
from console.rules.running import Done, Moment, kept_out, unknown_item
from console.rules.spans import span
from console.rules.times.order import latest_runs, live_run
from console.rules.times.timeline import Line, Timeline
from data.facts import Draft
from data.kinds.calling import CallGiven, Edge
from data.records import Event, Item
from data.states import GivenCall, StageState
from data.words import _

USUAL = (300.0, 60.0)
CallIs = Literal["coming", "due", "given", "missed"]
AHEAD = timedelta(minutes=15)
"""How long before they are due calls are listed."""
PUT_BACK = timedelta(hours=2)
EARLY = 120.0
"""Seconds before it is due in which giving a call still gives that one."""
MOVED = 60.0
"""Seconds, or half of what the call was before, that a start may move after its call: beyond, it is called again."""


class Call(Struct, frozen=True):
    """One call: `before` seconds before the item's start or end, `expected` now, `due` so much earlier, in UTC.
    Missed: a later one of the same item is due already, or the end is past."""

    item: str
    title: str
    title_alt: str
    edge: Edge
    before: float
    expected: datetime
    due: datetime
    status: CallIs
    given_at: datetime | None = None
    by: str = ""


class DepartmentNote(Struct, frozen=True):
    """What one department must know of an item."""

    department: str
    text: str


def calls(state: StageState, times: Timeline, usual: tuple[float, ...]) -> tuple[Call, ...]:
    """The calls of everything that is soon, the first due first. `usual` is when an item is called that does not say;
    while on hold nothing that was called is called again."""
    found: list[Call] = []
    now = times.now.astimezone(UTC)
    # A long order is asked once a second: what is far off costs no more than a look at its start, on the clock of the
    # wall, which may be put back meanwhile.
    far = times.now + AHEAD + PUT_BACK + timedelta(seconds=max(usual, default=0))
    for line in times.items:
        item = state.items.get(line.id)
        begins = line.expected_start
        if item is None or (item.calls is None and line.status == "waiting" and (begins is None or begins > far)):
            continue
        if line.status == "live":
            ends = now + timedelta(seconds=times.remaining or 0)
            found += _of(state, times, line, "end", ends, _ends(item, line))
        elif (start := starts_at(times, line)) is not None:
            befores = usual if item.calls is None else item.calls
            if befores and start - timedelta(seconds=max(befores)) <= now + AHEAD:
                found += _of(state, times, line, "start", start, befores)
    return tuple(sorted(found, key=lambda call: (call.due, call.expected, call.edge)))


def starts_at(times: Timeline, line: Line) -> datetime | None:
    """When an item is expected to start, in UTC; one that is past in the order and was called to standby, after what
    is on."""
    at = line.expected_start
    if at is None and line.status == "standby":
        live = next((each for each in times.items if each.id == times.live), None)
        at = live.expected_end if live is not None else times.now
    return at.astimezone(UTC) if at is not None else None


def usual(event: Event | None) -> tuple[float, ...]:
    """Seconds before its start at which an item of this event is called that does not say."""
    return event.calls if event is not None else USUAL


def due(found: tuple[Call, ...]) -> tuple[Call, ...]:
    """Those to be given now, what comes first in front; an item's start before the end of what is before it."""
    return tuple(
        sorted((each for each in found if each.status == "due"), key=lambda c: (c.expected, c.edge != "start"))
    )


def _ends(item: Item, line: Line) -> tuple[float, ...]:
    """An item shorter than its own warning is not warned of its end as it begins."""
    return tuple(each for each in dict.fromkeys((item.warning, item.danger)) if 0 < each < line.length)


def _of(
    state: StageState, times: Timeline, line: Line, edge: Edge, expected: datetime, befores: tuple[float, ...]
) -> list[Call]:
    now = times.now.astimezone(UTC)
    past = edge == "end" and expected < now
    run = latest_runs(state).get(line.id)
    mine = [
        each
        for each in state.given
        if (each.item, each.edge) == (line.id, edge) and each.run == (run.id if run else "")
    ]
    passed = [each for each in befores if expected - timedelta(seconds=each) <= now]
    found = []
    for before in dict.fromkeys(befores):
        at = expected - timedelta(seconds=before)
        given = _counts(mine, before, expected, times)
        status: CallIs = "coming"
        if given is not None:
            status = "given"
        elif at <= now:
            status = "due" if before == min(passed) and not past else "missed"
        found.append(
            Call(
                line.id, line.title, line.title_alt, edge, before, expected, at, status,
                given.at if given else None, given.operator if given else "",
            )
        )  # fmt: skip
    return found


def _counts(mine: list[GivenCall], before: float, expected: datetime, times: Timeline) -> GivenCall | None:
    """The call as it was given last, unless what it said is no longer so."""
    given = next((each for each in reversed(mine) if each.before == before), None)
    if given is None or times.state == "held" or expected <= times.now.astimezone(UTC):
        return given
    moved = (expected - given.expected).total_seconds()
    return given if moved < max(MOVED, before / 2) else None


def give(
    state: StageState, times: Timeline, usual: tuple[float, ...], now: Moment, item: str | None = None
) -> Done | Refusal:
    """Gives the calls that are due, or those of one item; one that is named may be called at any time."""
    barred = kept_out(state, now)
    if barred is not None:
        return barred
    found = calls(state, times, usual)
    if item is None:
        given = due(found)
        if not given:
            return Refusal("nothing_due", _("No call is due. Pick an item to call it before that."))
    else:
        named = _named(state, times, found, item)
        if isinstance(named, Refusal):
            return named
        given = named
    runs = latest_runs(state)
    drafts = [
        Draft(
            f"stage/{state.stage}",
            CallGiven(
                each.item, each.edge, each.before, each.expected, runs[each.item].id if each.item in runs else "",
                now.source,
            ),
        )
        for each in given
    ]  # fmt: skip
    return Done(tuple(drafts), " ".join(_said(each, times) for each in given), given[0].item)


def _named(state: StageState, times: Timeline, found: tuple[Call, ...], item: str) -> tuple[Call, ...] | Refusal:
    if (unknown := unknown_item(state, item)) is not None:
        return unknown
    line = next(each for each in times.items if each.id == item)
    now = times.now.astimezone(UTC)
    mine = [each for each in found if each.item == item]
    ready = due(tuple(mine)) or tuple(
        each for each in mine if each.status == "coming" and (each.due - now).total_seconds() <= min(EARLY, each.before)
    )
    if ready:
        return ready[:1]
    live = line.status == "live"
    expected = line.expected_end.astimezone(UTC) if live and line.expected_end else starts_at(times, line)
    if expected is None:
        return Refusal("not_to_come", _("{title} is not to come: there is nothing to call.").format(title=line.title))
    # Called at another time than its own: said for those who hear it, and its own calls still come.
    before = max(0.0, (expected - now).total_seconds())
    edge: Edge = "end" if live else "start"
    return (Call(item, line.title, line.title_alt, edge, before, expected, now, "due"),)


def _said(call: Call, times: Timeline) -> str:
    left = span(max(0.0, (call.expected - times.now.astimezone(UTC)).total_seconds()))
    words = (
        _("{title} is called: in {time}.") if call.edge == "start" else _("The end of {title} is called: in {time}.")
    )
    return words.format(title=call.title or call.item, time=left)


def departments(items: tuple[Item, ...]) -> tuple[str, ...]:
    """Every department that some item has a note for, in the order they come."""
    return tuple(dict.fromkeys(name for item in items for name in item.notes_for))


def notes_of(item: Item, department: str = "") -> tuple[DepartmentNote, ...]:
    """What departments must know of the item; with one named, only that one."""
    wanted = department.casefold()
    return tuple(
        DepartmentNote(name, text)
        for name, text in item.notes_for.items()
        if text and (not wanted or name.casefold() == wanted)
    )


def live_and_next(state: StageState, times: Timeline) -> tuple[Item, ...]:
    """The items whose notes are wanted now: the one that is on, and the one that Space would start."""
    run = live_run(state)
    ids = (run.item if run is not None else None, times.standby)
    return tuple(state.items[each] for each in ids if each is not None and each in state.items)
