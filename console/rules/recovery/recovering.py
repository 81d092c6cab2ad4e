"""Applying a recovery: the one act that makes the order fit its hard out, or why not.

Show mode does not bar it: a show that is late is when it is needed, and it changes only what is to come. Whoever asks
for it there gives a typed word first.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from console.rules.recovery.recovery import Dropped, Proposal, Strategy, missed, nothing_to_recover, recovered, recovery
from console.rules.refusals import Refusal
from console.rules.running import Done, Moment, kept_out
from console.rules.spans import span
from console.rules.times.timing import Timeline, timeline
from data.facts import Draft, Recovered
from data.records import Stage
from data.states import StageState
from data.words import _, ngettext


def recover(
    state: StageState, stage: Stage, zone: str, now: Moment, strategy: Strategy, shown: Proposal | None = None
) -> Done | Refusal:
    """Applies a way to be out in time: the one that was `shown` to the operator, else as it is worked out now."""
    barred = kept_out(state, now)
    if barred is not None:
        return barred
    if shown is None:
        found = recovery(state, stage, zone, now.at)
        if isinstance(found, Refusal):
            return found
        if not found.need:
            return nothing_to_recover()
        shown = found.way(strategy).proposal
    if not shown.changes:
        return Refusal("nothing_to_cut", nothing_to_cut(strategy))
    after = timeline(recovered(state, shown.lengths, shown.dropped), stage, zone, now.at)
    body = Recovered(strategy, shown.lengths, shown.dropped, now.source)
    return Done((Draft(f"stage/{state.stage}", body),), said(shown, after))


def moved_on() -> Refusal:
    """The stage is not as it was when the way was shown."""
    return Refusal("moved_on", _("The stage has done something since: these are the ways as it stands now."))


def nothing_to_cut(strategy: Strategy) -> str:
    if strategy == "drop":
        return _("Nothing that is to come can be cut.")
    return _("Nothing that is to come can be made shorter so that it helps.")


def strategy_names() -> Mapping[str, str]:
    return {"even": _("even"), "breaks": _("breaks first"), "drop": _("drop")}


def said(proposal: Proposal, after: Timeline) -> str:
    """What was done, and how the stage stands with it."""
    dropped = sum(isinstance(change, Dropped) for change in proposal.changes)
    shorter = len(proposal.changes) - dropped
    done = [
        ngettext("{n} item shorter", "{n} items shorter", shorter).format(n=shorter) if shorter else "",
        ngettext("{n} item dropped", "{n} items dropped", dropped).format(n=dropped) if dropped else "",
    ]
    words = _("Recovery, {way}: {done}; {left}.")
    names = strategy_names()
    return words.format(way=names[proposal.strategy], done=", ".join(filter(None, done)), left=_left(after))


def _left(after: Timeline) -> str:
    if short := missed(after):
        return _("still {time} short").format(time=span(short))
    out = after.hard_out
    if out is None or out.spare is None:
        return _("every hard out holds")
    return _("out by {time}, {spare} to spare").format(time=_clock(out.at), spare=span(out.spare))


def _clock(at: datetime) -> str:
    return f"{at:%H:%M:%S}".removesuffix(":00")
