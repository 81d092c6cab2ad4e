"""The fold of entries and exits: where a guest went, in the order it happened, contradictions marked."""

from __future__ import annotations

from data.facts import Entered, Fact, Left
from data.states import Passage


def passages(facts: list[Fact]) -> tuple[tuple[Passage, ...], tuple[str, ...]]:
    """Entries and exits by (at, stamp, station, seq), contradictions marked, and the door records still inside."""
    facts.sort(key=lambda fact: (fact.at, fact.stamp, fact.station, fact.seq))
    passages: list[Passage] = []
    inside: list[str] = []
    last: dict[str, str] = {}
    for fact in facts:
        body = fact.known
        marks: tuple[str, ...] = ()
        if isinstance(body, Entered):
            before = last.get(body.record)
            spent = before == "in" or (before == "out" and not body.reentry)
            if spent and not body.many and not body.forced:
                marks = ("double",)
            if body.record not in inside:
                inside.append(body.record)
            last[body.record] = "in"
            passage = Passage(
                fact=fact.id, act=fact.act, way="in", door=body.door, record=body.record, at=fact.at,
                operator=fact.operator, arrival=body.arrival, forced=body.forced, marks=marks,
            )  # fmt: skip
            passages.append(passage)
        elif isinstance(body, Left):
            if body.record not in inside and not (body.perimeter and inside):
                marks = ("no_entry",)
            if body.perimeter:
                # Leaving the event leaves every room of it.
                last.update(dict.fromkeys(inside, "out"))
                inside.clear()
            elif body.record in inside:
                inside.remove(body.record)
            # An exit never uses up a ticket: one without an entry before it opens nothing and closes nothing.
            if body.record in last:
                last[body.record] = "out"
            passage = Passage(
                fact=fact.id, act=fact.act, way="out", door=body.door, record=body.record, at=fact.at,
                operator=fact.operator, arrival=False, perimeter=body.perimeter, marks=marks,
            )  # fmt: skip
            passages.append(passage)
    return tuple(passages), tuple(inside)
