"""The speakers of a stage at one moment: when each is on, when they are called, and who is called and not here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta, tzinfo

from msgspec import Struct

from console.rules.order import Hold
from console.rules.slots import NOT_HERE, in_items, where
from console.rules.spans import span
from console.rules.timeline import Line, Timeline
from data.records import SpeakerState
from data.states import GuestState, SlotState, SpeakersState
from data.words import _


class SlotShown(Struct, frozen=True):
    """A speaker's turn. `state` has the guest's arrival in it, `arrived` says when; `expected` is when one who is
    coming will be here, `call` from when they should be. `length` and `left` (of who is on) are seconds."""

    id: str
    stage: str
    item: str
    order: int
    of: int
    name: str
    name_alt: str
    role: str
    guest: str
    state: SpeakerState
    length: float
    since: datetime | None = None
    expected: datetime | None = None
    arrived: datetime | None = None
    by: str = ""
    replaced: str = ""
    expected_start: datetime | None = None
    expected_end: datetime | None = None
    call: datetime | None = None
    at_risk: bool = False
    left: float | None = None


class ItemSlots(Struct, frozen=True):
    """An item that has speakers; `past` is how many seconds its slots run past its end, `message` says so."""

    item: str
    title: str
    title_alt: str
    slots: int
    past: float = 0
    message: str = ""


class Arrival(Struct, frozen=True):
    """A speaker came in, for the stage to see at that moment."""

    at: datetime
    door: str
    guest: str
    name: str
    name_alt: str
    slots: tuple[str, ...]


class SpeakersView(Struct, frozen=True):
    """The speakers of a stage (None: all) at `now`. `on` is the slot on stage, `next` the one after it; `at_risk` are
    those called and not here, the soonest first; `arrivals` are the newest first."""

    stage: str | None
    now: datetime
    slots: tuple[SlotShown, ...]
    items: tuple[ItemSlots, ...]
    on: str | None
    next: str | None
    at_risk: tuple[str, ...]
    arrivals: tuple[Arrival, ...]


class _Turn(Struct, frozen=True):
    """A slot and where its speaker is, in UTC; `start` None where it is not expected any more."""

    slot: SlotState
    state: SpeakerState
    since: datetime | None
    length: float
    start: datetime | None = None
    end: datetime | None = None


def lineup(
    state: SpeakersState,
    times: Timeline,
    guests: Mapping[str, GuestState],
    call: float,
    holds: Mapping[str, Sequence[Hold]],
) -> SpeakersView:
    """The speakers at the moment of `times`, the stage's timeline. `guests` are those of the slots by id; `call` is how
    many minutes before their turn they are called; `holds`, by item, stop the speaker's time too."""
    there = times.now.tzinfo or UTC
    now, ahead_of = times.now.astimezone(UTC), timedelta(minutes=call)
    slots: list[SlotShown] = []
    items: list[ItemSlots] = []
    grouped = in_items(state)
    for line in times.items:
        of_item = grouped.pop(line.id, ())
        if not of_item:
            continue
        held = holds.get(line.id, ())
        turns = list(_turns(line, of_item, guests, now, held))
        slots += [_shown(state.stage, turns, n, ahead_of, now, there, held) for n in range(len(turns))]
        items.append(_item(line, turns))
    for left in grouped.values():
        unplaced = [_Turn(slot, *where(slot, guests.get(slot.slot.guest)), slot.slot.length or 0) for slot in left]
        slots += [_shown(state.stage, unplaced, n, ahead_of, now, there) for n in range(len(unplaced))]
    on = next((n for n, slot in enumerate(slots) if slot.state == "on"), None)
    ahead = (s for s in slots[0 if on is None else on :] if s.expected_start and s.state not in ("on", "off", "absent"))
    following = next(ahead, None)
    risky = [(slot.expected_start.astimezone(UTC), slot.id) for slot in slots if slot.at_risk and slot.expected_start]
    return SpeakersView(
        stage=state.stage,
        now=times.now,
        slots=tuple(slots),
        items=tuple(items),
        on=slots[on].id if on is not None else None,
        next=following.id if following else None,
        at_risk=tuple(slot for _start, slot in sorted(risky, key=lambda each: each[0])),
        arrivals=arrivals(state, guests, there),
    )


def arrivals(
    state: SpeakersState, guests: Mapping[str, GuestState], there: tzinfo, limit: int = 12
) -> tuple[Arrival, ...]:
    """The latest entries of guests who speak on this stage, the newest first, at the times of that zone."""
    speaking: dict[str, list[str]] = {}
    for slot_id, each in state.slots.items():
        if each.slot.guest in guests:
            speaking.setdefault(each.slot.guest, []).append(slot_id)
    entries = [(entry.at, entry.door, who) for who in speaking for entry in guests[who].passages if entry.way == "in"]
    shown = []
    for at, door, who in sorted(entries, reverse=True)[:limit]:
        guest = guests[who].guest
        shown.append(Arrival(at.astimezone(there), door, who, guest.name, guest.name_alt, tuple(speaking[who])))
    return tuple(shown)


def _turns(
    line: Line, slots: Sequence[SlotState], guests: Mapping[str, GuestState], now: datetime, holds: Sequence[Hold]
) -> Iterator[_Turn]:
    """One turn after the other from the item's start. Who went off leaves the stage to the next at that moment, who is
    absent takes no time, and in a live item nobody to come starts before now."""
    at = line.expected_start.astimezone(UTC) if line.expected_start else None
    for slot, length in zip(slots, _lengths(slots, line.length), strict=True):
        state, since = where(slot, guests.get(slot.slot.guest))
        since = since.astimezone(UTC) if since else None
        turn = _Turn(slot, state, since, length)
        if at is None:
            yield turn
        elif state == "off":
            at = max(at, since) if since else at
            yield turn
        else:
            if state == "on" and since is not None:
                start = since
            else:
                start = max(at, now) if line.status == "live" else at
            at = start if state == "absent" else start + timedelta(seconds=length)
            if state == "on":
                at = max(at + _held(holds, start, now), now)
            yield _Turn(slot, state, since, length, start, at)


def _lengths(slots: Sequence[SlotState], item: float) -> list[float]:
    """Each slot's length; those that say none share what the others leave of the item."""
    given = [each.slot.length for each in slots]
    open_ones = given.count(None)
    rest = max(0.0, item - sum(length for length in given if length is not None))
    return [rest / open_ones if length is None else length for length in given]


def _shown(
    stage: str,
    turns: Sequence[_Turn],
    n: int,
    ahead_of: timedelta,
    now: datetime,
    there: tzinfo,
    holds: Sequence[Hold] = (),
) -> SlotShown:
    turn = turns[n]
    slot, known = turn.slot.slot, turn.slot
    since = turn.since.astimezone(there) if turn.since else None
    call = turn.start - ahead_of if turn.start else None
    ends = turn.since + timedelta(seconds=turn.length) if turn.state == "on" and turn.since else None
    if ends and turn.since:
        ends += _held(holds, turn.since, now)
    return SlotShown(
        id=slot.id,
        stage=stage,
        item=slot.item,
        order=n + 1,
        of=len(turns),
        name=slot.name,
        name_alt=slot.name_alt,
        role=slot.role,
        guest=slot.guest,
        state=turn.state,
        length=turn.length,
        since=since,
        expected=known.expected.astimezone(there) if known.expected and turn.state == "coming" else None,
        arrived=since if turn.state == "here" and known.state != "here" else None,
        by=known.by,
        replaced=known.replaced,
        expected_start=turn.start.astimezone(there) if turn.start else None,
        expected_end=turn.end.astimezone(there) if turn.end else None,
        call=call.astimezone(there) if call else None,
        at_risk=call is not None and turn.state in NOT_HERE and now >= call,
        left=(ends - now).total_seconds() if ends else None,
    )


def _held(holds: Sequence[Hold], since: datetime, now: datetime) -> timedelta:
    """How much of the time between those moments was on hold."""
    spans = ((max(begin, since), min(end or now, now)) for begin, end in holds)
    return sum((max(timedelta(0), end - begin) for begin, end in spans), timedelta(0))


def _item(line: Line, turns: Sequence[_Turn]) -> ItemSlots:
    ends = [turn.end for turn in turns if turn.end is not None]
    until = line.expected_end.astimezone(UTC) if line.expected_end else None
    past = max(0.0, (max(ends) - until).total_seconds()) if ends and until else 0.0
    said = _("slots run {time} past the item's end").format(time=span(past)) if past else ""
    return ItemSlots(line.id, line.title, line.title_alt, len(turns), past, said)
