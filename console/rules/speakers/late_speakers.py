"""What it does to the times if a speaker comes late, or somebody else takes the slot: every way out, side by side.

Nothing is stored here: each way is what the speakers and the order would be, worked out by the same rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from console.rules.refusals import Refusal
from console.rules.spans import span
from console.rules.speakers.slots import name_of, no_such_slot, subject
from console.rules.speakers.speaking import SlotShown, SpeakersView, lineup
from console.rules.times.timeline import HardOut, Line, Timeline
from console.rules.times.timing import timeline
from data.facts import Draft, SlotDropped, SlotMoved, SlotReplaced, SpeakerSet
from data.moments import local
from data.records import Stage
from data.states import GuestState, Mark, SlotState, SpeakersState, StageState
from data.words import _

Way = Literal["wait", "swap", "end", "drop"]
WAYS: tuple[Way, ...] = ("wait", "swap", "end", "drop")


class Person(Struct, frozen=True):
    """Somebody who would take the slot; `guest` ties them to the guest list."""

    name: str
    name_alt: str = ""
    guest: str = ""
    say: str = ""


class Day(Struct, frozen=True):
    """All that the times are worked out from; `guests` has everybody of the slots, and who would take one."""

    speakers: SpeakersState
    order: StageState
    stage: Stage
    zone: str
    guests: Mapping[str, GuestState]
    call: float
    now: datetime


class Outcome(Struct, frozen=True):
    """One way: the item's slots as they would be, when the item ends, how late that makes the day (negative: early),
    the way out, and how long the stage waits for somebody. `message` says it in a line."""

    way: Way
    slots: tuple[SlotShown, ...]
    item_ends: datetime
    late: float
    hard_out: HardOut | None
    waits: float
    message: str


class Preview(Struct, frozen=True):
    """The ways out, of which some are not possible and left out; `smooth` where nobody waits for this speaker."""

    slot: str
    item: str
    name: str
    due: datetime | None
    outcomes: tuple[Outcome, ...]
    smooth: bool


def preview(day: Day, slot: str, due: datetime | None, person: Person | None = None) -> Preview | Refusal:
    """What each way does to the times if the speaker comes at `due` (None: is here in time), or `person` instead."""
    found = _place(day, slot)
    if isinstance(found, Refusal):
        return found
    line, view = found
    name = person.name if person is not None else name_of(day.speakers, slot)
    ways = [(way, drafts) for way in WAYS if (drafts := drafts_of(day, slot, due, way, person, view)) is not None]
    outcomes = tuple(_outcome(day, line, way, slot, due, person, view) for way, _drafts in ways)
    there = day.now.astimezone(view.now.tzinfo).tzinfo
    shown = local(due, there) if due is not None else None
    mine = next(each for each in outcomes[0].slots if each.id == slot)
    return Preview(slot, line.id, name, shown, outcomes, mine.waits <= 0)


def drafts_of(
    day: Day, slot: str, due: datetime | None, way: Way, person: Person | None, view: SpeakersView
) -> tuple[Draft, ...] | None:
    """What is to be recorded for a way, all in one act; None where it is not possible."""
    of = subject(day.speakers)
    drafts = []
    if person is not None:
        drafts.append(Draft(of, SlotReplaced(slot, person.name, person.name_alt, person.guest, person.say)))
    if due is not None:
        drafts.append(Draft(of, SpeakerSet(slot, "coming", due)))
    if way == "drop":
        drafts.append(Draft(of, SlotDropped(slot)))
    elif way != "wait":
        anchor = _anchor(view, slot, way)
        if anchor is None:
            return None
        drafts.append(Draft(of, SlotMoved(slot, anchor or None)))
    return tuple(drafts)


def _anchor(view: SpeakersView, slot: str, way: Way) -> str | None:
    """Before whom the slot goes; "" is the end, None that nobody is there to change with."""
    item = next(each.item for each in view.slots if each.id == slot)
    ids = [each.id for each in view.slots if each.item == item]
    after = [
        each.id
        for each in view.slots[[each.id for each in view.slots].index(slot) + 1 :]
        if each.item == item and each.state not in ("on", "off", "absent") and not each.dropped and not each.with_all
    ]
    if not after or (way == "end" and len(after) == 1):
        # With one speaker after this one, the end is the same as changing with them.
        return None
    beyond = ids[ids.index(after[0] if way == "swap" else after[-1]) + 1 :]
    return beyond[0] if beyond else ""


def _outcome(
    day: Day, line: Line, way: Way, slot: str, due: datetime | None, person: Person | None, view: SpeakersView
) -> Outcome:
    speakers = _after(day.speakers, slot, due, way, person, view)
    times = _timeline(day, day.order)
    seen = lineup(speakers, day.order, times, day.guests, day.call)
    past = next((each.past for each in seen.items if each.item == line.id), 0.0)
    stretched = _timeline(day, _longer(day.order, line, past)) if past else times
    after = next(each for each in stretched.items if each.id == line.id)
    ends = after.expected_end or line.planned_end
    late = (ends.astimezone(UTC) - line.planned_end.astimezone(UTC)).total_seconds()
    slots = tuple(each for each in seen.slots if each.item == line.id)
    waits = sum(each.waits for each in slots)
    return Outcome(way, slots, ends, late, stretched.hard_out, waits, _said(line.id, ends, late, stretched.hard_out))


def _after(
    state: SpeakersState, slot: str, due: datetime | None, way: Way, person: Person | None, view: SpeakersView
) -> SpeakersState:
    """The speakers as they would be."""
    known, moves = state.slots[slot], state.moves
    if person is not None:
        who = replace(known.slot, name=person.name, name_alt=person.name_alt, guest=person.guest, say=person.say)
        known = SlotState(who, dropped=known.dropped)
    if due is not None:
        known = replace(known, state="coming", since=view.now, expected=due)
    if way == "drop":
        known = replace(known, dropped=Mark(view.now, ""))
    elif way != "wait":
        moves = (*moves, (slot, _anchor(view, slot, way) or None))
    return replace(state, slots=state.slots | {slot: known}, moves=moves)


def _longer(order: StageState, line: Line, past: float) -> StageState:
    """The order as it would be if that item went on for so many seconds more."""
    if line.status == "live":
        run = order.runs[-1]
        run = replace(run, added=run.added + line.overrun + past)
        return replace(order, runs=(*order.runs[:-1], run))
    item = order.items[line.id]
    if line.end_rule == "fixed":
        end = (line.expected_end or line.planned_end).astimezone(UTC) + timedelta(seconds=past)
        return replace(order, items=order.items | {line.id: replace(item, end=end)})
    return replace(order, lengths=order.lengths | {line.id: line.length + past})


def _place(day: Day, slot: str) -> tuple[Line, SpeakersView] | Refusal:
    """The item of a slot that is to come."""
    if slot not in day.speakers.slots:
        return no_such_slot(slot)
    times = _timeline(day, day.order)
    view = lineup(day.speakers, day.order, times, day.guests, day.call)
    shown = next(each for each in view.slots if each.id == slot)
    line = next((each for each in times.items if each.id == shown.item), None)
    if line is None or line.expected_end is None:
        said = _("Item {item} is not to come any more: nothing changes in its times.")
        return Refusal("not_to_come", said.format(item=shown.item))
    if shown.state in ("on", "off"):
        return Refusal("spoke_already", _("{name} has had the stage already.").format(name=shown.name))
    if shown.dropped:
        return Refusal("dropped_already", _("{name} is taken out already.").format(name=shown.name))
    return line, view


def _timeline(day: Day, order: StageState) -> Timeline:
    return timeline(order, day.stage, day.zone, day.now)


def _said(item: str, ends: datetime, late: float, out: HardOut | None) -> str:
    """`item 08 ends 14:52, day 3:10 late, out by 17:30 spare 9:00`."""
    return ", ".join(_parts(item, ends, late, out))


def _parts(item: str, ends: datetime, late: float, out: HardOut | None) -> Iterator[str]:
    yield _("item {item} ends {time}").format(item=item, time=f"{ends:%H:%M}")
    if round(late) > 0:
        yield _("day {time} late").format(time=span(late))
    elif round(late) < 0:
        yield _("day {time} early").format(time=span(-late))
    else:
        yield _("day on time")
    if out is not None and out.spare is not None:
        words = _("out by {time} spare {spare}") if out.spare >= 0 else _("out by {time} {spare} short")
        yield words.format(time=f"{out.at:%H:%M}", spare=span(abs(out.spare)))


def way_words() -> dict[Way, str]:
    return {
        "wait": _("wait"), "swap": _("swap with the next"), "end": _("to the end of the item"),
        "drop": _("drop the slot"),
    }  # fmt: skip
