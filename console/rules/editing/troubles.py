"""What is wrong with an order as it would run: conflicts, overlaps and hard outs that do not hold."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from console.rules.spans import span
from console.rules.times.timeline import Line, Timeline
from data.clean import harmless
from data.words import _

Kind = Literal["fixed_end", "overlap", "hard_out", "day_out", "no_length", "over"]


class Trouble(Struct, frozen=True):
    """One thing that is wrong, by how many seconds, and the sentence. `item` is "" where it is the whole day's."""

    item: str
    kind: Kind
    seconds: float
    message: str


def troubles(times: Timeline) -> tuple[Trouble, ...]:
    """Everything that is wrong with what is on and to come, in the order of the items."""
    found: list[Trouble] = []
    for line in times.items:
        if line.status not in ("done", "skipped"):
            found += _of(line, times)
    out = times.hard_out
    if out is not None and out.spare is not None and out.spare <= -1:
        said = _("The day ends {time} past the hard out {at}.").format(time=span(-out.spare), at=f"{out.at:%H:%M}")
        found.append(Trouble("", "day_out", -out.spare, said))
    return tuple(found)


def new_troubles(before: Timeline, after: Timeline) -> tuple[Trouble, ...]:
    """What is wrong after and was not before, or not so much."""
    was = {(each.item, each.kind): each.seconds for each in troubles(before)}
    return tuple(each for each in troubles(after) if each.seconds >= was.get((each.item, each.kind), -1) + 1)


def _of(line: Line, times: Timeline) -> list[Trouble]:
    title = f"{line.id} {harmless(line.title)}"
    found: list[Trouble] = []
    if line.conflict is not None:
        said = _("{title} would start {time} after its fixed end: it has no length.")
        found.append(Trouble(line.id, "fixed_end", line.conflict.seconds, said.format(
            title=title, time=span(line.conflict.seconds))))  # fmt: skip
    elif line.length < 1 and line.status != "live":
        found.append(Trouble(line.id, "no_length", 0, _("{title} has no length.").format(title=title)))
    if line.gap <= -1:
        said = _("{title} overlaps what comes before it by {time}.")
        found.append(Trouble(line.id, "overlap", -line.gap, said.format(title=title, time=span(-line.gap))))
    if line.hard_out is not None and line.hard_out.spare is not None and line.hard_out.spare <= -1:
        said = _("{title} ends {time} past its hard out {at}.")
        late = -line.hard_out.spare
        words = said.format(title=title, time=span(late), at=f"{line.hard_out.at:%H:%M}")
        found.append(Trouble(line.id, "hard_out", late, words))
    if line.id == times.live and line.remaining is not None and line.remaining <= -1:
        said = _("{title} is over by {time} then.")
        found.append(Trouble(line.id, "over", -line.remaining, said.format(title=title, time=span(-line.remaining))))
    return found
