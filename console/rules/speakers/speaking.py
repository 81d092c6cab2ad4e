"""The speakers of a stage at one moment: when each is on, when they are called, and who is called and not here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta, tzinfo

from msgspec import Struct

from console.rules.spans import span
from console.rules.speakers.kit import KitShown, kit_of
from console.rules.speakers.slots import NOT_HERE, in_items
from console.rules.speakers.turns import Turn, held, turns
from console.rules.times.live import phase
from console.rules.times.order import Hold, holds
from console.rules.times.timeline import Line, Phase, Timeline
from data.moments import local
from data.records import Chasing, Interpreting, Item, SlotKind, SpeakerState
from data.states import GuestState, SpeakersState, StageState
from data.words import _


class Change(Struct, frozen=True):
    """Who set something of a slot, and when: `order`, `added`, `replaced`, `dropped`, or a field's name."""

    what: str
    at: datetime
    by: str


class Calling(Struct, frozen=True):
    """What the desk does about a speaker who is not here."""

    how: Chasing
    at: datetime
    by: str


class Instead(Struct, frozen=True):
    """Who comes instead of the guest whose slot it is, and since when they are here."""

    guest: str
    name: str
    name_alt: str
    say: str = ""
    here: datetime | None = None


class SlotShown(Struct, frozen=True):
    """A speaker's turn. `state` has the guest's arrival in it, `arrived` says when; `expected` is when one who is
    coming will be here, `call` from when they should be. `length`, `words` (what of it is theirs, without its
    interpreting), `waits` (for one who comes late) and `left` (of who is on) are seconds; `phase` is that of `left`.
    Who is on `with_all` the item's turns takes no time of their own; `missing` is what their kit lacks, and `unready`
    says that it is time to see to that."""

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
    phase: Phase | None = None
    kind: SlotKind = "speaker"
    rank: int | None = None
    say: str = ""
    interpreting: Interpreting = ""
    words: float = 0
    with_all: bool = False
    waits: float = 0
    dropped: bool = False
    kit: tuple[KitShown, ...] = ()
    missing: tuple[str, ...] = ()
    unready: bool = False
    calling: Calling | None = None
    deputy: Instead | None = None
    changes: tuple[Change, ...] = ()


class ItemSlots(Struct, frozen=True):
    """An item that has speakers; `ends` is when its last slot does, `past` how many seconds that is past its own end,
    `message` says so."""

    item: str
    title: str
    title_alt: str
    slots: int
    past: float = 0
    message: str = ""
    ends: datetime | None = None


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
    those called and not here, `unready` those whose kit is not as it must be, the soonest first; `out` have a
    microphone that is not back; `arrivals` are the newest first."""

    stage: str | None
    now: datetime
    slots: tuple[SlotShown, ...]
    items: tuple[ItemSlots, ...]
    on: str | None
    next: str | None
    at_risk: tuple[str, ...]
    arrivals: tuple[Arrival, ...]
    unready: tuple[str, ...] = ()
    out: tuple[str, ...] = ()


class _Moment(Struct, frozen=True):
    """What every slot of an item is shown by."""

    stage: str
    now: datetime
    there: tzinfo
    ahead_of: timedelta
    guests: Mapping[str, GuestState]
    item: Item | None = None
    holds: Sequence[Hold] = ()


def lineup(
    state: SpeakersState, stage: StageState, times: Timeline, guests: Mapping[str, GuestState], call: float
) -> SpeakersView:
    """The speakers at the moment of `times`, the timeline of `stage`. `guests` are those of the slots and who comes
    instead of them, by id; `call` is how many minutes before their turn they are called."""
    there = times.now.tzinfo or UTC
    now, on_hold = times.now.astimezone(UTC), holds(stage)
    slots: list[SlotShown] = []
    items: list[ItemSlots] = []
    live, current = None, None
    grouped = in_items(state)
    for line in times.items:
        of_item = grouped.pop(line.id, ())
        if not of_item:
            continue
        item, held_ = stage.items.get(line.id), on_hold.get(line.id, ())
        known = turns(line, of_item, guests, now, held_, item.interpreting if item is not None else "")
        moment = _Moment(state.stage, now, there, timedelta(minutes=call), guests, item, held_)
        slots += [_shown(moment, known, n) for n in range(len(known))]
        items.append(_item(line, known, there))
        found = next((turn.slot.slot.id for turn in known if turn.current), None)
        current, live = current or found, found if line.status == "live" else live
    for left in grouped.values():
        known = tuple(Turn(s, s.state, s.since, s.slot.length or 0.0, s.slot.length or 0.0, "", False) for s in left)
        moment = _Moment(state.stage, now, there, timedelta(minutes=call), guests)
        slots += [_shown(moment, known, n) for n in range(len(known))]
    return SpeakersView(
        stage=state.stage,
        now=times.now,
        slots=tuple(slots),
        items=tuple(items),
        on=live or current,
        next=_next(slots),
        at_risk=soonest(slot for slot in slots if slot.at_risk),
        arrivals=arrivals(state, guests, there),
        unready=soonest(slot for slot in slots if slot.unready),
        out=tuple(slot.id for slot in slots if any(piece.out for piece in slot.kit)),
    )


def soonest(slots: Iterable[SlotShown]) -> tuple[str, ...]:
    """Their ids, who is on soonest first."""
    timed = [(slot.expected_start.timestamp(), slot.id) for slot in slots if slot.expected_start is not None]
    return tuple(slot for _start, slot in sorted(timed, key=lambda each: each[0]))


def _next(slots: Sequence[SlotShown]) -> str | None:
    """Who is on next: who is on with everybody's turns only where nobody of their item has one to come."""
    ahead = [
        (slot.expected_start.timestamp(), n, slot)
        for n, slot in enumerate(slots)
        if slot.expected_start is not None and slot.state not in ("on", "off", "absent") and not slot.dropped
    ]
    taken = {slot.item for _start, _n, slot in ahead if not slot.with_all}
    ahead = [each for each in ahead if not each[2].with_all or each[2].item not in taken]
    return min(ahead, key=lambda each: each[:2])[2].id if ahead else None


def arrivals(
    state: SpeakersState, guests: Mapping[str, GuestState], there: tzinfo, limit: int = 12
) -> tuple[Arrival, ...]:
    """The latest entries of guests who speak on this stage, or who come instead of one, the newest first, at the times
    of that zone."""
    speaking: dict[str, list[str]] = {}
    for slot_id, each in state.slots.items():
        if each.slot.guest in guests:
            speaking.setdefault(each.slot.guest, []).append(slot_id)
            deputy = guests[each.slot.guest].deputy
            if deputy in guests:
                speaking.setdefault(deputy, []).append(slot_id)
    entries = [(entry.at, entry.door, who) for who in speaking for entry in guests[who].passages if entry.way == "in"]
    shown = []
    for at, door, who in sorted(entries, reverse=True)[:limit]:
        guest = guests[who].guest
        shown.append(Arrival(local(at, there), door, who, guest.name, guest.name_alt, tuple(speaking[who])))
    return tuple(shown)


def _shown(moment: _Moment, known: Sequence[Turn], n: int) -> SlotShown:
    turn, there, now = known[n], moment.there, moment.now
    slot, state = turn.slot.slot, turn.slot
    guest = moment.guests.get(slot.guest)
    since = local(turn.since, there) if turn.since else None
    call = turn.wanted - moment.ahead_of if turn.wanted else None
    left = _left(turn, moment)
    kit = kit_of(state, turn.state, bool(turn.interpreting), there)
    missing = tuple(piece.what for piece in kit if piece.missing)
    return SlotShown(
        id=slot.id,
        stage=moment.stage,
        item=slot.item,
        order=n + 1,
        of=len(known),
        name=slot.name,
        name_alt=slot.name_alt,
        role=slot.role,
        guest=slot.guest,
        state=turn.state,
        length=turn.length,
        since=since,
        expected=local(state.expected, there) if state.expected and turn.state == "coming" else None,
        arrived=since if turn.state == "here" and state.state != "here" else None,
        by=state.by,
        replaced=state.replaced,
        expected_start=local(turn.start, there) if turn.start else None,
        expected_end=local(turn.end, there) if turn.end else None,
        call=local(call, there) if call else None,
        at_risk=call is not None and turn.state in NOT_HERE and state.dropped is None and now >= call,
        left=left,
        phase=phase(timedelta(seconds=left), moment.item) if left is not None and moment.item is not None else None,
        kind=slot.kind,
        rank=slot.rank,
        say=slot.say or (guest.guest.say if guest is not None else ""),
        interpreting=turn.interpreting,
        words=turn.words,
        with_all=turn.with_all,
        waits=turn.waits,
        dropped=state.dropped is not None,
        kit=kit,
        missing=missing,
        # As long before the call as the call is before the turn: time to see to it before they are looked for.
        unready=bool(missing) and call is not None and now >= call - moment.ahead_of,
        calling=_calling(turn, there),
        deputy=_deputy(turn, guest, moment),
        changes=_changes(turn, there),
    )


def _left(turn: Turn, moment: _Moment) -> float | None:
    """What is left of who is on; time on hold does not count."""
    if not turn.current or turn.since is None:
        return None
    ends = turn.since + timedelta(seconds=turn.length) + held(moment.holds, turn.since, moment.now)
    return (ends - moment.now).total_seconds()


def _calling(turn: Turn, there: tzinfo) -> Calling | None:
    chased = turn.slot.chased
    if chased is None or turn.state not in NOT_HERE:
        return None
    return Calling(chased.how, local(chased.at, there), chased.by)


def _deputy(turn: Turn, guest: GuestState | None, moment: _Moment) -> Instead | None:
    """Who comes instead of the guest, while the slot is still theirs and to come."""
    found = moment.guests.get(guest.deputy) if guest is not None and guest.deputy else None
    if found is None or turn.state not in NOT_HERE or turn.slot.dropped is not None:
        return None
    here = local(found.arrived, moment.there) if found.arrived else None
    return Instead(found.guest.id, found.guest.name, found.guest.name_alt, found.guest.say, here)


def _changes(turn: Turn, there: tzinfo) -> tuple[Change, ...]:
    marks = dict(turn.slot.marks)
    if turn.slot.dropped is not None:
        marks["dropped"] = turn.slot.dropped
    found = [Change(what, local(mark.at, there), mark.by) for what, mark in marks.items()]
    return tuple(sorted(found, key=lambda each: each.at))


def _item(line: Line, known: Sequence[Turn], there: tzinfo) -> ItemSlots:
    ends = max((turn.end for turn in known if turn.end is not None and not turn.with_all), default=None)
    until = line.expected_end.astimezone(UTC) if line.expected_end else None
    past = max(0.0, (ends - until).total_seconds()) if ends and until else 0.0
    said = _("slots run {time} past the item's end").format(time=span(past)) if past else ""
    shown = local(ends, there) if ends is not None else None
    return ItemSlots(line.id, line.title, line.title_alt, len(known), past, said, shown)
