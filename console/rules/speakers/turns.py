"""The turns inside one item: how long each takes with its interpreting, and one after the other, when each is.

Everything here is in UTC, where the difference of two times is the time between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from console.rules.speakers.slots import where
from console.rules.times.order import Hold
from console.rules.times.timeline import Line
from data.records import Interpreting, Slot, SpeakerState
from data.states import GuestState, SlotState

DONE: frozenset[SpeakerState] = frozenset({"off", "absent"})


class Turn(Struct, frozen=True):
    """A slot, where its speaker is, and when they are on. `length` is seconds on stage and `words` what of it is the
    speaker's own; `with_all` is somebody on with all the turns, who takes no time of their own. `wanted` is when they
    would be on if they were here, `start` and `end` when they are expected to be; None where that is over. `current`:
    whose turn it is. `over`: still said to be on, though somebody else has spoken since."""

    slot: SlotState
    state: SpeakerState
    since: datetime | None
    length: float
    words: float
    interpreting: Interpreting
    with_all: bool
    over: bool = False
    current: bool = False
    wanted: datetime | None = None
    start: datetime | None = None
    end: datetime | None = None

    @property
    def waits(self) -> float:
        """Seconds in which the stage waits for somebody who comes late."""
        return (self.start - self.wanted).total_seconds() if self.start and self.wanted else 0.0


def turns(
    line: Line,
    slots: Sequence[SlotState],
    guests: Mapping[str, GuestState],
    now: datetime,
    holds: Sequence[Hold] = (),
    default: Interpreting = "",
) -> tuple[Turn, ...]:
    """The turns of an item in their order; `default` is the item's interpreting."""
    plain = [_at_rest(slot, guests, length, default) for slot, length in lengths(slots, line.length, default)]
    current = _current(plain)
    known = [_settled(turn, current) for turn in plain]
    if line.expected_start is None:
        return tuple(known)
    begins = line.expected_start.astimezone(UTC)
    found = {turn.slot.slot.id: turn for turn in _walk(known, begins, now, holds, live=line.status == "live")}
    ends = [turn.end for turn in found.values() if turn.end is not None]
    until = line.expected_end.astimezone(UTC) if line.expected_end else begins
    last = max((*ends, until))
    return tuple(found.get(t.slot.slot.id) or _beside(t, begins, last, now, line.status == "live") for t in known)


def interpreted(slot: Slot, default: Interpreting) -> Interpreting:
    """How a slot is interpreted: as it says, else as its item does; "" for not at all."""
    own = slot.interpreting or default
    return "" if own == "none" else own


def takes_time(slot: Slot) -> bool:
    """Has the slot a turn of its own? Who leads or interprets is on with everybody else's, unless a length is given."""
    return slot.kind == "speaker" or slot.length is not None


def lengths(
    slots: Sequence[SlotState], item: float, default: Interpreting
) -> list[tuple[SlotState, tuple[float, float]]]:
    """Each slot with its seconds on stage and the speaker's own seconds of them. Those that say no length share what
    the others leave of the item, to the same time of words for each: said twice, they take two parts."""
    parts = {each.slot.id: 2 if interpreted(each.slot, default) == "consecutive" else 1 for each in slots}
    given = {each.slot.id: each.slot.length for each in slots if each.slot.length is not None}
    taken = sum(length * parts[slot] for slot, length in given.items())
    rest = max(0.0, item - taken)
    shares = sum(parts[each.slot.id] for each in slots if takes_time(each.slot) and each.slot.id not in given)

    def of(slot: Slot) -> tuple[float, float]:
        if not takes_time(slot):
            return 0.0, 0.0
        words = given[slot.id] if slot.id in given else rest / shares
        return words * parts[slot.id], words

    return [(each, of(each.slot)) for each in slots]


def held(holds: Sequence[Hold], since: datetime, now: datetime) -> timedelta:
    """How much of the time between those moments was on hold."""
    spans = ((max(begin, since), min(end or now, now)) for begin, end in holds)
    return sum((max(timedelta(0), end - begin) for begin, end in spans), timedelta(0))


def _at_rest(
    slot: SlotState, guests: Mapping[str, GuestState], length: tuple[float, float], default: Interpreting
) -> Turn:
    state, since = where(slot, guests.get(slot.slot.guest))
    return Turn(
        slot,
        state,
        since.astimezone(UTC) if since else None,
        *length,
        interpreted(slot.slot, default),
        not takes_time(slot.slot),
    )


def _current(known: Sequence[Turn]) -> Turn | None:
    """Whose turn it is: the speaker who went on last, else who leads and has begun before any speaker was on."""
    on = [
        (turn.since, n)
        for n, turn in enumerate(known)
        if turn.state == "on" and turn.since and not turn.with_all and not turn.slot.dropped
    ]
    speaking = [(since, n) for since, n in on if known[n].slot.slot.kind == "speaker"]
    spoke = [t.since for t in known if t.slot.slot.kind == "speaker" and t.state == "off" and t.since is not None]
    leading = [(since, n) for since, n in on if all(each < since for each in spoke)]
    found = max(speaking or leading, default=None)
    return known[found[1]] if found is not None else None


def _settled(turn: Turn, current: Turn | None) -> Turn:
    """Who is said to be on and is not the one: their turn is over."""
    if turn is current:
        return replace(turn, current=True)
    return replace(turn, over=turn.state == "on" and not turn.with_all)


def _walk(
    known: Sequence[Turn], begins: datetime, now: datetime, holds: Sequence[Hold], *, live: bool
) -> Iterator[Turn]:
    """One turn after the other: first what is done, then who is on, then those to come in their order. Who went off
    leaves the stage to the next at that moment, who is absent takes no time, who comes late is waited for, and in a
    live item nobody to come starts before now."""
    own = [turn for turn in known if not turn.with_all]
    at = begins
    for turn in own:
        if turn.over or turn.state == "off" or turn.slot.dropped is not None:
            if turn.state == "off" and turn.since and turn.slot.dropped is None:
                at = max(at, turn.since)
            yield turn
    for turn in own:
        if turn.current and turn.since is not None:
            end = max(now, turn.since + timedelta(seconds=turn.length) + held(holds, turn.since, now))
            at = max(at, end)
            yield replace(turn, wanted=turn.since, start=turn.since, end=end)
    at = max(at, now) if live else at
    for turn in own:
        if turn.over or turn.current or turn.state == "off" or turn.slot.dropped is not None:
            continue
        if turn.state == "absent":
            yield replace(turn, wanted=at, start=at, end=at)
            continue
        due = turn.slot.expected if turn.state == "coming" else None
        start = max(at, due.astimezone(UTC)) if due is not None else at
        end = start + timedelta(seconds=turn.length)
        yield replace(turn, wanted=at, start=start, end=end)
        at = end


def _beside(turn: Turn, begins: datetime, last: datetime, now: datetime, live: bool) -> Turn:
    """Somebody who is on with all the turns, from the item's beginning to its end."""
    if turn.state == "off" or turn.slot.dropped is not None:
        return turn
    if turn.state == "on" and turn.since is not None:
        return replace(turn, wanted=turn.since, start=turn.since, end=max(last, turn.since))
    wanted = max(begins, now) if live else begins
    return replace(turn, wanted=wanted, start=wanted, end=max(last, wanted))
