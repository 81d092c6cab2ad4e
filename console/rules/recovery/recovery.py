"""Recovery: three ways to be out in time, each with the times it would bring, before anything changes (RULES §2).

They hold the stage's hard out and those of the items to come. What is on is never shortened, what was called to standby
never dropped, and what ran stays as it ran. Each way's figures are those of the stage as applying it would leave it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from console.rules.recovery.dropping import Leg, fewest
from console.rules.recovery.shortening import Link, evenly, gained, in_turn
from console.rules.refusals import Refusal
from console.rules.times.counts import is_break
from console.rules.times.forecast import Day, Expected, look
from console.rules.times.timing import Timeline, timeline
from data.records import Stage
from data.states import StageState
from data.words import _

Strategy = Literal["even", "breaks", "drop"]
STRATEGIES: tuple[Strategy, ...] = ("even", "breaks", "drop")
SECOND = timedelta(seconds=1)
TRIES = 3


class Shortened(Struct, frozen=True):
    """An item that gives of its length, in seconds."""

    item: str
    length_from: float
    length_to: float


class Dropped(Struct, frozen=True):
    """An item that is not to run."""

    item: str
    dropped: bool = True


class Proposal(Struct, frozen=True):
    """One way: what it changes and when the stage is expected to end then; `short` is by how many seconds it does not
    reach every hard out."""

    strategy: Strategy
    reaches: bool
    short: float
    changes: tuple[Shortened | Dropped, ...]
    expected_end: datetime | None

    @property
    def lengths(self) -> dict[str, float]:
        return {each.item: each.length_to for each in self.changes if isinstance(each, Shortened)}

    @property
    def dropped(self) -> tuple[str, ...]:
        return tuple(each.item for each in self.changes if isinstance(each, Dropped))


class Way(Struct, frozen=True):
    """A proposal with all times as they would be."""

    proposal: Proposal
    times: Timeline


class Recovery(Struct, frozen=True):
    """The ways at one moment; `need` is by how many seconds the hard out missed most is missed as things stand."""

    need: float
    times: Timeline
    ways: tuple[Way, ...]

    def way(self, strategy: Strategy) -> Way:
        return next(way for way in self.ways if way.proposal.strategy == strategy)


def recovery(state: StageState, stage: Stage, zone: str, now: datetime) -> Recovery | Refusal:
    """The three ways as the stage stands at `now`."""
    times, day = timeline(state, stage, zone, now), look(state, now)
    if times.hard_out is None and all(each.planned.item.hard_out is None for each in day.to_come.values()):
        return Refusal(
            "no_hard_out", _("There is no hard out to be recovered to: neither the stage nor an item has one.")
        )
    ways = tuple(_way(state, stage, zone, day, times, strategy) for strategy in STRATEGIES)
    return Recovery(missed(times), times, ways)


def nothing_to_recover() -> Refusal:
    return Refusal("nothing_to_recover", _("Every hard out holds as it is: nothing has to be cut."))


def recovered(state: StageState, lengths: Mapping[str, float], dropped: Collection[str]) -> StageState:
    """The stage as that would leave it; the fold of the fact does the same."""
    return replace(
        state,
        lengths={**state.lengths, **lengths},
        skipped={**state.skipped, **dict.fromkeys(dropped, True)},
        standby=None if state.standby in dropped else state.standby,
    )


def _way(state: StageState, stage: Stage, zone: str, day: Day, times: Timeline, strategy: Strategy) -> Way:
    if strategy == "drop":
        return _tried(state, stage, zone, times, strategy, _drops(state, day, times))
    links = _links(day, times)
    for _n in range(TRIES):
        given = evenly(links) if strategy == "even" else in_turn(links, _breaks_first(day))
        way = _tried(state, stage, zone, times, strategy, _shorter(day, links, given))
        short = way.proposal.short
        if not short or any(link.need > earlier for link, earlier in zip(links, gained(links, given), strict=True)):
            return way
        # Lengths that are no whole seconds: what was rounded on the way is given too.
        links = [replace(link, need=link.need + ceil(short)) if link.need else link for link in links]
    return way


def _tried(
    state: StageState,
    stage: Stage,
    zone: str,
    before: Timeline,
    strategy: Strategy,
    changes: tuple[Shortened | Dropped, ...],
) -> Way:
    """What these changes would bring, by the stage's own times."""
    wanted = Proposal(strategy, False, 0, changes, None)
    times = timeline(recovered(state, wanted.lengths, wanted.dropped), stage, zone, before.now)
    short = missed(times, before.hard_out.at if before.hard_out is not None else None)
    return Way(replace(wanted, reaches=short == 0, short=short, expected_end=times.expected_end), times)


def missed(times: Timeline, out_by: datetime | None = None) -> float:
    """By how many seconds the hard out missed most is missed: the stage's, or that of an item to come. The stage's is
    held to `out_by`: with its first items gone, its own first such time may be tomorrow's."""
    late = [0.0]
    if times.hard_out is not None and times.expected_end is not None:
        late.append((times.expected_end.astimezone(UTC) - (out_by or times.hard_out.at).astimezone(UTC)) / SECOND)
    for line in times.items:
        if line.hard_out is not None and line.expected_end is not None and line.status != "live":
            late.append(-(line.hard_out.spare or 0.0))
    return max(late)


# -- shorter -----------------------------------------------------------------------------------------------------------
def _links(day: Day, times: Timeline) -> list[Link]:
    before = day.ran[day.live][1].end if day.live is not None else None
    out_by = _out_by(day, times)
    links: list[Link] = []
    last = next(reversed(day.to_come), None)
    for item, each in day.to_come.items():
        own = each.planned.item.hard_out
        ends = [own.astimezone(UTC)] if own is not None else []
        ends += [out_by] if out_by is not None and item == last else []
        need = max([0, *(_seconds(each.end - end) for end in ends)])
        links.append(Link(item, _slack(day, each), _passes(each, before), need))
        before = each.end
    return links


def _out_by(day: Day, times: Timeline) -> datetime | None:
    """When the order should end: at the hard out, or where what ran was past it already, no earlier than that."""
    if times.hard_out is None:
        return None
    return max([times.hard_out.at.astimezone(UTC), *(figures.end for _run, figures in day.ran.values())])


def _slack(day: Day, each: Expected) -> int:
    """Whole seconds, so that no item gets below its least length; a fixed end has none to give."""
    if each.planned.fixed_end or each.planned.item.id in day.ran:
        return 0
    return max(0, (each.planned.length - each.planned.least) // SECOND)


def _passes(each: Expected, before: datetime | None) -> int | None:
    """How much of what is gained before it makes the item end earlier."""
    planned = each.planned
    late = [each.start - planned.end] if planned.fixed_end else []
    if planned.fixed_start and before is not None:
        late.append(before - planned.start)
    return max(0, _seconds(min(late))) if late else None


def _seconds(length: timedelta) -> int:
    """Whole seconds, rounded up."""
    return -(-length // SECOND)


def _breaks_first(day: Day) -> list[int]:
    kinds = [is_break(each.planned.item.kind) for each in day.to_come.values()]
    return sorted(range(len(kinds)), key=lambda place: not kinds[place])


def _shorter(day: Day, links: list[Link], given: list[int]) -> tuple[Shortened, ...]:
    lengths = {item: each.planned.length.total_seconds() for item, each in day.to_come.items()}
    return tuple(
        Shortened(link.item, lengths[link.item], lengths[link.item] - gives)
        for link, gives in zip(links, given, strict=True)
        if gives
    )


# -- dropped -----------------------------------------------------------------------------------------------------------
def _drops(state: StageState, day: Day, times: Timeline) -> tuple[Dropped, ...]:
    out_by = _out_by(day, times)
    begin = day.ran[day.live][1].end if day.live is not None else None
    return tuple(Dropped(item) for item in fewest(_legs(state, day), begin, out_by))


def _legs(state: StageState, day: Day) -> list[Leg]:
    legs: list[Leg] = []
    for item, each in day.to_come.items():
        planned = each.planned
        own = planned.item.hard_out
        legs.append(
            Leg(
                item=item,
                length=planned.length,
                can_go=planned.item.droppable and item != day.called and item not in day.ran,
                first=_if_first(state, day, item, legs),
                starts=planned.start if planned.fixed_start else None,
                ends=planned.end if planned.fixed_end else None,
                out_by=own.astimezone(UTC) if own is not None else None,
            )
        )
    return legs


def _if_first(state: StageState, day: Day, item: str, before: list[Leg]) -> datetime:
    """When an item would start if nothing is on and all that comes before it was dropped."""
    each = day.to_come[item]
    if day.live is not None or not before or not all(leg.can_go for leg in before):
        return each.start
    without = look(recovered(state, {}, [leg.item for leg in before]), day.now)
    return without.to_come[item].start if item in without.to_come else each.start
