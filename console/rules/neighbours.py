"""What comes before and after an item in the order as it was moved about, without a walk over the whole of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from data.records import Item
from data.states import StageState


class Neighbours:
    """The plan's items with every move applied in turn; an anchor that is gone means the end (RULES §2, plan). As a
    chain, of which a move changes three links, however long it is; None is before the first and after the last."""

    def __init__(self, state: StageState) -> None:
        self._items: Mapping[str, Item] = state.items
        self._plan: Sequence[Item] = list(state.items.values())
        self._after: dict[str | None, str | None] = {}
        self._before: dict[str | None, str | None] = {}
        for moved, before in state.moves:
            if moved in state.items and moved != before:
                self._move(moved, before if before in state.items else None)

    def after(self, item: str | None) -> str | None:
        """What comes next; of None the first, and None after the last."""
        if item in self._after:
            return self._after[item]
        place = 0 if item is None else self._place(item) + 1
        return self._plan[place].id if place < len(self._plan) else None

    def before(self, item: str | None) -> str | None:
        """What came last; of None the last, and None before the first."""
        if item in self._before:
            return self._before[item]
        place = len(self._plan) if item is None else self._place(item)
        return self._plan[place - 1].id if place else None

    def in_order(self) -> tuple[Item, ...]:
        """All of them: the plan's own stretches, one after the other."""
        if not self._after:
            return tuple(self._plan)
        ends = sorted(self._place(item) for item in self._after if item is not None)
        found: list[Item] = []
        item = self.after(None)
        while item is not None:
            begin = self._place(item)
            end = bisect_left(ends, begin)
            stretch = self._plan[begin : ends[end] + 1 if end < len(ends) else None]
            found += stretch
            item = self.after(stretch[-1].id)
        return tuple(found)

    def _move(self, item: str, before: str | None) -> None:
        self._link(self.before(item), self.after(item))
        last = self.before(before)
        self._link(last, item)
        self._link(item, before)

    def _link(self, one: str | None, other: str | None) -> None:
        self._after[one], self._before[other] = other, one

    def _place(self, item: str) -> int:
        found = self._items[item]
        place = bisect_left(self._plan, (found.pos, item), key=lambda each: (each.pos, each.id))
        return place if self._plan[place] is found else self._plan.index(found)
