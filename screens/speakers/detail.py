"""All of one slot in two lines: kit, how the name is said, rank and interpreting; then who set what, when."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from console.rules.speakers.slot_plan import field_words
from console.rules.speakers.slots import words
from console.rules.speakers.speaking import SlotShown
from data.words import _
from screens.speaker_words import calling_words, interpreting_words, kit_ticks
from screens.widgets.lines import fit_content, ruled, span
from screens.widgets.plain import shown


def detail_lines(slot: SlotShown, width: int) -> list[Content]:
    """The slot's own in a rule, and what was set."""
    parts = [
        Content.styled(shown(slot.name), "bold"),
        *([kit_ticks(slot)] if slot.kit else []),
        *map(Content, _own(slot)),
    ]
    rule = ruled(Content("  ").join(parts), Content(shown(slot.id)), width, "-", "$tone-dim")
    marks = " · ".join(_marks(slot)) or _("Nothing was set by hand yet.")
    return [rule, fit_content(Content.styled(f" {marks}", "$tone-dim"), width)]


def _own(slot: SlotShown) -> Iterator[str]:
    if slot.say:
        yield _("say {say}").format(say=shown(slot.say))
    if slot.rank is not None:
        yield _("rank {n}").format(n=slot.rank)
    if slot.interpreting:
        said = interpreting_words()[slot.interpreting]
        double = _("{words} and again interpreted: {length}")
        part = double.format(words=span(slot.words), length=span(slot.length))
        yield f"{said}, {part}" if slot.interpreting == "consecutive" and not slot.with_all else said
    elif not slot.with_all:
        yield span(slot.length)
    if slot.with_all:
        yield _("on with everybody of the item")
    if slot.waits:
        yield _("the stage waits {time} for them").format(time=span(slot.waits))
    if slot.replaced:
        yield _("instead of {name}").format(name=shown(slot.replaced))
    if slot.calling is not None:
        yield calling_words(slot)


def _marks(slot: SlotShown) -> Iterator[str]:
    """`miked 14:31 Kit`, `order 14:02 Ann`, the newest first."""
    found = [(each.since, f"{each.what} {each.number}".rstrip(), each.by) for each in slot.kit if each.since]
    if slot.since is not None and (slot.by or slot.arrived):
        by = _("the desk") if slot.arrived else slot.by
        found.append((slot.since, words()[slot.state], by))
    named = {"order": _("order"), "added": _("added"), "replaced": _("replaced"), "dropped": _("taken out"),
             "taken_back": _("taken back in")} | field_words()  # fmt: skip
    found += [(each.at, named.get(each.what, each.what), each.by) for each in slot.changes]
    for at, what, by in sorted(found, key=lambda each: each[0], reverse=True):
        yield f"{shown(what)} {at:%H:%M} {shown(by)}".rstrip()
