"""What is said of a recovery and of a replan."""

from __future__ import annotations

from console.rules.telling.names import Names, span
from data.facts import AnyBody, Recovered, Replanned, StageSet
from data.words import _


def of_a_recovery(body: AnyBody, names: Names) -> str | None:
    """The sentence, or None where the fact is about something else."""
    match body:
        case Recovered(strategy=strategy, lengths=lengths, dropped=dropped):
            shorter = [
                _("{item} to {time}").format(item=names.item(each), time=span(lengths[each])) for each in lengths
            ]
            gone = [_("{item} dropped").format(item=names.item(each)) for each in dropped]
            return _("RECOVERY {way}: {what}").format(way=_way(strategy), what=", ".join([*shorter, *gone]))
        case Replanned(starts=starts, later=later):
            moved = [
                _("{item} at {time}").format(item=names.item(each), time=names.clock(starts[each])) for each in starts
            ]
            for each, seconds in later.items():
                said = _("after {item} {time} later") if seconds >= 0 else _("after {item} {time} earlier")
                moved.append(said.format(item=names.item(each), time=span(seconds)))
            return _("REPLANNED as expected: {what}").format(what=", ".join(moved))
        case _:
            return None


def in_brief(body: AnyBody | None) -> str:
    match body:
        case Recovered(strategy=strategy):
            return _("recovery {way}").format(way=_way(strategy))
        case Replanned():
            return _("replan")
        case StageSet(stage=stage):
            return _("out by {time}").format(time=stage.hard_out) if stage.hard_out else _("no hard out")
        case _:
            return ""


def _way(strategy: str) -> str:
    return {"even": _("even"), "breaks": _("breaks first"), "drop": _("drop")}.get(strategy, strategy)
