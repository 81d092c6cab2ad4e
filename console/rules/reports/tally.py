"""Counting people by what became of them: came, did not, walked in, were let in unexpected (RULES §4)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from console.rules.reports.figures import Group
from data.states import GuestState

Outcome = Literal["came", "no_show", "walk_in", "unexpected", "absent"]
STATUSES = ("expected", "pending", "cancelled", "regrets", "blocked")


def added_at_desk(state: GuestState) -> bool:
    """A walk-in or a deputy: in the building at most, on no list. A plus-one is invited with their host."""
    return state.how in ("walk_in", "deputy") or not is_listed(state)


def is_listed(state: GuestState) -> bool:
    """Does the guest stand in any list? One known by an id alone was listed by an act that was taken back."""
    return bool(state.number) or state.guest.name != state.guest.id


def outcome(state: GuestState, arrived: bool) -> Outcome:
    """What became of a guest. A deputy is settled with the guest they came for, not here."""
    if added_at_desk(state):
        return "walk_in" if arrived else "absent"
    if state.guest.status == "expected":
        return "came" if arrived else "no_show"
    return "unexpected" if arrived else "absent"


class Tally:
    """The counts of one group of guests; every guest is counted once, with one outcome."""

    __slots__ = ("group", "outcomes", "statuses")

    def __init__(self, group: str) -> None:
        self.group = group
        self.statuses = dict.fromkeys(STATUSES, 0)
        self.outcomes = {"came": 0, "no_show": 0, "walk_in": 0, "unexpected": 0, "absent": 0}

    def count(self, state: GuestState, what: Outcome) -> None:
        if not added_at_desk(state):
            self.statuses[state.guest.status] += 1
        self.outcomes[what] += 1

    def came_by_deputy(self) -> None:
        """One who would have been a no-show came, by somebody else."""
        self.outcomes["no_show"] -= 1
        self.outcomes["came"] += 1

    @property
    def invited(self) -> int:
        return sum(self.statuses.values())

    @property
    def arrived(self) -> int:
        return self.outcomes["came"] + self.outcomes["walk_in"] + self.outcomes["unexpected"]

    def line(self) -> Group:
        return Group(
            group=self.group,
            invited=self.invited,
            expected=self.statuses["expected"],
            came=self.outcomes["came"],
            no_show=self.outcomes["no_show"],
            walk_in=self.outcomes["walk_in"],
            unexpected=self.outcomes["unexpected"],
            arrived=self.arrived,
        )


class Groups:
    """Tallies by a free text, case folded; a group is written as it was first spelt."""

    def __init__(self) -> None:
        self._tallies: dict[str, Tally] = {}

    def of(self, text: str) -> Tally:
        key = text.strip().casefold()
        tally = self._tallies.get(key)
        if tally is None:
            tally = self._tallies[key] = Tally(text.strip())
        return tally

    def lines(self) -> tuple[Group, ...]:
        """Groups in which somebody was invited or came, the largest first."""
        lines: Iterable[Group] = (tally.line() for tally in self._tallies.values())
        return tuple(
            sorted(
                (line for line in lines if line.invited or line.arrived),
                key=lambda line: (-line.invited, -line.arrived, line.group.casefold()),
            )
        )
