"""Who came, when and for how long: one pass over the guests, counting people and not entries (RULES §4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from statistics import fmean, median
from types import MappingProxyType

from msgspec import Struct, field
from msgspec.structs import replace

from console.rules.arrivals import met_by
from console.rules.noticed import is_vip
from console.rules.places import Places
from console.rules.reports.crowd import Crowd
from console.rules.reports.figures import Arrivals, Dwell, Group, GuestFigures, Peak, Person, Seen
from console.rules.reports.presence import NOWHERE, Presence, presence, seconds_inside, was_there
from console.rules.reports.tally import Groups, Outcome, Tally, is_listed, outcome
from data.states import GuestState, HeadCount, Passage
from data.whereabouts import changes

QUARTER = timedelta(minutes=15)
GAP = timedelta(hours=12)
"""Empty quarters are listed between arrivals no further apart: one misdated entry must not make a thousand lines."""


class Window(Struct, frozen=True):
    """When an item ran and the doors of its room; `start` None where it did not run, `end` is now while it runs."""

    item: str
    doors: tuple[str, ...]
    start: datetime | None
    end: datetime | None


class DoorCount(Struct, frozen=True):
    """Passages of one door, and the crowd of the record it keeps."""

    entries: int
    exits: int
    double: int
    no_entry: int
    over_capacity: int
    inside: int | None
    peak: Peak | None
    head_count: Seen | None = None


class Attendance(Struct, frozen=True):
    """What the guests alone tell; `sessions` is people by item and `head_counts` those counted by eye, `unlisted` came
    without standing in any list."""

    guests: GuestFigures
    by_category: tuple[Group, ...]
    by_delegation: tuple[Group, ...]
    arrivals: tuple[Arrivals, ...]
    doors: dict[str, DoorCount]
    sessions: dict[str, int | None]
    dwell: Dwell | None
    no_shows: tuple[Person, ...]
    vips: tuple[Person, ...]
    unlisted: int
    head_counts: dict[str, int | None] = field(default_factory=dict)


def attendance(
    guests: Iterable[GuestState],
    where: Places,
    windows: Iterable[Window],
    *,
    close: datetime,
    until: datetime | None = None,
    counts: Mapping[str, Sequence[HeadCount]] = MappingProxyType({}),
) -> Attendance:
    """The figures of `guests`. Who is still inside is counted to `close`; passages after `until` have not happened.
    `counts` are the head counts by door record, in time order."""
    seen = {record: [count for count in of if until is None or count.at <= until] for record, of in counts.items()}
    count = _Count(where, tuple(windows), close, seen)
    for state in guests:
        count.guest(until_then(state, until))
    return count.answer()


def until_then(state: GuestState, until: datetime | None) -> GuestState:
    """The guest as of `until`: later entries and exits have not happened yet."""
    if until is None or all(passage.at <= until for passage in state.passages):
        return state
    passages = tuple(passage for passage in state.passages if passage.at <= until)
    return replace(state, passages=passages, arrived=_arrived(passages))


def _arrived(passages: Iterable[Passage]) -> datetime | None:
    return next((p.at for p in passages if p.way == "in" and p.arrival), None)


class _Count:
    """The running counts of the one pass."""

    def __init__(
        self, where: Places, windows: tuple[Window, ...], close: datetime, seen: Mapping[str, Sequence[HeadCount]]
    ) -> None:
        self.where, self.windows, self.close, self.seen = where, windows, close, seen
        self.all, self.categories, self.delegations = Tally(""), Groups(), Groups()
        self.quarters: Counter[datetime] = Counter()
        self.passages: Counter[tuple[str, str]] = Counter()
        # Of several ways into the event, a count at one of them does not say how many are in it.
        whole = seen.get(next(iter(where.perimeter)), ()) if len(where.perimeter) == 1 else ()
        self.event = Crowd(whole)
        self.rooms = {record: Crowd(seen.get(record, ())) for record in sorted(where.records)}
        self.dwell: list[float] = []
        self.assumed = self.unlisted = 0
        self.sessions: Counter[str] = Counter()
        self.no_shows: dict[str, Person] = {}
        self.vips: list[Person] = []
        self.deputies: list[GuestState] = []
        self.stays_for: dict[str, str] = {}

    def guest(self, state: GuestState) -> None:
        listed = is_listed(state)
        if not listed and not state.passages:
            return
        was = presence(state.passages) if state.passages else NOWHERE
        self.stays_for |= dict.fromkeys(state.took, state.guest.id)
        self._stays(state, was)
        if state.arrived is not None:
            self.quarters[_quarter(state.arrived)] += 1
            self.unlisted += not listed
        if is_vip(state.guest.category):
            self.vips.append(person(state, was))
        if state.how == "deputy" and state.arrived is not None:
            self.deputies.append(state)
            return
        what = outcome(state, state.arrived is not None)
        self._tally(state, what)
        if what == "no_show":
            self.no_shows[state.guest.id] = person(state, was)

    def _tally(self, state: GuestState, what: Outcome) -> None:
        self.all.count(state, what)
        self.categories.of(state.guest.category).count(state, what)
        self.delegations.of(state.guest.delegation).count(state, what)

    def _stays(self, state: GuestState, was: Presence) -> None:
        for passage in state.passages:
            self.passages[passage.door, passage.way] += 1
            for mark in passage.marks:
                self.passages[passage.door, mark] += 1
        for record in {passage.record for passage in state.passages} & self.rooms.keys():
            room = self.rooms[record]
            if room.counts:
                room.change(changes(state.passages, frozenset({record}), room.counted))
            else:
                room.add(was.rooms.get(record, ()))
        if self.where.event and self.event.counts:
            self.event.change(changes(state.passages, self.where.perimeter, self.event.counted, whole=True))
        elif self.where.event:
            self.event.add(was.event)
        if was.event and self.where.event:
            self.dwell.append(seconds_inside(was.event, self.close))
            self.assumed += was.inside
        for window in self.windows:
            self.sessions[window.item] += self._attended(state, was, window)

    def _attended(self, state: GuestState, was: Presence, window: Window) -> bool:
        if window.start is None or window.end is None:
            return False
        for door in window.doors:
            record = self.where.record_of.get(door, door)
            if record in self.where.records:
                if was_there(was.rooms.get(record, ()), window.start, window.end):
                    return True
            # Nobody is seen leaving such a room: an entry before the item's end is an entry to it.
            elif any(p.way == "in" and p.record == record and p.at <= window.end for p in state.passages):
                return True
        return False

    def _settle_deputies(self) -> None:
        """A deputy makes the guest they came for come, unless that guest was not expected or came as well."""
        for state in self.deputies:
            sent_by = state.guest.plus_one_of
            absent = self.no_shows.pop(self.stays_for.get(sent_by, sent_by), None)
            if absent is None:
                self._tally(state, "walk_in")
                continue
            for tally in (self.all, self.categories.of(absent.category), self.delegations.of(absent.delegation)):
                tally.came_by_deputy()

    def answer(self) -> Attendance:
        self._settle_deputies()
        line, statuses, counted = self.all.line(), self.all.statuses, self.where.event
        dwell = Dwell(median(self.dwell), fmean(self.dwell), self.assumed) if self.dwell else None
        return Attendance(
            guests=GuestFigures(
                invited=line.invited, cancelled=statuses["cancelled"], regrets=statuses["regrets"],
                blocked=statuses["blocked"], pending=statuses["pending"], expected=line.expected, came=line.came,
                arrived=line.arrived, no_show=line.no_show, walk_in=line.walk_in, unexpected=line.unexpected,
                inside=self.event.inside if counted else None, peak=self.event.peak() if counted else None,
            ),
            by_category=self.categories.lines(),
            by_delegation=tuple(group for group in self.delegations.lines() if group.group),
            arrivals=_filled(self.quarters),
            doors=self._doors(),
            sessions={w.item: self.sessions[w.item] if w.start is not None else None for w in self.windows},
            head_counts={w.item: self._by_eye(w) for w in self.windows},
            dwell=dwell,
            no_shows=tuple(sorted(self.no_shows.values(), key=_by_name)),
            vips=tuple(sorted(self.vips, key=_by_name)),
            unlisted=self.unlisted,
        )  # fmt: skip

    def _by_eye(self, window: Window) -> int | None:
        """The largest head count at the item's doors while it ran."""
        if window.start is None or window.end is None:
            return None
        records = {self.where.record_of.get(door, door) for door in window.doors}
        counts = [c.count for r in records for c in self.seen.get(r, ()) if window.start <= c.at <= window.end]
        return max(counts, default=None)

    def _doors(self) -> dict[str, DoorCount]:
        over: dict[str, int] = {}
        for record, crowd in self.rooms.items():
            here = {d: n for d, n in self.where.capacity.items() if self.where.record_of[d] == record}
            over |= crowd.over(here)
        # A door that was taken out of the plan keeps what happened at it.
        seen = dict.fromkeys([*self.where.record_of, *sorted({door for door, _what in self.passages})])
        counts: dict[str, DoorCount] = {}
        for door in seen:
            record = self.where.record_of.get(door, door)
            room, by_eye = self.rooms.get(record), self.seen.get(record, ())
            counts[door] = DoorCount(
                entries=self.passages[door, "in"],
                exits=self.passages[door, "out"],
                double=self.passages[door, "double"],
                no_entry=self.passages[door, "no_entry"],
                over_capacity=over.get(door, 0),
                inside=None if room is None else room.inside,
                peak=None if room is None else room.peak(),
                head_count=Seen(by_eye[-1].count, by_eye[-1].at, by_eye[-1].operator) if by_eye else None,
            )
        return counts


def person(state: GuestState, was: Presence) -> Person:
    guest = state.guest
    return Person(
        id=guest.id, name=guest.name, name_alt=guest.name_alt, organisation=guest.organisation,
        category=guest.category, delegation=guest.delegation, arrived=state.arrived,
        left=was.event[-1].end if was.event else None, met_by=met_by(state),
    )  # fmt: skip


def _by_name(who: Person) -> tuple[str, str]:
    return who.name.casefold(), who.id


def _quarter(at: datetime) -> datetime:
    return at - timedelta(minutes=at.minute % 15, seconds=at.second, microseconds=at.microsecond)


def _filled(quarters: Mapping[datetime, int]) -> tuple[Arrivals, ...]:
    """Every quarter of an hour in order, the empty ones between arrivals too."""
    lines: list[Arrivals] = []
    for start in sorted(quarters):
        while lines and timedelta() < start - lines[-1].from_ - QUARTER <= GAP:
            lines.append(Arrivals(lines[-1].from_ + QUARTER, 0))
        lines.append(Arrivals(start, quarters[start]))
    return tuple(lines)
