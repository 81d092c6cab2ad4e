"""Which facts count, and in what order: undone acts are left out first, then facts stand by stamp (RULES §0)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from data.facts import PLAN, Fact, Mode, Undone


def undone_acts(facts: Iterable[Fact]) -> frozenset[str]:
    """The acts that a standing undo names. An undo stands while no standing undo names *it*, however they arrived."""
    undos: dict[str, list[str]] = {}
    for fact in facts:
        if isinstance(fact.known, Undone):
            undos.setdefault(fact.known.act, []).append(fact.act)
    settled: dict[str, bool] = {}

    def is_undone(act: str) -> bool:
        # A stack of its own: a chain of undos may be longer than Python recurses.
        path = [act]
        while path:
            here = path[-1]
            if here in settled:
                path.pop()
                continue
            waiting = [by for by in undos.get(here, ()) if by not in settled and by not in path]
            if waiting:
                path.extend(waiting)
                continue
            settled[here] = any(not settled.get(by, False) for by in undos.get(here, ()))
            path.pop()
        return settled[act]

    return frozenset(act for act in undos if is_undone(act))


def counted(facts: Sequence[Fact], mode: Mode, until: datetime | None = None) -> list[Fact]:
    """The known, standing facts of one subject that count in `mode`, as of `until`, by (stamp, station, seq)."""
    gone = undone_acts(facts)
    kept = [
        fact
        for fact in facts
        if fact.known is not None
        and fact.act not in gone
        and (fact.kind in PLAN or (fact.mode == mode and (until is None or fact.at <= until)))
    ]
    kept.sort(key=lambda fact: (fact.stamp, fact.station, fact.seq))
    return kept
