"""The sums that must agree: each is told where it holds, and told apart where it does not."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from console.rules.reports.attendance import Attendance
from console.rules.reports.figures import Arrivals, DoorLine, EntryFigures, Group, GuestFigures, Peak, Person, Reason
from console.rules.reports.report import checks


class Figures:
    """A day whose sums agree, to be changed one figure at a time."""

    def __init__(self, noon: datetime) -> None:
        self.people = Attendance(
            guests=GuestFigures(
                invited=10, cancelled=1, regrets=1, blocked=1, pending=1, expected=6, came=4, arrived=6, no_show=2,
                walk_in=1, unexpected=1, inside=3, peak=Peak(5, noon),
            ),
            by_category=(Group("vip", 6, 4, 3, 1, 0, 1, 4), Group("", 4, 2, 1, 1, 1, 0, 2)),
            by_delegation=(),
            arrivals=(Arrivals(noon, 4), Arrivals(noon + timedelta(minutes=15), 2)),
            doors={},
            sessions={},
            dwell=None,
            no_shows=tuple(Person(guest, guest, "", "", "", "") for guest in ("g1", "g2")),
            vips=(),
            unlisted=0,
        )  # fmt: skip
        self.doors = (DoorLine("main", "Main", 6, 3, 3, 3, None, 0, 0, 0),)
        self.refusals = (Reason("unknown", 2), Reason("already_in", 1))
        self.entries = EntryFigures(6, 3, 3, 0)

    def wrong(self) -> set[str]:
        found = checks(self.people, self.doors, self.refusals, self.entries)
        return {check.what for check in found if not check.holds}

    def change(self, what: str) -> None:
        people = self.people
        match what:
            case "pending" | "came" | "walk_in" | "inside":
                more = getattr(people.guests, what) + 9
                self.people = replace(people, guests=replace(people.guests, **{what: more}))
            case "quarters":
                self.people = replace(people, arrivals=people.arrivals[:1])
            case "invited in a category":
                first, *others = people.by_category
                self.people = replace(people, by_category=(replace(first, invited=7), *others))
            case "arrived in a category":
                first, *others = people.by_category
                self.people = replace(people, by_category=(replace(first, arrived=5), *others))
            case "a no-show less":
                self.people = replace(people, no_shows=people.no_shows[:1])
            case "a reason less":
                self.refusals = self.refusals[:1]
            case "a door less":
                self.doors = ()


def test_a_day_whose_sums_agree_says_so(noon: datetime) -> None:
    assert Figures(noon).wrong() == set()


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("pending", {"invited = expected + pending + cancelled + regrets + blocked"}),
        ("came", {"expected = came + no-shows", "arrived = came + walk-ins + unexpected"}),
        ("walk_in", {"arrived = came + walk-ins + unexpected"}),
        ("inside", {"never more inside than at the peak"}),
        ("quarters", {"the quarter hours add up to arrived"}),
        ("invited in a category", {"the categories add up to invited"}),
        ("arrived in a category", {"the categories add up to arrived"}),
        ("a no-show less", {"the list of no-shows is as long as their number"}),
        ("a reason less", {"the reasons add up to the refusals"}),
        ("a door less", {"the doors add up to the refusals"}),
    ],
)
def test_a_sum_that_does_not_agree_is_told(noon: datetime, what: str, told: set[str]) -> None:
    figures = Figures(noon)
    figures.change(what)
    assert figures.wrong() == told
