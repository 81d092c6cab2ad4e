"""The fold of a guest: who they are by stamp, where they went by the time it happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from msgspec.structs import replace

from data.facts import (
    DeputySent,
    Entered,
    Fact,
    GuestAdded,
    GuestChanged,
    GuestListed,
    Left,
    TicketReplaced,
)
from data.folds import dues, merging, passing
from data.records import Guest
from data.states import GuestState, How

_OWN = frozenset(Guest.__struct_fields__) - {"id", "extra"}
_MOMENTS = frozenset({"valid_from", "valid_until"})
_WEIGHT: tuple[How, ...] = ("listed", "plus_one", "deputy", "walk_in")
"""Of somebody with several rows, the one who expected them counts: added at the desk before that was noticed."""


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


def _ways(facts: Sequence[Fact]) -> Iterator[How]:
    """How rows came to be on the list."""
    for fact in facts:
        if isinstance(fact.known, GuestListed):
            yield "listed"
        elif isinstance(fact.known, GuestAdded):
            yield fact.known.how


def fold(guest_id: str, facts: Sequence[Fact], others: merging.Others = merging.NOBODY) -> GuestState | None:
    """The guest's state from counted facts in stamp order, or None where nobody listed them and they passed no door (a
    walk-in taken back). One who passed but is not listed yet is known by the id alone. `others` is who they are merged
    into, and the facts of those they stand for."""
    if not any(isinstance(fact.known, GuestListed | GuestAdded | Entered | Left) for fact in facts):
        return None
    listed, number, generation, tail = Guest(id=guest_id, name=guest_id), 0, 1, ""
    how: How | None = None
    changes: dict[str, str] = {}
    for fact in facts:
        match fact.known:
            case GuestListed(guest=guest, number=n, tail=end):
                listed, number, tail, how = guest, number or n, tail or end, how or "listed"
            case GuestAdded(guest=guest, number=n, how=added, tail=end):
                listed, number, how, tail = guest, number or n, added, tail or end
            case GuestChanged(fields=fields):
                changes |= fields
            case TicketReplaced(generation=n, tail=end) if n > generation:
                generation, tail = n, end
            case _:
                pass
    state = GuestState(
        guest=corrected(listed, changes) if changes else listed,
        number=number,
        generation=generation,
        tail=tail,
        # Somebody who passed a door and stands in no list, a walk-in taken back elsewhere, walked in.
        how=how or "walk_in",
        merged=others.into,
        took=others.took,
    )
    if others.into:
        # Everything they did is told of the guest they are.
        return state
    happened = sorted([*facts, *others.facts], key=lambda fact: (fact.stamp, fact.station, fact.seq))
    state = replace(
        state,
        how=min([state.how, *_ways(others.facts)], key=_WEIGHT.index),
        deputy=next((fact.known.deputy for fact in reversed(happened) if isinstance(fact.known, DeputySent)), ""),
    )
    passages, inside = passing.passages([f for f in happened if isinstance(f.known, Entered | Left)])
    arrived = next((p.at for p in passages if p.way == "in" and p.arrival), None)
    return dues.settled(replace(state, passages=passages, inside=inside, arrived=arrived), happened)
