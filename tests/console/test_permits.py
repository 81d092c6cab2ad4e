"""Every row of the action table is some role's or anybody's, and none is so by having been forgotten."""

from __future__ import annotations

import pytest

from console import actions, permits
from console.rules.roles import may

ROWS = [(room, row) for row in actions.table() for room in (row.rooms or ("",))]


@pytest.mark.parametrize(("room", "row"), ROWS, ids=[f"{room}-{row.id}" for room, row in ROWS])
def test_somebody_thought_of_it(room: str, row: actions.Action) -> None:
    assert row.id in permits.FREE or permits.needed(room, row) is not None, (
        "say in console/permits.py whose act this is"
    )


def test_what_changes_something_is_nobodys_who_looks_on() -> None:
    for room, row in ROWS:
        act = permits.needed(room, row)
        assert act is None or not may("viewer", act)


def test_the_rooms_are_worked_in_by_their_own() -> None:
    def needed(room: str, name: str) -> str | None:
        row = actions.act_of(room, name)
        assert row is not None
        return permits.needed(room, row)

    assert needed("stage", "go") == "stage" and needed("cues", "go") == "cues"
    assert needed("speakers", "move_up") == "speakers" and needed("stage", "move_up") == "stage"
    assert needed("setup", "state") == "setup" and needed("summary", "write") == "lists"
    assert needed("setup", "mode") == needed("stage", "mode") == "mode", "the stage chooses what is sent"
    assert needed("desk", "pick_up") is None and needed("timer", "other_stage") is None
