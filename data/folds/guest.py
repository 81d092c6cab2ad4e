"""The fold of a guest: who they are by stamp, where they went by the time it happened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace

from data.facts import Entered, Fact, GuestAdded, GuestChanged, GuestListed, Left, TicketReplaced
from data.records import Guest
from data.states import GuestState, How, Passage

_OWN = frozenset(Guest.__struct_fields__) - {"id", "extra"}
_MOMENTS = frozenset({"valid_from", "valid_until"})


def corrected(guest: Guest, fields: dict[str, str]) -> Guest:
    """The guest with an operator's corrections; a field that is no column of ours goes to `extra`."""
    own: dict[str, object] = {}
    extra = dict(guest.extra)
    for name, text in fields.items():
        if name in _MOMENTS:
            own[name] = datetime.fromisoformat(text) if text else None
        elif name in _OWN:
            own[name] = text
        elif name != "id":
            extra[name] = text
    return replace(guest, extra=extra, **own)


def fold(guest_id: str, facts: Sequence[Fact]) -> GuestState | None:
    """The guest's state from counted facts in stamp order, or None where nobody listed them and they passed no door (a
    walk-in taken back). One who passed but is not listed yet is known by the id alone."""
    if not any(isinstance(fact.known, GuestListed | GuestAdded | Entered | Left) for fact in facts):
        return None
    listed, number, generation, tail = Guest(id=guest_id, name=guest_id), 0, 1, ""
    how: How = "listed"
    changes: dict[str, str] = {}
    for fact in facts:
        match fact.known:
            case GuestListed(guest=guest, number=n, tail=end):
                listed, number, tail = guest, number or n, tail or end
            case GuestAdded(guest=guest, number=n, how=added, tail=end):
                listed, number, how, tail = guest, number or n, added, tail or end
            case GuestChanged(fields=fields):
                changes |= fields
            case TicketReplaced(generation=n, tail=end) if n > generation:
                generation, tail = n, end
            case _:
                pass
    passages, inside = _passages([f for f in facts if isinstance(f.known, Entered | Left)])
    return GuestState(
        guest=corrected(listed, changes) if changes else listed,
        number=number,
        generation=generation,
        tail=tail,
        how=how,
        passages=passages,
        inside=inside,
        arrived=next((p.at for p in passages if p.way == "in" and p.arrival), None),
    )


def _passages(facts: list[Fact]) -> tuple[tuple[Passage, ...], tuple[str, ...]]:
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
