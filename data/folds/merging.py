"""Who a guest listed twice is: a merge points from the one who goes to the one who stays, and chains are followed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from data.facts import Fact, MergedFrom, MergedInto


class Others(Struct, frozen=True):
    """Who this guest is merged into ("" for nobody), whom they stand for, and those guests' facts."""

    into: str = ""
    took: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()


NOBODY = Others()


def named(facts: Sequence[Fact]) -> list[str]:
    """Everybody a merge of this guest names, in either direction."""
    names = (_other(fact) for fact in facts)
    return list(dict.fromkeys(name for name in names if name))


def _other(fact: Fact) -> str:
    match fact.known:
        case MergedInto(into=name) | MergedFrom(guest=name):
            return name
        case _:
            return ""


def stays(circle: Mapping[str, Sequence[Fact]]) -> dict[str, str]:
    """For everybody of a circle of merges, given with their counted facts, who they are."""
    kept_by = {
        member: {fact.known.guest for fact in facts if isinstance(fact.known, MergedFrom)}
        for member, facts in circle.items()
    }

    def into(member: str) -> str:
        targets = (fact.known.into for fact in reversed(circle[member]) if isinstance(fact.known, MergedInto))
        # Both sides must stand: half a merge, the other half taken back, is none.
        return next((target for target in targets if member in kept_by.get(target, ())), "")

    return {member: keeper(member, into) for member in circle}


def keeper(guest: str, into: Callable[[str], str]) -> str:
    """Who the guest is at the end of the chain. Two stations may have merged two guests into each other: of such a
    ring the least id stays, whatever station asks."""
    path = list(_chain(guest, into))
    after = into(path[-1])
    return min(path[path.index(after) :]) if after in path else path[-1]


def _chain(guest: str, into: Callable[[str], str]) -> Iterator[str]:
    seen: set[str] = set()
    while guest and guest not in seen:
        seen.add(guest)
        yield guest
        guest = into(guest)
