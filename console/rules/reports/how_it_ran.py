"""How a stage ran: its items against the first plan, with what its facts say of holds, reasons and names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from console.rules.reports.as_run import Change, Changed, Given, HeldFor, How, ItemRan, Ran, Totals
from console.rules.times.live import figures
from console.rules.times.plan import Planned, walk
from console.rules.times.timeline import Line, Timeline
from data.facts import (
    Ended,
    Fact,
    Held,
    ItemAdded,
    ItemEdited,
    ItemMoved,
    ItemPlanned,
    ItemRemoved,
    ItemSkipped,
    ItemUnskipped,
    Recovered,
    Replanned,
    Resumed,
    TimeAdded,
    Went,
)
from data.moments import local
from data.states import Run, StageState


class StageRan(Struct, frozen=True):
    """One stage's part of the report."""

    ran: Ran
    items: tuple[ItemRan, ...]
    holds: tuple[HeldFor, ...]
    changes: tuple[Changed, ...]


def stage_ran(
    state: StageState,
    times: Timeline,
    planned: Timeline,
    first: Sequence[Planned],
    facts: Iterable[Fact],
    titles: tuple[str, str],
) -> StageRan:
    """A stage's part: `times` against the plan as it stands, `planned` the same against the first plan, `first` is
    that plan, `facts` those of the stage that stand, in order, `titles` the stage's."""
    there = times.now.tzinfo
    told = list(facts)
    holds = _holds(state, told, times.now)
    went = {fact.id: fact for fact in told if isinstance(fact.known, Went)}
    ended = {fact.known.run: fact for fact in told if isinstance(fact.known, Ended)}
    dropped = {item for fact in told if isinstance(fact.known, Recovered) for item in fact.known.dropped}
    now_planned = {each.item.id: each for each in walk(state, times.now)}
    standing, listed = {line.id: line for line in times.items}, {each.item.id for each in first}
    items: list[ItemRan] = []
    for line in planned.items:
        runs = [run for run in state.runs if run.item == line.id]
        made = _unrun(state.stage, line, standing.get(line.id), dropped)
        made = replace(made, added_by_hand=line.id not in listed)
        for n, run in enumerate(runs, 1):
            items.append(
                _run(made, run, n, now_planned[line.id], times.now, went.get(run.id), ended.get(run.id), holds, told)
            )
        if not runs:
            items.append(made)
    own = [hold for each in holds.values() for hold in each]
    return StageRan(
        _stage(state, titles, times, planned, first, items),
        tuple(items),
        tuple(sorted(own, key=lambda hold: hold.since)),
        tuple(_changes(state.stage, told, there)),
    )


def whole_day(stages: Sequence[Ran]) -> Ran:
    """All stages as one: from the first start to the last end."""
    totals = Totals(*(sum(getattr(each.totals, name) for each in stages) for name in Totals.__struct_fields__))
    planned_start = min((each.planned_start for each in stages if each.planned_start), default=None)
    planned_end = max((each.planned_end for each in stages if each.planned_end), default=None)
    start = min((each.start for each in stages if each.start), default=None)
    over = all(each.end is not None or each.start is None for each in stages)
    end = max((each.end for each in stages if each.end), default=None) if over else None
    state = (
        "ended" if stages and all(each.state == "ended" for each in stages) else "before" if not start else "running"
    )
    return Ran(
        "", "", "", state, planned_start, planned_end, start, end, _less(start, planned_start),
        _less(end, planned_end), totals,
    )  # fmt: skip


def on_then(stages: Mapping[str, StageState], at: datetime) -> tuple[str, ...]:
    """What was on at a moment, one item a stage."""
    return tuple(
        run.item for state in stages.values() for run in state.runs if run.start <= at and (run.end or at) >= at
    )


# -- an item -----------------------------------------------------------------------------------------------------------
def _unrun(stage: str, line: Line, stands: Line | None, dropped: Collection[str]) -> ItemRan:
    """An item before anything is said of how it ran; `stands`: in the plan as it stands, None where it is in it no
    more."""
    how: How = "waiting"
    if stands is None:
        how = "removed"
    elif stands.status == "skipped":
        how = "dropped" if line.id in dropped else "skipped"
    length = (line.planned_end - line.planned_start).total_seconds()
    anew = (stands.planned_end - stands.planned_start).total_seconds() if stands is not None else length
    moved = how == "waiting" and stands is not None and stands.planned_start != line.planned_start
    return ItemRan(
        stage=stage, item=line.id, title=line.title, title_alt=line.title_alt, kind=line.kind, how=how, time=0,
        planned_start=line.planned_start, planned_end=line.planned_end, planned_length=length,
        replanned_start=stands.planned_start if moved and stands is not None else None,
        replanned_length=anew if how == "waiting" and anew != length else None,
        start=None, end=None, length=None, late=None, longer=None, added=0, held=0, overrun=0,
    )  # fmt: skip


def _run(
    made: ItemRan,
    run: Run,
    n: int,
    planned: Planned,
    now: datetime,
    went: Fact | None,
    ended: Fact | None,
    holds: Mapping[str, list[HeldFor]],
    told: Sequence[Fact],
) -> ItemRan:
    """One time the item was on."""
    seen = figures(run, planned, now)
    there = now.tzinfo
    length = (run.end - run.start).total_seconds() if run.end else None
    given = [f for f in told if isinstance(f.known, TimeAdded) and f.known.run == run.id]
    return replace(
        made, how="done" if run.end else "live", time=n, start=local(run.start, there),
        end=local(run.end, there) if run.end else None, length=length, late=_less(run.start, made.planned_start),
        longer=None if length is None or made.planned_length is None else length - made.planned_length,
        added=seen.added.total_seconds(), held=seen.held.total_seconds(), overrun=seen.overrun.total_seconds(),
        by=went.operator if went is not None else "", source=_source(went),
        ended_by=ended.operator if ended is not None else "", ended_source=_source(ended),
        given=tuple(Given(f.known.seconds, f.operator, _source(f)) for f in given if isinstance(f.known, TimeAdded)),
        holds=tuple(holds.get(run.id, ())),
    )  # fmt: skip


def _source(fact: Fact | None) -> str:
    """Where the act came from: a console, the command line, or a command from outside."""
    return str(getattr(fact.known, "source", "")) if fact is not None else ""


# -- holds and changes -------------------------------------------------------------------------------------------------
def _holds(state: StageState, facts: Sequence[Fact], now: datetime) -> dict[str, list[HeldFor]]:
    """Every hold by the run it was in ("" for between items), with the reason and the name it was given with."""
    spans = {
        (run.id, since): until
        for run in state.runs
        for since, until in (*run.holds, *([(run.held_since, None)] if run.held_since else []))
    }
    items = {run.id: run.item for run in state.runs}
    found: dict[str, list[HeldFor]] = {}
    between: Fact | None = None
    for fact in facts:
        match fact.known:
            case Held(run=""):
                between = between or fact
            case Held(run=run) if (run, fact.at) in spans:
                until = spans[run, fact.at]
                found.setdefault(run, []).append(_hold(state.stage, items[run], fact, until, now))
            case Resumed(run="") | Went() | Ended() if between is not None:
                found.setdefault("", []).append(_hold(state.stage, "", between, fact.at, now))
                between = None
    if between is not None:
        found.setdefault("", []).append(_hold(state.stage, "", between, None, now))
    return found


def _hold(stage: str, item: str, fact: Fact, until: datetime | None, now: datetime) -> HeldFor:
    there = now.tzinfo
    seconds = ((until or now) - fact.at).total_seconds()
    reason = fact.known.reason if isinstance(fact.known, Held) else ""
    since, over = local(fact.at, there), local(until, there) if until else None
    return HeldFor(stage, item, since, over, max(0.0, seconds), reason, fact.operator, _source(fact))


def _changes(stage: str, facts: Sequence[Fact], there: tzinfo | None) -> Iterator[Changed]:
    """What changed the plan from the first GO on, an act each."""
    begun = next((place for place, fact in enumerate(facts) if isinstance(fact.known, Went)), len(facts))
    for _act, together in groupby(facts[begun:], lambda fact: fact.act):
        made: list[Changed] = []
        for fact in together:
            one = _changed(stage, fact, local(fact.at, there))
            before = made[-1] if made else None
            if one is None:
                continue
            if before is not None and (before.what == one.what or before.what in ("split", "merged")):
                # A split and a merge edit, add and remove; a list brings many items at once.
                made[-1] = replace(before, items=tuple(dict.fromkeys((*before.items, *one.items))))
            else:
                made.append(one)
        yield from made


def _changed(stage: str, fact: Fact, at: datetime) -> Changed | None:
    def said(what: Change, *items: str, fields: tuple[str, ...] = ()) -> Changed:
        return Changed(stage, at, fact.operator, what, "", items, (), fields, source=_source(fact))

    match fact.known:
        case Replanned(starts=starts, later=later):
            return replace(said("replanned", *starts), after=tuple(later))
        case Recovered(strategy=strategy, lengths=lengths, dropped=gone):
            return replace(said("recovered", *lengths), strategy=strategy, dropped=gone)
        case ItemAdded(item=item):
            return said("added", item.id)
        case ItemEdited(item=item, how="split"):
            return said("split", item.id)
        case ItemEdited(item=item, how="merge"):
            return said("merged", item.id)
        case ItemEdited(item=item, fields=fields):
            return said("edited", item.id, fields=fields)
        case ItemRemoved(item=item_id):
            return said("removed", item_id)
        case ItemMoved(item=item_id):
            return said("moved", item_id)
        case ItemSkipped(item=item_id):
            return said("skipped", item_id)
        case ItemUnskipped(item=item_id):
            return said("unskipped", item_id)
        case ItemPlanned(item=item):
            return said("listed", item.id)
        case _:
            return None


# -- the stage ---------------------------------------------------------------------------------------------------------
def _stage(
    state: StageState,
    titles: tuple[str, str],
    times: Timeline,
    planned: Timeline,
    first: Sequence[Planned],
    items: Sequence[ItemRan],
) -> Ran:
    there = times.now.tzinfo
    active = [each for each in first if not each.skipped]
    planned_start = local(min(each.start for each in active), there) if active else None
    planned_end = local(max(each.end for each in active), there) if active else None
    starts = [each.start for each in items if each.start]
    ends = [each.end for each in items if each.end]
    start, end = min(starts, default=None), max(ends, default=None) if times.state == "ended" else None
    of = times.live or (None if times.state == "ended" else times.standby)
    return Ran(
        stage=state.stage, title=titles[0] or state.stage, title_alt=titles[1], state=times.state,
        planned_start=planned_start, planned_end=planned_end, start=start, end=end,
        late_start=_less(start, planned_start), late_end=_less(end, planned_end), totals=_totals(items),
        why=planned.why, why_now=times.why, of=of or (state.runs[-1].item if state.runs else ""),
    )  # fmt: skip


def _totals(items: Sequence[ItemRan]) -> Totals:
    last = {each.item: each for each in items}.values()
    how = Counter(each.how for each in last)
    return Totals(
        ran=how["done"] + how["live"], skipped=how["skipped"], dropped=how["dropped"], removed=how["removed"],
        waiting=how["waiting"], by_hand=sum(each.added_by_hand for each in last),
        added=sum(each.added for each in items), held=sum(each.held for each in items),
        overrun=sum(each.overrun for each in items),
    )  # fmt: skip


def _less(at: datetime | None, than: datetime | None) -> float | None:
    return None if at is None or than is None else (at - than).total_seconds()
