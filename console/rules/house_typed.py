"""A step of the house as it is typed in one line: `open`, `cl 203`, `h go`, `9 late`."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from console.rules.house import HouseView
from data.kinds.house import HouseStep, Side

WORDS: dict[str, HouseStep] = {
    "open": "open", "count": "count", "hold": "hold", "held": "held", "late": "held", "admit": "admit",
    "in": "admit", "clear": "clear", "closed": "closed",
}  # fmt: skip
"""What may be typed; the beginning of a word does, where it is that of one step only."""
AT_GO = "go"


class Typed(Struct, frozen=True):
    """A step with its number; `stage` where one was named; `at_go` where the next GO is to let latecomers in."""

    step: HouseStep
    count: int | None = None
    stage: str = ""
    at_go: bool = False


def typed(line: str, stages: Sequence[str] = ()) -> Typed | None:
    """What the line means; a number alone is the house count. None where it means nothing, or several things."""
    stage, count, at_go = "", None, False
    step: HouseStep | None = None
    for word in line.casefold().split():
        named = next((each for each in stages if each.casefold() == word), "")
        if named and not stage:
            stage = named
        elif word.isascii() and word.isdigit() and len(word) <= 7:
            count = int(word)
        elif step is not None and word == AT_GO:
            at_go = True
        else:
            meant = {WORDS[each] for each in WORDS if each.startswith(word)}
            if len(meant) != 1 or step is not None:
                return None
            (step,) = meant
    if step is None:
        return Typed("count", count, stage) if count is not None else None
    return Typed(step, count, stage, at_go)


def possible(view: HouseView, side: Side) -> tuple[str, ...]:
    """The words that a side may say now, those that come next first."""
    found: list[str] = []
    if view.doors != "open":
        found.append("open")
    if view.cleared is None:
        found.append("clear")
    found.append("count" if side == "stage" else "count N")
    if view.holding is None:
        found.append("hold")
    else:
        found += ["admit"] if side == "stage" else ["held N", "admit"]
    if view.doors == "open":
        found.append("closed")
    return tuple(found)
